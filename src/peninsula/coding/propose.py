"""Proposals for review: matched against the tables, written for a person to edit."""

from __future__ import annotations

from datetime import date

import pandas as pd
import yaml

from peninsula.coding.article import ARTICLE_COLUMNS
from peninsula.coding.events import EVENT_COLUMNS
from peninsula.coding.statements import STATEMENT_COLUMNS

_SHOWN = ("mention", "evidence", "start", "end", "rule", "matches")
_HEAD = """\
# Proposed rows of one article. Mend what is wrong, then: peninsula add FILE
# Only events whose `mention` is `main` are added; `undated` ones want an event_date first.
# An event with `matches` is in the tables already: the article is added to it, no second event.
# `evidence` is the sentence it rests on, `rule` says where the date comes from.
"""


def propose(coded: dict, events: pd.DataFrame | None = None) -> dict:
    """Match the events of a coded page against those already in the tables.

    Parameters
    ----------
    coded : dict
        What :func:`peninsula.coding.code_page` returns.
    events : DataFrame, optional
        The events table of record; without it nothing is matched.

    Returns
    -------
    dict
        As `coded`, each event with `matches`: the `event_id` of the same event (same type, actor
        and place, a day either way) or None. Other events get an `event_id` that is still free.

    Examples
    --------
    >>> from peninsula.coding import code_page
    >>> coded = code_page("Pyongyang fired a ballistic missile on Monday.", "2022-12-28")
    >>> propose(coded)["events"][0]["matches"] is None
    True
    """
    known = _by_type(events)
    proposed = []
    for row in coded["events"]:
        match = match_event(row, known)
        event_id = row["event_id"] if match else _free_id(row, known)
        proposed.append({**row, "event_id": event_id, "matches": match})
    return {**coded, "events": proposed}


def _by_type(events: pd.DataFrame | None) -> dict[str, list[dict]]:
    """Events of the tables by type: only the columns that matching needs."""
    if events is None:
        return {}
    columns = ["event_id", "event_date", "event_type", "actor", "location", "latitude", "longitude"]
    known: dict[str, list[dict]] = {}
    for row in events[[c for c in columns if c in events]].to_dict("records"):
        known.setdefault(row["event_type"], []).append(row)
    return known


def match_event(row: dict, known: dict[str, list[dict]]) -> str | None:
    """The event in the tables that a proposal most likely is: same type, actor and place, a day
    either way, the nearest day first."""
    if row["event_date"] is None or row["date_precision"] != "day":
        return None
    day, best, best_gap = date.fromisoformat(row["event_date"]), None, 2
    for other in known.get(row["event_type"], ()):
        gap = abs((pd.Timestamp(other["event_date"]).date() - day).days)
        fits = _same_actor(row["actor"], other["actor"]) and _same_place(row, other)
        if gap < best_gap and fits:
            best, best_gap = other["event_id"], gap
    return best


def _same_actor(one: str | None, other: str | None) -> bool:
    return not one or not other or bool(set(one.split("+")) & set(str(other).split("+")))


def _same_place(one: dict, other: dict) -> bool:
    """Places that are not known to differ: within about 150 km, or one of them unknown."""
    values = [
        one.get("latitude"),
        one.get("longitude"),
        other.get("latitude"),
        other.get("longitude"),
    ]
    if any(v is None or pd.isna(v) for v in values):
        return True
    if one.get("geo_precision") == "area":
        return True
    return abs(values[0] - values[2]) < 1.5 and abs(values[1] - values[3]) < 1.8


def _free_id(row: dict, known: dict[str, list[dict]]) -> str:
    """An `event_id` that no event of the tables bears yet."""
    stem, number = row["event_id"].rsplit("-", 1)
    taken = {other["event_id"] for other in known.get(row["event_type"], ())}
    number = int(number)
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def to_yaml(proposals: dict) -> str:
    """Proposals as a YAML file for a person to edit and `peninsula add` to read.

    Keys are left for `peninsula add` to give; the body stays out.
    """
    article = {c: proposals["article"].get(c) for c in ARTICLE_COLUMNS if c != "article_id"}
    kept = {
        "article": {"title": proposals["article"]["headline"], **article},
        "events": [_event_item(r) for r in proposals["events"]],
        "statements": [_statement_item(r) for r in proposals["statements"]],
    }
    return _HEAD + yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=100)


def _event_item(row: dict) -> dict:
    shown = {k: row.get(k) for k in _SHOWN if row.get(k) is not None}
    shown["rule"] = row["date_reason"]
    if row["mention"] == "main" and row["event_date"] is None:
        shown["mention"] = "undated"
    return shown | {c: row.get(c) for c in EVENT_COLUMNS if c != "event_id"}


def _statement_item(row: dict) -> dict:
    shown = {k: row[k] for k in ("evidence", "start", "end")}
    left = ("statement_id", "article_id", "document_id", "coder")
    return shown | {c: row.get(c) for c in STATEMENT_COLUMNS if c not in left}
