"""``datapackage.json``: what a machine needs to know of the tables, from the schema.

Frictionless Data Package: https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from pathlib import Path

import pandera.pandas as pa

from peninsula.schema import TABLES, Table

PACKAGE = "datapackage.json"
TIME_FORMAT = "%Y-%m-%dT%H:%MZ"


def hash_bytes(raw: bytes) -> str:
    """The hash as a data package has it."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def refresh_hashes(package: str, texts: dict[str, str]) -> str:
    """The package's text with the size and hash of each file that has a new text."""
    content = json.loads(package)
    for resource in content["resources"]:
        if resource["path"] in texts:
            raw = texts[resource["path"]].encode("utf-8")
            resource["bytes"], resource["hash"] = len(raw), hash_bytes(raw)
    return format_package(content)


def format_package(content: dict) -> str:
    """The package as text, the same every time."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def describe_package(folder: Path, sources: list[dict], licences: list[dict]) -> dict:
    """The package of the tables in a folder.

    Parameters
    ----------
    folder : Path
        The data folder; every table must be there.
    sources, licences : list of dict
        As a data package has them: ``title``, ``path``, …

    Returns
    -------
    dict
        The content of ``datapackage.json``.
    """
    return {
        "profile": "tabular-data-package",
        "name": "peninsula-watch",
        "title": "Peninsula Watch: events, launches and statements on North Korea",
        "description": "One evidence base with its sources. Codebook: README.md beside this file.",
        "licenses": licences,
        "sources": sources,
        "resources": [describe_resource(table, folder) for table in TABLES.values()],
    }


def describe_resource(table: Table, folder: Path) -> dict:
    """One table: its file, its hash, its columns."""
    raw = (folder / table.path).read_bytes()
    return {
        "name": table.name,
        "path": table.path,
        "profile": "tabular-data-resource",
        "title": table.name.replace("_", " "),
        "description": f"One row is {lower_first(table.one_row_is)}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": hash_bytes(raw),
        "schema": describe_schema(table),
    }


def lower_first(sentence: str) -> str:
    """The sentence with a small first letter, unless it begins with an abbreviation."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]


def describe_schema(table: Table) -> dict:
    """Columns, key and references of a table."""
    schema = {
        "fields": [describe_field(column) for column in table.schema.columns.values()],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    references = [
        {"fields": [column], "reference": {"resource": target, "fields": [key]}}
        for column, (target, key) in table.references.items()
    ]
    return schema | ({"foreignKeys": references} if references else {})


def describe_field(column: pa.Column) -> dict:
    """One column: name, type, meaning, unit and what its values may be."""
    kind, extras = describe_type(str(column.dtype))
    field = {"name": column.name, "type": kind, **extras, "description": column.description}
    unit = (column.metadata or {}).get("unit")
    constraints = {"required": True} if not column.nullable else {}
    for check in column.checks:
        constraints |= describe_check(check)
    return (
        field | ({"unit": unit} if unit else {})
        | ({"constraints": constraints} if constraints else {})
    )  # fmt: skip


def describe_type(dtype: str) -> tuple[str, dict]:
    """A column's type as a data package names it.

    >>> describe_type("Int64")
    ('integer', {})
    """
    if "UTC" in dtype:
        return "datetime", {"format": TIME_FORMAT}
    if dtype.startswith("datetime64"):
        return "date", {}
    if dtype == "boolean":
        return "boolean", {"trueValues": ["true"], "falseValues": ["false"]}
    return {"Int64": "integer", "float64": "number"}.get(dtype, "string"), {}


def describe_check(check: pa.Check) -> dict:
    """A check of the schema as a constraint of the package."""
    text = str(check.error or "")
    name, _, argument = text.partition("(")
    argument = argument.removesuffix(")")
    if name == "isin":
        return {"enum": ast.literal_eval(argument)}
    if name == "str_matches":
        return {"pattern": re.sub(r"^'|'$", "", argument).replace("\\\\", "\\")}
    if name in ("greater_than_or_equal_to", "less_than_or_equal_to"):
        bound = "minimum" if name.startswith("greater") else "maximum"
        return {bound: ast.literal_eval(argument)}
    return {}
