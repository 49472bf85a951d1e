"""Named charts of incidents: what kinds, who begins, who says so, what follows what."""

from __future__ import annotations

import pandas as pd

from peninsula import charts, counts, incidents, overview, rates, timing
from peninsula.data import Dataset
from peninsula.gallery.registry import Drawn, named

KINDS = "03_incident_types"


def _source(ds: Dataset) -> str:
    return charts.source_line(ds, "CSIS Beyond Parallel", "CNS/NTI", "ROK lists")


def _yearly(ds: Dataset) -> pd.DataFrame:
    kinds = incidents.group_rare(ds.events, top=6)
    return counts.count_events(kinds, freq="YS", by="event_type", end=ds.as_of)


@named("incident-types-by-year", "events a year by type", KINDS)
def incident_types_by_year(ds: Dataset) -> Drawn:
    """Stacked counts of the most frequent types."""
    yearly, first = _yearly(ds), ds.events["event_date"].min()
    subtitle = (
        f"Events a year by type, n = {yearly['n'].sum():,}, {first.year} to {ds.as_of:%Y-%m}; "
        "the last year is not over"
    )
    ax = charts.plot_stacked_counts(yearly, by="event_type", top=7)
    return charts.finish_chart(ax, overview.say_busiest_year(ds), subtitle, _source(ds)), yearly


@named("incident-shares", "share of each type in a year, thin years pale", KINDS)
def incident_shares(ds: Dataset) -> Drawn:
    """The mix since 2000."""
    shares = incidents.share_by_period(_yearly(ds), by="event_type")
    recent = shares[shares["period_start"] >= "2000"]
    says = incidents.say_thin_periods(recent)
    subtitle = (
        f"Share of each type among the events of a year, n = {recent['n'].sum():,} since 2000; "
        "n above each bar, thin years pale"
    )
    ax = charts.plot_type_shares(recent, "event_type")
    return charts.finish_chart(ax, says.rstrip("."), subtitle, _source(ds), says), recent


@named("incident-sides", "events a year by who begins and who answers", "00_start_here")
def incident_sides(ds: Dataset) -> Drawn:
    """Stacked counts by side."""
    by_side = counts.count_events(ds.events, freq="YS", by="side")
    first, last = ds.events["event_date"].min(), ds.events["event_date"].max()
    subtitle = (
        f"Events a year by side, n = {by_side['n'].sum():,}, {first:%Y-%m} to {last:%Y-%m}. "
        "The last year is not over."
    )
    ax = charts.plot_stacked_counts(by_side, by="side")
    return charts.finish_chart(ax, overview.say_busiest_year(ds), subtitle, _source(ds)), by_side


@named("incident-eras", "rates of each type under each leader", KINDS)
def incident_eras(ds: Dataset) -> Drawn:
    """Events a year by North Korea, the ten most frequent types."""
    leaders = ds.periods[ds.periods["kind"] == "leader"]
    north = ds.events[ds.events["actor"] == "PRK"]
    first, last = ds.events["event_date"].min(), ds.as_of
    monthly = counts.count_launches(ds, "event", start="2012-01-01", end=last)
    phi = rates.estimate_dispersion(monthly)["dispersion"].iloc[0]
    by_era = incidents.rate_types_by_era(north, leaders, first, last, dispersion=phi)
    often = north["event_type"].value_counts().head(10).index
    common = by_era[by_era["event_type"].isin(often)]
    title = incidents.say_new_types(common, "Kim Jong Il", "Kim Jong Un")
    subtitle = (
        f"Events a year by North Korea, ten most frequent types, n = {common['n'].sum():,}, "
        "95% intervals; logarithmic"
    )
    ax = charts.plot_grouped_intervals(common, "event_type", "name")
    return charts.finish_chart(ax, title, subtitle, _source(ds)), common


@named("incident-followups", "which type follows which within a week, against chance", KINDS)
def incident_followups(ds: Dataset) -> Drawn:
    """Shares seen against types shuffled within years."""
    exact = ds.events[ds.events["date_precision"] == "day"]
    often = exact[exact["event_type"].map(exact["event_type"].value_counts()) >= 10]
    pairs = timing.count_followups(often, days=7, n_draws=499, first_day=0)
    ahead = pairs[pairs["share"] > pairs["expected"]]
    subtitle = (
        f"Followed within 7 days by the second type, n = {len(often):,}; grey: 95% of shuffles"
    )
    ax = charts.plot_followups(ahead)
    says = timing.say_followups(pairs)
    return charts.finish_chart(ax, timing.say_ties(pairs), subtitle, _source(ds), says), ahead


@named("incident-attribution", "who says so: observed, claimed, alleged, disputed", KINDS)
def incident_attribution(ds: Dataset) -> Drawn:
    """Share of each type by attribution."""
    attribution = incidents.count_attribution(ds.events)
    says = incidents.say_attribution(attribution)
    subtitle = (
        "Share of each type by attribution, types with at least 15 events, "
        f"n = {attribution['n'].sum():,} in all"
    )
    table = attribution[attribution["n"] >= 15]
    ax = charts.plot_attribution(table)
    return charts.finish_chart(ax, says.rstrip("."), subtitle, _source(ds), says), table
