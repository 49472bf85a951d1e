"""Coded statements: each rests on a source, its tone fits its act, and no year is left out."""

import runpy
import sys
from pathlib import Path

import pandas as pd
import pytest

from peninsula.schema import TABLES

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "build_statements.py"
# The table of acts and tones, written down a second time from the codebook on purpose.
TONE_OF_ACT = {
    2: ["offer", "agreement", "welcome"],
    1: ["appeal"],
    0: ["statement", "denial", "non_confirmation"],
    -1: ["demand", "accusation", "condemnation", "justification", "armament_pledge", "boast"],
    -2: ["warning", "insult", "threat"],
    -3: ["threat"],
}
THEMES = """
nuclear missile satellite exercises us_alliance preemptive_strike sovereignty self_defence border
leaflets drones cyber sanctions un_resolutions deterrence dialogue unification inter_korean
denuclearization human_rights economy russia_china domestic imperialism peace
"""
REBUILD = "run scripts/build_statements.py"


@pytest.fixture(scope="module")
def script():
    """The build script's functions, found as the script itself finds its neighbours."""
    sys.path.insert(0, str(SCRIPT.parent))
    yield runpy.run_path(str(SCRIPT))
    sys.path.remove(str(SCRIPT.parent))


def test_there_are_enough_rows_and_every_year_has_some(ds):
    assert len(ds.statements) >= 250, REBUILD
    speeches = ds.statements[ds.statements["channel"] == "un_speech"]
    assert set(speeches["statement_date"].dt.year) == set(range(1991, 2025))
    assert speeches.groupby(speeches["statement_date"].dt.year).size().min() >= 8


def test_every_row_points_to_one_source_that_is_there(ds):
    rows = ds.statements
    assert (rows["document_id"].notna() ^ rows["article_id"].notna()).all()
    assert rows["document_id"].dropna().isin(ds.documents["document_id"]).all()
    assert rows["article_id"].dropna().isin(ds.articles["article_id"]).all()


def test_a_speech_and_its_statements_have_one_day_and_speaker(ds):
    rows = ds.statements.merge(ds.documents, on="document_id", suffixes=("", "_of_document"))
    assert (rows["statement_date"] == rows["document_date"]).all()
    assert (rows["date_precision"] == rows["date_precision_of_document"]).all()
    named = rows.dropna(subset="speaker_of_document")
    assert (named["speaker"] == named["speaker_of_document"]).all()


def test_tone_agrees_with_the_act(ds):
    pairs = set(zip(ds.statements["act"], ds.statements["tone"], strict=True))
    allowed = {(act, tone) for tone, acts in TONE_OF_ACT.items() for act in acts}
    assert pairs <= allowed
    assert ("warning", -3) not in pairs


def test_themes_are_known_and_each_stands_once(ds):
    listed = ds.statements["themes"].str.split(";")
    assert listed.explode().isin(THEMES.split()).all()
    assert listed.map(lambda names: len(names) == len(set(names))).all()


def test_no_summary_is_long_or_used_twice(ds):
    coded = ds.statements
    assert coded["summary"].str.split().str.len().max() <= 30
    twice = coded["summary"].duplicated(keep=False)
    assert coded.loc[twice, "statement_id"].tolist() == []


def test_ids_are_readable(ds):
    ids = ds.statements["statement_id"]
    assert ids.str.fullmatch(r"\d{8}-[A-Za-z+]+-(?:[a-z_]+-)?\d+").all()


def test_coded_file_has_exactly_the_columns_of_the_table():
    coded = pd.read_csv(ROOT / "scripts" / "coded" / "statements_statements.csv", dtype="str")
    assert list(coded.columns) == TABLES["statements"].columns
    assert coded["statement_id"].is_unique


def test_the_build_gives_the_table_that_is_kept(script, reference, data_copy):
    kept = (data_copy / "statements.csv").read_bytes()
    script["build"](reference, data_copy)
    assert (data_copy / "statements.csv").read_bytes() == kept, REBUILD


def test_wrong_codes_are_named(script):
    row = {"statement_id": "s1", "act": "warning", "tone": "-3", "themes": "peace;rockets",
           "summary": "word " * 31}  # fmt: skip
    assert script["find_wrong_codes"]([row], {"peace"}) == [
        "s1: -3 is no tone of warning",
        "s1: 'rockets' is not in themes.csv",
        "s1: summary has 31 words, more than 30",
    ]


def test_a_copied_sentence_stops_the_build(script, reference, data_copy, tmp_path):
    coded = tmp_path / "coded"
    coded.mkdir()
    for name in ("seed_article", "seed_statements", "statements_statements"):
        text = (SCRIPT.parent / "coded" / f"{name}.csv").read_text(encoding="utf-8")
        (coded / f"{name}.csv").write_text(text, encoding="utf-8")
    table = pd.read_csv(coded / "statements_statements.csv", dtype="str", keep_default_na=False)
    table.loc[0, "summary"] = "There can be large and small countries, developed and less developed"
    table.to_csv(coded / "statements_statements.csv", index=False)
    with pytest.raises(Exception, match="summary shares “there can be large and small countries"):
        script["build"](reference, data_copy, coded)


def test_statements_take_the_day_of_their_speech(script):
    documents = pd.DataFrame(
        {"document_id": ["d"], "document_date": pd.to_datetime(["2017-09-23"]),
         "date_precision": ["day"]}
    )  # fmt: skip
    rows = [
        {"document_id": "d", "statement_date": "2017-01-01", "date_precision": "year"},
        {"document_id": "", "statement_date": "2013-03-08", "date_precision": "day"},
    ]
    dated = script["date_by_document"](rows, documents)
    assert [row["statement_date"] for row in dated] == ["2017-09-23", "2013-03-08"]
    assert [row["date_precision"] for row in dated] == ["day", "day"]
