"""A raw page to an article: what the outlet printed, without what surrounds it."""

from __future__ import annotations

import os
import re
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from peninsula.coding.decoding import MAX_BYTES, PageError, clean_characters, decode
from peninsula.coding.dictionary_files import read_dictionary
from peninsula.coding.html import drop_hidden, parts_of_html
from peninsula.coding.lines import Parts, split_page, stated_date

_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p)\b", re.I)


@dataclass
class Page:
    """One article as printed: particulars, cleaned body, and what the reader should know."""

    headline: str = ""
    body: str = ""
    byline: str = ""
    outlet: str = ""
    outlet_type: str = ""
    outlet_country: str = ""
    section: str = ""
    dateline: str = ""
    photo_credit: str = ""
    published: date | None = None
    published_basis: str = "none"
    page_date: date | None = None
    url: str = ""
    language: str = "en"
    warnings: list[str] = field(default_factory=list)

    def as_dict(self) -> dict:
        """Plain values, dates as ISO text."""
        row = asdict(self)
        for key in ("published", "page_date"):
            row[key] = row[key].isoformat() if row[key] else None
        return row


def read_page(
    source: str | os.PathLike | bytes,
    published: date | str | None = None,
    outlet: str | None = None,
) -> Page:
    """Read a page from a path, from bytes or from the text itself.

    Parameters
    ----------
    source : str, path or bytes
        A path to a .txt or .html file, or the page's content. A string is a path if it names an
        existing file.
    published : date or ISO text, optional
        Day of publication; it takes precedence over a date on the page.
    outlet : str, optional
        Name of the outlet; it takes precedence too.

    Returns
    -------
    Page
        `body` keeps every paragraph of the story, one a line.

    Raises
    ------
    PageError
        If the page is binary, too large, or the date cannot be read.

    Examples
    --------
    >>> read_page("Kim speaks\\n\\nNorth Korea held a meeting on Monday, it said.").headline
    'Kim speaks'
    """
    raw, is_html, warnings = load_source(source)
    text = clean_characters(decode(raw, warnings)[0] if isinstance(raw, bytes) else raw)
    if is_html or _HTML.search(text[:5_000]):
        parts = parts_of_html(text, warnings)
    else:
        parts = split_page(drop_hidden(text) if "<" in text else text)
    page = _fill(parts, warnings)
    _set_outlet(page, outlet, text, parts.names)
    _set_dates(page, published, parts, text)
    page.language = _language(page.headline + " " + page.body)
    _warn(page)
    return page


def load_source(source: str | os.PathLike | bytes) -> tuple[str | bytes, bool, list[str]]:
    """Content of a source, whether its name says HTML, and a list for warnings."""
    if isinstance(source, bytes):
        return source, False, []
    if isinstance(source, os.PathLike) or _names_a_file(source):
        path = Path(source)
        if path.is_dir():
            raise PageError(f"{path} is a folder; give one page, or name the folder on its own")
        if not path.is_file():
            raise PageError(f"{path}: no such page")
        if path.stat().st_size > MAX_BYTES:
            raise PageError(
                f"{path} has more than {MAX_BYTES // 1_000_000} MB: no news page is so large"
            )
        return path.read_bytes(), path.suffix.lower() in (".html", ".htm", ".xhtml"), []
    if len(source) > MAX_BYTES:
        raise PageError(f"the page has more than {MAX_BYTES // 1_000_000} MB")
    return source, False, []


def _names_a_file(text: str) -> bool:
    if len(text) > 1_000 or "\n" in text or "\0" in text or not text.strip():
        return False
    try:
        return Path(text).exists()
    except OSError:
        return False


def _fill(parts: Parts, warnings: list[str]) -> Page:
    return Page(
        headline=parts.headline,
        body="\n".join(parts.paragraphs),
        byline=parts.byline,
        outlet=parts.outlet,
        section=parts.section,
        dateline=parts.dateline,
        photo_credit=parts.photo_credit,
        url=parts.url,
        warnings=warnings,
    )


@cache
def outlet_table() -> dict[str, dict[str, str]]:
    """Outlets by every name they go by, in lower case."""
    table = {}
    for row in read_dictionary("outlets.csv"):
        for alias in [row["outlet"], *row["aliases"].split(";")]:
            table[alias.lower()] = row
    return table


# The agency's mark, its form of question and answer, and its spelling of the South's name.
_KCNA = re.compile(r"\(KCNA\)|\b(?:put|raised) by (?:the )?KCNA\b|\bsouth Korean?\b")


def _set_outlet(page: Page, outlet: str | None, text: str, names: list[str]) -> None:
    table = outlet_table()
    page.outlet = outlet or page.outlet
    others = [n for n in names if n.lower() != page.outlet.lower()]
    page.byline = page.byline or (others[0] if others else "")
    row = table.get(page.outlet.lower().strip())
    if row is None and _KCNA.search(text[:3_000]):
        row = table["kcna"]
    if row is not None:
        page.outlet = page.outlet or row["outlet"]
        page.outlet_type, page.outlet_country = row["outlet_type"], row["outlet_country"]


def _set_dates(page: Page, published: date | str | None, parts: Parts, text: str) -> None:
    page.page_date = parts.page_date or stated_date(parts.date_lines)
    given = parse_date(published)
    page.published = given or page.page_date
    page.published_basis = "page" if page.published else "none"
    if given and page.page_date and given != page.page_date:
        page.warnings.append(
            f"the page says {page.page_date}, --published says {given}; the latter is used"
        )
    if page.published is None:
        page.warnings.append("no publication date given or found: relative dates stay blank")


def parse_date(value: date | str | None) -> date | None:
    """An ISO date, or a clear message."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value if type(value) is date else value.date()
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise PageError(f"'{value}' is no date: write it as 2022-12-28") from None


_OTHER_SCRIPT = re.compile("[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_SCRIPTS = {
    "ko": re.compile("[가-힣]+"), "ru": re.compile("[а-яА-Я]+"), "zh": re.compile("[一-鿿]+"),
    "ja": re.compile("[ぁ-ヿ]+"),
}  # fmt: skip


def _language(text: str) -> str:
    """`en`, or the script that most of the letters belong to."""
    sample = text[:8_000]
    if not any(map(str.isalpha, sample)):
        return ""
    if sample.isascii() or max(sample) < "\u0400" or not _OTHER_SCRIPT.search(sample):
        return "en"
    n_letters = sum(map(str.isalpha, sample))
    counts = {k: sum(map(len, p.findall(sample))) for k, p in _SCRIPTS.items()}
    counts["ja"] *= 3  # Japanese mixes its own letters with Chinese characters
    script, n = max(counts.items(), key=lambda item: item[1])
    return script if n > 0.3 * n_letters else "en"


_LANGUAGES = {"ko": "Korean", "ru": "Russian", "zh": "Chinese", "ja": "Japanese"}


def _warn(page: Page) -> None:
    if not page.body:
        page.warnings.append("no story was found on the page")
    if page.language in _LANGUAGES:
        page.warnings.append(
            f"the page is in {_LANGUAGES[page.language]}; only English pages are coded"
        )
    if page.published and page.published > date.today():
        page.warnings.append(f"the publication date {page.published} lies in the future")
