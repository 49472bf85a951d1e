"""Which files to read, what form each has, and how to get at what is zipped.

Nothing is read whole here: a few lines tell the form. What cannot be an event table is named, with
its line; what a folder holds besides is listed, so that nothing is passed over in silence.
"""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peninsula.bulk.formats import CODES, FORMS, OPTIONAL, Form, column_type
from peninsula.faults import DataError, Fault

SOURCES_KEY = b"peninsula_sources"
"""Where a Parquet file of ours names the files that it was converted from."""
LINES_LOOKED_AT = 20


@dataclass(frozen=True)
class EventFile:
    """One file of events. ``shown`` is its name in messages, ``path`` where it can be read,
    ``source`` the file given (of a zip's member, the zip).
    """

    shown: str
    path: str
    columns: tuple[str, ...]
    source: str = ""
    is_parquet: bool = False
    has_header: bool = False
    made_from: tuple[str, ...] = ()
    text_columns: frozenset[str] = frozenset()


def look_at(shown: str, path: Path) -> EventFile | None:
    """One file: its columns, told by its first lines or its schema; nothing if it is empty."""
    if path.suffix.lower() == ".parquet":
        return _look_at_parquet(shown, path)
    lines = [line for line in _first_lines(shown, path) if line.strip()]
    if not lines:
        return None
    form, has_header = tell_form(lines, shown)
    return EventFile(shown, str(path), form.columns, has_header=has_header)


def _first_lines(shown: str, path: Path) -> list[bytes]:
    try:
        with open_text(path) as file:
            return [line.rstrip(b"\r\n") for line in itertools.islice(file, LINES_LOOKED_AT)]
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DataError([Fault(shown, 0, "", f"a damaged gzip file ({error})")]) from None


def open_text(path: str | Path):
    """A text file, unzipped on the way if it is called ``.gz``, as bytes."""
    return gzip.open(path, "rb") if str(path).lower().endswith(".gz") else open(path, "rb")


def tell_form(lines: Sequence[bytes], shown: str) -> tuple[Form, bool]:
    """The form of a text file and whether its first line is a header.

    The form is that of most of the lines, so that one broken line does not hide it.

    Raises
    ------
    DataError
        If no line has 57, 58 or 61 columns, or a header names other columns.
    """
    sizes = [line.count(b"\t") + 1 for line in lines]
    known = [size for size in sizes if size in FORMS]
    if not known:
        kinds = " or ".join(f"{n} ({form.name})" for n, form in FORMS.items())
        why = f"{sizes[0]} column(s) between tabs; an event table has {kinds}"
        raise DataError([Fault(shown, 1, "", why)])
    form = FORMS[max(sorted(set(known)), key=known.count)]
    first = lines[0].decode(errors="replace").split("\t")
    has_header = first[0].strip("\ufeff").upper() == "GLOBALEVENTID"
    if has_header and [c.upper() for c in first[1:]] != [c.upper() for c in form.columns[1:]]:
        why = f"the header does not name the columns of {form.name} in their order"
        raise DataError([Fault(shown, 1, "", why)])
    return form, has_header


def _look_at_parquet(shown: str, path: Path) -> EventFile | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if path.stat().st_size == 0:
        return None
    try:
        metadata = pq.read_metadata(path)
    except (pa.ArrowInvalid, OSError) as error:
        why = f"not a whole Parquet file: {str(error).splitlines()[0]}"
        raise DataError([Fault(shown, 0, "", why)]) from None
    schema = metadata.schema.to_arrow_schema()
    text = frozenset(name for name in schema.names if _is_text(schema.field(name).type))
    sources = (metadata.metadata or {}).get(SOURCES_KEY, b"").decode()
    names = tuple(line.split("\t")[0] for line in sources.splitlines())
    columns = tuple(schema.names)
    return EventFile(shown, str(path), columns, is_parquet=True, made_from=names, text_columns=text)


def _is_text(kind) -> bool:
    import pyarrow as pa

    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind)


def require_columns(files: Iterable[EventFile], used: Iterable[str]) -> None:
    """Stop if a file lacks a column that is used, or a Parquet file stores it as another type.

    Raises
    ------
    DataError
        Naming file and column.
    """
    faults = [
        Fault(file.shown, 0, column, why)
        for file in files
        for column in used
        if (why := _find_misfit(file, column))
    ]
    if faults:
        raise DataError(faults)


def _find_misfit(file: EventFile, column: str) -> str:
    if column not in file.columns:
        return "" if column in OPTIONAL else "no such column in this file"
    if not file.is_parquet or (column_type(column) == "STRING") == (column in file.text_columns):
        return ""
    if column in CODES:
        return "is stored as a number, so leading zeros are lost; convert the original again"
    return "is stored as another type than GDELT's; convert the original again"
