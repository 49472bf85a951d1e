"""Dates that claims speak of: launches, exercises as spells, speeches, party meetings, eras."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peninsula.counts import select_launches
from peninsula.data import Dataset

UNITS = ("missile", "event", "day")
PLENUMS = Path(__file__).with_name("plenums.csv")


def list_launches(ds: Dataset, unit: str = "event") -> pd.Series:
    """A date for each launch known to the day, in the unit asked for.

    Parameters
    ----------
    ds : Dataset
        As :func:`peninsula.load` gives it.
    unit : {"missile", "event", "day"}
        Missiles, volleys, or Korea days with at least one.

    Returns
    -------
    Series
        datetime64, in order.

    Raises
    ------
    ValueError
        If there is no such unit.

    Examples
    --------
    >>> import peninsula as pn
    >>> ds = pn.load()
    >>> len(list_launches(ds, "missile")) > len(list_launches(ds)) > len(list_launches(ds, "day"))
    True
    """
    if unit not in UNITS:
        raise ValueError(f"unit must be one of {', '.join(UNITS)}, not {unit!r}")
    volleys = select_launches(ds)
    volleys = volleys.loc[volleys["date_precision"] == "day", ["event_id", "event_date"]]
    if unit == "missile":
        volleys = ds.launches[["event_id"]].merge(volleys, on="event_id")
    dates = volleys["event_date"].sort_values(kind="stable", ignore_index=True)
    return dates.drop_duplicates(ignore_index=True) if unit == "day" else dates


def merge_spells(periods: pd.DataFrame) -> pd.DataFrame:
    """Periods that overlap or touch, as one spell each.

    Parameters
    ----------
    periods : DataFrame
        ``name``, ``start_date``, ``end_date`` (blank: one day), in any order.

    Returns
    -------
    DataFrame
        ``start_date``, ``end_date``, ``n_merged``, ``name`` (the first period's), in order.

    Examples
    --------
    >>> rows = pd.DataFrame({"name": ["Key Resolve", "Foal Eagle", "Ulchi"],
    ...     "start_date": pd.to_datetime(["2013-03-11", "2013-03-01", "2013-08-19"]),
    ...     "end_date": pd.to_datetime(["2013-03-21", "2013-04-30", "2013-08-30"])})
    >>> merge_spells(rows)[["name", "n_merged"]].to_records(index=False).tolist()
    [('Foal Eagle', 2), ('Ulchi', 1)]
    """
    rows = periods[["name", "start_date", "end_date"]].sort_values("start_date", kind="stable")
    rows = rows.assign(end_date=rows["end_date"].fillna(rows["start_date"]))
    reached = rows["end_date"].cummax().shift()
    number = (rows["start_date"] > reached + pd.Timedelta(days=1)).cumsum()
    return (
        rows.groupby(number.to_numpy())
        .agg(start_date=("start_date", "min"), end_date=("end_date", "max"),
             n_merged=("name", "size"), name=("name", "first"))
        .reset_index(drop=True)
    )  # fmt: skip


def list_speeches(documents: pd.DataFrame, corpus_id: str = "ungdc_prk") -> pd.DataFrame:
    """Speeches of one corpus whose day is known, as spells of one day.

    Examples
    --------
    >>> rows = pd.DataFrame({"corpus_id": "ungdc_prk", "document_id": ["a", "b"],
    ...     "document_date": pd.to_datetime(["2017-09-23", "1996-01-01"]),
    ...     "date_precision": ["day", "year"]})
    >>> list_speeches(rows)["name"].tolist()
    ['a']
    """
    known = (documents["corpus_id"] == corpus_id) & (documents["date_precision"] == "day")
    rows = documents.loc[known, ["document_id", "document_date"]].set_axis(
        ["name", "start_date"], axis=1
    )
    return rows.assign(end_date=rows["start_date"]).sort_values("start_date", ignore_index=True)


def list_plenums() -> pd.DataFrame:
    """Party congresses and plenums known to the day, each with the page that gives its days.

    Returns
    -------
    DataFrame
        ``name``, ``start_date``, ``end_date``, ``source_url``, in order. Meetings whose days could
        not be sourced are missing, so the list begins with the congress of 2016.

    Examples
    --------
    >>> list_plenums().loc[0, "name"]
    '7th Party Congress'
    """
    return pd.read_csv(PLENUMS, parse_dates=["start_date", "end_date"])


def list_eras(first: int, last: int) -> pd.DataFrame:
    """Calendar years as eras: a placebo spell begins in the year of the spell it stands for.

    Examples
    --------
    >>> list_eras(2016, 2017)["end_date"].dt.strftime("%Y-%m-%d").tolist()
    ['2016-12-31', '2017-12-31']
    """
    starts = pd.to_datetime([f"{year}-01-01" for year in range(first, last + 1)])
    ends = starts + pd.offsets.YearEnd(0)
    return pd.DataFrame({"name": starts.strftime("%Y"), "start_date": starts, "end_date": ends})
