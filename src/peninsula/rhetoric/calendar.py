"""Complete calendars: every period of a span, whether or not anything was said in it."""

from __future__ import annotations

import pandas as pd


def list_periods(dates: pd.Series, freq: str) -> pd.DatetimeIndex:
    """Starts of all periods from the first date to the last.

    Parameters
    ----------
    dates : Series of datetime64
        At least one date.
    freq : str
        Pandas offset: `YS`, `QS`, `MS`, `5YS`; several years are counted from the first.

    Returns
    -------
    DatetimeIndex
        Named `period_start`.

    Examples
    --------
    >>> dates = pd.Series(pd.to_datetime(["1991-10-02", "2001-11-10"]))
    >>> list_periods(dates, "5YS").year.tolist()
    [1991, 1996, 2001]
    """
    unit = freq.lstrip("0123456789").removesuffix("S")
    first = dates.min().to_period(unit).start_time
    return pd.date_range(first, dates.max(), freq=freq, name="period_start")


def find_period(dates: pd.Series, starts: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """The start of the period that each date lies in.

    Examples
    --------
    >>> starts = pd.DatetimeIndex(["1991-01-01", "1996-01-01"])
    >>> find_period(pd.Series(pd.to_datetime(["1995-12-31"])), starts).year.tolist()
    [1991]
    """
    return starts[starts.searchsorted(dates, side="right") - 1]
