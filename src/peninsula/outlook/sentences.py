"""Sentences made from outlook tables, so that no number in prose is typed by hand."""

from __future__ import annotations

import pandas as pd


def say_outlook(table: pd.DataFrame, model: str = "climatology", unit: str = "launch event") -> str:
    """The probabilities of one model, and the range over all models.

    Examples
    --------
    >>> say_outlook(pd.DataFrame({"origin": pd.to_datetime(["2026-08-21"] * 2),
    ...     "horizon_days": 14, "model": ["climatology", "recent_rate"],
    ...     "probability": [0.31, 0.4]}))
    'From 2026-08-21 the chance of at least one launch event is 31% within 14 days (31% to 40% over the models).'
    """  # noqa: E501
    parts = []
    for horizon, rows in table.groupby("horizon_days"):
        own = rows.loc[rows["model"] == model, "probability"].iloc[0]
        low, high = rows["probability"].min(), rows["probability"].max()
        parts.append(f"{own:.0%} within {horizon} days ({low:.0%} to {high:.0%} over the models)")
    origin = table["origin"].iloc[0]
    return f"From {origin:%Y-%m-%d} the chance of at least one {unit} is {', '.join(parts)}."


def say_scores(scores: pd.DataFrame, reference: str = "climatology", score: str = "brier") -> str:
    """Does any model beat the prior rate?

    Examples
    --------
    >>> say_scores(pd.DataFrame({"model": ["climatology", "mine"], "horizon_days": 14,
    ...     "score": "brier", "verdict": [None, "no clear difference"], "skill": [0.0, 0.03]}))
    'By the Brier score no model is clearly better than climatology at any of 1 horizons; the best skill is 3% (mine, 14 days).'
    """  # noqa: E501
    part = scores[(scores["score"] == score) & (scores["model"] != reference)]
    better, worse = part[part["verdict"] == "better"], part[part["verdict"] == "worse"]
    best = part.loc[part["skill"].idxmax()]
    n_horizons = part["horizon_days"].nunique()
    name = {"brier": "Brier", "log_score": "logarithmic", "rps": "ranked probability"}[score]
    if len(better):
        head = f"By the {name} score clearly better than {reference}: {_list(better)}"
    else:
        head = (
            f"By the {name} score no model is clearly better than {reference} at any of "
            f"{n_horizons} horizons"
        )
    tail = f"; clearly worse: {_list(worse)}" if len(worse) else ""
    return (
        f"{head}{tail}; the best skill is {best['skill']:.0%} "
        f"({best['model'].replace('_', ' ')}, {best['horizon_days']} days)."
    )


def _list(rows: pd.DataFrame) -> str:
    return ", ".join(
        f"{row.model.replace('_', ' ')} at {row.horizon_days} days" for row in rows.itertuples()
    )


def say_reliability(table: pd.DataFrame, horizon: int = 30) -> str:
    """Were low probabilities too low and high ones too high, over all models?

    Examples
    --------
    >>> say_reliability(pd.DataFrame({"horizon_days": 30, "n": [10, 10], "n_events": [3, 6],
    ...                               "mean_probability": [0.2, 0.7]}))
    'When 30-day forecasts said under 50% (on average 20%) a launch came in 30% of cases; when they said more (70%), in 60%.'
    """  # noqa: E501
    part = table[table["horizon_days"] == horizon]
    halves = [part[part["mean_probability"] < 0.5], part[part["mean_probability"] >= 0.5]]
    said = [(half["mean_probability"] * half["n"]).sum() / half["n"].sum() for half in halves]
    came = [half["n_events"].sum() / half["n"].sum() for half in halves]
    return (
        f"When {horizon}-day forecasts said under 50% (on average {said[0]:.0%}) a launch came in "
        f"{came[0]:.0%} of cases; when they said more ({said[1]:.0%}), in {came[1]:.0%}."
    )


def say_year(summary: pd.DataFrame, unit: str = "launch events") -> str:
    """What the year's total may be, by model.

    Examples
    --------
    >>> say_year(pd.DataFrame({"model": ["recent_rate"], "n_so_far": [11], "median": [16],
    ...     "lower_95": [12], "upper_95": [22], "p_record": [0.0]}))
    'So far 11 launch events; by 31 December recent rate expects 16 (12 to 22). Chance of a record: at most under 1%.'
    """  # noqa: E501
    parts = [
        f"{row.model.replace('_', ' ')} expects {row.median} ({row.lower_95} to {row.upper_95})"
        for row in summary.itertuples()
    ]
    highest = summary["p_record"].max()
    chance = "under 1%" if highest < 0.005 else f"{highest:.0%}"
    record = "" if pd.isna(highest) else f" Chance of a record: at most {chance}."
    so_far = summary["n_so_far"].iloc[0]
    return f"So far {so_far} {unit}; by 31 December {', '.join(parts)}.{record}"


def say_published(table: pd.DataFrame) -> str:
    """Mean Brier score of the published forecasts against that of each model.

    Examples
    --------
    >>> say_published(pd.DataFrame({"model": ["published", "climatology"], "is_event": True,
    ...     "made_date": pd.to_datetime(["2017-03-20"] * 2), "brier": [0.2, 0.4]}))
    'Of 1 published forecast windows 1 held an event. Mean Brier score: published 0.200; climatology 0.400.'
    """  # noqa: E501
    theirs = table[table["model"] == "published"]
    means = table.groupby("model", sort=False)["brier"].mean().sort_values(kind="stable")
    parts = [f"{model.replace('_', ' ')} {mean:.3f}" for model, mean in means.items()]
    return (
        f"Of {len(theirs)} published forecast windows {int(theirs['is_event'].sum())} held an "
        f"event. Mean Brier score: {'; '.join(parts)}."
    )
