"""Baselines of a self-exciting model: how often events would come if none led to another.

A baseline is a table of pieces in order of time: ``start_date``, ``end_date`` (last day),
``level`` (pieces with the same number share one free rate) and ``shape`` (what that rate is
multiplied by in the piece).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from peninsula.timing.times import to_day, to_days


def constant_baseline(first: str | pd.Timestamp, last: str | pd.Timestamp) -> pd.DataFrame:
    """One rate for the whole span.

    Examples
    --------
    >>> constant_baseline("2012-01-01", "2022-12-31")
      start_date   end_date  level  shape
    0 2012-01-01 2022-12-31      0    1.0
    """
    span = [(pd.Timestamp(first), pd.Timestamp(last), 0, 1.0)]
    return pd.DataFrame(span, columns=["start_date", "end_date", "level", "shape"])


def stepped_baseline(
    spans: pd.DataFrame, first: str | pd.Timestamp, last: str | pd.Timestamp
) -> pd.DataFrame:
    """A rate of its own for each span, as found by :func:`~peninsula.timing.find_changes`.

    Parameters
    ----------
    spans : DataFrame
        ``start_date`` and ``end_date`` (blank for the last), in order and without gaps.
    first, last : date
        First and last day that the data cover; the first piece begins and the last one ends there.

    Examples
    --------
    >>> spans = pd.DataFrame({"start_date": pd.to_datetime(["2012-01-01", "2019-05-01"]),
    ...                       "end_date": pd.to_datetime(["2019-04-30", None])})
    >>> stepped_baseline(spans, "2012-01-01", "2022-12-31")
      start_date   end_date  level  shape
    0 2012-01-01 2019-04-30      0    1.0
    1 2019-05-01 2022-12-31      1    1.0
    """
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    inside = pd.to_datetime(spans["end_date"]).fillna(last) >= first
    inside &= pd.to_datetime(spans["start_date"]) <= last
    starts = pd.to_datetime(spans.loc[inside, "start_date"]).reset_index(drop=True)
    starts.iloc[0] = first
    ends = (starts.shift(-1) - pd.Timedelta(days=1)).fillna(last)
    levels = np.arange(len(starts))
    return pd.DataFrame({"start_date": starts, "end_date": ends, "level": levels, "shape": 1.0})


def smooth_baseline(
    events: pd.DataFrame | pd.Series,
    first: str | pd.Timestamp,
    last: str | pd.Timestamp,
    bandwidth_days: float = 365.25,
) -> pd.DataFrame:
    """A rate that drifts smoothly, one piece a month, all scaled together.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves.
    first, last : date
        First and last day that the data cover.
    bandwidth_days : float
        Standard deviation of the Gaussian kernel.

    Notes
    -----
    Kernel estimate of an intensity with the edges corrected (Diggle 1985, Applied Statistics
    34:138), taken at the middle of each month.

    Examples
    --------
    >>> dates = pd.Series(pd.date_range("2012-01-01", "2013-12-31", freq="10D"))
    >>> pieces = smooth_baseline(dates, "2012-01-01", "2013-12-31")
    >>> len(pieces), round(float(pieces["shape"].mean()), 3)
    (24, 0.101)
    """
    low, high = to_day(first), to_day(last) + 1
    edges = pd.date_range(pd.Timestamp(first), pd.Timestamp(last), freq="MS")
    edges = edges.union([pd.Timestamp(first), pd.Timestamp(last) + pd.Timedelta(days=1)])
    at = np.array([to_day(edge) for edge in edges])
    middle = (at[:-1] + at[1:]) / 2
    days, n = np.unique(np.floor(to_days(events)), return_counts=True)
    n, days = n[(days >= low) & (days < high)], days[(days >= low) & (days < high)]
    density = stats.norm.pdf((middle[:, None] - days) / bandwidth_days) @ n / bandwidth_days
    seen = stats.norm.cdf((high - middle) / bandwidth_days)
    seen -= stats.norm.cdf((low - middle) / bandwidth_days)
    ends = edges[1:] - pd.Timedelta(days=1)
    pieces = {"start_date": edges[:-1], "end_date": ends, "level": 0, "shape": density / seen}
    return pd.DataFrame(pieces)
