"""The gold pages are well formed: codes in the vocabulary, ISO dates, both splits filled.

Nothing here tests the coder: only that the standard it is measured by can be trusted to load.
"""

import datetime as dt
from pathlib import Path

import pytest
import yaml

GOLD = Path(__file__).parent / "gold"
PAGES = sorted(p for p in GOLD.glob("*/*") if p.suffix in {".txt", ".html"})
CODES = sorted(GOLD.glob("*/*.yaml"))

TYPE_NAMES = """
missile_ballistic missile_cruise missile_sam space_launch nuclear_test weapons_test_other
nuclear_program artillery_fire border_fire attack_kinetic terror_abduction demolition_sabotage
warning_fire border_crossing drone_incursion electronic_jamming cyber_attack balloon_leaflet
loudspeaker landmine military_exercise military_deployment alert_posture parade_display
agreement agreement_suspension sanction aid aid_cut meeting_diplomatic meeting_domestic
military_cooperation
"""
EVENT_TYPES = set(TYPE_NAMES.split())
MENTIONS = {"main", "background", "future", "negated", "hypothetical"}
# Tone follows from the act; only a threat has two, by whether force is named.
TONES = {
    **dict.fromkeys(["offer", "agreement", "welcome"], {2}),
    "appeal": {1},
    **dict.fromkeys(["statement", "denial", "non_confirmation"], {0}),
    **dict.fromkeys(["demand", "accusation", "condemnation", "justification"], {-1}),
    **dict.fromkeys(["armament_pledge", "boast"], {-1}),
    **dict.fromkeys(["warning", "insult"], {-2}),
    "threat": {-2, -3},
}
EVENT_KEY_NAMES = """
event_type event_date date_precision actor recipient side quantity quantity_qualifier
attribution mention
"""
EVENT_KEYS = set(EVENT_KEY_NAMES.split())
STATEMENT_KEYS = {"speaker", "actor", "act", "tone", "recipient"}


def load_codes(path):
    """Read one page's codes."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def is_actor(text):
    """Say whether every joined part is a country code or one of the named extras, in order."""
    parts = text.split("+")
    good = all(p == "activists" or (len(p) in {3, 4} and p.isupper()) for p in parts)
    return good and parts == sorted(parts)


@pytest.mark.parametrize("path", CODES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_codes_are_well_formed(path):
    codes = load_codes(path)
    assert set(codes) == {"published", "outlet", "genre", "events", "statements", "notes"}
    assert isinstance(codes["published"], dt.date)
    assert codes["outlet"] and codes["genre"]
    assert isinstance(codes["notes"]["invented"], bool)


@pytest.mark.parametrize("path", CODES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_events_are_in_the_vocabulary(path):
    for event in load_codes(path)["events"]:
        assert set(event) == EVENT_KEYS
        assert event["event_type"] in EVENT_TYPES
        assert event["mention"] in MENTIONS
        assert event["side"] in {"initiates", "responds"}
        assert is_actor(event["actor"])
        assert event["recipient"] is None or is_actor(event["recipient"])
        assert event["attribution"] in {None, "observed", "claimed", "alleged", "disputed"}
        # What happened is always attributed; what did not happen has nothing to attribute.
        assert (event["attribution"] is None) == (
            event["mention"] in {"future", "negated", "hypothetical"}
        )


@pytest.mark.parametrize("path", CODES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_dates_and_quantities_hold_together(path):
    codes = load_codes(path)
    for event in codes["events"]:
        date, precision = event["event_date"], event["date_precision"]
        assert (date is None) == (precision is None)
        if date is not None:
            assert isinstance(date, dt.date)
            assert precision in {"day", "month", "year"}
            assert precision == "day" or date.day == 1
            assert precision != "year" or date.month == 1
        if date is not None and event["mention"] in {"main", "background"}:
            # A page in the Americas may describe the Korean day after its own.
            assert date <= codes["published"] + dt.timedelta(days=1)
        quantity, qualifier = event["quantity"], event["quantity_qualifier"]
        assert (quantity is None) == (qualifier is None)
        assert quantity is None or quantity > 0
        assert qualifier in {None, "exact", "at_least", "about", "more_than"}


@pytest.mark.parametrize("path", CODES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_statements_are_in_the_vocabulary(path):
    for statement in load_codes(path)["statements"]:
        assert set(statement) == STATEMENT_KEYS
        assert statement["speaker"]
        assert is_actor(statement["actor"])
        assert statement["tone"] in TONES[statement["act"]]
        assert statement["recipient"] is None or is_actor(statement["recipient"])


def test_every_page_has_its_codes_and_the_other_way_round():
    assert {p.with_suffix("") for p in PAGES} == {p.with_suffix("") for p in CODES}
    assert len(PAGES) == len(CODES)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_pages_are_of_story_length(path):
    assert 120 <= len(path.read_text(encoding="utf-8").split()) <= 700


@pytest.mark.parametrize("split", ["dev", "test"])
def test_every_event_type_happens_in_both_splits(split):
    mains = [
        event["event_type"]
        for path in CODES
        if path.parent.name == split
        for event in load_codes(path)["events"]
        if event["mention"] == "main"
    ]
    assert set(mains) == EVENT_TYPES


@pytest.mark.parametrize("split", ["dev", "test"])
def test_both_splits_hold_every_mention_and_pages_without_an_event(split):
    codes = [load_codes(p) for p in CODES if p.parent.name == split]
    mentions = [{event["mention"] for event in page["events"]} for page in codes]
    assert set().union(*mentions) == MENTIONS
    assert any("main" not in found for found in mentions)
    assert any(page["statements"] == [] for page in codes)
