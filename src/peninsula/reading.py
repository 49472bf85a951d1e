"""One CSV file to one typed table, or every fault in it with its line and column."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from peninsula import rawtext, screening
from peninsula.faults import DataError, Fault
from peninsula.schema import Table

REASONS = {
    "not_nullable": "is blank; a value is required",
    "greater_than": "is too small",
    "greater_than_or_equal_to": "is too small",
    "less_than_or_equal_to": "is too large",
    "str_matches": "is not of the form",
}

DAY_FORM = r"\d{4}-\d\d-\d\d"
LARGEST_EXACT = 2**53
"""Up to here every whole number has a float of its own."""
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
    schema = screening.schema_of(table)
    frame, faults = rawtext.read_text(table, folder, list(schema.columns))
    known = {(f.row, f.column) for f in faults}
    typed, wrong = _convert(table, frame, schema)
    faults += [fault for fault in wrong if (fault.row, fault.column) not in known]
    faults += _validate(table, typed, frame, schema, {(f.row, f.column) for f in faults})
    faults += _find_duplicates(table, frame)
    if faults:
        raise DataError(faults, typed)
    return typed


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
        text = text.where(text.str.fullmatch(screening.TIME_FORM).fillna(False))
        stamps = pd.to_datetime(text, format="%Y-%m-%dT%H:%MZ", errors="coerce", utc=True)
        return stamps.astype("datetime64[us, UTC]"), "a time such as 2022-01-04T23:07Z"
    if kind.startswith("datetime64"):
        text = text.where(text.str.fullmatch(DAY_FORM).fillna(False))
        days = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
        return days.astype("datetime64[us]"), "a date such as 2022-12-26"
    if kind == "Int64":
        numbers = _read_numbers(text)
        whole = (numbers % 1 == 0) & (numbers.abs() <= LARGEST_EXACT)
        return numbers.where(whole).astype("Int64"), "a whole number"
    if kind == "float64":
        return _read_numbers(text), "a number"
    if kind == "boolean":
        return text.map({"true": True, "false": False}).astype("boolean"), "true or false"
    return text, "text"


def _read_numbers(text: pd.Series) -> pd.Series:
    """Finite numbers; anything else is missing."""
    numbers = pd.to_numeric(text, errors="coerce").astype("float64")
    return numbers.where(numbers.abs() < float("inf"))


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
