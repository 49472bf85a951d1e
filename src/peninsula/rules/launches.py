"""Rules for ``launches.csv``: each launch fits its volley, each volley counts its launches."""

from __future__ import annotations

import pandas as pd

from peninsula.data import Dataset
from peninsula.faults import Fault
from peninsula.rules.common import join_events, point_out

KST = pd.Timedelta(hours=9)
LAUNCH_TYPES = {"missile_ballistic", "missile_cruise", "missile_sam", "space_launch"}
HIGHEST_KM, FARTHEST_KM = 10_000, 20_000


def check_volleys_have_launches(ds: Dataset) -> list[Fault]:
    """Every ballistic or space launch event of the North has its missiles in ``launches.csv``."""
    events = ds.events
    volleys = events["event_type"].isin(["missile_ballistic", "space_launch"])
    bare = volleys & ~events["event_id"].isin(ds.launches["event_id"])
    why = "has no row in launches.csv: one for each missile, one at least"
    if ds.launches.empty and bare.any():
        why = f"holds no rows beside {int(bare.sum())} ballistic and space launch events"
        return [Fault("launches.csv", 0, "", why)]
    return point_out("events", events, bare, "event_id", why)


def check_launch_days(ds: Dataset) -> list[Fault]:
    """A launch's time, turned into Korea time, falls on its event's day."""
    launches = join_events(ds.launches, ds.events)
    day = (launches["launched_utc"].dt.tz_localize(None) + KST).dt.normalize()
    last = launches["event_end_date"].fillna(launches["event_date"])
    exact = (launches["date_precision"] == "day") & day.notna()
    wrong = exact & ((day < launches["event_date"]) | (day > last))
    why = day.dt.strftime("%Y-%m-%d").map("is {} in Korea, not the event's day".format)
    return point_out("launches", launches, wrong, "launched_utc", why)


def check_time_precision(ds: Dataset) -> list[Fault]:
    """A time is given where, and only where, it is known to the hour or better."""
    launches = ds.launches
    fine = launches["time_precision"].isin(["second", "minute", "hour"])
    known = launches["launched_utc"].notna()
    return [
        *point_out("launches", launches, fine & ~known, "launched_utc", "is blank"),
        *point_out("launches", launches, ~fine & known, "time_precision",
                   "is {time_precision} beside a time"),
    ]  # fmt: skip


def check_launch_types(ds: Dataset) -> list[Fault]:
    """Launchers of satellites in space launches, cruise missiles in theirs, each volley's class."""
    launches = join_events(ds.launches, ds.events)
    kind, event = launches["missile_type"], launches["event_type"]
    noted = launches["event_id"].isin(ds.event_notes["event_id"])
    orbit = (kind == "SLV") != (event == "space_launch")
    cruise = (kind == "cruise") != (event == "missile_cruise")
    shown = launches.groupby("event_id")["missile_type"].transform(
        lambda t: " ".join(sorted(set(t)))
    )
    subtype = launches["event_subtype"].fillna("unknown")
    covered = [
        s in t.split() or "unknown" in (s, *t.split()) for s, t in zip(subtype, shown, strict=True)
    ]
    other = (event == "missile_ballistic") & ~pd.Series(covered, launches.index, dtype=bool)
    known = kind != "unknown"
    return [
        *point_out("launches", launches, known & ~event.isin(LAUNCH_TYPES), "event_id",
                   "belongs to an event of type {event_type}"),
        *point_out("launches", launches, known & orbit & ~noted, "missile_type",
                   "{missile_type} in an event of type {event_type}"),
        *point_out("launches", launches, known & cruise & ~noted, "missile_type",
                   "{missile_type} in an event of type {event_type}"),
        *point_out("launches", launches, other & ~noted, "missile_type",
                   "the event's subtype is {event_subtype}, and no launch of it is"),
    ]  # fmt: skip


def check_volley_sizes(ds: Dataset) -> list[Fault]:
    """An event's quantity is the number of its launches, or a note says why not."""
    events = ds.events
    n = events["event_id"].map(ds.launches["event_id"].value_counts()).astype("Int64")
    loose = events["quantity_qualifier"] != "exact"
    # "At least two" is met by three launches, and "about ten" by any number that was listed.
    agrees = (events["quantity"] == n) | (loose & events["quantity"].notna())
    noted = events["event_id"].isin(ds.event_notes["event_id"])
    wrong = n.notna() & ~agrees.fillna(False) & ~noted
    said = events["quantity"].astype("string").fillna("blank")
    why = "is " + said + ", and " + n.astype("string").fillna("0") + " launches belong to it"
    return point_out("events", events, wrong, "quantity", why)


def check_flights(ds: Dataset) -> list[Fault]:
    """Heights and distances that a missile can reach."""
    launches = ds.launches
    return [
        *point_out("launches", launches, launches["apogee_km"] > HIGHEST_KM, "apogee_km",
                   "{apogee_km} km is beyond any launch known"),
        *point_out("launches", launches, launches["distance_km"] > FARTHEST_KM, "distance_km",
                   "{distance_km} km is beyond half the earth"),
    ]  # fmt: skip


def check_names(ds: Dataset) -> list[Fault]:
    """A missile goes by the name of ``aliases.csv``, not by an alias."""
    missiles = ds.aliases[ds.aliases["kind"] == "missile"].set_index("alias")["name"]
    better = ds.launches["missile_name"].map(missiles)
    why = better.map("is an alias of {}".format, na_action="ignore")
    return point_out("launches", ds.launches, better.notna(), "missile_name", why)


RULES = (
    check_volleys_have_launches,
    check_launch_days,
    check_time_precision,
    check_launch_types,
    check_volley_sizes,
    check_flights,
    check_names,
)
