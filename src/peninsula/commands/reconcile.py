"""``peninsula reconcile``: an outside list against the tables."""

from __future__ import annotations

import argparse
import sys

HELP = "compare an outside list with the tables: what each has that the other lacks, and why"
EXAMPLES = """\
  peninsula reconcile provocations.csv                      the CSIS table, told by its columns
  peninsula reconcile launches.csv --as cns --propose new.yaml
  peninsula reconcile mine.csv --date-column when --label-column what --quantity-column n
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, its form, and what to print."""
    parser.add_argument("file", help="CSV, or the CNS list as JSON")
    parser.add_argument(
        "--as", dest="form", metavar="FORM",
        choices=["csis", "csis_2017", "csis_tagged", "cns", "columns"],
        help="csis, csis_2017, csis_tagged, cns or columns (default: told by the columns)",
    )  # fmt: skip
    for name in ("date", "label", "quantity", "url", "text", "time", "place"):
        parser.add_argument(f"--{name}-column", metavar="NAME", default="", help=f"the {name}")
    parser.add_argument("--date-order", choices=["mdy", "dmy"], default="", help="of 03/04/2022")
    parser.add_argument("--encoding", help="the file's encoding, if the guess is wrong")
    parser.add_argument("--propose", metavar="OUT", help="write the missing rows as proposals")
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table")
    parser.add_argument("--all", action="store_true", help="rows that agree too")
    parser.add_argument("--data", metavar="DIR", help="data folder (default: ours)")


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 if a row could not be understood."""
    from pathlib import Path

    from peninsula.cli import UserError
    from peninsula.data import load
    from peninsula.faults import DataError
    from peninsula.reconcile import UnreadableError, format_proposals, reconcile_file

    try:
        report = reconcile_file(
            args.file, args.form, name_columns(args), load(args.data), args.encoding,
            args.date_order,
        )  # fmt: skip
    except (UnreadableError, DataError) as error:
        text = str(error)
        raise UserError(
            text if text.startswith(Path(args.file).name) else f"{args.file}: {text}"
        ) from None
    show(report, args)
    if args.propose:
        proposals = report.proposals()
        Path(args.propose).write_text(format_proposals(proposals), encoding="utf-8")
        print(f"{args.propose}: {len(proposals)} proposal(s) to review", file=sys.stderr)
    return int("unreadable" in report.counts.index)


def name_columns(args: argparse.Namespace):
    """The columns that the user named, or nothing."""
    from peninsula.cli import UserError
    from peninsula.reconcile import Columns

    names = ("date", "label", "quantity", "url", "text", "time", "place")
    named = {name: getattr(args, f"{name}_column") for name in names}
    if not any(named.values()) and args.form != "columns":
        return None
    if not named["date"]:
        raise UserError("name the date column too: --date-column NAME")
    return Columns(**named)


def show(report, args: argparse.Namespace) -> None:
    """Print the findings in the format asked for."""
    rows = report.findings if args.all else report.differences
    if args.format == "csv":
        print(rows.to_csv(index=False, date_format="%Y-%m-%d"), end="")
    elif args.format == "json":
        print(format_json(report, rows))
    else:
        print(format_table(report, rows))


def format_json(report, rows) -> str:
    """One object: form, notes, counts, rows."""
    import json

    records = json.loads(rows.to_json(orient="records", date_format="iso"))
    for record in records:
        for column in ("source_date", "event_date"):
            record[column] = record[column] and record[column][:10]
    content = {
        "form": report.form.name,
        "n_rows": report.n_rows,
        "notes": report.notes,
        "counts": {status: int(n) for status, n in report.counts.items()},
        "rows": records,
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def format_table(report, rows) -> str:
    """A count of each kind, then the rows by kind."""
    from peninsula.reconcile import STATUSES

    lines = [f"{report.n_rows} rows read as {report.form.name}", *report.notes]
    lines += [f"{n:6} {status:17} {STATUSES[status]}" for status, n in report.counts.items()]
    for status, group in rows.groupby("status", sort=False):
        lines += ["", f"{status}: {STATUSES[status]}"]
        lines += [format_row(row) for row in group.to_dict("records")]
    return "\n".join(lines)


def format_row(row: dict) -> str:
    """One finding as a line."""
    import pandas as pd

    day = row["source_date"] if pd.notna(row["source_date"]) else row["event_date"]
    parts = [
        f"line {row['line']}" if pd.notna(row["line"]) else "",
        day.strftime("%Y-%m-%d") if pd.notna(day) else "",
        row["label"],
        row["event_id"] or row["event_type"],
        row["detail"],
    ]
    return "  " + " · ".join(part for part in parts if part)
