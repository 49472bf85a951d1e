"""Proposals: what a person reviewed and wants in the tables, from YAML, JSON or CSV to rows.

A proposal names one article, the events it supports and the statements in it. Only events whose
``mention`` is ``main`` are added; one that ``matches`` an event of ours adds the article to it.
"""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from peninsula.schema import TABLES

Row = dict[str, str]

EXTRA_KEYS = {
    "events": {
        "mention", "evidence", "start", "end", "matches", "relation", "launches", "crosswalk",
        "rule", "note",
    },
    "statements": {"evidence", "start", "end", "matches", "rule"},
    "article": {"title", "text"},
}  # fmt: skip
"""Keys beside a table's columns: how a proposal came about, and what hangs on an event."""


class ProposalError(ValueError):
    """Faults of a proposals file, one a line."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(faults))


MOST_VALUES = 1_000_000
"""Far beyond any review; a file of nested aliases can stand for billions."""


@dataclass(frozen=True)
class Proposal:
    """One article with what it supports, as text values; ``place`` says where it was read."""

    place: str
    article: Row
    events: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)


def read_proposals(path: str | Path) -> list[Proposal]:
    """Read a file of proposals.

    Parameters
    ----------
    path : path
        ``.yaml``, ``.yml`` or ``.json`` (one proposal or a list of them, several documents too),
        or ``.csv`` (one event a row: columns of ``events.csv`` plus any of ``mention``,
        ``matches`` and ``article.url``, ``article.outlet``, …).

    Returns
    -------
    list of Proposal
        Values as text, dates ISO, blanks as empty text.

    Raises
    ------
    ProposalError
        If the file is no proposal: unknown columns, not UTF-8, not YAML; each fault names its line
        or its place.
    """
    path = Path(path)
    text = decode(path)
    if path.suffix.lower() == ".csv":
        return read_csv_proposals(path.name, text)
    documents = parse_yaml(path.name, text)
    faults: list[str] = []
    proposals = [
        read_document(f"{path.name}, proposal {number}", document, faults)
        for number, document in enumerate(documents, 1)
    ]
    if not documents:
        faults.append(f"{path.name}: holds no proposal")
    if faults:
        raise ProposalError(faults)
    return proposals


def decode(path: Path) -> str:
    """The text of a UTF-8 file."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ProposalError([f"{path.name}:{line}: is not UTF-8; save the file as UTF-8"]) from None


def parse_yaml(name: str, text: str) -> list:
    """The documents of a YAML (or JSON) text; a list counts as its items."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        """Leaves dates as they are written, so that a wrong one is shown as written."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in forms if not tag.endswith(":timestamp")]
        for first, forms in Loader.yaml_implicit_resolvers.items()
    }
    try:
        documents = list(yaml.load_all(text, Loader=Loader))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ProposalError([f"{where}: is not YAML: {problem}"]) from None
    if count_values(documents) > MOST_VALUES:
        why = f"holds more than {MOST_VALUES:,} values once its aliases (*name) are written out"
        raise ProposalError([f"{name}: {why}"])
    flat: list = []
    for document in documents:
        if isinstance(document, dict) and "proposals" in document:
            document = document["proposals"]
        flat += document if isinstance(document, list) else [] if document is None else [document]
    return flat


def count_values(value: object, known: dict[int, float] | None = None) -> float:
    """Values of nested lists and mappings as written out; endless where one holds itself.

    >>> part = ["x", "y"]
    >>> count_values([part, part])
    4
    >>> part.append(part)
    >>> count_values(part)
    inf
    """
    if not isinstance(value, (list, dict)):
        return 1
    known = {} if known is None else known
    if id(value) not in known:
        known[id(value)] = float("inf")  # until it is counted: met again before, it holds itself
        parts = value.values() if isinstance(value, dict) else value
        known[id(value)] = sum(count_values(part, known) for part in parts)
    return known[id(value)]


def read_document(place: str, document: object, faults: list[str]) -> Proposal:
    """One proposal from what the file holds."""
    if not isinstance(document, dict):
        faults.append(f"{place}: must be a mapping with article, events and statements")
        return Proposal(place, {})
    for key in sorted(set(document) - {"article", "events", "statements"}, key=str):
        faults.append(f"{place}: {key}: is not one of article, events, statements")
    article = read_item(f"{place}, article", document.get("article") or {}, "article", faults)
    return Proposal(
        place,
        article,
        read_items(place, document.get("events"), "events", faults),
        read_items(place, document.get("statements"), "statements", faults),
    )


def read_items(place: str, items: object, kind: str, faults: list[str]) -> list[Row]:
    """The events or statements of a proposal."""
    if items is None:
        return []
    if not isinstance(items, list):
        faults.append(f"{place}: {kind}: must be a list")
        return []
    return [
        read_item(f"{place}, {kind[:-1]} {number}", item, kind, faults)
        for number, item in enumerate(items, 1)
    ]


def read_item(place: str, item: object, kind: str, faults: list[str]) -> Row:
    """One article, event or statement: known columns only, values as text."""
    if not isinstance(item, dict):
        faults.append(f"{place}: must be a mapping of columns to values")
        return {}
    table = "articles" if kind == "article" else kind
    known = set(TABLES[table].columns) | EXTRA_KEYS[kind]
    for key in sorted(set(item) - known, key=str):
        faults.append(f"{place}: {key}: is no column of {TABLES[table].path}")
    row = {key: value if key in ("launches", "crosswalk") else to_text(value)
           for key, value in item.items() if key in known}  # fmt: skip
    row["place"] = place
    for key in ("launches", "crosswalk"):
        if row.get(key):
            row[key] = [
                {k: to_text(v) for k, v in part.items()} if isinstance(part, dict) else part
                for part in (row[key] if isinstance(row[key], list) else [row[key]])
            ]
            check_parts(place, key, row[key], faults)
    return row


def check_parts(place: str, key: str, parts: list, faults: list[str]) -> None:
    """Launches and list rows of an event have their own columns."""
    for part in parts:
        if not isinstance(part, dict):
            faults.append(f"{place}: {key}: must be a list of mappings")
            continue
        for name in sorted(set(part) - set(TABLES[key].columns)):
            faults.append(f"{place}: {key}: {name} is no column of {TABLES[key].path}")


def to_text(value: object) -> str:
    """A value as it stands in a table.

    >>> to_text(datetime.date(2022, 12, 26)), to_text(True), to_text(5.0), to_text(None)
    ('2022-12-26', 'true', '5', '')
    >>> to_text(["nuclear", "missile"])
    'nuclear;missile'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%MZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, (list, tuple)):
        return ";".join(to_text(part) for part in value)
    return re.sub(r"\s+", " ", str(value)).strip()


def read_csv_proposals(name: str, text: str) -> list[Proposal]:
    """One event a row; rows of one article follow one another or not."""
    import csv

    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    columns = set(TABLES["events"].columns) | EXTRA_KEYS["events"] - {"launches", "crosswalk"}
    articles = {f"article.{column}" for column in TABLES["articles"].columns}
    unknown = [c for c in reader.fieldnames or [] if c not in columns | articles]
    if unknown or not reader.fieldnames:
        what = f"unknown columns {', '.join(unknown)}" if unknown else "is empty"
        raise ProposalError([f"{name}:1: {what}"])
    proposals, faults = [], []
    try:
        for row in reader:
            place = f"{name}:{reader.line_num}"
            if None in row or None in row.values():
                faults.append(f"{place}: has another number of fields than the header")
                continue
            article = {k.removeprefix("article."): v for k, v in row.items() if k in articles}
            event = {k: to_text(v) for k, v in row.items() if k in columns} | {"place": place}
            proposals.append(Proposal(place, article | {"place": place}, [event]))
    except csv.Error as error:
        faults.append(f"{name}:{reader.line_num}: {error}")
    if faults:
        raise ProposalError(faults)
    return proposals
