"""``peninsula chart``: a named chart as a picture, with the table it was drawn from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "draw a named chart: SVG, PNG or PDF, with its table as CSV beside it"
EXAMPLES = """\
  peninsula chart --list                                   the names, and what each shows
  peninsula chart launches-by-month                        launches-by-month.svg and .csv here
  peninsula chart launch-sites --out map.png --width 6     six inches wide, shape kept
  peninsula chart --all --out charts --format pdf          every chart into a folder

`peninsula complete bash` makes Tab complete the names.
"""
SIZES = (1.0, 60.0)
DOTS = (30, 1200)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which chart, where to, how large."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="a chart; --list names them")
    parser.add_argument("--list", action="store_true", help="name the charts and end")
    parser.add_argument("--all", action="store_true", help="every chart, into the folder --out")
    parser.add_argument("--out", metavar="FILE", help="file, or a folder that is there "
                        "(default: NAME.svg here)")  # fmt: skip
    parser.add_argument("--format", choices=["svg", "png", "pdf"], default="svg",
                        help="form where --out names no file (default: svg)")  # fmt: skip
    parser.add_argument("--width", type=float, metavar="INCHES", help="one alone keeps the shape")
    parser.add_argument("--height", type=float, metavar="INCHES")
    parser.add_argument("--dpi", type=int, default=200, metavar="N", help="of PNG (default: 200)")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument("--data", metavar="DIR", help="data folder (default: ours)")


def run(args: argparse.Namespace) -> int:
    """Draw and write; 1 if one of several could not be drawn."""
    check_sizes(args)
    import matplotlib

    matplotlib.use("agg")  # files only: no display is needed
    from peninsula.gallery import CHARTS

    if args.list:
        width = max(map(len, CHARTS))
        for chart in CHARTS.values():
            print(f"{chart.name:<{width}}  {chart.about}")
        return 0
    names = choose(args, list(CHARTS))
    paths = {name: place(name, args) for name in names}
    refuse_overwriting(paths, args)
    from peninsula.data import load

    dataset = load(args.data)
    failed = [name for name in show_progress(names) if not write(name, dataset, paths[name], args)]
    return 1 if failed else 0


def check_sizes(args: argparse.Namespace) -> None:
    """Refuse sizes that no picture has."""
    from peninsula.cli import UserError

    for name in ("width", "height"):
        value = getattr(args, name)
        if value is not None and not SIZES[0] <= value <= SIZES[1]:
            raise UserError(f"--{name} must be {SIZES[0]:g} to {SIZES[1]:g} inches, not {value:g}")
    if not DOTS[0] <= args.dpi <= DOTS[1]:
        raise UserError(f"--dpi must be {DOTS[0]} to {DOTS[1]}, not {args.dpi}")


def choose(args: argparse.Namespace, known: list[str]) -> list[str]:
    """The names asked for."""
    from peninsula.cli import UserError

    if args.all:
        if args.name:
            raise UserError("give a name or --all, not both")
        return known
    if args.name is None:
        raise UserError("name a chart, or use --all; `peninsula chart --list` names them")
    if args.name not in known:
        raise UserError(f"no chart is named {args.name}; there are {', '.join(known)}")
    return [args.name]


def place(name: str, args: argparse.Namespace) -> Path:
    """Where one chart goes."""
    from peninsula.cli import UserError
    from peninsula.gallery import SUFFIXES

    out = Path(args.out) if args.out else Path()
    if args.all:
        if out.exists() and not out.is_dir():
            raise UserError(f"{out} is no folder; --all writes into one")
        out.mkdir(parents=True, exist_ok=True)
    if out.is_dir():
        return out / f"{name}.{args.format}"
    if out.suffix.lower() not in SUFFIXES:
        raise UserError(f"{out}: a chart is written as {', '.join(SUFFIXES)}")
    if not out.parent.is_dir():
        raise UserError(f"{out.parent} is no folder that is there")
    return out


def refuse_overwriting(paths: dict[str, Path], args: argparse.Namespace) -> None:
    """Nothing is replaced unless asked for."""
    from peninsula.cli import UserError

    files = [file for path in paths.values() for file in (path, path.with_suffix(".csv"))]
    there = [str(file) for file in files if file.exists()]
    if there and not args.force:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise UserError(f"{there[0]}{more} would be replaced; --force does so")


def show_progress(names: list[str]):
    """The names one by one, with a bar on a terminal if there are several."""
    if len(names) == 1:
        return names
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(names, "charts", console=console, disable=not console.is_terminal)


def write(name: str, dataset, path: Path, args: argparse.Namespace) -> bool:
    """Draw and write one chart; false, with a word why, if these tables do not allow it."""
    from peninsula.cli import UserError
    from peninsula.gallery import TooSmallError, draw, save

    try:
        drawn = draw(name, dataset, args.width, args.height)
    except TooSmallError as error:
        raise UserError(f"{error}; make it larger, or give --width and --height") from None
    except (ValueError, KeyError, IndexError, ZeroDivisionError) as error:
        print(f"peninsula chart: {name} cannot be drawn from these tables: "
              f"{type(error).__name__}: {error}", file=sys.stderr)  # fmt: skip
        return False
    for file in save(drawn, path, args.dpi):
        print(file)
    return True
