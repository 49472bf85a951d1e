"""``peninsula bulk``: a GDELT table of any size to one tidy table, or to Parquet."""

from __future__ import annotations

import argparse
import sys

HELP = "roll a GDELT event table of any size up into one tidy table (CSV)"
EXAMPLES = """\
  peninsula bulk gdelt/ --by month,root_code --actor PRK --out prk.csv
  peninsula bulk gdelt/*.zip --to-parquet gdelt-parquet/     once; then read the Parquet
  peninsula bulk gdelt-parquet/ --by day,type --actor PRK --recipient KOR --once source
  peninsula bulk hdfs://node/gdelt/ --by month --engine spark --spark-master spark://node:7077

Rows that cannot be read, or whose code is not in CAMEO, are in no figure; they are counted and
the first named on standard error, and the exit status is 1. With --bad-rows refuse there is no
table at all then, and the exit status is 2. A period of which the files hold nothing is blank.
A roll-up unzips every zip file into TMPDIR first; a conversion does so a few at a time.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, what to count, whose events, which engine, where to."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="file or folder: text, zip, Parquet"
    )
    parser.add_argument(
        "--by", default="month,root_code", metavar="NAMES",
        help="one of day, month, year; any of root_code, event_code, quad_class, type, actor, "
        "recipient, actor_pair (default: month,root_code)",
    )  # fmt: skip
    parser.add_argument("--actor", metavar="CODE", help="who acts (Actor1), such as PRK")
    parser.add_argument("--recipient", metavar="CODE", help="on whom (Actor2)")
    parser.add_argument("--involving", metavar="CODE", help="either of the two")
    parser.add_argument(
        "--once", choices=["event", "source"],
        help="count an event number once; or a link once a period and group",
    )  # fmt: skip
    parser.add_argument("--start", metavar="DATE", help="first day of the calendar")
    parser.add_argument("--end", metavar="DATE", help="last day of the calendar")
    parser.add_argument("--sparse", action="store_true", help="only groups that occur")
    parser.add_argument("--bad-rows", choices=["report", "refuse"], default="report")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument("--spark-master", metavar="URL", help="default: this machine")
    parser.add_argument("--memory-limit", metavar="SIZE", help="for DuckDB, such as 4GB")
    parser.add_argument("--threads", type=int, metavar="N", help="for DuckDB (default: all cores)")
    parser.add_argument("--out", metavar="FILE", help="CSV file (default: standard output)")
    parser.add_argument("--to-parquet", metavar="FOLDER", help="convert to Parquet instead")


def run(args: argparse.Namespace) -> int:
    """Write the table, or convert; 1 if rows or files were left out as bad."""
    from peninsula.cli import UserError
    from peninsula.faults import DataError

    if args.engine != "spark" and args.spark_master:
        raise UserError("--spark-master goes with --engine spark")
    try:
        return convert(args) if args.to_parquet else roll_up(args)
    except DataError:
        raise
    except ValueError as error:
        raise UserError(str(error)) from None


def roll_up(args: argparse.Namespace) -> int:
    """The tidy table to standard output or a file."""
    from peninsula import bulk

    names = ("by", "actor", "recipient", "involving", "once", "engine", "bad_rows", "start", "end",
             "spark_master", "memory_limit", "threads")  # fmt: skip
    options = {name: getattr(args, name) for name in names}
    table = bulk.roll_up(args.paths, complete=not args.sparse, **options)
    text = table.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    if args.out:
        write_whole(text, args.out)
    else:
        print(text, end="")
    notes = table.attrs
    tell_files(notes["empty"], notes["left_out"])
    if notes["n_outside"]:
        say(f"{notes['n_outside']} event(s) outside the span are not in the table")
    return tell_bad_rows(notes["n_bad"], notes["bad_rows"])


def write_whole(text: str, path: str) -> None:
    """Write a file in one step: the old one stays if that fails."""
    import os
    import tempfile
    from pathlib import Path

    target = Path(path)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(part, 0o644)
        os.replace(part, target)
    finally:
        Path(part).unlink(missing_ok=True)


def convert(args: argparse.Namespace) -> int:
    """To Parquet, with a line for each file written."""
    from peninsula import bulk

    made = bulk.convert(
        args.paths, args.to_parquet, args.bad_rows,
        memory_limit=args.memory_limit, threads=args.threads,
    )  # fmt: skip
    for path in made.written:
        print(path)
    say(f"{made.n_rows} row(s) written; {len(made.skipped)} file(s) converted before")
    tell_files(made.empty, made.left_out)
    return tell_bad_rows(made.n_bad, [str(fault) for fault in made.bad_rows])


def tell_files(empty, left_out) -> None:
    """Files of which nothing was read, and why."""
    for name in empty:
        say(f"{name}: an empty file")
    for line in left_out:
        say(f"left out: {line}")


def tell_bad_rows(n: int, rows) -> int:
    """How many bad rows there are and the first of them; the exit status."""
    if not n:
        return 0
    say(f"{n} bad row(s), in no figure:")
    for line in rows:
        say(f"  {line}")
    if n > len(rows):
        say(f"  … and {n - len(rows)} more")
    return 1


def say(text: str) -> None:
    """A line on standard error."""
    print(text, file=sys.stderr)
