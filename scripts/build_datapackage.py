#!/usr/bin/env python3
"""Write ``data/datapackage.json`` and the codebook ``data/README.md`` from the schema.

    python scripts/build_datapackage.py [--data data] [--check]

The words of the codebook are in ``scripts/codebook.md``; the meaning of each value is in
``scripts/coded/values.csv``, the sources in ``scripts/coded/sources.csv``. With ``--check`` nothing
is written and the exit status says whether both files are up to date.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from peninsula.data import load_table
from peninsula.datapackage import PACKAGE, describe_package, format_package, lower_first
from peninsula.schema import TABLES, Table

SCRIPTS = Path(__file__).resolve().parent
README = "README.md"
LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International (arrangement, coding, summaries)",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
]


def read_coded(name: str) -> list[dict[str, str]]:
    """Rows of a hand-written table."""
    with open(SCRIPTS / "coded" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def index_values(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Meaning of each value, by column."""
    meanings: dict[str, dict[str, str]] = {}
    for row in rows:
        meanings.setdefault(row["column"], {})[row["value"]] = row["definition"]
    return meanings


def list_allowed(column) -> list[str]:
    """Values that the schema allows, as text; none where any value is."""
    for check in column.checks:
        if str(check.error).startswith("isin("):
            return [str(value) for value in check.statistics["allowed_values"]]
    return []


def list_used(table: Table, column: str, data: Path) -> list[str]:
    """Values that stand in the file."""
    with open(data / table.path, encoding="utf-8", newline="") as file:
        return sorted({row[column] for row in csv.DictReader(file)} - {""})


def format_cell(text: str) -> str:
    """Text that may stand in a Markdown table."""
    return text.replace("|", "\\|")


def format_columns(table: Table) -> list[str]:
    """A line a column: name, meaning, whether it may be blank."""
    lines = ["| column | meaning | blank |", "|---|---|---|"]
    for name, column in table.schema.columns.items():
        meaning = column.description
        meta = column.metadata or {}
        if meta.get("unit") and meta["unit"] not in meaning:
            meaning += f" ({meta['unit']})"
        if meta.get("references"):
            meaning += f" → `{TABLES[meta['references'][0]].path}`"
        key = " **key**" if name in table.key else ""
        blank = "may be" if column.nullable else "no"
        lines.append(f"| `{name}`{key} | {format_cell(meaning)} | {blank} |")
    return lines


def format_values(table: Table, meanings: dict[str, dict[str, str]], data: Path) -> list[str]:
    """A line for each value of each coded column."""
    lines = []
    for name, column in table.schema.columns.items():
        values = list_allowed(column) or list_used(table, name, data)
        told = meanings.get(name, {})
        lines += [f"| `{name}` | `{v}` | {format_cell(told[v])} |" for v in values if v in told]
    return ["", "| column | value | meaning |", "|---|---|---|", *lines] if lines else []


def format_table(table: Table, meanings: dict[str, dict[str, str]], data: Path) -> str:
    """The section of one table."""
    lines = [f"### `{table.path}`", "", f"One row is {lower_first(table.one_row_is)}", ""]
    lines += format_columns(table) + format_values(table, meanings, data)
    if table.name == "event_types":
        lines += ["", "Each type is defined in the table itself."]
    return "\n".join(lines)


def format_sources(sources: list[dict[str, str]]) -> str:
    """A line a source: title with link, terms, what it served for."""
    lines = ["| source | terms as stated | used for |", "|---|---|---|"]
    lines += [f"| [{s['title']}]({s['path']}) | {s['terms']} | {s['used_for']} |" for s in sources]
    return "\n".join(lines)


def format_agreement(data: Path) -> str:
    """Agreement of two coders, a line a field, from the kept double coding."""
    from peninsula.agreement import estimate_agreement, melt_double_coding

    table = estimate_agreement(melt_double_coding(load_table("double_coding", data)))
    lines = ["| field | level | statements | agree | alpha | 95% interval |"]
    lines += ["|---|---|---|---|---|---|"]
    lines += [
        f"| {r.field} | {r.level} | {r.n_units} | {r.agreement:.0%} | {r.alpha:.2f} | "
        f"{r.lower:.2f} to {r.upper:.2f} |"
        for r in table.itertuples()
    ]
    return "\n".join(lines)


def build_codebook(data: Path) -> str:
    """The text of the codebook."""
    meanings = index_values(read_coded("values"))
    tables = "\n\n".join(format_table(table, meanings, data) for table in TABLES.values())
    template = (SCRIPTS / "codebook.md").read_text(encoding="utf-8")
    parts = {
        "tables": tables,
        "sources": format_sources(read_coded("sources")),
        "agreement": format_agreement(data),
    }
    for mark, text in parts.items():
        template = template.replace(f"<!-- {mark} -->", text)
    return template


def build_package(data: Path) -> str:
    """The text of the data package."""
    sources = [
        {"title": s["title"], "path": s["path"], "terms": s["terms"]} for s in read_coded("sources")
    ]
    return format_package(describe_package(data, sources, LICENCES))


def main() -> int:
    """Write both files, or say which is out of date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=SCRIPTS.parent / "data")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    args = parser.parse_args()
    texts = {README: build_codebook(args.data), PACKAGE: build_package(args.data)}
    stale = 0
    for name, text in texts.items():
        path = args.data / name
        same = path.is_file() and path.read_text(encoding="utf-8") == text
        if args.check and not same:
            print(f"{path}: is out of date; run scripts/build_datapackage.py")
            stale = 1
        elif not args.check:
            path.write_text(text, encoding="utf-8", newline="")
            print(f"{path}: {'as it was' if same else 'written'}")
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
