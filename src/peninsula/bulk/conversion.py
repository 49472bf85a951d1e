"""Text to Parquet, once: what is read again and again is then read twenty times as fast.

A Parquet file appears under its name only when it is whole: it is written under a name that ends in
``.part`` and renamed. It names the files it was made from, so that a second run goes on where the
first was broken off and converts nothing twice.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peninsula.bulk import progress
from peninsula.bulk.duckdb_reader import connect_duckdb, count_cores, quote, read_files_sql
from peninsula.bulk.engines import group_files
from peninsula.bulk.finding import find_files, list_paths
from peninsula.bulk.reading import SOURCES_KEY, EventFile
from peninsula.bulk.rejected import explain, list_rejected
from peninsula.bulk.sources import fingerprint, list_new, make_batches, name_targets
from peninsula.faults import SHOWN, DataError, Fault

MEMORY = (512, 192)
"""Megabytes for all and for each thread: Parquet holds a row group of every column for each."""


@dataclass(frozen=True)
class Conversion:
    """What a conversion did."""

    written: tuple[str, ...]
    skipped: tuple[str, ...]
    empty: tuple[str, ...]
    left_out: tuple[str, ...]
    n_rows: int
    n_bad: int
    bad_rows: tuple[Fault, ...]


def convert(
    paths: str | Path | Iterable[str | Path],
    folder: str | Path,
    bad_rows: str = "report",
    show_progress: bool | None = None,
    memory_limit: str | None = None,
    threads: int | None = None,
) -> Conversion:
    """Convert GDELT's text files to Parquet, every column typed.

    Parameters
    ----------
    paths : path or iterable of path
        Text files, zipped or not, and folders of them.
    folder : path
        Where the Parquet files go; made if need be. Files already converted into it are skipped.
    bad_rows : {"report", "refuse"}
        Leave rows that are not of the form out and tell of them; or stop and write nothing of the
        files that they are in.
    show_progress : bool, optional
        A bar on standard error; by default if that is a terminal.
    memory_limit, threads : optional
        For DuckDB.

    Returns
    -------
    Conversion
        Parquet files written, files skipped, rows written, bad rows counted and the first named.

    Raises
    ------
    DataError
        If a file is damaged or no event table, or has bad rows that are refused.
    OSError
        If the disk is full, say. No Parquet file is left that is not whole.

    Examples
    --------
    >>> import tempfile
    >>> from peninsula.bulk import write_sample
    >>> with tempfile.TemporaryDirectory() as place:
    ...     made = convert(write_sample(place, 1000), Path(place, "parquet"))
    >>> made.n_rows, made.n_bad, len(made.written)
    (1000, 0, 1)
    """
    if bad_rows not in ("report", "refuse"):
        raise ValueError(f"bad_rows must be report or refuse, not {bad_rows!r}")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for leftover in target.glob(".*.part"):
        leftover.unlink()
    chosen, left_out = list_paths([paths] if isinstance(paths, str | Path) else list(paths))
    left_out += [f"{path}: is Parquet already" for path in chosen if _is_parquet(path)]
    texts = [path for path in chosen if not _is_parquet(path)]
    new = list_new(texts, target)
    results = []
    with progress.show_bar(sum(path.stat().st_size for path in new), show_progress) as advance:
        for batch in make_batches(new):
            results.append(convert_batch(batch, target, bad_rows, advance, memory_limit, threads))
    return Conversion(
        written=tuple(name for result in results for name in result.written),
        skipped=tuple(str(path) for path in texts if path not in new),
        empty=tuple(name for result in results for name in result.empty),
        left_out=tuple(left_out),
        n_rows=sum(result.n_rows for result in results),
        n_bad=sum(result.n_bad for result in results),
        bad_rows=tuple(fault for result in results for fault in result.bad_rows)[:SHOWN],
    )


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"


def convert_batch(
    batch: Sequence[Path],
    target: Path,
    bad_rows: str,
    advance: Callable[[float], None],
    memory_limit: str | None = None,
    threads: int | None = None,
) -> Conversion:
    """A batch of files to a Parquet file for each form in it, all of them or none."""
    n_bytes = sum(path.stat().st_size for path in batch)
    parts: list[tuple[str, Path]] = []
    n_rows = n_bad = 0
    faults: list[Fault] = []
    with tempfile.TemporaryDirectory(prefix="peninsula-bulk-") as room:
        found = find_files(batch, Path(room))
        groups = group_files(found.files)
        try:
            for group, final in zip(groups, name_targets(batch, target, len(groups)), strict=True):
                part = _make_part(final)
                parts.append((part, final))
                with _open(room, memory_limit, threads) as connection:
                    share = n_bytes / len(groups)
                    n_rows += _copy(
                        connection, group, part, lambda done, s=share: advance(done * s)
                    )
                    n, some = list_rejected(connection, group)
                n_bad, faults = n_bad + n, faults + some
            if n_bad and bad_rows == "refuse":
                raise DataError(faults)
            for part, final in parts:
                os.replace(part, final)
        finally:
            for part, _ in parts:
                Path(part).unlink(missing_ok=True)
    written = tuple(str(final) for _, final in parts)
    return Conversion(written, (), found.empty, (), n_rows, n_bad, tuple(faults))


def _scale(advance: Callable[[float], None], n_bytes: float, share: float) -> None:
    advance(share * n_bytes)


def _make_part(final: Path) -> str:
    handle, part = tempfile.mkstemp(dir=final.parent, prefix=f".{final.stem}-", suffix=".part")
    os.close(handle)
    os.chmod(part, 0o644)
    return part


def _open(room: str, memory_limit: str | None, threads: int | None):
    """A connection for writing. Rows need not keep their order: DuckDB, told to keep it within a
    limit of memory, now and then reads the text twice.
    """
    threads = threads or count_cores()
    shared, each = MEMORY
    connection = connect_duckdb(room, memory_limit or f"{shared + each * threads}MB", threads)
    connection.execute("SET preserve_insertion_order = false")
    return connection


def _copy(connection, group: Sequence[EventFile], part: str, advance: Callable) -> int:
    """Write one form's files as Parquet; returns the rows written."""
    import duckdb

    sources = "\n".join(dict.fromkeys(fingerprint(Path(file.source)) for file in group))
    query = (
        f"COPY (SELECT * FROM {read_files_sql(group)}) TO {quote(part)} "
        "(FORMAT parquet, USE_TMP_FILE false, "
        f"KV_METADATA {{{SOURCES_KEY.decode()}: {quote(sources)}}})"
    )
    try:
        return progress.watch(connection, query, advance)
    except duckdb.Error as error:
        raise explain(error, group) from None
