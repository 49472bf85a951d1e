"""Proposals, the command, and scores."""

from __future__ import annotations

import io
import json
import sys
from datetime import date

import pandas as pd
import pytest
import yaml

from peninsula.cli import main
from peninsula.coding import code_page
from peninsula.coding.propose import match_event, propose, to_yaml
from peninsula.coding.score import (
    count_events_right,
    count_false_mains,
    estimate_f1,
    estimate_tone,
    match_statements,
)
from peninsula.coding.show import format_coded
from peninsula.proposals import read_proposals

STORY = (
    "North Korea fires missiles\n\nNorth Korea fired two ballistic missiles from Wonsan on Monday, "
    "Seoul's military said.\n\nSouth Korea condemned the launch as a grave provocation.\n"
)


@pytest.fixture
def known():
    return pd.DataFrame({
        "event_id": ["20221225-missile_ballistic-1", "20221226-missile_ballistic-1"],
        "event_date": pd.to_datetime(["2022-12-25", "2022-12-26"]),
        "event_type": "missile_ballistic",
        "actor": "PRK",
        "location": ["Sohae", "Wonsan"],
        "latitude": [39.66, 39.15],
        "longitude": [124.7, 127.44],
    })  # fmt: skip


@pytest.fixture
def coded():
    return code_page(STORY, published="2022-12-28", outlet="Harbour Daily")


def test_same_type_place_and_day_matches(coded, known):
    assert propose(coded, known)["events"][0]["matches"] == "20221226-missile_ballistic-1"


def test_a_day_either_way_but_not_two(coded, known):
    known["event_date"] = pd.to_datetime(["2022-12-20", "2022-12-27"])
    assert propose(coded, known)["events"][0]["matches"] == "20221226-missile_ballistic-1"
    known["event_date"] = pd.to_datetime(["2022-12-20", "2022-12-28"])
    assert propose(coded, known)["events"][0]["matches"] is None


def test_another_place_or_actor_is_another_event(coded, known):
    far = known.assign(latitude=35.0)
    assert propose(coded, far)["events"][0]["matches"] is None
    assert propose(coded, known.assign(actor="KOR"))["events"][0]["matches"] is None


def test_new_event_gets_a_free_id(coded, known):
    far = known.assign(latitude=35.0)
    assert propose(coded, far)["events"][0]["event_id"] == "20221226-missile_ballistic-2"


def test_undated_event_matches_nothing(known):
    row = {"event_type": "missile_ballistic", "event_date": None, "date_precision": None}
    assert match_event(row, {"missile_ballistic": known.to_dict("records")}) is None


def test_yaml_is_what_add_reads(coded, tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(to_yaml(propose(coded)), encoding="utf-8")
    (proposal,) = read_proposals(path)
    assert proposal.article["outlet"] == "Harbour Daily"
    assert proposal.events[0]["event_date"] == "2022-12-26"
    assert proposal.statements[0]["act"] == "condemnation"


def test_undated_main_event_wants_a_day(tmp_path):
    coded = code_page("North Korea has fired a ballistic missile, Seoul says.", "2022-12-28")
    written = yaml.safe_load(to_yaml(propose(coded)))
    assert written["events"][0]["mention"] == "undated"


def test_table_shows_evidence(coded):
    text = format_coded(coded)
    assert "missile_ballistic · 2022-12-26 · PRK · 2 missiles · Wonsan" in text
    assert "› North Korea fired two ballistic missiles from Wonsan on Monday" in text
    assert "latest Monday on or before Wednesday 2022-12-28" in text


def test_command_table_json_and_file(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text(STORY, encoding="utf-8")
    assert main(["code", str(page), "--published", "2022-12-28"]) == 0
    assert "EVENTS (1 main" in capsys.readouterr().out
    assert main(["code", str(page), "--published", "2022-12-28", "--format", "json"]) == 0
    coded = json.loads(capsys.readouterr().out)
    assert {"article", "events", "statements"} == set(coded)
    out = tmp_path / "p.yaml"
    assert main(["code", str(page), "--published", "2022-12-28", "--out", str(out)]) == 0
    assert (tmp_path / "p.yaml").read_text("utf-8").startswith("# Proposed rows")


def test_command_reads_standard_input(monkeypatch, capsys):
    stream = io.TextIOWrapper(io.BytesIO(STORY.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["code", "-", "--published", "2022-12-28", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["events"][0]["event_date"] == "2022-12-26"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_command_folder_writes_a_line_a_page(tmp_path, capsys, jobs):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.7\x00")
    status = main(["code", str(tmp_path), "--jobs", jobs, "--published", "2022-12-28"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [len(line.get("events", [])) for line in lines] == [1, 1, 0]
    assert "binary" in lines[2]["error"] and status == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["none.txt"], "no such page"), (["."], ""), (["x.txt", "--published", "soon"], "is no date")],
)
def test_command_says_what_is_wrong(arguments, message, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(STORY) if "x.txt" in arguments else None
    assert main(["code", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_scores_by_hand():
    def event(kind, day, mention="main"):
        return {"event_type": kind, "event_date": day, "mention": mention}

    gold = {
        "events": [event("sanction", date(2022, 1, 1)), event("aid", None, "background")],
        "statements": [{"speaker": "x", "actor": "KOR", "act": "threat", "tone": -2}],
    }
    mine = {
        "events": [event("sanction", "2022-01-02"), event("aid", "2022-01-01")],
        "statements": [{"actor": "KOR", "act": "warning", "tone": -2}],
    }
    pairs = [(mine, gold)]
    assert count_events_right(pairs).iloc[0].tolist() == [0, 2, 1]
    assert count_events_right(pairs, with_date=False).iloc[0].tolist() == [1, 2, 1]
    assert count_false_mains(pairs) == (1, 1)
    assert estimate_f1(count_events_right(pairs, with_date=False))["precision"] == 0.5
    matched = match_statements(pairs)
    assert matched["predicted_tone"].tolist() == [-2]
    assert estimate_tone(matched)["recall_negative"] == 1.0
