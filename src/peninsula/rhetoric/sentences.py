"""Sentences made from the tables, so that no number in prose can go stale."""

from __future__ import annotations

import pandas as pd


def rank_year(rates: pd.DataFrame, corpus_id: str, year: int) -> pd.DataFrame:
    """Where one year stands among all years of its corpus, theme by theme.

    Parameters
    ----------
    rates : DataFrame
        Yearly, as :func:`peninsula.rhetoric.theme_rates` gives.
    corpus_id : str
        The corpus.
    year : int
        The year.

    Returns
    -------
    DataFrame
        `theme`, `rate`, `lower`, `upper`, `rank` (1 is the highest rate of all years, equal rates
        share the better rank), `n_years`, `median_rate` of all years; best rank first.

    Raises
    ------
    ValueError
        If the corpus has no text of that year.

    Examples
    --------
    >>> rates = pd.DataFrame({"corpus_id": "c", "theme": "war", "rate": [1.0, 5.0, 2.0],
    ...     "lower": 0.0, "upper": 9.0,
    ...     "period_start": pd.date_range("2016", periods=3, freq="YS")})
    >>> rank_year(rates, "c", 2017)[["theme", "rate", "rank", "n_years"]]
      theme  rate  rank  n_years
    0   war   5.0     1        3
    """
    corpus = rates.loc[(rates["corpus_id"] == corpus_id) & rates["rate"].notna()]
    by_theme = corpus.groupby("theme", observed=True)["rate"]
    ranked = corpus.assign(
        rank=by_theme.rank(method="min", ascending=False).astype("int64"),
        n_years=by_theme.transform("size"),
        median_rate=by_theme.transform("median"),
    )
    chosen = ranked.loc[ranked["period_start"].dt.year == year]
    if chosen.empty:
        raise ValueError(f"no text of {year} in corpus {corpus_id!r}")
    columns = ["theme", "rate", "lower", "upper", "rank", "n_years", "median_rate"]
    return chosen.sort_values(["rank", "theme"])[columns].reset_index(drop=True)


def pick_rate(rates: pd.DataFrame, corpus_id: str, theme: str) -> pd.DataFrame:
    """The rows of one theme in one corpus that hold a rate, in order of time.

    Examples
    --------
    >>> rates = pd.DataFrame({"corpus_id": "c", "theme": ["a", "b"], "rate": [1.0, None],
    ...                       "period_start": pd.to_datetime("2017-01-01")})
    >>> len(pick_rate(rates, "c", "a")), len(pick_rate(rates, "c", "b"))
    (1, 0)
    """
    rows = rates.loc[(rates["corpus_id"] == corpus_id) & (rates["theme"] == theme)]
    return rows.dropna(subset=["rate"]).sort_values("period_start")


def say_peak(rates: pd.DataFrame, corpus_id: str, theme: str) -> str:
    """When a theme was named most, how often, and how often in a middling year.

    Examples
    --------
    >>> rates = pd.DataFrame({"corpus_id": "c", "theme": "war", "rate": [1.0, 5.0, 2.0],
    ...     "lower": 0.0, "upper": 9.0,
    ...     "period_start": pd.date_range("2016", periods=3, freq="YS")})
    >>> say_peak(rates, "c", "war")
    'war: most in 2017, 5.0 per 10,000 words (95% interval 0.0 to 9.0); median of 3 periods 2.0.'
    """
    rows = pick_rate(rates, corpus_id, theme)
    peak = rows.loc[rows["rate"].astype(float).idxmax()]
    return (
        f"{theme.replace('_', ' ')}: most in {peak['period_start']:%Y}, {peak['rate']:.1f} per "
        f"10,000 words (95% interval {peak['lower']:.1f} to {peak['upper']:.1f}); "
        f"median of {len(rows)} periods {rows['rate'].median():.1f}."
    )


def say_silence(rates: pd.DataFrame, corpus_id: str, theme: str) -> str:
    """In which years a theme was never named, of those with a text.

    Examples
    --------
    >>> rates = pd.DataFrame({"corpus_id": "c", "theme": "war", "rate": [1.0, 0.0, None],
    ...     "period_start": pd.date_range("2016", periods=3, freq="YS")})
    >>> say_silence(rates, "c", "war")
    'war is never named in 1 of 2 years with a text: 2017.'
    """
    rows = pick_rate(rates, corpus_id, theme)
    silent = rows.loc[rows["rate"] == 0, "period_start"].dt.year.astype("str").tolist()
    listed = f": {', '.join(silent)}" if silent else ""
    name = theme.replace("_", " ")
    return f"{name} is never named in {len(silent)} of {len(rows)} years with a text{listed}."


def say_change(changes: pd.DataFrame, theme: str) -> str:
    """How one theme changed at a date, and how often texts change as much at other dates.

    Examples
    --------
    >>> changes = pd.DataFrame({"theme": ["war"], "rate_before": [4.0], "rate_after": [8.0],
    ...     "ratio": [2.0], "lower": [0.9], "upper": [4.4], "n_placebos": [20],
    ...     "placebo_share": [0.25]})
    >>> print(say_change(changes, "war"))
    war: 4.0 before, 8.0 after (ratio 2.00, 95% interval 0.90 to 4.40); 25% of 20 other dates
    show as large a change.
    """
    row = changes.set_index("theme").loc[theme]
    baseline = (
        f"{row['placebo_share']:.0%} of {row['n_placebos']:.0f} other dates show as large a change"
        if row["n_placebos"] > 0
        else "too few texts for other dates to compare with"
    )
    return (
        f"{theme.replace('_', ' ')}: {row['rate_before']:.1f} before, "
        f"{row['rate_after']:.1f} after (ratio {row['ratio']:.2f}, 95% interval "
        f"{row['lower']:.2f} to {row['upper']:.2f}); {baseline}."
    )


def say_gaps(rates: pd.DataFrame, corpus_id: str) -> str:
    """Which periods of a corpus hold no text; they are blank in every chart.

    Examples
    --------
    >>> rates = pd.DataFrame({"corpus_id": "c", "theme": "war", "rate": [1.0, None, 2.0],
    ...     "period_start": pd.date_range("1956", periods=3, freq="YS")})
    >>> say_gaps(rates, "c")
    '2 of 3 periods hold a text; none in 1957.'
    """
    rows = rates.loc[rates["corpus_id"] == corpus_id]
    empty = rows.groupby("period_start")["rate"].count() == 0
    whole_years = (rows["period_start"].dt.day_of_year == 1).all()
    named = [f"{start:%Y}" if whole_years else f"{start:%Y-%m}" for start in empty.index[empty]]
    return (
        f"{(~empty).sum()} of {len(empty)} periods hold a text; "
        f"{'none in ' + ', '.join(named) if named else 'no gap'}."
    )


def show_ends(table: pd.DataFrame, n: int = 8) -> pd.DataFrame:
    """The words of both ends of a keyness table, rounded for reading.

    Parameters
    ----------
    table : DataFrame
        As :func:`peninsula.rhetoric.keyness` gives.
    n : int
        Words of each end.

    Returns
    -------
    DataFrame
        `term`, `rate_first`, `rate_second` (per 10,000 words), `n_documents_first`,
        `n_documents_second`, `z`; by falling `z`.

    Examples
    --------
    >>> table = pd.DataFrame({"term": list("abc"), "rate_first": 1.0, "rate_second": 2.0,
    ...     "n_documents_first": 1, "n_documents_second": 1, "z": [3.0, 0.0, -3.0]})
    >>> show_ends(table, n=1)["term"].tolist()
    ['a', 'c']
    """
    columns = ["term", "rate_first", "rate_second", "n_documents_first", "n_documents_second", "z"]
    n = min(n, len(table) // 2)
    ends = pd.concat([table.head(n), table.tail(n)])[columns].reset_index(drop=True)
    return ends.round({"rate_first": 1, "rate_second": 1, "z": 1})
