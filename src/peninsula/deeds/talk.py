"""Monthly series of hostile talk, and of launches to set beside it."""

from __future__ import annotations

import pandas as pd

from peninsula.counts import count_events

HOSTILE_THEMES = ("deterrence", "imperialism", "preemptive_strike")
"""Themes of hostile words. Missiles, satellites and exercises are left out: a headline that
reports a launch or a drill would otherwise count as talk about it."""

WORDS_PER_RATE = 10_000


def rate_headlines(
    theme_counts: pd.DataFrame,
    themes: tuple[str, ...] = HOSTILE_THEMES,
    corpus_id: str = "kcna_headlines",
) -> pd.DataFrame:
    """Hostile words in each month's headlines, per 10,000 words; a month without text is blank.

    Parameters
    ----------
    theme_counts : DataFrame
        ``corpus_id``, ``period_start``, ``theme``, ``n``, ``n_tokens``.
    themes : tuple of str
        Themes added together; no word counts for two.
    corpus_id : str
        A corpus counted by month.

    Returns
    -------
    DataFrame
        ``period_start`` (every month), ``value`` (per 10,000 words), ``n``, ``n_tokens``.

    Raises
    ------
    ValueError
        If the corpus or a theme is not in the table.

    Examples
    --------
    >>> counts = pd.DataFrame({"corpus_id": "kcna_headlines", "theme": "imperialism",
    ...     "period_start": pd.to_datetime(["1997-04-01", "1997-06-01"]), "n": [4, 1],
    ...     "n_tokens": [2000, 2000]})
    >>> rate_headlines(counts, ("imperialism",))[["period_start", "value"]]
      period_start  value
    0   1997-04-01   20.0
    1   1997-05-01    NaN
    2   1997-06-01    5.0
    """
    rows = theme_counts[theme_counts["corpus_id"] == corpus_id]
    if missing := [theme for theme in themes if theme not in set(rows["theme"])]:
        raise ValueError(f"corpus {corpus_id} has no theme {', '.join(missing)}")
    rows = rows[rows["theme"].isin(themes)]
    monthly = rows.groupby("period_start").agg(n=("n", "sum"), n_tokens=("n_tokens", "first"))
    calendar = pd.date_range(monthly.index.min(), monthly.index.max(), freq="MS")
    monthly = monthly.reindex(calendar).rename_axis("period_start").reset_index()
    rate = WORDS_PER_RATE * monthly["n"].astype("float64") / monthly["n_tokens"].astype("float64")
    monthly.insert(1, "value", rate)
    return monthly


def count_hostile_statements(
    statements: pd.DataFrame,
    first: str | pd.Timestamp,
    last: str | pd.Timestamp,
    worst_tone: int = -1,
) -> pd.DataFrame:
    """North Korea's hostile statements of each month outside the yearly UN speech.

    Parameters
    ----------
    statements : DataFrame
        ``statement_date``, ``date_precision``, ``actor``, ``channel``, ``tone``.
    first, last : date
        First and last month.
    worst_tone : int
        Statements of this tone or lower are hostile.

    Returns
    -------
    DataFrame
        ``period_start`` (every month) and ``value`` (statements; 0 where none was coded).

    Notes
    -----
    The speech comes every September whatever happens, so it says nothing of timing. What is left
    was coded from articles, most of which report a deed: the same month is favoured by selection.

    Examples
    --------
    >>> rows = pd.DataFrame({"statement_date": pd.to_datetime(["2022-11-03", "2022-09-26"]),
    ...     "date_precision": "day", "actor": "PRK", "channel": ["kcna_statement", "un_speech"],
    ...     "tone": [-2, -2]})
    >>> count_hostile_statements(rows, "2022-09-01", "2022-11-30")["value"].tolist()
    [0.0, 0.0, 1.0]
    """
    chosen = statements[
        (statements["actor"] == "PRK")
        & (statements["channel"] != "un_speech")
        & (statements["tone"] <= worst_tone)
    ]
    dated = chosen.rename(columns={"statement_date": "event_date"})
    counted = count_events(dated, "MS", start=first, end=last)
    return counted.rename(columns={"n": "value"}).astype({"value": "float64"})


def count_monthly_launches(dates: pd.Series, talk: pd.DataFrame) -> pd.DataFrame:
    """Launches in each month of a series of talk.

    Parameters
    ----------
    dates : Series
        A date for each launch in the unit counted.
    talk : DataFrame
        ``period_start``, every month of the span.

    Returns
    -------
    DataFrame
        ``period_start`` and ``value``.

    Examples
    --------
    >>> talk = pd.DataFrame({"period_start": pd.date_range("2022-01-01", periods=2, freq="MS")})
    >>> count_monthly_launches(pd.Series(pd.to_datetime(["2022-01-05", "2022-01-11"])), talk)
      period_start  value
    0   2022-01-01    2.0
    1   2022-02-01    0.0
    """
    months = dates.dt.to_period("M").dt.start_time.value_counts()
    found = months.reindex(talk["period_start"], fill_value=0).astype("float64")
    return pd.DataFrame({"period_start": talk["period_start"], "value": found.to_numpy()})
