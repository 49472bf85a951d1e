"""Which cited articles can support their event, and which cannot: too old, or of another event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from evidence.articles import Citation
from evidence.mending import WrongLink
from evidence.tables import Row
from peninsula.links import read_published_date

Pair = tuple[str, str]
EARLY = timedelta(days=1)
"""West of Korea an outlet may date its report of a Korean day one day before."""


def count_days_early(published: str, event: Row) -> int:
    """Days by which an article is older than its event; 0 where its day is unknown."""
    if not published:
        return 0
    gap = date.fromisoformat(event["event_date"]) - date.fromisoformat(published)
    return max(gap // timedelta(days=1), 0)


def find_early_numbers(
    cited: Iterable[Citation], links: dict[str, set[str]], events: dict[str, Row]
) -> set[str]:
    """Yonhap pages whose number is older than an event they report.

    Yonhap opens pages ahead of the news, so a number is no later than its page but may be months
    earlier: the page AEN20220307008952325 is dated 3 November 2022.
    """
    early = set()
    for citation in cited:
        if citation.key.startswith("yna:"):
            shown = read_published_date(min(links[citation.key]))
            if count_days_early(shown, events[citation.event_id]) > EARLY.days:
                early.add(citation.key)
    return early


def index_wrong_pairs(
    wrong: list[WrongLink], cited: list[Citation], events_of: dict[Pair, list[str]]
) -> dict[Pair, str]:
    """Pairs of event and page that a correction parts, unless another row joins them rightly."""
    parted = {
        (event, link.key): link.reason
        for link in wrong
        for event in events_of.get((link.source, link.source_key), [])
    }
    mended = {(w.source, w.source_key) for w in wrong}
    joined = {(c.event_id, c.key) for c in cited if (c.source, c.source_key) in mended}
    return {pair: reason for pair, reason in parted.items() if pair not in joined}


def list_wrong_links(
    wrong: list[WrongLink], pairs: dict[Pair, str], events_of: dict[Pair, list[str]]
) -> list[tuple[Citation, str]]:
    """The citations as the lists have them, with what is wrong."""
    return [
        (Citation(event, link.key, link.source, link.source_key), pairs[event, link.key])
        for link in wrong
        for event in events_of.get((link.source, link.source_key), [])
        if (event, link.key) in pairs
    ]


def split_by_support(
    cited: list[Citation],
    articles: dict[str, Row],
    events: dict[str, Row],
    wrong: dict[Pair, str],
    find_relation: Callable[[Row, Row], str],
) -> tuple[list[Row], list[tuple[Citation, str]]]:
    """Links between events and articles, and the citations set apart with their reasons."""
    links: dict[Pair, Row] = {}
    refused = []
    for citation in cited:
        article, event = articles[citation.key], events[citation.event_id]
        early = count_days_early(article["published_date"], event)
        reason = wrong.get((citation.event_id, citation.key), "")
        if early > EARLY.days:
            reason = f"Published {early} days before the event."
        if reason:
            refused.append((citation, reason))
            continue
        relation = citation.relation or find_relation(article, event)
        row = {"event_id": citation.event_id, "article_id": article["article_id"]}
        links.setdefault(tuple(row.values()), row | {"relation": relation})
    return list(links.values()), refused


def format_refused(refused: Iterable[tuple[Citation, str]], articles: dict[str, Row]) -> list[Row]:
    """Rows of ``unsupported_links.csv``, each citation once."""
    rows = {
        citation: {
            "event_id": citation.event_id,
            "article_id": articles[citation.key]["article_id"],
            "source": citation.source,
            "source_key": citation.source_key,
            "reason": reason,
        }
        for citation, reason in refused
    }
    return list(rows.values())
