"""Rate ratios: how many times as often, with interval and test."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special
from statsmodels.stats.multitest import multipletests

from peninsula.rates.proportions import beta_interval


def compare_rates(
    counts: pd.DataFrame,
    reference: str,
    by: str = "name",
    dispersion: float = 1.0,
    level: float = 0.95,
) -> pd.DataFrame:
    """Each rate over a reference rate, with interval and test.

    Parameters
    ----------
    counts : DataFrame
        ``n``, ``exposure_years`` and the column ``by``, one row a period.
    reference : str
        The value of ``by`` to compare with.
    by : str
        The column that names the periods.
    dispersion : float
        Variance over mean of the counts (1 = independent events).
    level : float
        Confidence level between 0 and 1.

    Returns
    -------
    DataFrame
        ``by``, ``reference``, ``ratio``, ``lower``, ``upper``, ``p_value`` (two-sided, twice the
        smaller tail), ``p_holm`` (the same for all rows together), ``dispersion``.

    Raises
    ------
    KeyError
        If the reference is not there, or there more than once.

    Notes
    -----
    Given the sum of two Poisson counts the one is binomial (Przyborowski and Wilenski 1940,
    Biometrika 31:313), so the interval is that of Clopper and Pearson (1934), carried over. Counts
    are divided by the dispersion first, which makes them numbers of clusters. Several ratios:
    Holm (1979), Scandinavian Journal of Statistics 6:65.

    Examples
    --------
    >>> leaders = pd.DataFrame({"name": ["Kim Jong Il", "Kim Jong Un"], "n": [16, 214],
    ...                         "exposure_years": [17.443, 11.337]})
    >>> compare_rates(leaders, "Kim Jong Il")[["name", "ratio", "lower", "upper"]].round(1)
              name  ratio  lower  upper
    0  Kim Jong Un   20.6   12.4   36.7
    """
    is_reference = counts[by] == reference
    if is_reference.sum() != 1:
        raise KeyError(f"{reference!r} stands {is_reference.sum()} times in {by!r}, not once")
    base, rest = counts[is_reference].iloc[0], counts[~is_reference].reset_index(drop=True)
    n, exposure = (rest[c].astype("float64").to_numpy() for c in ("n", "exposure_years"))
    share = exposure / (exposure + float(base["exposure_years"]))
    effective = n / dispersion
    total = effective + float(base["n"]) / dispersion
    lower, upper = beta_interval(effective, total, level)
    odds = float(base["exposure_years"]) / exposure
    with np.errstate(divide="ignore", invalid="ignore"):
        table = pd.DataFrame(
            {
                by: rest[by],
                "reference": reference,
                "ratio": n / float(base["n"]) * odds,
                "lower": lower / (1 - lower) * odds,
                "upper": upper / (1 - upper) * odds,
                "p_value": binomial_p(effective, total, share),
            }
        )
    return table.assign(p_holm=_holm(table["p_value"]), dispersion=dispersion)


def binomial_p(k: np.ndarray, total: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Twice the smaller tail of a binomial; beta functions, so that counts need not be whole."""
    at_least = np.where(k > 0, special.betainc(np.maximum(k, 1e-300), total - k + 1, share), 1.0)
    below = total - k
    at_most = np.where(below > 0, special.betainc(np.maximum(below, 1e-300), k + 1, 1 - share), 1.0)
    p = np.minimum(1, 2 * np.minimum(at_least, at_most))
    return np.where(np.isnan(share) | np.isnan(k), np.nan, p)


def _holm(p: pd.Series) -> pd.Series:
    known = p.notna()
    adjusted = pd.Series(np.nan, index=p.index)
    if known.any():
        adjusted[known] = multipletests(p[known], method="holm")[1]
    return adjusted
