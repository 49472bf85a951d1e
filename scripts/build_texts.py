#!/usr/bin/env python3
"""Measure the speech corpora: ``data/texts/*.csv`` from the reference texts. No sentence is kept.

    python scripts/build_texts.py REFERENCE [--out data]

REFERENCE is a folder with ``speeches/`` and ``kcna/`` (``data/README.md`` says where each corpus
lives); the terms come from ``lookup/themes.csv`` in the data folder. The same inputs give the same
bytes. Needs kiwipiepy for the Korean addresses (``pip install 'peninsula[build]'``).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd

from peninsula.data import save_table
from peninsula.rhetoric import (
    build_term_index,
    check_documents,
    check_theme_counts,
    count_terms,
    count_themes,
    dictionary_score,
    tokenize,
    vader_score,
)
from peninsula.rhetoric.themes import TermIndex
from texts.kcna import read_headlines, read_stories
from texts.korean import load_splitter
from texts.speeches import Text, read_addresses, read_rows, read_speeches

CODED = Path(__file__).resolve().parent / "coded"
# Key words are wanted of the two Koreas; a word of fewer documents tells no two eras apart.
TERM_CORPORA = ("ungdc_prk", "ungdc_kor")
MIN_DOCUMENTS_OF_TERM = 7
Words = list[str]


class Progress:
    """Names each step on standard error, with the seconds it took."""

    def __init__(self) -> None:
        self.start = time.monotonic()

    def __call__(self, message: str) -> None:
        print(f"{time.monotonic() - self.start:6.1f} s  {message}", file=sys.stderr, flush=True)


def split_texts(texts: list[Text], split: Callable[[str], Words]) -> list[tuple[Text, Words]]:
    """Each text with its words."""
    return [(text, split(text.body)) for text in texts]


def table_documents(measured: list[tuple[Text, Words]]) -> pd.DataFrame:
    """One row a document, with the number of words counted."""
    rows = [text._asdict() | {"n_tokens": len(words)} for text, words in measured]
    columns = ["document_id", "corpus_id", "document_date", "date_precision", "speaker", "actor"]
    table = pd.DataFrame(rows)[[*columns, "language", "n_tokens", "url"]].replace({"": None})
    table = table.assign(document_date=pd.to_datetime(table["document_date"]))
    check_documents(table)
    return table.sort_values("document_id")


def table_document_terms(measured: list[tuple[Text, Words]]) -> pd.DataFrame:
    """Words of the two Koreas' speeches that stand in at least seven of these documents."""
    counts = {
        text.document_id: Counter(words)
        for text, words in measured
        if text.corpus_id in TERM_CORPORA
    }
    spread = Counter(word for counter in counts.values() for word in counter)
    rows = [
        (document_id, word, n)
        for document_id, counter in counts.items()
        for word, n in counter.items()
        if spread[word] >= MIN_DOCUMENTS_OF_TERM
    ]
    table = pd.DataFrame(rows, columns=["document_id", "term", "n"])
    return table.sort_values(["document_id", "term"])


def table_document_scores(texts: Iterable[Text]) -> pd.DataFrame:
    """Dictionary and VADER scores of every English document."""
    rows = []
    for text in texts:
        if text.language != "en":
            continue
        score = dictionary_score(text.body)
        rows += [
            (text.document_id, "dictionary_balance", score["balance"]),
            (text.document_id, "dictionary_conciliatory", score["conciliatory"]),
            (text.document_id, "dictionary_hostile", score["hostile"]),
            (text.document_id, "vader_mean", vader_score(text.body)),
        ]
    table = pd.DataFrame(rows, columns=["document_id", "method", "score"])
    return table.assign(score=table["score"].round(4)).sort_values(["document_id", "method"])


class UsedTerms:
    """Passes documents through and remembers which terms occurred in any of them."""

    def __init__(self) -> None:
        self.terms: set[tuple[str, str]] = set()

    def watch(
        self, documents: Iterable[tuple[str, Words]], index: TermIndex
    ) -> Iterator[tuple[str, Words]]:
        """The same documents, their terms noted on the way."""
        for period, words in documents:
            self.terms.update((term.theme, term.term) for term in count_terms(words, index))
            yield period, words

    def find_unused(self, index: TermIndex) -> list[str]:
        """Terms that occur in no corpus."""
        terms = {(term.theme, term.term) for starting in index.values() for term in starting}
        return [f"{theme}: {term}" for theme, term in sorted(terms - self.terms)]


def check_unused(themes: pd.DataFrame, unused: list[str]) -> None:
    """Stop at terms that never occur, but for themes that say so in their source."""
    silent = set(themes.loc[themes["source"].str.contains("no term of this theme"), "theme"])
    if faults := [term for term in unused if term.split(":")[0] not in silent]:
        raise SystemExit("terms that never occur: " + "; ".join(faults))


def count_corpus(
    corpus_id: str, documents: Iterable[tuple[str, Words]], index: TermIndex, used: UsedTerms
) -> pd.DataFrame:
    """Theme counts of one corpus, checked."""
    table = count_themes(used.watch(documents, index), index).assign(corpus_id=corpus_id)
    check_theme_counts(table)
    return table[["corpus_id", "period_start", "theme", "n", "n_tokens", "n_documents"]]


def count_english(reference: Path, measured, themes: pd.DataFrame, step) -> list[pd.DataFrame]:
    """Theme counts of speeches by document, of headlines and stories by month."""
    index, used = build_term_index(themes, "en"), UsedTerms()
    corpora = sorted({text.corpus_id for text, _ in measured})
    streams = {
        corpus: [(t.document_date, words) for t, words in measured if t.corpus_id == corpus]
        for corpus in corpora
    }
    streams["kcna_headlines"] = ((day, tokenize(t)) for day, t in read_headlines(reference))
    streams["kcna_stories"] = ((day, tokenize(t)) for day, t in read_stories(reference))
    tables = []
    for corpus_id, documents in streams.items():
        tables.append(count_corpus(corpus_id, documents, index, used))
        step(f"counted themes in {corpus_id}")
    check_unused(themes.loc[themes["language"] == "en"], used.find_unused(index))
    return tables


def split_parts(split: Callable[[str], Words]) -> Callable[[str], Words]:
    """The parts of a term split one by one: the tokenizer would join 북 and 남 into one word."""
    return lambda term: [word for part in term.split() for word in split(part)]


def count_korean(measured, themes: pd.DataFrame, split) -> pd.DataFrame:
    """Theme counts of the New Year addresses."""
    index, used = build_term_index(themes, "ko", split_parts(split)), UsedTerms()
    documents = [(text.document_date, words) for text, words in measured]
    table = count_corpus("new_year", documents, index, used)
    check_unused(themes.loc[themes["language"] == "ko"], used.find_unused(index))
    return table


def build(reference: Path, out: Path, step: Callable[[str], None]) -> dict[str, pd.DataFrame]:
    """All tables of ``texts/``, in memory."""
    themes = pd.read_csv(out / "lookup" / "themes.csv", dtype="str")
    known = {row["document_id"]: row for row in read_rows(CODED / "texts_speech_dates.csv")}
    speeches = split_texts(read_speeches(reference, known), tokenize)
    step(f"read {len(speeches)} UN speeches")
    scores = table_document_scores(text for text, _ in speeches)
    step(f"scored {scores['document_id'].nunique()} speeches by dictionary and VADER")
    korean_terms = themes.loc[themes["language"] == "ko", "terms"].str.split(";").explode()
    split = load_splitter(korean_terms)
    addresses = split_texts(read_addresses(reference), split)
    step(f"split {len(addresses)} New Year addresses into words")
    counts = count_english(reference, speeches, themes, step)
    counts.append(count_korean(addresses, themes, split))
    step("counted themes in new_year")
    keys = ["corpus_id", "period_start", "theme"]
    return {
        "documents": table_documents(speeches + addresses),
        "document_terms": table_document_terms(speeches),
        "theme_counts": pd.concat(counts).sort_values(keys),
        "document_scores": scores,
    }


def main(argv: list[str] | None = None) -> int:
    """Build every table, then check and write each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reference", type=Path, help="folder that holds speeches/ and kcna/")
    parser.add_argument("--out", type=Path, default=Path("data"), help="the data folder")
    args = parser.parse_args(argv)
    for folder in ("speeches/ungdc", "speeches/new_year", "kcna"):
        if not (args.reference / folder).is_dir():
            parser.error(f"{args.reference} holds no {folder}; see data/README.md for the sources")
    step = Progress()
    tables = build(args.reference, args.out, step)
    for name, table in tables.items():
        save_table(name, table, args.out)
        step(f"wrote texts/{name}.csv, {len(table)} rows")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
