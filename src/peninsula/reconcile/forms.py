"""Known forms of outside lists, and lists whose columns the user names, to one kind of row."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

from peninsula.reconcile.celldates import Day, find_order, read_day
from peninsula.reconcile.reading import RawTable, UnreadableError

UNKNOWN = {"", "unknown", "n/a", "na", "none", "null", "-", "?", "tbd", "nan"}


@dataclass(frozen=True)
class Columns:
    """Which column of the file holds what; blank where none does."""

    date: str
    label: str = ""
    quantity: str = ""
    url: str = ""
    text: str = ""
    time: str = ""
    key: str = ""
    place: str = ""
    missile: str = ""


@dataclass(frozen=True)
class Form:
    """A list's make: its columns, what one row counts, and the zone of its dates."""

    name: str
    source: str
    columns: Columns
    unit: str = "event"  # event, missile
    zone: str = "KST"  # KST, UTC


@dataclass(frozen=True)
class OutsideRow:
    """One row of an outside list, understood."""

    line: int
    source_key: str
    printed: date
    day: date
    precision: str
    label: str
    types: tuple[str, ...]
    subtype: str
    quantity: int | None = None
    url: str = ""
    text: str = ""
    time: str = ""
    raw: dict[str, str] = field(default_factory=dict, compare=False)


CSIS = Columns("date", "event", url="resources", text="description")
CSIS_2017 = Columns("date", "event", url="media", text="description")
FORMS = {
    "csis": Form("csis", "csis", CSIS),
    "csis_2017": Form("csis_2017", "csis_2017", CSIS_2017),
    "csis_tagged": Form(
        "csis_tagged", "csis_tagged", Columns("date", "event", url="url", text="desc", key="row")
    ),
    "cns": Form(
        "cns", "cns",
        Columns("Date", "Missile Type", url="Source(s)", text="Additional Information",
                time="Launch Time (UTC)", key="F1", place="Facility Name", missile="Missile Name"),
        unit="missile", zone="UTC",
    ),
    "cns_json": Form(
        "cns_json", "cns",
        Columns("date", "", text="description", time="time", place="facility", missile="missile"),
        unit="missile", zone="UTC",
    ),
}  # fmt: skip
"""Forms by name; a file's own columns tell which it is."""


def normalise(label: str) -> str:
    """A label in lower case, signs as spaces.

    >>> normalise("Infiltration and Incursion — Exchange of Fire")
    'infiltration and incursion exchange of fire'
    """
    return re.sub(r"[^a-z0-9]+", " ", label.lower()).strip()


@cache
def load_labels() -> dict[str, tuple[tuple[str, ...], str]]:
    """What labels of outside lists can mean: types, likeliest first, and a subtype."""
    text = resources.files("peninsula.reconcile").joinpath("labels.csv").read_text("utf-8")
    return {
        row["label"]: (tuple(row["event_types"].split(";")), row["event_subtype"])
        for row in csv.DictReader(text.splitlines())
    }


def find_form(table: RawTable, name: str | None, columns: Columns | None) -> Form:
    """The form asked for, or the one whose columns the file has.

    Raises
    ------
    UnreadableError
        If no form fits; the message lists the file's columns and how to name them.
    """
    form = choose_form(table, name, columns)
    twice = sorted({c for c in vars(form.columns).values() if c and table.columns.count(c) > 1})
    if twice:
        raise UnreadableError(f"column {', '.join(twice)} stands twice in the header")
    return form


def choose_form(table: RawTable, name: str | None, columns: Columns | None) -> Form:
    """The form by the columns named, by its name, or by the columns that the file has."""
    if columns is not None:
        return named_form(table, columns)
    have = set(table.columns)
    wanted = [form for form in FORMS.values() if name in (None, form.name, form.source)]
    for spared in (set(), {"url"}):  # a copy without its links is still of that form
        for form in wanted:
            if {c for part, c in vars(form.columns).items() if c and part not in spared} <= have:
                return form
    found = ", ".join(table.columns)
    if name and name != "columns" and wanted:
        lacking = sorted({c for c in vars(wanted[0].columns).values() if c} - have)
        raise UnreadableError(
            f"is not the {name} form: no column {', '.join(lacking)} among {found}"
        )
    raise UnreadableError(
        f"no known form has these columns: {found}; name them with --date-column, --label-column …"
    )


def named_form(table: RawTable, columns: Columns) -> Form:
    """A form from the columns that the user names."""
    lost = [c for c in vars(columns).values() if c and c not in table.columns]
    if lost:
        raise UnreadableError(f"no column {', '.join(lost)} among {', '.join(table.columns)}")
    return Form("columns", "list", columns, zone="UTC" if columns.time else "KST")


def read_rows(
    table: RawTable, form: Form, order: str = ""
) -> tuple[list[OutsideRow], list[tuple[int, str]]]:
    """Rows understood, and lines that were not, with the reason."""
    texts = [row[form.columns.date] for _, row in table.rows]
    found = order or find_order(texts)
    if found == "either":
        example = next(text for text in texts if find_order([text]))
        raise UnreadableError(
            f"dates such as {example!r} could be day or month first; say --date-order mdy or dmy"
        )
    seen: Counter[str] = Counter()
    rows, problems = [], list(table.problems)
    for number, (line, raw) in enumerate(table.rows, 1):
        day = read_day(raw[form.columns.date], found)
        if day is None:
            problems.append((line, f"{form.columns.date}: {raw[form.columns.date]!r} is no date"))
            continue
        number_cell = raw[form.columns.quantity].strip() if form.columns.quantity else ""
        if number_cell.lower() not in UNKNOWN and read_quantity(number_cell) is None:
            problems.append((line, f"{form.columns.quantity}: {number_cell!r} is no whole number"))
        seen[day.date.isoformat()] += 1
        rows.append(make_row(form, line, number, seen[day.date.isoformat()], day, raw))
    return rows, sorted(problems)


def make_row(form: Form, line: int, number: int, nth: int, day: Day, raw: dict) -> OutsideRow:
    """One row; its key is the list's own, the row number, or the date and its place in it."""
    columns = form.columns
    key = raw.get(columns.key, "") if columns.key else ""
    if not key:
        key = str(number) if form.unit == "missile" else f"{day.date.isoformat()}/{nth}"
    label = raw.get(columns.label, "").strip() if columns.label else ""
    types, subtype = guess_types(form, label)
    time = read_time(raw.get(columns.time, "")) if columns.time else ""
    return OutsideRow(
        line, key, day.date, to_korea_day(day.date, time, form.zone), day.precision, label,
        types, subtype, read_quantity(raw[columns.quantity]) if columns.quantity else None,
        raw.get(columns.url, "") if columns.url else "",
        raw.get(columns.text, "") if columns.text else "", time, raw,
    )  # fmt: skip


def guess_types(form: Form, label: str) -> tuple[tuple[str, ...], str]:
    """Types that the label can mean; none where the list's labels are outside the taxonomy."""
    if form.unit == "missile":
        orbit = normalise(label) == "slv"
        return ("space_launch", "missile_ballistic") if orbit else (
            "missile_ballistic", "space_launch"), label  # fmt: skip
    return load_labels().get(normalise(label), ((), ""))


def read_time(text: str) -> str:
    """``HH:MM`` from a cell, blank where unknown.

    >>> read_time("21:13 (UTC)"), read_time("10:34:00 PM"), read_time("Unknown")
    ('21:13', '22:34', '')
    """
    found = re.match(r"\s*(\d\d?):(\d\d)(?::\d\d)?\s*([AaPp][Mm])?", text)
    if not found:
        return ""
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
    return f"{hour:02}:{found[2]}" if hour < 24 and int(found[2]) < 60 else ""


def to_korea_day(day: date, time: str, zone: str) -> date:
    """The Korea day of a date in UTC with a time; other dates stay.

    >>> to_korea_day(date(2022, 1, 4), "23:10", "UTC").isoformat()
    '2022-01-05'
    """
    if zone != "UTC" or not time:
        return day
    moment = datetime.combine(day, datetime.strptime(time, "%H:%M").time())
    return (moment + timedelta(hours=9)).date()


def read_quantity(text: str) -> int | None:
    """A whole number, or nothing where the cell says that it is unknown.

    >>> read_quantity("23"), read_quantity("Unknown"), read_quantity("1,200")
    (23, None, 1200)
    """
    text = text.strip().replace(",", "")
    if text.lower() in UNKNOWN:
        return None
    found = re.fullmatch(r"(?:~|about |at least |>|≥)?\s*(\d+)(?:\.0*)?", text, re.IGNORECASE)
    return int(found[1]) if found else None
