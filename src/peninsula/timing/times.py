"""Event dates as numbers of days, for arithmetic."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.rates.exposure import event_dates

DAY = np.timedelta64(1, "D")


def to_days(events: pd.DataFrame | pd.Series, is_distinct: bool = False) -> np.ndarray:
    """Days since 1970-01-01 of each event, in ascending order, with the fraction of the day.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves, in any order.
    is_distinct : bool
        Whole days, each once, however many events it held.

    Returns
    -------
    numpy.ndarray
        float64.

    Examples
    --------
    >>> to_days(pd.Series(pd.to_datetime(["1970-01-03 12:00", "1970-01-02 00:00"])))
    array([1. , 2.5])
    """
    days = event_dates(events).astype("M8[s]").astype("float64") / 86400
    return np.unique(np.floor(days)) if is_distinct else days


def to_day(date: str | pd.Timestamp) -> float:
    """Days from 1970-01-01 to one date."""
    return (pd.Timestamp(date) - pd.Timestamp(0)) / pd.Timedelta(days=1)


def to_dates(days: np.ndarray) -> pd.DatetimeIndex:
    """Dates from days since 1970-01-01, to the second."""
    seconds = np.round(np.asarray(days, dtype="float64") * 86400)
    return pd.DatetimeIndex(seconds.astype("int64").astype("M8[s]"))


def spread_within_days(days: np.ndarray, seed: int = 1) -> np.ndarray:
    """Whole days given a random time of day, so that a day with several events has no ties.

    Parameters
    ----------
    days : array
        Days; those with a fraction keep their time.
    seed : int
        Seed of the random times.

    Returns
    -------
    numpy.ndarray
        Days with a fraction, in ascending order.

    Examples
    --------
    >>> spread_within_days(np.array([3.0, 3.0, 4.25])).round(2)
    array([3.51, 3.95, 4.25])
    """
    days = np.asarray(days, dtype="float64")
    times = np.random.default_rng(seed).random(len(days))
    return np.sort(np.where(days == np.floor(days), days + times, days))
