"""Spark behind the same expressions: on this machine by default, on a cluster by its master URL.

Needs Java 17 and ``pip install peninsula[spark]``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from peninsula.bulk.engines import VIEW, group_files
from peninsula.bulk.formats import column_type
from peninsula.bulk.reading import LINES_LOOKED_AT, EventFile, tell_form
from peninsula.faults import DataError, Fault

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "8",
    "spark.log.level": "ERROR",
}
LOCAL = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""Only where driver and workers are one machine: a cluster must be able to reach its driver."""


def start_spark(master: str | None = None):
    """A Spark session; the one that runs already, if there is one.

    Raises
    ------
    OSError
        If pyspark or Java is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise OSError("Spark is not installed: pip install 'peninsula[spark]'") from None
    if shutil.which("java") is None:
        raise OSError("Spark needs Java 17 and `java` is not on the PATH")
    builder = SparkSession.builder.appName("peninsula bulk").master(master or "local[*]")
    is_local = master is None or master.startswith("local")
    for key, value in (SETTINGS | (LOCAL if is_local else {})).items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


class SparkEngine:
    """Spark, in a session that stays open until :meth:`close`."""

    dialect = "pyspark"

    def __init__(self, master: str | None = None):
        from pyspark.sql import SparkSession

        self.was_running = SparkSession.getActiveSession() is not None
        self.session = start_spark(master)
        self.files: Sequence[EventFile] = ()

    def open_table(self, files: Sequence[EventFile], columns: Sequence[str]) -> None:
        """Show the files as one table of the columns named."""
        self.files = files
        parts = [
            self._read_parquet(group, columns) if group[0].is_parquet
            else self._read_text(group, columns)
            for group in group_files(files)
        ]  # fmt: skip
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.unionByName(part)
        whole.createOrReplaceTempView(VIEW)

    def _read_parquet(self, files: Sequence[EventFile], columns: Sequence[str]):
        frame = self.session.read.parquet(*[locate(file.path) for file in files])
        return frame.selectExpr(
            *[
                f"try_cast({c} AS {column_type(c)}) AS {c}" if c in files[0].columns
                else f"CAST(NULL AS {column_type(c)}) AS {c}"
                for c in columns
            ]
        )  # fmt: skip

    def _read_text(self, files: Sequence[EventFile], columns: Sequence[str]):
        """Lines cut at tabs; a line of the wrong width or with a wrong value is a row of blanks."""
        lines = self.session.read.text([locate(file.path) for file in files])
        kept = "value != ''"
        if files[0].has_header:
            kept += " AND NOT startswith(upper(value), 'GLOBALEVENTID')"
        form = files[0].columns
        cut = lines.where(kept).selectExpr(r"split(value, '\t', -1) AS cells")
        wanted = [c for c in columns if c in form]
        cells = {c: f"nullif(get(cells, {form.index(c)}), '')" for c in wanted}
        width = len(form)
        beyond = f"array_join(slice(cells, {width + 1}, size(cells)), '')"
        tests = [f"(size(cells) = {width} OR (size(cells) > {width} AND {beyond} = ''))"]
        tests += [
            f"({cell} IS NULL OR try_cast({cell} AS {column_type(c)}) IS NOT NULL)"
            for c, cell in cells.items()
            if column_type(c) != "STRING"
        ]
        good = " AND ".join(tests)
        return cut.selectExpr(
            *[
                f"CASE WHEN {good} THEN try_cast({cells[c]} AS {column_type(c)}) END AS {c}"
                if c in cells
                else f"CAST(NULL AS {column_type(c)}) AS {c}"
                for c in columns
            ]
        )

    def run(self, query: str) -> list[tuple]:
        """The rows of a query on that table."""
        from py4j.protocol import Py4JJavaError
        from pyspark.errors import PySparkException

        try:
            return [tuple(row) for row in self.session.sql(query).collect()]
        except (PySparkException, Py4JJavaError) as error:
            raise explain(error, self.files) from None

    def list_rejected(self) -> tuple[int, list[Fault]]:
        """None: unreadable rows come as rows of blanks and are counted in the result."""
        return 0, []

    def close(self) -> None:
        """Stop the session, unless it ran before we came."""
        if not self.was_running:
            self.session.stop()


def locate(path: str) -> str:
    """A path as Spark wants it: a file of this machine says so.

    >>> locate("hdfs://node/2022.parquet"), locate("/tmp/2022.csv")
    ('hdfs://node/2022.parquet', 'file:///tmp/2022.csv')
    """
    return path if is_remote(path) else f"file://{Path(path).resolve()}"


def is_remote(path: str | Path) -> bool:
    """Whether a path leads to a store that only Spark reads.

    >>> is_remote("s3a://bucket/2022.parquet"), is_remote("2022.parquet")
    (True, False)
    """
    return re.match(r"[a-z0-9]+://", str(path)) is not None


def look_at_remote(session, path: str) -> EventFile:
    """A file or folder of a remote store, its form told as that of a local one is."""
    if path.rstrip("/").endswith(".parquet"):
        return EventFile(path, path, tuple(session.read.parquet(path).columns), is_parquet=True)
    lines = session.read.text(path).limit(LINES_LOOKED_AT).collect()
    form, has_header = tell_form([row.value.encode() for row in lines] or [b""], path)
    return EventFile(path, path, form.columns, has_header=has_header)


def explain(error: Exception, files: Sequence[EventFile]) -> Exception:
    """Spark's error in one line, with the file if it names one."""
    text = str(error)
    first = next((line for line in text.splitlines() if "Exception" in line), text).strip()
    for file in files:
        if file.path in text:
            return DataError([Fault(file.shown, 0, "", first.replace(file.path, file.shown))])
    return OSError(f"Spark: {first[:300]}")
