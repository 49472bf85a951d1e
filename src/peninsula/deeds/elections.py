"""How near to a US election was the nearest act of the North, and how near to any other day?"""

from __future__ import annotations

import pandas as pd

from peninsula.timing import WindowTest, compare_windows

DAYS_PER_WEEK = 7
CSIS_URL = (
    "http://beyondparallel.csis.org/dprk-provocations-likely-around-u-s-presidential-election/"
)


def published_election_weeks() -> pd.DataFrame:
    """Weeks between a US election and the nearest provocation, as CSIS gave them in 2020.

    Returns
    -------
    DataFrame
        ``era`` (leader), ``published_weeks``, ``source_url``.

    Examples
    --------
    >>> published_election_weeks()["published_weeks"].tolist()
    [13.0, 5.5, 4.5]
    """
    eras = ["Kim Il Sung", "Kim Jong Il", "Kim Jong Un"]
    table = {"era": eras, "published_weeks": [13.0, 5.5, 4.5], "source_url": CSIS_URL}
    return pd.DataFrame(table)


def list_us_elections(first: int, last: int) -> pd.DataFrame:
    """US federal elections: the Tuesday after the first Monday of November in even years.

    Parameters
    ----------
    first, last : int
        Years, both included.

    Returns
    -------
    DataFrame
        ``name``, ``event_date``, in order.

    Notes
    -----
    By law (2 U.S.C. 7 and 3 U.S.C. 1), so that the years before ``periods.csv`` begins are had
    without a list.

    Examples
    --------
    >>> list_us_elections(2016, 2019)["event_date"].dt.strftime("%Y-%m-%d").tolist()
    ['2016-11-08', '2018-11-06']
    """
    years = pd.Series(range(first + first % 2, last + 1, 2), dtype="int64")
    opening = pd.to_datetime(years.astype("str") + "-11-01")
    monday = opening + pd.to_timedelta((7 - opening.dt.day_of_week) % 7, unit="D")
    kind = years.mod(4).map({0: "presidential", 2: "midterm"})
    names = "US " + kind + " election " + years.astype("str")
    return pd.DataFrame({"name": names, "event_date": monday + pd.Timedelta(days=1)})


def list_provocations(crosswalk: pd.DataFrame, source: str = "csis") -> pd.Series:
    """Days of the rows of a compiler's list, as the compiler printed them, each once.

    Examples
    --------
    >>> rows = pd.DataFrame({"source": ["csis", "csis", "cns"], "source_date":
    ...     pd.to_datetime(["2017-09-03", "2017-09-03", "2017-09-15"])})
    >>> len(list_provocations(rows))
    1
    """
    days = crosswalk.loc[crosswalk["source"] == source, "source_date"]
    return days.dropna().drop_duplicates().sort_values(ignore_index=True)


def compare_elections(
    dates: pd.Series,
    elections: pd.DataFrame,
    leaders: pd.DataFrame,
    last: str | pd.Timestamp,
    n_draws: int = 1999,
    seed: int = 1,
) -> WindowTest:
    """Weeks from each election to the nearest act, beside random days of the same leader's time.

    Parameters
    ----------
    dates : Series
        Days of acts.
    elections : DataFrame
        ``event_date``.
    leaders : DataFrame
        ``name``, ``start_date``, ``end_date``; days before the first act are left out, for the
        list may not reach back to them.
    last : date
        Last day that the acts cover.
    n_draws, seed : int
        Number of sets of random days, and the seed.

    Returns
    -------
    WindowTest
        As :func:`peninsula.timing.compare_windows`, in weeks, with ``published_weeks`` in the
        summary (blank for all).

    Examples
    --------
    >>> leaders = pd.DataFrame({"name": ["Kim Jong Un"], "end_date": pd.to_datetime([None]),
    ...                         "start_date": pd.to_datetime(["2011-12-17"])})
    >>> votes = list_us_elections(2012, 2016)
    >>> acts = votes["event_date"] + pd.Timedelta(days=14)
    >>> found = compare_elections(acts, votes, leaders, "2020-12-31", n_draws=99).summary
    >>> found[["era", "n_dates", "n_left_out", "observed"]]
               era  n_dates  n_left_out  observed
    0  Kim Jong Un        2           0       2.0
    1          all        2           1       2.0
    """
    eras = leaders[["name", "start_date", "end_date"]]
    eras = eras.assign(start_date=eras["start_date"].clip(lower=dates.min()))
    found = compare_windows(
        dates, elections["event_date"], eras, last, "days_to_nearest", (0, 0), n_draws, seed
    )
    weeks = ["observed", "placebo_mean", "placebo_lower", "placebo_upper"]
    summary = found.summary.assign(**found.summary[weeks] / DAYS_PER_WEEK)
    published = published_election_weeks().set_index("era")["published_weeks"]
    summary.insert(3, "published_weeks", summary["era"].map(published))
    distribution = found.distribution.assign(value=found.distribution["value"] / DAYS_PER_WEEK)
    return WindowTest(summary, distribution)
