"""A coded page for the terminal: what a person reads before the rows are kept."""

from __future__ import annotations

import textwrap

WIDTH = 96
_ORDER = ("main", "future", "background", "negated", "hypothetical")


def format_coded(coded: dict) -> str:
    """Article, events and statements as text; evidence stands under each row, between › and ‹."""
    lines = _article_lines(coded["article"])
    lines += ["", f"EVENTS ({_count(coded['events'])})"]
    for kind in _ORDER:
        for row in coded["events"]:
            if row["mention"] == kind:
                lines += _event_lines(row)
    lines += ["", f"STATEMENTS ({len(coded['statements'])})"]
    for row in coded["statements"]:
        lines += _statement_lines(row)
    return "\n".join(lines)


def _count(rows: list[dict]) -> str:
    n_main = sum(r["mention"] == "main" for r in rows)
    return f"{n_main} main, {len(rows) - n_main} not counted"


def _article_lines(article: dict) -> list[str]:
    shown = (
        "headline",
        "outlet",
        "author",
        "section",
        "dateline",
        "published_date",
        "photo_credit",
    )
    lines = ["ARTICLE"]
    lines += [f"  {name:<15} {article[name]}" for name in shown if article.get(name)]
    lines += [f"  note            {w}" for w in article["warnings"]]
    return lines


def _event_lines(row: dict) -> list[str]:
    amount = ""
    if row["quantity"]:
        meant = {"exact": ""}.get(row["quantity_qualifier"], row["quantity_qualifier"] + " ")
        amount = f"{meant.replace('_', ' ')}{row['quantity']} {row['quantity_unit']}"
    parties = row["actor"] or "?"
    if row["recipient"]:
        parties += f" on {row['recipient']}"
    when = row["event_date"] or "no date"
    if row["date_precision"] in ("month", "year"):
        when = row["event_date"][: 7 if row["date_precision"] == "month" else 4]
    facts = [row["event_type"], when, parties, amount, row["location"], row["attribution"]]
    head = f"  {row['mention']:<12} " + " · ".join(f for f in facts if f)
    found = [f"matches {row['matches']}"] if row.get("matches") else []
    return [head, *_wrapped(f"date: {row['date_reason']}"), *map(_indent, found), *_quoted(row)]


def _statement_lines(row: dict) -> list[str]:
    to = f" to {row['recipient']}" if row["recipient"] else ""
    head = (
        f"  {row['tone']:+d} {row['act']:<16} {row['speaker']} ({row['actor']}{to}), {row['form']}"
    )
    return [head, *_quoted(row)]


def _quoted(row: dict) -> list[str]:
    return _wrapped(f"› {' '.join(row['evidence'].split())} ‹")


def _indent(text: str) -> str:
    return " " * 15 + text


def _wrapped(text: str) -> list[str]:
    return [_indent(line) for line in textwrap.wrap(text, WIDTH - 15)]
