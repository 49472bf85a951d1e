"""Named charts of rhetoric: themes, key words, tone."""

from __future__ import annotations

import pandas as pd

from peninsula import charts, rhetoric
from peninsula.data import Dataset
from peninsula.gallery.registry import Drawn, named

SAID = "04_rhetoric"
KOREAS = {"ungdc_prk": "North Korea", "ungdc_kor": "South Korea"}
SPEECHES = "the UN General Debate Corpus (Jankin, Baturo, Dasandi)"
SPAN = "n = 34 UN General Debate speeches each, 1991 to 2024; 95% intervals"


def _draw_koreas(ds: Dataset, theme: str, title: str, subtitle: str, rates: pd.DataFrame) -> Drawn:
    table = rates[(rates["theme"] == theme) & rates["corpus_id"].isin(KOREAS)]
    ax = charts.shade_periods(charts.plot_theme_rates(table, KOREAS), ds.periods)
    return charts.finish_chart(ax, title, subtitle, charts.source_line(ds, SPEECHES)), table


@named("theme-rates", "unification in the UN speeches of both Koreas", SAID)
def theme_rates(ds: Dataset) -> Drawn:
    """How often both Koreas name unification."""
    rates = rhetoric.theme_rates(ds.theme_counts, freq="YS")
    title = rhetoric.say_last_named(rates, "ungdc_prk", "unification", "North Korea")
    subtitle = f"Terms of unification per 10,000 words, {SPAN}"
    return _draw_koreas(ds, "unification", title, subtitle, rates)


@named("theme-nuclear", "what is nuclear in the UN speeches of both Koreas", SAID)
def theme_nuclear(ds: Dataset) -> Drawn:
    """How often both Koreas name what is nuclear."""
    rates = rhetoric.theme_rates(ds.theme_counts, freq="YS")
    title = rhetoric.say_highest(rates, "ungdc_prk", "nuclear", "in North Korea's UN speeches")
    subtitle = f"Nuclear terms per 10,000 words, {SPAN}"
    return _draw_koreas(ds, "nuclear", title, subtitle, rates)


@named("keyness", "words that set Kim Jong Un's years apart in UN speeches", SAID)
def keyness(ds: Dataset) -> Drawn:
    """Log-odds of words, 2012 to 2024 against 1991 to 2011."""
    north = ds.documents[ds.documents["corpus_id"] == "ungdc_prk"]
    is_late = north["document_date"] >= "2012-01-01"
    ids = north["document_id"]
    eras = rhetoric.keyness(ds.document_terms, ds.documents, ids[is_late], ids[~is_late])
    names = ("2012 to 2024", "1991 to 2011")
    subtitle = (
        "Words of North Korea's UN speeches, n = 13 against 21; beside each its rate per 10,000 "
        "words, own era : other era"
    )
    ax = charts.plot_keyness(eras, names)
    title = rhetoric.say_keyness(eras, *names)
    return charts.finish_chart(ax, title, subtitle, charts.source_line(ds, SPEECHES)), eras


@named("new-year-themes", "six themes of the New Year addresses since 1946", SAID)
def new_year_themes(ds: Dataset) -> Drawn:
    """A panel a theme."""
    rates = rhetoric.theme_rates(ds.theme_counts, freq="YS")
    themes = ["unification", "imperialism", "peace", "nuclear", "sovereignty", "economy"]
    table = rates[(rates["corpus_id"] == "new_year") & rates["theme"].isin(themes)]
    title = rhetoric.say_highest(rates, "new_year", "unification", "in the addresses")
    subtitle = (
        "Terms per 10,000 words, one address a year, 95% intervals (the widest run off the "
        "panels). " + rhetoric.say_gaps(rates, "new_year")
    )
    source = charts.source_line(ds, "New Year addresses collected by Lucy Park")
    return charts.finish_chart(
        charts.plot_theme_panels(table, themes), title, subtitle, source
    ), table


@named("theme-changes", "themes of UN speeches since 2012 over those before", SAID)
def theme_changes(ds: Dataset) -> Drawn:
    """Ratios with intervals, and how many other dates have as large a change."""
    changes = rhetoric.rate_change(ds.theme_counts, "ungdc_prk", "2012-01-01", 13, 13)
    shown = [
        "unification", "dialogue", "denuclearization", "inter_korean", "peace", "nuclear",
        "sanctions", "exercises",
    ]  # fmt: skip
    table = changes.set_index("theme").loc[shown].reset_index()
    subtitle = (
        "UN speeches, n = 13 of 2012 to 2024 over the 13 before; 95% intervals. At the right: "
        "rates per 10,000 words before and after, and the share of other dates with as large a "
        "change"
    )
    title = rhetoric.say_ratio(changes, "unification", "Since 2012 North Korea")
    ax = charts.plot_rate_changes(table)
    return charts.finish_chart(ax, title, subtitle, charts.source_line(ds, SPEECHES)), table


@named("tone-by-year", "tone toward the United States and South Korea in UN speeches", SAID)
def tone_by_year(ds: Dataset) -> Drawn:
    """Mean tone of coded acts by five years."""
    says = ds.statements
    says = says[(says["actor"] == "PRK") & (says["channel"] == "un_speech")]
    targets = rhetoric.split_targets(says)
    tone = rhetoric.tone_by_period(targets[targets["recipient"].isin(["USA", "KOR"])], freq="5YS")
    subtitle = (
        f"Mean tone, n = {tone['n'].sum()} coded acts in North Korea's UN speeches, by target and "
        "five years from the year marked (four from 2021); 95% bootstrap intervals over speeches"
    )
    title = rhetoric.say_tone(tone, "USA", "the United States")
    source = charts.source_line(ds, "speeches of the UN General Debate Corpus, coded here")
    return charts.finish_chart(charts.plot_tone(tone), title, subtitle, source), tone
