"""The ways a story names a date: regular expressions by the word that begins them.

Each form is tried only where its first word stands, with `match`, and none repeats an open-ended
group, so the work is linear. Reading a match into a date is :mod:`peninsula.coding.dates`.
"""

# One form a line, however long: split, they could not be read beside one another.
# ruff: noqa: E501

from __future__ import annotations

import re
from functools import cache

from peninsula.coding.dictionary_files import read_dictionary

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_NUMBER = {name: i for i, name in enumerate(WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
    "sun": 6,
}  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH_NUMBER = {m: i + 1 for i, m in enumerate(_MONTHS)} | {
    m[:3]: i + 1 for i, m in enumerate(_MONTHS)
} | {"sept": 9}  # fmt: skip
NUMBER = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "several": 0, "a few": 0,
    "few": 0, "some": 0, "many": 0, "a couple of": 2, "couple of": 2, "recent": 0,
}  # fmt: skip

WD = r"(?P<wd>mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)"
WD_SHORT = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?"
)
MON = (
    r"(?P<mon>january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
MON2 = MON.replace("P<mon>", "P<mon2>")
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
DAY2 = DAY.replace("P<day>", "P<day2>")
YEAR = r"(?P<year>(?:19|20)\d\d)"
TO = r"\s?(?:-|--|to|through|until|till|thru)\s?"
_N = (
    r"(?P<n>a couple of|couple of|a few|several|some|many|\d{1,3}|an?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve)"
)
PART = r"(?:early|late|earlier|later|mid|before dawn(?: on)?|around noon|midday)"
DAYPART = r"(?:morning|afternoon|evening|night|predawn|dawn|midnight|noon)"

FORMS: list[tuple[str, str]] = [
    ("iso", r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>[0-2]?\d|3[01])\b"),
    ("us_numeric", r"(?P<month>0?[1-9]|1[0-2])/(?P<day>[0-2]?\d|3[01])/(?P<year>(?:19|20)\d\d)\b"),
    ("eu_numeric", r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b"),
    ("month_day_range", rf"(?:from )?(?:{WD_SHORT},? )?{MON}\s?{DAY}{TO}(?:{WD_SHORT},? )?(?:{MON2} )?{DAY2}\b(?! ?(?:a\.m|p\.m|rounds|missiles))(?:,? {YEAR}\b)?"),
    ("day_month_range", rf"(?:from )?(?:the )?{DAY}{TO}(?:the )?{DAY2} (?:of )?{MON}(?:,? {YEAR}\b)?"),
    ("month_day", rf"(?:{WD_SHORT},? (?:the )?)?{MON} (?:the )?{DAY}\b(?![,.]\d)(?: ?\([a-z]{{3,9}}\.?\))?(?:,? (?:of )?{YEAR}\b)?"),
    ("day_month", rf"(?:{WD_SHORT},? (?:the )?)?(?:the )?{DAY} (?:of )?{MON}(?![a-z])(?:,? {YEAR}\b)?"),
    ("part_month", rf"(?:in )?(?P<part>early|mid|late|the beginning of|the end of|the middle of)[- ]{MON}(?![a-z])(?:,? (?:of )?{YEAR}\b)?(?! \d)"),
    ("month_year", rf"{MON},? (?:of )?{YEAR}\b"),
    ("month_rel", rf"(?P<rel>last|this|next|since|in|during|from|until|through|by|of|between|(?:earlier )?in|back in|as recently as) {MON}(?![a-z. ]*\d{{1,2}}\b)(?! (?:not|be|have|also|seek|take|soon|well|try|use|become))(?!,? (?:of )?(?:19|20)\d\d)(?:,? (?P<when>last year|this year|of last year|of this year))?"),
    ("day_only", r"(?:on|since|from|by|until) the (?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)\b(?! (?:parallel|anniversary|birthday|congress|session|plenary|party|meeting|floor|day|time|missile|such|test|round|launch))"),
    ("weekday_range", rf"(?:from )?{WD}(?: {DAYPART})?{TO}(?P<wd2>{'|'.join(WEEKDAYS)})\b"),
    ("weekday_between", rf"between (?:{PART} (?:on )?)?{WD}(?: {DAYPART})? and (?:{PART} (?:on )?)?(?P<wd2>{'|'.join(WEEKDAYS)})\b"),
    ("weekday_week", rf"{WD}(?: {DAYPART})?,? (?:of )?(?P<rel>last|this|next) week\b"),
    ("weekday_ago", rf"(?:a week|one week) ago (?:on )?{WD}"),
    ("weekday", rf"(?:(?P<rel>last|this|this past|past|the previous|previous|the following|next|this coming|coming|the)\s)?(?:{PART}\s)?{WD}(?:\s{DAYPART}|\slast)?(?!\s(?:times|post|telegraph|mirror|express|mail|edition))"),
    ("today", r"(?<!news )(?<!korea )(?<!usa )(?P<rel>today|tonight|this (?:morning|afternoon|evening)|earlier (?:in the day|today)|later in the day)\b"),
    ("yesterday", r"(?:the )?(?P<rel>day before yesterday|yesterday|last night|tomorrow)\b"),
    ("overnight", r"overnight\b(?! (?:stay|trip|train))"),
    ("near_day", r"(?:(?:on )?the )?(?P<rel>previous|same|following|next|preceding) (?:day|night|evening|morning)\b"),
    ("day_before", r"(?:the |a |one )(?:day|night) (?P<rel>before|earlier|prior|previously|later|after|ago)\b(?! (?:the|that|it|he|she|north|south|kim|a|an|its|his|her|their|they|state|pyongyang|seoul|us|u\.s|president|trump|japan|we|russia|launch|test|talks|missile|similar)\b)"),
    ("days_off", rf"{_N} (?P<unit>day|week|month|year|decade|hour)s? (?P<rel>ago|earlier|before|later|previously|prior|from now|hence)\b(?! (?:than|the|that|its?|he|she|a|an|north|south|kim|his)\b)"),
    ("earlier_span", r"(?:(?:earlier|later|late|early) )?(?P<rel>last|this|next|past|previous) (?P<unit>weekend|week|month|year)\b(?!'s (?:end|summit))"),
    ("weekend", r"(?:over|during|at|on) the (?P<unit>weekend)\b"),
    ("year", rf"(?:in|since|during|from|until|through|of|by|before|after|late|early|mid|throughout|between|back in|in the|the|under the|'s|north's|december|year)[- ](?:early |late |mid-?|the |january |spring of |summer of |autumn of |fall of |winter of |end of )?{YEAR}\b(?![-/.]\d)(?!s)"),
    ("bare_year", rf"{YEAR}\b(?=[,.;)]?(?:$|\s|[,.;)]))(?! (?:km|kilomet|people|troops|soldiers|shells|miles|balloons|rounds))"),
]  # fmt: skip


def _first_words() -> dict[str, list[str]]:
    """Which forms may begin with which kind of word."""
    months, days = tuple(MONTH_NUMBER), tuple(WEEKDAY_NUMBER)
    n = ("a", "an", "several", "some", "many", "couple", *[k for k in NUMBER if k.isalpha()])
    parts = ("early", "late", "earlier", "later", "mid", "before", "around", "midday")
    rels = ("last", "this", "past", "previous", "following", "next", "coming", "the")
    starts = {
        "month_day_range": ("from", *months, *days), "day_month_range": ("from", "the"),
        "month_day": (*months, *days), "day_month": (*days, "the"),
        "part_month": ("in", "early", "mid", "late", "the"), "month_year": months,
        "month_rel": ("last", "this", "next", "since", "in", "during", "from", "until", "through",
                      "by", "of", "between", "earlier", "back", "as"),
        "day_only": ("on", "since", "from", "by", "until"),
        "weekday_range": ("from", *days), "weekday_between": ("between",), "weekday_week": days, "weekday_ago": ("a", "one"),
        "weekday": (*days, *[d + "s" for d in WEEKDAYS], *parts, *rels),
        "today": ("today", "tonight", "this", "earlier", "later"),
        "yesterday": ("yesterday", "tomorrow", "last", "the", "day"), "overnight": ("overnight",),
        "near_day": ("on", "the", "previous", "same", "following", "next", "preceding"),
        "day_before": ("the", "a", "one"), "days_off": n,
        "earlier_span": ("last", "this", "next", "past", "previous", "earlier", "later", "late",
                         "early"),
        "weekend": ("over", "during", "at", "on"),
        "year": ("in", "since", "during", "from", "until", "through", "of", "by", "before",
                 "after", "late", "early", "mid", "throughout", "between", "back", "the", "under",
                 "'s", "year"),
    }  # fmt: skip
    by_word: dict[str, list[str]] = {}
    for form, words in starts.items():
        for word in words:
            if form not in by_word.setdefault(word, []):
                by_word[word].append(form)
    return by_word


_DIGIT_FORMS = (
    "iso", "us_numeric", "eu_numeric", "day_month_range", "day_month", "days_off", "bare_year",
)  # fmt: skip


@cache
def form_tables() -> tuple[dict[str, list[tuple[str, re.Pattern]]], list[tuple[str, re.Pattern]]]:
    """Compiled forms by first word, and those that begin with a number."""
    compiled = {name: re.compile(pattern) for name, pattern in FORMS}
    order = {name: i for i, (name, _) in enumerate(FORMS)}
    by_word = {}
    for word, names in _first_words().items():
        by_word[word] = [(n, compiled[n]) for n in sorted(names, key=order.__getitem__)]
    for row in read_dictionary("holidays.csv"):
        first = row["name"].split()[0]
        pattern = re.compile(re.escape(row["name"]) + r"\b")
        by_word.setdefault(first, []).insert(0, (f"holiday:{row['month']}-{row['day']}", pattern))
    return by_word, [(n, compiled[n]) for n in _DIGIT_FORMS]
