"""An outside list against our tables: what it has, what it lacks, where it says otherwise.

``reconcile_file`` reads the CSIS table, the CNS list or any CSV whose columns are named, matches
each row to an event, and gives one table of findings. No row is dropped: what cannot be understood
is a finding with its line number.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from peninsula.data import Dataset, load
from peninsula.reconcile.forms import Columns, Form, OutsideRow, find_form, read_rows
from peninsula.reconcile.matching import (
    STATUSES,
    EventIndex,
    Finding,
    find_unit_mismatch,
    find_unlisted,
    match_row,
)
from peninsula.reconcile.proposing import format_proposals, make_proposals
from peninsula.reconcile.reading import UnreadableError, read_table

__all__ = [
    "Columns", "Report", "STATUSES", "UnreadableError", "format_proposals", "reconcile_file",
]  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What a comparison found.

    Attributes
    ----------
    form : str
        The list's make.
    findings : DataFrame
        ``status``, ``line``, ``source_key``, ``source_date``, ``event_id``, ``event_date``,
        ``days_apart`` (row minus event), ``label``, ``event_type``, ``detail``; a row a finding.
    notes : list of str
        What had to be guessed to read the file.
    missing : list of OutsideRow
        Rows that we lack, for :meth:`proposals`.
    """

    form: Form
    findings: pd.DataFrame
    notes: list[str]
    n_rows: int
    missing: list[OutsideRow] = field(default_factory=list)

    @property
    def counts(self) -> pd.Series:
        """Findings by status, worst first, zeros left out."""
        n = self.findings["status"].value_counts()
        return n.reindex([status for status in STATUSES if status in n.index])

    @property
    def differences(self) -> pd.DataFrame:
        """Findings but for the rows that agree or were settled before."""
        return self.findings[~self.findings["status"].isin(["same_day", "not_an_event"])]

    def proposals(self) -> list[dict]:
        """Rows that we lack, as proposals."""
        return make_proposals(self.missing, self.form)


def reconcile_file(
    path: str | Path,
    form: str | None = None,
    columns: Columns | None = None,
    ds: Dataset | None = None,
    encoding: str | None = None,
    date_order: str = "",
) -> Report:
    """Hold an outside list against our tables.

    Parameters
    ----------
    path : path
        CSV in any usual encoding and delimiter, or the CNS list as JSON.
    form : {"csis", "csis_2017", "csis_tagged", "cns", "columns"}, optional
        The list's make; told from its columns if not given.
    columns : Columns, optional
        Which column holds what, for any other list.
    ds : Dataset, optional
        Our tables; by default those that :func:`peninsula.load` finds.
    encoding : str, optional
        The file's encoding, if the guess is wrong.
    date_order : {"", "mdy", "dmy"}
        For dates such as 03/04/2022.

    Returns
    -------
    Report
        One finding a row and one for each event of ours that the list lacks.

    Raises
    ------
    UnreadableError
        If the file is no list, or its columns or dates cannot be told.

    Examples
    --------
    >>> import tempfile, os
    >>> path = os.path.join(tempfile.mkdtemp(), "list.csv")
    >>> _ = open(path, "w").write("when,what\\n2022-12-26,drone_incursion\\nsoon,Drones\\n")
    >>> report = reconcile_file(path, columns=Columns("when", "what"))
    >>> report.findings.query("line == 3")["status"].item()
    'unreadable'
    """
    ds = load() if ds is None else ds
    table = read_table(path, encoding)
    chosen = find_form(table, form, columns)
    rows, problems = read_rows(table, chosen, date_order)
    index = EventIndex(ds, chosen.source)
    n_rows = Counter(row.printed for row in rows)
    findings = [Finding("unreadable", line=line, detail=why) for line, why in problems]
    missing = []
    for row in rows:
        found = match_row(row, chosen, index, n_rows)
        findings += found
        if found[0].status in ("missing_here", "label_unknown") and not found[0].detail:
            missing.append(row)
    findings += find_unit_mismatch(findings, chosen, index)
    findings += find_unlisted(rows, findings, chosen, ds)
    return Report(chosen, to_frame(findings), table.notes, len(table.rows), missing)


def to_frame(findings: list[Finding]) -> pd.DataFrame:
    """Findings as a table, worst first, then by date."""
    frame = pd.DataFrame([vars(f) for f in findings], columns=list(Finding.__dataclass_fields__))
    frame["line"] = frame["line"].astype("Int64")
    frame["days_apart"] = frame["days_apart"].astype("Int64")
    for column in ("source_date", "event_date"):
        frame[column] = pd.to_datetime(frame[column])
    rank = frame["status"].map({status: n for n, status in enumerate(STATUSES)})
    day = frame["source_date"].fillna(frame["event_date"])
    order = pd.DataFrame({"rank": rank, "day": day, "line": frame["line"]})
    return frame.loc[order.sort_values(["rank", "day", "line"]).index].reset_index(drop=True)
