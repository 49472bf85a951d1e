"""What the tables hold, how recent they are, and what happened last: tables and sentences."""

from __future__ import annotations

import pandas as pd

from peninsula.counts import count_events, count_launches, launch_days
from peninsula.data import Dataset
from peninsula.schema import TABLES

DATE_COLUMNS = {
    "articles": "published_date",
    "events": "event_date",
    "launches": "event_date",
    "statements": "statement_date",
    "documents": "document_date",
    "theme_counts": "period_start",
    "periods": "start_date",
    "crosswalk": "source_date",
}

UNITS = {"missile": "missiles", "event": "launch events", "day": "launch days"}


def describe_tables(ds: Dataset) -> pd.DataFrame:
    """Size and span of every table of record.

    Returns
    -------
    DataFrame
        Indexed by ``table``; ``one_row_is``, ``rows``, ``first`` and ``last`` (ISO date, blank
        where a table has no dates).

    Examples
    --------
    >>> import peninsula as pn
    >>> describe_tables(pn.load()).loc["launches", "one_row_is"]
    'One missile or space launcher that flew or failed.'
    """
    rows = []
    for name, table in TABLES.items():
        frame = getattr(ds, name)
        if name == "launches":  # the early ones have a day and no time
            frame = frame.merge(ds.events[["event_id", "event_date"]], on="event_id")
        dates = frame[DATE_COLUMNS[name]].dropna() if name in DATE_COLUMNS else pd.Series()
        first, last = ("", "") if dates.empty else (_iso(dates.min()), _iso(dates.max()))
        rows.append((name, table.one_row_is, len(frame), first, last))
    return pd.DataFrame(rows, columns=["table", "one_row_is", "rows", "first", "last"]).set_index(
        "table"
    )


def latest_events(ds: Dataset, n: int = 10, **wanted: str) -> pd.DataFrame:
    """The newest events, each with one article that reports it.

    Parameters
    ----------
    ds : Dataset
        As :func:`peninsula.load` gives it.
    n : int
        How many.
    **wanted
        Values that columns of ``events`` must have, such as ``actor="PRK"``.

    Returns
    -------
    DataFrame
        ``event_date`` (ISO text, KST), ``event_type``, ``actor``, ``location``, ``summary``,
        ``outlet`` and ``url``; newest first.

    Examples
    --------
    >>> import peninsula as pn
    >>> len(latest_events(pn.load(), n=3, actor="PRK"))
    3
    """
    events = ds.events
    for column, value in wanted.items():
        events = events[events[column] == value]
    newest = events.sort_values(["event_date", "event_id"], ascending=False).head(n)
    links = ds.event_articles.merge(ds.articles, on="article_id").drop_duplicates("event_id")
    joined = newest.merge(links[["event_id", "outlet", "url"]], on="event_id", how="left")
    joined["event_date"] = joined["event_date"].dt.strftime("%Y-%m-%d")
    columns = ["event_date", "event_type", "actor", "location", "summary", "outlet", "url"]
    return joined[columns].fillna("")


def say_latest_launch(ds: Dataset) -> str:
    """When the last launch was and how long before the data end, as a sentence.

    >>> import peninsula as pn
    >>> say_latest_launch(pn.load()).startswith("The last launch day on record is ")
    True
    """
    days = launch_days(ds)
    last = days.iloc[-1]
    gap = (ds.as_of - last).days
    before = "the day the data end" if gap == 0 else f"{gap} day(s) before the data end"
    year = days.dt.year.eq(last.year).sum()
    return (
        f"The last launch day on record is {_iso(last)}, {before} ({_iso(ds.as_of)}); "
        f"it is launch day {year} of {last.year}."
    )


def say_size(ds: Dataset) -> str:
    """How much is here, as a sentence.

    >>> import peninsula as pn
    >>> "events" in say_size(pn.load())
    True
    """
    events = ds.events
    return (
        f"{len(events):,} events from {events['event_date'].min().year} to "
        f"{events['event_date'].max().year} rest on {ds.event_articles['article_id'].nunique():,} "
        f"articles; {len(ds.launches):,} missiles and space launchers and "
        f"{len(ds.statements):,} coded statements stand beside them."
    )


def say_busiest_year(ds: Dataset) -> str:
    """Which year has most events on record, as a sentence.

    >>> import peninsula as pn
    >>> say_busiest_year(pn.load()).endswith("any other year")
    True
    """
    yearly = count_events(ds.events, freq="YS").sort_values("n", ascending=False)
    year, n = yearly["period_start"].iloc[0].year, yearly["n"].iloc[0]
    return f"{year} has {n} events on record, more than any other year"


def say_units(ds: Dataset) -> str:
    """The record year of each unit of count, as a sentence.

    >>> import peninsula as pn
    >>> "missiles" in say_units(pn.load())
    True
    """
    records = {}
    for unit, words in UNITS.items():
        yearly = count_launches(ds, unit, freq="YS")
        most = yearly["n"].max()
        years = yearly.loc[yearly["n"] == most, "period_start"].dt.year
        records[words] = (" and ".join(map(str, years)), most)
    if len({years for years, _ in records.values()}) == 1:
        held = ", ".join(f"{most} {words}" for words, (_, most) in records.items())
        return f"{next(iter(records.values()))[0]} holds the record in every unit: {held}"
    return "Most " + ", most ".join(f"{w} in {y} ({n})" for w, (y, n) in records.items())


def _iso(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"
