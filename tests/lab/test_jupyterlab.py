"""Every notebook opens in JupyterLab in a real browser, and Run All ends without an error."""

import re
import time
from pathlib import Path

import pytest

from .conftest import foreign

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
LIMIT = 120_000

CODE_CELLS = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  return panel.content.model.cells
    ? Array.from(panel.content.model.cells).filter(c => c.type === 'code').map(c => c.toJSON())
    : [];
}"""
RUN_ALL = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
CLEAR = "() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')"
IDLE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const kernel = panel && panel.sessionContext && panel.sessionContext.session
    && panel.sessionContext.session.kernel;
  return !!kernel && kernel.status === 'idle';
}"""


def open_notebook(page, lab, name):
    """Open one notebook and wait for its kernel."""
    address, token = lab
    page.goto(f"{address}/lab/tree/notebooks/{name}?token={token}&reset")
    page.wait_for_function("() => window.jupyterapp !== undefined", timeout=LIMIT)
    page.evaluate("() => window.jupyterapp.restored")
    page.wait_for_function(IDLE, timeout=LIMIT)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_runs_in_jupyterlab(path, page, lab, screenshots):
    began = time.monotonic()
    open_notebook(page, lab, path.name)
    page.evaluate(CLEAR)
    page.evaluate(RUN_ALL)
    page.wait_for_function(IDLE, timeout=LIMIT)
    cells = page.evaluate(CODE_CELLS)
    page.screenshot(path=screenshots / f"lab-{path.stem}.png")
    assert cells, "no code cell was found"
    assert [c["execution_count"] for c in cells] == list(range(1, len(cells) + 1))
    outputs = [o for cell in cells for o in cell["outputs"]]
    assert not [o for o in outputs if o["output_type"] == "error"]
    pictures = [o for o in outputs if "image/png" in o.get("data", {})]
    assert pictures or path.stem == "08_code_an_article"
    assert foreign(page) == []
    print(f"{path.stem}: {time.monotonic() - began:.1f} s")


def test_a_wrong_token_is_refused(page, lab):
    address, _ = lab
    page.goto(f"{address}/lab?token=wrong")
    assert re.search(r"/login", page.url)


def test_turning_a_control_changes_chart_and_caption(page, lab, screenshots):
    open_notebook(page, lab, "00_start_here.ipynb")
    page.evaluate(CLEAR)
    page.evaluate(RUN_ALL)
    page.wait_for_function(IDLE, timeout=LIMIT)
    before = control_room(page)
    button = page.get_by_role("button", name="missiles", exact=True)
    button.scroll_into_view_if_needed(timeout=LIMIT)
    button.focus()
    page.keyboard.press("Enter")  # by keyboard, as a reader without a mouse would
    page.wait_for_function(
        "before => JSON.stringify(window.__room()) !== JSON.stringify(before)", arg=before
    )
    after = control_room(page)
    page.screenshot(path=screenshots / "lab-control-room.png")
    assert before["caption"] != after["caption"] and "missiles" in after["caption"]
    assert before["picture"] != after["picture"]


def control_room(page) -> dict:
    """Picture and caption of the control room, from the shared model."""
    page.evaluate(
        """() => { window.__room = () => {
          const cells = Array.from(window.jupyterapp.shell.currentWidget.content.model.cells);
          const cell = cells.map(c => c.toJSON()).find(
            c => [].concat(c.source).join('').includes('control_room.show'));
          const all = cell.outputs.filter(o => o.data);
          const pick = kind => (all.find(o => o.data[kind]) || {data: {}}).data[kind];
          return {picture: pick('image/png'), caption: [].concat(pick('text/markdown')).join('')};
        } }"""
    )
    return page.evaluate("() => window.__room()")
