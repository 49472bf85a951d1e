"""A long query that shows how far it is and can be broken off."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator

POLL_SECONDS = 0.1


def watch(connection, query: str, advance: Callable[[float], None]) -> int:
    """Run a query beside a watcher of its progress, so that it can be shown and broken off."""
    outcome: list = []

    def work() -> None:
        try:
            outcome.append(connection.execute(query).fetchone()[0])
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    seen = 0.0
    try:
        while thread.is_alive():
            thread.join(POLL_SECONDS)
            now = min(max(connection.query_progress(), 0.0) / 100, 1.0)
            advance(max(now - seen, 0.0))
            seen = max(now, seen)
    except BaseException:
        connection.interrupt()
        thread.join()
        raise
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    advance(1.0 - seen)
    return outcome[0]


@contextlib.contextmanager
def show_bar(n_bytes: int, show: bool | None) -> Iterator[Callable[[float], None]]:
    """A bar of bytes on standard error, or nothing."""
    show = sys.stderr.isatty() if show is None else show
    if not show or not n_bytes:
        yield lambda n: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    bar = Progress("to Parquet", BarColumn(), DownloadColumn(), TimeRemainingColumn(),
                   console=Console(stderr=True))  # fmt: skip
    with bar:
        task = bar.add_task("", total=n_bytes)
        yield lambda n: bar.advance(task, n)
