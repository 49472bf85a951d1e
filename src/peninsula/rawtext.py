"""Bytes of a CSV file to rows of text, with every fault of the file as a file.

Encoding, line ends, header, ragged rows and stray characters are judged here; what the values mean
is judged in :mod:`peninsula.reading`. The index of the rows is their line less two, also where a
quoted value runs over several lines.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from peninsula.faults import DataError, Fault
from peninsula.schema import Table

BOM = b"\xef\xbb\xbf"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_text(table: Table, folder: Path, columns: list[str]) -> tuple[pd.DataFrame, list[Fault]]:
    """Every column as text, blanks as missing, with the faults found on the way.

    Raises
    ------
    DataError
        Where there are no rows to judge: no file, no header of this table, ragged rows.
    """
    raw = _read_bytes(table, folder)
    raw, faults = _mend_lines(table, raw)
    text, bad_cells = _decode(table, raw)
    faults += bad_cells
    header = next(csv.reader(io.StringIO(text, newline="")), [])
    if header != columns:
        raise DataError(faults + _find_header_faults(table, header, columns))
    frame, ragged = _parse(table, text, columns)
    if ragged:
        raise DataError(faults + ragged)
    blank = frame.isna().all(axis=1)
    why = "is a blank line; remove it"
    faults += [Fault(table.path, index + 2, "", why) for index in frame.index[blank]]
    frame = frame[~blank]
    return frame, faults + _find_stray_characters(table, frame)


def _read_bytes(table: Table, folder: Path) -> bytes:
    """The file, or the one reason why there is nothing to read."""
    path = folder / table.path
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        why = f"is missing from {folder}"
    except IsADirectoryError:
        why = "is a folder; a file is required"
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
    else:
        first = raw[:200]
        if not raw.strip():
            why = "is empty; its first line must be " + ",".join(table.columns)
        elif first[:2] in (b"\xff\xfe", b"\xfe\xff") or first.count(b"\x00") > len(first) // 4:
            why = "is UTF-16, not UTF-8; save the file as UTF-8"
        elif raw.startswith(BOM):
            raise DataError(
                [Fault(table.path, 1, "", "begins with a byte order mark; save as plain UTF-8")]
            )
        else:
            return raw
    raise DataError([Fault(table.path, 0, "", why)])


def _mend_lines(table: Table, raw: bytes) -> tuple[bytes, list[Fault]]:
    """The bytes with LF line ends, and a fault if they had others."""
    faults = []
    if b"\r" in raw:
        line = raw.partition(b"\r")[0].count(b"\n") + 1
        why = "line ends are not LF (a carriage return stands here); save with Unix line ends"
        faults.append(Fault(table.path, line, "", why))
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return raw if raw.endswith(b"\n") else raw + b"\n", faults


def _decode(table: Table, raw: bytes) -> tuple[str, list[Fault]]:
    """The text, and a fault for each line that is not UTF-8."""
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    faults = []
    for row, line in enumerate(raw.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            why = f"is not UTF-8 at byte {error.start + 1} of the line; save the file as UTF-8"
            faults.append(Fault(table.path, row, _name_column(table, line[: error.start]), why))
    return raw.decode("utf-8", errors="replace"), faults


def _name_column(table: Table, line: bytes) -> str:
    """The column in which the beginning of a line ends."""
    fields = next(csv.reader([line.decode("utf-8", errors="replace")]), [""])
    return table.columns[len(fields) - 1] if len(fields) <= len(table.columns) else ""


def _find_header_faults(table: Table, header: list[str], columns: list[str]) -> list[Fault]:
    if not set(header) & set(columns):
        shown = ",".join(header)[:60]
        why = f"begins with {shown!r}; the first line must be {','.join(columns)}"
        return [Fault(table.path, 1, "", why)]
    missing = [c for c in columns if c not in header]
    surplus = [c for c in header if c not in columns]
    twice = sorted({c for c in header if header.count(c) > 1})
    faults = [Fault(table.path, 1, c, "column is missing") for c in missing]
    faults += [Fault(table.path, 1, c, "column is not in the schema") for c in surplus]
    faults += [Fault(table.path, 1, c, "column stands twice") for c in twice]
    return faults or [Fault(table.path, 1, "", "columns must stand as " + ",".join(columns))]


def _parse(table: Table, text: str, columns: list[str]) -> tuple[pd.DataFrame, list[Fault]]:
    """Rows by their line less two, and the rows with too many or too few fields."""
    rows, lines, faults = [], [], []
    for line, fields in _read_records(text):
        if not fields:
            fields = [""] * len(columns)
        if len(fields) != len(columns):
            why = f"has {len(fields)} fields, not {len(columns)}; quote a comma inside a field"
            faults.append(Fault(table.path, line, "", why))
        rows.append(fields)
        lines.append(line - 2)
    if faults:
        return pd.DataFrame(columns=columns), faults
    index = pd.RangeIndex(len(rows)) if lines == list(range(len(rows))) else pd.Index(lines)
    frame = pd.DataFrame(rows, columns=columns, index=index, dtype="str")
    return frame.replace("", pd.NA), faults


def _read_records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Records after the header with the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""))
    next(reader)
    line = reader.line_num + 1
    for fields in reader:
        yield line, fields
        line = reader.line_num + 1


def _find_stray_characters(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """Values with a line break or another control character, or with spaces around them."""
    faults = []
    for column in frame.columns:
        values = frame[column].dropna()
        faults += [
            Fault(table.path, index + 2, column, why)
            for index, value in values.items()
            if (why := _judge_characters(value))
        ]
    return faults


def _judge_characters(value: str) -> str:
    """What is wrong with the characters of a value; blank if nothing is.

    >>> _judge_characters("two\\nlines"), _judge_characters("lead "), _judge_characters("fine")
    ('holds a line break; keep each row on one line', "'lead ' begins or ends with a space", '')
    """
    if "\n" in value:
        return "holds a line break; keep each row on one line"
    if CONTROL.search(value):
        return f"{value[:60]!r} holds a control character"
    return f"{value[:60]!r} begins or ends with a space" if value != value.strip() else ""
