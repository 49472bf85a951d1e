"""Text pages by rules: which lines are the story, and what the others are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from peninsula.coding.dictionary_files import load_words, read_dictionary

MIN_PARAGRAPH = 60  # characters: a shorter line with a full stop counts only inside the story
_ENDS = re.compile(r"[.!?…:][\"'”’)\]]{0,4}\s{0,4}(?:-0-)?$")
_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DATELINE = re.compile(
    rf"^(?P<place>[A-Z][A-Za-z.,'/ \-]{{2,60}}?)?"
    rf"(?:,?\s*(?:\w+day,? )?(?P<date>(?:{_MONTH})\.? \d{{1,2}}(?:,? \d{{4}})?"
    rf"|\d{{1,2}} (?:{_MONTH})\.?(?:,? \d{{4}})?))?,?\s*"
    r"(?:\((?P<agency>[A-Za-z .]{2,30}(?:/[A-Za-z .]{2,20})?)\)\s*)?(?:--|—|–|-|:)+\s*",
    re.I,
)
_STAMP = re.compile(r"^\s*date:? (\d{4}-\d{2}-\d{2})\s+(?=\S)", re.I)  # left by a reader of pages
_CONTINUE = re.compile(r"\s*(?:…|\.\.\.)?\s*\b(?:Continue reading|Read more)\b.*$")
_NAME = re.compile(
    r"^[A-Z][\w.'’\-]+(?: (?:[A-Z][\w.'’\-]+|de|van|von|and|,)){1,6}(?:,? (?:AP|AFP|Reuters))?$"
)


@dataclass
class Parts:
    """A page taken apart."""

    headline: str = ""
    paragraphs: list[str] = field(default_factory=list)
    byline: str = ""
    names: list[str] = field(default_factory=list)
    outlet: str = ""
    section: str = ""
    dateline: str = ""
    photo_credit: str = ""
    url: str = ""
    page_date: date | None = None
    date_lines: list[str] = field(default_factory=list)


_PROSE_KINDS = ("drop", "caption", "credit")  # what a line that reads like prose can still be


@cache
def _rules() -> dict[str, re.Pattern]:
    """One pattern a kind, in the order of the file."""
    kinds: dict[str, list[str]] = {}
    for row in read_dictionary("boilerplate.csv"):
        kinds.setdefault(row["kind"], []).append(f"(?:{row['pattern']})")
    return {kind: re.compile("|".join(patterns)) for kind, patterns in kinds.items()}


def classify_line(line: str) -> str:
    """What a line is: drop, tail, caption, byline, credit, date, section, paragraph or short.

    >>> classify_line("Related Stories"), classify_line("By Hong Gil-dong")
    ('tail', 'byline')
    """
    n = len(line)
    has_end = bool(_ENDS.search(line[-20:]))
    is_long = (n >= MIN_PARAGRAPH and has_end) or (
        n >= 2 * MIN_PARAGRAPH and len(line.split()) >= 20
    )
    low = line.lower().replace("’", "'").strip()
    if n > 400 or (is_long and n > 220 and not _may_be_caption(low)):
        return "paragraph"
    for kind, pattern in _rules().items():
        if is_long and kind not in _PROSE_KINDS:
            continue
        if pattern.fullmatch(low) and not (is_long and kind == "drop" and _reads_like_news(line)):
            return kind
    if is_long:
        return "paragraph"
    return "sentence" if has_end and len(line.split()) >= 4 else "short"


def _may_be_caption(low: str) -> bool:
    return any(word in low for word in load_words("lines.photo_words"))


def _reads_like_news(line: str) -> bool:
    """A long line that only happens to hold a word of the trade ("he signed up to ...")."""
    return len(line) > 160 and not re.search(r"already a member|free account|our app", line, re.I)


def split_page(text: str) -> Parts:
    """Take a text page apart.

    The headline is the last short line of its own before the first paragraph (after bylines,
    dates and credits are set aside); the story runs from there to the first heading of related
    matter. Whole paragraphs are never cut.

    Examples
    --------
    >>> split_page("World\\nKim speaks\\nBy Hong Gil-dong\\nPyongyang held a meeting.").headline
    'Kim speaks'
    """
    stamps = [m.group(1) for line in text.split("\n")[:40] if (m := _STAMP.match(line))]
    lines = _join_broken([_STAMP.sub("", line).strip() for line in text.split("\n")])
    kinds = [classify_line(line) for line in lines]
    parts = Parts(date_lines=stamps)
    start = _story_start(lines, kinds)
    _read_top(parts, lines[:start], kinds[:start])
    _read_story(parts, lines[start:], kinds[start:])
    if not parts.paragraphs:
        return parts
    _take_dateline(parts)
    parts.paragraphs = _drop_repeats(parts.paragraphs, parts.headline)
    return parts


def _join_broken(lines: list[str]) -> list[str]:
    """Lines without blank ones, put together where a sentence was cut in two."""
    joined: list[str] = []
    for line in lines:
        if not line:
            continue
        previous = joined[-1] if joined else ""
        if len(previous) >= 40 and not _ENDS.search(previous[-20:]) and _goes_on(previous, line):
            joined[-1] = f"{previous} {line}"
        else:
            joined.append(line)
    return joined


def _goes_on(previous: str, line: str) -> bool:
    """Whether a line continues the one before it."""
    last = previous.rsplit(None, 1)[-1].lower()
    return line[0].islower() or last.endswith(",") or last in load_words("lines.hanging")


def _story_start(lines: list[str], kinds: list[str]) -> int:
    """Index of the first paragraph; of the first sentence if there is no paragraph."""
    for wanted in ("paragraph", "sentence"):
        for i, kind in enumerate(kinds):
            if kind == wanted and not _is_dek(lines, kinds, i):
                return i
    return len(lines)


def _is_dek(lines: list[str], kinds: list[str], i: int) -> bool:
    """A slogan with a full stop, far from any paragraph."""
    if kinds[i] != "sentence":
        return False
    return "paragraph" in kinds[i:]


def _read_top(parts: Parts, lines: list[str], kinds: list[str]) -> None:
    """Headline, byline, section and date from what stands above the story."""
    shorts = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "byline":
            parts.byline = parts.byline or _strip_by(line)
        elif kind == "date":
            parts.date_lines.append(line)
        elif kind == "section":
            parts.section = parts.section or line
        elif kind == "caption":
            parts.photo_credit = parts.photo_credit or line.strip("[]()")
        elif kind in ("short", "sentence"):
            shorts.append(line)
    _name_shorts(parts, shorts)


def _strip_by(line: str) -> str:
    return (
        re.sub(r"^(?:by|author|written by|reporter)\s*[:\-]?\s+", "", line, flags=re.I)
        .split("|")[0]
        .strip()
    )


_NEWS_WORD = re.compile(
    r"korea|kim\b|pyongyang|seoul|missile|nuclear|dprk|sanction|summit|rocket|drone|border|launch"
    r"|military|fire|troop|drill|talks|north|south|putin|trump|balloon|satellite|party|hack",
    re.I,
)


def _name_shorts(parts: Parts, shorts: list[str]) -> None:
    """Which of the short lines above the story is the headline, the name, the outlet."""
    titles = [s for s in shorts if len(s.split()) >= 2 and not _is_person(s)]
    scored = sorted(
        titles,
        key=lambda s: (
            len(s) <= 140, bool(_NEWS_WORD.search(s)), not s.endswith("."), len(s.split()) > 3,
            -titles.index(s),
        ),
    )  # fmt: skip
    if scored:
        parts.headline = scored[-1]
    elif shorts:
        parts.headline = max(shorts, key=len) if len(shorts[-1].split()) > 2 else ""
    for line in shorts:
        if line == parts.headline:
            continue
        if _is_person(line):
            parts.names.append(line)
        elif not parts.outlet and _is_outlet(line):
            parts.outlet = line


def _is_person(line: str) -> bool:
    return (
        bool(_NAME.match(line)) and not line.startswith("The ") and len(line.split()) <= 6
        and not _NEWS_WORD.search(line) and not _is_outlet(line)
    )  # fmt: skip


def _is_outlet(line: str) -> bool:
    from peninsula.coding.page import outlet_table

    return line.lower().strip() in outlet_table()


def _read_story(parts: Parts, lines: list[str], kinds: list[str]) -> None:
    """Paragraphs until the first heading of related matter."""
    in_aside = False
    captions = [line for line, kind in zip(lines, kinds, strict=True) if kind == "caption"]
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "tail" and (len(parts.paragraphs) >= 2 or "paragraph" not in kinds[i:]):
            if not _resumes(kinds[i + 1 :]):
                break
            in_aside = True
            continue
        if kind == "paragraph":
            in_aside = False
        if any(c.startswith(line) for c in captions):
            continue  # a caption printed twice, once without its credit
        if kind == "paragraph" or (kind == "sentence" and not in_aside):
            parts.paragraphs.append(_CONTINUE.sub("", line))
        elif kind == "caption":
            parts.photo_credit = parts.photo_credit or line.strip("[]()")
        elif kind == "byline" and not parts.byline:
            parts.byline = _strip_by(line)
        elif kind == "date":
            parts.date_lines.append(line)


def _resumes(kinds: list[str]) -> bool:
    """Whether a "related" box stands inside the story: at most three short lines, then prose."""
    ahead = kinds[:5]
    if "tail" in ahead or "drop" in ahead:
        return False
    prose = [k == "paragraph" for k in kinds[:12]]
    first = next((i for i, p in enumerate(prose) if p), None)
    return first is not None and first <= 3 and sum(prose) >= 3


def _take_dateline(parts: Parts) -> None:
    """Cut "SEOUL, South Korea (AP) —" from the paragraph it opens, and keep it."""
    for i, paragraph in enumerate(parts.paragraphs[:3]):
        found = _DATELINE.match(paragraph[:120])
        if not found or found.end() < 5 or not _is_dateline(found):
            continue
        parts.dateline = found.group().strip()
        parts.paragraphs[i] = paragraph[found.end() :]
        if found["date"]:
            parts.date_lines.append(found["date"])
        return


def _is_dateline(found: re.Match) -> bool:
    place = (found["place"] or "").strip()
    return bool(found["agency"] or found["date"]) or re.split("[,/]", place)[0].isupper()


def _drop_repeats(paragraphs: list[str], headline: str) -> list[str]:
    """Drop a paragraph that only repeats the headline or an earlier paragraph."""
    seen, kept = {headline.strip().lower()}, []
    for paragraph in paragraphs:
        key = paragraph.strip().lower()
        if key not in seen and key:
            seen.add(key)
            kept.append(paragraph)
    return kept


def stated_date(lines: list[str]) -> date | None:
    """The date a page states above or below its story: only one with a year counts.

    >>> stated_date(["Published: 16 Jul, 2024 10:17am"])
    datetime.date(2024, 7, 16)
    """
    from peninsula.coding.dates import find_dates

    for line in lines:
        for found in find_dates(line[:200], None):
            if found.is_day:
                return found.date
    return None
