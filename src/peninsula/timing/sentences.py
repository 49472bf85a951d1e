"""Sentences made from timing tables, so that no number in prose is typed by hand."""

from __future__ import annotations

import calendar

import pandas as pd


def _percent(share: float) -> str:
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def _p(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {value:.2g}"


def say_changes(changes: pd.DataFrame) -> str:
    """When the rate shifted, from what to what, and in what range of months.

    Examples
    --------
    >>> say_changes(pd.DataFrame({"change_date": pd.to_datetime(["2022-01-01"]),
    ...     "lower": pd.to_datetime(["2021-09-01"]), "upper": pd.to_datetime(["2022-01-01"]),
    ...     "mean_before": [0.19], "mean_after": [3.2]}))
    'The rate shifted 1 time: 2022-01 (2021-09 to 2022-01), 0.19 to 3.2 a month.'
    """
    if not len(changes):
        return "The rate shows no shift."
    parts = [
        f"{row.change_date:%Y-%m} ({row.lower:%Y-%m} to {row.upper:%Y-%m}), "
        f"{row.mean_before:.2g} to {row.mean_after:.2g} a month"
        for row in changes.itertuples()
    ]
    times = "1 time" if len(parts) == 1 else f"{len(parts)} times"
    return f"The rate shifted {times}: {'; '.join(parts)}."


def say_sweep(sweep: pd.DataFrame) -> str:
    """How many shifts stand at each penalty, and which is the last to go.

    Examples
    --------
    >>> say_sweep(pd.DataFrame({"penalty": [10, 10, 20], "n_changes": [2, 2, 1],
    ...     "change_date": pd.to_datetime(["2012-12-01", "2022-01-01", "2012-12-01"])}))
    'Shifts by penalty: 2 at 10, 1 at 20; the last to stand: 2012-12.'
    """
    by_penalty = sweep.drop_duplicates("penalty").sort_values("penalty")
    parts = [f"{row.n_changes} at {row.penalty:g}" for row in by_penalty.itertuples()]
    standing = sweep.dropna(subset="change_date")
    last = standing.loc[standing["penalty"] == standing["penalty"].max(), "change_date"]
    named = f"; the last to stand: {', '.join(f'{date:%Y-%m}' for date in last)}" * bool(len(last))
    return f"Shifts by penalty: {', '.join(parts)}{named}."


def say_gap(gap: pd.DataFrame) -> str:
    """How long the present gap is, and how unusual.

    Examples
    --------
    >>> say_gap(pd.DataFrame({"last_date": pd.to_datetime(["2022-12-31"]), "gap_days": [10],
    ...     "n_waits": [3], "n_as_long": [1], "median_wait_days": [8.0], "share_of_days": [0.23]}))
    'The last launch day is 2022-12-31, 10 days before the data end; 1 of 3 earlier waits (median 8 days) was at least as long, and on 23% of all days the last launch lay at least as far back.'
    """  # noqa: E501
    row = gap.iloc[0]
    if not row["gap_days"]:
        return (
            f"The data end on {row['last_date']:%Y-%m-%d}, itself a launch day: there is no open "
            f"gap. The median of {row['n_waits']:.0f} waits is {row['median_wait_days']:.0f} days."
        )
    was = "was" if row["n_as_long"] == 1 else "were"
    return (
        f"The last launch day is {row['last_date']:%Y-%m-%d}, {row['gap_days']:.0f} days before "
        f"the data end; {row['n_as_long']:.0f} of {row['n_waits']:.0f} earlier waits (median "
        f"{row['median_wait_days']:.0f} days) {was} at least as long, and on "
        f"{_percent(row['share_of_days'])} of all days the last launch lay at least as far back."
    )


def say_hazard(hazard: pd.DataFrame) -> str:
    """The hazard soon after an event against the hazard long after.

    Examples
    --------
    >>> say_hazard(pd.DataFrame({"from_days": [0, 7], "to_days": [7.0, 14.0],
    ...                          "hazard": [0.06, 0.02]}))
    'In the first 7 days after a launch day the chance of the next is 6.0% a day, after 7 days 2.0%.'
    """  # noqa: E501
    known = hazard.dropna(subset="hazard")
    first, last = known.iloc[0], known.iloc[-1]
    return (
        f"In the first {first['to_days']:.0f} days after a launch day the chance of the next is "
        f"{first['hazard']:.1%} a day, after {last['from_days']:.0f} days {last['hazard']:.1%}."
    )


def say_seasonality(table: pd.DataFrame, test: pd.DataFrame) -> str:
    """Which months stand out, and whether the calendar explains more than chance would.

    Examples
    --------
    >>> say_seasonality(pd.DataFrame({"month": [3, 12], "ratio": [1.6, 0.5],
    ...     "lower": [1.1, 0.1], "upper": [2.6, 1.4]}), pd.DataFrame({"p_value": [0.41]}))
    'March has 1.6 times its share, and December 0.5; all months together do not differ by more than chance (p = 0.41).'
    """  # noqa: E501
    most, least = table.loc[table["ratio"].idxmax()], table.loc[table["ratio"].idxmin()]
    p = test["p_value"].iloc[0]
    verdict = "differ by more than" if p < 0.05 else "do not differ by more than"
    return (
        f"{calendar.month_name[int(most['month'])]} has {most['ratio']:.1f} times its share, and "
        f"{calendar.month_name[int(least['month'])]} {least['ratio']:.1f}; all months together "
        f"{verdict} chance ({_p(p)})."
    )


def say_clustering(table: pd.DataFrame) -> str:
    """What share of events follows from others, by baseline.

    Examples
    --------
    >>> say_clustering(pd.DataFrame({"baseline": ["constant", "stepped"],
    ...     "branching_ratio": [0.69, 0.2], "lower": [0.48, 0.0], "upper": [0.9, 0.41]}))
    'Launches that one launch leads to: constant baseline 0.69 (0.48 to 0.90); stepped baseline 0.20 (0.00 to 0.41).'
    """  # noqa: E501
    parts = [
        f"{row.baseline} baseline {row.branching_ratio:.2f} ({row.lower:.2f} to {row.upper:.2f})"
        for row in table.itertuples()
    ]
    return f"Launches that one launch leads to: {'; '.join(parts)}."


def say_year_to_date(running: pd.DataFrame, year: int, unit: str = "launch events") -> str:
    """Where a year stands among all earlier years on the same day.

    Examples
    --------
    >>> running = pd.DataFrame({"year": [2021, 2021, 2022], "day_of_year": [1, 2, 1],
    ...                         "n": [0, 5, 3]})
    >>> say_year_to_date(running, 2022)
    '2022 has 3 launch events so far; 0 of 1 earlier years had as many by the same day.'
    """
    own = running[running["year"] == year]
    day, n = own["day_of_year"].max(), own["n"].max()
    others = running[(running["year"] < year) & (running["day_of_year"] <= day)]
    others = others.groupby("year")["n"].max()
    ahead = others[others >= n].index.astype(str).tolist()
    named = f" ({', '.join(ahead)})" if 0 < len(ahead) <= 6 else ""
    return (
        f"{year} has {n} {unit} so far; {len(ahead)} of {len(others)} earlier years had as many "
        f"by the same day{named}."
    )


def say_windows(summary: pd.DataFrame, what: str, unit: str = "") -> str:
    """A statistic around dates against its placebo, over all eras.

    Examples
    --------
    >>> say_windows(pd.DataFrame({"era": ["all"], "n_dates": [12], "observed": [0.5],
    ...     "placebo_mean": [0.4], "placebo_lower": [0.1], "placebo_upper": [0.7],
    ...     "p_value": [0.6]}), "Launches within 30 days")
    'Launches within 30 days of 12 dates: 0.5; of random dates in the same eras 0.4 (0.1 to 0.7), p = 0.6.'
    """  # noqa: E501
    row = summary[summary["era"] == "all"].iloc[0]
    return (
        f"{what} of {row['n_dates']} dates: {row['observed']:.3g}{unit}; of random dates in the "
        f"same eras {row['placebo_mean']:.3g} ({row['placebo_lower']:.3g} to "
        f"{row['placebo_upper']:.3g}), {_p(row['p_value'])}."
    )


def say_followups(table: pd.DataFrame, days: int = 7, level: float = 0.05) -> str:
    """Which pairs of types follow one another more often than chance allows.

    Examples
    --------
    >>> say_followups(pd.DataFrame({"first": ["border_crossing"], "then": ["warning_fire"],
    ...     "n_first": [20], "n_followed": [9], "expected": [0.1], "share": [0.45],
    ...     "p_adjusted": [0.01]}))
    'Within 7 days 1 of 1 pairs goes together more often than chance allows: border crossing with warning fire (9 of 20, 10% expected).'
    """  # noqa: E501
    tied = table[(table["p_adjusted"] < level) & (table["share"] > table["expected"])]
    parts = [
        f"{row.first} with {row.then} ({row.n_followed} of {row.n_first}, {row.expected:.0%} "
        "expected)"
        for row in tied.itertuples()
    ]
    verb = "pairs goes" if len(tied) == 1 else "pairs go"
    listed = f": {'; '.join(parts).replace('_', ' ')}" if parts else ""
    return (
        f"Within {days} days {len(tied)} of {len(table)} {verb} together more often than chance "
        f"allows{listed}."
    )


def say_ties(table: pd.DataFrame, level: float = 0.05) -> str:
    """How many of the pairs tied beyond chance are of a type with itself.

    Examples
    --------
    >>> say_ties(pd.DataFrame({"first": ["a", "a"], "then": ["a", "b"], "share": [0.5, 0.2],
    ...                        "expected": [0.1, 0.1], "p_adjusted": [0.01, 0.9]}))
    '1 of 2 pairs of types is tied beyond chance, 1 of them a type with itself'
    """
    tied = table[(table["p_adjusted"] < level) & (table["share"] > table["expected"])]
    verb = "is" if len(tied) == 1 else "are"
    own = int((tied["first"] == tied["then"]).sum())
    return (
        f"{len(tied)} of {len(table)} pairs of types {verb} tied beyond chance, {own} of them a "
        "type with itself"
    )
