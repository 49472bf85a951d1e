"""Links that stand in the wrong row of a list, put where they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.sources import SourceRow
from evidence.tables import Row
from peninsula.links import clean_url, make_link_key

LINK_FIELDS = {"resources", "media", "url", "source", "sources"}


@dataclass(frozen=True)
class WrongLink:
    """A page that a row of a list cites and that belongs to another row."""

    source: str
    source_key: str
    key: str
    reason: str


def make_key(url: str) -> str:
    """The key of the page behind a link as found."""
    return make_link_key(clean_url(url))


def move_links(sources: list[SourceRow], moves: list[Row]) -> tuple[list[SourceRow], list]:
    """Give each row named in ``moves`` the links of another, and list what it had."""
    links = {(row.source, row.source_key): row.links for row in sources}
    moved = {(m["source"], m["source_key"]): m for m in moves}
    mended, wrong = [], []
    for row in sources:
        move = moved.get((row.source, row.source_key))
        own = links.get((row.source, move["from_key"]), ()) if move else row.links
        kept = {make_key(url) for url in own}
        wrong += [
            WrongLink(row.source, row.source_key, make_key(url), move["reason"])
            for url in row.links
            if move and make_key(url) not in kept
        ]
        mended.append(replace(row, links=own))
    return mended, wrong


def correct_links(sources: list[SourceRow], corrections: list[Row]) -> tuple[list[SourceRow], list]:
    """Replace each link that a correction replaces, and list what it replaced."""
    better = {
        (c["source"], c["source_key"], make_key(c["source_value"])): c
        for c in corrections
        if c["field"] in LINK_FIELDS
        and c["source_value"].startswith("http")
        and c["our_value"].startswith("http")
        and make_key(c["source_value"]) != make_key(c["our_value"])
    }
    mended, wrong = [], []
    for row in sources:
        found = [better.get((row.source, row.source_key, make_key(url))) for url in row.links]
        links = [
            fix["our_value"] if fix else url for fix, url in zip(found, row.links, strict=True)
        ]
        wrong += [
            WrongLink(row.source, row.source_key, make_key(fix["source_value"]), fix["reason"])
            for fix in found
            if fix
        ]
        mended.append(replace(row, links=tuple(dict.fromkeys(links))))
    return mended, wrong


def mend_links(
    sources: list[SourceRow], moves: list[Row], corrections: list[Row]
) -> tuple[list[SourceRow], list[WrongLink]]:
    """The lists with their links in the right rows, and the links that were not."""
    moved, wrong = move_links(sources, moves)
    corrected, more = correct_links(moved, corrections)
    return corrected, wrong + more
