"""CSV tables as lists of dictionaries: read strictly, written the same way every time."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from pathlib import Path

from peninsula.data import find_dangling
from peninsula.faults import DataError
from peninsula.reading import read_table
from peninsula.schema import TABLES

Row = dict[str, str]


class BuildError(Exception):
    """Faults in the inputs, one a line."""


def read_rows(path: Path, encoding: str = "utf-8-sig") -> list[Row]:
    """Rows of a CSV file, whatever its line ends; text is taken as it stands."""
    text = path.read_text(encoding=encoding).replace("\r\n", "\n").replace("\r", "\n")
    return list(csv.DictReader(io.StringIO(text)))


def format_table(name: str, rows: list[Row]) -> str:
    """The rows as CSV text: columns and order of the schema, LF, minimal quotes."""
    table = TABLES[name]
    out = io.StringIO()
    writer = csv.DictWriter(out, table.columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(sort_rows(rows, *table.key))
    return out.getvalue()


def sort_rows(rows: list[Row], *columns: str) -> list[Row]:
    """Sorted by the columns as text, blanks first: the order in which tables are kept."""
    return sorted(rows, key=lambda row: tuple(row[c] for c in columns))


def write_together(tables: dict[str, list[Row]], folder: Path) -> None:
    """Write all tables beside their targets, check them there, then rename: all new or all old."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".build-", dir=folder))
    try:
        for name, rows in tables.items():
            path = stage / TABLES[name].path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(format_table(name, rows), encoding="utf-8", newline="")
        check_stage(list(tables), stage)
        for name in tables:
            target = folder / TABLES[name].path
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / TABLES[name].path, target)
    finally:
        shutil.rmtree(stage)


def check_stage(names: list[str], stage: Path) -> None:
    """Hold the staged tables against the schema and one another."""
    faults, frames = [], {}
    for name in names:
        try:
            frames[name] = read_table(TABLES[name], stage)
        except DataError as error:
            faults += error.faults
    faults += find_dangling(frames)
    if faults:
        raise BuildError("\n".join(str(fault) for fault in faults))
