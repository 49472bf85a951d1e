"""Dates in prose, resolved to Korea dates against the day the page was published.

A weekday is the latest such day on or before publication, the same day included; a page dated in
the Americas may run one day behind Korea (TAXONOMY rule 10). What gives no day stays coarse or
blank: none is invented.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from peninsula.coding.date_forms import MONTH_NUMBER, NUMBER, WEEKDAY_NUMBER, WEEKDAYS, form_tables
from peninsula.coding.dictionary_files import load_words
from peninsula.coding.sentences import Sentence, make_sentence

_LOOK_AHEAD = 3  # days: a month and day without a year may lie this far ahead of publication
# Hours to add to reach Korea time.
_ZONES = {
    "gmt": 9, "utc": 9, "est": 14, "edt": 13, "et": 13.5, "eastern": 13.5, "cst": 15, "cdt": 14,
    "pst": 17, "pdt": 16, "pt": 16.5, "hst": 19, "hawaii": 19, "washington": 13.5,
}  # fmt: skip
_CLOCK = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.]?(?P<m>\d\d))?\s?(?P<half>a\.m\.|p\.m\.|am|pm)?,? ?\(?"
    r"(?P<zone>gmt|utc|est|edt|et|eastern|cst|cdt|pst|pdt|pt|hst|hawaii|washington)\b"
)
_SAID = re.compile(
    r"\b(?:said|says|reported|reports|announced|confirmed|stated|added|told (?:reporters|lawmakers|"
    r"parliament)|disclosed|revealed|quoted|carried|claimed|according to|statement|dispatch|"
    r"commentary|report|issued|warned|released|briefing|citing)\b[^.;:]{0,28}$"
)

_TOLD = re.compile(r"\b(?:told|accused|informed|notified)\b[^.;:]{0,50}$")
_SAYS_NEXT = re.compile(
    r" (?:accused|blamed|said|warned|announced|confirmed|denied|claimed|reported|condemned|urged|"
    r"called|vowed|threatened|told)\b"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase that names a date: its place in the text and what it resolves to."""

    start: int
    end: int
    text: str
    form: str
    date: date | None
    precision: str | None
    reason: str
    end_date: date | None = None
    is_ahead: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return self.precision == "day" and self.date is not None


def find_dates(
    text: str | Sentence,
    published: date | None,
    *,
    anchor: date | None = None,
    day_ahead: bool = False,
    future: bool | Callable[[int], bool] = False,
) -> list[DateMention]:
    """Every phrase of a text that names a date, in order, without overlaps.

    Parameters
    ----------
    text : str or Sentence
        One sentence.
    published : datetime.date or None
        Day the page bears. Without it, only full dates resolve.
    anchor : datetime.date, optional
        Day that "a day earlier" counts from; by default the last day named before it.
    day_ahead : bool
        The page is dated a day behind Korea, so tomorrow's weekday means tomorrow.
    future : bool or function
        The verb is future: weekdays look forward. A function is asked with the offset.

    Returns
    -------
    list of DateMention
        `start` and `end` are offsets in the text given.

    Examples
    --------
    >>> from datetime import date
    >>> [(d.text, str(d.date)) for d in find_dates("It fired on Monday.", date(2022, 12, 28))]
    [('Monday', '2022-12-26')]
    """
    sentence = make_sentence(text, 0, 0) if isinstance(text, str) else text
    by_word, digit_forms = form_tables()
    folded, mentions, free = sentence.folded, [], 0
    leads, firsts = load_words("dates.leads"), load_words("dates.firsts")
    after_weekday = load_words("dates.after_weekday")
    n = len(sentence.words)
    for i, word in enumerate(sentence.words):
        forms = by_word.get(word) or (digit_forms if word[0].isdigit() else None)
        if forms is None:
            continue
        begin = sentence.spans[i][0]
        if begin < free:
            continue
        folded = folded if folded is not None else sentence.folded
        following = sentence.words[i + 1] if i + 1 < n else ""
        if word in leads and not (following in firsts or following[:1].isdigit()):
            continue
        if forms is digit_forms and not _may_be_date(word, following, folded, begin):
            continue
        if word in WEEKDAY_NUMBER and following not in after_weekday:
            forms = forms[-2:]  # neither a range nor a day of a month
        for form, pattern in forms:
            found = pattern.match(folded, begin)
            if found is None:
                continue
            base = anchor if anchor and not mentions else _last_day(mentions)
            ahead = future(begin) if callable(future) else future
            mention = _read(form, found, published, base, day_ahead, ahead, sentence.text)
            if mention is not None:
                mentions.append(_in_korea(mention, folded))
                free = mention.end
                break
    return mentions


def _may_be_date(word: str, following: str, folded: str, begin: int) -> bool:
    """Whether a number can begin a date: a year, "28 December", "3/14/2024", "two days"."""
    if word[:4].isdigit() and len(word) >= 4:
        return word[:2] in ("19", "20")
    after = folded[begin + len(word) : begin + len(word) + 1]
    if after in ("/", "-", ".") or following in ("-", "to", "of", "through", "until"):
        return True
    return following in MONTH_NUMBER or following in load_words("dates.spans")


def resolve_date(phrase: str, published: date | None, **options) -> DateMention | None:
    """The first date a phrase names, or None. Options are those of :func:`find_dates`.

    >>> from datetime import date
    >>> resolve_date("two days earlier", date(2024, 6, 11)).date
    datetime.date(2024, 6, 9)
    """
    mentions = find_dates(phrase, published, **options)
    return mentions[0] if mentions else None


def _last_day(mentions: list[DateMention]) -> date | None:
    return next((m.date for m in reversed(mentions) if m.is_day), None)


def _read(form, found, published, anchor, day_ahead, future, original) -> DateMention | None:
    """One match as a date: the reader of its form decides."""
    start, end = found.span()
    text = found.group()
    if form.startswith("holiday:"):
        month, day = map(int, form[8:].split("-"))
        made = _without_year(month, day, published, future)
    else:
        made = _READERS[form](found.groupdict(), published, anchor, day_ahead, future)
    if made is None:
        return None
    day, precision, reason, *last = made
    # "on Monday" is shown as "Monday": leading prepositions are not part of the date.
    lead = re.match(r"(?:on|from|in|since|of|by|until|through|during|at|over|back in)\s+", text)
    if lead and form not in ("weekend", "year"):
        start += lead.end()
    text = original[start:end]
    ahead = bool(day and published and day > published + timedelta(days=1 if day_ahead else 0))
    return DateMention(
        start, end, text, form, day, precision, reason, last[0] if last else None, ahead
    )


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_year(month: int, day: int, published: date | None, future: bool):
    """A month and day: the nearest that fits the verb, on or before publication by rule."""
    if published is None:
        return (None, None, "no year on the page and no publication date")
    same = _make(published.year, month, day) or _make(published.year - 1, month, day)
    if same is None:
        return None
    if future and same < published:
        same = _make(published.year + 1, month, day) or same
    elif same > published + timedelta(days=_LOOK_AHEAD) and not future:
        same = _make(published.year - 1, month, day) or same
    return (same, "day", f"a month and day, the nearest to {published}")


def _full_date(g, published, anchor, day_ahead, future):
    made = _make(int(g["year"]), int(g["month"]), int(g["day"]))
    return made and (made, "day", "a full date")


def _month_day(g, published, anchor, day_ahead, future):
    month, day = MONTH_NUMBER[g["mon"]], int(g["day"])
    if g.get("year"):
        made = _make(int(g["year"]), month, day)
        return made and (made, "day", "a full date")
    return _without_year(month, day, published, future)


def _month_day_range(g, published, anchor, day_ahead, future):
    first = _month_day(g, published, anchor, day_ahead, future)
    if first is None or first[0] is None:
        return first
    month = MONTH_NUMBER[g["mon2"]] if g.get("mon2") else first[0].month
    last = _make(first[0].year + (month < first[0].month), month, int(g["day2"]))
    if last is None or last <= first[0]:
        return first
    return (first[0], "day", "the first day of a range", last)


def _day_only(g, published, anchor, day_ahead, future):
    if published is None:
        return (None, None, "a day of a month not named, and no publication date")
    day, month_start = int(g["day"]), published.replace(day=1)
    made = _make(published.year, published.month, day)
    if made is None or (made > published + timedelta(days=day_ahead) and not future):
        earlier = month_start - timedelta(days=1)
        made = _make(earlier.year, earlier.month, day)
    return made and (made, "day", f"day of the month on or before {published}")


def _month(year: int, month: int, reason: str):
    return (date(year, month, 1), "month", reason)


def _month_year(g, published, anchor, day_ahead, future):
    return _month(int(g["year"]), MONTH_NUMBER[g["mon"]], "a month and year")


def _month_rel(g, published, anchor, day_ahead, future):
    month, rel, when = MONTH_NUMBER[g["mon"]], g.get("rel") or "", g.get("when") or ""
    if g.get("year"):
        return _month(int(g["year"]), month, "a month and year")
    if published is None:
        return (None, None, "a month without a year, and no publication date")
    year = published.year
    if "last year" in when:
        year -= 1
    elif "this year" not in when:
        ahead = future or rel in ("next", "by", "until")
        if ahead:
            year += month < published.month
        else:
            year -= month > published.month + (rel == "this") * 12
            year -= rel == "last" and month == published.month
    return _month(year, month, f"the latest such month by {published}")


def _weekday_number(name: str) -> int:
    return WEEKDAY_NUMBER[name.rstrip("s") if name not in WEEKDAY_NUMBER else name]


def _weekday(g, published, anchor, day_ahead, future):
    name = g["wd"]
    if name.endswith("days"):
        return None  # "on Mondays" is a habit
    if published is None:
        return (None, None, f"'{name}' without a publication date")
    number, rel = _weekday_number(name), (g.get("rel") or "").removeprefix("the ")
    shown, told = name.capitalize(), f"{WEEKDAYS[published.weekday()].capitalize()} {published}"
    back = (published.weekday() - number) % 7
    if rel in ("next", "following", "coming", "this coming") or future:
        days = (number - published.weekday()) % 7 or (7 if rel == "next" else 0)
        return (published + timedelta(days=days), "day", f"next {shown} on or after {told}")
    if day_ahead and back == 6 and rel not in ("last", "previous", "this past", "past"):
        return (
            published + timedelta(days=1),
            "day",
            f"{shown} in Korea, one day ahead of a page dated {told}",
        )
    if rel in ("last", "previous", "past") and back == 0:
        back = 7
    return (published - timedelta(days=back), "day", f"latest {shown} on or before {told}")


def _weekday_range(g, published, anchor, day_ahead, future):
    first = _weekday(g, published, anchor, day_ahead, future)
    if first is None or first[0] is None:
        return first
    days = (_weekday_number(g["wd2"]) - first[0].weekday()) % 7
    return (*first, first[0] + timedelta(days=days)) if days else first


def _weekday_week(g, published, anchor, day_ahead, future):
    if published is None:
        return (None, None, "a weekday without a publication date")
    monday = published - timedelta(days=published.weekday())
    shift = {"last": -7, "this": 0, "next": 7}[g["rel"]]
    day = monday + timedelta(days=shift + _weekday_number(g["wd"]))
    return (day, "day", f"{g['wd'].capitalize()} of {g['rel']} week, seen from {published}")


def _weekday_ago(g, published, anchor, day_ahead, future):
    made = _weekday(g, published, anchor, day_ahead, False)
    if made is None or made[0] is None:
        return made
    return (made[0] - timedelta(days=7), "day", "a week before the latest such weekday")


def _offset_day(days: int, reason: str):
    def read(g, published, anchor, day_ahead, future):
        if published is None:
            return (None, None, "no publication date to count from")
        return (published + timedelta(days=days), "day", f"{reason} {published}")

    return read


def _yesterday(g, published, anchor, day_ahead, future):
    days = {"day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}[g["rel"]]
    return _offset_day(days, f"'{g['rel']}', counted from")(g, published, anchor, day_ahead, future)


def _near_day(g, published, anchor, day_ahead, future):
    base = anchor or published
    if base is None:
        return (None, None, "no day to count from")
    days = {"previous": -1, "preceding": -1, "same": 0, "following": 1, "next": 1}[g["rel"]]
    return (base + timedelta(days=days), "day", f"'{g['rel']} day', counted from {base}")


def _day_before(g, published, anchor, day_ahead, future):
    base = published if g["rel"] == "ago" else anchor or published
    if base is None:
        return (None, None, "no day to count from")
    days = 1 if g["rel"] in ("later", "after") else -1
    return (base + timedelta(days=days), "day", f"'a day {g['rel']}', counted from {base}")


def _span(year: int, month: int, first: date, last: date, reason: str):
    """A week or so as the month (or year) that holds it all."""
    if (first.year, first.month) == (last.year, last.month):
        return (first.replace(day=1), "month", reason)
    if first.year == last.year:
        return (date(first.year, 1, 1), "year", reason)
    return (None, None, reason)


def _days_off(g, published, anchor, day_ahead, future):
    word = g["n"]
    n = int(word) if word.isdigit() else NUMBER.get(word, 0)
    sign = 1 if g["rel"] in ("later", "from now", "hence") else -1
    base = published if g["rel"] in ("ago", "from now", "hence") else anchor or published
    if base is None:
        return (None, None, "no day to count from")
    unit, reason = g["unit"], f"'{g['n']} {g['unit']}s {g['rel']}', counted from {base}"
    if n == 0 or unit == "hour":
        return (base, "day", reason) if unit == "hour" and n else (None, None, reason)
    if unit in ("day", "week") and n * (7 if unit == "week" else 1) < 3_000:
        days = timedelta(days=sign * n * (7 if unit == "week" else 1))
        exact = unit == "day" or n <= 1
        return (base + days, "day", reason) if exact else _near_month(base + days, reason)
    if unit == "month":
        index = base.year * 12 + base.month - 1 + sign * n
        return _month(index // 12, index % 12 + 1, reason) if 12 < index < 110_000 else None
    year = base.year + sign * n * (10 if unit == "decade" else 1)
    return (date(year, 1, 1), "year", reason) if 1000 < year < 9000 and unit == "year" else (
        None, None, reason)  # fmt: skip


def _near_month(day: date, reason: str):
    return (day.replace(day=1), "month", reason)


def _earlier_span(g, published, anchor, day_ahead, future):
    unit, rel = g["unit"], g.get("rel") or "past"
    if published is None:
        return (None, None, "no publication date to count from")
    reason = f"'{rel} {unit}', seen from {published}"
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1}[rel]
    if unit == "year":
        return (date(published.year + step, 1, 1), "year", reason)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + step
        return _month(index // 12, index % 12 + 1, reason)
    monday = published - timedelta(days=published.weekday())
    first = monday + timedelta(days=7 * step)
    if unit == "weekend":
        behind = 7 if published.weekday() < 5 and step <= 0 else 0
        first = monday + timedelta(days=5 - behind + (7 if step > 0 else 0))
        return _span(0, 0, first, first + timedelta(days=1), reason)
    return _span(0, 0, first, first + timedelta(days=6), reason)


def _year(g, published, anchor, day_ahead, future):
    return (date(int(g["year"]), 1, 1), "year", "a year")


_READERS = {
    "iso": _full_date, "us_numeric": _full_date, "eu_numeric": _full_date,
    "month_day_range": _month_day_range, "day_month_range": _month_day_range,
    "month_day": _month_day, "day_month": _month_day, "part_month": _month_rel,
    "month_year": _month_year, "month_rel": _month_rel, "day_only": _day_only,
    "weekday_range": _weekday_range,
    "weekday_between": _weekday_range, "weekday_week": _weekday_week, "weekday_ago": _weekday_ago,
    "weekday": _weekday, "today": _offset_day(0, "the day of the page,"), "yesterday": _yesterday,
    "overnight": _offset_day(0, "'overnight' ends on the day of the page,"),
    "near_day": _near_day, "day_before": _day_before, "days_off": _days_off,
    "earlier_span": _earlier_span, "weekend": _earlier_span, "year": _year, "bare_year": _year,
}  # fmt: skip


def _in_korea(mention: DateMention, folded: str) -> DateMention:
    """Move a day told with a foreign clock ("9 p.m. EST Tuesday") to the Korea date."""
    if not mention.is_day:
        return mention
    near = folded[max(0, mention.start - 30) : mention.end + 30]
    if re.search(r"(?:korea|korean|local|seoul|pyongyang|japan)(?:n)? time|kst", near):
        return mention
    clock = _CLOCK.search(near)
    if clock is None:
        return mention
    hour = int(clock["h"]) if len(clock["h"]) <= 2 else 0
    minute = int(clock["m"] or 0)
    if clock["half"] and clock["half"][0] == "p" and hour < 12:
        hour += 12
    if hour + minute / 60 + _ZONES[clock["zone"]] < 24 or hour > 23:
        return mention
    moved = mention.date + timedelta(days=1)
    reason = f"{mention.reason}; {clock.group().strip()} is the next day in Korea"
    return replace(mention, date=moved, reason=reason)


def is_told_day(folded: str, mention: DateMention) -> bool:
    """Whether the date is the day something was said, not the day it happened.

    >>> is_told_day("kcna said on friday it fired", DateMention(13, 19, "", "", None, None, ""))
    True
    """
    if _SAYS_NEXT.match(folded, mention.end):
        return True
    before = folded[max(0, mention.start - 60) : mention.start]
    return bool(_SAID.search(before) or _TOLD.search(before))


def month_end(day: date) -> date:
    """Last day of the month of a date."""
    return day.replace(day=monthrange(day.year, day.month)[1])
