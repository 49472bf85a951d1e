"""The quick way in: a file without any fault is read and typed at once.

Arrow reads the file straight into the types of the schema, and each check of the schema is asked
once a column, on distinct values. Whatever does not pass, or is not understood here, is left to
:mod:`peninsula.reading`, which finds every fault with pandera. The outcome is the same either way.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from peninsula.schema import Table

TIME_FORM = r"\d{4}-\d\d-\d\dT\d\d:\d\dZ"
CONTROL = bytes([*range(0x0A), *range(0x0B, 0x20), 0x7F])
"""Bytes that no table holds; a line break within a value shows in the number of lines."""
PADDED = re.compile(rb",(?:[ \t]+[-+.0-9]+|[-+.0-9]+[ \t]+)(?=[,\n])")
"""A number or a day with spaces around it, which Arrow would take."""
TEXTS = {"str", "string", "string[pyarrow]", "object"}
DAYS, TIMES = "datetime64[us]", "datetime64[us, UTC]"


@cache
def schema_of(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table, made once."""
    return table.schema


def read_clean(table: Table, folder: Path) -> pd.DataFrame | None:
    """A table that has no fault, typed; None if it has any, or cannot be judged here."""
    import pyarrow as arrow
    from pyarrow import csv

    schema = schema_of(table)
    kinds = _kinds(table)
    try:
        raw = (folder / table.path).read_bytes()
        if _has_odd_bytes(raw, kinds):
            return None
        read = csv.read_csv(
            arrow.py_buffer(raw),
            parse_options=csv.ParseOptions(ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types={name: _arrow_type(kind) for name, kind in kinds.items()},
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                null_values=[""],
                true_values=["true"],
                false_values=["false"],
            ),
        )
    except (arrow.ArrowInvalid, OSError, UnicodeDecodeError):
        return None
    n_lines = raw.count(b"\n") + (not raw.endswith(b"\n"))
    if read.column_names != list(kinds) or n_lines != read.num_rows + 1:
        return None
    if not all(_is_plain(column) for column in read.columns):
        return None
    frame = _turn_days_and_times(read.to_pandas(types_mapper=_pandas_types().get), kinds)
    if frame is None:
        return None
    sound = all(_passes(frame[name], kinds[name], schema.columns[name]) for name in kinds)
    return frame if sound and not _repeats(frame, list(table.key)) else None


def _has_odd_bytes(raw: bytes, kinds: dict[str, str]) -> bool:
    """Whether there are control characters, a byte order mark, or spaces around a number."""
    if raw.startswith(codecs.BOM_UTF8) or len(raw.translate(None, CONTROL)) < len(raw):
        return True
    return not set(kinds.values()) <= TEXTS and PADDED.search(raw) is not None


@cache
def _kinds(table: Table) -> dict[str, str]:
    kinds = {name: str(column.dtype) for name, column in schema_of(table).columns.items()}
    return {name: DAYS if kind == "datetime64[ns]" else kind for name, kind in kinds.items()}


def _arrow_type(kind: str):
    import pyarrow as arrow

    types = {
        DAYS: arrow.date32(),
        "Int64": arrow.int64(),
        "float64": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    return types.get(kind, arrow.string())


def _is_plain(column) -> bool:
    """Whether no text has spaces around it and the numbers are finite."""
    import pyarrow as arrow
    from pyarrow import compute

    if arrow.types.is_string(column.type):
        same = compute.equal(compute.utf8_trim_whitespace(column), column)
        return compute.all(same).as_py() is not False
    if arrow.types.is_floating(column.type):
        return compute.all(compute.is_finite(column)).as_py() is not False
    return True


def _turn_days_and_times(frame: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame | None:
    """Days and times in their types; None if a time is not of the one form."""
    for name, kind in kinds.items():
        if kind == DAYS:
            frame[name] = frame[name].astype(DAYS)
        elif kind == TIMES:
            if not frame[name].dropna().str.fullmatch(TIME_FORM).all():
                return None
            times = pd.to_datetime(frame[name], format="%Y-%m-%dT%H:%MZ", utc=True, errors="coerce")
            if times.isna().sum() != frame[name].isna().sum():
                return None
            frame[name] = times.astype(TIMES)
    return frame


@cache
def _pandas_types() -> dict:
    import pyarrow as arrow

    return {arrow.int64(): pd.Int64Dtype(), arrow.bool_(): pd.BooleanDtype()}


def _passes(values: pd.Series, kind: str, column: pa.Column) -> bool:
    """Whether a column keeps every rule of the schema."""
    if not column.nullable and values.hasnans:
        return False
    if not column.checks and not column.unique:
        return True
    if {check.name for check in column.checks} & {"isin", "str_matches"}:
        values = values.dropna().unique()
    return all(_holds(check, values) for check in column.checks)


def _holds(check: pa.Check, values) -> bool:
    """Whether one check holds for all values; False where the check is not known here."""
    told = check.statistics
    if check.name == "isin":
        return set(values) <= set(told["allowed_values"])
    if check.name == "str_matches":
        return all(map(re.compile(told["pattern"]).match, values))
    if not len(values):
        return True
    bounds = {
        "greater_than": lambda: values.min() > told["min_value"],
        "greater_than_or_equal_to": lambda: values.min() >= told["min_value"],
        "less_than_or_equal_to": lambda: values.max() <= told["max_value"],
    }
    return bool(bounds.get(check.name, lambda: False)())


def _repeats(frame: pd.DataFrame, key: list[str]) -> bool:
    """Whether a key stands twice; keys with a blank part are no keys."""
    if len(key) == 1:
        return not frame[key[0]].is_unique
    repeated = frame.duplicated(key)
    return bool(repeated.any() and frame.loc[repeated, key].notna().all(axis=1).any())
