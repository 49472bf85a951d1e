#!/usr/bin/env python3
"""Build ``data/statements.csv`` from the statements that coders took down by hand.

    python scripts/build_statements.py REFERENCE [--out data]

What coders took down lies in ``coded/*_statements.csv``. Run this after build_evidence.py and
build_texts.py, whose articles and documents it points to. REFERENCE is the folder of the outside
lists and speeches, against which summaries are held for copied words. The same inputs give the
same bytes.
Nothing is written if a statement points nowhere, its tone does not fit its act, a theme is unknown
or a sentence was copied.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

from evidence.coded import read_kind, read_one
from evidence.overlap import find_copies, index_runs, split_words
from evidence.sources import SourceRow, load_sources
from evidence.tables import BuildError, Row
from peninsula.data import load_table, save_table
from peninsula.rhetoric import check_statements
from peninsula.rules.statements import TONES

CODED = Path(__file__).resolve().parent / "coded"
LONGEST_SUMMARY = 30


def read_coded(folder: Path, seed_id: str) -> list[Row]:
    """Every coded statement; those of the first page point to its article."""
    seed = [row | {"article_id": seed_id} for row in read_one(folder, "seed_statements")]
    return seed + read_kind(folder, "statements")


def find_seed(folder: Path, articles: pd.DataFrame) -> str:
    """Key of the page the project began from, which has no link of its own."""
    outlets = {row["outlet"] for row in read_one(folder, "seed_article")}
    is_seed = articles["outlet"].isin(outlets) & articles["url"].isna()
    return articles.loc[is_seed, "article_id"].min()


def date_by_document(rows: list[Row], documents: pd.DataFrame) -> list[Row]:
    """Statements of a speech take their day from it, so that the two never differ."""
    documents = documents.assign(document_date=documents["document_date"].dt.strftime("%Y-%m-%d"))
    known = documents.set_index("document_id")[["document_date", "date_precision"]].to_dict("index")
    return [row | rename_date(known.get(row["document_id"], {})) for row in rows]


def rename_date(day: dict[str, str]) -> dict[str, str]:
    """The day of a document as a statement has it.

    >>> rename_date({"document_date": "2017-09-23", "date_precision": "day"})
    {'statement_date': '2017-09-23', 'date_precision': 'day'}
    """
    return {{"document_date": "statement_date"}.get(key, key): value for key, value in day.items()}


def read_speech_texts(reference: Path) -> list[SourceRow]:
    """Every General Debate speech as one run of words."""
    folder = reference / "speeches" / "ungdc"
    return [
        SourceRow("ungdc", path.stem, "", "year", text=path.read_text(encoding="utf-8-sig"))
        for path in sorted(folder.glob("*.txt"))
    ]


def find_wrong_codes(rows: list[Row], themes: set[str]) -> list[str]:
    """Tones that their act cannot have, themes nobody defined, summaries too long."""
    faults = []
    for row in rows:
        name = row["statement_id"]
        if int(row["tone"]) not in TONES.get(row["act"], ()):
            faults.append(f"{name}: {row['tone']} is no tone of {row['act']}")
        unknown = set(filter(None, row["themes"].split(";"))) - themes
        faults += [f"{name}: {theme!r} is not in themes.csv" for theme in sorted(unknown)]
        n_words = len(split_words(row["summary"]))
        if n_words > LONGEST_SUMMARY:
            faults.append(f"{name}: summary has {n_words} words, more than {LONGEST_SUMMARY}")
    return faults


def build(reference: Path, out: Path, coded: Path = CODED) -> pd.DataFrame:
    """All statements in one table, checked and written; or a list of what is wrong."""
    articles, documents = load_table("articles", out), load_table("documents", out)
    rows = date_by_document(read_coded(coded, find_seed(coded, articles)), documents)
    faults = find_wrong_codes(rows, set(load_table("themes", out)["theme"]))
    index = index_runs(read_speech_texts(reference) + load_sources(reference))
    faults += find_copies(rows, "statement_id", "summary", index)
    if faults:
        raise BuildError("\n".join(faults))
    table = pd.DataFrame(rows, dtype="str")
    check_statements(table, documents, articles)
    save_table("statements", table, out)
    return table


def main() -> int:
    """Build the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference", type=Path, help="folder of the outside lists and speeches")
    parser.add_argument("--out", type=Path, default=Path("data"), help="data folder")
    args = parser.parse_args()
    try:
        table = build(args.reference, args.out)
    except (BuildError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"statements: {len(table)} rows")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
