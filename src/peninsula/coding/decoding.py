"""Bytes to text: encodings as they come, and characters that have no place in a story."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 25_000_000
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b")
_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_\-]{3,20})", re.I)
# Letters and signs alone, no line breaks or tabs: those are kept.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_MOJIBAKE = (("â€™", "’"), ("â€˜", "‘"), ("â€œ", "“"), ("â€\x9d", "”"), ("â€“", "–"),
             ("â€”", "—"), ("Â ", " "), ("â€¦", "…"))  # fmt: skip


class PageError(ValueError):
    """A page that cannot be read, said in words its owner can act on."""


def decode(raw: bytes, warnings: list[str] | None = None) -> tuple[str, str]:
    """Text of a page's bytes, and the encoding that fitted.

    Raises
    ------
    PageError
        If the bytes are no text.

    Examples
    --------
    >>> decode("Kim’s".encode("cp1252"))
    ('Kim’s', 'cp1252')
    """
    warnings = warnings if warnings is not None else []
    if len(raw) > MAX_BYTES:
        raise PageError(
            f"the page has more than {MAX_BYTES // 1_000_000} MB: no news page is so large"
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), "utf-16"
    head = raw[:4_000]
    if raw.startswith(_BINARY) or head.count(0) > len(head) * 0.05:
        raise PageError("this is a binary file, not a page of text or HTML")
    for encoding in _candidates(raw):
        try:
            return raw.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    text = raw.decode("utf-8", errors="replace")
    if text.count("\ufffd") > 0.2 * max(len(text), 1):
        raise PageError("this is a binary file, not a page of text or HTML")
    warnings.append("the page mixes encodings; what could not be read is left out")
    return _mend_lines(raw), "mixed"


def _candidates(raw: bytes) -> list[str]:
    declared = [m.decode("ascii") for m in _CHARSET.findall(raw[:4_000])[:1]]
    names = ["utf-8-sig", *declared, "euc-kr"] if raw[:1] != b"" else ["utf-8"]
    # Windows quotes and dashes are common in English pages; Korean letters come in pairs.
    pairs = len(re.findall(rb"[\xb0-\xc8][\xa1-\xfe]", raw[:20_000]))
    lone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\x9f\xa0-\xff](?![\x80-\xff])", raw[:20_000]))
    utf = len(re.findall(rb"\xe2\x80[\x90-\xa6]", raw[:20_000]))
    if lone > pairs and not utf:
        return ["utf-8-sig", *declared, "cp1252"]
    return names


def _mend_lines(raw: bytes) -> str:
    """Each line in the encoding that fits it."""
    lines = []
    for line in raw.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="ignore"))
    return "\n".join(lines)


def clean_characters(text: str) -> str:
    """Normal form, no control characters, plain line ends, single blanks.

    >>> clean_characters("a\\x00b\\r\\nc\\u00a0d")
    'ab\\nc d'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    for wrong, right in _MOJIBAKE:
        if wrong in text:
            text = text.replace(wrong, right)
    text = _CONTROL.sub("", text.replace("\u00a0", " ").replace("\t", " ").replace("\ufffd", ""))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return re.sub(r"[ \u2009\u202f]{2,}", " ", text)
