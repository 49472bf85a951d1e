"""Exposure: how long each period was under observation, and what happened in it."""

from __future__ import annotations

import numpy as np
import pandas as pd

DAYS_PER_YEAR = 365.25
ONE_DAY = pd.Timedelta(days=1)


def event_dates(events: pd.DataFrame | pd.Series, column: str = "event_date") -> np.ndarray:
    """The dates of events in ascending order, as a datetime64[ns] array.

    Parameters
    ----------
    events : DataFrame or Series
        A table with a date column, or the dates themselves, in any order.
    column : str
        Name of the date column.

    Returns
    -------
    numpy.ndarray
        Sorted dates; repeated dates stay.

    Raises
    ------
    ValueError
        If a date is blank: an event without a date can be placed nowhere.

    Examples
    --------
    >>> event_dates(pd.Series(pd.to_datetime(["2022-12-31", "2022-12-18"]))).astype("M8[D]")
    array(['2022-12-18', '2022-12-31'], dtype='datetime64[D]')
    """
    dates = pd.to_datetime(events[column] if isinstance(events, pd.DataFrame) else events)
    dates = pd.Series(dates)
    if dates.isna().any():
        raise ValueError(f"{int(dates.isna().sum())} events have no date: date them or drop them")
    return np.sort(dates.to_numpy(dtype="datetime64[ns]"))


def list_years(first: str | pd.Timestamp, last: str | pd.Timestamp) -> pd.DataFrame:
    """Calendar years as a period table, every year of the span present.

    Parameters
    ----------
    first, last : date
        First and last day of the span.

    Returns
    -------
    DataFrame
        ``period_id`` and ``name`` (the year as text), ``start_date``, ``end_date`` (31 December).

    Examples
    --------
    >>> list_years("2022-05-01", "2023-04-18")
      period_id  name start_date   end_date
    0      2022  2022 2022-01-01 2022-12-31
    1      2023  2023 2023-01-01 2023-12-31
    """
    years = np.arange(pd.Timestamp(first).year, pd.Timestamp(last).year + 1)
    names = pd.Series(years.astype(str), dtype="str")
    starts = pd.to_datetime(names + "-01-01")
    ends = pd.to_datetime(names + "-12-31")
    return pd.DataFrame({"period_id": names, "name": names, "start_date": starts, "end_date": ends})


def add_exposure(
    periods: pd.DataFrame, first: str | pd.Timestamp, last: str | pd.Timestamp
) -> pd.DataFrame:
    """How long each period was under observation.

    Parameters
    ----------
    periods : DataFrame
        Rows of ``periods.csv``, or any table with ``start_date`` and ``end_date``: first and last
        day, the end blank if the period goes on.
    first, last : date
        First and last day that the data cover.

    Returns
    -------
    DataFrame
        The periods with ``exposure_years`` (days of the period inside the span over 365.25; blank
        where the start is blank, 0 where the period lies outside) and ``is_cut`` (the span ends
        before the period does).

    Raises
    ------
    ValueError
        If a period ends before it starts.

    Examples
    --------
    >>> leaders = pd.DataFrame({
    ...     "name": ["Kim Jong Il", "Kim Jong Un"],
    ...     "start_date": pd.to_datetime(["1994-07-08", "2011-12-17"]),
    ...     "end_date": pd.to_datetime(["2011-12-16", None])})
    >>> add_exposure(leaders, "1984-04-09", "2023-04-18")[["name", "exposure_years", "is_cut"]]
              name  exposure_years  is_cut
    0  Kim Jong Il       17.442847   False
    1  Kim Jong Un       11.337440    True
    """
    start, end = _edges(periods, first, last)
    is_cut = periods["end_date"].isna() | (periods["end_date"] > pd.Timestamp(last))
    exposure = ((end - start).dt.days / DAYS_PER_YEAR).astype("float64")
    return periods.assign(exposure_years=exposure, is_cut=is_cut.astype(bool))


def _edges(periods: pd.DataFrame, first, last) -> tuple[pd.Series, pd.Series]:
    """First day of each period inside the span, and the day after its last."""
    start, end = pd.to_datetime(periods["start_date"]), pd.to_datetime(periods["end_date"])
    if (end < start).any():
        raise ValueError("a period ends before it starts")
    low, high = pd.Timestamp(first), pd.Timestamp(last) + ONE_DAY
    return start.clip(low, high), (end + ONE_DAY).fillna(high).clip(low, high)


def count_by_period(
    events: pd.DataFrame | pd.Series,
    periods: pd.DataFrame,
    first: str | pd.Timestamp,
    last: str | pd.Timestamp,
) -> pd.DataFrame:
    """Count events in each period, with the exposure of the period beside the count.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves, in any order.
    periods : DataFrame
        As for :func:`add_exposure`. Periods may overlap: an event counts in each.
    first, last : date
        First and last day that the data cover; events outside are not counted.

    Returns
    -------
    DataFrame
        The periods with ``n`` (Int64, blank where the start is blank), ``exposure_years``,
        ``is_cut``.

    Examples
    --------
    >>> dates = pd.Series(pd.to_datetime(["2022-12-31", "2022-12-18", "2023-01-01"]))
    >>> table = count_by_period(dates, list_years("2022-01-01", "2023-04-18"),
    ...                         "2022-01-01", "2023-04-18")
    >>> table[["name", "n", "exposure_years", "is_cut"]]
       name  n  exposure_years  is_cut
    0  2022  2        0.999316   False
    1  2023  1        0.295688    True
    """
    dates = event_dates(events)
    table = add_exposure(periods, first, last)
    start, end = _edges(periods, first, last)
    # Two binary searches a period, so the cost does not grow with events times periods.
    upper = np.searchsorted(dates, end.to_numpy("datetime64[ns]"))
    lower = np.searchsorted(dates, start.fillna(pd.Timestamp(last)).to_numpy("datetime64[ns]"))
    n = pd.Series(upper - lower, index=periods.index, dtype="Int64").where(start.notna())
    names = [name for name in table.columns if name not in ("n", "exposure_years", "is_cut")]
    return table[names].assign(n=n, exposure_years=table["exposure_years"], is_cut=table["is_cut"])
