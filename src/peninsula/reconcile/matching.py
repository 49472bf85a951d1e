"""Rows of an outside list against our events: same day, a day apart, missing, said otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from peninsula.data import Dataset
from peninsula.reconcile.forms import Form, OutsideRow

FARTHEST_DAYS = 3
STATUSES = {
    "unreadable": "a row that could not be understood",
    "label_unknown": "a label outside the taxonomy",
    "missing_here": "in the list, not in our tables",
    "missing_there": "in our tables, not in the list",
    "time_zone": "a day apart because the list keeps UTC",
    "day_apart": "the same event on another day",
    "label_differs": "the same event under another type",
    "quantity_differs": "the same event with another number",
    "unit_mismatch": "several rows that are one event of ours: the list counts missiles",
    "not_an_event": "settled before: no event",
    "same_day": "agrees",
}
"""Kinds of finding, worst first."""


@dataclass(frozen=True)
class Finding:
    """One line of the comparison."""

    status: str
    line: int | None = None
    source_key: str = ""
    source_date: date | None = None
    event_id: str = ""
    event_date: date | None = None
    days_apart: int | None = None
    label: str = ""
    event_type: str = ""
    detail: str = ""


class EventIndex:
    """Our events by day, and the settled rows of known lists."""

    def __init__(self, ds: Dataset, source: str):
        self.events = {row["event_id"]: row for row in ds.events.to_dict("records")}
        self.by_day: dict[date, list[dict]] = defaultdict(list)
        for event in self.events.values():
            for day in list_days(event):
                self.by_day[day].append(event)
        utc = ds.launches.dropna(subset=["launched_utc"])
        self.utc_days: dict[str, set[date]] = defaultdict(set)
        for event_id, moment in zip(utc["event_id"], utc["launched_utc"], strict=True):
            self.utc_days[event_id].add(moment.date())
        self.n_launches = ds.launches["event_id"].value_counts().to_dict()
        lines = ds.crosswalk[ds.crosswalk["source"] == source]
        self.settled: dict[str, list[dict]] = defaultdict(list)
        for line in lines.to_dict("records"):
            self.settled[line["source_key"]].append(line)
        dates = lines.drop_duplicates("source_key")["source_date"]
        self.n_settled = Counter(stamp.date() for stamp in dates.dropna())


def list_days(event: dict) -> Iterable[date]:
    """The days of an event, at most the span of a month."""
    first = event["event_date"].date()
    last = event["event_end_date"]
    if event["date_precision"] == "month":
        last = event["event_date"] + pd.offsets.MonthEnd(0)
    n_days = 0 if pd.isna(last) else min((last.date() - first).days, 31)
    return [first + timedelta(days=n) for n in range(n_days + 1)]


def find_settled(row: OutsideRow, index: EventIndex, n_rows: Counter) -> list[dict] | None:
    """Lines of the crosswalk for this row, unless rows of its day were added or dropped since."""
    lines = index.settled.get(row.source_key)
    if not lines or pd.isna(lines[0]["source_date"]):
        return None
    same = lines[0]["source_date"].date() == row.printed
    return lines if same and n_rows[row.printed] == index.n_settled[row.printed] else None


def match_row(row: OutsideRow, form: Form, index: EventIndex, n_rows: Counter) -> list[Finding]:
    """What one row is to us."""
    base = {
        "line": row.line, "source_key": row.source_key, "source_date": row.printed,
        "label": row.label,
    }  # fmt: skip
    named = bool(form.columns.label) or form.unit == "missile"
    settled = find_settled(row, index, n_rows)
    if settled is not None:
        found = [compare_settled(line, row, form, index, base) for line in settled]
        return forgive_labels(found) if row.types or not named else [
            replace(f, status="label_unknown", detail="settled before under another label")
            for f in found
        ]  # fmt: skip
    near = find_nearest(row, index, named and bool(row.types))
    if near is None:
        status = "label_unknown" if named and not row.types else "missing_here"
        return [Finding(status, **base, event_type=row.types[0] if row.types else "")]
    if named and not row.types:
        detail = "an event of that day is there" if near["event_date"].date() == row.day else ""
        return [Finding("label_unknown", **base, detail=detail)]
    return [compare_event(near, row, form, index, base)]


def forgive_labels(found: list[Finding]) -> list[Finding]:
    """A row that is several events needs to name only one of them."""
    if not any(finding.status == "same_day" for finding in found):
        return found
    return [replace(f, status="same_day") if f.status == "label_differs" else f for f in found]


def compare_settled(line: dict, row: OutsideRow, form: Form, index: EventIndex, base: dict):
    """A row whose event was settled before."""
    if line["match"] == "not_an_event" or pd.isna(line["event_id"]):
        return Finding("not_an_event", **base, detail=str(line["reason"]))
    return compare_event(index.events[line["event_id"]], row, form, index, base)


def find_nearest(row: OutsideRow, index: EventIndex, typed: bool) -> dict | None:
    """The event of a fitting type on the row's day, or on the nearest within three days."""
    reach = FARTHEST_DAYS if row.precision == "day" else 31
    offsets = sorted(range(-reach, reach + 1), key=lambda n: (abs(n), -n))
    for offset in offsets:
        events = index.by_day.get(row.day + timedelta(days=offset), [])
        fitting = [e for e in events if not typed or e["event_type"] in row.types]
        if fitting:
            return min(fitting, key=lambda e: rank_event(e, row))
    return None


def rank_event(event: dict, row: OutsideRow) -> tuple:
    """Events of the North first, then the likeliest type, then the list's subtype."""
    order = row.types.index(event["event_type"]) if event["event_type"] in row.types else 99
    return event["actor"] != "PRK", order, event["event_subtype"] != row.subtype, event["event_id"]


def compare_event(
    event: dict, row: OutsideRow, form: Form, index: EventIndex, base: dict
) -> Finding:
    """Where a row and its event differ, the gravest difference first."""
    days = (row.day - event["event_date"].date()).days
    inside = row.day in list_days(event) or row.precision != "day"
    shown = base | {
        "event_id": event["event_id"], "event_date": event["event_date"].date(),
        "days_apart": 0 if inside else days, "event_type": event["event_type"],
    }  # fmt: skip
    if row.printed != row.day and inside:
        return Finding("time_zone", **shown, detail=f"UTC day; {row.day} in Korea")
    if not inside:
        by_clock = days == -1 and row.printed in index.utc_days[event["event_id"]]
        detail = "looks like the UTC day of the launch" if by_clock else f"{days:+d} day(s)"
        return Finding("time_zone" if by_clock else "day_apart", **shown, detail=detail)
    if row.types and form.unit == "event" and event["event_type"] != row.types[0]:
        kind = f"{row.label!r} would be {row.types[0]}"
        return Finding("label_differs", **shown, detail=kind)
    quantity = event["quantity"]
    if row.quantity is not None and pd.notna(quantity) and row.quantity != quantity:
        detail = f"list {row.quantity}, ours {event['quantity_qualifier']} {quantity}"
        return Finding("quantity_differs", **shown, detail=detail)
    return Finding("same_day", **shown)


def find_unlisted(
    rows: list[OutsideRow], findings: list[Finding], form: Form, ds: Dataset
) -> list[Finding]:
    """Events of ours that the list could hold, in its span, and does not."""
    if not rows:
        return []
    events = ds.events[ds.events["actor"].str.startswith("PRK")]
    events = events[events["event_type"].isin(list_scope(rows, form, ds))]
    span = min(row.day for row in rows), max(row.day for row in rows)
    found = {finding.event_id for finding in findings}
    return [
        Finding("missing_there", event_id=e["event_id"], event_date=e["event_date"].date(),
                event_type=e["event_type"], detail=e["summary"])
        for e in events.to_dict("records")
        if e["event_id"] not in found and span[0] <= e["event_date"].date() <= span[1]
    ]  # fmt: skip


def list_scope(rows: list[OutsideRow], form: Form, ds: Dataset) -> set[str]:
    """Types of event that a list of this make would hold."""
    if form.unit == "missile":
        return {"missile_ballistic", "space_launch"}
    if form.source.startswith("csis"):
        types = ds.event_types
        return set(types.loc[types["is_provocation"], "event_type"])
    return {row.types[0] for row in rows if row.types}


def find_unit_mismatch(findings: list[Finding], form: Form, index: EventIndex) -> list[Finding]:
    """Volleys whose rows are as many as our missiles, or in a list of missiles are not."""
    by_event = defaultdict(list)
    for finding in findings:
        if finding.event_id and finding.line is not None:
            by_event[finding.event_id].append(finding)
    mismatches = []
    for event_id, group in by_event.items():
        n_rows, n = len(group), index.n_launches.get(event_id, 0)
        event = index.events[event_id]
        shown = {
            "line": group[0].line, "source_key": group[0].source_key,
            "source_date": group[0].source_date, "event_id": event_id,
            "event_date": event["event_date"].date(), "event_type": event["event_type"],
        }  # fmt: skip
        if form.unit == "missile" and n and n_rows != n:
            detail = f"{n_rows} row(s), and {n} launch(es) of ours"
            mismatches.append(Finding("quantity_differs", **shown, detail=detail))
        if form.unit == "event" and n_rows > 1 and n_rows == n:
            detail = f"{n_rows} rows are one event of {n} missiles: the list counts missiles"
            mismatches.append(Finding("unit_mismatch", **shown, detail=detail))
    return mismatches
