"""Which row of which list is which event, and how the two meet."""

from __future__ import annotations

from collections import defaultdict

from evidence.sources import SourceRow
from evidence.tables import Row

Key = tuple[str, str]


def index_events(crosswalk: list[Row]) -> dict[Key, list[str]]:
    """Events of each source row; an empty list where the row is no event."""
    events: dict[Key, list[str]] = defaultdict(list)
    for line in crosswalk:
        found = events[line["source"], line["source_key"]]
        if line["event_id"] and line["event_id"] not in found:
            found.append(line["event_id"])
    return dict(events)


def find_uncoded(sources: list[SourceRow], crosswalk: list[Row]) -> list[str]:
    """Source rows without a coded line, and coded lines without a source row."""
    known = {(row.source, row.source_key) for row in sources}
    coded = {(line["source"], line["source_key"]) for line in crosswalk}
    return [f"{s} {k}: no coded line" for s, k in sorted(known - coded)] + [
        f"{s} {k}: coded, but no such row" for s, k in sorted(coded - known)
    ]


def is_same_day(source: SourceRow, event: Row) -> bool:
    """Whether the list's date falls on the event's, at the coarser precision of the two."""
    length = {"day": 10, "month": 7, "year": 4}
    cut = min(length[source.precision], length[event["date_precision"]])
    first, last = event["event_date"], event["event_end_date"] or event["event_date"]
    return first[:cut] <= source.date[:cut] <= last[:cut]


def find_match(source: SourceRow, events: list[Row], event: Row | None, n_rows: int) -> str:
    """How a row meets an event; of several true answers the first."""
    if event is None:
        return "not_an_event"
    if len(events) > 1:
        return "split"
    if not is_same_day(source, event):
        return "day_shift"
    return "merged" if n_rows > 1 else "same_day"


def build_crosswalk(
    sources: list[SourceRow], crosswalk: list[Row], events: dict[str, Row]
) -> list[Row]:
    """The crosswalk with the list's own date and the kind of match."""
    by_key = {(row.source, row.source_key): row for row in sources}
    events_of = index_events(crosswalk)
    n_rows: dict[Key, int] = defaultdict(int)
    for (source, _), found in events_of.items():
        for event in found:
            n_rows[source, event] += 1
    rows = {}
    for line in crosswalk:
        key = line["source"], line["source_key"]
        if key not in by_key:
            continue
        found = [events[e] for e in events_of[key]]
        event = events.get(line["event_id"])
        match = find_match(by_key[key], found, event, n_rows[line["source"], line["event_id"]])
        rows[*key, line["event_id"]] = {
            "source": key[0],
            "source_key": key[1],
            "source_date": by_key[key].date,
            "event_id": line["event_id"],
            "match": match,
            "reason": line["reason"],
        }
    return list(rows.values())
