"""How well and how fast the article coder works, beside simple baselines.

Run from the checkout: ``python benchmarks/coding.py`` scores both gold splits and writes
``benchmarks/coding.csv``; ``--speed`` measures stories a second and how time grows with length.
The test split is only ever scored here: no pattern was changed on its account.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import pandas as pd

from peninsula.coding.article import code_page
from peninsula.coding.baselines import (
    code_by_keyword,
    code_by_keyword_and_weekday,
    constant_tone,
    vader_tone,
)
from peninsula.coding.score import (
    code_gold,
    count_empty_kept,
    count_events_right,
    count_false_mains,
    estimate_f1,
    estimate_tone,
    load_gold,
    match_statements,
    run_coder,
)

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
RESULTS = Path(__file__).with_suffix(".csv")
COLUMNS = ["split", "coder", "measure", "event_type", "value", "lower", "upper", "n"]
CODERS = {
    "peninsula": run_coder,
    "keyword, publication date": code_by_keyword,
    "keyword, nearest weekday": code_by_keyword_and_weekday,
}
STORY = (
    "North Korea fired two short-range ballistic missiles into the sea on Monday, the military in "
    "Seoul said, a day after the South and the United States began their yearly drill. The Joint "
    "Chiefs of Staff condemned the launch and urged the North to stop at once. Japan said that the "
    "missiles fell outside its waters and that it had lodged a protest. Farmers near the coast "
    "heard nothing, and ferries kept to their timetable in calm weather through the afternoon. "
)


def score_events(split: str, name: str, pairs: list) -> list[tuple]:
    """Precision, recall, F1 over all types and by type, and what was wrongly counted."""
    rows = []
    for measure, with_date in (("type and date", True), ("type", False)):
        found = estimate_f1(count_events_right(pairs, with_date))
        rows += _f1_rows(split, name, measure, "all", found)
    wrong, n = count_false_mains(pairs)
    rows.append((split, name, "wrongly counted", "all", wrong / n if n else None, None, None, n))
    kept, n = count_empty_kept(pairs)
    rows.append((split, name, "empty pages kept", "all", kept / n if n else None, None, None, n))
    if name == "peninsula":
        for event_type in sorted({e["event_type"] for _, g in pairs for e in g["events"]}):
            counts = count_events_right(pairs, True, event_type)
            if counts["n_gold"].sum():
                found = estimate_f1(counts)
                rows += _f1_rows(split, name, "type and date", event_type, found)
    return rows


def _f1_rows(split: str, name: str, measure: str, event_type: str, found: dict) -> list[tuple]:
    n = found["n_gold"]
    plain = [
        (split, name, f"{measure}: {part}", event_type, found[part], None, None, n)
        for part in ("precision", "recall")
    ]
    interval = found["f1"], found["f1_lower"], found["f1_upper"]
    return [*plain, (split, name, f"{measure}: F1", event_type, *interval, n)]


def score_tone(split: str, pairs: list) -> list[tuple]:
    """Mean recall of the signs and alpha, for the coder and two baselines on its sentences."""
    rows = []
    tones = {"peninsula": None, "always hostile": constant_tone, "VADER": vader_tone}
    for name, tone in tones.items():
        if tone is not None:
            for predicted, _ in pairs:
                for row in predicted["statements"]:
                    row["tone"] = tone(row["evidence"])
        matched = match_statements(pairs)
        found = estimate_tone(matched)
        for measure, value in found.items():
            label = f"tone: {measure.replace('_', ' ')}"
            rows.append((split, name, label, "all", value, None, None, len(matched)))
    return rows


def score() -> pd.DataFrame:
    """Every measure of every coder on both splits."""
    rows = []
    for split in ("dev", "test"):
        pages = load_gold(GOLD / split)
        for name, coder in CODERS.items():
            pairs = code_gold(pages, coder)
            rows += score_events(split, name, pairs)
            if name == "peninsula":
                rows += score_tone(split, pairs)
    return pd.DataFrame(rows, columns=COLUMNS)


def measure_speed() -> None:
    """Stories of 300 words a second on one core, and time for 5 kB, 500 kB and 5 MB."""
    story = (STORY * 5)[: len(STORY) * 5]
    story = " ".join(story.split()[:300])
    code_page(story, published="2022-12-28")
    best = min(_time(story) for _ in range(200))
    print(f"stories of 300 words a second, best of 200: {1 / best:,.0f}")
    small = None
    for size in (5_000, 500_000, 5_000_000):
        text = "\n".join(f"{STORY} {i}." for i in range(size // len(STORY)))
        seconds = _time(text)
        small = small or seconds
        print(f"{size:>9,} characters: {seconds:8.3f} s, {seconds / small:7.1f} times the first")


def _time(text: str) -> float:
    started = time.perf_counter()
    code_page(text, published="2022-12-28")
    return time.perf_counter() - started


def main() -> int:
    """Score or time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speed", action="store_true", help="time instead of score")
    if parser.parse_args().speed:
        measure_speed()
        return 0
    found = score().round(3)
    found.to_csv(RESULTS, index=False, lineterminator="\n")
    shown = found[(found["event_type"] == "all")]
    print(shown.pivot_table(index=["split", "measure"], columns="coder", values="value"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
