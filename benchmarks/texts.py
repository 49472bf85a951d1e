#!/usr/bin/env python3
"""Counting themes in a corpus of a million words: time and memory, against two peers.

    python benchmarks/texts.py [--reference FOLDER]

The corpus is made up from the shipped term counts, so that its words are real and none of its
sentences are. Peers: a plain loop that searches every term in every text by regular expression, and
pandas (explode, then join on the term; single words only, since it cannot see longer terms).
With ``--reference`` the Korean tokenizer is weighed against substrings on the New Year addresses.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

import peninsula as pn
from peninsula.rhetoric import build_term_index, count_themes, tokenize
from peninsula.rhetoric.themes import list_terms

WORDS_PER_TEXT = 2000


def make_texts(n_words: int, seed: int = 1953) -> Iterator[tuple[str, str]]:
    """Texts of 2,000 words, drawn by how often each word occurs in the Koreas' speeches."""
    terms = pn.load_document_terms().groupby("term")["n"].sum()
    rng = np.random.default_rng(seed)
    words, shares = terms.index.to_numpy(), (terms / terms.sum()).to_numpy()
    for number in range(n_words // WORDS_PER_TEXT):
        text = " ".join(rng.choice(words, WORDS_PER_TEXT, p=shares))
        yield f"{1000 + number % 500}-01-01", text


def count_by_package(texts, themes: pd.DataFrame) -> int:
    """One pass, longest term first."""
    index = build_term_index(themes, "en")
    table = count_themes(((day, tokenize(text)) for day, text in texts), index)
    return int(table["n"].sum())


def count_by_regex_loop(texts, themes: pd.DataFrame) -> int:
    """Every term searched in every text."""
    terms = list_terms(themes.loc[themes["language"] == "en"])
    patterns = [re.compile(rf"\b{re.escape(term)}\b") for term in terms["term"]]
    counts: Counter[str] = Counter()
    for day, text in texts:
        counts[day] += sum(len(pattern.findall(text)) for pattern in patterns)
    return sum(counts.values())


def count_by_pandas(texts, themes: pd.DataFrame) -> int:
    """All words in one table, joined with the single-word terms."""
    terms = list_terms(themes.loc[themes["language"] == "en"])
    table = pd.DataFrame([(day, tokenize(text)) for day, text in texts], columns=["day", "term"])
    joined = table.explode("term").merge(terms[["term", "theme"]], on="term")
    return int(joined.groupby(["day", "theme"]).size().sum())


def measure(count, n_words: int, themes: pd.DataFrame) -> tuple[float, int]:
    """Seconds (texts made beforehand) and hits."""
    texts = list(make_texts(n_words))
    start = time.perf_counter()
    hits = count(texts, themes)
    return time.perf_counter() - start, hits


def measure_memory(count, n_words: int, themes: pd.DataFrame) -> float:
    """Most memory held at once beyond the texts' own source, in MB; the texts come one by one."""
    tracemalloc.start()
    count(make_texts(n_words), themes)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def weigh_tokenizer(reference: Path) -> None:
    """Korean concepts counted by tokenizer, and as substrings of the same addresses."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
    from texts.korean import load_splitter
    from texts.speeches import read_addresses

    addresses = [text.body for text in read_addresses(reference)]
    terms = list_terms(pn.load_themes().query("language == 'ko'"))["term"]
    start = time.perf_counter()
    split = load_splitter(terms)
    counts = Counter(word for text in addresses for word in split(text))
    took = time.perf_counter() - start
    print(f"\nKorean: {len(addresses)} addresses split in {took:.1f} s")
    whole = "\n".join(addresses)
    for syllables, part_of in (("핵", "핵심"), ("당", "당국"), ("통일", "통일단결")):
        inside = sum(n for word, n in counts.items() if syllables in word)
        print(
            f"  {syllables}: {whole.count(syllables)} substrings, {counts[syllables]} words of its "
            f"own, {inside} in all words that hold it ({counts[part_of]} of them {part_of})"
        )


def main() -> int:
    """Print the table of times and memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--reference", type=Path)
    args = parser.parse_args()
    themes = pn.load_themes()
    print(f"{args.words:,} words in texts of {WORDS_PER_TEXT:,}")
    for count in (count_by_package, count_by_pandas, count_by_regex_loop):
        seconds, hits = measure(count, args.words, themes)
        tenth = measure_memory(count, args.words // 10, themes)
        whole = measure_memory(count, args.words, themes) if args.words <= 1_000_000 else 0
        print(
            f"  {count.__name__:22} {seconds:6.1f} s  {hits:7,} hits  "
            f"peak {tenth:6.1f} MB at a tenth, {whole:6.1f} MB at the whole"
        )
    if args.reference:
        weigh_tokenizer(args.reference)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
