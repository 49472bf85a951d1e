"""Saved HTML to the parts of an article, by trafilatura."""

from __future__ import annotations

import html as entities
import re
from datetime import date

from peninsula.coding.lines import Parts, split_page

_HIDDEN = ("script", "style", "noscript", "template")
_TAG = re.compile(r"<[^<>]{0,5000}>")
_BLOCK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|article|section|header|footer|figcaption)\b[^<>]{0,500}>",
    re.I,
)
_MAX_TREE = 3_000_000  # characters: beyond this a parse tree costs too much memory


def parts_of_html(text: str, warnings: list[str]) -> Parts:
    """Headline, byline, date and paragraphs of an HTML page.

    >>> page = "<html><body><article><h1>Kim speaks</h1><p>" + "Seoul said so. " * 20
    >>> parts_of_html(page + "</p></article></body></html>", []).headline
    'Kim speaks'
    """
    shown = drop_hidden(text)
    found = _extract(shown) if len(shown) <= _MAX_TREE else None
    if found is None or not (found.text or "").strip():
        warnings.append("no article was marked in the HTML; its plain text was read instead")
        return split_page(strip_tags(shown))
    headline = strip_tags(found.title or "").strip()
    parts = split_page(f"{headline}\n\n{found.text}" if headline else found.text)
    parts.headline = headline or parts.headline
    parts.paragraphs = [p for p in parts.paragraphs if p.strip() != parts.headline]
    parts.byline = parts.byline or (found.author or "").replace("; ", ", ")
    parts.outlet = parts.outlet or found.sitename or ""
    parts.url = found.url or ""
    parts.page_date = parts.page_date or _iso(found.date)
    return parts


def _extract(text: str):
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            text, include_comments=False, include_tables=False, favor_recall=True,
            with_metadata=True, date_extraction_params={"extensive_search": False},
        )  # fmt: skip
    except Exception:  # a broken tree must not stop the reader; the plain text is read instead
        return None


def drop_hidden(text: str) -> str:
    """HTML without scripts and styles, but with the page's own data (ld+json); one pass.

    >>> drop_hidden("<h1>Kim<script>alert(1)</script> speaks</h1>")
    '<h1>Kim speaks</h1>'
    """
    low = text.lower()
    for name in _HIDDEN:
        kept, position, end_tag = [], 0, f"</{name}"
        while True:
            start = low.find(f"<{name}", position)
            stop = low.find(end_tag, start) if start >= 0 else -1
            if stop < 0:
                break
            stop = low.find(">", stop) + 1 or len(text)
            is_data = "ld+json" in low[start : start + 200]
            kept.append(text[position : stop if is_data else start])
            position = stop
        if kept:
            text = "".join(kept) + text[position:]
            low = text.lower()
    return text


def strip_tags(text: str) -> str:
    """Text of an HTML fragment, block elements as lines; scripts go.

    >>> strip_tags("<p>A &amp; B</p><script>alert(1)</script>").strip()
    'A & B'
    """
    text = _BLOCK.sub("\n", drop_hidden(text))
    return entities.unescape(_TAG.sub("", text))


def _iso(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
