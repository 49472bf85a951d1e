"""``peninsula add``: reviewed proposals into the tables, all or nothing."""

from __future__ import annotations

import argparse
import sys

HELP = (
    "add reviewed proposals to the tables: all of them or none, checked before anything is written"
)
EXAMPLES = """\
  peninsula add proposals.yaml --dry-run     show what would be added
  peninsula add proposals.yaml               add it (asks first on a terminal)
  peninsula add --undo                       take the last addition back
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the data folder, and how to go about it."""
    parser.add_argument("proposals", nargs="?", help="YAML, JSON or CSV of reviewed proposals")
    parser.add_argument("--data", metavar="DIR", help="data folder (default: ours)")
    parser.add_argument("--dry-run", action="store_true", help="check and show, write nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--undo", action="store_true", help="take the last addition back")
    parser.add_argument(
        "--coder", default="coder-1", metavar="ROLE", help="role of who reviewed statements"
    )


def run(args: argparse.Namespace) -> int:
    """Add, or say what is wrong; 0 done, 1 faults found, 2 cannot be done."""
    from peninsula.cli import UserError
    from peninsula.data import find_data
    from peninsula.faults import DataError
    from peninsula.proposals import ProposalError

    if bool(args.proposals) == args.undo:
        raise UserError("give a file of proposals, or --undo")
    try:
        folder = find_data(args.data)
        return undo(folder) if args.undo else add(args, folder)
    except ProposalError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"nothing was written: {len(error.faults)} fault(s)", file=sys.stderr)
        return 1
    except DataError as error:
        raise UserError(str(error)) from None


def undo(folder) -> int:
    """Take the last addition back."""
    from peninsula.adding import undo_last

    for path in undo_last(folder):
        print(f"{path}: as before")
    return 0


def add(args: argparse.Namespace, folder) -> int:
    """Plan under the lock, show, ask, check and write."""
    import shutil

    from peninsula.adding import add_plan, apply_plan, check_texts, lock_data, read_rows
    from peninsula.planning import plan_addition
    from peninsula.proposals import read_proposals

    proposals = read_proposals(args.proposals)
    with lock_data(folder) as state:
        plan = plan_addition(proposals, read_rows(folder), args.coder)
        show(plan)
        if not plan.n_rows:
            print("nothing to add")
            return 0
        if args.dry_run:
            trial = state / "trial"
            try:
                check_texts(apply_plan(plan, folder), plan, folder, trial)
            finally:
                shutil.rmtree(trial, ignore_errors=True)
            print("checked; nothing was written (--dry-run)")
            return 0
        if not args.yes and sys.stdin.isatty() and input("Add these? [y/N] ").lower() != "y":
            print("nothing was written")
            return 1
        add_plan(plan, folder, state)
    print(f"added {plan.n_rows} row(s); peninsula add --undo takes them back")
    return 0


def show(plan) -> None:
    """Print the rows, a line each, and what is left out."""
    from peninsula.adding import format_record
    from peninsula.schema import TABLES

    for name, rows in plan.rows.items():
        print(f"{TABLES[name].path}: {len(rows)} row(s)")
        for row in rows:
            print(f"  + {format_record(row, TABLES[name].columns).strip()}")
    for line in plan.left_out:
        print(f"left out: {line}")
