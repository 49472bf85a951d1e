"""The README says what is so."""

import re
import subprocess
import sys
from pathlib import Path

from peninsula.cli import command_names

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_answers_are_those_of_the_data():
    command = [sys.executable, ROOT / "scripts" / "build_readme.py", "--check"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_analysis_has_its_answer():
    notebooks = {p.stem for p in (ROOT / "notebooks").glob("0[0-9]_*.ipynb")}
    assert notebooks == set(re.findall(r"\]\(notebooks/(0\d_\w+)\.ipynb\) \|", TEXT))


def test_links_lead_somewhere():
    for path in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        if path.isupper() or path.startswith("BINDER"):
            continue
        assert (ROOT / path).exists(), path


def test_commands_exist():
    named = set(re.findall(r"(?m)^peninsula (\w+)", TEXT))
    assert named == set(command_names())
    targets = set(re.findall(r"(?m)^([a-z-]+):.*##", (ROOT / "Makefile").read_text()))
    assert set(re.findall(r"`?make (\w+)", TEXT)) <= targets


def test_spans_in_prose_are_those_of_the_tables(ds):
    spans = {
        "Events since": ds.events["event_date"].min().year,
        "launches since": ds.launches.merge(ds.events, on="event_id")["event_date"].min().year,
    }
    for words, year in spans.items():
        assert f"{words} {year}" in TEXT
    speeches = ds.documents.loc[ds.documents["corpus_id"] == "ungdc_prk", "document_date"].dt.year
    assert f"UN speeches {speeches.min()}–{speeches.max()}" in TEXT
