"""Rates a year with their intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import optimize, special, stats

METHODS = ("garwood", "mid_p", "quasi_poisson", "negative_binomial")


def estimate_rates(
    counts: pd.DataFrame,
    method: str = "garwood",
    level: float = 0.95,
    dispersion: float | str = 1.0,
) -> pd.DataFrame:
    """Rate a year with an interval, for each row of a count table.

    Parameters
    ----------
    counts : DataFrame
        ``n`` (events) and ``exposure_years``; other columns are carried through.
    method : {"garwood", "mid_p", "quasi_poisson", "negative_binomial"}
        ``garwood`` is exact and ``mid_p`` nearly so if events are independent of one another; the
        other two allow for clustering by ``dispersion``.
    level : float
        Confidence level between 0 and 1.
    dispersion : float or str
        Variance over mean of the counts, at least 1, as found by
        :func:`~peninsula.rates.estimate_dispersion`; or the name of a column that holds it.

    Returns
    -------
    DataFrame
        The input with ``rate``, ``lower``, ``upper`` (a year), ``method``, ``dispersion``. Blank
        where count or exposure is unknown or the exposure is nil.

    Raises
    ------
    ValueError
        If the method is unknown, a count is negative or the dispersion is below 1.

    Notes
    -----
    Garwood (1936), Biometrika 28:437, inverts the two Poisson tails; the mid-P variant (Cohen and
    Yang 1994, Statistics in Medicine 13:2179) counts half of the observed outcome. The
    quasi-Poisson interval (McCullagh and Nelder 1989, section 6.2) takes n / dispersion for the
    number of independent clusters, which holds for a count of zero too. The negative binomial
    interval inverts the tails of a count with variance = dispersion times mean (the NB1 form of
    Cameron and Trivedi 1986), by mid-P. Both take the dispersion as known.

    Examples
    --------
    >>> leaders = pd.DataFrame({"name": ["Kim Il Sung"], "n": [15], "exposure_years": [10.2478]})
    >>> estimate_rates(leaders)[["n", "rate", "lower", "upper"]].round(2)
        n  rate  lower  upper
    0  15  1.46   0.82   2.41
    """
    _check(counts, method)
    phi = counts[dispersion] if isinstance(dispersion, str) else dispersion
    phi = pd.Series(phi, index=counts.index, dtype="float64")
    if (phi < 1).any():
        raise ValueError("dispersion below 1: use 1, which is the Poisson case")
    if method in ("garwood", "mid_p"):
        phi = phi * 0 + 1
    n = counts["n"].astype("Float64").to_numpy("float64", na_value=np.nan)
    exposure = counts["exposure_years"].astype("float64").to_numpy()
    exposure = np.where(exposure > 0, exposure, np.nan)
    lower, upper = count_interval(n, method, level, phi.to_numpy())
    return counts.assign(
        rate=n / exposure,
        lower=lower / exposure,
        upper=upper / exposure,
        method=method,
        dispersion=phi,
    )


def _check(counts: pd.DataFrame, method: str) -> None:
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}: one of {', '.join(METHODS)}")
    if (counts["n"] < 0).any():
        raise ValueError("a count is negative")


def count_interval(
    n: np.ndarray, method: str = "garwood", level: float = 0.95, dispersion: np.ndarray | float = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Interval for the expected count behind each observed count.

    Parameters
    ----------
    n : array
        Observed counts; NaN gives NaN.
    method, level, dispersion
        As for :func:`estimate_rates`.

    Returns
    -------
    tuple of array
        Lower and upper limits of the mean.

    Examples
    --------
    >>> [float(limit.round(3)) for limit in count_interval(0)]
    [0.0, 3.689]
    """
    n = np.asarray(n, dtype="float64")
    if method == "garwood":
        return _garwood(n, level)
    phi = np.broadcast_to(np.asarray(dispersion, dtype="float64"), n.shape)
    if method == "quasi_poisson":
        lower, upper = _garwood(n / phi, level)
        return lower * phi, upper * phi
    pairs = [_mid_p(*row, level) for row in zip(n.ravel(), phi.ravel(), strict=True)]
    limits = np.array(pairs, dtype="float64").reshape(-1, 2)
    return limits[:, 0].reshape(n.shape), limits[:, 1].reshape(n.shape)


def _garwood(n: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    tail = (1 - level) / 2
    lower = np.where(n == 0, 0.0, stats.chi2.ppf(tail, 2 * n) / 2)
    return lower, stats.chi2.ppf(1 - tail, 2 * n + 2) / 2


def _mid_p(n: float, phi: float, level: float) -> tuple[float, float]:
    if np.isnan(n) or np.isnan(phi):
        return np.nan, np.nan
    tail = (1 - level) / 2

    def below(mean: float) -> float:
        return _cdf(n - 1, mean, phi) / 2 + _cdf(n, mean, phi) / 2

    # The Garwood limits of the effective count bracket the answer generously.
    far = 4 * phi * _garwood(np.array(n / phi), 1 - tail / 10)[1] + 10
    upper = optimize.brentq(lambda mean: below(mean) - tail, 1e-12, far)
    if n == 0:
        return 0.0, upper
    return optimize.brentq(lambda mean: below(mean) - (1 - tail), 1e-12, far), upper


def _cdf(n: float, mean: float, phi: float) -> float:
    """Chance of at most n, for a count with the given mean and variance = phi times mean."""
    if n < 0:
        return 0.0
    if phi - 1 < 1e-9:
        return special.pdtr(n, mean)
    return special.betainc(mean / (phi - 1), n + 1, 1 / phi)
