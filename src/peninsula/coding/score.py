"""How well the coder does: predictions against gold pages, with intervals and baselines.

Gold pages lie in a folder as `<id>.txt` or `.html` beside `<id>.yaml`. Events are matched one to
one within a page, by type and date or by type alone; statements by speaker's state, nearest tone
first. Intervals are percentile bootstraps over pages (Efron and Tibshirani 1993), since events of
one page are not independent.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

SIGNS = ("negative", "neutral", "positive")
Coder = Callable[[Path, dict], dict]


def load_gold(folder: str | os.PathLike) -> list[tuple[Path, dict]]:
    """Gold pages of one split: path of the page, and its codes."""
    pages = []
    for codes in sorted(Path(folder).glob("*.yaml")):
        page = next(p for s in (".txt", ".html") if (p := codes.with_suffix(s)).exists())
        pages.append((page, yaml.safe_load(codes.read_text("utf-8"))))
    return pages


def code_gold(pages: list[tuple[Path, dict]], coder: Coder) -> list[tuple[dict, dict]]:
    """(prediction, gold) of each page."""
    return [(coder(path, gold), gold) for path, gold in pages]


def run_coder(path: Path, gold: dict) -> dict:
    """The package's own coder as a `Coder`."""
    from peninsula.coding.article import code_page

    return code_page(path, published=gold["published"], outlet=gold.get("outlet"))


def _main(rows: list[dict]) -> list[tuple[str, str | None]]:
    return [(r["event_type"], _iso(r["event_date"])) for r in rows if r["mention"] == "main"]


def _iso(value: date | str | None) -> str | None:
    return value if value is None or isinstance(value, str) else value.isoformat()


def count_events_right(
    pairs: list[tuple[dict, dict]], with_date: bool = True, event_type: str | None = None
) -> pd.DataFrame:
    """True positives, predictions and gold main events of each page.

    Returns
    -------
    DataFrame
        One row a page: `n_right`, `n_predicted`, `n_gold`.
    """
    rows = []
    for predicted, gold in pairs:
        mine, theirs = _main(predicted["events"]), _main(gold["events"])
        if event_type:
            mine = [e for e in mine if e[0] == event_type]
            theirs = [e for e in theirs if e[0] == event_type]
        if not with_date:
            mine, theirs = [e[0] for e in mine], [e[0] for e in theirs]
        right = sum((Counter(mine) & Counter(theirs)).values())
        rows.append((right, len(mine), len(theirs)))
    return pd.DataFrame(rows, columns=["n_right", "n_predicted", "n_gold"])


def estimate_f1(counts: pd.DataFrame, n_resamples: int = 1_000, seed: int = 7) -> dict:
    """Precision, recall and F1 over all pages, F1 with a 95% bootstrap interval over pages.

    >>> counts = pd.DataFrame({"n_right": [1, 1], "n_predicted": [1, 2], "n_gold": [1, 1]})
    >>> round(float(estimate_f1(counts)["f1"]), 2)
    0.8
    """
    values = counts.to_numpy()
    result = _f1(values.sum(axis=0))
    rng = np.random.default_rng(seed)
    draws = rng.integers(0, len(values), (n_resamples, len(values))) if len(values) else []
    scores = [_f1(values[d].sum(axis=0))["f1"] for d in draws]
    low, high = np.nanpercentile(scores, [2.5, 97.5]) if len(scores) else (np.nan, np.nan)
    return result | {"f1_lower": low, "f1_upper": high, "n_gold": int(values[:, 2].sum())}


def _f1(totals: np.ndarray) -> dict:
    right, predicted, gold = totals
    precision = right / predicted if predicted else np.nan
    recall = right / gold if gold else np.nan
    both = predicted + gold
    return {"precision": precision, "recall": recall, "f1": 2 * right / both if both else np.nan}


def count_false_mains(pairs: list[tuple[dict, dict]]) -> tuple[int, int]:
    """Background, future, negated and hypothetical gold mentions counted as main, of how many.

    A gold mention counts as wrongly taken if a predicted main event of its type and day is left
    over once the gold main events are matched.
    """
    wrong = total = 0
    for predicted, gold in pairs:
        left = Counter(_main(predicted["events"])) - Counter(_main(gold["events"]))
        for row in gold["events"]:
            if row["mention"] == "main":
                continue
            total += 1
            day = _iso(row["event_date"])
            keys = [k for k in left if k[0] == row["event_type"] and (day in (k[1], None))]
            keys = [k for k in keys if left[k] > 0]
            if keys:
                left[keys[0]] -= 1
                wrong += 1
    return wrong, total


def count_empty_kept(pairs: list[tuple[dict, dict]]) -> tuple[int, int]:
    """Pages without a main event that were left empty, of how many."""
    bare = [p for p, g in pairs if not _main(g["events"])]
    return sum(not _main(p["events"]) for p in bare), len(bare)


def match_statements(pairs: list[tuple[dict, dict]]) -> pd.DataFrame:
    """Gold statements with the tone predicted for them; missing where none was found.

    Returns
    -------
    DataFrame
        One row a gold statement: `page`, `actor`, `act`, `tone`, `predicted_act`,
        `predicted_tone`.
    """
    rows = []
    for number, (predicted, gold) in enumerate(pairs):
        left = list(predicted["statements"])
        chosen = _assign(gold["statements"], left)
        for row, mine in zip(gold["statements"], chosen, strict=True):
            rows.append({
                "page": number, "actor": _state(row), "act": row["act"], "tone": row["tone"],
                "predicted_act": mine["act"] if mine else None,
                "predicted_tone": mine["tone"] if mine else np.nan,
            })  # fmt: skip
    columns = ["page", "actor", "act", "tone", "predicted_act", "predicted_tone"]
    return pd.DataFrame(rows, columns=columns)


def _state(row: dict) -> str:
    return row.get("actor") or row["speaker"][:3]


def _assign(gold: list[dict], left: list[dict]) -> list[dict | None]:
    """A prediction for each gold statement of the same state: the nearest left in order."""
    chosen: list[dict | None] = [None] * len(gold)
    for exact in (True, False):
        for i, row in enumerate(gold):
            if chosen[i] is not None:
                continue
            same = [p for p in left if p["actor"] == _state(row)]
            same = [p for p in same if p["act"] == row["act"]] if exact else same
            if same:
                chosen[i] = same[0]
                left.remove(same[0])
    return chosen


def sign_of(tone: float) -> str | None:
    """negative, neutral or positive; None for a missing tone.

    >>> sign_of(-2), sign_of(0)
    ('negative', 'neutral')
    """
    if tone is None or np.isnan(tone):
        return None
    return SIGNS[int(np.sign(tone)) + 1]


def estimate_tone(matched: pd.DataFrame) -> dict:
    """Mean of the recalls of the three signs (a miss is wrong), and Krippendorff's alpha.

    Alpha is ordinal, over the statements that were found (Krippendorff 2019, chapter 12).
    """
    import krippendorff

    gold, mine = matched["tone"].map(sign_of), matched["predicted_tone"].map(sign_of)
    recalls = {s: float((mine[gold == s] == s).mean()) for s in SIGNS}
    found = matched["predicted_tone"].notna()
    result = {f"recall_{s}": r for s, r in recalls.items()}
    result["mean_recall"] = float(np.nanmean(list(recalls.values())))
    on_found = [float((mine[found & (gold == s)] == s).mean()) for s in SIGNS]
    result["mean_recall_found"] = float(np.nanmean(on_found))
    result["share_found"] = float(found.mean())
    both = matched.loc[found, ["tone", "predicted_tone"]].to_numpy(float).T
    varied = both.size > 2 and len(np.unique(both)) > 1
    result["alpha"] = float(
        krippendorff.alpha(both, level_of_measurement="ordinal") if varied else np.nan
    )
    return result


def load_results(path: str | os.PathLike | None = None) -> pd.DataFrame:
    """Results that ``benchmarks/coding.py`` wrote: split, coder, measure, value, interval, n."""
    path = path or Path(__file__).resolve().parents[3] / "benchmarks" / "coding.csv"
    return pd.read_csv(path)


def tabulate_accuracy(results: pd.DataFrame, measure: str) -> pd.DataFrame:
    """One measure of every coder on both splits, with its interval where there is one.

    Returns
    -------
    DataFrame
        Index `coder`; columns `dev`, `test`: text such as "0.81 (0.74–0.88)".
    """
    rows = results[(results["measure"] == measure) & (results["event_type"] == "all")]
    shown = rows.assign(text=[_with_interval(r) for r in rows.to_dict("records")])
    return shown.pivot_table(index="coder", columns="split", values="text", aggfunc="first")


def _with_interval(row: dict) -> str:
    if pd.isna(row["value"]):
        return "–"
    if pd.isna(row["lower"]):
        return f"{row['value']:.2f}"
    return f"{row['value']:.2f} ({row['lower']:.2f}–{row['upper']:.2f})"
