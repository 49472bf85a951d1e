"""Rows that we lack, as proposals that ``peninsula add`` takes after review."""

from __future__ import annotations

from collections import defaultdict

from peninsula.links import clean_url
from peninsula.reconcile.forms import Form, OutsideRow

WORDS = {
    "missile_ballistic": "a ballistic missile launch", "missile_cruise": "a cruise missile launch",
    "missile_sam": "an air-defence missile test", "space_launch": "an attempt at orbit",
    "nuclear_test": "a nuclear test", "artillery_fire": "artillery fire",
    "balloon_leaflet": "balloons sent across the border",
}  # fmt: skip


def make_proposals(rows: list[OutsideRow], form: Form) -> list[dict]:
    """One proposal an event: rows of a list of missiles are joined by day, place and type.

    Parameters
    ----------
    rows : list of OutsideRow
        Rows that matched nothing.
    form : Form
        The make of their list.

    Returns
    -------
    list of dict
        ``article``, ``events`` and ``statements`` as a proposals file has them. The summary is a
        plain sentence to be written anew in review.
    """
    groups: dict[tuple, list[OutsideRow]] = defaultdict(list)
    for row in rows:
        place = row.raw.get(form.columns.place, "") if form.columns.place else ""
        alone = row.source_key if form.unit == "event" else ""
        groups[row.day, place, row.types[:1], alone].append(row)
    return [make_proposal(group, form) for _, group in sorted(groups.items(), key=str)]


def make_proposal(group: list[OutsideRow], form: Form) -> dict:
    """The proposal of one event."""
    row = group[0]
    link = next((word for word in row.url.split() if word.startswith("http")), "").rstrip(";,")
    article = {"url": clean_url(link)} if link else {}
    return {"article": article, "events": [make_event(group, form)], "statements": []}


def make_event(group: list[OutsideRow], form: Form) -> dict:
    """The event of one or more rows, with what the list says and what a reviewer must judge."""
    row = group[0]
    kind = row.types[0] if row.types else ""
    quantity = len(group) if form.unit == "missile" else row.quantity
    event = {
        "event_date": row.day.isoformat(),
        "date_precision": row.precision,
        "event_type": kind,
        "event_subtype": row.subtype if kind == "missile_ballistic" and row.subtype else "",
        "actor": "PRK",
        "side": "initiates",
        "location": row.raw.get(form.columns.place, "") if form.columns.place else "",
        "geo_precision": "none",
        "quantity": quantity or "",
        "quantity_qualifier": "exact" if quantity else "",
        "quantity_unit": "missiles" if quantity and "missile" in kind else "units" * bool(quantity),
        "attribution": "observed",
        "summary": f"A list reports {WORDS.get(kind, 'an incident')} by North Korea on this day.",
        "as_of": row.day.isoformat(),
        "mention": "main",
        "evidence": row.text[:300],
        "crosswalk": [list_row(part, form) for part in group] if form.name != "columns" else [],
    }
    if form.unit == "missile":
        event["launches"] = [make_launch(part, form) for part in group]
    return event


def list_row(row: OutsideRow, form: Form) -> dict:
    """The row of the crosswalk that joins the list's row to the event."""
    return {
        "source": form.source,
        "source_key": row.source_key,
        "source_date": row.printed.isoformat(),
    }


def make_launch(row: OutsideRow, form: Form) -> dict:
    """A launch of a list of missiles."""
    known = {"SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "HGV"}
    return {
        "launched_utc": f"{row.printed.isoformat()}T{row.time}Z" if row.time else "",
        "time_precision": "minute" if row.time else row.precision,
        "missile_type": row.label if row.label in known else "unknown",
        "outcome": "unknown",
    }


def format_proposals(proposals: list[dict]) -> str:
    """The proposals as YAML, keys in the order of the tables."""
    import yaml

    return yaml.safe_dump(proposals, sort_keys=False, allow_unicode=True, width=100)
