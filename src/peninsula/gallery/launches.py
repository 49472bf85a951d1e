"""Named charts of launches: how many, how often, whether they worked, when in the year."""

from __future__ import annotations

import pandas as pd

from peninsula import charts, control_room, counts, overview, rates, timing
from peninsula.data import Dataset
from peninsula.gallery.registry import Drawn, named

MONTHS = "00_start_here"
RATES = "02_missile_tests"


def _source(ds: Dataset) -> str:
    return charts.source_line(ds, "CNS/NTI", "CSIS Beyond Parallel")


def _launches(ds: Dataset) -> tuple[pd.DataFrame, pd.Timestamp, pd.Timestamp]:
    """Launch events, the first day of the record and the last."""
    launches = counts.select_launches(ds)
    return launches, launches["event_date"].min(), ds.as_of


def _dated(ds: Dataset) -> pd.DataFrame:
    launches = counts.select_launches(ds)
    return launches[launches["date_precision"] == "day"]


@named("launches-by-month", "launch events a month under Kim Jong Un, with their mean", MONTHS)
def launches_by_month(ds: Dataset) -> Drawn:
    """The control room's chart as it opens."""
    choice = control_room.Choice()
    return control_room.draw_choice(ds, choice), control_room.count_choice(ds, choice)


@named("launches-three-units", "missiles, launch events and launch days a year", RATES)
def launches_three_units(ds: Dataset) -> Drawn:
    """A panel for each unit of count."""
    _, first, last = _launches(ds)
    units = {
        words: counts.count_launches(ds, unit, freq="YS", start=first, end=last)
        for unit, words in overview.UNITS.items()
    }
    subtitle = (
        f"Ballistic missiles and space launchers a year, {first:%Y} to {last:%Y-%m}, Korea dates; "
        "the last year is not over"
    )
    ax = charts.plot_three_units(units)
    ax = charts.finish_chart(ax, overview.say_units(ds), subtitle, _source(ds))
    return ax, pd.concat(units, names=["unit"]).reset_index("unit").reset_index(drop=True)


@named("launches-by-leader", "launch events a year under each leader, with intervals", RATES)
def launches_by_leader(ds: Dataset) -> Drawn:
    """Rates with exposure; intervals allow for clusters."""
    launches, first, last = _launches(ds)
    leaders = ds.periods[ds.periods["kind"] == "leader"]
    monthly = counts.count_launches(ds, "event", start="2012-01-01", end=last)
    phi = rates.estimate_dispersion(monthly)["dispersion"].iloc[0]
    counted = rates.count_by_period(launches, leaders, first, last)
    table = rates.estimate_rates(counted, "quasi_poisson", dispersion=phi)
    ratios = rates.compare_rates(table, "Kim Jong Il", dispersion=phi)
    subtitle = (
        f"Launch events a year, n = {table['n'].sum()} in {table['exposure_years'].sum():.1f} "
        "years, 95% intervals that allow for clusters; logarithmic"
    )
    title = rates.say_ratio(ratios.tail(1), "launch events").rstrip(".")
    ax = charts.plot_intervals(table, is_log=True)
    return charts.finish_chart(ax, title, subtitle, _source(ds)), table


@named("launch-shifts", "months cut into spans of steady rate", RATES)
def launch_shifts(ds: Dataset) -> Drawn:
    """Counts a month, the mean of each span, where each shift may lie."""
    _, first, last = _launches(ds)
    monthly = counts.count_launches(ds, "event", freq="MS", start=first, end=last)[:-1]
    spans = timing.find_changes(monthly)
    shifts = timing.locate_changes(monthly, spans)
    now = spans.iloc[-1]
    title = (
        f"Since {now['start_date']:%B %Y} there are {now['mean']:.1f} launch events a month, "
        f"in the span before {spans['mean'].iloc[-2]:.1f}"
    )
    subtitle = (
        f"Launch events a month, n = {monthly['n'].sum()} in {len(monthly)} whole months; "
        "lines: mean of a span; bands: 95% range of a shift"
    )
    ax = charts.shade_periods(charts.plot_changes(monthly, spans, shifts), ds.periods)
    return charts.finish_chart(ax, title, subtitle, _source(ds)), monthly


@named("launch-gaps", "chance of a launch day by days since the last", RATES)
def launch_gaps(ds: Dataset) -> Drawn:
    """The hazard of the next launch day."""
    waits = timing.measure_waits(_dated(ds), ds.as_of)
    hazard = timing.estimate_hazard(waits[waits["start_date"] >= "2011-12-17"])
    ax = charts.finish_chart(
        charts.plot_hazard(hazard),
        "The longer the silence, the smaller the chance that the next day ends it",
        f"Chance a day of a launch day, n = {hazard['n'].sum()} waits since 2011-12-17, "
        "95% intervals (Garwood)",
        _source(ds),
        timing.say_hazard(hazard) + " Clusters and a drifting rate both make it fall.",
    )
    return ax, hazard


@named("this-year-so-far", "this year's running total against all earlier years", RATES)
def this_year_so_far(ds: Dataset) -> Drawn:
    """Launch events by day of the year."""
    _, first, last = _launches(ds)
    running = counts.cumulate_by_year(_dated(ds), last)
    says = timing.say_year_to_date(running, last.year)
    subtitle = (
        f"Running total of launch events by day of the year, {first:%Y} to {last:%Y-%m-%d}; "
        "the highest years named"
    )
    ax = charts.plot_running_years(running, last.year)
    return charts.finish_chart(ax, says.rstrip("."), subtitle, _source(ds), says), running


@named("launch-success", "share of successes by missile type, with what is unknown", RATES)
def launch_success(ds: Dataset) -> Drawn:
    """Success of known outcomes over the bounds that the unknown ones leave."""
    launches, _, _ = _launches(ds)
    tried = ds.launches[ds.launches["event_id"].isin(launches["event_id"])]
    success = rates.estimate_success(tried, by="missile_type").sort_values("n", ascending=False)
    known = success[success["n"] >= 5]
    title = (
        f"{success['n_unknown'].sum()} of {success['n'].sum()} outcomes are unknown, "
        "most of them of short-range missiles"
    )
    subtitle = (
        "Share of successes by missile type; dot and line: known outcomes, 95%; "
        "hatched: all unknown failed to all succeeded"
    )
    says = rates.say_success(known)
    return charts.finish_chart(
        charts.plot_success(known), title, subtitle, _source(ds), says
    ), known


@named("launch-season", "launch events by month of the year", RATES)
def launch_season(ds: Dataset) -> Drawn:
    """Events by month over what each year's total would give."""
    dated, last = _dated(ds), ds.as_of
    season = timing.estimate_seasonality(dated, "2012-01-01", last)
    test = timing.compare_seasonality(dated, "2012-01-01", last)
    says = timing.say_seasonality(season, test)
    subtitle = (
        f"Launch events over what each year's total would give, n = {season['n'].sum()}, "
        f"2012 to {last:%Y-%m}, 95% by drawing years"
    )
    ax = charts.plot_seasonality(season)
    return charts.finish_chart(ax, says.rstrip("."), subtitle, _source(ds), says), season
