#!/usr/bin/env python3
"""Build the evidence tables of ``data/`` from the reference lists and the hand-coded tables.

    python scripts/build_evidence.py REFERENCE [--out data] [--allow-missing]

REFERENCE is a folder with the outside lists (``data/README.md`` says where each one lives). What
people decided lies in ``scripts/coded``. The same inputs give the same bytes. Nothing is written
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
    find_relation,
    make_article_id,
)
from evidence.coded import Coded, load_coded
from evidence.crosswalk import build_crosswalk, find_uncoded, index_events
from evidence.launches import (
    build_launches,
    find_wrong_days,
    find_wrong_quantities,
    load_missiles,
)
from evidence.overlap import find_copies, index_runs
from evidence.sources import SourceRow, load_sources
from evidence.support import split_by_support
from evidence.tables import BuildError, Row, write_together

CODED = Path(__file__).resolve().parent / "coded"


def index_unique(rows: list[Row], key: str) -> dict[str, Row]:
    """Rows by key; the same key twice is a fault."""
    twice = [value for value, n in Counter(row[key] for row in rows).items() if n > 1]
    if twice:
        raise BuildError("\n".join(f"{key} {value} stands twice" for value in sorted(twice)))
    return {row[key]: row for row in rows}


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


def build_statements(coded: Coded, articles: dict[str, Row]) -> list[Row]:
    """Statements with the key of the article each was read in."""
    ids = {"seed": articles.get("seed", {}).get("article_id", "")}
    rows = [row | {"article_id": ids.get(row["article_id"], row["article_id"])}
            for row in coded.statements]  # fmt: skip
    return list(index_unique(rows, "statement_id").values())


def note_orphans(articles: dict[str, Row], used: set[str], refused: set[str]) -> None:
    """Say of each article that supports no event why it is kept."""
    for article in articles.values():
        if article["article_id"] not in used and not article["note"]:
            article["note"] = (
                "Published before the event that a list cites it for."
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


def build(reference: Path, allow_missing: bool) -> dict[str, list[Row]]:
    """The rows of every table, by its name."""
    sources, coded = load_sources(reference), load_coded(CODED)
    events = index_unique(coded.events, "event_id")
    events_of = index_events(coded.crosswalk)
    lost = {e for found in events_of.values() for e in found} | {
        row["event_id"]
        for rows in (coded.event_notes, coded.extra_articles, coded.extra_launches)
        for row in rows
    }
    faults = [f"{event}: no such event" for event in sorted(lost - events.keys())]
    if faults:
        raise BuildError("\n".join(faults))
    uncoded = find_uncoded(sources, coded.crosswalk)

    judged = [row for row in sources if (row.source, row.source_key) in events_of]
    articles = build_articles(judged, coded.extra_articles, coded.article_dates, coded.outlets)
    cited = add_seed(coded, articles) + collect_citations(sources, events_of, coded.extra_articles)
    links, refused = split_by_support(cited, articles, events, find_relation)
    note_orphans(articles, {r["article_id"] for r in links}, {r["article_id"] for r in refused})
    names = {row["alias"]: row["name"] for row in coded.missile_aliases if row["kind"] == "missile"}
    launches = build_launches(
        sources, events_of, events, load_missiles(reference), coded.launch_fixes,
        coded.extra_launches, names,
    )  # fmt: skip

    faults = find_wrong_days(launches, events)
    faults += find_wrong_quantities(launches, events, coded.event_notes)
    faults += find_copied_sentences(coded, sources)
    report(uncoded, faults)
    if (uncoded or faults) and not allow_missing:
        raise BuildError(f"{len(uncoded)} rows without a coded line, {len(faults)} faults")
    return {
        "events": coded.events,
        "launches": launches,
        "articles": list(articles.values()),
        "event_articles": links,
        "statements": build_statements(coded, articles),
        "crosswalk": build_crosswalk(sources, coded.crosswalk, events),
        "corrections": index_corrections(coded.corrections),
        "event_notes": merge_notes(coded.event_notes),
        "unsupported_links": refused,
        "event_types": coded.event_types,
        "sites": coded.sites,
        "aliases": coded.missile_aliases,
        "outlets": coded.outlets,
    }


def index_corrections(rows: list[Row]) -> list[Row]:
    """Corrections in order, a fault found by two coders once."""
    distinct = {(r["source"], r["source_key"], r["field"]): r for r in reversed(rows)}
    return list(distinct.values())


def report(uncoded: list[str], faults: list[str]) -> None:
    """Print what is wrong, the uncoded rows by list."""
    for source, n in Counter(line.split()[0] for line in uncoded).items():
        print(f"{source}: {n} rows without a coded line", file=sys.stderr)
    for line in uncoded[:200] + faults:
        print(line, file=sys.stderr)


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
        tables = build(args.reference, args.allow_missing)
        write_together(tables, args.out)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for name, rows in tables.items():
        print(f"{name}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
