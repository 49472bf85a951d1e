"""One CSV file to one typed table, or every fault in it with its line and column."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from peninsula import screening
from peninsula.faults import DataError, Fault
from peninsula.schema import Table

REASONS = {
    "not_nullable": "is blank; a value is required",
    "greater_than": "is too small",
    "greater_than_or_equal_to": "is too small",
    "less_than_or_equal_to": "is too large",
    "str_matches": "is not of the form",
}

BRACKETS = str.maketrans("", "", "[]'")


def read_table(table: Table, folder: Path) -> pd.DataFrame:
    """Read, type and check one table.

    Raises
    ------
    DataError
        With every fault of the file: missing, wrong encoding, wrong columns, ragged rows, values
        of the wrong type, unknown values, blanks, duplicate keys.
    """
    clean = screening.read_clean(table, folder)
    if clean is not None:
        return clean
    frame = _read_text(table, folder)
    schema = screening.schema_of(table)
    typed, faults = _convert(table, frame, schema)
    faults += _validate(table, typed, frame, schema, {(f.row, f.column) for f in faults})
    faults += _find_duplicates(table, frame)
    if faults:
        raise DataError(faults)
    return typed


def _read_text(table: Table, folder: Path) -> pd.DataFrame:
    """Every column as text, blanks as missing."""
    import pyarrow as arrow
    from pyarrow import csv

    path = folder / table.path
    columns = list(screening.schema_of(table).columns)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DataError([Fault(table.path, 0, "", f"is missing from {folder}")]) from None
    header = _decode(table, raw.partition(b"\n")[0], 1).rstrip("\r").split(",")
    if header != columns:
        raise DataError(_header_faults(table, header, columns))
    try:
        read = csv.read_csv(
            arrow.py_buffer(raw),
            parse_options=csv.ParseOptions(ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(columns, arrow.string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except arrow.ArrowInvalid as error:
        raise DataError(_parse_faults(table, raw, len(columns), error)) from None
    return read.to_pandas()


def _decode(table: Table, line: bytes, row: int) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"is not UTF-8 at byte {error.start + 1} of the line; save the file as UTF-8"
        raise DataError([Fault(table.path, row, "", why)]) from None


def _header_faults(table: Table, header: list[str], columns: list[str]) -> list[Fault]:
    if header and header[0].startswith("\ufeff"):
        return [Fault(table.path, 1, "", "begins with a byte order mark; save as plain UTF-8")]
    missing = [c for c in columns if c not in header]
    surplus = [c for c in header if c not in columns]
    faults = [Fault(table.path, 1, c, "column is missing") for c in missing]
    faults += [Fault(table.path, 1, c, "column is not in the schema") for c in surplus]
    return faults or [Fault(table.path, 1, "", "columns must stand as " + ",".join(columns))]


def _parse_faults(table: Table, raw: bytes, width: int, error: Exception) -> list[Fault]:
    """Find the lines that the fast reader could not take, with the slow one."""
    import csv
    import io

    lines = raw.split(b"\n")
    text = "\n".join(_decode(table, line, row) for row, line in enumerate(lines, 1))
    reader = csv.reader(io.StringIO(text, newline=""))
    faults = []
    for fields in reader:
        if fields and len(fields) != width:
            why = f"has {len(fields)} fields, not {width}; quote a comma inside a field"
            faults.append(Fault(table.path, reader.line_num, "", why))
    return faults or [Fault(table.path, 0, "", f"cannot be read: {error}")]


def _convert(
    table: Table, frame: pd.DataFrame, schema: pa.DataFrameSchema
) -> tuple[pd.DataFrame, list[Fault]]:
    typed, faults = {}, []
    for name, column in schema.columns.items():
        text = frame[name]
        kind = str(column.dtype)
        typed[name], expected = _convert_column(text, kind)
        bad = text.notna() & typed[name].isna()
        faults += [
            Fault(table.path, index + 2, name, f"{value!r} is not {expected}")
            for index, value in text[bad].items()
        ]
    return pd.DataFrame(typed), faults


def _convert_column(text: pd.Series, kind: str) -> tuple[pd.Series, str]:
    """A text column in the type that the schema names; what cannot be turned is missing."""
    if kind.startswith("datetime64[us, UTC]"):
        stamps = pd.to_datetime(text, format="%Y-%m-%dT%H:%MZ", errors="coerce", utc=True)
        return stamps.astype("datetime64[us, UTC]"), "a time such as 2022-01-04T23:07Z"
    if kind.startswith("datetime64"):
        days = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
        return days.astype("datetime64[us]"), "a date such as 2022-12-26"
    if kind == "Int64":
        numbers = pd.to_numeric(text, errors="coerce")
        return numbers.where(numbers % 1 == 0).astype("Int64"), "a whole number"
    if kind == "float64":
        return pd.to_numeric(text, errors="coerce").astype("float64"), "a number"
    if kind == "boolean":
        return text.map({"true": True, "false": False}).astype("boolean"), "true or false"
    return text, "text"


def _validate(
    table: Table,
    typed: pd.DataFrame,
    frame: pd.DataFrame,
    schema: pa.DataFrameSchema,
    known: set[tuple[int, str]],
) -> list[Fault]:
    """Faults that the schema finds, one a cell and check, apart from those known already."""
    try:
        schema.validate(typed, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return []
    faults = set()
    for column, check, index in zip(cases["column"], cases["check"], cases["index"], strict=True):
        row = int(index) + 2 if pd.notna(index) else 0
        if (row, column) not in known:
            value = frame.at[int(index), column] if row else None
            faults.add(Fault(table.path, row, str(column), _explain(check, value)))
    return sorted(faults)


def _explain(check: str, value: object) -> str:
    """A pandera check in words.

    >>> _explain("isin(['day', 'month'])", "weekly")
    "'weekly' is not one of day, month"
    >>> _explain("not_nullable", None)
    'is blank; a value is required'
    """
    name, _, argument = check.partition("(")
    argument = argument.rstrip(")")
    if name == "isin":
        return f"{value!r} is not one of {argument.translate(BRACKETS)}"
    reason = REASONS.get(name, f"fails {check}")
    if name == "not_nullable":
        return reason
    return f"{value!r} {reason} ({argument})" if argument else f"{value!r} {reason}"


def _find_duplicates(table: Table, frame: pd.DataFrame) -> list[Fault]:
    key = list(table.key)
    repeated = frame.duplicated(key, keep="first") & frame[key].notna().all(axis=1)
    return [
        Fault(table.path, index + 2, "+".join(key), f"{'/'.join(row)!r} stands twice")
        for index, row in frame.loc[repeated, key].iterrows()
    ]
