"""Krippendorff's alpha of one field, with an interval over units.

Alpha is 1 where coders always agree and 0 where they agree as often as chance would have it.

Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability,
https://repository.upenn.edu/asc_papers/43
"""

from __future__ import annotations

import numpy as np
import pandas as pd

N_BOOT = 2000


def count_values(codes: pd.DataFrame, level: str) -> np.ndarray:
    """How many coders gave each unit each value: units by values, values in order.

    Parameters
    ----------
    codes : DataFrame
        One row a unit, one column a coder; missing where a coder gave nothing.
    level : {'nominal', 'ordinal'}
        Ordinal values are taken as numbers, so that -3 comes before -1.

    Returns
    -------
    numpy.ndarray
        Counts; a unit with fewer than two codes is left out, since it pairs with nothing.

    Examples
    --------
    >>> count_values(pd.DataFrame({"coder_1": [-3, -1], "coder_2": [-1, -1]}), "ordinal")
    array([[1, 1],
           [0, 2]])
    """
    if level == "ordinal":
        codes = codes.apply(pd.to_numeric)
    kept = codes[codes.notna().sum(axis=1) >= 2]
    values = sorted(pd.unique(kept.melt()["value"].dropna()))
    return np.column_stack(
        [np.zeros((len(kept), 0), dtype=int)] + [(kept == value).sum(axis=1) for value in values]
    )


def alpha_of_counts(counts: np.ndarray, level: str) -> float:
    """Krippendorff's alpha of a table of units by values; NaN where nothing varies.

    >>> float(round(alpha_of_counts(np.array([[2, 0], [1, 1], [0, 2], [0, 2]]), "nominal"), 3))
    0.533
    """
    import krippendorff

    counts = counts[:, counts.sum(axis=0) > 0]
    # Where every code is the same there is no chance disagreement to compare with.
    if counts.shape[0] == 0 or counts.shape[1] < 2:
        return float("nan")
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement=level))


def share_alike(counts: np.ndarray) -> float:
    """Share of units to which all coders gave one value; NaN where there is no unit.

    >>> share_alike(np.array([[2, 0], [1, 1]]))
    0.5
    """
    if len(counts) == 0:
        return float("nan")
    return float(((counts > 0).sum(axis=1) == 1).mean())


def bootstrap_alpha(counts: np.ndarray, level: str, n_boot: int, seed: int) -> np.ndarray:
    """Alpha of that many samples of units, drawn with replacement; undefined ones left out."""
    rng = np.random.default_rng(seed)
    draws = rng.integers(0, len(counts), (n_boot, len(counts)))
    alphas = np.array([alpha_of_counts(counts[draw], level) for draw in draws])
    return alphas[~np.isnan(alphas)]


def estimate_alpha(
    codes: pd.DataFrame,
    level: str = "nominal",
    confidence: float = 0.95,
    n_boot: int = N_BOOT,
    seed: int = 1,
) -> pd.Series:
    """Krippendorff's alpha of one field, with a percentile interval over units.

    Parameters
    ----------
    codes : DataFrame
        Columns `coder_1`, `coder_2`, …; one row a unit. Other columns are ignored.
    level : {'nominal', 'ordinal'}
        Whether all differences weigh alike or by rank.
    confidence : float
        Share of bootstrap samples that the interval holds.
    n_boot, seed : int
        Bootstrap samples (0 for no interval) and the seed that makes them repeatable.

    Returns
    -------
    Series
        `n_units` with at least two codes, `agreement` (share of them where all agree), `alpha`,
        `lower`, `upper`; blank where alpha is undefined because nothing varies.

    Raises
    ------
    ValueError
        If the level is neither nominal nor ordinal, or there are fewer than two coders.

    Examples
    --------
    >>> ben, gerry = list("aabbdcccedda"), list("babbbccceddd")
    >>> codes = pd.DataFrame({"coder_1": ben, "coder_2": gerry})
    >>> float(estimate_alpha(codes, n_boot=0)["alpha"].round(3))
    0.692
    """
    if level not in ("nominal", "ordinal"):
        raise ValueError(f"level is {level!r}; it is 'nominal' or 'ordinal'")
    coders = codes.filter(regex=r"^coder_\d+$")
    if coders.shape[1] < 2:
        raise ValueError("alpha needs the codes of at least two coders: coder_1, coder_2")
    counts = count_values(coders, level)
    samples = bootstrap_alpha(counts, level, n_boot, seed) if len(counts) else np.array([])
    tail = (1 - confidence) / 2
    lower, upper = np.quantile(samples, [tail, 1 - tail]) if len(samples) else (np.nan, np.nan)
    return pd.Series(
        {
            "n_units": len(counts),
            "agreement": share_alike(counts),
            "alpha": alpha_of_counts(counts, level),
            "lower": lower,
            "upper": upper,
        }
    )
