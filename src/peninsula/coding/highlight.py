"""A coded page in HTML: the story with the words that each row rests on marked in it."""

from __future__ import annotations

from html import escape
from importlib import resources

import yaml

_COLOURS = {
    "main": "#cfe8ff", "background": "#eeeeee", "future": "#fff2c9", "negated": "#f3e3f7",
    "hypothetical": "#f3e3f7", "statement": "#d9f2d9",
}  # fmt: skip


def highlight_spans(coded: dict) -> str:
    """The story as HTML, escaped, with a mark over each piece of evidence and its rows below it.

    Parameters
    ----------
    coded : dict
        What :func:`peninsula.coding.code_page` returns.

    Returns
    -------
    str
        An HTML fragment without scripts; whatever the page held is shown as text.

    Examples
    --------
    >>> from peninsula.coding import code_page
    >>> html = highlight_spans(code_page("Kim <i>fired</i> a missile on Monday.", "2022-12-28"))
    >>> "<i>" in html, "&lt;i&gt;" in html
    (False, True)
    """
    article = coded["article"]
    body, labels = article["body"], _labels(coded)
    pieces, position = [], 0
    for (start, end), names in sorted(labels.items()):
        pieces.append(_plain(body[position:start]))
        pieces.append(_mark(body[start:end], names))
        position = end
    pieces.append(_plain(body[position:]))
    head = f"<h4>{escape(article['headline'])}</h4>" if article["headline"] else ""
    return f"<div style='max-width:46em;line-height:1.6'>{head}{''.join(pieces)}</div>"


def _labels(coded: dict) -> dict[tuple[int, int], list[tuple[str, str]]]:
    """Labels of each span that is evidence for a row: kind and text."""
    labels: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for row in coded["events"]:
        if row["start"] is not None:
            text = f"{row['mention']}: {row['event_type']} {row['event_date'] or 'no day'}"
            labels.setdefault((row["start"], row["end"]), []).append((row["mention"], text))
    for row in coded["statements"]:
        text = f"{row['actor']}: {row['act']} {row['tone']:+d}"
        labels.setdefault((row["start"], row["end"]), []).append(("statement", text))
    return labels


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _mark(text: str, names: list[tuple[str, str]]) -> str:
    """A marked sentence with its labels, so that no colour carries the meaning alone."""
    colour = _COLOURS.get(names[0][0], "#eeeeee")
    shown = "; ".join(dict.fromkeys(escape(label) for _, label in names))
    style = f"background:{colour};color:#111"
    return f"<mark style='{style}'>{_plain(text)}</mark> <small><b>[{shown}]</b></small>"


def load_example() -> dict:
    """A page of our own, as messy as a real one, with its outlet and day.

    >>> load_example()["outlet"]
    'Harbour Reader'
    """
    text = resources.files("peninsula.coding").joinpath("example.yaml").read_text("utf-8")
    return yaml.safe_load(text)
