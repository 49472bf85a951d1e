"""Dates in prose: a table of phrases with the day each must resolve to."""

from __future__ import annotations

from datetime import date

import pytest

from peninsula.coding.dates import find_dates, is_told_day, resolve_date

WED = date(2022, 12, 28)  # a Wednesday
MON = date(2024, 3, 4)
JAN = date(2023, 1, 2)

# phrase, published, day, precision
PHRASES = [
    # weekdays: the latest such day on or before publication, the same day included
    ("on Monday", WED, "2022-12-26", "day"),
    ("on Tuesday", WED, "2022-12-27", "day"),
    ("on Wednesday", WED, "2022-12-28", "day"),
    ("on Thursday", WED, "2022-12-22", "day"),
    ("on Friday", WED, "2022-12-23", "day"),
    ("on Saturday", WED, "2022-12-24", "day"),
    ("on Sunday", WED, "2022-12-25", "day"),
    ("Tuesday's session", WED, "2022-12-27", "day"),
    ("the Tuesday session", WED, "2022-12-27", "day"),
    ("Monday night", WED, "2022-12-26", "day"),
    ("early Wednesday", WED, "2022-12-28", "day"),
    ("late on Friday", WED, "2022-12-23", "day"),
    ("this Monday", WED, "2022-12-26", "day"),
    ("last Monday", WED, "2022-12-26", "day"),
    ("last Wednesday", WED, "2022-12-21", "day"),
    ("next Monday", WED, "2023-01-02", "day"),
    ("next Wednesday", WED, "2023-01-04", "day"),
    ("this coming Friday", WED, "2022-12-30", "day"),
    ("Tuesday last week", WED, "2022-12-20", "day"),
    ("Friday of last week", WED, "2022-12-23", "day"),
    ("Thursday next week", WED, "2023-01-05", "day"),
    ("a week ago Tuesday", WED, "2022-12-20", "day"),
    ("on Sunday", MON, "2024-03-03", "day"),
    ("on Monday", MON, "2024-03-04", "day"),
    # words for days
    ("today", WED, "2022-12-28", "day"),
    ("this morning", WED, "2022-12-28", "day"),
    ("earlier in the day", WED, "2022-12-28", "day"),
    ("tonight", WED, "2022-12-28", "day"),
    ("overnight", WED, "2022-12-28", "day"),
    ("yesterday", WED, "2022-12-27", "day"),
    ("last night", WED, "2022-12-27", "day"),
    ("the day before yesterday", WED, "2022-12-26", "day"),
    ("tomorrow", WED, "2022-12-29", "day"),
    ("the previous day", WED, "2022-12-27", "day"),
    ("the same day", WED, "2022-12-28", "day"),
    ("the following day", WED, "2022-12-29", "day"),
    ("a day earlier", WED, "2022-12-27", "day"),
    ("a day later", WED, "2022-12-29", "day"),
    ("the day before", WED, "2022-12-27", "day"),
    ("two days earlier", WED, "2022-12-26", "day"),
    ("two days ago", WED, "2022-12-26", "day"),
    ("three days later", WED, "2022-12-31", "day"),
    ("10 days ago", WED, "2022-12-18", "day"),
    ("a week earlier", WED, "2022-12-21", "day"),
    ("a week ago", WED, "2022-12-21", "day"),
    ("five hours later", WED, "2022-12-28", "day"),
    # full dates
    ("December 26, 2022", WED, "2022-12-26", "day"),
    ("Dec. 26, 2022", WED, "2022-12-26", "day"),
    ("Dec 26 2022", WED, "2022-12-26", "day"),
    ("26 December 2022", WED, "2022-12-26", "day"),
    ("26th of December, 2022", WED, "2022-12-26", "day"),
    ("Wednesday, December 28, 2022", WED, "2022-12-28", "day"),
    ("Sept. 3, 2017", WED, "2017-09-03", "day"),
    ("2022-12-26", WED, "2022-12-26", "day"),
    ("2022.12.26", WED, "2022-12-26", "day"),
    ("2022/12/26", WED, "2022-12-26", "day"),
    ("12/26/2022", WED, "2022-12-26", "day"),
    ("26/12/2022", WED, "2022-12-26", "day"),
    ("March 14, 2029", WED, "2029-03-14", "day"),
    # a month and day without a year: the nearest that fits
    ("on Dec. 26", WED, "2022-12-26", "day"),
    ("on December 26th", WED, "2022-12-26", "day"),
    ("on 26 December", WED, "2022-12-26", "day"),
    ("on Nov. 18", WED, "2022-11-18", "day"),
    ("on Jan. 5", WED, "2022-01-05", "day"),
    ("on March 24", WED, "2022-03-24", "day"),
    ("on Dec. 31", JAN, "2022-12-31", "day"),
    ("on January 1", JAN, "2023-01-01", "day"),
    ("Friday, Dec. 23", WED, "2022-12-23", "day"),
    ("Tuesday (July 16)", date(2024, 7, 16), "2024-07-16", "day"),
    ("on the 26th", WED, "2022-12-26", "day"),
    ("on the 30th", JAN, "2022-12-30", "day"),
    # months
    ("in December 2017", WED, "2017-12-01", "month"),
    ("November 2010", WED, "2010-11-01", "month"),
    ("since September 2023", WED, "2023-09-01", "month"),
    ("in March", WED, "2022-03-01", "month"),
    ("last November", WED, "2022-11-01", "month"),
    ("last month", WED, "2022-11-01", "month"),
    ("last month", JAN, "2022-12-01", "month"),
    ("this month", WED, "2022-12-01", "month"),
    ("next month", WED, "2023-01-01", "month"),
    ("early March", WED, "2022-03-01", "month"),
    ("in late November", WED, "2022-11-01", "month"),
    ("mid-October", WED, "2022-10-01", "month"),
    ("in December last year", WED, "2021-12-01", "month"),
    ("in May", WED, "2022-05-01", "month"),
    ("in October", MON, "2023-10-01", "month"),
    ("two months ago", WED, "2022-10-01", "month"),
    ("last week", WED, "2022-12-01", "month"),
    ("earlier this month", WED, "2022-12-01", "month"),
    ("over the weekend", WED, "2022-12-01", "month"),
    # years
    ("in 2017", WED, "2017-01-01", "year"),
    ("since 2006", WED, "2006-01-01", "year"),
    ("the 2018 agreement", WED, "2018-01-01", "year"),
    ("in late 2010", WED, "2010-01-01", "year"),
    ("last year", WED, "2021-01-01", "year"),
    ("this year", WED, "2022-01-01", "year"),
    ("next year", WED, "2023-01-01", "year"),
    ("five years ago", WED, "2017-01-01", "year"),
    ("a year earlier", WED, "2021-01-01", "year"),
    # named days
    ("on Christmas Day", WED, "2022-12-25", "day"),
    ("on New Year's Day", JAN, "2023-01-01", "day"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "published", "day", "precision"), PHRASES)
def test_phrase(phrase, published, day, precision):
    found = resolve_date(f"It happened {phrase}, officials said.", published)
    assert (str(found.date), found.precision) == (day, precision)
    assert found.reason


def test_table_has_a_hundred_phrases():
    assert len(PHRASES) >= 100


@pytest.mark.parametrize(
    "phrase",
    [
        "it may be late", "the march on Rome", "a second test", "on Mondays", "240 mm rockets",
        "some 300 km away", "1,500 kilometers", "the 38th parallel", "more than 90 missiles",
    ],
)  # fmt: skip
def test_no_date(phrase):
    assert find_dates(phrase, WED) == []


@pytest.mark.parametrize(
    "phrase", ["on Monday", "two days earlier", "last month", "in March", "yesterday", "on Dec. 26"]
)
def test_without_publication_no_date_is_invented(phrase):
    assert resolve_date(phrase, None).date is None


def test_full_date_needs_no_publication():
    assert resolve_date("on Dec. 26, 2022", None).date == date(2022, 12, 26)


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("from March 4 to 14", "2022-03-04", "2022-03-14"),
        ("Aug. 21-31", "2022-08-21", "2022-08-31"),
        ("Oct. 30-Nov. 3", "2022-10-30", "2022-11-03"),
        ("from Monday to Wednesday", "2022-12-26", "2022-12-28"),
        ("Dec. 26-28, 2022", "2022-12-26", "2022-12-28"),
    ],
)
def test_range(phrase, first, last):
    found = resolve_date(phrase, WED)
    assert (str(found.date), str(found.end_date)) == (first, last)


def test_future_verb_looks_forward():
    assert resolve_date("on Monday", WED, future=True).date == date(2023, 1, 2)
    assert resolve_date("on Jan. 5", WED, future=True).date == date(2023, 1, 5)


def test_a_page_a_day_behind_korea():
    found = resolve_date("on Thursday", WED, day_ahead=True)
    assert found.date == date(2022, 12, 29)
    assert "one day ahead" in found.reason
    # Other days keep the rule.
    assert resolve_date("on Tuesday", WED, day_ahead=True).date == date(2022, 12, 27)
    assert resolve_date("last Thursday", WED, day_ahead=True).date == date(2022, 12, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("at 9:15 p.m. EST Tuesday", "2022-12-28"),
        ("at 2147 GMT on Tuesday", "2022-12-28"),
        ("at 6 a.m. local time on Tuesday", "2022-12-27"),
        ("at 1 a.m. GMT on Tuesday", "2022-12-27"),
    ],
)
def test_foreign_clock_moves_the_day(text, day):
    assert str(resolve_date(text, WED).date) == day


def test_a_day_earlier_counts_from_the_day_named_before():
    found = find_dates("KCNA said on Tuesday that Kim saw the test a day earlier.", WED)
    assert [str(d.date) for d in found] == ["2022-12-27", "2022-12-26"]


def test_several_days_in_order():
    found = find_dates("on Oct. 3, Wednesday and Thursday", date(2024, 10, 12))
    assert [str(d.date) for d in found] == ["2024-10-03", "2024-10-09", "2024-10-10"]


def test_told_day():
    text = "seoul's military said on thursday that the north fired a missile on wednesday"
    told, done = find_dates(text, WED)
    assert is_told_day(text, told)
    assert not is_told_day(text, done)


def test_reason_names_phrase_and_rule():
    reason = resolve_date("on Monday", WED).reason
    assert reason == "latest Monday on or before Wednesday 2022-12-28"


def test_leap_day_and_impossible_days():
    assert resolve_date("on Feb. 29, 2012", WED).date == date(2012, 2, 29)
    assert resolve_date("on Feb. 31, 2012", WED) is None or (
        resolve_date("on Feb. 31, 2012", WED).precision != "day"
    )
