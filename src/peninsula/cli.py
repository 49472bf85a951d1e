"""The ``peninsula`` command: a thin face on the package's functions.

Each subcommand is a module of :mod:`peninsula.commands`; adding one changes no other file.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

from peninsula import commands
from peninsula.faults import DataError


class UserError(Exception):
    """Something the user can mend: shown as one line, without a traceback, exit status 2."""


STATUS = "exit status: 0 done, 1 faults found in the data or the input, 2 cannot be done"


def command_names() -> list[str]:
    """Names of the subcommands, in alphabetical order.

    >>> "check" in command_names()
    True
    """
    return sorted(m.name for m in pkgutil.iter_modules(commands.__path__))


def build_parser() -> argparse.ArgumentParser:
    """The argument parser with every subcommand in it."""
    parser = argparse.ArgumentParser(
        prog="peninsula",
        description="Events, launches and statements on North Korea: check, code, add, compare.",
        epilog=f"Each command has its own help: peninsula check --help\n{STATUS}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in command_names():
        module = importlib.import_module(f"peninsula.commands.{name}")
        subparser = subparsers.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"examples:\n{module.EXAMPLES.rstrip()}\n\n{STATUS}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(subparser)
        subparser.set_defaults(run=module.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status (0 done, 1 faults found, 2 cannot be done)."""
    parser = build_parser()
    args = parser.parse_args(argv)
    if args.command is None:
        parser.print_help()
        return 0
    try:
        return args.run(args)
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (UserError, OSError, DataError) as error:
        print(f"peninsula {args.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"peninsula {args.command}: interrupted; nothing half-written", file=sys.stderr)
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
