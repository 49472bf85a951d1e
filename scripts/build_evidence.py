#!/usr/bin/env python3
"""Build the evidence tables of ``data/`` from the reference lists and the hand-coded tables.

    python scripts/build_evidence.py REFERENCE [--out data] [--allow-missing]

REFERENCE is a folder with the outside lists (``data/README.md`` says where each one lives). What
people decided lies in ``scripts/coded``. The same inputs give the same bytes. Statements are
built by build_statements.py, which runs after this. Nothing is written
if a source row has no coded line, a reference dangles or a sentence was copied.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from evidence.articles import (
    Citation,
    build_articles,
    collect_citations,
    collect_links,
    find_outlets,
    find_relation,
    read_coded_days,
)
from evidence.coded import Coded, load_coded
from evidence.crosswalk import build_crosswalk, find_uncoded, index_events
from evidence.launches import (
    build_launches,
    find_wrong_days,
    find_wrong_quantities,
    load_missiles,
)
from evidence.mending import mend_links
from evidence.overlap import find_copies, index_runs
from evidence.sources import SourceRow, load_sources
from evidence.support import (
    find_early_numbers,
    format_refused,
    index_wrong_pairs,
    list_wrong_links,
    split_by_support,
)
from evidence.tables import BuildError, Row, write_together
from peninsula.links import make_article_id

SHOWN = 200
CODED = Path(__file__).resolve().parent / "coded"


def index_unique(rows: list[Row], key: str, faults: list[str]) -> dict[str, Row]:
    """Rows by key, the first of each; the same key with other values is a fault."""
    found: dict[str, Row] = {}
    for row in rows:
        if found.setdefault(row[key], row) != row:
            faults.append(f"{key} {row[key]} is coded twice, and not alike")
    return found


def merge_notes(notes: list[Row]) -> list[Row]:
    """Each remark once, in order."""
    distinct = {(row["event_id"], row["note"]): row for row in notes}
    return list(distinct.values())


def add_seed(coded: Coded, articles: dict[str, Row]) -> list[Citation]:
    """The page the project began from: an article without a link, and the events it reports."""
    for row in coded.seed_article:
        mark = make_article_id(row["outlet"], row["published_date"], "seed")
        articles["seed"] = row | {"article_id": mark}
    return [Citation(r["event_id"], "seed", "coder", "", r["relation"]) for r in coded.seed_events]


def note_orphans(articles: dict[str, Row], used: set[str], refused: set[str]) -> None:
    """Say of each article that supports no event why it is kept."""
    for article in articles.values():
        if article["article_id"] not in used and not article["note"]:
            article["note"] = (
                "Cited only for an event that it does not report."
                if article["article_id"] in refused
                else "Cited for a row that is no event."
            )


def find_copied_sentences(coded: Coded, sources: list[SourceRow]) -> list[str]:
    """Our own sentences that share eight words in a row with a source."""
    index = index_runs(sources)
    return [
        *find_copies(coded.events, "event_id", "summary", index),
        *find_copies(coded.event_notes, "event_id", "note", index),
        *find_copies(coded.corrections, "source_key", "reason", index),
        *find_copies(coded.statements, "statement_id", "summary", index),
    ]


def find_lost_events(coded: Coded, events: dict[str, Row]) -> list[str]:
    """Coded lines that name an event nobody coded."""
    tables = coded.crosswalk, coded.event_notes, coded.extra_articles, coded.extra_launches
    named = {row["event_id"] for rows in tables for row in rows if row["event_id"]}
    return [f"{event}: no such event" for event in sorted(named - events.keys())]


def build_article_tables(
    sources: list[SourceRow], events_of: dict, events: dict[str, Row], coded: Coded, faults: list
) -> dict[str, list[Row]]:
    """Articles, what they support, and what they were cited for and cannot support."""
    judged = [row for row in sources if (row.source, row.source_key) in events_of]
    mended, wrong = mend_links(judged, coded.link_moves, coded.corrections)
    links = collect_links(judged + mended, coded.extra_articles)
    cited = collect_citations(mended, events_of, coded.extra_articles)
    days = dict.fromkeys(find_early_numbers(cited, links, events), "")
    days |= read_coded_days(coded.extra_articles, coded.article_dates)
    articles = build_articles(links, find_outlets(links, coded.outlets, faults), days)
    pairs = index_wrong_pairs(wrong, cited, events_of)
    supports, refused = split_by_support(
        add_seed(coded, articles) + cited, articles, events, pairs, find_relation
    )
    refused += list_wrong_links(wrong, pairs, events_of)
    unsupported = format_refused(refused, articles)
    used = {r["article_id"] for r in supports + coded.statements}
    note_orphans(articles, used, {r["article_id"] for r in unsupported})
    return {
        "articles": list(articles.values()),
        "event_articles": supports,
        "unsupported_links": unsupported,
    }


def build_lookups(coded: Coded) -> dict[str, list[Row]]:
    """Lookup tables, which are coded by hand as they stand."""
    return {
        "event_types": coded.event_types,
        "sites": coded.sites,
        "aliases": coded.missile_aliases,
        "outlets": coded.outlets,
    }


def build(sources: list[SourceRow], coded: Coded, missiles: dict[str, Row], faults: list[str]):
    """The rows of every table, by its name; what is wrong is added to ``faults``."""
    events = index_unique(coded.events, "event_id", faults)
    lost = find_lost_events(coded, events)
    if lost:
        raise BuildError("\n".join(lost))
    events_of = index_events(coded.crosswalk)
    names = {row["alias"]: row["name"] for row in coded.missile_aliases if row["kind"] == "missile"}
    launches = build_launches(
        sources, events_of, events, missiles, coded.launch_fixes, coded.extra_launches, names
    )
    faults += find_wrong_days(launches, events)
    faults += find_wrong_quantities(launches, events, coded.event_notes)
    faults += find_copied_sentences(coded, sources)
    return {
        "events": list(events.values()),
        "launches": launches,
        **build_article_tables(sources, events_of, events, coded, faults),
        "crosswalk": build_crosswalk(sources, coded.crosswalk, events),
        "corrections": index_corrections(coded.corrections),
        "event_notes": merge_notes(coded.event_notes),
        **build_lookups(coded),
    }


def expand_keys(key: str) -> list[str]:
    """Row numbers of a span, one by one.

    >>> expand_keys("25-27"), expand_keys("2016-07-09/1")
    (['25', '26', '27'], ['2016-07-09/1'])
    """
    first, dash, last = key.partition("-")
    if dash and first.isdigit() and last.isdigit() and len(first) < 4:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [key]


def index_corrections(rows: list[Row]) -> list[Row]:
    """Corrections, a line a source row, a fault found by two coders once."""
    single = [row | {"source_key": key} for row in rows for key in expand_keys(row["source_key"])]
    distinct = {(r["source"], r["source_key"], r["field"]): r for r in reversed(single)}
    return list(distinct.values())


def report(uncoded: list[str], faults: list[str]) -> None:
    """Print what is wrong, the uncoded rows by list first."""
    for source, n in Counter(line.split()[0] for line in uncoded).items():
        print(f"{source}: {n} rows without a coded line", file=sys.stderr)
    for line in uncoded[:SHOWN] + faults:
        print(line, file=sys.stderr)


def run(reference: Path, out: Path, allow_missing: bool) -> dict[str, list[Row]]:
    """Build and write every table, or say what is wrong and write none."""
    faults: list[str] = []
    sources, coded = load_sources(reference), load_coded(CODED)
    uncoded = find_uncoded(sources, coded.crosswalk)
    tables = build(sources, coded, load_missiles(reference), faults)
    report(uncoded, faults)
    if (uncoded or faults) and not allow_missing:
        raise BuildError(f"{len(uncoded)} rows without a coded line, {len(faults)} other faults")
    write_together(tables, out)
    return tables


def main() -> int:
    """Build, write all tables or none, and print the number of rows of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference", type=Path, help="folder of the outside lists")
    parser.add_argument("--out", type=Path, default=Path("data"), help="data folder")
    parser.add_argument(
        "--allow-missing", action="store_true", help="write even with uncoded rows and faults"
    )
    args = parser.parse_args()
    try:
        tables = run(args.reference, args.out, args.allow_missing)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for name, rows in tables.items():
        print(f"{name}: {len(rows)} rows")
    n_books = sum(row.n_citations for row in load_sources(args.reference))
    print(f"citations without a link, left out: {n_books}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
