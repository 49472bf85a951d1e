"""An outside file of unknown make to rows of text: encoding, delimiter, line ends."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

DELIMITERS = ",;\t|"
WEB_PAGE = re.compile(rb"^\s*(<!doctype|<html|<head|<body|<table|<\?xml)", re.IGNORECASE)
ARCHIVE = b"PK\x03\x04"
HANGUL = re.compile(r"[가-힣]{2,}")


class UnreadableError(ValueError):
    """A file that cannot be read as a list, with the reason and the remedy."""


@dataclass(frozen=True)
class RawTable:
    """Rows of text with their line numbers, and what had to be guessed on the way."""

    columns: list[str]
    rows: list[tuple[int, dict[str, str]]]
    notes: list[str]
    problems: list[tuple[int, str]]


def read_table(path: str | Path, encoding: str | None = None) -> RawTable:
    """Read a CSV (any usual delimiter and encoding) or the JSON form of the CNS list.

    Parameters
    ----------
    path : path
        The file.
    encoding : str, optional
        Its encoding; guessed if not given, and the guess is noted.

    Returns
    -------
    RawTable
        ``rows`` pairs line numbers with values; ``problems`` lists rows that do not fit the header.

    Raises
    ------
    UnreadableError
        If it is a web page, a spreadsheet, empty or has a single column.
    """
    path = Path(path)
    raw = path.read_bytes()
    refuse_other_kinds(path.name, raw)
    text, notes = decode(raw, encoding, path.name)
    if text.lstrip()[:1] in "{[":
        return read_json(path.name, text, notes)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return read_csv(path.name, text, notes)


def refuse_other_kinds(name: str, raw: bytes) -> None:
    """Say of a file that is no list what it is."""
    if not raw.strip():
        raise UnreadableError(f"{name}: is empty")
    if WEB_PAGE.match(raw.removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableError(
            f"{name}: is a web page, not a CSV; download or export the table itself"
        )
    if raw.startswith((ARCHIVE, b"\xd0\xcf\x11\xe0")):
        raise UnreadableError(f"{name}: is a spreadsheet or an archive; save the sheet as CSV")
    if b"\x00" in raw[:2000] and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError(f"{name}: is a binary file, not a CSV")


def decode(raw: bytes, encoding: str | None, name: str) -> tuple[str, list[str]]:
    """The text, and a note where the encoding was guessed."""
    if encoding:
        try:
            return raw.decode(encoding), []
        except (UnicodeDecodeError, LookupError) as error:
            raise UnreadableError(f"{name}: cannot be read as {encoding}: {error}") from None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16"), ["read as UTF-16"]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        guess = guess_encoding(raw)
        return raw.decode(guess, errors="replace"), [f"is not UTF-8: read as {guess}"]


def guess_encoding(raw: bytes) -> str:
    """``cp949``, ``mac_roman`` or ``cp1252``, by what the bytes could not otherwise be."""
    try:
        korean = raw.decode("cp949")
    except UnicodeDecodeError:
        korean = ""
    # Typographer's quotes decode to single syllables too; words of several are Korean.
    if 2 * len("".join(HANGUL.findall(korean))) > sum(not c.isascii() for c in korean):
        return "cp949"
    if b"\n" not in raw.replace(b"\r\n", b"") and b"\r" in raw.replace(b"\r\n", b""):
        return "mac_roman"  # lines that end in a lone CR come from old Macs
    try:
        raw.decode("cp1252")
    except UnicodeDecodeError:
        return "mac_roman"
    return "cp1252"


def read_csv(name: str, text: str, notes: list[str]) -> RawTable:
    """Rows of a CSV text; a row with more or fewer fields than the header is a problem."""
    header_line = text.lstrip("\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=header_line.count)
    if not header_line.count(delimiter):
        raise UnreadableError(f"{name}: has a single column; is it a CSV?")
    if delimiter != ",":
        notes.append(f"fields are parted by {delimiter!r}")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [column.strip() for column in next(reader)]
    rows, problems, line = [], [], reader.line_num + 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                if len(fields) == len(columns):
                    rows.append((line, dict(zip(columns, fields, strict=True))))
                else:
                    problems.append((line, f"has {len(fields)} fields, not {len(columns)}"))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"{name}: cannot be read from line {line} on: {error}") from None
    if not rows and not problems:
        raise UnreadableError(f"{name}: holds a header and no rows")
    return RawTable(columns, rows, notes, problems)


def read_json(name: str, text: str, notes: list[str]) -> RawTable:
    """Launches of the CNS list as it is published for maps: bins by year."""
    try:
        content = json.loads(text)
        launches = [row for year in content["timeBins"] for row in year["data"]]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise UnreadableError(f"{name}: is JSON, but not the CNS list's form") from None
    columns = list(dict.fromkeys(key for row in launches for key in row))
    rows = [
        (number, {column: str(row.get(column, "")) for column in columns})
        for number, row in enumerate(launches, 1)
    ]
    return RawTable(columns, rows, [*notes, "line numbers count launches"], [])
