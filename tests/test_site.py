"""The report site is laid out from notebooks that were run; pages carry captions as alt text."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def build_site():
    spec = importlib.util.spec_from_file_location("build_site", ROOT / "scripts" / "build_site.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code(source, count, *outputs):
    return {
        "cell_type": "code", "source": source, "execution_count": count, "outputs": list(outputs),
        "metadata": {},
    }  # fmt: skip


def picture():
    return {"output_type": "display_data", "data": {"image/png": "AAAA"}}


def words(text):
    return {"output_type": "execute_result", "data": {"text/markdown": text}}


def put(folder, name, *cells):
    (folder / name).write_text(json.dumps({"cells": list(cells)}))


def test_a_notebook_without_outputs_is_refused_by_name(build_site, tmp_path):
    put(tmp_path, "01_a.ipynb", code("1", 1), code("2", 2))
    put(tmp_path, "02_b.ipynb", code("1", 1), code("2", None), code("3", None))
    with pytest.raises(
        build_site.NotRunError,
        match=r"02_b.ipynb: code cell 2 of 3 has no output of a whole run; `make notebooks`",
    ):
        build_site.read_notebooks(tmp_path)


def test_a_notebook_run_out_of_order_is_refused(build_site, tmp_path):
    put(tmp_path, "01_a.ipynb", code("1", 2), code("2", 1))
    with pytest.raises(build_site.NotRunError):
        build_site.read_notebooks(tmp_path)


def test_notebooks_that_were_run_are_read_and_others_left_out(build_site, tmp_path):
    put(tmp_path, "01_a.ipynb", code("1", 1), code("", None))
    put(tmp_path, "_template.ipynb", code("1", None))
    assert list(build_site.read_notebooks(tmp_path)) == ["01_a.ipynb"]


def test_refusal_is_one_line_with_status_2_and_the_old_site_stays(
    build_site, tmp_path, monkeypatch, capsys
):
    (tmp_path / "notebooks").mkdir()
    put(tmp_path / "notebooks", "01_a.ipynb", code("1", None))
    old = tmp_path / "site" / "index.html"
    old.parent.mkdir()
    old.write_text("old")
    monkeypatch.setattr(build_site, "ROOT", tmp_path)
    assert build_site.main(["--out", str(old.parent)]) == 2
    assert capsys.readouterr().err.startswith("site: not built: 01_a.ipynb: code cell 1 of 1")
    assert old.read_text() == "old"


def test_caption_under_a_chart_is_its_alternative_text(build_site):
    cells = [code("plot()", 1, picture()), code("charts.caption(ax)", 2, words("*One launch.*"))]
    dressed = build_site.dress({"cells": cells})["cells"]
    assert dressed[0]["metadata"]["mystnb"] == {"image": {"alt": "One launch."}}
    assert [c["metadata"]["tags"] for c in dressed] == [["hide-input"], ["remove-input"]]


def test_a_table_can_be_reached_by_keyboard(build_site):
    output = {"data": {"text/html": '<table class="dataframe">'}}
    build_site.reach_by_keyboard(output)
    assert output["data"]["text/html"] == '<table class="dataframe" tabindex="0">'


def test_a_long_text_gets_room_in_a_table(build_site):
    output = {"data": {"text/html": f"<td>{'word ' * 20}</td><td>short</td>"}}
    build_site.reach_by_keyboard(output)
    assert output["data"]["text/html"].count('class="long"') == 1


def test_text_is_safe_in_a_table(build_site):
    assert build_site.escape("a|b <c>\nd") == "a\\|b &lt;c&gt; d"
    assert build_site.between("x <!-- a --> in <!-- /a -->", "<!-- a -->", "<!-- /a -->") == "in"
    assert build_site.between("x", "<!-- a -->", "<!-- /a -->") == ""


def test_every_room_of_the_package_is_in_the_reference():
    text = "".join(p.read_text() for p in sorted((ROOT / "docs" / "api").glob("*.md")))
    import peninsula

    rooms = {room for room in peninsula._ROOMS if room != "faults"}
    assert rooms <= {line.split("peninsula.")[1] for line in text.splitlines() if "automod" in line}
    charts = {p.stem for p in (ROOT / "src" / "peninsula" / "charts").glob("*.py")}
    missing = {c for c in charts - {"__init__", "light"} if f"peninsula.charts.{c}\n" not in text}
    assert missing == set()
