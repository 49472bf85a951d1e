"""A table of any size to one tidy table: files in, counts by period and group out."""

from __future__ import annotations

import contextlib
import functools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from peninsula.bulk.engines import Engine, connect, describe_columns, to_sql
from peninsula.bulk.expressions import count_all, group_events
from peninsula.bulk.finding import Found, find_files
from peninsula.bulk.locating import find_bad_rows
from peninsula.bulk.plan import Plan, make_plan
from peninsula.bulk.reading import require_columns
from peninsula.bulk.spark import is_remote, look_at_remote
from peninsula.bulk.tidying import Sums, finish, sort_out
from peninsula.faults import DataError, Fault


def roll_up(
    paths: str | Path | Iterable[str | Path],
    by: str | Iterable[str] = ("month", "root_code"),
    actor: str | None = None,
    recipient: str | None = None,
    involving: str | None = None,
    once: str | None = None,
    engine: str = "duckdb",
    bad_rows: str = "report",
    start: str | pd.Timestamp | None = None,
    end: str | pd.Timestamp | None = None,
    complete: bool = True,
    **options,
) -> pd.DataFrame:
    """Count the events of a GDELT table by period and group, whatever its size.

    Parameters
    ----------
    paths : path or iterable of path
        Files of GDELT 1.0 or 2.0 events, tab-separated (as they come, zip or gzip) or Parquet,
        and folders of them. Spark takes addresses such as ``hdfs://…`` too.
    by : str or iterable of str
        At most one of ``day``, ``month``, ``year``; any of ``root_code``, ``event_code``,
        ``quad_class``, ``event_type``, ``actor``, ``recipient``, ``actor_pair``.
    actor, recipient, involving : str, optional
        CAMEO country codes: who acts (Actor1), on whom (Actor2), or either of the two.
    once : {"event", "source"}, optional
        ``event`` counts an event number once, however often it is in the files; ``source`` counts
        a link once in each period and group, and ``n_all`` is then of links.
    engine : {"duckdb", "spark"}
        What does the work.
    bad_rows : {"report", "refuse"}
        Leave rows that cannot be read out of every figure and tell of them; or stop.
    start, end : date, optional
        Span of the calendar; by default that of the files.
    complete : bool
        Every period and group as a row; otherwise only groups that occur.
    **options
        ``memory_limit`` ("512MB") and ``threads`` for DuckDB, ``spark_master`` for Spark.

    Returns
    -------
    DataFrame
        ``period_start`` (datetime64, if counted by a period), the keys (str), ``n`` (Int64,
        events), ``n_mentions`` (Int64), ``mean_goldstein`` (float64, -10 to 10), ``n_all`` (Int64,
        events of everyone in the period) and ``share`` (float64, ``n`` of ``n_all``), sorted. A
        period of which the files hold nothing is blank: not zero, but not covered.
        ``attrs`` has ``n_bad``, ``bad_rows`` (the first of them), ``n_outside`` (events outside
        the span), ``empty`` and ``left_out`` (files).

    Raises
    ------
    DataError
        Naming file and line, if a file is no event table, or if ``bad_rows`` is "refuse" and there
        are any.
    ValueError
        If an argument is not of its list.

    Examples
    --------
    >>> import tempfile
    >>> from peninsula.bulk import write_sample
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = roll_up(write_sample(folder, 2000), by="year", actor="PRK")
    >>> table.columns.tolist()
    ['period_start', 'n', 'n_mentions', 'mean_goldstein', 'n_all', 'share']
    """
    if bad_rows not in ("report", "refuse"):
        raise ValueError(f"bad_rows must be report or refuse, not {bad_rows!r}")
    plan = make_plan(by, actor, recipient, involving, once, _load_types(by))
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    with open_events(given, plan, engine, **options) as (found, source, folder):
        sums = sort_out(*run_plan(source, plan), plan)
        n_bad, faults = check_rows(found, sums, source, plan, folder)
    if bad_rows == "refuse":
        faults = [*(Fault(name, 0, "", "an empty file") for name in found.empty), *faults]
        if faults:
            raise DataError(faults)
    table = finish(sums, plan, start, end, complete)
    table.attrs |= {
        "n_bad": n_bad,
        "bad_rows": [str(fault) for fault in faults],
        "empty": list(found.empty),
        "left_out": list(found.left_out),
    }
    return table


def _load_types(by: str | Iterable[str]) -> pd.DataFrame | None:
    from peninsula.data import load_table

    words = by.split(",") if isinstance(by, str) else list(by)
    return load_table("event_types") if {"type", "event_type"} & set(words) else None


@contextlib.contextmanager
def open_events(
    paths: Sequence[str | Path], plan: Plan, engine: str = "duckdb", **options
) -> Iterator[tuple[Found, Engine, str]]:
    """The files found, an engine that shows them, and a folder that goes when all is done."""
    with tempfile.TemporaryDirectory(prefix="peninsula-bulk-") as folder:
        spill, unpacked = Path(folder, "spill"), Path(folder, "unpacked")
        spill.mkdir()
        unpacked.mkdir()
        remote = [str(path) for path in paths if is_remote(path)]
        if remote and engine != "spark":
            raise DataError([Fault(remote[0], 0, "", "is not on this machine: use Spark")])
        local = [path for path in paths if not is_remote(path)]
        found = find_files(local, unpacked) if local or not remote else Found(())
        source = connect(engine, str(spill), **options)
        try:
            files = (*found.files, *(look_at_remote(source.session, path) for path in remote))
            found = Found(files, found.empty, found.left_out)
            require_columns(files, plan.columns)
            if files:
                source.open_table(files, plan.columns)
            yield found, source, str(spill)
        finally:
            source.close()


def run_plan(source: Engine, plan: Plan) -> tuple[list[tuple], list[tuple]]:
    """Groups and totals, as the engine gives them.

    Parquet is read so fast that a second look costs less than grouping the rows of others; text is
    read so slowly that one look has to do.
    """
    if not source.files:
        return [], []
    is_cheap = plan.once is None and all(file.is_parquet for file in source.files)
    if plan.once == "source" or (plan.is_filtered and is_cheap):
        groups = source.run(compile_groups(plan, plan.is_filtered, source.dialect))
        return groups, source.run(compile_totals(plan, source.dialect))
    groups = source.run(compile_groups(plan, False, source.dialect))
    n_keys = len(plan.keys)
    return groups, [(row[0], row[2 + n_keys], row[2 + n_keys]) for row in groups]


@functools.cache
def compile_groups(plan: Plan, only_matching: bool, dialect: str) -> str:
    """The expression of :func:`peninsula.bulk.group_events` as a query, made once a plan."""
    return to_sql(group_events(describe_columns(plan.columns), plan, only_matching), dialect)


@functools.cache
def compile_totals(plan: Plan, dialect: str) -> str:
    """The expression of everyone's events as a query."""
    return to_sql(count_all(describe_columns(plan.columns), plan), dialect)


def check_rows(
    found: Found, sums: Sums, source: Engine, plan: Plan, folder: str
) -> tuple[int, list[Fault]]:
    """How many rows are in no figure, and the first of them by file and line."""
    n_rejected, faults = source.list_rejected()
    if sums.n_bad:
        faults = find_bad_rows(found.files, plan, folder)
    return n_rejected + sums.n_bad, faults
