"""How many by the end of the year?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.outlook.models import Model
from peninsula.outlook.rolling import list_models
from peninsula.timing.times import to_day, to_days


def predict_year(
    events: pd.DataFrame | pd.Series,
    first: str | pd.Timestamp,
    origin: str | pd.Timestamp,
    models: dict[str, Model] | None = None,
) -> pd.DataFrame:
    """Predictive distribution of the year's total, given what the year has seen so far.

    Parameters
    ----------
    events, first, models
        As for :func:`~peninsula.outlook.estimate_outlook`.
    origin : date
        First day that the data no longer cover; the forecast runs from it to 31 December.

    Returns
    -------
    DataFrame
        One row per model and total: ``model``, ``n_so_far``, ``n_total``, ``probability``,
        ``at_most`` (cumulative). Totals that nothing speaks for are left out.

    Examples
    --------
    >>> dates = pd.Series(pd.date_range("2012-01-10", "2022-06-30", freq="20D"))
    >>> table = predict_year(dates, "2012-01-01", "2022-07-01")
    >>> table["n_so_far"].unique().tolist()
    [9]
    """
    origin = pd.Timestamp(origin)
    at, start = to_day(origin), to_day(pd.Timestamp(origin.year, 1, 1))
    ahead = to_day(pd.Timestamp(origin.year + 1, 1, 1)) - at
    days = to_days(events)
    past = days[days < at]
    n_so_far = int((past >= start).sum())
    parts = []
    for name, model in (list_models() if models is None else models).items():
        p = model.fit(past, to_day(first), at)(past, at, (ahead,))[0]
        kept = np.flatnonzero(p > 1e-6)
        columns = {
            "model": name,
            "n_so_far": n_so_far,
            "n_total": n_so_far + kept,
            "probability": p[kept],
            "at_most": np.minimum(np.cumsum(p), 1.0)[kept],
        }
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def summarise_year(prediction: pd.DataFrame, record: int | None = None) -> pd.DataFrame:
    """Median and ranges of the year's total by each model, and the chance of a new record.

    Parameters
    ----------
    prediction : DataFrame
        From :func:`predict_year`.
    record : int, optional
        The highest total of any year before.

    Returns
    -------
    DataFrame
        ``model``, ``n_so_far``, ``median``, ``lower_50``, ``upper_50``, ``lower_95``,
        ``upper_95`` (all totals), ``p_record`` (chance of more than the record; blank without one).

    Examples
    --------
    >>> prediction = pd.DataFrame({"model": "mine", "n_so_far": 1, "n_total": [1, 2, 3],
    ...     "probability": [0.2, 0.5, 0.3], "at_most": [0.2, 0.7, 1.0]})
    >>> summarise_year(prediction, record=2)[["median", "lower_95", "upper_95", "p_record"]]
       median  lower_95  upper_95  p_record
    0       2         1         3       0.3
    """
    rows = []
    for model, table in prediction.groupby("model", sort=False):
        levels = [0.5, 0.25, 0.75, 0.025, 0.975]
        at = np.minimum(np.searchsorted(table["at_most"], levels), len(table) - 1)
        names = ("median", "lower_50", "upper_50", "lower_95", "upper_95")
        values = dict(zip(names, table["n_total"].to_numpy()[at].tolist(), strict=True))
        beyond = np.nan
        if record is not None:
            beyond = round(float(table.loc[table["n_total"] > record, "probability"].sum()), 6)
        so_far = int(table["n_so_far"].iloc[0])
        rows.append({"model": model, "n_so_far": so_far} | values | {"p_record": beyond})
    return pd.DataFrame(rows)
