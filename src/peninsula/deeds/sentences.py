"""Sentences made from the tables, so that a null is called a null."""

from __future__ import annotations

import pandas as pd

LEVEL = 0.05


def say_p(value: float) -> str:
    """A p value for a sentence.

    >>> say_p(0.0004), say_p(0.0312), say_p(1.0)
    ('p < 0.001', 'p = 0.031', 'p = 1.00')
    """
    if value < 0.001:
        return "p < 0.001"
    return f"p = {value:.3f}" if value < 0.1 else f"p = {value:.2f}"


def say_lag(lag: int) -> str:
    """A lag in words.

    >>> say_lag(2), say_lag(-1), say_lag(0)
    ('2 months ahead', '1 month behind', 'the same month')
    """
    if not lag:
        return "the same month"
    return f"{abs(lag)} month{'s' * (abs(lag) > 1)} {'ahead' if lag > 0 else 'behind'}"


def say_lags(summary: pd.DataFrame, talk: str) -> str:
    """One sentence on whether talk leads, follows or neither.

    Parameters
    ----------
    summary : DataFrame
        From :func:`peninsula.deeds.correlate_lags`.
    talk : str
        What the series of talk is.

    Examples
    --------
    >>> table = pd.DataFrame({"lag_months": [-1, 0, 1], "correlation": [0.1, 0.02, -0.05],
    ...     "p_value": [0.2, 0.8, 0.6], "p_holm": [0.6, 1.0, 1.0]})
    >>> say_lags(table, "Hostile headlines")
    'Hostile headlines neither lead nor follow launches at any of 3 lags: largest correlation \
0.10, 1 month behind, p = 0.60 after Holm.'
    """
    sure = summary[summary["p_holm"] < LEVEL].sort_values("p_holm")
    if sure.empty:
        top = summary.loc[summary["correlation"].abs().idxmax()]
        return (
            f"{talk} neither lead nor follow launches at any of {len(summary)} lags: largest "
            f"correlation {top['correlation']:.2f}, {say_lag(int(top['lag_months']))}, "
            f"{say_p(top['p_holm'])} after Holm."
        )
    parts = [
        f"{say_lag(int(row.lag_months))} ({row.correlation:+.2f}, {say_p(row.p_holm)})"
        for row in sure.itertuples()
    ]
    return f"{talk} move with launches at these of {len(summary)} lags: {'; '.join(parts)}."


def say_windows(summary: pd.DataFrame, what: str, unit: str = "launch events") -> str:
    """One sentence on whether launches are more or fewer around spells.

    Parameters
    ----------
    summary : DataFrame
        From :func:`peninsula.deeds.compare_spells`.
    what : str
        The spells, in the plural.
    unit : str
        What is counted.

    Examples
    --------
    >>> table = pd.DataFrame({"window": ["during", "14 days after"], "ratio": [1.1, 0.9],
    ...                       "p_value": [0.4, 0.7], "p_holm": [0.8, 0.8]})
    >>> say_windows(table, "exercises")
    'Launch events around exercises cannot be told from placebo dates: the strongest \
sign is 1.10 times as frequent during, p = 0.40 alone, p = 0.80 after Holm for 2 windows.'
    """
    sure = summary[summary["p_holm"] < LEVEL]
    if len(sure):
        parts = [
            f"{row.window} {row.ratio:.2f} times ({say_p(row.p_holm)})" for row in sure.itertuples()
        ]
        return (
            f"{unit[0].upper()}{unit[1:]} around {what} differ from placebo dates in {len(sure)} "
            f"of {len(summary)} windows: {'; '.join(parts)}."
        )
    top = summary.loc[summary["p_value"].idxmin()]
    ps = f"{say_p(top['p_value'])} alone, {say_p(top['p_holm'])} after Holm for {len(summary)}"
    if top["p_value"] < LEVEL:
        return (
            f"{unit[0].upper()}{unit[1:]} are {top['ratio']:.2f} times as frequent {top['window']} "
            f"{what} as at placebo dates, which suggests a tie and does not show one: {ps} windows."
        )
    return (
        f"{unit[0].upper()}{unit[1:]} around {what} cannot be told from placebo dates: the "
        f"strongest sign is {top['ratio']:.2f} times as frequent {top['window']}, {ps} windows."
    )


def say_elections(summary: pd.DataFrame) -> str:
    """One sentence on how near acts come to elections, era by era.

    Parameters
    ----------
    summary : DataFrame
        From :func:`peninsula.deeds.compare_elections`.

    Examples
    --------
    >>> table = pd.DataFrame({"era": ["Kim Jong Un", "all"], "n_dates": [3, 3],
    ...     "observed": [4.4, 4.4], "placebo_mean": [4.8, 4.8], "p_value": [0.9, 0.9],
    ...     "published_weeks": [4.5, None]})
    >>> say_elections(table)
    'Elections are no nearer to a provocation than random days: weeks under Kim Jong Un 4.4 \
(random 4.8, 3 elections); all together p = 0.90.'
    """
    eras, total = summary[summary["era"] != "all"], summary[summary["era"] == "all"].iloc[0]
    parts = [
        f"{row.era} {row.observed:.1f} (random {row.placebo_mean:.1f}, {row.n_dates} elections)"
        for row in eras.itertuples()
    ]
    passes = (eras["p_value"] * len(eras)).min() < LEVEL or total["p_value"] < LEVEL
    nearer = total["observed"] < total["placebo_mean"]
    head = "no nearer to" if not passes else "nearer to" if nearer else "farther from"
    return (
        f"Elections are {head} a provocation than random days: weeks under {', '.join(parts)}; "
        f"all together {say_p(total['p_value'])}."
    )


def say_narrowing(summary: pd.DataFrame) -> str:
    """Whether random days narrow from era to era as the published windows do.

    Parameters
    ----------
    summary : DataFrame
        From :func:`peninsula.deeds.compare_elections`, eras in order of time.

    Examples
    --------
    >>> say_narrowing(pd.DataFrame({"era": ["Kim Jong Il", "Kim Jong Un", "all"],
    ...     "placebo_mean": [7.6, 4.7, 6.0], "placebo_lower": [3.5, 0.8, 2.0],
    ...     "placebo_upper": [12.5, 12.1, 9.0]}))
    'Random days narrow from era to era too: 7.6 to 4.7 weeks. Only means outside these weeks \
would have told elections from random days: Kim Jong Il 3.5 to 12.5, Kim Jong Un 0.8 to 12.1.'
    """
    eras = summary[summary["era"] != "all"]
    weeks = " to ".join(f"{mean:.1f}" for mean in eras["placebo_mean"])
    narrows = eras["placebo_mean"].is_monotonic_decreasing
    head = "Random days narrow from era to era too" if narrows else "Random days do not narrow"
    ranges = ", ".join(
        f"{row.era} {row.placebo_lower:.1f} to {row.placebo_upper:.1f}" for row in eras.itertuples()
    )
    return (
        f"{head}: {weeks} weeks. Only means outside these weeks would have told elections from "
        f"random days: {ranges}."
    )


def say_power(summary: pd.DataFrame) -> str:
    """How large a difference would have had to be to show in each window.

    Examples
    --------
    >>> table = pd.DataFrame({"window": ["during", "after"], "placebo_mean": [1.0, 1.0],
    ...                       "placebo_lower": [0.5, 0.7], "placebo_upper": [1.4, 1.3]})
    >>> say_power(table)
    'Outside the range of placebo dates would lie: during below 0.50 or above 1.40 times; after \
below 0.70 or above 1.30 times.'
    """
    parts = [
        f"{row.window} below {row.placebo_lower / row.placebo_mean:.2f} or above "
        f"{row.placebo_upper / row.placebo_mean:.2f} times"
        for row in summary.itertuples()
    ]
    return f"Outside the range of placebo dates would lie: {'; '.join(parts)}."


def say_reach(distribution: pd.DataFrame) -> str:
    """How large a correlation would have had to be to show at any lag.

    Parameters
    ----------
    distribution : DataFrame
        Of :func:`peninsula.deeds.correlate_lags`.

    Examples
    --------
    >>> say_reach(pd.DataFrame({"draw": [0, 0, 1, 1], "value": [0.1, -0.3, 0.2, 0.1]}))
    'In 95% of the turned series the largest of all lags stays within 0.29 of zero: a weaker tie \
would not show.'
    """
    largest = distribution.assign(value=distribution["value"].abs()).groupby("draw")["value"].max()
    return (
        f"In 95% of the turned series the largest of all lags stays within "
        f"{largest.quantile(0.95):.2f} of zero: a weaker tie would not show."
    )


def say_claims(claims: pd.DataFrame) -> str:
    """How many of the claims pass, all of them held against each other.

    Examples
    --------
    >>> say_claims(pd.DataFrame({"claim": ["a", "b"], "p_holm": [0.03, 1.0]}))
    '1 of 2 claims passes after Holm over all of them: a.'
    """
    sure = claims.loc[claims["p_holm"] < LEVEL, "claim"]
    n = f"{len(sure) or 'None'} of {len(claims)} claims passes after Holm over all of them"
    return f"{n}: {'; '.join(sure)}." if len(sure) else f"{n}."
