"""Success proportions, with every unknown outcome made a failure or a success."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats


def beta_interval(k: np.ndarray, n: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Clopper–Pearson limits by beta quantiles; counts need not be whole, n = 0 gives 0 and 1."""
    k, n = np.asarray(k, dtype="float64"), np.asarray(n, dtype="float64")
    tail = (1 - level) / 2
    lower = np.where(k > 0, stats.beta.ppf(tail, np.maximum(k, 1e-300), n - k + 1), 0.0)
    rest = np.maximum(n - k, 1e-300)
    upper = np.where(n - k > 0, stats.beta.ppf(1 - tail, k + 1, rest), 1.0)
    unknown = np.isnan(k) | np.isnan(n)
    return np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper)


def binomial_interval(counts: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """Proportion with its exact interval, for each row of a table.

    Parameters
    ----------
    counts : DataFrame
        ``n_success`` and ``n``; other columns are carried through.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    DataFrame
        The input with ``proportion`` (blank where n is 0), ``lower``, ``upper``.

    Notes
    -----
    Clopper and Pearson (1934), Biometrika 26:404.

    Examples
    --------
    >>> binomial_interval(pd.DataFrame({"n_success": [0, 8], "n": [3, 11]})).round(3)
       n_success   n  proportion  lower  upper
    0          0   3       0.000   0.00  0.708
    1          8  11       0.727   0.39  0.940
    """
    k, n = counts["n_success"].astype("float64"), counts["n"].astype("float64")
    lower, upper = beta_interval(k, n, level)
    return counts.assign(proportion=k / n.where(n > 0), lower=lower, upper=upper)


def estimate_success(
    launches: pd.DataFrame, by: str | list[str] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Share of launches that succeeded, and how far the unknown outcomes could move it.

    Parameters
    ----------
    launches : DataFrame
        One row a launch, with ``outcome`` (success, failure, unknown; blank is unknown) and the
        ``by`` columns.
    by : str or list of str, optional
        Columns to group by, such as ``missile_type``.
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    DataFrame
        The ``by`` columns; ``n`` launches; ``n_success``, ``n_failure``, ``n_unknown``;
        ``proportion`` of the known outcomes with its Clopper–Pearson ``lower`` and ``upper``;
        ``if_all_unknown_fail`` and ``if_all_unknown_succeed``, the bounds of the proportion; and
        ``bound_lower``, ``bound_upper``, the Clopper–Pearson limits at those bounds.

    Raises
    ------
    ValueError
        If an outcome is none of the three.

    Notes
    -----
    Clopper and Pearson (1934), Biometrika 26:404; worst-case bounds for missing outcomes as in
    Manski (1989), Journal of Human Resources 24:343.

    Examples
    --------
    >>> launches = pd.DataFrame({"missile_type": ["ICBM"] * 4,
    ...                          "outcome": ["success", "success", "failure", "unknown"]})
    >>> table = estimate_success(launches, by="missile_type")
    >>> table.drop(columns=["bound_lower", "bound_upper"]).round(2).T
                               0
    missile_type            ICBM
    n                          4
    n_success                  2
    n_failure                  1
    n_unknown                  1
    proportion              0.67
    lower                   0.09
    upper                   0.99
    if_all_unknown_fail      0.5
    if_all_unknown_succeed  0.75
    """
    counts = _count_outcomes(launches, by)
    known = binomial_interval(counts.assign(n=counts["n_success"] + counts["n_failure"]), level)
    worst = binomial_interval(counts, level)
    best = binomial_interval(
        counts.assign(n_success=counts["n_success"] + counts["n_unknown"]), level
    )
    return counts.assign(
        proportion=known["proportion"],
        lower=known["lower"],
        upper=known["upper"],
        if_all_unknown_fail=worst["proportion"],
        if_all_unknown_succeed=best["proportion"],
        bound_lower=worst["lower"],
        bound_upper=best["upper"],
    )


def _count_outcomes(launches: pd.DataFrame, by: str | list[str] | None) -> pd.DataFrame:
    outcome = launches["outcome"].astype("object")
    outcome = outcome.where(outcome.notna(), "unknown").astype(str)
    strange = sorted(set(outcome) - {"success", "failure", "unknown"})
    if strange:
        raise ValueError(f"outcome is not success, failure or unknown: {', '.join(strange)}")
    flags = {f"n_{value}": (outcome == value) for value in ("success", "failure", "unknown")}
    table = pd.DataFrame({"n": 1} | flags, index=launches.index).astype("int64")
    if by is None:
        return table.sum().to_frame().T
    keys = [by] if isinstance(by, str) else list(by)
    return table.join(launches[keys]).groupby(keys, observed=True).sum().reset_index()
