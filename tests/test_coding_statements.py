"""Statements: who says what to whom, in which act and tone; sentences are our own."""

from __future__ import annotations

from datetime import date

import pytest

from peninsula.coding import find_statements
from peninsula.coding.statements import STATEMENT_COLUMNS
from peninsula.schema import ACTS, CHANNELS

DAY = date(2024, 6, 11)

# sentence, actor, act, tone
CASES = [
    ("North Korea threatened to turn Seoul into a sea of fire.", "PRK", "threat", -3),
    ("Kim Jong Un said that the army would wipe out the enemy if attacked.", "PRK", "threat", -3),
    ("South Korea said it would respond sternly to any provocation.", "KOR", "threat", -2),
    ("Pyongyang warned that the South would face grave consequences.", "PRK", "warning", -2),
    ("The White House warned that the step would have consequences.", "USA", "warning", -2),
    ("Kim Yo Jong called the South's leaders puppets and fools.", "PRK", "insult", -2),
    ("South Korea condemned the launch as a grave provocation.", "KOR", "condemnation", -1),
    ("Japan said it had lodged a protest with North Korea.", "JPN", "condemnation", -1),
    ("South Korea urged the North to stop the balloons at once.", "KOR", "demand", -1),
    ("North Korea accused the South of flying drones over Pyongyang.", "PRK", "accusation", -1),
    ("Kim Jong Un vowed to bolster the country's nuclear arsenal.", "PRK", "armament_pledge", -1),
    ("KCNA said the test was a great success that proved the weapon.", "PRK", "boast", -1),
    ("North Korea denied that it had sent troops to Russia.", "PRK", "denial", 0),
    ("NATO said it could not confirm the reports.", "NATO", "non_confirmation", 0),
    ("South Korea's military apologized for the error.", "KOR", "statement", 0),
    ("China called on all sides to show restraint.", "CHN", "appeal", 1),
    ("The United States said it was open to dialogue without preconditions.", "USA", "offer", 2),
    ("South Korea welcomed the decision.", "KOR", "welcome", 2),
    ("North Korea agreed to a meeting of the two sides.", "PRK", "agreement", 2),
]


@pytest.mark.parametrize(("text", "actor", "act", "tone"), CASES)
def test_act_and_tone(text, actor, act, tone):
    found = find_statements(text, DAY)
    assert (actor, act, tone) in [(s["actor"], s["act"], s["tone"]) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "Experts said North Korea threatens the peace of the region.",
        "“They want talks on their own terms,” said a professor at a university in Seoul.",
        "Some say the North wants to punish the South.",
        "The hostile, reckless regime held a parade.",
        "A resident of the island said that the shelling was terrible.",
    ],
)
def test_experts_and_journalists_give_none(text):
    assert find_statements(text, DAY) == []


def test_one_row_per_act_and_target():
    text = "Seoul condemned the launch. South Korea condemned the launch again on Monday."
    assert [s["act"] for s in find_statements(text, DAY)] == ["condemnation"]


def test_two_acts_of_one_speaker():
    text = "South Korea condemned the launch and urged the North to stop at once."
    assert {s["act"] for s in find_statements(text, DAY)} == {"condemnation", "demand"}


def test_joint_speakers_have_a_row_each():
    text = "Russia, Japan and South Korea condemned the launch."
    assert {s["actor"] for s in find_statements(text, DAY)} == {"RUS", "JPN", "KOR"}


def test_each_speaker_keeps_the_own_part():
    text = "South Korea condemned the launch, while China called on all sides to show restraint."
    found = {(s["actor"], s["tone"]) for s in find_statements(text, DAY)}
    assert ("CHN", 1) in found and ("CHN", -1) not in found


def test_pronoun_takes_the_last_speaker():
    text = "The Joint Chiefs of Staff tracked it. It condemned the act. Tokyo spoke. "
    found = find_statements("Seoul's military said so. It condemned the act.", DAY)
    assert found[-1]["actor"] == "KOR"
    assert find_statements(text, DAY) is not None


def test_warning_shots_are_no_warning():
    text = "South Korea's military said it fired warning shots at the boat."
    assert "warning" not in [s["act"] for s in find_statements(text, DAY)]


def test_an_insult_inside_a_threat_is_the_threat():
    text = "Kim Yo Jong said that the scum in Seoul would be wiped out by a merciless strike."
    assert [s["act"] for s in find_statements(text, DAY)] == ["threat"]


def test_a_warning_is_never_minus_three():
    text = "Pyongyang warned of a merciless strike and of nuclear war."
    for row in find_statements(text, DAY):
        assert not (row["act"] == "warning" and row["tone"] == -3)


def test_columns_and_allowed_values():
    text = " ".join(case[0] for case in CASES)
    for row in find_statements(text, DAY):
        assert set(row) == {*STATEMENT_COLUMNS, "evidence", "start", "end"}
        assert row["act"] in ACTS and row["channel"] in CHANNELS
        assert 1 <= row["speaker_level"] <= 5 and -3 <= row["tone"] <= 2
        assert row["evidence"] == text[row["start"] : row["end"]]
        assert 0 <= row["specificity"] <= 3


def test_level_form_and_condition():
    row = find_statements(
        "“If they cross the line we will destroy them,” Kim Jong Un said on Monday.", DAY
    )[0]
    assert (row["speaker"], row["speaker_level"], row["form"]) == ("Kim Jong Un", 1, "quote")
    assert row["is_conditional"] is True
    assert row["statement_date"] == "2024-06-10"
