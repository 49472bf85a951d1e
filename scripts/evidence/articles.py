"""Articles: one row a page, whatever the variants of its link, and what each one supports."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from evidence.sources import SourceRow
from evidence.tables import BuildError, Row
from peninsula.links import (
    clean_url,
    find_author,
    find_domain,
    make_article_id,
    make_link_key,
    read_published_date,
)

# Pages that list many events rather than report one.
COMPILATIONS = re.compile(
    r"RL30004|Korean_Peninsula_Clashes|dprkchron|timeline|north_korea_missile_2|nkag-report"
    r"|dprk-missile-rocket-launches|PBLICTNEBOOK|whitepaper|DOC_0000408056|RS21473|overview/nkOverview"
)
LANGUAGES = {
    "ko": r"archives\.go\.kr|bemil\.chosun|c\.hani|factkorea|ichannela|imnews\.imbc"
    r"|joongang\.co\.kr|korean\.people|mnd\.go\.kr/user/mnd/|whitepaper|news\.chosun|news\.kbs|newsis|nkinfo"
    r"|seoul\.co\.kr|tongilnews|uridongpo|//(www\.)?yonhapnews|kcna\.kp/kp|rfa\.org/korean|nis\.go\.kr",
    "ja": r"mod\.go\.jp/j/",
    "ru": r"visit-primorye",
    "": r"goo\.gl|youtube|twitter|//x\.com|twimg|facebook|flickr",
}


SHORT_LINK = "Short link; its target was not opened."
MISLEADING = "The number in the link is older than the event; the page's own day was not read."


@dataclass(frozen=True)
class Citation:
    """One link cited for one event, by a row of a list or by a coder."""

    event_id: str
    key: str
    source: str
    source_key: str
    relation: str = ""


def find_language(url: str) -> str:
    """Two letters where the link tells the language; blank for posts, pictures and short links."""
    return next((code for code, pattern in LANGUAGES.items() if re.search(pattern, url)), "en")


def pick_url(urls: set[str]) -> str:
    """Of the variants of a link the safest: https, live rather than archived, short, first."""
    return min(urls, key=lambda u: (not u.startswith("https"), "web.archive.org" in u, len(u), u))


def collect_links(sources: list[SourceRow], extra: list[Row]) -> dict[str, set[str]]:
    """All variants of each page's link, by the page's key."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in [link for row in sources for link in row.links] + [row["url"] for row in extra]:
        url = clean_url(link)
        found[make_link_key(url)].add(url)
    return dict(found)


def make_article(key: str, urls: set[str], outlet: Row, paged: str | None) -> Row:
    """The row of one page. ``paged`` is the day that the page shows, blank where it is not known
    and the link misleads, ``None`` where the link may tell.
    """
    url = pick_url(urls)
    shown = next(filter(None, (read_published_date(u) for u in sorted(urls))), "")
    date = shown if paged is None else paged
    return {
        "article_id": make_article_id(outlet["outlet"], date, key),
        "published_date": date,
        "published_basis": "page" if paged else "url" if date else "none",
        **{name: outlet[name] for name in ("outlet", "outlet_type", "outlet_country")},
        "author": find_author(url),
        "section": "",
        "language": find_language(url),
        "url": url,
        "note": SHORT_LINK if "goo.gl" in url else MISLEADING if paged == "" else "",
    }


def find_outlets(links: dict[str, set[str]], outlets: list[Row], faults: list[str]) -> dict:
    """The outlet of each page; a domain that the table lacks is a fault."""
    by_domain = {row["domain"]: row for row in outlets}
    found = {}
    for key, urls in links.items():
        domain = find_domain(pick_url(urls))
        if domain not in by_domain:
            faults.append(f"outlets.csv lacks the domain {domain}")
            by_domain[domain] = {"outlet": domain, "outlet_type": "other", "outlet_country": ""}
        found[key] = by_domain[domain]
    return found


def build_articles(
    links: dict[str, set[str]], outlets: dict[str, Row], days: dict[str, str]
) -> dict[str, Row]:
    """Articles by the key of their page; ``days`` are those that a page shows, or blank."""
    articles = {
        key: make_article(key, urls, outlets[key], days.get(key)) for key, urls in links.items()
    }
    if len({row["article_id"] for row in articles.values()}) < len(articles):
        raise BuildError("two pages share an article_id: lengthen its mark")
    return articles


def read_coded_days(*tables: list[Row]) -> dict[str, str]:
    """Days of publication that a coder read on a page."""
    return {
        make_link_key(clean_url(row["url"])): row["published_date"]
        for rows in tables
        for row in rows
        if row["published_date"]
    }


def collect_citations(
    sources: list[SourceRow], events_of: dict[tuple[str, str], list[str]], extra: list[Row]
) -> list[Citation]:
    """Every link cited for every event."""
    listed = [
        Citation(event, make_link_key(clean_url(link)), row.source, row.source_key)
        for row in sources
        for event in events_of.get((row.source, row.source_key), [])
        for link in row.links
    ]
    added = [
        Citation(r["event_id"], make_link_key(clean_url(r["url"])), "coder", "", r["relation"])
        for r in extra
    ]
    return listed + added


def find_relation(article: Row, event: Row) -> str:
    """How an article stands to an event: its actor's own word, a list of many, or a report."""
    own_side = article["outlet_country"] in event["actor"].split("+")
    if article["outlet_type"] == "state_media" or (
        own_side and article["outlet_type"] == "government"
    ):
        return "claims"
    if article["outlet_type"] == "database" or COMPILATIONS.search(article["url"]):
        return "compiles"
    return "reports"
