"""KCNA headlines and stories as a stream of (month, text); English only, repeats dropped."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

_LINK_DAY = re.compile(r"/(20\d\d)-?(\d\d)-?(\d\d)-?\d*[a-z]+\.html")


def month_of(day: str) -> str:
    """First day of the month of an ISO date.

    >>> month_of("2011-12-19")
    '2011-12-01'
    """
    return f"{day[:7]}-01"


def day_from_link(link: str) -> str:
    """The day in the address of a KCNA page, since the date column of 2011 and 2012 says 1970.

    Blank where the address holds none: one page of 2012 is linked by a broken reference.

    >>> day_from_link("http://www.kcna.co.jp/item/2011/201112/2011-12-01ee.html")
    '2011-12-01'
    >>> day_from_link("http://www.kcna.co.jp/item/2012/201203/news15/20120315-03ee.html")
    '2012-03-15'
    """
    match = _LINK_DAY.search(link)
    return "-".join(match.groups()) if match else ""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_headlines(reference: Path) -> Iterator[tuple[str, str]]:
    """English headlines, one of the same words a day.

    Repeats go by day and wording: in July 1997 many headlines share a link they do not share.
    """
    seen = set()
    for row in _rows(reference / "kcna" / "headlines_1997_2014.csv.gz"):
        if row["english"] != "True":
            continue
        if (mark := hash((row["date"], row["title"]))) not in seen:
            seen.add(mark)
            yield month_of(row["date"]), row["title"]


def read_stories(reference: Path) -> Iterator[tuple[str, str]]:
    """English stories of 2011, 2012 and 2024 that have a text and a day.

    In 2011 a link names the page of a day, not a story, so that a repeat is the same text under the
    same link; in 2012 and 2024 a repeat is the same link.
    """
    seen = set()
    for link, day, text, by_text in _stories(reference):
        mark = hash((link, text if by_text else ""))
        if day and mark not in seen and text.strip(" ,"):
            seen.add(mark)
            yield month_of(day), text


def _stories(reference: Path) -> Iterator[tuple[str, str, str, bool]]:
    for year in ("2011", "2012"):
        for row in _rows(reference / "kcna" / f"stories_{year}.csv.gz"):
            if row["language"] == "en":
                link = row["index.link"]
                yield link, day_from_link(link), row["story"], year == "2011"
    with gzip.open(reference / "kcna" / "stories_2024.json.gz", "rt", encoding="utf-8") as file:
        for row in json.load(file):
            day = datetime.fromtimestamp(row["date"] / 1000, tz=UTC).date().isoformat()
            # A single story of December 2023 is no month.
            if day >= "2024":
                yield row["link"], day, row["story_text"], False
