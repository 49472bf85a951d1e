"""Named charts of words and deeds: talk against launches, and what is said to move them."""

from __future__ import annotations

import pandas as pd

from peninsula import charts, deeds
from peninsula.data import Dataset
from peninsula.gallery.registry import Drawn, named

DEEDS = "05_words_and_deeds"


def _source(ds: Dataset) -> str:
    return charts.source_line(ds, "CNS/NTI", "CSIS Beyond Parallel")


def _talk(ds: Dataset) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Hostile headlines by month, launch events in the same months, and the span as words."""
    talk = deeds.rate_headlines(ds.theme_counts)
    done = deeds.count_monthly_launches(deeds.list_launches(ds), talk)
    first, last = talk["period_start"].min(), talk["period_start"].max()
    return talk, done, f"{first:%Y-%m} to {last:%Y-%m}"


def _drills(ds: Dataset) -> tuple[pd.DataFrame, int]:
    """Exercises since 2005 as spells, and how many exercises they are made from."""
    chosen = (ds.periods["kind"] == "exercise") & (ds.periods["start_date"] >= "2005")
    return deeds.merge_spells(ds.periods[chosen]), int(chosen.sum())


@named("talk-and-launches", "hostile headlines and launch events by month", DEEDS)
def talk_and_launches(ds: Dataset) -> Drawn:
    """Two panels on one calendar."""
    talk, done, span = _talk(ds)
    peak = talk.loc[talk["value"].idxmax()]
    title = (
        f"Hostile words peak in {peak['period_start']:%B %Y}; {done['value'].sum():.0f} launch "
        f"events fall in {(done['value'] > 0).sum()} of {len(done)} months"
    )
    subtitle = (
        "Above: hostile words per 10,000 words of headlines; below: launch events a month; "
        f"{span}, a gap where there is no text"
    )
    source = charts.source_line(ds, "KCNA", "CNS/NTI")
    ax = charts.finish_chart(charts.plot_talk_and_deeds(talk, done), title, subtitle, source)
    table = talk[["period_start", "value"]].rename(columns={"value": "rate_per_10000_words"})
    return ax, table.assign(launch_events=done["value"].to_numpy())


@named("talk-lags", "whether hostile talk leads launches, by months of lag", DEEDS)
def talk_lags(ds: Dataset) -> Drawn:
    """Rank correlations against series turned in time."""
    talk, done, span = _talk(ds)
    said = deeds.count_hostile_statements(ds.statements, "2006-01-01", ds.as_of)
    launches = deeds.list_launches(ds)
    headlines = deeds.correlate_lags(talk, done)
    statements = deeds.correlate_lags(said, deeds.count_monthly_launches(launches, said))
    n_said = f"{said['value'].sum():.0f} coded statements, 2006 to {ds.as_of:%Y-%m}"
    names = {f"headlines, {span}": headlines, n_said: statements}
    first = deeds.say_lags(headlines.summary, "Hostile headlines")
    says = first + " " + deeds.say_lags(statements.summary, "Hostile statements")
    subtitle = (
        "Rank correlation by lag; box and line: middle half and 95% of 1,999 turned series; "
        "a filled dot passes after Holm over 13 lags"
    )
    source = charts.source_line(ds, "KCNA", "CNS/NTI")
    axes = charts.plot_lags(names)
    ax = charts.finish_chart(axes, first.split(":")[0], subtitle, source, says)
    parts = {name: test.summary for name, test in names.items()}
    return ax, pd.concat(parts, names=["talk"]).reset_index("talk").reset_index(drop=True)


@named("exercises", "launches around joint exercises, against placebo dates", DEEDS)
def exercises(ds: Dataset) -> Drawn:
    """Launch events per 30 days before, during and after."""
    drills, n_exercises = _drills(ds)
    years = deeds.list_eras(2005, ds.as_of.year)
    test = deeds.compare_spells(deeds.list_launches(ds), drills, years, ds.as_of)
    says = deeds.say_windows(test.summary, "exercises")
    subtitle = (
        f"Launch events per 30 days, {len(drills)} spells from {n_exercises} exercises, 2005 to "
        f"{ds.as_of:%Y-%m}; grey: 1,999 placebo sets, underlined 95%; p after Holm"
    )
    words = says + " " + deeds.say_power(test.summary)
    ax = charts.plot_windows(*test)
    return charts.finish_chart(ax, says.split(":")[0], subtitle, _source(ds), words), test.summary


@named("us-elections", "weeks between US elections and provocations, against random days", DEEDS)
def us_elections(ds: Dataset) -> Drawn:
    """A panel for each leader."""
    leaders = ds.periods[ds.periods["kind"] == "leader"]
    acts = deeds.list_provocations(ds.crosswalk)
    elections = deeds.list_us_elections(acts.min().year, ds.as_of.year)
    near = deeds.compare_elections(acts, elections, leaders, ds.as_of)
    says = deeds.say_elections(near.summary) + " " + deeds.say_narrowing(near.summary)
    subtitle = (
        f"Mean weeks to the nearest of {len(acts)} days with a provocation listed by CSIS; "
        "orange: US elections; dashed: published; grey: 1,999 sets of random days"
    )
    source = charts.source_line(ds, "CSIS Beyond Parallel")
    axes = charts.plot_elections(*near)
    return charts.finish_chart(axes, says.split(":")[0], subtitle, source, says), near.summary
