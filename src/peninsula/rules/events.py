"""Rules for ``events.csv``: dates, keys, codes, places, quantities, words, doubles."""

from __future__ import annotations

import pandas as pd

from peninsula.data import Dataset
from peninsula.faults import Fault
from peninsula.rules.actors import find_actor_fault
from peninsula.rules.common import point_out

EARLIEST = pd.Timestamp("1945-08-15")
LONGEST_SUMMARY = 30
SUBTYPES = {
    "missile_ballistic": {"SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "HGV", "unknown"},
    "balloon_leaflet": {"trash", "leaflet"},
    "military_exercise": {"single", "joint", "live_fire"},
}
"""Subtypes of the types that have them."""

Box = tuple[float, float, float, float]
NORTH: Box = (37.5, 43.1, 123.5, 131.0)
"""North Korea and its coastal waters: south, north, west, east."""
PENINSULA: Box = (32.0, 43.1, 122.0, 133.0)
"""Both Koreas, the Yellow Sea and the East Sea as far as Dokdo."""
JAPAN_SEAS: Box = (24.0, 46.0, 120.0, 146.0)
"""The seas around Japan, where its coast guard met spy boats."""
PLACED_IN_NORTH = {
    "missile_ballistic", "missile_cruise", "missile_sam", "space_launch", "nuclear_test",
}  # fmt: skip
PLACED_ON_PENINSULA = {
    "artillery_fire", "border_fire", "border_crossing", "landmine", "loudspeaker",
    "balloon_leaflet", "drone_incursion", "warning_fire",
}  # fmt: skip


def check_dates(ds: Dataset) -> list[Fault]:
    """End after beginning, sources not older than the event, coarse dates on a first day."""
    events = ds.events
    start, end, precision = events["event_date"], events["event_end_date"], events["date_precision"]
    coarse = (precision != "day") & (start.dt.day != 1)
    coarse |= (precision == "year") & (start.dt.month != 1)
    return [
        *point_out("events", events, end <= start, "event_end_date",
                   "{event_end_date} is not after event_date {event_date}"),
        *point_out("events", events, start < EARLIEST, "event_date",
                   "{event_date} is before 15 August 1945"),
        *point_out("events", events, (events["as_of"] < start) & (precision == "day"), "as_of",
                   "{as_of} is before event_date {event_date}"),
        *point_out("events", events, coarse, "event_date",
                   "{event_date} must be the first day of its {date_precision}"),
    ]  # fmt: skip


def check_event_ids(ds: Dataset) -> list[Fault]:
    """``event_id`` says the day and the type of its own row."""
    events = ds.events
    stem = events["event_date"].dt.strftime("%Y%m%d") + "-" + events["event_type"] + "-"
    wrong = pd.Series(
        [not e.startswith(s) for e, s in zip(events["event_id"], stem, strict=True)],
        index=events.index,
        dtype=bool,
    )
    why = stem.map(lambda s: f"must begin with {s}, as its date and type say")
    return point_out("events", events, wrong, "event_id", why)


def check_actors(ds: Dataset) -> list[Fault]:
    """Actors and recipients are known codes in alphabetical order, and differ."""
    faults = []
    for name, columns in (
        ("events", ("actor", "recipient")),
        ("statements", ("actor", "recipient")),
    ):
        frame = getattr(ds, name)
        for column in columns:
            why = frame[column].map(find_actor_fault, na_action="ignore").fillna("")
            faults += point_out(name, frame, why != "", column, why)
    same = ds.events["actor"] == ds.events["recipient"]
    return faults + point_out("events", ds.events, same, "recipient", "is the actor itself")


def check_subtypes(ds: Dataset) -> list[Fault]:
    """Types that have subtypes keep to them."""
    events = ds.events
    allowed = events["event_type"].map(SUBTYPES)
    wrong = [
        isinstance(choice, set) and pd.notna(subtype) and subtype not in choice
        for choice, subtype in zip(allowed, events["event_subtype"], strict=True)
    ]
    why = "{event_subtype!r} is no subtype of {event_type}"
    return point_out(
        "events", events, pd.Series(wrong, events.index, dtype=bool), "event_subtype", why
    )


def check_quantities(ds: Dataset) -> list[Fault]:
    """A number has its qualifier and unit; without a number there is neither."""
    events = ds.events
    known = events["quantity"].notna()
    faults = []
    for column in ("quantity_qualifier", "quantity_unit"):
        given = events[column].notna()
        faults += point_out("events", events, known & ~given, column, "is blank beside a quantity")
        faults += point_out("events", events, ~known & given, column, "is given without a quantity")
    return faults


def check_places(ds: Dataset) -> list[Fault]:
    """Coordinates come in pairs, agree with their precision and lie where the type can happen."""
    events = ds.events
    pair = events["latitude"].notna() & events["longitude"].notna()
    half = events["latitude"].notna() ^ events["longitude"].notna()
    precise = events["geo_precision"] != "none"
    own = events["actor"] == "PRK"
    north = events["event_type"].isin(PLACED_IN_NORTH) & own
    around = events["event_type"].isin(PLACED_ON_PENINSULA)
    japan = (events["actor"] == "JPN") | (events["recipient"] == "JPN")
    where = "({latitude}, {longitude}) lies outside "
    return [
        *point_out("events", events, half, "longitude", "latitude and longitude belong together"),
        *point_out("events", events, precise & ~pair & ~half, "geo_precision",
                   "is {geo_precision} without coordinates"),
        *point_out("events", events, ~precise & pair, "geo_precision", "is none with coordinates"),
        *point_out("events", events, north & is_outside(events, NORTH), "latitude",
                   where + "North Korea and its waters"),
        *point_out("events", events, around & ~japan & is_outside(events, PENINSULA), "latitude",
                   where + "the peninsula and its seas"),
        *point_out("events", events, around & japan & is_outside(events, JAPAN_SEAS), "latitude",
                   where + "the seas around Japan"),
        *point_out("sites", ds.sites, is_outside(ds.sites, NORTH), "latitude",
                   where + "North Korea and its waters"),
    ]  # fmt: skip


def is_outside(frame: pd.DataFrame, box: Box) -> pd.Series:
    """Rows with coordinates beyond the box.

    >>> places = pd.DataFrame({"latitude": [39.0, 35.0], "longitude": [125.0, 125.0]})
    >>> is_outside(places, NORTH).tolist()
    [False, True]
    """
    south, north, west, east = box
    inside = frame["latitude"].between(south, north) & frame["longitude"].between(west, east)
    return frame["latitude"].notna() & ~inside


def check_summaries(ds: Dataset) -> list[Fault]:
    """A summary has at most thirty words."""
    n_words = ds.events["summary"].str.split().str.len()
    why = n_words.map(lambda n: f"has {n} words, {LONGEST_SUMMARY} at most")
    return point_out("events", ds.events, n_words > LONGEST_SUMMARY, "summary", why)


def check_doubles(ds: Dataset) -> list[Fault]:
    """One actor doing one type of thing in one place on one day is one event."""
    events = ds.events[ds.events["date_precision"] == "day"]
    key = ["event_date", "event_type", "actor", "recipient"]
    faults = []
    for place in (["location"], ["latitude", "longitude"]):
        placed = events.dropna(subset=place)
        if len(place) == 2:
            placed = placed[placed["geo_precision"] == "site"]
        first = placed.groupby([*key, *place], dropna=False)["event_id"].transform("first")
        why = first.map(lambda e: f"is {e} again: same actor, type, place and day")
        faults += point_out("events", placed, placed["event_id"] != first, "event_id", why)
    return faults


RULES = (
    check_dates,
    check_event_ids,
    check_actors,
    check_subtypes,
    check_quantities,
    check_places,
    check_summaries,
    check_doubles,
)
