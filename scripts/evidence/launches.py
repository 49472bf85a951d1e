"""Launches: the rows of the CNS list, mended where a coder says so, and those it lacks."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

from evidence.sources import SourceRow
from evidence.tables import BuildError, Row

LANDINGS = {
    "sea-of-japan": "east_sea",
    "sea_of_japan": "east_sea",
    "east-sea": "east_sea",
    "yellow-sea": "yellow_sea",
    "pacific-ocean": "pacific_ocean",
    "north-korea": "north_korea",
    "na": "none",
    "unknown": "",
}


def load_missiles(reference: Path) -> dict[str, Row]:
    """Names and classes of the CNS list by its short name."""
    return json.loads((reference / "cns/missiles.json").read_text(encoding="utf-8"))


def strip_alias(name: str) -> str:
    """A missile's name without the second name in brackets.

    >>> strip_alias("Hwasong-11A (KN-23)")
    'Hwasong-11A'
    """
    return name.partition(" (")[0]


def format_km(value: str, outcome: str = "failure") -> str:
    """Kilometres as written; blank where unknown. A zero counts only for a launch that failed.

    >>> format_km("2111.5"), format_km("na"), format_km("0", "success")
    ('2111.5', '', '')
    """
    try:
        number = float(value)
    except ValueError:
        return ""
    return "" if number == 0 and outcome != "failure" else f"{number:g}"


def apply_fixes(row: Row, fixes: list[Row]) -> Row:
    """The row with each field that a coder mended."""
    unknown = {fix["field"] for fix in fixes} - row.keys()
    if unknown:
        raise BuildError(f"launch_fixes: no field {', '.join(sorted(unknown))}")
    return row | {fix["field"]: fix["value"] for fix in fixes}


def read_time(raw: Row) -> str:
    """The UTC time of a CNS row, blank where it gives none."""
    time = raw["time"].removesuffix(" (UTC)")
    return "" if time == "unknown" else f"{raw['date']}T{time}Z"


def make_launch(raw: Row, event: Row, missiles: dict[str, Row]) -> Row:
    """A CNS row in our columns."""
    missile = missiles[raw["missile"]]
    time = read_time(raw)
    known = missile["type"] != "Unknown"
    return {
        "event_id": event["event_id"],
        "event_date": event["event_date"],
        "launched_utc": time,
        "time_precision": "minute" if time else event["date_precision"],
        "missile_name": strip_alias(missile["name"]) if known else "",
        "missile_type": missile["type"] if known else "unknown",
        "site_id": raw["facility"],
        "apogee_km": raw["apogee"],
        "distance_km": raw["distance"],
        "outcome": raw["outcome"],
        "landing": raw["landing"],
    }


def tidy_launch(row: Row, names: dict[str, str]) -> Row:
    """Unknown as blank, one name for one missile, one word for one sea."""
    name = "" if row["missile_name"].lower() == "unknown" else row["missile_name"]
    timed = "T" in row["launched_utc"]
    apogee = format_km(row["apogee_km"])
    return row | {
        "launched_utc": row["launched_utc"] if timed else "",
        "time_precision": row["time_precision"].replace("minute", "minute" if timed else "day"),
        "missile_name": names.get(name, name),
        "site_id": "" if row["site_id"] == "unknown" else row["site_id"],
        "apogee_km": "" if apogee == "0" else apogee,
        "distance_km": format_km(row["distance_km"], row["outcome"]),
        "landing": LANDINGS.get(row["landing"], row["landing"]),
    }


def number_launches(rows: list[Row]) -> list[Row]:
    """Keys ``<event_id>-m<n>``, n in order of time."""
    by_event: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_event[row["event_id"]].append(row)
    return [
        {"launch_id": f"{event}-m{number}", **row}
        for event, volley in by_event.items()
        for number, row in enumerate(sorted(volley, key=lambda r: r["launched_utc"] or "~"), 1)
    ]


def build_launches(
    sources: list[SourceRow],
    events_of: dict[tuple[str, str], list[str]],
    events: dict[str, Row],
    missiles: dict[str, Row],
    fixes: list[Row],
    extra: list[Row],
    names: dict[str, str],
) -> list[Row]:
    """Every launch, with its event."""
    mended: dict[str, list[Row]] = defaultdict(list)
    for fix in fixes:
        mended[fix["source_key"]].append(fix)
    rows = []
    for source in (row for row in sources if row.source == "cns"):
        found = events_of.get(("cns", source.source_key), [])
        if len(found) > 1:
            raise BuildError(f"cns {source.source_key}: one missile in {len(found)} events")
        if found:
            own = [fix for fix in mended[source.source_key] if fix["field"] in source.raw]
            ours = [fix for fix in mended[source.source_key] if fix["field"] not in source.raw]
            launch = make_launch(apply_fixes(source.raw, own), events[found[0]], missiles)
            launch = apply_fixes(launch, ours)
            if launch.pop("event_date") != events[found[0]]["event_date"]:
                raise BuildError(f"launch_fixes: cns {source.source_key} has another event_date")
            rows.append(launch)
    rows += [{k: v for k, v in row.items() if k not in ("reason", "evidence_url")} for row in extra]
    return number_launches([tidy_launch(row, names) for row in rows])


def find_wrong_days(launches: list[Row], events: dict[str, Row]) -> list[str]:
    """Launches whose Korea day is not their event's."""
    faults = []
    for row in launches:
        event = events[row["event_id"]]
        if row["launched_utc"] and event["date_precision"] == "day":
            utc = datetime.strptime(row["launched_utc"], "%Y-%m-%dT%H:%MZ")
            day = (utc + timedelta(hours=9)).strftime("%Y-%m-%d")
            if not event["event_date"] <= day <= (event["event_end_date"] or event["event_date"]):
                faults.append(f"{row['launch_id']}: launched on {day} in Korea")
    return faults


def find_wrong_quantities(
    launches: list[Row], events: dict[str, Row], notes: list[Row]
) -> list[str]:
    """Volleys whose quantity is not the number of their launches, with no note that says why."""
    counted: dict[str, int] = defaultdict(int)
    for row in launches:
        counted[row["event_id"]] += 1
    explained = {note["event_id"] for note in notes}
    faults = []
    for event_id, n in sorted(counted.items()):
        event = events[event_id]
        quantity, qualifier = event["quantity"], event["quantity_qualifier"]
        agrees = quantity and (
            int(quantity) == n or (qualifier in ("about", "at_least", "more_than"))
        )
        if not agrees and event_id not in explained:
            faults.append(f"{event_id}: quantity {quantity or 'blank'}, {n} launches, no note")
    return faults
