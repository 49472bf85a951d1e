"""Rules between columns and between tables, beyond what each table's own schema holds.

``check_rules(ds)`` runs them all; each rule takes a :class:`~peninsula.data.Dataset` and returns
the faults it finds. A rule is a function in one of this package's modules, listed in its ``RULES``.
"""

from __future__ import annotations

from peninsula.data import Dataset
from peninsula.faults import Fault
from peninsula.rules import events, evidence, launches, order, statements

RULES = (*order.RULES, *events.RULES, *launches.RULES, *evidence.RULES, *statements.RULES)


def check_rules(ds: Dataset) -> list[Fault]:
    """Every fault that any rule finds, by file and row.

    Parameters
    ----------
    ds : Dataset
        As :func:`peninsula.load` gives it; rows still in the order of their files.

    Returns
    -------
    list of Fault
        Sorted; empty where all is well.

    Examples
    --------
    >>> import peninsula as pn
    >>> all(fault.file.endswith(".csv") for fault in check_rules(pn.load()))
    True
    """
    return sorted({fault for rule in RULES for fault in rule(ds)})
