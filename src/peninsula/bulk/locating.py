"""Where the rows are that a roll-up could not use: file, line, and what is wrong with each.

A second pass, made only when the first one counted such rows, and only until enough are found.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from peninsula.bulk.duckdb_reader import connect_duckdb, list_items, quote
from peninsula.bulk.formats import QUAD_CLASSES, ROOT_CODES, column_type, list_event_codes
from peninsula.bulk.plan import KEYS, Plan
from peninsula.bulk.reading import EventFile, open_text
from peninsula.bulk.rejected import say_columns
from peninsula.faults import SHOWN, Fault


def find_bad_rows(files: Sequence[EventFile], plan: Plan, folder: str) -> list[Fault]:
    """The first bad rows in order of file and line, as :class:`peninsula.faults.Fault`."""
    found = (fault for file in files for fault in _search(file, plan, folder))
    return list(itertools.islice(found, SHOWN))


def _search(file: EventFile, plan: Plan, folder: str) -> Iterator[Fault]:
    if "://" in file.path:
        return iter([Fault(file.shown, 0, "", "may hold bad rows; lines are not known there")])
    return _search_parquet(file, plan, folder) if file.is_parquet else _search_text(file, plan)


def _search_text(file: EventFile, plan: Plan) -> Iterator[Fault]:
    places = {c: file.columns.index(c) for c in plan.columns if c in file.columns}
    width = len(file.columns)
    with open_text(file.path) as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip(b"\r\n")
            if not line or (number == 1 and file.has_header):
                continue
            cells = line.decode(errors="replace").split("\t")
            if len(cells) < width or any(cells[width:]):  # blanks at the end do no harm
                yield Fault(file.shown, number, "", say_columns(len(cells), width))
                continue
            why = explain_row({c: cells[place] or None for c, place in places.items()}, plan)
            if why:
                yield Fault(file.shown, number, *why)


def _search_parquet(file: EventFile, plan: Plan, folder: str) -> Iterator[Fault]:
    columns = list(dict.fromkeys(plan.columns))
    with connect_duckdb(folder) as connection:
        rows = connection.execute(
            f"SELECT file_row_number, {list_items(file, columns)} "
            f"FROM read_parquet({quote(file.path)}, file_row_number = true)"
        )
        while batch := rows.fetchmany(100_000):
            for number, *cells in batch:
                why = explain_row(dict(zip(columns, cells, strict=True)), plan)
                if why:
                    column, text = why
                    yield Fault(file.shown, number + 1, column, text)


def explain_row(row: Mapping[str, object], plan: Plan) -> tuple[str, str] | None:
    """Column and reason if a row cannot be used, else nothing.

    >>> from peninsula.bulk.plan import make_plan
    >>> explain_row({"SQLDATE": "20221332", "EventRootCode": "19"}, make_plan("month,root_code"))
    ('SQLDATE', "'20221332' is no date")
    """
    for column, value in row.items():
        if value is not None and not _is_of_type(value, column_type(column)):
            return column, f"{value!r} is not a number"
    date = row.get("SQLDATE")
    if not is_date(date, plan.period):
        return "SQLDATE", "is blank" if date is None else f"{str(date)!r} is no date"
    if not _matches(row, plan):
        return None
    for key in plan.keys:
        value = row.get(KEYS[key])
        if not is_known(key, value):
            code = "blank" if value is None else f"{str(value)!r}"
            return KEYS[key], f"{code} is not a code of CAMEO"
    return None


def _is_of_type(value: object, kind: str) -> bool:
    if kind == "STRING":
        return True
    try:
        float(value) if kind == "DOUBLE" else int(value)
    except (TypeError, ValueError):
        return False
    return True


def _matches(row: Mapping[str, object], plan: Plan) -> bool:
    first, second = row.get("Actor1CountryCode"), row.get("Actor2CountryCode")
    return (
        plan.actor in (None, first)
        and plan.recipient in (None, second)
        and (plan.involving is None or plan.involving in (first, second))
    )


def is_date(number: object, period: str | None) -> bool:
    """Whether a YYYYMMDD number is a date, as far as the period looks.

    >>> is_date(20220230, "month"), is_date(20220230, "day"), is_date(20221300, "month")
    (True, False, False)
    """
    import datetime

    if number is None:
        return False
    if period is None:
        return True
    year, month, day = int(number) // 10_000, int(number) // 100 % 100, int(number) % 100
    try:
        datetime.date(year, month if period != "year" else 1, day if period == "day" else 1)
    except ValueError:
        return False
    return 1900 <= year <= 2100


def is_known(key: str, value: object) -> bool:
    """Whether a code is one of its list; countries are taken as they come.

    >>> is_known("root_code", "19"), is_known("root_code", "21"), is_known("actor", None)
    (True, False, True)
    """
    if key == "root_code":
        return value in ROOT_CODES
    if key == "quad_class":
        return value is not None and int(value) in QUAD_CLASSES
    if key in ("event_code", "event_type"):
        return value in list_event_codes()
    return True
