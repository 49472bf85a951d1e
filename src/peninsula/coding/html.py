"""Saved HTML to the parts of an article, by trafilatura."""

from __future__ import annotations

import html as entities
import re
from datetime import date

from peninsula.coding.lines import Parts, split_page

_SCRIPT = re.compile(r"<(script|style|noscript|template)\b[^>]*>.{0,2000000}?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|article|section|header|footer|figcaption)\b[^<>]{0,500}>", re.I)  # fmt: skip
_MAX_TREE = 3_000_000  # characters: beyond this a parse tree costs too much memory


def parts_of_html(text: str, warnings: list[str]) -> Parts:
    """Headline, byline, date and paragraphs of an HTML page.

    >>> page = "<html><body><article><h1>Kim speaks</h1><p>" + "Seoul said so. " * 20
    >>> parts_of_html(page + "</p></article></body></html>", []).headline
    'Kim speaks'
    """
    found = _extract(text) if len(text) <= _MAX_TREE else None
    if found is None or not (found.text or "").strip():
        warnings.append("no article was marked in the HTML; its plain text was read instead")
        return split_page(strip_tags(text))
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


def strip_tags(text: str) -> str:
    """Text of an HTML fragment, block elements as lines; scripts go.

    >>> strip_tags("<p>A &amp; B</p><script>alert(1)</script>").strip()
    'A & B'
    """
    text = _BLOCK.sub("\n", _SCRIPT.sub(" ", text))
    return entities.unescape(_TAG.sub("", text))


def _iso(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
