"""What a Parquet file was made from, what is new, and what goes together into one file."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from peninsula.bulk.reading import SOURCES_KEY
from peninsula.faults import DataError, Fault

BATCH_BYTES = 2_000_000_000
"""About what goes into one Parquet file: a quarter of an hour's file is far too small."""


def list_new(paths: Sequence[Path], folder: Path) -> list[Path]:
    """The files that no Parquet file of the folder was made from yet.

    Raises
    ------
    DataError
        If a file was converted and has changed since: its events would count twice.
    """
    done = read_sources(folder)
    new = []
    for path in paths:
        size, parquet = done.get(path.name, (None, ""))
        if size is None:
            new.append(path)
        elif size != path.stat().st_size:
            why = f"has changed since it was converted: remove {parquet} and repeat"
            raise DataError([Fault(str(path), 0, "", why)])
    return new


def read_sources(folder: Path) -> dict[str, tuple[int, str]]:
    """Size in bytes and Parquet file of each source converted into a folder, by its name."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    done = {}
    for path in sorted(folder.glob("*.parquet")):
        try:
            metadata = pq.read_metadata(path).metadata or {}
        except (pa.ArrowInvalid, OSError) as error:
            why = f"not a whole Parquet file: {str(error).splitlines()[0]}"
            raise DataError([Fault(str(path), 0, "", why)]) from None
        for line in metadata.get(SOURCES_KEY, b"").decode().splitlines():
            name, size = line.split("\t")
            done[name] = int(size), str(path)
    return done


def make_batches(paths: Sequence[Path]) -> list[list[Path]]:
    """Files in order, as many together as make a Parquet file of a good size."""
    batches: list[list[Path]] = []
    room = 0
    for path in paths:
        # Events zip to about an eighth.
        size = path.stat().st_size * (8 if path.suffix.lower() in (".zip", ".gz") else 1)
        if not batches or size > room:
            batches.append([])
            room = BATCH_BYTES
        batches[-1].append(path)
        room -= size
    return batches


def name_targets(batch: Sequence[Path], folder: Path, n: int) -> list[Path]:
    """Names for the Parquet files of a batch, none of them taken."""
    first, last = (path.name.split(".")[0] for path in (batch[0], batch[-1]))
    stem = first if first == last else f"{first}-to-{last}"
    names = itertools.chain([stem], (f"{stem}-{k}" for k in itertools.count(2)))
    free = (path for path in (folder / f"{name}.parquet" for name in names) if not path.exists())
    return list(itertools.islice(free, n))


def fingerprint(path: Path) -> str:
    """Name and size of a source, by which it is known again.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.csv")
    ...     _ = path.write_text("abc")
    ...     fingerprint(path)
    'a.csv\\t3'
    """
    return f"{path.name}\t{path.stat().st_size}"
