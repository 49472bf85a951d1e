"""Are some months busier than others, once the drift from year to year is taken out?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from peninsula.timing.times import to_dates, to_day, to_days


def estimate_seasonality(
    events: pd.DataFrame | pd.Series,
    first: str | pd.Timestamp,
    last: str | pd.Timestamp,
    n_draws: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """Events by month of the year against what each year's own total would give.

    Parameters
    ----------
    events : DataFrame or Series
        A table with ``event_date``, or the dates themselves.
    first, last : date
        First and last day that the data cover.
    n_draws, seed : int
        Number of bootstrap draws, and the seed.

    Returns
    -------
    DataFrame
        ``month`` (1 to 12), ``n``, ``exposure_years``, ``expected`` (each year's total spread
        over its days under observation), ``ratio`` (n over expected), ``lower``, ``upper`` (95%).
        Blank where nothing could be expected.

    Notes
    -----
    Interval: percentiles of the ratio over whole years drawn with replacement (the cluster
    bootstrap, Davison and Hinkley 1997, section 3.8), which keeps the clusters within a year.

    Examples
    --------
    >>> dates = pd.Series(pd.to_datetime(["2021-03-01", "2021-03-09", "2022-03-24", "2022-10-04"]))
    >>> table = estimate_seasonality(dates, "2021-01-01", "2022-12-31")
    >>> table.loc[[2, 9], ["month", "n", "expected"]].round(2)
       month  n  expected
    2      3  3      0.34
    9     10  1      0.34
    """
    n, days, expected = _year_month_tables(events, first, last)
    total, hoped = n.sum(axis=0), expected.sum(axis=0)
    drawn = np.random.default_rng(seed).integers(0, len(n), (n_draws, len(n)))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = n[drawn].sum(axis=1) / expected[drawn].sum(axis=1)
        ratio = total / np.where(hoped > 0, hoped, np.nan)
    known = np.isfinite(ratios)
    ordered = np.sort(np.where(known, ratios, np.inf), axis=0)
    at = [np.floor(q * np.maximum(known.sum(axis=0) - 1, 0)).astype(int) for q in (0.025, 0.975)]
    limits = [np.where(hoped > 0, ordered[i, np.arange(12)], np.nan) for i in at]
    return pd.DataFrame(
        {
            "month": np.arange(1, 13),
            "n": total.astype("int64"),
            "exposure_years": days.sum(axis=0) / 365.25,
            "expected": hoped,
            "ratio": ratio,
            "lower": limits[0],
            "upper": limits[1],
        }
    )


def compare_seasonality(
    events: pd.DataFrame | pd.Series,
    first: str | pd.Timestamp,
    last: str | pd.Timestamp,
    n_draws: int = 1999,
    seed: int = 1,
) -> pd.DataFrame:
    """Test the months against one another, with the clustering of events left as it is.

    Parameters
    ----------
    events, first, last, n_draws, seed
        As for :func:`estimate_seasonality`.

    Returns
    -------
    DataFrame
        One row: ``n``, ``n_years``, ``statistic`` (chi-squared of the months against the expected
        counts), ``p_value`` (against years turned), ``p_poisson`` (the plain chi-squared test, for
        comparison: too small if events cluster), ``n_draws``.

    Notes
    -----
    Each year is turned by a random number of months of its own, which keeps the year's total and
    its clusters and breaks only the tie to the calendar: a restricted permutation test (Besag and
    Clifford 1989, Biometrika 76:633).

    Examples
    --------
    >>> dates = pd.Series(pd.date_range("2015-03-10", periods=8, freq="365D"))
    >>> compare_seasonality(dates, "2015-01-01", "2022-12-31")["p_value"].tolist()
    [0.0005]
    """
    n, days, expected = _year_month_tables(events, first, last)
    hoped = expected.sum(axis=0)
    rng = np.random.default_rng(seed)
    turned = np.zeros((n_draws, 12))
    for counts, seen in zip(n, days > 0, strict=True):
        at = np.flatnonzero(seen)
        shift = rng.integers(0, len(at), n_draws)
        turned[:, at] += counts[at][(np.arange(len(at)) + shift[:, None]) % len(at)]
    statistic = _chi_squared(n.sum(axis=0), hoped)
    n_higher = (_chi_squared(turned, hoped) >= statistic - 1e-9).sum()
    has_events = n.sum() > 0
    row = {
        "n": int(n.sum()),
        "n_years": len(n),
        "statistic": statistic if has_events else np.nan,
        "p_value": (1 + n_higher) / (1 + n_draws) if has_events else np.nan,
        "p_poisson": stats.chi2.sf(statistic, (hoped > 0).sum() - 1) if has_events else np.nan,
        "n_draws": n_draws,
    }
    return pd.DataFrame([row])


def _chi_squared(n: np.ndarray, expected: np.ndarray) -> np.ndarray:
    known = expected > 0
    return (((n - expected) ** 2)[..., known] / expected[known]).sum(axis=-1)


def _year_month_tables(events, first, last) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events, days under observation and expected events: one row a year, one column a month."""
    low, high = to_day(first), to_day(last) + 1
    if high <= low:
        raise ValueError("the span ends before it starts")
    happened = to_days(events)
    happened = to_dates(happened[(happened >= low) & (happened < high)])
    calendar = pd.date_range(pd.Timestamp(first), pd.Timestamp(last))
    shape = (calendar[-1].year - calendar[0].year + 1, 12)

    def tabulate(dates: pd.DatetimeIndex) -> np.ndarray:
        at = (dates.year - calendar[0].year) * 12 + dates.month - 1
        return np.bincount(at, minlength=shape[0] * 12).reshape(shape).astype("float64")

    n, days = tabulate(happened), tabulate(calendar)
    expected = n.sum(axis=1, keepdims=True) * days / days.sum(axis=1, keepdims=True)
    return n, days, expected
