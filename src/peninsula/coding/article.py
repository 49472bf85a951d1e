"""One page from raw text to proposed rows: the front door of the coder."""

from __future__ import annotations

import os
import re
from datetime import date

from peninsula.coding.events import find_events, runs_a_day_behind
from peninsula.coding.page import Page, read_page
from peninsula.coding.sentences import split_sentences
from peninsula.coding.statements import find_statements

ARTICLE_COLUMNS = (
    "article_id", "published_date", "published_basis", "outlet", "outlet_type", "outlet_country",
    "author", "section", "language", "url", "note",
)  # fmt: skip

MAX_SENTENCES = 2_000  # some twenty times the longest news page; what follows is no one story


def code_page(
    text_or_path: str | os.PathLike | bytes,
    published: date | str | None = None,
    outlet: str | None = None,
) -> dict:
    """Propose the rows of one page: the article, its events and its statements.

    Parameters
    ----------
    text_or_path : str, path or bytes
        A page as saved or pasted: a path to a .txt or .html file, or the content itself.
    published : date or ISO text, optional
        Day of publication as the outlet dates it.
    outlet : str, optional
        Name of the outlet.

    Returns
    -------
    dict
        `article` (columns of `articles.csv`, and `headline`, `body`, `dateline`, `photo_credit`,
        `warnings`), `events` and `statements` (columns of their tables, and `mention`,
        `evidence`, `start`, `end`, `date_reason`). Offsets count characters of `article["body"]`.

    Raises
    ------
    PageError
        If the page cannot be read; a ValueError.

    Examples
    --------
    >>> page = "North Korea fired two ballistic missiles on Monday, Seoul's military said."
    >>> coded = code_page(page, published="2022-12-28")
    >>> [(e["event_type"], e["event_date"], e["mention"]) for e in coded["events"]]
    [('missile_ballistic', '2022-12-26', 'main')]
    """
    page = read_page(text_or_path, published, outlet)
    events: list[dict] = []
    statements: list[dict] = []
    if page.language == "en" and page.body:
        sentences = split_sentences(page.body)
        if len(sentences) > MAX_SENTENCES:
            page.warnings.append(f"only the first {MAX_SENTENCES:,} sentences are coded")
            sentences = sentences[:MAX_SENTENCES]
        is_behind = runs_a_day_behind(sentences, page.published, page.outlet_country or None)
        events = find_events(
            page.body, page.published, headline=page.headline,
            outlet_country=page.outlet_country or None, sentences=sentences, day_ahead=is_behind,
        )  # fmt: skip
        statements = find_statements(
            page.body, page.published, headline=page.headline, sentences=sentences,
            outlet_country=page.outlet_country or None, day_ahead=is_behind,
        )  # fmt: skip
    article = article_row(page)
    for statement in statements:
        statement["article_id"] = article["article_id"]
    return {"article": article, "events": events, "statements": statements}


def article_row(page: Page) -> dict:
    """Columns of `articles.csv` and the page's own parts."""
    day = page.published.isoformat() if page.published else None
    return {
        "article_id": _article_id(page),
        "published_date": day,
        "published_basis": page.published_basis,
        "outlet": page.outlet or None,
        "outlet_type": page.outlet_type or None,
        "outlet_country": page.outlet_country or None,
        "author": page.byline or None,
        "section": page.section or None,
        "language": page.language or None,
        "url": page.url or None,
        "note": None,
        "headline": page.headline,
        "dateline": page.dateline or None,
        "photo_credit": page.photo_credit or None,
        "body": page.body,
        "warnings": page.warnings,
    }


def _article_id(page: Page) -> str:
    """A readable key: day, outlet, first words of the headline."""
    slug = re.sub(r"[^a-z0-9]+", "-", (page.headline or page.body[:60]).lower()).strip("-")
    outlet = re.sub(r"[^a-z0-9]+", "-", page.outlet.lower()).strip("-") or "page"
    day = page.published.strftime("%Y%m%d") if page.published else "undated"
    return f"{day}-{outlet}-{'-'.join(slug.split('-')[:6])}".strip("-")
