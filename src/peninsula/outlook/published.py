"""Forecasts that others published, scored by the same rule as ours."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peninsula.outlook.models import Model
from peninsula.outlook.rolling import roll_forecasts

FILE = Path(__file__).with_name("published_forecasts.csv")


def load_published() -> pd.DataFrame:
    """The forecasts that CSIS Beyond Parallel and Predata published in spring 2017.

    Returns
    -------
    DataFrame
        ``made_date``, ``horizon_days``, ``probability``, ``target`` (missile, or
        missile_or_nuclear), ``source_url``.

    Examples
    --------
    >>> load_published().groupby("horizon_days")["probability"].mean().round(2).to_dict()
    {14: 0.48, 30: 0.7}
    """
    return pd.read_csv(FILE, parse_dates=["made_date"])


def score_published(
    published: pd.DataFrame,
    events: pd.DataFrame | pd.Series,
    first: str | pd.Timestamp,
    last: str | pd.Timestamp,
    models: dict[str, Model] | None = None,
) -> pd.DataFrame:
    """Published forecasts and our models on the same days, horizons and outcomes.

    Parameters
    ----------
    published : DataFrame
        As :func:`load_published` gives it.
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves: what counts as the event.
    first, last : date
        First and last day that the data cover.
    models : dict, optional
        As for :func:`~peninsula.outlook.roll_forecasts`.

    Returns
    -------
    DataFrame
        ``made_date``, ``horizon_days``, ``model`` (``published`` or ours), ``probability``,
        ``is_event``, ``brier``, ``log_score``. The window runs from the day after the forecast
        was made.

    Notes
    -----
    Brier (1950); logarithmic score (Good 1952).

    Examples
    --------
    >>> dates = pd.Series(pd.to_datetime(["2016-01-05", "2017-03-22", "2017-05-14"]))
    >>> published = load_published().head(2)
    >>> table = score_published(published, dates, "2012-01-01", "2017-12-31")
    >>> table.loc[table["model"] == "published", ["horizon_days", "is_event", "brier"]].round(2)
       horizon_days  is_event  brier
    0            14      True   0.44
    5            30      True   0.24
    """
    parts = []
    for horizon, group in published.groupby("horizon_days"):
        origins = pd.DatetimeIndex(group["made_date"] + pd.Timedelta(days=1))
        ours = roll_forecasts(events, first, origins, last, (int(horizon),), models)
        ours["made_date"] = ours["origin"] - pd.Timedelta(days=1)
        outcome = ours.drop_duplicates("made_date").set_index("made_date")["is_event"]
        theirs = group.assign(model="published", is_event=group["made_date"].map(outcome))
        parts.append(_score(theirs.dropna(subset="is_event")))
        parts.append(ours)
    columns = [
        "made_date",
        "horizon_days",
        "model",
        "probability",
        "is_event",
        "brier",
        "log_score",
    ]
    return pd.concat([part[columns] for part in parts], ignore_index=True).sort_values(
        ["made_date", "horizon_days"], kind="stable", ignore_index=True
    )


def _score(table: pd.DataFrame) -> pd.DataFrame:
    import scoringrules

    is_event = table["is_event"].astype("float64").to_numpy()
    p = table["probability"].to_numpy("float64")
    return table.assign(
        is_event=is_event > 0,
        brier=scoringrules.brier_score(is_event, p),
        log_score=scoringrules.log_score(is_event, p),
    )
