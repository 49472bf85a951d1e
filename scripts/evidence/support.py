"""Which cited articles can support their event, and which came out before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from evidence.articles import Citation
from evidence.tables import Row


def count_days_early(article: Row, event: Row) -> int:
    """Days by which an article is older than its event; 0 where either day is unknown."""
    if not article["published_date"]:
        return 0
    gap = date.fromisoformat(event["event_date"]) - date.fromisoformat(article["published_date"])
    return max(gap // timedelta(days=1), 0)


def split_by_support(
    cited: list[Citation],
    articles: dict[str, Row],
    events: dict[str, Row],
    find_relation: Callable[[Row, Row], str],
) -> tuple[list[Row], list[Row]]:
    """Links between events and articles, and those set apart.

    An article may be dated a day before the Korea day of its event where its outlet sits west of
    Korea; one that is older than that cannot report it.
    """
    links: dict[tuple[str, str], Row] = {}
    refused: dict[tuple[str, ...], Row] = {}
    for citation in cited:
        article, event = articles[citation.key], events[citation.event_id]
        key = citation.event_id, article["article_id"]
        early = count_days_early(article, event)
        pair = {"event_id": key[0], "article_id": key[1]}
        if early > 1:
            refused[*key, citation.source, citation.source_key] = pair | {
                "source": citation.source,
                "source_key": citation.source_key,
                "reason": f"Published {early} days before the event.",
            }
        else:
            relation = citation.relation or find_relation(article, event)
            links.setdefault(key, pair | {"relation": relation})
    return list(links.values()), list(refused.values())
