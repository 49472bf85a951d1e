"""What strict nbval cannot see: that every cell ran, in order, and that figures are there."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ANALYSES = [path for path in PATHS if re.match(r"0[0-9]_", path.name)]
FORBIDDEN = {ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.Try}
WITHOUT_FIGURE = {"08_code_an_article"}


def cells(path, kind="code"):
    return [c for c in json.loads(path.read_text())["cells"] if c["cell_type"] == kind]


def source(cell) -> str:
    return "".join(cell["source"])


@pytest.fixture(params=PATHS, ids=lambda p: p.stem)
def notebook(request):
    return request.param


def test_the_notebooks_are_there():
    assert {p.stem for p in PATHS} >= {
        "_template", "00_start_here", "02_missile_tests", "03_incident_types", "04_rhetoric",
    }  # fmt: skip


def test_every_code_cell_ran_in_order(notebook):
    counts = [cell["execution_count"] for cell in cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_no_cell_failed(notebook):
    kinds = {o["output_type"] for cell in cells(notebook) for o in cell["outputs"]}
    assert "error" not in kinds
    streams = [o["name"] for c in cells(notebook) for o in c["outputs"] if "name" in o]
    assert "stderr" not in streams, "a warning is shown: mend its cause"


def test_cells_are_short_and_only_call(notebook):
    for cell in cells(notebook):
        text = source(cell)
        assert 1 <= len([line for line in text.splitlines() if line.strip()]) <= 15, text
        kinds = {type(node) for node in ast.walk(ast.parse(text))}
        assert not kinds & FORBIDDEN, text
        assert not text.rstrip().endswith(";"), text
        assert not re.search(r"NBVAL_|filterwarnings|raises-exception", text), text
        assert not cell["metadata"].get("tags")


@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_length_opening_and_close(path):
    notebook = json.loads(path.read_text())["cells"]
    assert 15 <= len(notebook) <= 30
    first, last = notebook[0], notebook[-1]
    assert first["cell_type"] == last["cell_type"] == "markdown"
    assert re.match(r"# .+\?", source(first)), "the title is the question"
    assert all(word in source(first) for word in ("**Aim**", "**Tables**", "**Data as of**"))
    assert "do not say" in source(last) and "Sources" in source(last)


@pytest.mark.parametrize("path", ANALYSES, ids=lambda p: p.stem)
def test_figures_are_there(path):
    outputs = [o for cell in cells(path) for o in cell["outputs"]]
    images = [o for o in outputs if "image/png" in o.get("data", {})]
    assert images or path.stem in WITHOUT_FIGURE
    assert path.stat().st_size < 500_000


def test_notebook_is_listed_in_the_reading_order(notebook):
    assert notebook.name in (ROOT / "notebooks" / "README.md").read_text()


NBVAL = [
    *("-p", "tests.nbval_offline", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-x"),
    *("--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120"),
    *("--nbval-sanitize-with", str(ROOT / "tests" / "nbval_sanitize.cfg")),
]


def nbval(path, data):
    """Run nbval on one notebook against a data folder."""
    environment = {k: v for k, v in os.environ.items() if k != "MPLBACKEND"}
    environment |= {"PENINSULA_DATA": str(data), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", *NBVAL, str(path), "--rootdir", str(path.parent)]
    return subprocess.run(
        command, cwd=path.parent, env=environment, capture_output=True, text=True, timeout=300
    )


def test_an_unchanged_copy_passes(data_copy, tmp_path):
    path = tmp_path / "_template.ipynb"
    shutil.copy(ROOT / "notebooks" / path.name, path)
    result = nbval(path, data_copy)
    assert result.returncode == 0, result.stdout[-2000:]


@pytest.mark.parametrize(
    ("stem", "table", "change"),
    [
        ("03_incident_types", "events.csv", ("drone_incursion,", "balloon_leaflet,")),
        ("04_rhetoric", "texts/document_terms.csv", None),
    ],
)
def test_one_changed_value_is_caught(stem, table, change, data_copy, tmp_path):
    """The net holds: nbval fails on a notebook when one value of its data changes."""
    path = tmp_path / f"{stem}.ipynb"
    shutil.copy(ROOT / "notebooks" / f"{stem}.ipynb", path)
    target = data_copy / table
    text = target.read_text()
    if change:
        head, found, tail = text.partition(change[0])
        changed = head + change[1] + tail
        assert found
    else:
        lines = text.splitlines(keepends=True)
        document, term, n = lines[len(lines) // 2].rstrip("\n").split(",")
        lines[len(lines) // 2] = f"{document},{term},{int(n) + 1000}\n"
        changed = "".join(lines)
    target.write_text(changed)
    result = nbval(path, data_copy)
    assert result.returncode == 1, result.stdout[-2000:]
    assert "Notebook cell execution failed" not in result.stdout or "mismatch" in result.stdout
