"""Waits between event days: survival, hazard, and how unusual the present gap is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from peninsula.rates.intervals import count_interval
from peninsula.timing.times import to_dates, to_day, to_days


def measure_waits(events: pd.DataFrame | pd.Series, last: str | pd.Timestamp) -> pd.DataFrame:
    """Days from each event day to the next, the open gap at the end included.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves, in any order. Events of one day
        count as one.
    last : date
        Last day that the data cover; later events are left out.

    Returns
    -------
    DataFrame
        ``start_date``, ``end_date`` (blank for the open gap), ``wait_days`` (int64),
        ``is_complete``: false for the last row, a wait that was still going on at ``last``.

    Examples
    --------
    >>> dates = pd.Series(pd.to_datetime(["2022-12-31", "2022-12-18", "2022-12-23"]))
    >>> measure_waits(dates, "2023-01-10")
      start_date   end_date  wait_days  is_complete
    0 2022-12-18 2022-12-23          5         True
    1 2022-12-23 2022-12-31          8         True
    2 2022-12-31        NaT         10        False
    """
    end = np.floor(to_day(last))
    days = to_days(events, is_distinct=True)
    days = days[days <= end]
    table = pd.DataFrame({"start_date": to_dates(days), "end_date": pd.NaT})
    table["end_date"] = table["start_date"].shift(-1)
    table["wait_days"] = np.diff(np.r_[days, end]).astype("int64") if len(days) else 0
    table["wait_days"] = table["wait_days"].astype("int64")
    return table.assign(is_complete=table["end_date"].notna())


def estimate_survival(waits: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """Share of waits longer than so many days, the open gap counted for what is known of it.

    Parameters
    ----------
    waits : DataFrame
        From :func:`measure_waits`.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    DataFrame
        ``wait_days``, ``n_at_risk``, ``n_events``, ``survival``, ``lower``, ``upper``, one row
        per length at which a wait ended; empty if none did.

    Notes
    -----
    Kaplan and Meier (1958), JASA 53:457, by statsmodels; Greenwood's variance on the scale of
    log(-log S), so that limits stay between 0 and 1. Waits that follow one another are taken as
    independent, which clustering makes only roughly so.

    Examples
    --------
    >>> waits = pd.DataFrame({"wait_days": [5, 8, 10], "is_complete": [True, True, False]})
    >>> estimate_survival(waits)[["wait_days", "n_at_risk", "survival"]].round(2)
       wait_days  n_at_risk  survival
    0          5          3      0.67
    1          8          2      0.33
    """
    columns = ["wait_days", "n_at_risk", "n_events", "survival", "lower", "upper"]
    if not waits["is_complete"].any():
        return pd.DataFrame(columns=columns, dtype="float64")
    fit = SurvfuncRight(waits["wait_days"], waits["is_complete"].astype(int))
    survival, z = fit.surv_prob, stats.norm.ppf((1 + level) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = z * fit.surv_prob_se / (survival * np.abs(np.log(survival)))
        lower, upper = survival ** np.exp(spread), survival ** np.exp(-spread)
    is_end = survival <= 0
    values = [
        fit.surv_times,
        fit.n_risk.astype("int64"),
        fit.n_events.astype("int64"),
        survival,
        np.where(is_end, 0.0, lower),
        np.where(is_end, np.nan, upper),
    ]
    return pd.DataFrame(dict(zip(columns, values, strict=True)))


def estimate_hazard(
    waits: pd.DataFrame,
    edges: tuple[float, ...] = (0, 7, 14, 30, 60, 120, np.inf),
    level: float = 0.95,
) -> pd.DataFrame:
    """Chance a day that the wait ends, by days since the last event.

    Parameters
    ----------
    waits : DataFrame
        From :func:`measure_waits`.
    edges : tuple of float
        Limits of the classes in days; a class holds its upper limit, not its lower.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    DataFrame
        ``from_days``, ``to_days``, ``n`` (waits that ended in the class), ``days_at_risk``,
        ``hazard`` (a day), ``lower``, ``upper``. Blank where no wait came that far. A hazard that
        falls with the days is the mark of clusters, or of a rate that drifts.

    Notes
    -----
    Events over time at risk (the piecewise exponential model, Friedman 1982, Annals of Statistics
    10:101) with Garwood's (1936) exact interval.

    Examples
    --------
    >>> waits = pd.DataFrame({"wait_days": [5, 8, 10], "is_complete": [True, True, False]})
    >>> estimate_hazard(waits, (0, 7, 14))[["from_days", "to_days", "n", "days_at_risk"]]
       from_days  to_days  n  days_at_risk
    0          0        7  1          19.0
    1          7       14  1           4.0
    """
    low, high = np.array(edges[:-1]), np.array(edges[1:])
    length = waits["wait_days"].to_numpy("float64")
    ended = np.sort(length[waits["is_complete"].to_numpy()])
    n = np.diff(np.searchsorted(ended, edges, side="right"))
    n[:1] += np.searchsorted(ended, edges[0], side="right")
    at_risk = np.array(
        [np.clip(length - a, 0, b - a).sum() for a, b in zip(low, high, strict=True)]
    )
    days = np.where(at_risk > 0, at_risk, np.nan)
    lower, upper = count_interval(n, "garwood", level)
    return pd.DataFrame(
        {
            "from_days": low,
            "to_days": high,
            "n": n,
            "days_at_risk": at_risk,
            "hazard": n / days,
            "lower": lower / days,
            "upper": upper / days,
        }
    )


def rate_present_gap(waits: pd.DataFrame) -> pd.DataFrame:
    """How unusual the open gap is among the waits before it.

    Parameters
    ----------
    waits : DataFrame
        From :func:`measure_waits`; cut it by ``start_date`` to compare within an era.

    Returns
    -------
    DataFrame
        One row: ``last_date`` (of an event), ``gap_days``, ``n_waits`` (complete ones),
        ``median_wait_days``, ``longest_wait_days``, ``n_as_long`` (complete waits of at least
        the gap), ``share_as_long``, ``share_of_days`` (days on which the last event lay at least
        as far back) and ``last_as_long_date`` (start of the latest wait as long; blank if none).
        Empty if there is no event.

    Notes
    -----
    A gap that is still open is met more easily the longer it is, so the share of waits overstates
    how odd it is; the share of days (the backward recurrence time, Cox 1962, *Renewal Theory*,
    section 5.3) does not.

    Examples
    --------
    >>> waits = measure_waits(pd.Series(pd.to_datetime(
    ...     ["2022-12-01", "2022-12-18", "2022-12-23", "2022-12-31"])), "2023-01-10")
    >>> rate_present_gap(waits)[["gap_days", "n_waits", "n_as_long", "share_of_days"]].round(2)
       gap_days  n_waits  n_as_long  share_of_days
    0        10        3          1           0.23
    """
    if not len(waits):
        return pd.DataFrame()
    gap, past = waits.iloc[-1], waits[waits["is_complete"]]
    as_long = past[past["wait_days"] >= gap["wait_days"]]
    total = past["wait_days"].sum()
    # On day d of a wait of w days the last event lies d days back, d = 0, …, w - 1.
    far_back = (past["wait_days"] - gap["wait_days"]).clip(lower=0).sum()
    row = {
        "last_date": gap["start_date"],
        "gap_days": gap["wait_days"],
        "n_waits": len(past),
        "median_wait_days": past["wait_days"].median(),
        "longest_wait_days": past["wait_days"].max(),
        "n_as_long": len(as_long),
        "share_as_long": len(as_long) / len(past) if len(past) else np.nan,
        "share_of_days": far_back / total if total else np.nan,
        "last_as_long_date": as_long["start_date"].max() if len(as_long) else pd.NaT,
    }
    return pd.DataFrame([row])
