"""``peninsula check``: every rule of the schema and every rule between tables."""

from __future__ import annotations

import argparse

HELP = "check the tables: a line a fault (file, row, column, why); exit status 1 if any"
EXAMPLES = """\
  peninsula check                 the project's own data folder
  peninsula check ~/copy/data     another folder of the same form
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder to check."""
    parser.add_argument("folder", nargs="?", metavar="DIR", help="data folder (default: ours)")


def run(args: argparse.Namespace) -> int:
    """Print a line a fault; 0 if there is none."""
    from peninsula.adding import is_half_written
    from peninsula.data import find_data, load
    from peninsula.faults import DataError
    from peninsula.rules import check_rules

    folder = None
    try:
        folder = find_data(args.folder)
        dataset = load(folder)
        faults = check_rules(dataset)
    except DataError as error:
        faults = error.faults
    if folder is not None and is_half_written(folder):
        print("an addition was killed half-way: `peninsula add --undo` restores the tables")
    if faults:
        for fault in faults:
            print(fault)
        print(f"{len(faults)} fault(s)")
        return 1
    print(f"{folder}: no faults. {dataset!r}")
    return 0
