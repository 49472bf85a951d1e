"""Rows that DuckDB set aside while it read, and its errors, in terms of the files given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peninsula.bulk.reading import EventFile, open_text
from peninsula.faults import SHOWN, DataError, Fault

if TYPE_CHECKING:
    import duckdb


REJECTED = "FROM reject_errors JOIN reject_scans USING (scan_id, file_id)"


def list_rejected(
    connection: duckdb.DuckDBPyConnection, files: Sequence[EventFile]
) -> tuple[int, list[Fault]]:
    """Rows that DuckDB set aside: how many, and the first of them with file, line and reason."""
    if all(file.is_parquet for file in files):
        return 0, []
    present = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'"
    if not connection.execute(present).fetchone()[0]:
        return 0, []
    n = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT file_path, line {REJECTED})"
    ).fetchone()[0]
    n_tabs = "any_value(length(csv_line) - length(replace(csv_line, '\t', '')))"
    rows = connection.execute(
        f"SELECT file_path, line, {n_tabs}, "
        f"first(error_type), first(column_name), first(error_message) {REJECTED} "
        f"GROUP BY file_path, line ORDER BY file_path, line LIMIT {SHOWN}"
    ).fetchall()
    shown = {file.path: file for file in files}
    return n, [_name_rejected(shown[path], *rest) for path, *rest in rows]


def _name_rejected(
    file: EventFile, line: int, n_tabs: int, kind: str, column: str, message: str
) -> Fault:
    if kind in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
        return Fault(file.shown, line, "", say_columns(n_tabs + 1, len(file.columns)))
    if kind == "INVALID ENCODING":
        return Fault(file.shown, line, column, "is not UTF-8")
    return Fault(file.shown, line, column or "", message.splitlines()[0].rstrip("."))


def say_columns(n: int, expected: int) -> str:
    """What is wrong with a row of the wrong width."""
    more = "; a stray tab in a value makes one too many" if n == expected + 1 else ""
    return f"{n} columns, not {expected}{more}"


def find_stray_return(file: EventFile) -> int:
    """The first line that holds a carriage return elsewhere than at its end, or 0."""
    with open_text(file.path) as lines:
        for number, line in enumerate(lines, 1):
            if b"\r" in line.rstrip(b"\r\n"):
                return number
    return 0


def explain(error: Exception, files: Sequence[EventFile]) -> Exception:
    """An engine's error in terms of the files given."""
    text = str(error)
    for file in files:
        if file.path in text:
            line = find_stray_return(file) if "state machine" in text else 0
            if line:
                why = "a carriage return inside the line; take it out (tr -d '\\r')"
                return DataError([Fault(file.shown, line, "", why)])
            why = text.splitlines()[0].replace(file.path, file.shown)
            return DataError([Fault(file.shown, 0, "", why)])
    if "No space left" in text or "disk" in text.lower():
        return OSError(f"{text.splitlines()[0]}; free some room (what is set aside goes to TMPDIR)")
    return OSError(text.splitlines()[0])
