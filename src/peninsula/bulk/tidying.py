"""What an engine gives, as a tidy table: good rows told from bad, labels, calendar, mean, share."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from peninsula.bulk.expressions import UNKNOWN_CODE
from peninsula.bulk.locating import is_date, is_known
from peninsula.bulk.plan import PERIODS, Plan

SUMS = ["n", "n_mentions", "n_goldstein", "goldstein_sum"]
LARGEST = 5_000_000
"""Rows that a table with a complete calendar may have."""


@dataclass
class Sums:
    """Good groups by period and labels, everyone's events by period, and how many are bad."""

    groups: dict[tuple, list[int]] = field(default_factory=dict)
    totals: dict[int, int] = field(default_factory=dict)
    n_bad: int = 0


def sort_out(groups: Iterable[tuple], totals: Iterable[tuple], plan: Plan) -> Sums:
    """Tell good groups from bad.

    Parameters
    ----------
    groups : iterable of tuple
        Period, whether the row matches, keys, then the four sums, as
        :func:`peninsula.bulk.group_events` gives them.
    totals : iterable of tuple
        Day or period, rows, everyone's events.

    Examples
    --------
    >>> from peninsula.bulk import make_plan
    >>> groups = [(20221200, True, "19", 2, 5, 2, -20000), (20221200, True, "77", 1, 1, 0, 0)]
    >>> totals = [(20221200, 9, 9), (None, 4, 4)]
    >>> found = sort_out(groups, totals, make_plan("month,root_code"))
    >>> found.groups, found.totals, found.n_bad
    ({(20221200, '19'): [2, 5, 2, -20000]}, {20221200: 8}, 5)
    """
    is_period = functools.cache(lambda period: is_date(period, plan.period))
    found = Sums()
    for day, n_rows, n_all in totals:
        period = to_period(day, plan.period)
        if is_period(period):
            found.totals[period] = found.totals.get(period, 0) + n_all
        else:
            found.n_bad += n_rows
    for period, is_match, *rest in groups:
        keys, sums = rest[: len(plan.keys)], rest[len(plan.keys) :]
        if not is_match or not is_period(period):
            continue
        if all(map(_is_good, plan.keys, keys)):
            name = (period, *map(label, keys))
            before = found.groups.get(name, (0, 0, 0, 0))
            found.groups[name] = [a + (b or 0) for a, b in zip(before, sums, strict=True)]
        else:
            found.n_bad += sums[0]
            found.totals[period] -= sums[0]
    return found


def _is_good(key: str, value: object) -> bool:
    return value != UNKNOWN_CODE if key == "event_type" else is_known(key, value or None)


def label(value: object) -> str:
    """A key as text; blank is ``unknown``.

    >>> label(4), label("06"), label(None), label("")
    ('4', '06', 'unknown', 'unknown')
    """
    return "unknown" if value is None or value == "" else str(value)


def finish(
    found: Sums,
    plan: Plan,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
    complete: bool = True,
) -> pd.DataFrame:
    """Good groups as a tidy table: a complete calendar, means and shares, in order."""
    first, last = _read_span(start, end, plan)
    groups = {name: sums for name, sums in found.groups.items() if first <= name[0] <= last}
    n_outside = sum(s[0] for s in found.groups.values()) - sum(s[0] for s in groups.values())
    totals = {period: n for period, n in found.totals.items() if first <= period <= last}
    table = pd.DataFrame(
        [(*name, *groups[name]) for name in sorted(groups)], columns=["period", *plan.keys, *SUMS]
    )
    if complete and plan.period:
        table = _fill(table, _make_calendar(totals, plan, start, end), plan)
    table = _measure(table, totals)
    period_start = to_dates(table.pop("period"), plan.period)
    if plan.period:
        table.insert(0, "period_start", period_start)
    table.attrs["n_outside"] = n_outside
    return table


def _read_span(start, end, plan: Plan) -> tuple[int, int]:
    if plan.period is None:
        return 0, 0
    first = to_number(pd.Timestamp(start), plan.period) if start is not None else 0
    last = to_number(pd.Timestamp(end), plan.period) if end is not None else 99_999_999
    if first > last:
        raise ValueError(f"start {start} is after end {end}")
    return first, last


def to_dates(periods: pd.Series, period: str | None) -> pd.Series:
    """First days of periods given as YYYYMMDD, of which the last digits may be zero.

    >>> to_dates(pd.Series([20221200]), "month").iloc[0]
    Timestamp('2022-12-01 00:00:00')
    """
    if period is None:
        return periods
    number = periods.to_numpy("int64") + {"day": 0, "month": 1, "year": 101}[period]
    months = (number // 10_000 - 1970) * 12 + number // 100 % 100 - 1
    days = months.astype("datetime64[M]").astype("datetime64[D]") + (number % 100 - 1)
    return pd.Series(days.astype("datetime64[us]"), index=periods.index)


def to_number(stamp: pd.Timestamp, period: str) -> int:
    """The period that a day is in, as a number.

    >>> to_number(pd.Timestamp("2022-12-26"), "month")
    20221200
    """
    return to_period(stamp.year * 10_000 + stamp.month * 100 + stamp.day, period)


def to_period(day: int | None, period: str | None) -> int | None:
    """The period that a day given as YYYYMMDD is in.

    >>> to_period(20221226, "year"), to_period(20221226, None), to_period(None, "year")
    (20220000, 0, None)
    """
    if day is None:
        return None
    return day - day % PERIODS[period][1] if period else 0


def _make_calendar(totals: dict[int, int], plan: Plan, start, end) -> list[int]:
    """Every period from first to last, of the span asked for or of the files."""
    if not totals and (start is None or end is None):
        return []
    edges = to_dates(pd.Series(sorted(totals)), plan.period)
    first = pd.Timestamp(start) if start is not None else edges.iloc[0]
    last = pd.Timestamp(end) if end is not None else edges.iloc[-1]
    floor = to_dates(pd.Series([to_number(first, plan.period)]), plan.period).iloc[0]
    days = pd.date_range(floor, last, freq=PERIODS[plan.period][0])
    return [to_number(day, plan.period) for day in days]


def _fill(table: pd.DataFrame, calendar: list[int], plan: Plan) -> pd.DataFrame:
    """Every period of the calendar with every group; zero where there is none."""
    axes = [calendar, *(sorted(set(table[key])) for key in plan.keys)]
    n_rows = math.prod(len(axis) for axis in axes)
    if n_rows > LARGEST:
        raise ValueError(
            f"a complete table would have {n_rows:,} rows: give a span, a longer period or "
            "fewer groups, or ask only for groups that occur (--sparse)"
        )
    names = ["period", *plan.keys]
    full = pd.MultiIndex.from_product(axes, names=names) if plan.keys else pd.Index(axes[0])
    filled = table.set_index(names if plan.keys else "period").reindex(full, fill_value=0)
    return filled.rename_axis(names).reset_index()


def _measure(table: pd.DataFrame, totals: dict[int, int]) -> pd.DataFrame:
    """Mean and share; blank in a period of which the files hold nothing."""
    n_all = np.array([totals.get(period, 0) for period in table["period"]], dtype="int64")
    n, mentions, scored, score = (table[name].to_numpy("int64") for name in SUMS)
    is_missing = n_all == 0
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(scored > 0, np.round(score / scored / 1000, 4), np.nan)
        share = np.where(is_missing, np.nan, np.round(n / n_all, 8))
    columns = {
        "n": pd.arrays.IntegerArray(n.copy(), is_missing.copy()),
        "n_mentions": pd.arrays.IntegerArray(mentions.copy(), is_missing.copy()),
        "mean_goldstein": mean,
        "n_all": pd.arrays.IntegerArray(n_all, is_missing.copy()),
        "share": share,
    }
    keys = table.drop(columns=SUMS)
    return pd.concat([keys, pd.DataFrame(columns, index=keys.index)], axis=1)
