"""Named charts of the evidence: which lists hold what, and how they join."""

from __future__ import annotations

from peninsula import bulk, charts, evidence
from peninsula.data import Dataset
from peninsula.gallery.registry import Drawn, named

EVIDENCE = "01_evidence"


@named("coverage", "rows of each list by year", EVIDENCE)
def coverage(ds: Dataset) -> Drawn:
    """A line of squares a list."""
    table = evidence.count_coverage(ds)
    subtitle = (
        f"Rows by year in each list, n = {table['n'].sum():,}; darker is more (logarithmic). "
        "Totals at the right"
    )
    ax = charts.plot_coverage(table, evidence.NAMES)
    source = charts.source_line(ds, "the lists named")
    return charts.finish_chart(ax, evidence.say_coverage(table), subtitle, source), table


@named("listed-by", "launch events a year by the lists that have them", EVIDENCE)
def listed_by(ds: Dataset) -> Drawn:
    """Stacked counts: both, one or neither."""
    table = evidence.list_launch_events(ds)
    subtitle = (
        f"Launch events a year by list, n = {table['n'].sum()}, 2006 to {ds.as_of:%Y-%m}, "
        "Korea dates"
    )
    ax = charts.plot_stacked_counts(table, by="listed_by")
    source = charts.source_line(ds, "CNS/NTI", "CSIS Beyond Parallel")
    return charts.finish_chart(ax, evidence.say_listed(table), subtitle, source), table


@named("joins", "how many launch days two lists share, by way of joining", EVIDENCE)
def joins(ds: Dataset) -> Drawn:
    """The time-zone lesson."""
    table = evidence.compare_joins(ds)
    subtitle = (
        "CNS launch days since 2012 that find a CSIS row, by way of joining, "
        f"n = {table['days'].min()} to {table['days'].max()} days"
    )
    ax = charts.plot_shares(table)
    source = charts.source_line(ds, "CNS/NTI", "CSIS Beyond Parallel")
    return charts.finish_chart(ax, evidence.say_joins(table), subtitle, source), table.reset_index()


@named("answers-2022", "how many launches in 2022, by compiler, unit and rule", EVIDENCE)
def answers_2022(ds: Dataset) -> Drawn:
    """Published and own totals."""
    table = evidence.list_answers(ds)
    subtitle = (
        f"Published and own totals for 2022, n = {len(table)} answers, each in its own unit; "
        "ours filled, Korea dates"
    )
    ax = charts.plot_answers(table)
    source = charts.source_line(ds, "the compilers named; links in published_totals.csv")
    return charts.finish_chart(ax, evidence.say_answers(table), subtitle, source), table


@named("report-delay", "days from event to article", EVIDENCE)
def report_delay(ds: Dataset) -> Drawn:
    """How soon the articles came."""
    table = evidence.measure_delay(ds)
    subtitle = (
        "Articles by days from event to publication, "
        f"n = {len(table)} pairs whose days are both known"
    )
    ax = charts.plot_delay(table)
    source = charts.source_line(ds, "the articles' own dates and links")
    return charts.finish_chart(ax, evidence.say_delay(table), subtitle, source), table


@named("cameo-codes", "curated events by the CAMEO code they would get", "09_large_event_tables")
def cameo_codes(ds: Dataset) -> Drawn:
    """What machine coding would make of missile tests."""
    coded = bulk.list_coded(ds)
    table = bulk.spread_codes(coded)
    share = table["n"].iloc[0] / table["n"].sum()
    title = (
        f"One CAMEO code, {table['cameo'].iloc[0]}, would hold {share:.0%} of the curated events"
    )
    subtitle = (
        f"Curated events by the first CAMEO code of their type, n = {table['n'].sum()}; "
        f"{coded.attrs['n_left_out']} without a code left out"
    )
    ax = charts.plot_code_spread(table)
    return charts.finish_chart(ax, title, subtitle, charts.source_line(ds)), table
