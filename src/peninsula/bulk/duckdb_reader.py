"""DuckDB's part: a connection that asks no network, and readers of every form of file as SQL."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from peninsula.bulk.formats import column_type
from peninsula.bulk.reading import EventFile

if TYPE_CHECKING:
    import duckdb


MEMORY = (384, 64)
"""Megabytes that DuckDB may take for all and for each thread, unless told otherwise; beyond that it
works on disk."""


def quote(text: str) -> str:
    """A text as an SQL literal.

    >>> quote("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def connect_duckdb(
    folder: str, memory_limit: str | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """A DuckDB of its own that asks no network and spills into the folder given."""
    import duckdb

    threads = threads or count_cores()
    config = {
        "memory_limit": memory_limit or f"{MEMORY[0] + MEMORY[1] * threads}MB",
        "threads": threads,
        "temp_directory": str(folder),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    try:
        connection = duckdb.connect(config=config)
    except duckdb.Error as error:
        raise ValueError(str(error).splitlines()[0]) from None
    # Progress can be asked for at any time, and nothing is printed into a notebook.
    connection.execute(
        "SET enable_progress_bar_print = false; SET progress_bar_time = 0; "
        "SET enable_progress_bar = true; SET parquet_metadata_cache = true"
    )
    return connection


def read_files_sql(files: Sequence[EventFile]) -> str:
    """DuckDB's reader of files of one form; text typed, with a list of the rows set aside.

    Strict, because DuckDB's lax reader takes a row with too many columns for a good one.
    """
    paths = ", ".join(quote(file.path) for file in files)
    if files[0].is_parquet:
        return f"read_parquet([{paths}])"
    kinds = ", ".join(f"{quote(c)}: {quote(duckdb_type(c))}" for c in files[0].columns)
    header = str(files[0].has_header).lower()
    return (
        rf"read_csv([{paths}], columns = {{{kinds}}}, delim = '\t', quote = '', escape = '', "
        f"header = {header}, auto_detect = false, strict_mode = true, store_rejects = true)"
    )


def duckdb_type(column: str) -> str:
    """The type of a column in DuckDB's words."""
    return column_type(column).replace("STRING", "VARCHAR")


def list_items(file: EventFile, columns: Iterable[str]) -> str:
    """The columns asked for as items of a SELECT, blank where a form has none."""
    items = []
    for column in columns:
        if column not in file.columns:
            items.append(f"CAST(NULL AS {duckdb_type(column)}) AS {column}")
        elif file.is_parquet:
            items.append(f"TRY_CAST({column} AS {duckdb_type(column)}) AS {column}")
        else:
            items.append(column)
    return ", ".join(items)
