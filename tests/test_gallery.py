"""Named charts: as in the notebooks, the same bytes twice, nothing replaced unasked."""

import json
import re
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import peninsula as pn
from peninsula.charts import caption, new_axes
from peninsula.charts.base import finish_chart
from peninsula.cli import main
from peninsula.gallery import CHARTS, draw, save

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"


@pytest.fixture(scope="module")
def ds():
    return pn.load()


@pytest.fixture(scope="module")
def drawn(ds):
    """Every chart, drawn once."""
    made = {}
    for name in CHARTS:
        axes, table = draw(name, ds)
        made[name] = (np.ravel(axes)[0].figure, str(caption(axes)), table)
        plt.close(made[name][0])  # no window; the figure itself stays
    return made


def captions(stem: str) -> str:
    """Everything that a notebook shows as Markdown, as one text."""
    notebook = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text(encoding="utf-8"))
    outputs = [o for c in notebook["cells"] for o in c.get("outputs", [])]
    shown = ["".join(o["data"].get("text/markdown", "")) for o in outputs if "data" in o]
    return "\n".join(shown)


def test_there_are_charts_of_every_subject():
    assert len(CHARTS) >= 30
    assert {chart.notebook for chart in CHARTS.values()} >= {
        "00_start_here", "01_evidence", "02_missile_tests", "03_incident_types", "04_rhetoric",
        "05_words_and_deeds", "06_launch_sites", "07_outlook", "09_large_event_tables",
    }  # fmt: skip


def test_names_suit_files_in_any_language():
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in CHARTS)


def test_each_says_what_its_notebook_says(drawn):
    differ = [n for n, (_, words, _) in drawn.items() if words not in captions(CHARTS[n].notebook)]
    assert differ == []


def test_each_has_title_n_source_and_a_table(drawn):
    for name, (figure, _, table) in drawn.items():
        texts = [t.get_text() for t in figure.findobj(lambda o: hasattr(o, "get_text"))]
        source = [t.get_text() for t in figure.texts if t.get_gid() == "source"]
        assert len(source) == 1 and "As of " in source[0], name
        assert len(table) and not table.columns.duplicated().any(), name
        assert isinstance(table.index, pd.RangeIndex) or table.index.name is None, name
        assert any(len(text) > 20 for text in texts), name


def test_no_title_is_cut(drawn):
    for name, (figure, _, _) in drawn.items():
        figure.canvas.draw()
        width, height = figure.canvas.get_width_height()
        titles = [ax._left_title for ax in figure.axes] + list(figure.texts)
        titles += [t for ax in figure.axes for t in ax.texts if t.get_gid() == "subtitle"]
        for text in (t for t in titles if t.get_text()):
            box = text.get_window_extent()
            inside = box.x0 >= -1 and box.x1 <= width + 2 and box.y0 >= -1 and box.y1 <= height + 2
            assert inside, (name, text.get_text())


def small():
    ax = new_axes()
    ax.bar([1, 2], [3, 4], hatch="//")
    ax = finish_chart(ax, "A finding", "n = 7", "Source: us. As of 2026-01-01.")
    day = pd.to_datetime(["2022-01-05", "2022-01-06"])
    return ax, pd.DataFrame({"day": day, "n": [3, 4], "rate": [1 / 3, np.nan]})


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_the_same_bytes_twice(tmp_path, suffix):
    first = [p.read_bytes() for p in save(small(), tmp_path / f"a{suffix}")]
    second = [p.read_bytes() for p in save(small(), tmp_path / f"b{suffix}")]
    assert first == second
    assert first[1] == b"day,n,rate\n2022-01-05,3,0.3333333333\n2022-01-06,4,\n"
    assert not list(tmp_path.glob(".*"))


def test_svg_says_what_it_shows_and_names_no_time(tmp_path):
    picture, _ = save(small(), tmp_path / "a.svg")
    text = picture.read_text(encoding="utf-8")
    assert "A finding. n = 7" in text
    assert "dc:date" not in text


def test_size_is_as_asked_and_one_side_keeps_the_shape(ds):
    axes, _ = draw("joins", ds, width=5, height=3)
    assert axes.figure.get_size_inches().tolist() == [5, 3]
    own = draw("joins", ds)[0].figure.get_size_inches()
    axes, _ = draw("joins", ds, width=own[0] * 0.9)
    assert axes.figure.get_size_inches().tolist() == pytest.approx((own * 0.9).tolist())
    plt.close("all")


def test_command_writes_picture_and_table(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["chart", "joins"]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["joins.csv", "joins.svg"]
    assert main(["chart", "joins", "--out", "x.PNG", "--width", "7", "--dpi", "50"]) == 0
    assert (tmp_path / "x.PNG").read_bytes()[:4] == b"\x89PNG"
    assert capsys.readouterr().out.split() == ["joins.svg", "joins.csv", "x.PNG", "x.csv"]


def test_nothing_is_replaced_unless_forced(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("mine")
    out = str(tmp_path / "a.svg")
    assert main(["chart", "joins", "--out", out]) == 2
    assert "a.csv would be replaced; --force does so" in capsys.readouterr().err
    assert (tmp_path / "a.csv").read_text() == "mine" and not (tmp_path / "a.svg").exists()
    assert main(["chart", "joins", "--out", out, "--force"]) == 0
    assert (tmp_path / "a.csv").read_text().startswith("join,days")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing"], "no chart is named nothing; there are launches-by-month, "),
        ([], "name a chart, or use --all"),
        (["joins", "--all"], "give a name or --all, not both"),
        (["joins", "--out", "a.gif"], "a.gif: a chart is written as .svg, .png, .pdf"),
        (["joins", "--out", "nowhere/a.svg"], "nowhere is no folder that is there"),
        (["joins", "--width", "0"], "--width must be 1 to 60 inches, not 0"),
        (["joins", "--height", "nan"], "--height must be 1 to 60 inches, not nan"),
        (["joins", "--height", "1.2"], "joins does not fit in 3.48 by 1.2 inches"),
        (["joins", "--dpi", "5"], "--dpi must be 30 to 1200, not 5"),
        (["joins", "--data", "nowhere"], "not found in nowhere"),
        (["--all", "--out", "file.txt"], "file.txt is no folder"),
    ],
)
def test_what_the_user_can_mend_is_one_line(tmp_path, monkeypatch, capsys, words, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text("")
    assert main(["chart", *words]) == 2
    error = capsys.readouterr().err
    assert message in error and "Traceback" not in error
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_one_chart_that_cannot_be_drawn_leaves_the_others(tmp_path, monkeypatch, capsys):
    import peninsula.gallery as gallery

    def fail(ds):
        raise ValueError("no launches")

    chart = CHARTS["joins"]
    monkeypatch.setattr(gallery, "CHARTS", {"bad": chart, "joins": chart})
    monkeypatch.setitem(CHARTS, "bad", type(chart)("bad", "", "", fail))
    assert main(["chart", "--all", "--out", str(tmp_path / "new")]) == 1
    assert "bad cannot be drawn from these tables: ValueError: no launches" in (
        capsys.readouterr().err
    )
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["joins.csv", "joins.svg"]


def test_list_names_them_all(capsys):
    assert main(["chart", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(CHARTS)


def test_tab_completes_commands_options_and_names():
    script = subprocess.run(
        [sys.executable, "-m", "peninsula", "complete", "bash"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    probe = script + (
        "\nCOMP_WORDS=(peninsula chart launches-by); COMP_CWORD=2; _peninsula\n"
        'echo "${COMPREPLY[@]}"\n'
        "COMP_WORDS=(peninsula ch); COMP_CWORD=1; _peninsula; echo ${COMPREPLY[@]}\n"
        "COMP_WORDS=(peninsula chart --fo); COMP_CWORD=2; _peninsula; echo ${COMPREPLY[@]}\n"
    )
    result = subprocess.run(["bash", "-c", probe], capture_output=True, text=True)
    assert result.stdout.splitlines() == [
        "launches-by-month launches-by-leader", "chart check", "--format --force",
    ], result.stderr  # fmt: skip
