"""``peninsula code``: propose events and statements from a page, and write nothing to the data."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

HELP = "Propose events and statements from a news page (.txt, .html, or - for standard input)."
EXAMPLES = """\
  peninsula code story.txt --published 2022-12-28 --outlet "The Independent UK"
  peninsula code story.html --format json
  peninsula code story.txt --published 2022-12-28 --out proposals.yaml
  pbpaste | peninsula code - --published 2022-12-28
  peninsula code pages/ --jobs 2 > coded.jsonl"""
SUFFIXES = (".txt", ".html", ".htm")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("page", metavar="PAGE", help="a page, a folder of pages, or -")
    parser.add_argument("--published", metavar="DATE", help="day of publication, as 2022-12-28")
    parser.add_argument("--outlet", metavar="NAME", help="name of the outlet")
    parser.add_argument("--format", choices=["table", "json"], default="table")
    parser.add_argument("--out", metavar="FILE", help="write proposals for review (.yaml)")
    parser.add_argument("--data", metavar="DIR", help="data folder to match events against")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes, for a folder")


def run(args: argparse.Namespace) -> int:
    """Code one page, or every page of a folder."""
    from peninsula.cli import UserError
    from peninsula.coding.decoding import PageError

    try:
        if args.page != "-" and Path(args.page).is_dir():
            return _code_folder(args)
        return _code_one(args)
    except PageError as error:
        raise UserError(str(error)) from None


def _code_one(args: argparse.Namespace) -> int:
    from peninsula.coding.article import code_page
    from peninsula.coding.propose import propose, to_yaml
    from peninsula.coding.show import format_coded

    source = _read(args.page)
    events = _events_of(args.data) if args.out or args.data else None
    coded = propose(code_page(source, args.published, args.outlet), events)
    if args.out:
        Path(args.out).write_text(to_yaml(coded), encoding="utf-8")
        print(f"{args.out}: {len(coded['events'])} events, {len(coded['statements'])} statements")
    elif args.format == "json":
        print(json.dumps(coded, ensure_ascii=False, indent=2))
    else:
        print(format_coded(coded))
    return 0


def _read(name: str) -> Path | bytes:
    from peninsula.cli import UserError

    if name == "-":
        return sys.stdin.buffer.read()
    if not Path(name).is_file():
        raise UserError(f"{name}: no such page")
    return Path(name)


def _events_of(folder: str | None):
    """The events table to match against; None where there is no data folder."""
    from peninsula.cli import UserError
    from peninsula.data import load_table
    from peninsula.faults import DataError

    try:
        return load_table("events", folder)
    except DataError as error:
        if folder is not None:
            raise UserError(str(error)) from None
        return None


def _code_folder(args: argparse.Namespace) -> int:
    """One JSON line a page, in order of their names; a page that cannot be read says so."""
    from peninsula.cli import UserError

    pages = sorted(p for p in Path(args.page).rglob("*") if p.suffix.lower() in SUFFIXES)
    if not pages:
        raise UserError(f"{args.page}: no .txt or .html page in this folder")
    tasks = [(str(p), args.published, args.outlet) for p in pages]
    stream = open(args.out, "w", encoding="utf-8") if args.out else sys.stdout  # noqa: SIM115
    faults = 0
    try:
        for line in _with_progress(_code_all(tasks, max(1, args.jobs)), len(tasks)):
            faults += line.startswith('{"page": ') and '"error": ' in line[:400]
            stream.write(line + "\n")
    finally:
        if args.out:
            stream.close()
    return 1 if faults else 0


def _code_all(tasks: list[tuple], jobs: int) -> Iterable[str]:
    if jobs == 1:
        yield from map(code_to_line, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, os.cpu_count() or 1)) as pool:
        yield from pool.map(code_to_line, tasks, chunksize=max(1, min(50, len(tasks) // jobs)))


def code_to_line(task: tuple[str, str | None, str | None]) -> str:
    """One page as one line of JSON, with its path; a fault as `error` instead of codes."""
    from peninsula.coding.article import code_page
    from peninsula.coding.decoding import PageError

    name, published, outlet = task
    try:
        coded = code_page(Path(name), published, outlet)
    except (PageError, OSError) as error:
        return json.dumps({"page": name, "error": str(error)}, ensure_ascii=False)
    return json.dumps({"page": name, **coded}, ensure_ascii=False)


def _with_progress(lines: Iterable[str], n_pages: int) -> Iterable[str]:
    """The lines as they come, with a bar on the terminal's error stream."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(
        lines, description="coding", total=n_pages, console=console,
        disable=not console.is_terminal,
    )  # fmt: skip
