"""The two engines behind one Ibis expression: DuckDB on this machine, Spark on this or on many.

An engine shows the files as one table, ``gdelt_events``, with GDELT's own column names, and runs
an expression on it. A row is unreadable if it has too many or too few columns, or if a column that
is used holds something else than its type. DuckDB lists such rows while it reads; Spark shows them
as rows without any value, which the roll-up counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from peninsula.bulk.duckdb_reader import connect_duckdb, list_items, read_files_sql
from peninsula.bulk.formats import column_type
from peninsula.bulk.reading import EventFile
from peninsula.bulk.rejected import explain, list_rejected
from peninsula.faults import Fault

if TYPE_CHECKING:
    import ibis

VIEW = "gdelt_events"


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
