"""Forecasts made again and again from what was known at the time, each with what came of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.outlook.contagion import SelfExcitingRate
from peninsula.outlook.models import N_MAX, Climatology, Model, RecentRate
from peninsula.outlook.regression import NegativeBinomialRate
from peninsula.timing.times import to_dates, to_day, to_days

HORIZONS = (14, 30, 90)


def list_models(since: str = "2011-12-17") -> dict[str, Model]:
    """The models compared, by name; ``climatology`` is the one to beat.

    Parameters
    ----------
    since : date
        Where the climatology begins. The default, the day Kim Jong Un succeeded, makes it a hard
        one to beat: with the quiet decades before in it, any recent rate would.

    Examples
    --------
    >>> list(list_models())
    ['climatology', 'recent_rate', 'negative_binomial', 'self_exciting']
    """
    return {
        "climatology": Climatology(since),
        "recent_rate": RecentRate(),
        "negative_binomial": NegativeBinomialRate(),
        "self_exciting": SelfExcitingRate(),
    }


def estimate_outlook(
    events: pd.DataFrame | pd.Series,
    first: str | pd.Timestamp,
    origin: str | pd.Timestamp,
    horizons: tuple[int, ...] = HORIZONS,
    models: dict[str, Model] | None = None,
) -> pd.DataFrame:
    """Probability of at least one event in the days from an origin on, by each model.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves, in any order; what lies on or after
        the origin is not used.
    first : date
        First day that the data cover.
    origin : date
        First day of the forecast.
    horizons : tuple of int
        Days ahead.
    models : dict, optional
        From :func:`list_models`, or your own.

    Returns
    -------
    DataFrame
        ``origin``, ``horizon_days``, ``model``, ``probability`` (of at least one event), ``mean``
        (events expected), ``lower`` and ``upper`` (95% range of the number of events).

    Examples
    --------
    >>> dates = pd.Series(pd.date_range("2012-01-10", "2022-12-31", freq="20D"))
    >>> table = estimate_outlook(dates, "2012-01-01", "2023-01-01")
    >>> table.loc[table["horizon_days"] == 90, "probability"].min() > 0.95
    np.True_
    """
    rows = _forecast_rows(to_days(events), to_day(first), [to_day(origin)], horizons, models)
    return pd.DataFrame([row | _range(row.pop("p")) for row in rows])


def roll_forecasts(
    events: pd.DataFrame | pd.Series,
    first: str | pd.Timestamp,
    origins: pd.DatetimeIndex,
    last: str | pd.Timestamp,
    horizons: tuple[int, ...] = HORIZONS,
    models: dict[str, Model] | None = None,
) -> pd.DataFrame:
    """Forecasts from many origins, scored against what came.

    Parameters
    ----------
    events, first, horizons, models
        As for :func:`estimate_outlook`.
    origins : DatetimeIndex
        First days of the forecasts. Models are fitted anew at the first origin and at the first
        of each calendar year, always on earlier events only.
    last : date
        Last day that the data cover; a forecast that reaches beyond it is left out.

    Returns
    -------
    DataFrame
        ``origin``, ``horizon_days``, ``model``, ``probability``, ``mean``, ``n`` (events that
        came), ``is_event`` (at least one), ``brier``, ``log_score``, ``rps``: the lower the
        better.

    Notes
    -----
    Brier (1950), Monthly Weather Review 78:1; logarithmic score (Good 1952); ranked probability
    score over the number of events (Epstein 1969). All are proper (Gneiting and Raftery 2007,
    JASA 102:359). Computed by scoringrules.

    Examples
    --------
    >>> dates = pd.Series(pd.date_range("2012-01-10", "2015-12-31", freq="20D"))
    >>> table = roll_forecasts(dates, "2012-01-01", pd.date_range("2015-01-01", periods=3,
    ...     freq="30D"), "2015-12-31", (30,), {"recent_rate": list_models()["recent_rate"]})
    >>> table[["n", "is_event"]].values.tolist()
    [[1, True], [2, True], [1, True]]
    """
    days, end = to_days(events), to_day(last) + 1
    at = [day for day in map(to_day, origins) if day + min(horizons, default=0) <= end]
    rows = _forecast_rows(days, to_day(first), at, horizons, models)
    rows = [row for row in rows if to_day(row["origin"]) + row["horizon_days"] <= end]
    p = np.array([row.pop("p") for row in rows]).reshape(-1, N_MAX + 1)
    table = pd.DataFrame(rows, columns=["origin", "horizon_days", "model", "probability", "mean"])
    low = np.array([to_day(day) for day in table["origin"]])
    high = low + table["horizon_days"].to_numpy("float64")
    n = np.searchsorted(days, high) - np.searchsorted(days, low)
    return table.assign(n=n, is_event=n > 0, **_scores(p, n))


def _forecast_rows(days, first, origins, horizons, models) -> list[dict]:
    models = list_models() if models is None else models
    rows, fitted, year = [], {}, None
    for origin in sorted(origins):
        date = to_dates(np.array([origin]))[0]
        past = days[days < origin]
        if date.year != year:
            fitted = {name: model.fit(past, first, origin) for name, model in models.items()}
            year = date.year
        for name, forecast in fitted.items():
            for horizon, p in zip(horizons, forecast(past, origin, horizons), strict=True):
                row = {"origin": date, "horizon_days": horizon, "model": name}
                mean = float(p @ np.arange(N_MAX + 1))
                rows.append(row | {"probability": float(1 - p[0]), "mean": mean, "p": p})
    return rows


def _range(p: np.ndarray) -> dict:
    at_most = np.cumsum(p)
    limits = np.searchsorted(at_most, [0.025, 0.975])
    return {"lower": int(limits[0]), "upper": int(limits[1])}


def _scores(p: np.ndarray, n: np.ndarray) -> dict[str, np.ndarray]:
    import scoringrules

    if not len(n):
        return dict.fromkeys(("brier", "log_score", "rps"), np.array([], dtype="float64"))
    is_event, chance = (n > 0).astype("float64"), np.clip(1 - p[:, 0], 1e-6, 1 - 1e-6)
    return {
        "brier": scoringrules.brier_score(is_event, chance),
        "log_score": scoringrules.log_score(is_event, chance),
        # scoringrules numbers the classes from 1; the first is no event.
        "rps": scoringrules.rps_score(np.minimum(n, N_MAX) + 1, p),
    }
