"""Events and launches on complete calendars: every period of the span is a row, zeros included.

Three units are kept apart: missiles (each one that flew or failed), launch events (one actor, one
type, one place, one Korea day) and launch days (Korea days with at least one launch event).
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from peninsula.data import Dataset

FREQUENCIES = {"D": "day", "W-MON": "day", "MS": "month", "QS": "month", "YS": "year"}
"""Calendars, and the coarsest date precision that still belongs to one period of each."""

ORDER = ["day", "month", "year"]
LAUNCH_TYPES = ("missile_ballistic", "space_launch")
"""What is a launch unless said otherwise: the scope that all the public lists share."""

Unit = Literal["missile", "event", "day"]


def count_events(
    events: pd.DataFrame,
    freq: str = "MS",
    by: str | list[str] | None = None,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Count events by period, and by one or more columns.

    Parameters
    ----------
    events : DataFrame
        Rows of ``events.csv``; uses ``event_date``, ``date_precision`` and the ``by`` columns.
    freq : {"D", "W-MON", "MS", "QS", "YS"}
        The calendar: days, weeks from Monday, months, quarters or years.
    by : str or list of str, optional
        Columns to count by; every value present is counted in every period. A blank value is
        counted as ``"unknown"``.
    start, end : date, optional
        Span of the calendar, both included; by default the span of the events.

    Returns
    -------
    DataFrame
        ``period_start`` (datetime64), the ``by`` columns, ``n`` (int64, events), sorted. Every
        period is there. ``attrs["n_left_out"]`` is the number of events in the span whose date is
        too coarse for the calendar: an event known only by its year is in no month.

    Raises
    ------
    ValueError
        If ``freq`` is not a calendar above, a column is missing or ``start`` is after ``end``.

    Examples
    --------
    >>> events = pd.DataFrame({
    ...     "event_date": pd.to_datetime(["2022-01-05", "2022-03-24"]),
    ...     "date_precision": ["day", "day"],
    ...     "event_type": ["missile_ballistic", "missile_ballistic"],
    ... })
    >>> count_events(events)["n"].tolist()
    [1, 0, 1]
    """
    columns = [by] if isinstance(by, str) else list(by or [])
    _require(events, ["event_date", "date_precision", *columns])
    calendar = _calendar(events["event_date"], freq, start, end)
    inside = (
        events[events["event_date"].between(calendar[0], _end(calendar, freq))]
        if len(calendar)
        else events.iloc[:0]
    )
    fine = ORDER[: ORDER.index(FREQUENCIES[freq]) + 1]
    kept = inside[inside["date_precision"].isin(fine)]
    table = _fill(kept, calendar, freq, columns)
    table.attrs["n_left_out"] = len(inside) - len(kept)
    return table


def count_launches(
    ds: Dataset,
    unit: Unit = "event",
    freq: str = "MS",
    by: str | list[str] | None = None,
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
    types: tuple[str, ...] = LAUNCH_TYPES,
) -> pd.DataFrame:
    """Count missiles, launch events or launch days by period.

    Parameters
    ----------
    ds : Dataset
        As :func:`peninsula.load` gives it.
    unit : {"missile", "event", "day"}
        Missiles are rows of ``launches.csv``; events are volleys; days are Korea days.
    freq, by, start, end
        As in :func:`count_events`. ``by`` takes columns of ``events`` and, for missiles, of
        ``launches``.
    types : tuple of str
        Event types that count as a launch; by default ballistic missiles and space launchers.

    Returns
    -------
    DataFrame
        As :func:`count_events`; ``n`` is in the unit asked for.

    Examples
    --------
    >>> import peninsula as pn
    >>> yearly = count_launches(pn.load(), unit="missile", freq="YS")
    >>> yearly.columns.tolist()
    ['period_start', 'n']
    """
    volleys = select_launches(ds, types)
    if unit == "event":
        return count_events(volleys, freq, by, start, end)
    if unit == "day":
        columns = [by] if isinstance(by, str) else list(by or [])
        days = volleys[volleys["date_precision"] == "day"].drop_duplicates(["event_date", *columns])
        # The calendar is that of the volleys: one known by its month is no day, but it was there.
        span = volleys["event_date"].agg(["min", "max"])
        first = span["min"] if start is None and len(volleys) else start
        last = span["max"] if end is None and len(volleys) else end
        table = count_events(days, freq, by, first, last)
        table.attrs["n_left_out"] = int((volleys["date_precision"] != "day").sum())
        return table
    if unit == "missile":
        shared = ds.launches.columns.intersection(volleys.columns).difference(["event_id"])
        missiles = ds.launches.drop(columns=shared).merge(volleys, on="event_id")
        return count_events(missiles, freq, by, start, end)
    raise ValueError(f"unit must be missile, event or day, not {unit!r}")


def select_launches(ds: Dataset, types: tuple[str, ...] = LAUNCH_TYPES) -> pd.DataFrame:
    """North Korea's launch events of the types given, as rows of ``ds.events``, by date."""
    events = ds.events
    chosen = events[events["event_type"].isin(types) & (events["actor"] == "PRK")]
    return chosen.sort_values("event_date", kind="stable")


def launch_days(ds: Dataset, types: tuple[str, ...] = LAUNCH_TYPES) -> pd.Series:
    """Korea days with at least one launch, each once, in order; days known by month left out."""
    volleys = select_launches(ds, types)
    days = volleys.loc[volleys["date_precision"] == "day", "event_date"]
    return days.drop_duplicates().reset_index(drop=True)


def cumulate_by_year(events: pd.DataFrame, until: str | pd.Timestamp) -> pd.DataFrame:
    """Running total of events in each year by day of the year, up to ``until`` in the last year.

    Returns
    -------
    DataFrame
        ``year``, ``day_of_year`` (1 to 365; 29 February counts as day 60 like 1 March), ``n``
        (running total), a row a day.

    Examples
    --------
    >>> events = pd.DataFrame({"event_date": pd.to_datetime(["2021-01-02", "2022-01-01"]),
    ...                        "date_precision": "day"})
    >>> running = cumulate_by_year(events, "2022-01-03")
    >>> running.groupby("year")["n"].max().to_dict()
    {2021: 1, 2022: 1}
    """
    until = pd.Timestamp(until)
    daily = count_events(events, "D", end=until)
    first = daily["period_start"].min()
    if pd.notna(first):
        daily = count_events(events, "D", start=first.replace(month=1, day=1), end=until)
    dates = daily["period_start"]
    after_leap_day = dates.dt.is_leap_year & (dates.dt.day_of_year > 60)
    daily = daily.assign(
        year=dates.dt.year, day_of_year=dates.dt.day_of_year - after_leap_day.astype(int)
    )
    daily["n"] = daily.groupby("year")["n"].cumsum()
    last = daily.drop_duplicates(["year", "day_of_year"], keep="last")
    return last[["year", "day_of_year", "n"]].reset_index(drop=True)


def _require(frame: pd.DataFrame, columns: list[str]) -> None:
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise ValueError(f"no column {', '.join(missing)} to count by")


def _calendar(
    dates: pd.Series, freq: str, start: str | pd.Timestamp | None, end: str | pd.Timestamp | None
) -> pd.DatetimeIndex:
    if freq not in FREQUENCIES:
        raise ValueError(f"freq must be one of {', '.join(FREQUENCIES)}, not {freq!r}")
    first = pd.Timestamp(start) if start is not None else dates.min()
    last = pd.Timestamp(end) if end is not None else dates.max()
    if pd.isna(first) or pd.isna(last):
        return pd.DatetimeIndex([], dtype="datetime64[us]")
    if first > last:
        raise ValueError(f"start {first.date()} is after end {last.date()}")
    return pd.date_range(_floor(first, freq), last, freq=freq)


def _floor(stamp: pd.Timestamp, freq: str) -> pd.Timestamp:
    """First day of the period that holds a day."""
    return _period_start(pd.Series([stamp]), freq).iloc[0]


def _period_start(dates: pd.Series, freq: str) -> pd.Series:
    days = dates.dt.normalize()
    if freq == "W-MON":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    code = {"D": "D", "MS": "M", "QS": "Q", "YS": "Y"}[freq]
    return days.dt.to_period(code).dt.start_time


def _end(calendar: pd.DatetimeIndex, freq: str) -> pd.Timestamp:
    offset = pd.DateOffset(weeks=1) if freq == "W-MON" else pd.tseries.frequencies.to_offset(freq)
    return calendar[-1] + offset - pd.Timedelta(days=1)


def _fill(
    events: pd.DataFrame, calendar: pd.DatetimeIndex, freq: str, columns: list[str]
) -> pd.DataFrame:
    """Events counted on every combination of period and values present."""
    labels = events[columns].astype("object").where(events[columns].notna(), "unknown")
    labels.insert(0, "period_start", _period_start(events["event_date"], freq))
    axes = [calendar, *(sorted(labels[c].unique()) for c in columns)]
    index = pd.MultiIndex.from_product(axes, names=["period_start", *columns])
    counted = labels.groupby(["period_start", *columns]).size()
    if not columns:
        index = pd.DatetimeIndex(calendar, name="period_start")
    return counted.reindex(index, fill_value=0).rename("n").astype("int64").reset_index()
