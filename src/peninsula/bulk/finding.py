"""Which files to read: those of the paths given, unzipped; what else a folder holds is listed."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from peninsula.bulk.reading import EventFile, look_at
from peninsula.faults import DataError, Fault

TEXT = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz")
SUFFIXES = (*TEXT, ".zip", ".parquet")
OTHER_TABLES = (".mentions.", ".gkg.")
"""GDELT 2.0 publishes these beside the events, under the same dates."""


@dataclass(frozen=True)
class Found:
    """What the paths given hold: event files, empty files, and what was left out and why."""

    files: tuple[EventFile, ...]
    empty: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def find_files(paths: Iterable[str | Path], folder: str | Path) -> Found:
    """Every event file under the paths given, its form told by its first lines.

    Parameters
    ----------
    paths : iterable of path
        Files (tab-separated, as they come or in zip or gzip; Parquet) and folders of them.
    folder : path
        Where to unpack what is zipped.

    Returns
    -------
    Found
        Files in order of path; each once, however often it is named.

    Raises
    ------
    DataError
        If a path does not exist, a file is no event table or is damaged, or the same events stand
        in two files.
    """
    chosen, left_out = list_paths(paths)
    files, empty = [], []
    for path in chosen:
        for part in _unpack(path, Path(folder)):
            found = look_at(*part)
            if found is None:
                empty.append(part[0])
            else:
                files.append(replace(found, source=str(path)))
    _refuse_twice(files)
    return Found(tuple(files), tuple(empty), tuple(left_out))


def list_paths(paths: Iterable[str | Path]) -> tuple[list[Path], list[str]]:
    """Files to read, sorted, and what was left out of the folders, with the reason."""
    chosen, left_out = {}, []
    for given in map(Path, paths):
        if not given.exists():
            raise DataError([Fault(str(given), 0, "", "does not exist")])
        inside = sorted(p for p in given.rglob("*") if p.is_file()) if given.is_dir() else [given]
        for path in inside:
            reason = _reason_to_leave(path) if given.is_dir() else ""
            if reason:
                left_out.append(f"{path}: {reason}")
            else:
                chosen[path.resolve()] = path
    if not chosen:
        where = ", ".join(str(p) for p in paths) or "nothing given"
        raise DataError([Fault(where, 0, "", f"holds no event file ({', '.join(SUFFIXES)})")])
    return sorted(chosen.values()), left_out


def _reason_to_leave(path: Path) -> str:
    name = path.name.lower()
    if name.startswith((".", "_")) or name.endswith((".part", ".tmp", ".crc")):
        return "a hidden or unfinished file"
    if any(word in name for word in OTHER_TABLES):
        return "another table of GDELT"
    return "" if name.endswith(SUFFIXES) else "not an event file"


def _unpack(path: Path, folder: Path) -> list[tuple[str, Path]]:
    """The name to show and the file to read: of a zip, its members, written into the folder."""
    if path.suffix.lower() != ".zip":
        return [(str(path), path)]
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if not members:
                raise DataError([Fault(str(path), 0, "", "an empty zip file")])
            return [_unpack_member(archive, member, path, folder) for member in members]
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        why = f"a damaged zip file, cut short or changed on its way ({error}); fetch it again"
        raise DataError([Fault(str(path), 0, "", why)]) from None
    except (RuntimeError, NotImplementedError) as error:
        raise DataError([Fault(str(path), 0, "", f"cannot be unzipped: {error}")]) from None


def _unpack_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, folder: Path
) -> tuple[str, Path]:
    """One member, under a name of our own: a name in an archive may lead anywhere."""
    suffix = Path(member.filename).suffix or ".csv"
    try:
        handle, target = tempfile.mkstemp(suffix, dir=folder)
        with archive.open(member) as packed, os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)
    except OSError as error:
        reason = f"{path}: cannot be unzipped into {folder}: {error.strerror}"
        raise OSError(f"{reason}; set TMPDIR to a larger disk") from None
    return f"{path}/{member.filename}", Path(target)


def _refuse_twice(files: list[EventFile]) -> None:
    """Stop if a table and its own conversion are both given: every event would count twice."""
    names = {Path(file.source).name for file in files}
    for file in files:
        twice = sorted(names & set(file.made_from))
        if twice:
            why = f"was converted from {twice[0]}, which is given too: name one of the two"
            raise DataError([Fault(file.shown, 0, "", why)])
