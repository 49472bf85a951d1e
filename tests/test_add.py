"""Adding proposals: read strictly, planned, checked whole, written together, taken back."""

import subprocess
import sys
from pathlib import Path

import pytest

from peninsula.adding import insert_rows, lock_data, read_rows, split_records
from peninsula.cli import main
from peninsula.planning import plan_addition
from peninsula.proposals import ProposalError, read_proposals, to_text

EVENT = """
  - event_date: 2026-09-01
    date_precision: day
    event_type: missile_ballistic
    event_subtype: SRBM
    actor: PRK
    side: initiates
    location: Wonsan
    latitude: 39.17
    longitude: 127.48
    geo_precision: town
    quantity: 2
    quantity_qualifier: exact
    quantity_unit: missiles
    attribution: observed
    summary: Two short-range missiles flew east from Wonsan.
    mention: main
    evidence: not kept
    start: 0
    end: 8
"""
STATEMENT = """
statements:
  - statement_date: 2026-09-01
    date_precision: day
    speaker: ROK Joint Chiefs
    speaker_level: 3
    actor: KOR
    recipient: PRK
    channel: military
    form: quote
    act: condemnation
    tone: -1
    themes: [missile]
    is_conditional: false
    specificity: 0
    summary: Called the launch a provocation.
"""
ARTICLE = """
article:
  url: https://en.yna.co.kr/view/AEN20260901001855325?section=nk/nk
"""
PROPOSAL = ARTICLE + "events:" + EVENT + STATEMENT
EVENT_ID = "20260901-missile_ballistic-1"


def write(folder, text, name="new.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read_all(folder) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".peninsula" not in path.parts
    }


def add(path, folder, *options) -> int:
    return main(["add", str(path), "--data", str(folder), *options])


def test_only_the_added_rows_differ(tmp_path, data_copy, capsys):
    before = read_all(data_copy)
    assert add(write(tmp_path, PROPOSAL), data_copy) == 0
    after = read_all(data_copy)
    new = {}
    for name, text in after.items():
        if name != "datapackage.json" and text != before[name]:
            old = before[name].splitlines()
            lines = text.splitlines()
            new[name] = [line for line in lines if line not in set(old)]
            assert [line for line in lines if line in set(old)] == old
    assert {name: len(lines) for name, lines in new.items()} == {
        "articles.csv": 1, "events.csv": 1, "event_articles.csv": 1, "launches.csv": 2,
        "statements.csv": 1,
    }  # fmt: skip
    assert new["events.csv"][0].startswith(EVENT_ID)
    assert "https://en.yna.co.kr/view/AEN20260901001855325," in new["articles.csv"][0]
    assert "added 6 row(s)" in capsys.readouterr().out
    assert main(["check", str(data_copy)]) == 0


def test_the_data_package_follows(tmp_path, data_copy):
    import hashlib
    import json

    add(write(tmp_path, PROPOSAL), data_copy)
    package = json.loads((data_copy / "datapackage.json").read_text())
    for resource in package["resources"]:
        raw = (data_copy / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"


def test_undo_restores_every_byte_once(tmp_path, data_copy, capsys):
    before = read_all(data_copy)
    add(write(tmp_path, PROPOSAL), data_copy)
    assert main(["add", "--undo", "--data", str(data_copy)]) == 0
    assert read_all(data_copy) == before
    assert main(["add", "--undo", "--data", str(data_copy)]) == 1
    assert "no addition to undo" in capsys.readouterr().err


def test_undo_keeps_what_was_changed_since(tmp_path, data_copy, capsys):
    add(write(tmp_path, PROPOSAL), data_copy)
    path = data_copy / "events.csv"
    path.write_text(path.read_text().replace("Two short-range", "Two new short-range"))
    changed = read_all(data_copy)
    assert main(["add", "--undo", "--data", str(data_copy)]) == 1
    assert "has changed since" in capsys.readouterr().err
    assert read_all(data_copy) == changed


def test_a_dry_run_writes_nothing(tmp_path, data_copy, capsys):
    before = read_all(data_copy)
    assert add(write(tmp_path, PROPOSAL), data_copy, "--dry-run") == 0
    assert read_all(data_copy) == before
    out = capsys.readouterr().out
    assert "  + " + EVENT_ID in out and "nothing was written" in out


BROKEN = [
    ("missile_ballistic", "missle", "event_type: "),
    ("2026-09-01\n    date_precision", "2026-02-30\n    date_precision", "is not a date"),
    ("quantity: 2", "quantity: two", "quantity: 'two' is not a whole number"),
    ("latitude: 39.17", "latitude: 9.17", "lies outside North Korea"),
    ("actor: PRK", "actor: Korea", "actor: 'Korea' is not of the form"),
    ("tone: -1", "tone: 2", "tone: 2 is no tone of condemnation"),
    ("summary: Two", "sumary: Two", "sumary: is no column of events.csv"),
    ("side: initiates", "side: begins", "side: 'begins' is not one of initiates, responds"),
]


@pytest.mark.parametrize(("old", "new", "why"), BROKEN, ids=lambda v: v[:20])
def test_a_fault_anywhere_keeps_everything_out(tmp_path, data_copy, capsys, old, new, why):
    before = read_all(data_copy)
    assert old in PROPOSAL
    good = PROPOSAL.replace("2026-09-01", "2026-09-02").replace("AEN20260901", "AEN20260902")
    text = good + "\n---\n" + PROPOSAL.replace(old, new, 1)
    assert add(write(tmp_path, text), data_copy) == 1
    error = capsys.readouterr().err
    assert why in error and "nothing was written" in error
    assert "proposal 2" in error or "events.csv" in error
    assert read_all(data_copy) == before


def test_the_same_event_twice_is_refused_with_the_remedy(tmp_path, data_copy, capsys):
    path = write(tmp_path, PROPOSAL)
    assert add(path, data_copy) == 0
    once = read_all(data_copy)
    assert add(path, data_copy) == 1
    assert f"write matches: {EVENT_ID} to add the article" in capsys.readouterr().err
    assert read_all(data_copy) == once


def test_an_event_that_matches_adds_its_article_only(tmp_path, data_copy):
    add(write(tmp_path, PROPOSAL), data_copy)
    n_events = len(read_rows(data_copy)["events"])
    other = f"""
article: {{url: "https://www.reuters.com/world/x-2026-09-01/"}}
events: [{{matches: {EVENT_ID}, relation: reports}}]
"""
    assert add(write(tmp_path, other), data_copy) == 0
    tables = read_rows(data_copy)
    assert len(tables["events"]) == n_events
    assert [r["article_id"][:7] for r in tables["event_articles"] if r["event_id"] == EVENT_ID] == [
        "reuters", "yonhap-",
    ]  # fmt: skip


def test_mentions_that_are_not_main_are_left_out_and_said(tmp_path, data_copy, capsys):
    text = PROPOSAL.replace("mention: main", "mention: background")
    assert add(write(tmp_path, text), data_copy, "--dry-run") == 0
    out = capsys.readouterr().out
    assert "left out: new.yaml, proposal 1, event 1: background, not main" in out
    assert "events.csv:" not in out


def test_json_and_csv_say_the_same(tmp_path, data_copy):
    import json

    event = {
        "event_date": "2026-09-01", "date_precision": "day", "event_type": "drone_incursion",
        "actor": "PRK", "recipient": "KOR", "side": "initiates", "geo_precision": "none",
        "attribution": "alleged", "summary": "A drone crossed.", "as_of": "2026-09-02",
    }  # fmt: skip
    url = "https://en.yna.co.kr/view/AEN20260901001855325"
    content = {"article": {"url": url}, "events": [event], "statements": []}
    as_json = write(tmp_path, json.dumps(content), "new.json")
    header = ",".join([*event, "article.url"])
    as_csv = write(tmp_path, f"{header}\n{','.join(event.values())},{url}\n", "new.csv")
    tables = read_rows(data_copy)
    plans = [plan_addition(read_proposals(path), tables).rows for path in (as_json, as_csv)]
    assert plans[0] == plans[1]
    assert plans[0]["events"][0]["event_id"] == "20260901-drone_incursion-1"


BAD_FILES = [
    ("x.yaml", "a: 1\nb: [", "is not YAML"),
    ("x.yaml", "", "x.yaml: holds no proposal"),
    ("x.yaml", "- 5\n", "proposal 1: must be a mapping"),
    ("x.yaml", "events: 5\n", "events: must be a list"),
    ("x.yaml", "event: []\n", "event: is not one of article, events, statements"),
    ("x.yaml", "a: &a [*a]\n", "holds more than 1,000,000 values"),
    (
        "x.yaml",
        "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        + "".join(
            f"{new}: &{new} [{', '.join(['*' + old] * 10)}]\n"
            for old, new in zip("abcdefg", "bcdefgh", strict=True)
        ),
        "holds more than 1,000,000 values",
    ),
    ("x.csv", "event_date,kind\n2026-01-01,x\n", "x.csv:1: unknown columns kind"),
    ("x.csv", "event_date,actor\n2026-01-01\n", "x.csv:2: has another number of fields"),
]


@pytest.mark.parametrize(("name", "text", "why"), BAD_FILES, ids=lambda v: v[:20])
def test_a_file_that_is_no_proposal_is_refused(tmp_path, name, text, why):
    with pytest.raises(ProposalError) as caught:
        read_proposals(write(tmp_path, text, name))
    assert why in str(caught.value)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes("article:\n  outlet: Caf\xe9\n".encode("cp1252"))
    with pytest.raises(ProposalError, match="x.yaml:2: is not UTF-8"):
        read_proposals(path)


def test_no_file_and_no_undo_is_said(capsys):
    assert main(["add"]) == 2
    assert "give a file of proposals, or --undo" in capsys.readouterr().err


def test_two_at_once_both_arrive(tmp_path, data_copy):
    paths = [
        write(
            tmp_path,
            PROPOSAL.replace("2026-09-01", day).replace(
                "AEN20260901", f"AEN{day.replace('-', '')}"
            ),
            f"{day}.yaml",
        )
        for day in ("2026-09-01", "2026-09-02")
    ]
    command = [sys.executable, "-m", "peninsula", "add", "--data", str(data_copy)]
    source = str(Path(__file__).resolve().parents[1] / "src")
    jobs = [
        subprocess.Popen([*command, str(path)], env={"PYTHONPATH": source, "PATH": "/usr/bin:/bin"})
        for path in paths
    ]
    assert [job.wait() for job in jobs] == [0, 0]
    ids = {row["event_id"] for row in read_rows(data_copy)["events"]}
    assert {EVENT_ID, EVENT_ID.replace("0901", "0902")} <= ids
    assert main(["check", str(data_copy)]) == 0


def test_a_lock_that_is_held_is_waited_for_and_then_said(data_copy):
    with (
        lock_data(data_copy),
        pytest.raises(ProposalError, match="another addition is under way"),
        lock_data(data_copy, wait_s=0.1),
    ):
        pass


def test_an_addition_that_broke_off_is_rolled_back(tmp_path, data_copy, monkeypatch):
    import os

    before = read_all(data_copy)
    real = os.replace
    done = []

    def break_off(source, target):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", break_off)
    assert add(write(tmp_path, PROPOSAL), data_copy) != 0
    monkeypatch.setattr(os, "replace", real)
    assert read_all(data_copy) != before
    with lock_data(data_copy):
        after = {k: v for k, v in read_all(data_copy).items() if not k.endswith(".new")}
        assert after == before


def test_what_fails_half_way_is_rolled_back_at_once(tmp_path, data_copy, monkeypatch):
    import os

    before, real, done = read_all(data_copy), os.replace, []

    def fail_once(source, target):
        done.append(target)
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", fail_once)
    assert add(write(tmp_path, PROPOSAL), data_copy) == 2
    assert read_all(data_copy) == before


def test_a_killed_addition_is_named_by_check_and_taken_back_by_undo(tmp_path, data_copy, capsys):
    before = read_all(data_copy)
    killed = (
        "import os, sys; from peninsula.cli import main; real, done = os.replace, []\n"
        "def kill(source, target):\n"
        "    done.append(1); os._exit(9) if len(done) == 3 else real(source, target)\n"
        "os.replace = kill; main(sys.argv[1:])"
    )
    path = write(tmp_path, PROPOSAL)
    subprocess.run([sys.executable, "-c", killed, "add", str(path), "--data", str(data_copy)])
    assert main(["check", str(data_copy)]) == 1
    assert "killed half-way" in capsys.readouterr().out
    assert main(["add", "--undo", "--data", str(data_copy)]) == 0
    after = {k: v for k, v in read_all(data_copy).items() if not k.endswith(".new")}
    assert after == before


@pytest.mark.parametrize(("quantity", "n"), [("2", 2), ("", 1)])
def test_a_launch_event_brings_a_row_for_each_missile(tmp_path, data_copy, quantity, n):
    text = PROPOSAL if quantity else PROPOSAL.replace("    quantity: 2\n", "")
    assert add(write(tmp_path, text), data_copy) == 0
    tables = read_rows(data_copy)
    launches = [row for row in tables["launches"] if row["event_id"] == EVENT_ID]
    assert [row["missile_type"] for row in launches] == ["SRBM"] * n
    assert not any(row["launched_utc"] or row["apogee_km"] for row in launches)
    assert main(["check", str(data_copy)]) == 0


def test_a_slip_in_the_number_of_missiles_is_refused(tmp_path, data_copy, capsys):
    text = PROPOSAL.replace("quantity: 2\n", "quantity: 20000\n")
    assert add(write(tmp_path, text), data_copy) == 1
    assert "20000, and 100 launches belong to it" in capsys.readouterr().err


def test_rows_go_to_their_places():
    text = "event_id,note\na,1\nc,3\n"
    rows = [{"event_id": "b", "note": 'say "two"'}, {"event_id": "d", "note": "4"}]
    assert insert_rows(text, "event_notes", rows) == (
        'event_id,note\na,1\nb,"say ""two"""\nc,3\nd,4\n'
    )


def test_a_quoted_line_end_stays_in_its_record():
    assert split_records('h\n"a\nb"\nc\n') == ["h\n", '"a\nb"\n', "c\n"]


def test_values_become_text_as_tables_have_it():
    assert [to_text(v) for v in (None, 2, 2.5, "  a \n b ", ["x", "y"], False)] == [
        "", "2", "2.5", "a b", "x;y", "false",
    ]  # fmt: skip
