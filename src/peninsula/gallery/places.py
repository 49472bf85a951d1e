"""Named charts of launch sites and flights."""

from __future__ import annotations

import pandas as pd

from peninsula import charts, sites
from peninsula.data import Dataset
from peninsula.gallery.registry import Drawn, named

WHERE = "06_launch_sites"
OUTLINES = " Outlines: Natural Earth, public domain."


@named("launch-sites", "map of launch sites, circles by missiles", WHERE)
def launch_sites(ds: Dataset) -> Drawn:
    """Where the missiles whose site is known flew from."""
    table = sites.count_by_site(sites.locate_missiles(ds))
    subtitle = (
        f"Missiles by launch site, n = {table['n'].sum()} with a known site, "
        f"1984 to {ds.as_of:%Y-%m}"
    )
    ax = charts.plot_site_map(table, sites.load_countries())
    source = charts.source_line(ds, "CNS/NTI") + OUTLINES
    return charts.finish_chart(ax, sites.say_busiest_site(table), subtitle, source), table


@named("launch-sites-by-era", "maps of launch sites, one an era", WHERE)
def launch_sites_by_era(ds: Dataset) -> Drawn:
    """Three maps with circles to one scale."""
    table = sites.count_by_site(sites.locate_missiles(ds))
    subtitle = (
        f"Missiles by launch site and era, n = {table['n'].sum()}; eras of unequal length, so "
        "compare the spread and not the totals"
    )
    axes = charts.plot_era_maps(table, sites.load_countries())
    source = charts.source_line(ds, "CNS/NTI") + OUTLINES
    return charts.finish_chart(axes, sites.say_spread(table), subtitle, source), table


@named("launch-site-mix", "missiles a year by launch site", WHERE)
def launch_site_mix(ds: Dataset) -> Drawn:
    """Stacked counts of the busiest sites."""
    missiles = sites.locate_missiles(ds)
    mix = sites.count_yearly_mix(missiles[missiles["event_date"] >= "2012-01-01"])
    subtitle = (
        f"Missiles a year by site, n = {mix['n'].sum():,}, 2012 to {ds.as_of:%Y-%m}; "
        "the last year is not over"
    )
    ax = charts.plot_stacked_counts(mix, by="site", top=8)
    title = sites.say_mix(mix) + " since 2012"
    return charts.finish_chart(ax, title, subtitle, charts.source_line(ds, "CNS/NTI")), mix


@named("range-apogee", "height against range of every flight with both known", WHERE)
def range_apogee(ds: Dataset) -> Drawn:
    """Flights by missile type, both axes in logarithms."""
    flown = sites.locate_missiles(ds).dropna(subset=["distance_km", "apogee_km"])
    subtitle = (
        f"Apogee against ground range by missile type, n = {len(flown)} flights with both known; "
        "logarithmic axes"
    )
    title = "Intercontinental missiles are tested high, not far"
    ax = charts.plot_range_apogee(flown)
    columns = ["launch_id", "event_date", "missile_name", "missile_type", "distance_km"]
    table = flown[[*columns, "apogee_km"]]
    return charts.finish_chart(ax, title, subtitle, charts.source_line(ds, "CNS/NTI")), table


@named("range-rings", "rings of equal distance around Pyongyang's airport", WHERE)
def range_rings(ds: Dataset) -> Drawn:
    """True distances along the ellipsoid."""
    airport = ds.sites.set_index("site_id").loc["sunan", ["latitude", "longitude"]].astype(float)
    rings = {f"{km:,} km": sites.ring(*airport, km) for km in (300, 600, 1000, 1300)}
    ax = charts.plot_range_rings(rings, sites.load_countries(), tuple(airport))
    title = sites.say_rings(sites.measure_distances(*airport))
    subtitle = (
        "Distance in km along the ground from Sunan, the airport of Pyongyang; rings of equal "
        "distance (WGS 84)"
    )
    table = pd.concat(rings, names=["ring"]).reset_index("ring").reset_index(drop=True)
    source = charts.source_line(ds) + OUTLINES
    return charts.finish_chart(ax, title, subtitle, source), table
