"""Fill the README's chart and its table of answers from the data.

    python scripts/build_readme.py [--check]

Writes what stands between the marks ``<!-- answers -->`` and ``<!-- /answers -->``, and
docs/_static/launches.png. ``--check`` writes nothing and exits 1 if the table is out of date.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import peninsula as pn
from peninsula.answers import list_answers

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CHART = ROOT / "docs" / "_static" / "launches.png"
MARKS = re.compile(r"(<!-- answers -->\n).*?(<!-- /answers -->)", re.DOTALL)


def format_answers(ds: pn.Dataset) -> str:
    """The table in Markdown."""
    lines = ["| question | answer, as of the data | notebook |", "|---|---|---|"]
    lines += [
        f"| {row.question} | {row.answer.replace('|', '/')} | "
        f"[{row.notebook}](notebooks/{row.notebook}.ipynb) |"
        for row in list_answers(ds).itertuples()
    ]
    return "\n".join(lines) + "\n"


def draw_chart(ds: pn.Dataset, path: Path) -> None:
    """The picture the README opens with: the three units, year by year."""
    from peninsula import charts, overview

    units = {
        f"{unit}s": pn.count_launches(ds, unit, freq="YS", start="1984-01-01", end=ds.as_of)
        for unit in ("missile", "event", "day")
    }
    ax = charts.finish_chart(
        charts.plot_three_units(units),
        title=overview.say_units(ds),
        subtitle="Ballistic missiles and space launchers a year, Korea dates; last year not over",
        source=charts.source_line(ds, "CNS/NTI", "CSIS Beyond Parallel"),
    )
    ax.figure.savefig(path, metadata={"Software": None})


def main() -> int:
    """Write, or say what is out of date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    ds = pn.load()
    old = README.read_text(encoding="utf-8")
    table = format_answers(ds)
    new = MARKS.sub(lambda found: found[1] + table + found[2], old)
    if args.check:
        if new != old:
            print("README.md is out of date: run python scripts/build_readme.py")
        return int(new != old)
    README.write_text(new, encoding="utf-8")
    draw_chart(ds, CHART)
    print(f"{README.name}, {CHART.relative_to(ROOT)}: written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
