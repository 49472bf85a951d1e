"""Build the report site: notebooks, tables to download, codebook, glossary and API, offline.

    python scripts/build_site.py [--out build/site]

The pages are laid out in build/site-source from what is committed, then Sphinx makes the HTML.
Nothing is run and nothing is fetched. The old site stays until the new one is whole.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "build" / "site-source"


class NotRunError(Exception):
    """A notebook lacks what it showed when it was run."""


def read_notebooks(folder: Path) -> dict[str, dict]:
    """Every notebook by file name; one that was not run to its end is refused."""
    notebooks = {}
    for path in sorted(folder.glob("[0-9]*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        code = [c for c in notebook["cells"] if c["cell_type"] == "code" and "".join(c["source"])]
        missing = [n for n, c in enumerate(code, 1) if c.get("execution_count") != n]
        if missing:
            raise NotRunError(
                f"{path.name}: code cell {missing[0]} of {len(code)} has no output of a whole run; "
                "`make notebooks` runs them all"
            )
        notebooks[path.name] = notebook
    return notebooks


def lay_out(source: Path) -> None:
    """Put every page and file of the site in one folder."""
    notebooks = read_notebooks(ROOT / "notebooks")
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT / "docs", source)
    shutil.copytree(ROOT / "data", source / "_extra" / "data")
    (source / "notebooks").mkdir()
    for name, notebook in notebooks.items():
        text = json.dumps(dress(notebook), ensure_ascii=False)
        (source / "notebooks" / name).write_text(text, encoding="utf-8")
    for name, text in {
        "index.md": start_page(),
        "notebooks/index.md": notebooks_page(),
        "tables.md": tables_page(),
        "codebook.md": (ROOT / "data" / "README.md").read_text(encoding="utf-8"),
        "glossary.md": glossary_page(),
        "changes.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
    }.items():
        (source / name).write_text(text, encoding="utf-8")


def dress(notebook: dict) -> dict:
    """A notebook for reading: code folded away, captions as alternative text of figures."""
    cells = notebook["cells"]
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        if cell["cell_type"] != "code":
            continue
        is_caption = "caption(" in "".join(cell["source"])
        cell["metadata"]["tags"] = ["remove-input" if is_caption else "hide-input"]
        for output in cell["outputs"]:
            reach_by_keyboard(output)
        if any("image/png" in output.get("data", {}) for output in cell["outputs"]):
            words = caption_of(following) or "Chart; the text around it says what it shows."
            cell["metadata"]["mystnb"] = {"image": {"alt": words}}
    return notebook


def reach_by_keyboard(output: dict) -> None:
    """A table that scrolls sideways can be reached with the Tab key; long texts get room."""
    html = output.get("data", {}).get("text/html")
    if html:
        text = "".join(html).replace('class="dataframe"', 'class="dataframe" tabindex="0"')
        output["data"]["text/html"] = re.sub(
            r"<td>([^<]{60,})</td>", r'<td class="long">\1</td>', text
        )


def caption_of(cell: dict | None) -> str:
    """The caption that a cell shows, as plain text."""
    for output in (cell or {}).get("outputs", []):
        markdown = output.get("data", {}).get("text/markdown")
        if markdown:
            return re.sub(r"[*\n]+", " ", "".join(markdown)).strip()
    return ""


def start_page() -> str:
    """The README's question and answer table, the latest events, and the way to all pages."""
    import peninsula as pn
    from peninsula import overview

    ds = pn.load()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    answers = between(readme, "<!-- answers -->", "<!-- /answers -->")
    answers = re.sub(r"notebooks/([\w-]+)\.ipynb", r"notebooks/\1.ipynb", answers)
    newest = overview.latest_events(ds, n=8)
    rows = "\n".join(
        f'| <span class="nowrap">{e.event_date}</span> '
        f"| {e.event_type.replace('_', ' ')} | {e.actor} | {escape(e.summary)} |"
        for e in newest.itertuples()
    )
    return f"""# Peninsula Watch

{overview.say_size(ds)} Data as of {ds.as_of:%Y-%m-%d}.

## Questions and answers

{answers}

## The latest events

| Korea date | type | actor | what happened |
|---|---|---|---|
{rows}

```{{toctree}}
:hidden:

notebooks/index
tables
codebook
glossary
api
changes
```
"""


def notebooks_page() -> str:
    """The reading order, with links to the notebooks that are there."""
    reading = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    names = sorted(p.stem for p in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
    for name in names:
        reading = reading.replace(f"`{name}.ipynb`", f"[{name}]({name}.ipynb)")
    contents = "\n".join(names)
    return (
        reading.replace("# Reading order", "# Notebooks", 1)
        + f"\n```{{toctree}}\n:hidden:\n\n{contents}\n```\n"
    )


def tables_page() -> str:
    """Every table with its size and a link to download it."""
    import peninsula as pn
    from peninsula.schema import TABLES

    ds = pn.load()
    rows = "\n".join(
        f'<tr><td><a href="data/{t.path}" download>{t.path}</a></td><td>{t.one_row_is}</td>'
        f"<td>{len(getattr(ds, t.name)):,}</td>"
        f"<td>{(ROOT / 'data' / t.path).stat().st_size / 1000:,.0f} kB</td></tr>"
        for t in TABLES.values()
    )
    return f"""# Tables to download

CSV in UTF-8, ISO dates, blank for unknown. `datapackage.json` describes them all for machines:
<a href="data/datapackage.json" download>datapackage.json</a>. Columns are explained in the
[codebook](codebook.md).

<table class="files">
<thead><tr><th>file</th><th>one row is</th><th>rows</th><th>size</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
"""


def glossary_page() -> str:
    """The glossary, from its table."""
    import peninsula as pn

    terms = pn.load().glossary.sort_values("term", key=lambda s: s.str.lower())
    entries = "\n\n".join(
        f"{t.term}\n: {t.expansion + '. ' if t.expansion != t.term else ''}"
        f"{t.meaning[0].upper()}{t.meaning[1:]}."
        for t in terms.itertuples()
    )
    return f"# Glossary\n\n{entries}\n"


def between(text: str, start: str, end: str) -> str:
    """The part of a text between two marks; empty if they are not there."""
    found = re.search(re.escape(start) + r"(.*?)" + re.escape(end), text, re.DOTALL)
    return found[1].strip() if found else ""


def escape(text: str) -> str:
    """Text that is safe in a Markdown table."""
    import html

    return html.escape(text).replace("|", "\\|").replace("\n", " ")


def build(source: Path, out: Path) -> int:
    """Run Sphinx; warnings are faults."""
    from sphinx.cmd.build import build_main

    scratch = out.with_name(out.name + ".new")
    shutil.rmtree(scratch, ignore_errors=True)
    arguments = ["-q", "-W", "--keep-going", "-b", "html", "-d", str(out.with_name("doctrees"))]
    status = build_main([*arguments, str(source), str(scratch)])
    if status:
        print(f"site: not built; the faults are above, the half-made site in {scratch}",
              file=sys.stderr)  # fmt: skip
        return status
    shutil.rmtree(out, ignore_errors=True)
    scratch.rename(out)
    return 0


def main(argv: list[str] | None = None) -> int:
    """Lay out and build."""
    parser = argparse.ArgumentParser(description="Build the report site.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "site")
    args = parser.parse_args(argv)
    began = time.monotonic()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    try:
        lay_out(SOURCE)
    except NotRunError as error:
        print(f"site: not built: {error}", file=sys.stderr)
        return 2
    status = build(SOURCE, args.out)
    if status == 0:
        size = sum(p.stat().st_size for p in args.out.rglob("*") if p.is_file()) / 1e6
        print(f"site: {args.out / 'index.html'}  ({size:.1f} MB, "
              f"{time.monotonic() - began:.0f} s)")  # fmt: skip
    return status


if __name__ == "__main__":
    raise SystemExit(main())
