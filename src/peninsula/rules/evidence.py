"""Rules for articles, what they support, and the audit tables: nothing hangs in the air."""

from __future__ import annotations

import pandas as pd

from peninsula.data import Dataset
from peninsula.faults import Fault
from peninsula.rules.common import join_events, point_out

DAY = pd.Timedelta(days=1)
"""West of Korea a story may carry the day before the Korea day it reports."""


def check_publication(ds: Dataset) -> list[Fault]:
    """No article supports an event that came after it."""
    dates = ds.articles.set_index("article_id")["published_date"]
    links = join_events(ds.event_articles, ds.events)
    published = links["article_id"].map(dates)
    early = published < links["event_date"] - DAY
    why = published.dt.strftime("%Y-%m-%d").map("came out on {}, before the event".format)
    return point_out("event_articles", links, early, "article_id", why)


def check_article_basis(ds: Dataset) -> list[Fault]:
    """A day of publication has a basis, and no basis stands without a day."""
    articles = ds.articles
    dated = articles["published_date"].notna()
    based = articles["published_basis"] != "none"
    return [
        *point_out("articles", articles, dated & ~based, "published_basis", "is none beside a day"),
        *point_out("articles", articles, ~dated & based, "published_date",
                   "is blank though published_basis is {published_basis}"),
    ]  # fmt: skip


def check_article_links(ds: Dataset) -> list[Fault]:
    """One page is one article."""
    articles = ds.articles[ds.articles["url"].notna()]
    first = articles.groupby("url")["article_id"].transform("first")
    why = first.map("has the link of {}".format)
    return point_out("articles", articles, articles["article_id"] != first, "url", why)


def check_lone_events(ds: Dataset) -> list[Fault]:
    """Every event rests on a row of a list or on an article."""
    sourced = pd.concat([ds.crosswalk["event_id"], ds.event_articles["event_id"]]).dropna()
    lone = ~ds.events["event_id"].isin(sourced)
    return point_out("events", ds.events, lone, "event_id", "has neither an article nor a list row")


def check_lone_articles(ds: Dataset) -> list[Fault]:
    """Every article supports an event or a statement, or its note says why it is kept."""
    used = pd.concat([ds.event_articles["article_id"], ds.statements["article_id"]]).dropna()
    lone = ~ds.articles["article_id"].isin(used) & ds.articles["note"].isna()
    why = "supports no event and no statement, and has no note"
    return point_out("articles", ds.articles, lone, "article_id", why)


def check_crosswalk(ds: Dataset) -> list[Fault]:
    """A row that is no event says why; a match agrees with the two dates."""
    lines = join_events(ds.crosswalk, ds.events)
    none = lines["match"] == "not_an_event"
    first, last = lines["event_date"], lines["event_end_date"].fillna(lines["event_date"])
    exact = lines["date_precision"] == "day"
    apart = exact & ((lines["source_date"] < first) | (lines["source_date"] > last))
    settled = lines["match"].isin(["same_day", "merged"])
    # A list that gives only the month is dated on its first day.
    monthly = lines["source_date"].dt.day == 1
    both = none & lines.groupby(["source", "source_key"])["match"].transform("nunique").gt(1)
    return [
        *point_out("crosswalk", lines, none & lines["event_id"].notna(), "match",
                   "is not_an_event, with an event"),
        *point_out("crosswalk", lines, ~none & lines["event_id"].isna(), "event_id", "is blank"),
        *point_out("crosswalk", lines, none & lines["reason"].isna(), "reason",
                   "is blank where the row is no event"),
        *point_out("crosswalk", lines, both, "match", "{source} {source_key} is an event too"),
        *point_out("crosswalk", lines, settled & apart & ~monthly, "match",
                   "is {match}, and {source_date} is not the event's day"),
        *point_out("crosswalk", lines, (lines["match"] == "day_shift") & exact & ~apart, "match",
                   "is day_shift on the event's own day"),
    ]  # fmt: skip


def check_corrections(ds: Dataset) -> list[Fault]:
    """A correction names a row of a list that the crosswalk knows, unless the row is missing."""
    rows = ds.corrections
    known = set(zip(ds.crosswalk["source"], ds.crosswalk["source_key"], strict=True))
    lost = pd.Series(
        [pair not in known for pair in zip(rows["source"], rows["source_key"], strict=True)],
        index=rows.index,
        dtype=bool,
    )
    why = "{source} has no row {source_key} in the crosswalk"
    return [
        *point_out("corrections", rows, lost & (rows["field"] != "row"), "source_key", why),
        *point_out("corrections", rows, rows["source_value"] == rows["our_value"], "our_value",
                   "is what the list says"),
    ]  # fmt: skip


def check_periods(ds: Dataset) -> list[Fault]:
    """No span ends before it begins."""
    periods = ds.periods
    wrong = periods["end_date"] < periods["start_date"]
    return point_out("periods", periods, wrong, "end_date", "{end_date} is before {start_date}")


RULES = (
    check_publication,
    check_article_basis,
    check_article_links,
    check_lone_events,
    check_lone_articles,
    check_crosswalk,
    check_corrections,
    check_periods,
)
