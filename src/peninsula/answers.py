"""One question, one answer, one notebook: the table that the README and the site open with.

Each answer is a sentence made from the tables by the functions that the notebooks use, so that it
stays true as the data grow.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from peninsula.data import Dataset


def list_answers(ds: Dataset) -> pd.DataFrame:
    """Every notebook's question with its answer of today.

    Returns
    -------
    DataFrame
        ``notebook`` (file name without suffix), ``question``, ``answer``; in reading order.
    """
    rows = [(name, question, answer(ds)) for name, question, answer in ANSWERS]
    return pd.DataFrame(rows, columns=["notebook", "question", "answer"])


def _start(ds: Dataset) -> str:
    from peninsula import overview

    return f"{overview.say_size(ds)} {overview.say_latest_launch(ds)}"


def _evidence(ds: Dataset) -> str:
    from peninsula import evidence

    shifts = evidence.list_day_shifts(ds)
    return (
        f"{evidence.say_joins(evidence.compare_joins(ds))}. {len(ds.corrections)} faults of "
        f"outside lists are put right, {len(shifts)} of them launch days of the present CSIS table."
    )


def _missiles(ds: Dataset) -> str:
    from peninsula import counts, overview, timing

    launches = counts.select_launches(ds)
    dated = launches[launches["date_precision"] == "day"]
    running = timing.say_year_to_date(counts.cumulate_by_year(dated, ds.as_of), ds.as_of.year)
    return f"{overview.say_units(ds)}. {running}"


def _incidents(ds: Dataset) -> str:
    from peninsula import counts, incidents, rates

    leaders = ds.periods[ds.periods["kind"] == "leader"]
    north = ds.events[ds.events["actor"] == "PRK"]
    first, last = ds.events["event_date"].min(), ds.as_of
    monthly = counts.count_launches(ds, "event", start="2012-01-01", end=last)
    spread = rates.estimate_dispersion(monthly)["dispersion"].iloc[0]
    eras = incidents.rate_types_by_era(north, leaders, first, last, dispersion=spread)
    common = eras[eras["event_type"].isin(north["event_type"].value_counts().head(10).index)]
    return incidents.say_new_types(common, "Kim Jong Il", "Kim Jong Un") + "."


def _rhetoric(ds: Dataset) -> str:
    from peninsula import rhetoric

    themes = rhetoric.theme_rates(ds.theme_counts, freq="YS")
    last = rhetoric.say_last_named(themes, "ungdc_prk", "unification", "North Korea")
    changes = rhetoric.rate_change(
        ds.theme_counts, "ungdc_prk", "2012-01-01", n_before=13, n_after=13
    )
    return f"{last}. {rhetoric.say_ratio(changes, 'unification', 'Since 2012 North Korea')}."


def _deeds(ds: Dataset) -> str:
    from peninsula import deeds

    launches = deeds.list_launches(ds)
    talk = deeds.rate_headlines(ds.theme_counts)
    lags = deeds.correlate_lags(talk, deeds.count_monthly_launches(launches, talk))
    drills = ds.periods[(ds.periods["kind"] == "exercise") & (ds.periods["start_date"] >= "2005")]
    years = deeds.list_eras(2005, ds.as_of.year)
    around = deeds.compare_spells(launches, deeds.merge_spells(drills), years, ds.as_of)
    acts = deeds.list_provocations(ds.crosswalk)
    elections = deeds.list_us_elections(acts.min().year, ds.as_of.year)
    leaders = ds.periods[ds.periods["kind"] == "leader"]
    near = deeds.compare_elections(acts, elections, leaders, ds.as_of)
    findings = (
        deeds.say_lags(lags.summary, "Hostile headlines"),
        deeds.say_windows(around.summary, "exercises"),
        deeds.say_elections(near.summary),
    )
    return ". ".join(finding.split(":")[0] for finding in findings) + "."


def _sites(ds: Dataset) -> str:
    from peninsula import sites

    missiles = sites.locate_missiles(ds)
    return f"{sites.say_busiest_site(sites.count_by_site(missiles))}. {sites.say_reach(missiles)}."


def _outlook(ds: Dataset) -> str:
    from peninsula import counts, outlook

    launches = counts.select_launches(ds)
    first = launches["event_date"].min()
    dated = launches[launches["date_precision"] == "day"]
    now = outlook.estimate_outlook(dated, first, ds.as_of + pd.Timedelta(days=1))
    origins = pd.date_range("2014-01-01", ds.as_of, freq="14D")
    scores = outlook.score_forecasts(outlook.roll_forecasts(dated, first, origins, ds.as_of))
    return f"{outlook.say_outlook(now)} {outlook.say_scores(scores)}"


def _coding(_: Dataset) -> str:
    from peninsula.coding import score

    results = score.load_results()
    by_date = score.tabulate_accuracy(results, "type and date: F1")["test"]
    by_type = score.tabulate_accuracy(results, "type: F1")["test"]
    tone = score.tabulate_accuracy(results, "tone: mean recall")["test"]
    return (
        f"`peninsula code` proposes, a person reviews, `peninsula add` writes. On test pages of "
        f"our own writing F1 is {by_date['peninsula']} for type and date and "
        f"{by_type['peninsula']} for type; a keyword with the nearest weekday reaches "
        f"{by_date['keyword, nearest weekday']}. Mean recall of tone: {tone['peninsula']} "
        f"(always hostile: {tone['always hostile']})."
    )


def _large(ds: Dataset) -> str:
    from peninsula import bulk

    spread = bulk.spread_codes(bulk.list_coded(ds))
    share = spread["n"].iloc[0] / spread["n"].sum()
    return (
        f"The machine's code book has no type for a missile test: its code "
        f"{spread['cameo'].iloc[0]} would hold {spread['n_types'].iloc[0]} of our types and "
        f"{share:.0%} of the curated events. No real download ships with the notebook; its rows "
        f"are generated, and it says how to run on real ones."
    )


ANSWERS: list[tuple[str, str, Callable[[Dataset], str]]] = [
    ("00_start_here", "What is here, how recent is it, and what happened last?", _start),
    ("01_evidence", "Where do the rows come from, and what did we correct?", _evidence),
    ("02_missile_tests", "How often are missiles tested, and how unusual is this year?", _missiles),
    ("03_incident_types", "What kinds of incident, in which era?", _incidents),
    ("04_rhetoric", "What is said, and how has that changed since 1991?", _rhetoric),
    ("05_words_and_deeds", "Does talk lead tests? Do exercises and elections?", _deeds),
    ("06_launch_sites", "From where, how far, how high?", _sites),
    ("07_outlook", "How likely is a launch soon, and how good have such numbers been?", _outlook),
    ("08_code_an_article", "How does this week's story become rows?", _coding),
    ("09_large_event_tables", "How does the curated series compare with GDELT?", _large),
]
"""Notebook, question and the function that answers it, in reading order."""
