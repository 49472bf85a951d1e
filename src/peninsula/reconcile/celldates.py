"""Dates as people and spreadsheets write them: one column is read as a whole, never by guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9))
SPREADSHEET_DAY_0 = date(1899, 12, 30)
PIVOT = 30
"""Two-digit years up to this are of this century."""
MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
    for name in [names]
}


@dataclass(frozen=True)
class Day:
    """A day, or the first of a month or year known only so."""

    date: date
    precision: str = "day"


def expand_year(year: str) -> int:
    """Four digits from two.

    >>> expand_year("84"), expand_year("23"), expand_year("1984")
    (1984, 2023, 1984)
    """
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number <= PIVOT else 1900)


def read_day(text: str, order: str = "") -> Day | None:
    """One date; ``order`` (``mdy`` or ``dmy``) settles dates such as 03/04/2022.

    >>> read_day("26-Dec-22").date.isoformat(), read_day("Sep-84").precision
    ('2022-12-26', 'month')
    >>> read_day("44927").date.isoformat()
    '2023-01-01'
    """
    text = text.strip()
    try:
        return (
            read_numbers(text) or read_named(text) or read_ordered(text, order) or read_serial(text)
        )
    except (ValueError, OverflowError):
        return None


def read_numbers(text: str) -> Day | None:
    """Year first: 2022-12-26, 2022/12/26, 2022.12.26, 20221226, 2022년 12월 26일, 2022-12."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)", text):
        return Day(datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(KST).date())
    clock = r"(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)?"
    if found := re.fullmatch(rf"(\d{{4}})[-/.](\d\d?)[-/.](\d\d?)\.?{clock}", text):
        return Day(date(*map(int, found.groups())))
    if found := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", text):
        return Day(date(*map(int, found.groups())))
    if found := re.fullmatch(r"(\d{4})년\s*(\d\d?)월\s*(\d\d?)일", text):
        return Day(date(*map(int, found.groups())))
    if found := re.fullmatch(r"(\d{4})[-/](\d\d?)", text):
        return Day(date(int(found[1]), int(found[2]), 1), "month")
    return None


def read_named(text: str) -> Day | None:
    """A named month: 26-Dec-22, 26 December 2022, Dec 26, 2022, Sep-84."""
    word = r"([A-Za-z]{3,9})\.?"
    if found := re.fullmatch(rf"(\d\d?)[- ]{word}[- ,]+(\d{{4}}|\d\d)", text):
        return Day(date(expand_year(found[3]), name_month(found[2]), int(found[1])))
    if found := re.fullmatch(rf"(?:\w+day,? )?{word} (\d\d?),? (\d{{4}})", text):
        return Day(date(int(found[3]), name_month(found[1]), int(found[2])))
    if found := re.fullmatch(rf"{word}[- ](\d{{4}}|\d\d)", text):
        return Day(date(expand_year(found[2]), name_month(found[1]), 1), "month")
    return None


def name_month(name: str) -> int:
    """The number of a month's name."""
    number = MONTHS.get(name[:3].lower())
    if number is None:
        raise ValueError(name)
    return number


def read_ordered(text: str, order: str) -> Day | None:
    """Day and month by number, in the order of the column."""
    found = re.fullmatch(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)(?: \d\d?:\d\d.*)?", text)
    if not found or not order:
        return None
    month, day = (found[1], found[2]) if order == "mdy" else (found[2], found[1])
    return Day(date(expand_year(found[3]), int(month), int(day)))


def read_serial(text: str) -> Day | None:
    """A spreadsheet's count of days, of the years 1927 to 2064."""
    found = re.fullmatch(r"(\d{5})(?:\.\d+)?", text)
    if found and 10_000 <= int(found[1]) <= 60_000:
        return Day(SPREADSHEET_DAY_0 + timedelta(days=int(found[1])))
    return None


def find_order(texts: list[str]) -> str:
    """``mdy``, ``dmy``, blank where no date needs it, or ``either`` where nothing tells.

    >>> find_order(["03/04/2022", "03/25/2022"]), find_order(["03/04/2022"])
    ('mdy', 'either')
    """
    parts = [
        (int(found[1]), int(found[2]))
        for text in texts
        if (found := re.match(r"\s*(\d\d?)[/.-](\d\d?)[/.-](?:\d{4}|\d\d)\b", text))
    ]
    if not parts:
        return ""
    month_first = any(second > 12 for _, second in parts)
    day_first = any(first > 12 for first, _ in parts)
    if month_first == day_first:
        return "either"
    return "mdy" if month_first else "dmy"
