"""Are the counts of equal periods more spread than chance alone would make them?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats


def estimate_dispersion(counts: pd.DataFrame, by: str | list[str] | None = None) -> pd.DataFrame:
    """Index of dispersion (variance over mean) of equal periods, with its test.

    Parameters
    ----------
    counts : DataFrame
        One row per period of equal length (months, say) with ``n``; zeros present.
    by : str or list of str, optional
        Columns to group by. A drifting rate inside a group counts as dispersion, so group by
        spans of steady rate to tell clustering from drift.

    Returns
    -------
    DataFrame
        The ``by`` columns, ``n_periods``, ``n``, ``mean``, ``variance``, ``dispersion``
        (variance over mean), ``statistic``, ``p_value`` (two-sided), ``alpha`` (negative binomial
        overdispersion by moments: variance = mean + alpha mean squared, at least 0). Blank where
        fewer than two periods or no event leave it undefined.

    Notes
    -----
    Fisher (1950), Biometrics 6:17: (periods - 1) times the index has a chi-squared distribution
    with periods - 1 degrees of freedom if the counts are Poisson with one mean.

    Examples
    --------
    >>> months = pd.DataFrame({"n": [0, 1, 0, 7, 0, 4]})
    >>> estimate_dispersion(months)[["n_periods", "mean", "dispersion", "p_value"]].round(3)
       n_periods  mean  dispersion  p_value
    0          6   2.0         4.2    0.002
    """
    if by is None:
        return pd.DataFrame([_one_group(counts["n"])])
    keys = [by] if isinstance(by, str) else list(by)
    rows = [
        dict(zip(keys, key, strict=True)) | _one_group(group["n"])
        for key, group in counts.groupby(keys, sort=False, observed=True)
    ]
    return pd.DataFrame(rows)


def _one_group(n: pd.Series) -> dict:
    n = n.dropna().to_numpy("float64")
    mean = n.mean() if len(n) else np.nan
    variance = n.var(ddof=1) if len(n) > 1 else np.nan
    index = variance / mean if mean > 0 else np.nan
    statistic = (len(n) - 1) * index
    tails = [f(statistic, max(len(n) - 1, 1)) for f in (stats.chi2.cdf, stats.chi2.sf)]
    return {
        "n_periods": len(n),
        "n": int(n.sum()),
        "mean": mean,
        "variance": variance,
        "dispersion": index,
        "statistic": statistic,
        "p_value": np.nan if np.isnan(statistic) else min(1.0, 2 * min(tails)),
        "alpha": max((variance - mean) / mean**2, 0.0) if mean > 0 else np.nan,
    }


def say_dispersion(table: pd.DataFrame, unit: str = "months") -> str:
    """One sentence on the first row of a dispersion table.

    Examples
    --------
    >>> say_dispersion(estimate_dispersion(pd.DataFrame({"n": [0, 1, 0, 7, 0, 4]})))
    'Over 6 months the variance is 4.2 times the mean (p = 0.002 against Poisson counts).'
    """
    row = table.iloc[0]
    p = "p < 0.001" if row["p_value"] < 0.001 else f"p = {row['p_value']:.3f}"
    return (
        f"Over {int(row['n_periods'])} {unit} the variance is {row['dispersion']:.1f} times "
        f"the mean ({p} against Poisson counts)."
    )
