"""How good have the forecasts been, against the prior rate, and were they reliable?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from peninsula.rates.proportions import beta_interval

SCORES = ("brier", "log_score", "rps")


def score_forecasts(
    forecasts: pd.DataFrame,
    reference: str = "climatology",
    block: int = 26,
    n_draws: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """Mean score of each model, and its difference to a reference with a paired interval.

    Parameters
    ----------
    forecasts : DataFrame
        From :func:`~peninsula.outlook.roll_forecasts`.
    reference : str
        The model to compare with.
    block : int
        Origins in a block; 26 fortnights are a year.
    n_draws, seed : int
        Number of bootstrap draws, and the seed.

    Returns
    -------
    DataFrame
        One row per model, horizon and score: ``model``, ``horizon_days``, ``score`` (brier,
        log_score, rps), ``n`` forecasts, ``mean``, ``difference`` (below 0: better than the
        reference), ``lower``, ``upper`` (95%), ``skill`` (1 - mean over the reference's mean) and
        ``verdict`` (better, worse, no clear difference; blank for the reference).

    Raises
    ------
    KeyError
        If there are no forecasts of the reference.

    Notes
    -----
    Forecasts from neighbouring origins share their outcome, so whole blocks of origins are drawn,
    the same for both models: the block bootstrap (Künsch 1989, Annals of Statistics 17:1217) in
    its circular form (Politis and Romano 1992). Skill: Murphy (1988), Monthly Weather Review
    116:2417.

    Examples
    --------
    >>> forecasts = pd.DataFrame({
    ...     "origin": list(pd.date_range("2020-01-01", periods=4)) * 2, "horizon_days": 14,
    ...     "model": ["climatology"] * 4 + ["mine"] * 4,
    ...     "brier": [0.25] * 4 + [0.2, 0.1, 0.2, 0.1], "log_score": 0.7, "rps": 0.3})
    >>> table = score_forecasts(forecasts, block=2)
    >>> table.query("model == 'mine' and score == 'brier'")[["mean", "difference", "verdict"]]
       mean  difference verdict
    3  0.15        -0.1  better
    """
    if not (forecasts["model"] == reference).any():
        raise KeyError(f"no forecasts by {reference!r}")
    rows = []
    for horizon, chosen in forecasts.groupby("horizon_days"):
        draws = _draw_blocks(chosen["origin"].nunique(), block, n_draws, seed)
        wide = {s: chosen.pivot_table(index="origin", columns="model", values=s) for s in SCORES}
        for model in chosen["model"].unique():
            for score, table in wide.items():
                row = {"model": model, "horizon_days": horizon, "score": score, "n": len(table)}
                rows.append(row | _compare(table[model], table[reference], draws))
    table = pd.DataFrame(rows)
    return table.assign(verdict=table["verdict"].where(table["model"] != reference))


def _draw_blocks(n: int, block: int, n_draws: int, seed: int) -> np.ndarray:
    """Positions of each draw: blocks that run on around the end, cut to length."""
    block = max(1, min(block, n))
    starts = np.random.default_rng(seed).integers(0, n, (n_draws, -(-n // block)))
    return ((starts[:, :, None] + np.arange(block)) % n).reshape(n_draws, -1)[:, :n]


def _compare(own: pd.Series, other: pd.Series, draws: np.ndarray) -> dict:
    difference = (own - other).to_numpy()
    lower, upper = np.quantile(difference[draws].mean(axis=1), [0.025, 0.975])
    verdict = "better" if upper < 0 else "worse" if lower > 0 else "no clear difference"
    return {
        "mean": own.mean(),
        "difference": difference.mean(),
        "lower": lower,
        "upper": upper,
        "skill": 1 - own.mean() / other.mean(),
        "verdict": verdict,
    }


def measure_reliability(
    forecasts: pd.DataFrame,
    edges: tuple[float, ...] = (0, 0.2, 0.4, 0.6, 0.8, 1),
    step_days: float = 14,
) -> pd.DataFrame:
    """Of the forecasts that said about 60%, did 60% come true?

    Parameters
    ----------
    forecasts : DataFrame
        From :func:`~peninsula.outlook.roll_forecasts`.
    edges : tuple of float
        Limits of the classes of probability; a class holds its lower limit.
    step_days : float
        Days between origins. Where windows overlap, the interval takes only so many forecasts as
        would fit side by side.

    Returns
    -------
    DataFrame
        ``model``, ``horizon_days``, ``from_probability``, ``to_probability``, ``n`` forecasts,
        ``mean_probability``, ``n_events`` (forecasts followed by an event), ``share``, ``lower``,
        ``upper`` (95%, Clopper and Pearson 1934). Classes without forecasts are left out.

    Notes
    -----
    Murphy and Winkler (1977), Applied Statistics 26:41.

    Examples
    --------
    >>> forecasts = pd.DataFrame({"model": "mine", "horizon_days": 14,
    ...     "probability": [0.1, 0.7, 0.7, 0.7], "is_event": [False, True, True, False]})
    >>> measure_reliability(forecasts)[["from_probability", "n", "n_events", "share"]].round(2)
       from_probability  n  n_events  share
    0               0.0  1         0   0.00
    1               0.6  3         2   0.67
    """
    inner = np.array(edges)
    at = np.clip(np.searchsorted(inner, forecasts["probability"], "right") - 1, 0, len(edges) - 2)
    keyed = forecasts.assign(from_probability=inner[at], to_probability=inner[at + 1])
    keys = ["model", "horizon_days", "from_probability", "to_probability"]
    table = (
        keyed.groupby(keys, sort=False)
        .agg(
            n=("is_event", "size"),
            mean_probability=("probability", "mean"),
            n_events=("is_event", "sum"),
        )
        .reset_index()
        .sort_values(keys, ignore_index=True)
    )
    share = table["n_events"] / table["n"]
    apart = np.minimum(1, step_days / table["horizon_days"]) * table["n"]
    lower, upper = beta_interval(share * apart, apart, 0.95)
    return table.assign(share=share, lower=lower, upper=upper)
