"""Named charts of the outlook: how likely, how many, and how good such numbers have been."""

from __future__ import annotations

import pandas as pd

from peninsula import charts, counts, outlook
from peninsula.data import Dataset
from peninsula.gallery.registry import Drawn, named

AHEAD = "07_outlook"


def _source(ds: Dataset) -> str:
    return charts.source_line(ds, "CNS/NTI", "CSIS Beyond Parallel")


def _spans(ds: Dataset) -> tuple[pd.DataFrame, pd.Timestamp, pd.Timestamp]:
    """Launch events known to the day, the first day of the record and the last."""
    launches = counts.select_launches(ds)
    dated = launches[launches["date_precision"] == "day"]
    return dated, launches["event_date"].min(), ds.as_of


def _past(ds: Dataset) -> pd.DataFrame:
    launches, first, last = _spans(ds)
    origins = pd.date_range("2014-01-01", last, freq="14D")
    return outlook.roll_forecasts(launches, first, origins, last)


@named("outlook", "how likely a launch is in the next 14, 30 and 90 days", AHEAD)
def outlook_now(ds: Dataset) -> Drawn:
    """Four models."""
    launches, first, last = _spans(ds)
    tomorrow = last + pd.Timedelta(days=1)
    table = outlook.estimate_outlook(launches, first, tomorrow)
    subtitle = (
        "Probability of at least one launch event, four models fitted on "
        f"n = {len(launches)} events to {last:%Y-%m-%d}"
    )
    title = f"From {tomorrow:%d %B %Y}: how likely is a launch?"
    says = outlook.say_outlook(table)
    return charts.finish_chart(
        charts.plot_outlook(table), title, subtitle, _source(ds), says
    ), table


@named("outlook-skill", "whether the models have beaten climatology", AHEAD)
def outlook_skill(ds: Dataset) -> Drawn:
    """Differences of the Brier score with intervals."""
    scores = outlook.score_forecasts(_past(ds))
    says = outlook.say_scores(scores)
    subtitle = (
        f"Brier score less that of climatology, n = {scores['n'].max()} forecasts each since "
        "2014, 95% by drawing years"
    )
    axes = charts.plot_skill(scores)
    return charts.finish_chart(axes, says.split(";")[0], subtitle, _source(ds), says), scores


@named("outlook-reliability", "whether what was called likely happened", AHEAD)
def outlook_reliability(ds: Dataset) -> Drawn:
    """Forecasts of 30 days by model."""
    table = outlook.measure_reliability(_past(ds))
    says = outlook.say_reliability(table)
    subtitle = (
        "30-day forecasts since 2014, every fortnight; number of forecasts at each dot, "
        "95% intervals that allow for overlap"
    )
    axes = charts.plot_reliability(table, 30)
    return charts.finish_chart(axes, says.rstrip("."), subtitle, _source(ds), says), table


@named("outlook-year", "how many launch events the year will have seen", AHEAD)
def outlook_year(ds: Dataset) -> Drawn:
    """Median and intervals of the year's total by model."""
    launches, first, last = _spans(ds)
    prediction = outlook.predict_year(launches, first, last + pd.Timedelta(days=1))
    yearly = launches["event_date"].dt.year.value_counts().drop(last.year, errors="ignore")
    table = outlook.summarise_year(prediction, record=int(yearly.max()))
    subtitle = (
        f"Launch events in {last.year} by model: median, half of the chance (thick), 95% (thin); "
        f"n so far to {last:%Y-%m-%d}"
    )
    ax = charts.plot_year_ranges(table, record=(str(yearly.idxmax()), int(yearly.max())))
    title = f"How many launch events will {last.year} have seen?"
    says = outlook.say_year(table)
    return charts.finish_chart(ax, title, subtitle, _source(ds), says), table


@named("forecasts-2017", "the published forecasts of spring 2017 beside ours", AHEAD)
def forecasts_2017(ds: Dataset) -> Drawn:
    """Published probabilities and those of our models on the same days."""
    launches, first, last = _spans(ds)
    is_nuclear = (ds.events["event_type"] == "nuclear_test") & (
        ds.events["date_precision"] == "day"
    )
    targets = pd.concat([launches, ds.events[is_nuclear]])
    table = outlook.score_published(outlook.load_published(), targets, first, last)
    says = outlook.say_published(table)
    subtitle = (
        "Probability of at least one launch or nuclear test; all windows overlap, so they count "
        "for far fewer than ten"
    )
    axes = charts.plot_published(table)
    return charts.finish_chart(axes, says.split(". ")[0], subtitle, _source(ds), says), table
