"""What coders decided by hand: every table of ``scripts/coded``, read whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evidence.tables import Row, read_rows


@dataclass(frozen=True)
class Coded:
    """The hand-coded tables, those of one kind from all coders joined."""

    events: list[Row]
    crosswalk: list[Row]
    corrections: list[Row]
    event_notes: list[Row]
    extra_articles: list[Row]
    extra_launches: list[Row]
    launch_fixes: list[Row]
    statements: list[Row]
    seed_article: list[Row]
    seed_events: list[Row]
    event_types: list[Row]
    outlets: list[Row]
    sites: list[Row]
    article_dates: list[Row]
    link_moves: list[Row]
    missile_aliases: list[Row]


def read_kind(folder: Path, kind: str) -> list[Row]:
    """Rows of every ``<room>_<kind>.csv``, blanks as empty text."""
    paths = [p for p in sorted(folder.glob(f"*_{kind}.csv")) if not p.name.startswith("seed_")]
    return [clean_row(row) for path in paths for row in read_rows(path)]


def read_one(folder: Path, name: str) -> list[Row]:
    """Rows of one table; none if it is not there."""
    path = folder / f"{name}.csv"
    return [clean_row(row) for row in read_rows(path)] if path.is_file() else []


def clean_row(row: Row) -> Row:
    """Values without white space around them, degrees without zeros that say nothing."""
    clean = {name: (value or "").strip() for name, value in row.items() if name is not None}
    for name in ("latitude", "longitude"):
        if "." in clean.get(name, ""):
            clean[name] = clean[name].rstrip("0").rstrip(".")
    return clean


def load_coded(folder: Path) -> Coded:
    """Every hand-coded table."""
    return Coded(
        **{
            kind: read_kind(folder, kind)
            for kind in (
                "events", "crosswalk", "corrections", "event_notes", "extra_articles",
                "extra_launches", "launch_fixes",
            )
        },
        statements=read_kind(folder, "statements") + read_one(folder, "seed_statements"),
        **{
            name: read_one(folder, name)
            for name in (
                "seed_article", "seed_events", "event_types", "outlets", "sites", "missile_aliases",
                "article_dates", "link_moves",
            )
        },
    )  # fmt: skip
