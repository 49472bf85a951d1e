"""The outside lists, each row with a key of its own, a date, its links and its words."""

from __future__ import annotations

import json
import re
from calendar import month_abbr
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from evidence.tables import Row, read_rows

MONTHS = list(month_abbr)


@dataclass(frozen=True)
class SourceRow:
    """One row of one outside list."""

    source: str
    source_key: str
    date: str  # ISO; the first of the month where the list gives a month only
    precision: str  # day, month
    links: tuple[str, ...] = ()
    text: str = ""
    raw: Row = field(default_factory=dict, compare=False)
    n_citations: int = 0  # books and papers cited without a link


def split_links(cell: str | None) -> tuple[str, ...]:
    """The links of a source cell; book citations and glued-on words are left out.

    >>> split_links("https://goo.gl/iXM6H4The US Military Experience in Korea 1871-1982, page 133.")
    ('https://goo.gl/iXM6H4',)
    >>> split_links("http://a.org/x.pdfVideo:https://b.org/y; http://c.org/")
    ('http://a.org/x.pdf', 'https://b.org/y', 'http://c.org/')
    """
    # One copy of the list was saved as HTML: &wr and &num became a sign of their own.
    text = (cell or "").replace("≀", "&wr").replace("#=", "&num=")
    text = re.sub(r"The US Military Experience[^;]*", " ", text)
    text = re.sub(r'\s*Video\s*:?\s*(?=http|$)|">|"', " ", text)
    text = re.sub(r"(?<![\w/.])(www\.|mod\.go\.jp)", r"http://\1", text)
    text = re.sub(r"(?<=\S)(https?://)(?=\S)", split_if_glued, text)
    links = [part.strip(" ;,") for part in re.split(r"\s+|;\s*(?=http)", text)]
    return tuple(dict.fromkeys(link for link in links if link.startswith("http")))


def split_if_glued(match: re.Match[str]) -> str:
    """A second ``http`` starts a link of its own, unless it is a part of an archive's address."""
    before = match.string[: match.start()]
    return match[1] if re.search(r"web\.archive\.org/web/\d+/$|=$", before) else " " + match[1]


def count_citations(cell: str | None) -> int:
    """How many books and papers without a link a source cell cites."""
    text = re.sub(r"https?://\S+", "", cell or "")
    return sum(bool(re.search(r"[A-Za-z]{4}", part)) for part in re.split(r";|\n", text))


def number_within_date(dates: list[str]) -> list[str]:
    """Keys ``date/n`` with n counting rows of one date in file order.

    >>> number_within_date(["2016-07-09", "2016-07-09", "2016-07-10"])
    ['2016-07-09/1', '2016-07-09/2', '2016-07-10/1']
    """
    seen: Counter[str] = Counter()
    keys = []
    for date in dates:
        seen[date] += 1
        keys.append(f"{date}/{seen[date]}")
    return keys


def load_cns(reference: Path) -> list[SourceRow]:
    """Launches of the CNS list with the links of its older, sourced copy (rows 1 to 245)."""
    bins = json.loads((reference / "cns/launches_1984_2026.json").read_text(encoding="utf-8"))
    launches = [row for year in bins["timeBins"] for row in year["data"]]
    cited = {
        row["F1"]: row for row in read_rows(reference / "cns/launches_with_sources_1984_2023.csv")
    }
    rows = []
    for number, launch in enumerate(launches, 1):
        old = cited.get(str(number), {})
        raw = {name: str(value) for name, value in launch.items()}
        month_only = len(launch["date"]) == 7
        rows.append(
            SourceRow(
                "cns",
                str(number),
                launch["date"] + ("-01" if month_only else ""),
                "month" if month_only else "day",
                split_links(old.get("Source(s)")),
                f"{launch['description']} {old.get('Additional Information') or ''}",
                raw,
                count_citations(old.get("Source(s)")),
            )
        )
    return rows


def load_csis(reference: Path, source: str, name: str, encoding: str, link: str) -> list[SourceRow]:
    """One of the two copies of the CSIS provocations table."""
    rows = read_rows(reference / "csis" / name, encoding)
    keys = number_within_date([row["date"] for row in rows])
    return [
        SourceRow(
            source,
            key,
            row["date"],
            "day",
            split_links(row[link]),
            row["description"],
            row,
            count_citations(row[link]),
        )
        for key, row in zip(keys, rows, strict=True)
    ]


def load_csis_tagged(reference: Path) -> list[SourceRow]:
    """The CSIS provocations as tagged by a tool of others."""
    rows = read_rows(reference / "csis/provocations_tagged_1958_2026.csv")
    return [
        SourceRow(
            "csis_tagged", r["row"], r["date"], "day", split_links(r["url"]), r["desc"], raw=r
        )
        for r in rows
    ]


def load_csis_russia(reference: Path) -> list[SourceRow]:
    """Acts of cooperation of North Korea and Russia."""
    rows = read_rows(reference / "csis/nk_russia_2022_2026.csv")
    return [
        SourceRow(
            "csis_russia",
            row["id"],
            f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}",
            "day",
            split_links(row["source"]),
            " . ".join(row[c] or "" for c in ("headline", "text", "caption", "landmark_why")),
            row,
        )
        for row in rows
    ]


def load_csis_negotiations(reference: Path) -> list[SourceRow]:
    """Negotiations by month."""
    rows = read_rows(reference / "csis/negotiations_1990_2018.csv")
    return [
        SourceRow(
            "csis_negotiations",
            str(number),
            f"{row['Year']}-{MONTHS.index(row['Month'][:3]):02}-01",
            "month",
            (),
            row["Description"],
            row,
        )
        for number, row in enumerate(rows, 1)
    ]


def load_rok(reference: Path, name: str) -> list[SourceRow]:
    """One of the three lists of the ROK."""
    rows = read_rows(reference / f"rok/{name}.csv")
    return [
        SourceRow(f"rok_{name}", str(number), row["Date"], "day", (), row["Case"], row)
        for number, row in enumerate(rows, 1)
    ]


def load_sources(reference: Path) -> list[SourceRow]:
    """Every row of every outside list."""
    csis = "provocations_1958_2026.csv", "utf-8-sig", "resources"
    csis_2017 = "provocations_1958_2017.csv", "mac_roman", "media"
    return [
        *load_cns(reference),
        *load_csis(reference, "csis", *csis),
        *load_csis(reference, "csis_2017", *csis_2017),
        *load_csis_tagged(reference),
        *load_csis_russia(reference),
        *load_csis_negotiations(reference),
        *(row for name in ("attack", "balloon", "nuclear") for row in load_rok(reference, name)),
    ]
