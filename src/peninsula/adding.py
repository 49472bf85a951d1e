"""Adding rows to the tables: all or nothing, one at a time, and undone if need be.

The new files are written beside the data and held against every rule there. Only then are they
renamed into place, under a lock and with the old files kept: an addition that breaks off is rolled
back by the next one, and ``undo_last`` restores what stood before the last.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import shutil
import time
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from peninsula.datapackage import PACKAGE, refresh_hashes
from peninsula.faults import DataError, Fault
from peninsula.planning import Plan, Tables
from peninsula.proposals import ProposalError, Row
from peninsula.schema import TABLES

STATE = ".peninsula"
"""Folder beside the tables for the lock and the files as they stood before the last addition."""


def read_rows(folder: Path) -> Tables:
    """Every table as rows of text."""
    return {
        name: list(csv.DictReader(io.StringIO((folder / table.path).read_text("utf-8"))))
        for name, table in TABLES.items()
        if (folder / table.path).is_file()
    }


def split_records(text: str) -> list[str]:
    """The lines of a CSV text; a quoted value may hold line ends.

    >>> split_records('a,b\\n1,"x\\ny"\\n')
    ['a,b\\n', '1,"x\\ny"\\n']
    """
    records, open_quote = [], False
    for line in text.splitlines(keepends=True):
        if open_quote:
            records[-1] += line
        else:
            records.append(line)
        open_quote ^= line.count('"') % 2 == 1
    return records


def format_record(row: Row, columns: list[str]) -> str:
    """One row as a line of CSV."""
    out = io.StringIO()
    csv.DictWriter(out, columns, lineterminator="\n").writerow(row)
    return out.getvalue()


def insert_rows(text: str, table: str, rows: list[Row]) -> str:
    """The text of a table with the rows at their places; every other line as it was."""
    columns, key = TABLES[table].columns, TABLES[table].key
    records = split_records(text if text.endswith("\n") else text + "\n")
    keys = [
        tuple(row[c] for c in key)
        for row in csv.DictReader(io.StringIO("".join(records), newline=""))
    ]
    for row in rows:
        own = tuple(row[c] for c in key)
        place = bisect_right(keys, own)
        keys.insert(place, own)
        records.insert(place + 1, format_record(row, columns))
    return "".join(records)


def apply_plan(plan: Plan, folder: Path) -> dict[str, str]:
    """New texts of the files that change, by path within the data folder."""
    texts = {
        TABLES[name].path: insert_rows((folder / TABLES[name].path).read_text("utf-8"), name, rows)
        for name, rows in plan.rows.items()
    }
    package = folder / PACKAGE
    if texts and package.is_file():
        texts[PACKAGE] = refresh_hashes(package.read_text("utf-8"), texts)
    return texts


def find_faults(folder: Path) -> set[Fault]:
    """Every fault of the tables in a folder."""
    from peninsula.data import load
    from peninsula.rules import check_rules

    try:
        return set(check_rules(load(folder)))
    except DataError as error:
        return set(error.faults)


def check_texts(texts: dict[str, str], plan: Plan, folder: Path, trial: Path) -> None:
    """Hold the tables, with the new texts in place, against every rule.

    Raises
    ------
    ProposalError
        With each fault that the addition would bring, at the place of its proposal.
    """
    for table in TABLES.values():
        (trial / table.path).parent.mkdir(parents=True, exist_ok=True)
        if table.path in texts:
            (trial / table.path).write_text(texts[table.path], "utf-8", newline="")
        else:
            shutil.copyfile(folder / table.path, trial / table.path)
    before = {(f.file, f.column, f.why) for f in find_faults(folder)}
    new = [f for f in sorted(find_faults(trial)) if (f.file, f.column, f.why) not in before]
    if new:
        lines = {path: locate_rows(path, text, plan) for path, text in texts.items()}
        raise ProposalError([name_place(fault, lines) for fault in new])


def locate_rows(path: str, text: str, plan: Plan) -> dict[int, str]:
    """Places of the proposals by the line their row has in the new file."""
    table = next((t for t in TABLES.values() if t.path == path), None)
    if table is None:
        return {}
    rows = csv.DictReader(io.StringIO(text, newline=""))
    keys = ("/".join(row[k] for k in table.key) for row in rows)
    return {
        line: plan.places[table.name, key]
        for line, key in enumerate(keys, 2)
        if (table.name, key) in plan.places
    }


def name_place(fault: Fault, lines: dict[str, dict[int, str]]) -> str:
    """A fault at the place of the proposal that brings it, or at its line if there is none."""
    place = lines.get(fault.file, {}).get(fault.row)
    return f"{place}: {fault.column}: {fault.why}" if place else str(fault)


@contextlib.contextmanager
def lock_data(folder: Path, wait_s: float = 30.0) -> Iterator[Path]:
    """Hold the folder's lock; gives the state folder.

    Raises
    ------
    ProposalError
        If another addition holds it for longer than ``wait_s`` seconds.
    """
    import fcntl

    state = folder / STATE
    state.mkdir(exist_ok=True)
    (state / ".gitignore").write_text("*\n")
    with open(state / "lock", "w") as handle:
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    why = f"{folder}: another addition is under way; try again when it is done"
                    raise ProposalError([why]) from None
                time.sleep(0.05)
        roll_back(folder, state)
        yield state


def hash_text(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def commit_texts(texts: dict[str, str], folder: Path, state: Path) -> None:
    """Put the new texts in place of the old, which are kept.

    What fails half-way is rolled back at once, and by the next addition if the process was killed.
    """
    last = state / "last"
    shutil.rmtree(last, ignore_errors=True)
    for path, text in texts.items():
        for side, content in (("before", (folder / path).read_text("utf-8")), ("after", text)):
            (last / side / path).parent.mkdir(parents=True, exist_ok=True)
            (last / side / path).write_text(content, "utf-8", newline="")
    (last / "hashes.json").write_text(json.dumps({p: hash_text(t) for p, t in texts.items()}))
    (state / "begun").touch()
    try:
        replace_files(last / "after", list(texts), folder)
    except BaseException:
        roll_back(folder, state)
        raise
    (state / "begun").unlink()


def replace_files(source: Path, paths: list[str], folder: Path) -> None:
    """Copy each file beside its target and rename it."""
    for path in paths:
        beside = folder / f"{path}.new"
        try:
            shutil.copyfile(source / path, beside)
            os.replace(beside, folder / path)
        finally:
            beside.unlink(missing_ok=True)


def roll_back(folder: Path, state: Path) -> None:
    """Restore what stood before an addition that broke off."""
    if (state / "begun").exists():
        paths = list(json.loads((state / "last" / "hashes.json").read_text()))
        replace_files(state / "last" / "before", paths, folder)
        shutil.rmtree(state / "last")
        (state / "begun").unlink()


def is_half_written(folder: Path) -> bool:
    """Whether an addition was killed while it replaced the files."""
    return (folder / STATE / "begun").exists()


def add_plan(plan: Plan, folder: Path, state: Path) -> None:
    """Add the planned rows, checked first; the lock must be held."""
    texts = apply_plan(plan, folder)
    trial = state / "trial"
    shutil.rmtree(trial, ignore_errors=True)
    try:
        check_texts(texts, plan, folder, trial)
        commit_texts(texts, folder, state)
    finally:
        shutil.rmtree(trial, ignore_errors=True)


def undo_last(folder: Path) -> list[str]:
    """Restore the files as they stood before the last addition.

    Returns
    -------
    list of str
        The files restored.

    Raises
    ------
    ProposalError
        If there is none to undo, or a file has changed since.
    """
    broke_off = is_half_written(folder)
    with lock_data(folder) as state:
        record = state / "last" / "hashes.json"
        if not record.is_file():
            if broke_off:
                return ["the tables"]
            raise ProposalError([f"{folder}: there is no addition to undo"])
        hashes = json.loads(record.read_text())
        for path, mark in hashes.items():
            if hash_text((folder / path).read_text("utf-8")) != mark:
                raise ProposalError([f"{path}: has changed since the last addition; not undone"])
        replace_files(state / "last" / "before", list(hashes), folder)
        shutil.rmtree(state / "last")
    return sorted(hashes)
