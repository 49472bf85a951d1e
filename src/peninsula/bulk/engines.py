"""The two engines behind one Ibis expression: DuckDB on this machine, Spark on this or on many.

An engine shows the files as one table, ``gdelt_events``, with GDELT's own column names, and runs
an expression on it. A row is unreadable if it has too many or too few columns, or if a column that
is used holds something else than its type. DuckDB lists such rows while it reads; Spark shows them
as rows without any value, which the roll-up counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from peninsula.bulk.formats import column_type
from peninsula.bulk.reading import EventFile, open_text
from peninsula.faults import SHOWN, DataError, Fault

if TYPE_CHECKING:
    import duckdb
    import ibis

VIEW = "gdelt_events"
MEMORY = (384, 64)
"""Megabytes that DuckDB may take for all and for each thread, unless told otherwise; beyond that it
works on disk."""
REJECTED = "FROM reject_errors JOIN reject_scans USING (scan_id, file_id)"


class Engine(Protocol):
    """What a roll-up asks of an engine."""

    dialect: str
    files: Sequence[EventFile]

    def open_table(self, files: Sequence[EventFile], columns: Sequence[str]) -> None:
        """Show the files as one table of the columns named."""

    def run(self, query: str) -> list[tuple]:
        """The rows of a query on that table."""

    def list_rejected(self) -> tuple[int, list[Fault]]:
        """How many rows were set aside in reading, and the first of them."""

    def close(self) -> None:
        """Give back what the engine holds."""


def connect(engine: str, folder: str, **options) -> Engine:
    """An engine by its name.

    Parameters
    ----------
    engine : {"duckdb", "spark"}
        Which one.
    folder : path
        Where it may write what does not fit in memory.
    **options
        ``memory_limit`` and ``threads`` for DuckDB; ``spark_master`` for Spark.

    Raises
    ------
    ValueError
        If there is no such engine.
    """
    if engine == "duckdb":
        return DuckDBEngine(folder, options.get("memory_limit"), options.get("threads"))
    if engine == "spark":
        from peninsula.bulk.spark import SparkEngine

        return SparkEngine(options.get("spark_master"))
    raise ValueError(f"engine must be duckdb or spark, not {engine!r}")


def describe_columns(columns: Iterable[str]) -> ibis.Table:
    """The table that expressions are built on: names and types, no rows.

    >>> describe_columns(["SQLDATE", "EventRootCode"]).columns
    ('SQLDATE', 'EventRootCode')
    """
    import ibis

    words = {"INTEGER": "int32", "BIGINT": "int64", "DOUBLE": "float64", "STRING": "string"}
    return ibis.table({c: words[column_type(c)] for c in columns}, name=VIEW)


def to_sql(expression: ibis.Table, dialect: str) -> str:
    """An expression as a query in an engine's words."""
    import ibis

    # Touching the backend registers its options, without which nothing can be compiled.
    return str(ibis.to_sql(expression, dialect=getattr(ibis, dialect).name))


def group_files(files: Iterable[EventFile]) -> list[list[EventFile]]:
    """Files that can be read in one go: of one kind, with or without header, of one form."""
    groups: dict[tuple, list[EventFile]] = {}
    for file in files:
        groups.setdefault((file.is_parquet, file.has_header, file.columns), []).append(file)
    return list(groups.values())


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
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET progress_bar_time = 0")
    connection.execute("SET enable_progress_bar = true")
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


class DuckDBEngine:
    """DuckDB in this process."""

    dialect = "duckdb"

    def __init__(self, folder: str, memory_limit: str | None = None, threads: int | None = None):
        self.connection = connect_duckdb(folder, memory_limit, threads)
        self.files: Sequence[EventFile] = ()

    def open_table(self, files: Sequence[EventFile], columns: Sequence[str]) -> None:
        """Show the files as one table of the columns named."""
        self.files = files
        parts = [
            f"SELECT {list_items(group[0], columns)} FROM {read_files_sql(group)}"
            for group in group_files(files)
        ]
        self.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {VIEW} AS " + " UNION ALL ".join(parts)
        )

    def run(self, query: str) -> list[tuple]:
        """The rows of a query on that table."""
        import duckdb

        try:
            return self.connection.execute(query).fetchall()
        except duckdb.Error as error:
            raise explain(error, self.files) from None

    def list_rejected(self) -> tuple[int, list[Fault]]:
        """How many rows were set aside in reading, and the first of them."""
        return list_rejected(self.connection, self.files)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def list_rejected(
    connection: duckdb.DuckDBPyConnection, files: Sequence[EventFile]
) -> tuple[int, list[Fault]]:
    """Rows that DuckDB set aside: how many, and the first of them with file, line and reason."""
    present = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'"
    if not connection.execute(present).fetchone()[0]:
        return 0, []
    n = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT file_path, line {REJECTED})"
    ).fetchone()[0]
    n_tabs = "any_value(length(csv_line) - length(replace(csv_line, '\t', '')))"
    rows = connection.execute(
        f"SELECT file_path, line, {n_tabs}, "
        f"first(error_type), first(column_name), first(error_message) {REJECTED} "
        f"GROUP BY file_path, line ORDER BY file_path, line LIMIT {SHOWN}"
    ).fetchall()
    shown = {file.path: file for file in files}
    return n, [_name_rejected(shown[path], *rest) for path, *rest in rows]


def _name_rejected(
    file: EventFile, line: int, n_tabs: int, kind: str, column: str, message: str
) -> Fault:
    if kind in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
        return Fault(file.shown, line, "", say_columns(n_tabs + 1, len(file.columns)))
    if kind == "INVALID ENCODING":
        return Fault(file.shown, line, column, "is not UTF-8")
    return Fault(file.shown, line, column or "", message.splitlines()[0].rstrip("."))


def say_columns(n: int, expected: int) -> str:
    """What is wrong with a row of the wrong width."""
    more = "; a stray tab in a value makes one too many" if n == expected + 1 else ""
    return f"{n} columns, not {expected}{more}"


def find_stray_return(file: EventFile) -> int:
    """The first line that holds a carriage return elsewhere than at its end, or 0."""
    with open_text(file.path) as lines:
        for number, line in enumerate(lines, 1):
            if b"\r" in line.rstrip(b"\r\n"):
                return number
    return 0


def explain(error: Exception, files: Sequence[EventFile]) -> Exception:
    """An engine's error in terms of the files given."""
    text = str(error)
    for file in files:
        if file.path in text:
            line = find_stray_return(file) if "state machine" in text else 0
            if line:
                why = "a carriage return inside the line; take it out (tr -d '\\r')"
                return DataError([Fault(file.shown, line, "", why)])
            why = text.splitlines()[0].replace(file.path, file.shown)
            return DataError([Fault(file.shown, 0, "", why)])
    if "No space left" in text or "disk" in text.lower():
        return OSError(f"{text.splitlines()[0]}; free some room (what is set aside goes to TMPDIR)")
    return OSError(text.splitlines()[0])
