"""What an engine gives, as a tidy table: good rows told from bad, labels, calendar, mean, share."""

from __future__ import annotations

import pandas as pd

from peninsula.bulk.expressions import PERIODS, UNKNOWN_CODE, Plan
from peninsula.bulk.locating import is_date, is_known

SUMS = ["n", "n_mentions", "n_goldstein", "goldstein_sum"]
LARGEST = 5_000_000
"""Rows that a table with a complete calendar may have."""


def are_dates(table: pd.DataFrame, plan: Plan) -> pd.Series:
    """Whether each row's period is one; a month's number ends in 00, a year's in 0000."""
    return table["period"].map(lambda period: is_date(_none(period), plan.period)).astype(bool)


def are_known(groups: pd.DataFrame, plan: Plan) -> pd.Series:
    """Whether every key of a matching row is a code of its list."""
    good = pd.Series(True, index=groups.index)
    for key in plan.keys:
        if key == "event_type":
            known = groups[key] != UNKNOWN_CODE
        else:
            known = groups[key].map(lambda value, key=key: is_known(key, _none(value)))
        good &= known.astype(bool)
    return good | ~_are_matches(groups)


def _are_matches(groups: pd.DataFrame) -> pd.Series:
    return groups["is_match"].map(lambda value: value is True).astype(bool)


def _none(value: object) -> object:
    return None if pd.isna(value) or value == "" else value


def finish(
    groups: pd.DataFrame,
    totals: pd.DataFrame,
    plan: Plan,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
    complete: bool = True,
) -> pd.DataFrame:
    """Good groups as a tidy table: labels, calendar, mean and share."""
    known = are_dates(groups, plan) & are_known(groups, plan)
    uncoded = groups[are_dates(groups, plan) & ~known].groupby("period")["n"].sum()
    counted = groups[known & _are_matches(groups)].drop(columns="is_match")
    totals = totals[are_dates(totals, plan)].set_index("period")["n_all"]
    totals = totals.sub(uncoded, fill_value=0).astype("int64")
    counted = counted.assign(**{key: counted[key].map(label) for key in plan.keys})
    sums = counted.groupby(["period", *plan.keys])[SUMS].sum().astype("int64")
    sums, totals, n_outside = _cut(sums, totals, plan, start, end)
    if complete:
        sums = _fill(sums, totals, plan, start, end)
    table = _measure(sums.reset_index(), totals)
    table = table.sort_values(["period", *plan.keys]).reset_index(drop=True)
    period_start = to_dates(table.pop("period"), plan.period)
    if plan.period:
        table.insert(0, "period_start", period_start)
    table.attrs["n_outside"] = n_outside
    return table


def label(value: object) -> str:
    """A key as text; blank is ``unknown``.

    >>> label(4), label("06"), label(None)
    ('4', '06', 'unknown')
    """
    return "unknown" if _none(value) is None else str(value)


def to_dates(periods: pd.Series, period: str | None) -> pd.Series:
    """First days of periods given as YYYYMMDD, of which the last digits may be zero.

    >>> to_dates(pd.Series([20221200]), "month").iloc[0]
    Timestamp('2022-12-01 00:00:00')
    """
    if period is None:
        return periods
    number = periods.astype("int64")
    number = number + {"day": 0, "month": 1, "year": 101}[period]
    return pd.to_datetime(number.astype(str), format="%Y%m%d").astype("datetime64[us]")


def _to_number(stamp: pd.Timestamp, period: str) -> int:
    number = stamp.year * 10_000 + stamp.month * 100 + stamp.day
    return number - number % PERIODS[period][1]


def _cut(sums, totals, plan: Plan, start, end):
    """What lies in the span asked for, and how many events lie outside it."""
    if plan.period is None or (start is None and end is None):
        return sums, totals, 0
    first = _to_number(pd.Timestamp(start), plan.period) if start is not None else 0
    last = _to_number(pd.Timestamp(end), plan.period) if end is not None else 99_999_999
    if first > last:
        raise ValueError(f"start {start} is after end {end}")
    inside = pd.Series(sums.index.get_level_values("period")).between(first, last).to_numpy()
    return (
        sums[inside],
        totals[totals.index.to_series().between(first, last)],
        int(sums.loc[~inside, "n"].sum()),
    )


def _fill(sums: pd.DataFrame, totals: pd.Series, plan: Plan, start, end) -> pd.DataFrame:
    """Every period of the calendar with every group; zero where there is none."""
    if plan.period is None:
        return sums
    edges = to_dates(totals.index.to_series(), plan.period)
    first = pd.Timestamp(start) if start is not None else edges.min()
    last = pd.Timestamp(end) if end is not None else edges.max()
    if pd.isna(first) or pd.isna(last):
        return sums
    freq = PERIODS[plan.period][0]
    floor = to_dates(pd.Series([_to_number(first, plan.period)]), plan.period).iloc[0]
    days = pd.date_range(floor, last, freq=freq)
    calendar = [_to_number(day, plan.period) for day in days]
    axes = [sorted(set(sums.index.get_level_values(key))) for key in plan.keys]
    n_rows = len(calendar)
    for axis in axes:
        n_rows *= max(len(axis), 1)
    if n_rows > LARGEST:
        raise ValueError(
            f"a complete table would have {n_rows:,} rows: give a span, a longer period or "
            "fewer groups, or ask only for groups that occur (--sparse)"
        )
    full = pd.MultiIndex.from_product([calendar, *axes], names=["period", *plan.keys])
    full = full if plan.keys else pd.Index(calendar, name="period")
    return sums.reindex(full, fill_value=0)


def _measure(table: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """Mean and share; blank in a period of which the files hold nothing."""
    n_all = table["period"].map(totals).astype("Int64")
    is_covered = n_all.notna() & (n_all > 0)
    sums = {c: table[c].astype("Int64").where(is_covered) for c in ("n", "n_mentions")}
    scored = table["n_goldstein"].where(table["n_goldstein"] > 0)
    return table.drop(columns=SUMS).assign(
        **sums,
        mean_goldstein=(table["goldstein_sum"] / scored / 1000).astype("float64").round(4),
        n_all=n_all,
        share=(table["n"] / n_all.where(is_covered)).astype("float64").round(8),
    )
