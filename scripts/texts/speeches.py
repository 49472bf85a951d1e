"""UN General Debate speeches and New Year addresses, cut down to what was said."""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

ACTORS = ("PRK", "KOR", "USA", "JPN")
UNGDC_URL = "https://doi.org/10.7910/DVN/0TJX8Y"
NEW_YEAR_URL = "https://github.com/e9t/north-korea-new-years-speechs/blob/master/data/{year}.txt"
YEARS = range(1991, 2025)

_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|dr)\.?\s+", re.IGNORECASE)
# One person under two spellings in the corpus's own list.
_SAME_PERSON = {"Song Kim": "Kim Song", "Choi Su Hon": "Choe Su Hon", "Ban Ki Moon": "Ban Ki-moon"}
# Who gave the address: the leader in person, or an editorial in the name of the newspapers.
_LEADERS = ((1946, 1994, "Kim Il Sung"), (2013, 2019, "Kim Jong Un"))
_EDITORIALS = {*range(1995, 2013), *range(1966, 1969), 1970}
# No address in 1987: the file holds a policy speech of the week before, so 1987 stays a gap.
_OTHER_DAYS = {1987: "1986-12-30"}


class Text(NamedTuple):
    """One text on its way to being counted; `body` is never written anywhere."""

    document_id: str
    corpus_id: str
    document_date: str
    date_precision: str
    speaker: str
    actor: str
    language: str
    url: str
    body: str


def read_rows(path: Path) -> list[dict[str, str]]:
    """A CSV file as dictionaries."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def clean_name(name: str) -> str:
    """A speaker's name without title, stray commas and shouting.

    >>> clean_name("Mr. Choe Su HON,"), clean_name("NAKAYAMA,"), clean_name("Ban Ki-Moon")
    ('Choe Su Hon', 'Nakayama', 'Ban Ki-Moon')
    """
    plain = _HONORIFIC.sub("", " ".join(name.split())).strip(" ,")
    plain = " ".join(w.title() if w.isupper() and len(w) > 2 else w for w in plain.split())
    return _SAME_PERSON.get(plain, plain)


def read_speeches(reference: Path, dates: dict[str, dict[str, str]]) -> list[Text]:
    """Every General Debate speech of the four states.

    `dates` holds, by document, the day or speaker found elsewhere; where there is none the session
    year is all that is known.
    """
    folder = reference / "speeches" / "ungdc"
    speakers = {
        (row["Year"], row["ISO Code"]): clean_name(row["Name of Person Speaking"])
        for row in read_rows(folder / "speakers.csv")
    }
    texts = []
    for actor in ACTORS:
        for year in YEARS:
            (path,) = folder.glob(f"{actor}_*_{year}.txt")
            corpus_id = f"ungdc_{actor.lower()}"
            document_id = f"{corpus_id}-{year}"
            known = dates.get(document_id, {})
            texts.append(
                Text(
                    document_id, corpus_id,
                    known.get("document_date") or f"{year}-01-01",
                    "day" if known.get("document_date") else "year",
                    known.get("speaker") or speakers.get((str(year), actor), ""),
                    actor, "en", UNGDC_URL,
                    " ".join(path.read_text(encoding="utf-8-sig").split()),
                )
            )  # fmt: skip
    return texts


def name_new_year_speaker(year: int) -> str:
    """Who spoke: a leader, or the newspapers' editorial.

    >>> name_new_year_speaker(1990), name_new_year_speaker(1996), name_new_year_speaker(2019)
    ('Kim Il Sung', 'joint editorial', 'Kim Jong Un')
    """
    if year in _EDITORIALS:
        return "joint editorial" if year >= 1995 else "Rodong Sinmun editorial"
    return next(name for first, last, name in _LEADERS if first <= year <= last)


def cut_address(text: str) -> str:
    """The address alone, without the compilers' own introduction, mast-heads and book references.

    A file of before 2007 mostly opens with a South Korean commentary (headed 해제) that names
    the very themes counted here; the address follows under 원문.
    """
    text = unicodedata.normalize("NFKC", text)
    start = re.search(r"^\s*원\s+문\s*$", text, re.MULTILINE)
    if start:
        text = text[start.end() :]
    else:
        lines = text.split("\n")
        head = [i for i, line in enumerate(lines[:12]) if _MASTHEAD.search(line)]
        first = head[-1] + 1 if head else 0
        # One file runs mast-head and address together in a single line.
        text = "\n".join(lines[first:]) if len("".join(lines[:first])) < 600 else text
    return _TAIL.sub("", text)


_MASTHEAD = re.compile(r"신년사|신\s년\s사|공동\s?사설|전문|보고\]|송고|발표하였다|^\s*주체\d+")
_TAIL = re.compile(r"\n[^\n]*(?:저작집|저작권자|☞|송고)[^\n]*|\(조선신보[^)]*\)")


def read_addresses(reference: Path) -> list[Text]:
    """Every New Year address or joint editorial; 1957 had none."""
    texts = []
    for path in sorted((reference / "speeches" / "new_year").glob("*.txt")):
        year = int(path.stem)
        body = cut_address(path.read_text(encoding="utf-8-sig"))
        texts.append(
            Text(
                f"new_year-{year}", "new_year", _OTHER_DAYS.get(year, f"{year}-01-01"), "day",
                name_new_year_speaker(year), "PRK", "ko", NEW_YEAR_URL.format(year=year), body,
            )
        )  # fmt: skip
    return texts
