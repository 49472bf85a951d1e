"""Tone of coded statements over time, and how many threats carry a condition."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from peninsula.rhetoric.calendar import find_period, list_periods


def tone_by_period(
    statements: pd.DataFrame,
    freq: str = "YS",
    by: str | None = "recipient",
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1953,
) -> pd.DataFrame:
    """Mean tone of the statements in each period, with a bootstrap over their sources.

    Parameters
    ----------
    statements : DataFrame
        Columns `statement_date`, `tone` (-3 hostile to 2 conciliatory), `document_id`,
        `article_id` and the `by` column.
    freq : str
        Pandas offset of the periods: `YS`, `MS`, `5YS`; several years are counted from the first.
    by : str or None
        Column to part the statements by; None takes them together.
    level, draws, seed : float, int, int
        Coverage of the interval, bootstrap draws, and the seed that makes it repeatable.

    Returns
    -------
    DataFrame
        `period_start`, the `by` column, `n` (statements), `n_sources`, `mean_tone`, `lower`,
        `upper`. Every period of the span is a row; without a statement the mean is blank, with a
        single source the interval is.

    Notes
    -----
    Whole speeches and articles are drawn, not statements: acts of one speech share their tone.

    Examples
    --------
    >>> table = pd.DataFrame({"statement_date": pd.to_datetime(["2017-09-23", "2019-09-30"]),
    ...     "tone": [-3, -1], "document_id": ["a", "b"], "article_id": None, "recipient": "USA"})
    >>> tone_by_period(table)[["period_start", "n", "mean_tone"]]
      period_start  n  mean_tone
    0   2017-01-01  1       -3.0
    1   2018-01-01  0        NaN
    2   2019-01-01  1       -1.0
    """
    table = _prepare(statements, freq, by)
    rng = np.random.default_rng(seed)
    keys = ["period_start"] + ([by] if by else [])
    rows = [
        (*key, *_bootstrap_mean(group, level, draws, rng))
        for key, group in table.groupby(keys, observed=True)
    ]
    columns = [*keys, "n", "n_sources", "mean_tone", "lower", "upper"]
    found = pd.DataFrame(rows, columns=columns)
    return _complete(found, statements["statement_date"], freq, by, ["n", "n_sources"])


def conditional_share(
    statements: pd.DataFrame, freq: str = "YS", by: str | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Share of threats that carry a condition.

    Parameters
    ----------
    statements : DataFrame
        Columns `statement_date`, `act`, `is_conditional` and the `by` column.
    freq : str
        Pandas offset of the periods.
    by : str or None
        Column to part the threats by.
    level : float
        Coverage of the Wilson interval, which takes the threats as independent.

    Returns
    -------
    DataFrame
        `period_start`, the `by` column, `n` (threats with a known condition), `n_conditional`,
        `share`, `lower`, `upper`; blank shares where there was no threat.

    Examples
    --------
    >>> table = pd.DataFrame({"statement_date": pd.to_datetime(["2017-01-01", "2017-02-01"]),
    ...                       "act": "threat", "is_conditional": [True, False]})
    >>> conditional_share(table)[["n", "n_conditional", "share"]]
       n  n_conditional  share
    0  2              1    0.5
    """
    threats = statements.loc[(statements["act"] == "threat") & statements["is_conditional"].notna()]
    table = _period(threats, freq, statements["statement_date"])
    table = table.assign(is_conditional=table["is_conditional"].astype("bool"))
    keys = ["period_start"] + ([by] if by else [])
    grouped = table.groupby(keys, observed=True)["is_conditional"]
    found = grouped.agg(n="size", n_conditional="sum").reset_index()
    found = _complete(found, statements["statement_date"], freq, by, ["n", "n_conditional"])
    n = found["n"].where(found["n"] > 0).astype("float64")
    hits = found["n_conditional"].astype("float64")
    lower, upper = proportion_confint(hits, n, alpha=1 - level, method="wilson")
    return found.assign(share=hits / n, lower=lower, upper=upper)


def split_targets(statements: pd.DataFrame) -> pd.DataFrame:
    """One row a statement and target: what is said to `KOR+USA` is said to each.

    Parameters
    ----------
    statements : DataFrame
        Column `recipient`, several joined by `+`.

    Returns
    -------
    DataFrame
        The same columns; statements without a target are left out.

    Examples
    --------
    >>> split_targets(pd.DataFrame({"recipient": ["KOR+USA", None]}))["recipient"].tolist()
    ['KOR', 'USA']
    """
    known = statements.dropna(subset=["recipient"])
    split = known.assign(recipient=known["recipient"].astype("str").str.split("+"))
    return split.explode("recipient", ignore_index=True)


def _period(statements: pd.DataFrame, freq: str, calendar: pd.Series) -> pd.DataFrame:
    dates = pd.to_datetime(statements["statement_date"])
    if dates.isna().any():
        missing = statements.loc[dates.isna()].index.tolist()
        raise ValueError(f"statement without date: rows {missing}")
    if dates.empty:
        return statements.assign(period_start=dates)
    starts = list_periods(pd.to_datetime(calendar), freq)
    return statements.assign(period_start=find_period(dates, starts))


def _prepare(statements: pd.DataFrame, freq: str, by: str | None) -> pd.DataFrame:
    source = statements["document_id"].fillna(statements["article_id"])
    alone = pd.Series([f"row {i}" for i in statements.index], index=statements.index, dtype="str")
    table = _period(statements, freq, statements["statement_date"]).assign(
        source=source.astype("str").fillna(alone)
    )
    return table.dropna(subset=["tone"] + ([by] if by else []))


def _bootstrap_mean(group: pd.DataFrame, level: float, draws: int, rng) -> tuple:
    sources = group.groupby("source")["tone"].agg(["sum", "size"]).to_numpy(float)
    n_sources, n = len(sources), len(group)
    mean = sources[:, 0].sum() / n
    if n_sources < 2:
        return n, n_sources, mean, np.nan, np.nan
    weights = rng.multinomial(n_sources, np.full(n_sources, 1 / n_sources), size=draws)
    totals = weights @ sources
    tail = (1 - level) / 2
    lower, upper = np.quantile(totals[:, 0] / totals[:, 1], [tail, 1 - tail])
    return n, n_sources, mean, lower, upper


def _complete(found: pd.DataFrame, dates: pd.Series, freq: str, by: str | None, counts: list[str]):
    if dates.dropna().empty:
        return found
    calendar = list_periods(pd.to_datetime(dates), freq)
    keys, index = ["period_start"], calendar
    if by:
        keys = [*keys, by]
        index = pd.MultiIndex.from_product([calendar, sorted(found[by].unique())], names=keys)
    table = found.set_index(keys).reindex(index).reset_index()
    return table.assign(**{column: table[column].fillna(0).astype("int64") for column in counts})
