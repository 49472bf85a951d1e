"""Events of a page: types, actors, mentions, days; stories are our own."""

from __future__ import annotations

from datetime import date

import pytest

from peninsula.coding import code_page, find_events
from peninsula.coding.lexicon import load_patterns
from peninsula.coding.mentions import type_table

WED = date(2022, 12, 28)


def mains(text, published=WED, **options):
    events = find_events(text, published, **options)
    kept = [e for e in events if e["mention"] == "main"]
    return [(e["event_type"], e["event_date"], e["actor"]) for e in kept]


# One sentence a type: each must be seen as main with its day and actor.
TYPES = [
    ("North Korea fired two ballistic missiles on Monday, Seoul said.", "missile_ballistic", "PRK"),
    ("North Korea fired several cruise missiles on Monday, Seoul said.", "missile_cruise", "PRK"),
    ("Pyongyang tested a new anti-aircraft missile on Monday.", "missile_sam", "PRK"),
    ("North Korea launched a spy satellite on Monday, Tokyo said.", "space_launch", "PRK"),
    ("North Korea conducted a nuclear test on Monday, Seoul said.", "nuclear_test", "PRK"),
    ("North Korea tested a solid-fuel rocket engine on Monday.", "weapons_test_other", "PRK"),
    ("North Korea restarted the reactor at Yongbyon on Monday.", "nuclear_program", "PRK"),
    ("North Korea fired 90 artillery shells into the sea on Monday.", "artillery_fire", "PRK"),
    ("North and South Korean troops exchanged fire at the border on Monday.", "border_fire", None),
    ("North Korea shelled Yeonpyeong Island on Monday, killing two marines.", "attack_kinetic",
     "PRK"),
    ("Agents of North Korea kidnapped a fisherman on Monday.", "terror_abduction", "PRK"),
    ("North Korea blew up the joint liaison office on Monday.", "demolition_sabotage", "PRK"),
    ("South Korean troops fired warning shots on Monday.", "warning_fire", "KOR"),
    ("North Korean soldiers crossed the Military Demarcation Line on Monday.", "border_crossing",
     "PRK"),
    ("Five North Korean drones violated the South's airspace on Monday.", "drone_incursion", "PRK"),
    ("North Korea jammed GPS signals near the border on Monday.", "electronic_jamming", "PRK"),
    ("North Korean hackers hacked into a bank on Monday.", "cyber_attack", "PRK"),
    ("North Korea sent balloons carrying trash across the border on Monday.", "balloon_leaflet",
     "PRK"),
    ("South Korea resumed its loudspeaker broadcasts on Monday.", "loudspeaker", "KOR"),
    ("North Korean troops planted mines near the border on Monday.", "landmine", "PRK"),
    ("South Korea and the United States began a joint drill on Monday.", "military_exercise",
     "KOR+USA"),
    ("South Korea scrambled fighter jets on Monday.", "military_deployment", "KOR"),
    ("North Korea ordered its front-line units on full alert on Monday.", "alert_posture", "PRK"),
    ("North Korea held a military parade in Pyongyang on Monday.", "parade_display", "PRK"),
    ("The two Koreas signed an agreement on Monday to reopen a hotline.", "agreement", None),
    ("North Korea suspended the military agreement on Monday.", "agreement_suspension", "PRK"),
    ("The United States imposed new sanctions on North Korea on Monday.", "sanction", "USA"),
    ("South Korea sent rice aid to North Korea on Monday.", "aid", "KOR"),
    ("The United States halted food aid to North Korea on Monday.", "aid_cut", "USA"),
    ("Kim Jong Un met Russia's president in Vladivostok on Monday.", "meeting_diplomatic", None),
    ("North Korea held a plenary meeting of the ruling party on Monday.", "meeting_domestic",
     "PRK"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_type", "actor"), TYPES)
def test_every_type_is_seen(text, event_type, actor):
    found = mains(text)
    assert event_type in [f[0] for f in found]
    day, who = next(f[1:] for f in found if f[0] == event_type)
    assert day == "2022-12-26"
    assert actor is None or who == actor


def test_military_cooperation_with_its_day():
    found = mains("North Korea shipped artillery shells to Russia on Monday aboard two vessels.")
    assert found == [("military_cooperation", "2022-12-26", "PRK")]


def test_dictionaries_know_every_type():
    patterns = {row["event_type"] for row in load_patterns("event_patterns.csv").rows}
    assert patterns == set(type_table())
    assert len(patterns) == 32


NOT_MAIN = [
    ("The statement came after North Korea fired a ballistic missile on Dec. 18.", "background"),
    ("Seoul spoke of talks. North Korea last tested a nuclear device in 2017.", "background"),
    ("South Korea and the United States will begin a joint drill on Monday.", "future"),
    ("North Korea is preparing to launch a spy satellite, Seoul said.", "future"),
    ("North Korea has not conducted a nuclear test, Seoul said.", "negated"),
    ("If North Korea conducts a nuclear test, Washington will answer.", "hypothetical"),
    ("North Korea could fire a ballistic missile within days, lawmakers said.", "hypothetical"),
    ("North Korea conducted a record number of missile tests this year.", "background"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_MAIN)
def test_what_is_not_counted(text, kind):
    assert mains(text) == []
    assert kind in {e["mention"] for e in find_events(text, WED)}


def test_headline_without_a_day_takes_the_day_of_the_story():
    body = "The weapons flew 300 km. North Korea fired the two ballistic missiles on Tuesday."
    found = mains(body, headline="North Korea fires ballistic missiles")
    assert found == [("missile_ballistic", "2022-12-27", "PRK")]


def test_one_event_however_often_it_is_told():
    body = (
        "North Korea fired a ballistic missile on Monday. The missile flew 400 km. "
        "Japan said the missile landed at sea. Seoul condemned the missile launch."
    )
    assert mains(body) == [("missile_ballistic", "2022-12-26", "PRK")]


def test_a_list_of_days_is_an_event_a_day():
    body = "South Korea flew drones over Pyongyang on Dec. 20, Friday and Monday, the North said."
    days = [day for kind, day, _ in mains(body) if kind == "drone_incursion"]
    assert days == ["2022-12-20", "2022-12-23", "2022-12-26"]


def test_drones_of_both_sides_are_two_events():
    body = (
        "South Korea fired warning shots on Monday after five North Korean drones violated its "
        "airspace. In response, South Korea sent drones of its own across the line to the North."
    )
    found = mains(body)
    assert ("drone_incursion", "2022-12-26", "PRK") in found
    assert ("drone_incursion", "2022-12-26", "KOR") in found
    assert ("warning_fire", "2022-12-26", "KOR") in found


def test_state_press_day_is_not_the_day_of_the_test():
    body = "North Korea tested a cruise missile, state media said on Wednesday."
    assert mains(body) == [("missile_cruise", None, "PRK")]
    body += " South Korea's military had detected cruise missiles fired on Tuesday."
    assert mains(body) == [("missile_cruise", "2022-12-27", "PRK")]


def test_military_of_the_south_tells_of_the_same_day():
    body = "South Korea's military said on Wednesday that North Korea fired a ballistic missile."
    assert mains(body) == [("missile_ballistic", "2022-12-28", "PRK")]


def test_a_paper_printed_a_day_behind_korea():
    events = find_events("North Korea fired a ballistic missile on Thursday, Seoul said.", WED)
    assert events[0]["event_date"] == "2022-12-29"
    assert "one day ahead" in events[0]["date_reason"]
    same = find_events(
        "North Korea fired a ballistic missile on Thursday.", WED, outlet_country="KOR"
    )
    assert same[0]["event_date"] == "2022-12-22"


def test_a_day_after_in_the_lead_gives_its_day():
    events = find_events(
        "North Korea fired a ballistic missile on Wednesday, a day after South Korea suspended the "
        "military agreement.",
        WED,
    )
    days = {e["event_type"]: (e["event_date"], e["mention"]) for e in events}
    assert days["agreement_suspension"] == ("2022-12-27", "background")


def test_decision_announced_is_the_event():
    body = "South Korea will suspend the military agreement, its government said on Tuesday."
    assert mains(body) == [("agreement_suspension", "2022-12-27", "KOR")]


def test_exercise_only_complained_of_is_background():
    body = "North Korea condemned joint drills that South Korea and the United States began Monday."
    assert mains(body) == []


def test_defection_is_no_crossing():
    body = "A North Korean soldier crossed the Military Demarcation Line on Monday to defect."
    assert mains(body) == []


def test_quantity_and_its_qualifier():
    event = find_events("North Korea fired at least 23 ballistic missiles on Monday.", WED)[0]
    assert (event["quantity"], event["quantity_qualifier"]) == (23, "at_least")
    event = find_events("North Korea sent about 260 balloons carrying trash on Monday.", WED)[0]
    assert (event["quantity"], event["quantity_qualifier"], event["quantity_unit"]) == (
        260, "about", "balloons",
    )  # fmt: skip
    event = find_events("North Korea fired ballistic missiles on Monday.", WED)[0]
    assert (event["quantity"], event["quantity_qualifier"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "subtype"),
    [
        ("an intercontinental ballistic missile", "ICBM"), ("a short-range missile", "SRBM"),
        ("a hypersonic missile", "HGV"), ("a submarine-launched ballistic missile", "SLBM"),
        ("an intermediate-range ballistic missile", "IRBM"), ("a ballistic missile", "unknown"),
    ],
)  # fmt: skip
def test_missile_subtype(name, subtype):
    event = find_events(f"North Korea fired {name} on Monday.", WED)[0]
    assert event["event_subtype"] == subtype


def test_recipient_rules():
    def recipient(text):
        return find_events(text, WED)[0]["recipient"]

    assert recipient("North Korea fired a ballistic missile into the sea on Monday.") is None
    assert recipient("North Korean drones violated the South's airspace on Monday.") == "KOR"
    assert recipient("South Korea and the United States began a joint drill on Monday.") == "PRK"
    assert recipient("The United States imposed sanctions on North Korea on Monday.") == "PRK"


def test_attribution():
    def attribution(text):
        return find_events(text, WED)[0]["attribution"]

    assert attribution("North Korea fired a missile on Monday, Seoul said.") == "observed"
    assert attribution("North Korean hackers hacked into a bank on Monday.") == "alleged"
    assert attribution("North Korea tested a cruise missile on Monday, state media said.") == (
        "claimed"
    )


def test_place_is_the_most_exact_one():
    event = find_events("North Korea fired a missile from Wonsan into the East Sea on Monday.", WED)
    assert (event[0]["location"], event[0]["geo_precision"]) == ("Wonsan", "town")


def test_evidence_is_a_span_of_the_body():
    page = "Big story\n\nKim spoke.\n\nNorth Korea fired two ballistic missiles on Monday, it said."
    coded = code_page(page, published="2022-12-28")
    for row in coded["events"] + coded["statements"]:
        assert coded["article"]["body"][row["start"] : row["end"]] == row["evidence"]


def test_statement_page_has_no_event():
    body = (
        "North Korea warned South Korea of grave consequences on Wednesday. The foreign ministry "
        "said that the South would pay a price if it went on with its hostile policy."
    )
    assert mains(body) == []
