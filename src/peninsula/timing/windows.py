"""What happens around given dates, against placebo dates drawn from the same eras."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from peninsula.timing.times import to_day, to_days


class WindowTest(NamedTuple):
    """What was seen around the dates, and what placebo dates gave.

    Attributes
    ----------
    summary : DataFrame
        One row an era and one for all.
    distribution : DataFrame
        ``draw``, ``era``, ``value``: the statistic for each set of placebo dates.
    """

    summary: pd.DataFrame
    distribution: pd.DataFrame


def count_in_window(days: np.ndarray, dates: np.ndarray, before: int = 0, after: int = 30):
    """Events from ``before`` days before each date to ``after`` days after it, both included.

    Examples
    --------
    >>> count_in_window(np.array([1.0, 5.0, 6.0]), np.array([5.0]), before=4, after=0)
    array([2.])
    """
    first, last = dates - before, dates + after + 1
    return (np.searchsorted(days, last) - np.searchsorted(days, first)).astype("float64")


def any_in_window(days: np.ndarray, dates: np.ndarray, before: int = 0, after: int = 30):
    """1 where the window holds an event, 0 where it does not.

    Examples
    --------
    >>> any_in_window(np.array([1.0, 5.0]), np.array([5.0, 9.0]), after=3)
    array([1., 0.])
    """
    return (count_in_window(days, dates, before, after) > 0).astype("float64")


def days_to_next(days: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Days from each date to the next event, the same day included; blank if none follows.

    Examples
    --------
    >>> days_to_next(np.array([1.0, 5.0]), np.array([2.0, 5.0, 9.0]))
    array([ 3.,  0., nan])
    """
    ahead = np.r_[np.floor(days), np.nan]
    return ahead[np.searchsorted(ahead[:-1], dates)] - dates


def days_to_nearest(days: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Days between each date and the nearest event before or after it; blank if there is none.

    Examples
    --------
    >>> days_to_nearest(np.array([1.0, 5.0]), np.array([2.0, 5.0, 9.0]))
    array([1., 0., 4.])
    """
    known = np.r_[np.nan, np.floor(days), np.nan]
    at = np.searchsorted(known[1:-1], dates) + 1
    return np.fmin(known[at] - dates, dates - known[at - 1])


STATISTICS: dict[str, Callable] = {
    "count": count_in_window,
    "any": any_in_window,
    "days_to_next": days_to_next,
    "days_to_nearest": days_to_nearest,
}


def compare_windows(
    events: pd.DataFrame | pd.Series,
    dates: pd.Series,
    eras: pd.DataFrame,
    last: str | pd.Timestamp,
    statistic: str | Callable = "count",
    window: tuple[int, int] = (0, 30),
    n_draws: int = 1999,
    seed: int = 1,
) -> WindowTest:
    """A statistic around dates, against placebo dates drawn from the same eras.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves, in any order.
    dates : Series
        The dates to look around (exercises, elections, …).
    eras : DataFrame
        ``name``, ``start_date``, ``end_date`` (last day; blank = goes on): each placebo date is
        drawn from the era of the date that it stands for, all days alike.
    last : date
        Last day that the data cover.
    statistic : {"count", "any", "days_to_next", "days_to_nearest"} or callable
        Mean over the dates. A callable takes sorted event days and an array of days of any shape
        (both since 1970) and returns an array of that shape; blanks are left out of the mean.
    window : tuple of int
        Days before and after each date, both included, for ``count`` and ``any``; and in every
        case the days around a date that the data must cover for it to be used.
    n_draws, seed : int
        Number of sets of placebo dates, and the seed.

    Returns
    -------
    WindowTest
        ``summary``: ``era`` (each, then ``all``), ``n_dates``, ``n_left_out`` (outside the eras, or
        the window is cut by the data's ends), ``observed``, ``placebo_mean``, ``placebo_lower``,
        ``placebo_upper`` (95% of the draws), ``p_value`` (two-sided). ``distribution``: ``draw``,
        ``era``, ``value``.

    Raises
    ------
    ValueError
        If the statistic is unknown.

    Notes
    -----
    A randomisation test (Fisher 1935; p values by Phipson and Smyth 2010, Statistical
    Applications in Genetics and Molecular Biology 9:39, so never 0). Eras keep drift in the rate
    from passing for an effect of the dates.

    Examples
    --------
    >>> events = pd.Series(pd.date_range("2015-01-05", "2020-12-31", freq="91D"))
    >>> eras = pd.DataFrame({"name": ["era"], "start_date": pd.to_datetime(["2015-01-01"]),
    ...                      "end_date": pd.to_datetime([None])})
    >>> after = events.iloc[1:20] - pd.Timedelta(days=2)
    >>> result = compare_windows(events, after, eras, "2020-12-31", "any", (0, 5), n_draws=199)
    >>> result.summary[["era", "n_dates", "observed", "p_value"]]
       era  n_dates  observed  p_value
    0  era       19       1.0     0.01
    1  all       19       1.0     0.01
    """
    measure = _choose(statistic, window)
    days, at = to_days(events), np.floor(to_days(dates.dropna()))
    spans = _era_spans(eras, last, window)
    era = np.array([_era_of(day, spans) for day in at], dtype="int64")
    used = at[era >= 0]
    era_used = era[era >= 0]
    low, high = spans["first"].to_numpy()[era_used], spans["last"].to_numpy()[era_used]
    rng = np.random.default_rng(seed)
    placebo = np.floor(low + rng.random((n_draws, len(used))) * (high - low + 1))
    seen, drawn = measure(days, used), measure(days, placebo)
    groups = [(name, era_used == i) for i, name in enumerate(spans["name"])]
    groups.append(("all", np.ones(len(used), dtype=bool)))
    rows, draws = [], []
    for name, chosen in groups:
        values = _mean(drawn[:, chosen])
        rows.append({"era": name, "n_dates": int(chosen.sum())} | _row(_mean(seen[chosen]), values))
        draws.append(pd.DataFrame({"draw": np.arange(n_draws), "era": name, "value": values}))
    summary = pd.DataFrame(rows)
    summary.insert(2, "n_left_out", 0)
    summary.loc[summary.index[-1], "n_left_out"] = len(dates) - len(used)
    return WindowTest(summary, pd.concat(draws, ignore_index=True))


def _choose(statistic: str | Callable, window: tuple[int, int]) -> Callable:
    if callable(statistic):
        return statistic
    if statistic not in STATISTICS:
        raise ValueError(f"unknown statistic {statistic!r}: one of {', '.join(STATISTICS)}")
    if statistic in ("count", "any"):
        return partial(STATISTICS[statistic], before=window[0], after=window[1])
    return STATISTICS[statistic]


def _era_spans(eras: pd.DataFrame, last, window: tuple[int, int]) -> pd.DataFrame:
    """First and last day of each era around which the whole window is under observation."""
    start = pd.to_datetime(eras["start_date"]).map(to_day)
    end = pd.to_datetime(eras["end_date"]).fillna(pd.Timestamp(last)).map(to_day)
    low = np.maximum(start, start.min() + window[0])
    high = np.minimum(end, to_day(last) - window[1])
    return pd.DataFrame({"name": eras["name"], "first": low, "last": high}).reset_index(drop=True)


def _era_of(day: float, spans: pd.DataFrame) -> int:
    inside = np.flatnonzero((spans["first"] <= day) & (day <= spans["last"]))
    return int(inside[0]) if len(inside) else -1


def _mean(values: np.ndarray) -> np.ndarray:
    """Mean over the last axis with blanks left out; blank if all are."""
    known = np.isfinite(values)
    total, n = np.where(known, values, 0.0).sum(axis=-1), known.sum(axis=-1)
    return total / np.where(n > 0, n, np.nan)


def _row(observed: float, values: np.ndarray) -> dict:
    values = values[np.isfinite(values)]
    if not len(values) or not np.isfinite(observed):
        names = ("placebo_mean", "placebo_lower", "placebo_upper", "p_value")
        return {"observed": observed} | dict.fromkeys(names, np.nan)
    tails = [(1 + (s * values >= s * observed - 1e-12).sum()) / (1 + len(values)) for s in (1, -1)]
    lower, upper = np.quantile(values, [0.025, 0.975])
    return {
        "observed": float(observed),
        "placebo_mean": values.mean(),
        "placebo_lower": lower,
        "placebo_upper": upper,
        "p_value": min(1.0, 2 * min(tails)),
    }
