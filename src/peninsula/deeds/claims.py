"""All claims side by side, each a family of tests, held against each other."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from statsmodels.stats.multitest import multipletests

from peninsula.deeds.sentences import say_lag


def list_claims(tests: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a claim: its largest difference, what the baseline gave, and Holm over all claims.

    Parameters
    ----------
    tests : mapping
        Claim to the summary of its tests (lags, windows or eras), each with ``p_value``.

    Returns
    -------
    DataFrame
        ``claim``, ``n_tests``, ``where`` (lag, window or era of the smallest p), ``figure``,
        ``baseline_lower``, ``baseline_upper`` (95% of the placebo draws there), ``p_family``
        (smallest p after Holm within the claim), ``p_holm`` (over the claims).

    Notes
    -----
    The smallest Holm p of a family is a p value for "nothing in this family", so Holm (1979) over
    the claims keeps the chance of a false one at its level.

    Examples
    --------
    >>> drills = pd.DataFrame({"window": ["during", "after"], "rate": [1.5, 1.0],
    ...     "placebo_lower": [0.5, 0.6], "placebo_upper": [1.4, 1.5], "p_value": [0.02, 0.9]})
    >>> list_claims({"exercises": drills})[["where", "figure", "p_family"]].values.tolist()
    [['during', 1.5, 0.04]]
    """
    rows = [_claim_row(claim, summary) for claim, summary in tests.items()]
    claims = pd.DataFrame(rows)
    claims["p_holm"] = multipletests(claims["p_family"], method="holm")[1]
    return claims


FIGURES = {"correlation": "lag_months", "rate": "window", "observed": "era"}
"""The figure of each kind of summary, and the column that says where it stands."""


def _claim_row(claim: str, summary: pd.DataFrame) -> dict:
    # "all" is made of the other eras; a test counted twice would only blunt the correction.
    rows = summary[summary["era"] != "all"] if "era" in summary else summary
    figure = next(name for name in FIGURES if name in rows)
    top = rows.loc[rows["p_value"].idxmin()]
    where = top[FIGURES[figure]]
    where = say_lag(int(where)) if figure == "correlation" else where
    return {
        "claim": claim, "n_tests": len(rows), "where": where,
        "figure": top[figure], "baseline_lower": top["placebo_lower"],
        "baseline_upper": top["placebo_upper"],
        "p_family": float(multipletests(rows["p_value"], method="holm")[1].min()),
    }  # fmt: skip
