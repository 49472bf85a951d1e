"""Titles of charts made from the tables: one finding each, short enough to stand above a chart."""

from __future__ import annotations

import pandas as pd

from peninsula.rhetoric.sentences import pick_rate


def say_highest(
    rates: pd.DataFrame, corpus_id: str, theme: str, where: str, unit: str = "year"
) -> str:
    """A title: the year (or other unit of the rates) in which a corpus names a theme most.

    Examples
    --------
    >>> rates = pd.DataFrame({"corpus_id": "c", "theme": "war", "rate": [1.0, 5.0, 2.0],
    ...     "period_start": pd.date_range("2016", periods=3, freq="YS")})
    >>> say_highest(rates, "c", "war", "in the speeches")
    'War words peak in 2017 in the speeches: 5 per 10,000, against 2 in a median year'
    """
    rows = pick_rate(rates, corpus_id, theme)
    rate = rows["rate"].astype(float).round()  # a tie to the reader is a tie
    peaks = rows.loc[rate == rate.max(), "period_start"].dt.strftime("%Y").unique()
    return (
        f"{theme.replace('_', ' ').capitalize()} words peak in {' and '.join(peaks)} {where}: "
        f"{rate.max():.0f} per 10,000, against {rows['rate'].median():.0f} in a median {unit}"
    )


def say_last_named(rates: pd.DataFrame, corpus_id: str, theme: str, name: str) -> str:
    """A title: when a corpus last named a theme, and how many texts have followed.

    Examples
    --------
    >>> rates = pd.DataFrame({"corpus_id": "c", "theme": "war", "rate": [1.0, 5.0, 0.0],
    ...     "period_start": pd.date_range("2016", periods=3, freq="YS")})
    >>> say_last_named(rates, "c", "war", "The corpus")
    'The corpus last spoke of war in 2017 and not in the one text since'
    """
    rows = pick_rate(rates, corpus_id, theme)
    named = rows.loc[rows["rate"] > 0, "period_start"]
    if named.empty:
        return f"{name} never spoke of {theme.replace('_', ' ')} in {len(rows)} texts"
    since = int((rows["period_start"] > named.iloc[-1]).sum())
    after = {0: ", the latest text", 1: " and not in the one text since"}
    tail = after.get(since, f" and in none of the {since} texts since")
    return f"{name} last spoke of {theme.replace('_', ' ')} in {named.iloc[-1]:%Y}{tail}"


def say_keyness(table: pd.DataFrame, first: str, second: str, n: int = 3) -> str:
    """A title: the words that most mark each of two groups.

    Examples
    --------
    >>> table = pd.DataFrame({"term": ["justice", "the", "talks"], "z": [3.0, 0.0, -3.0]})
    >>> say_keyness(table, "Now", "Then", n=1)
    'Now: justice. Then: talks'
    """
    ends = [table.head(n)["term"], table.tail(n)["term"].iloc[::-1]]
    return ". ".join(
        f"{name}: {', '.join(t)}" for name, t in zip((first, second), ends, strict=True)
    )


def say_ratio(changes: pd.DataFrame, theme: str, name: str) -> str:
    """A title: how many times as often a theme is named after a date as before.

    Examples
    --------
    >>> changes = pd.DataFrame({"theme": ["war", "talks"], "ratio": [2.0, 0.25]})
    >>> say_ratio(changes, "war", "The North"), say_ratio(changes, "talks", "The North")
    ('The North names war 2.0 times as often', 'The North names talks 25% as often')
    """
    ratio = changes.set_index("theme").loc[theme, "ratio"]
    shown = f"{ratio:.1f} times" if ratio >= 1 else f"{ratio:.0%}"
    return f"{name} names {theme.replace('_', ' ')} {shown} as often"


def say_tone(tone: pd.DataFrame, recipient: str, name: str) -> str:
    """A title: the friendliest and the most hostile period toward one target.

    Examples
    --------
    >>> tone = pd.DataFrame({"recipient": "USA", "mean_tone": [0.5, None, -1.25],
    ...     "period_start": pd.to_datetime(["1991-01-01", "1996-01-01", "2001-01-01"])})
    >>> say_tone(tone, "USA", "the United States")
    'Tone toward the United States: friendliest from 1991 (+0.5), most hostile from 2001 (-1.2)'
    """
    rows = tone.loc[(tone["recipient"] == recipient) & tone["mean_tone"].notna()]
    if rows.empty:
        return f"No coded act toward {name}"
    value = rows["mean_tone"].astype(float)
    best, worst = rows.loc[value.idxmax()], rows.loc[value.idxmin()]
    return (
        f"Tone toward {name}: friendliest from {best['period_start']:%Y} "
        f"({best['mean_tone']:+.1f}), most hostile from {worst['period_start']:%Y} "
        f"({worst['mean_tone']:+.1f})"
    )


def say_scores(compared: pd.DataFrame, method: str, baseline: str) -> str:
    """How well a score ranks documents by coded tone, beside a baseline score.

    Examples
    --------
    >>> compared = pd.DataFrame({"method": ["own", "vader"], "n_documents": 34,
    ...     "spearman": [0.6, 0.3], "lower": [0.3, -0.1], "upper": [0.8, 0.6]})
    >>> print(say_scores(compared, "own", "vader"))
    own ranks 34 documents as the coder does with a correlation of 0.60 (95% interval 0.30 to
    0.80); vader with 0.30 (-0.10 to 0.60).
    """
    table = compared.set_index("method")
    own, other = table.loc[method], table.loc[baseline]
    return (
        f"{method} ranks {own['n_documents']:.0f} documents as the coder does with a correlation "
        f"of {own['spearman']:.2f} (95% interval {own['lower']:.2f} to {own['upper']:.2f}); "
        f"{baseline} with {other['spearman']:.2f} ({other['lower']:.2f} to {other['upper']:.2f})."
    )
