"""Files to typed tables and back: nothing is loaded by half, nothing is written by half.

``load()`` reads every table of record, checks it against :mod:`peninsula.schema` and returns a
:class:`Dataset`. ``save_events(frame, folder)`` and its sisters check before they write, and write
to a temporary file that is then renamed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from peninsula.faults import DataError, Fault
from peninsula.reading import read_table
from peninsula.schema import TABLES, Table

EVENTS_FILE = TABLES["events"].path


@dataclass(frozen=True)
class Dataset:
    """Every table of record, one DataFrame each; columns and units are in ``data/README.md``."""

    articles: pd.DataFrame
    events: pd.DataFrame
    event_articles: pd.DataFrame
    launches: pd.DataFrame
    statements: pd.DataFrame
    event_types: pd.DataFrame
    sites: pd.DataFrame
    periods: pd.DataFrame
    aliases: pd.DataFrame
    outlets: pd.DataFrame
    glossary: pd.DataFrame
    corpora: pd.DataFrame
    themes: pd.DataFrame
    documents: pd.DataFrame
    document_terms: pd.DataFrame
    theme_counts: pd.DataFrame
    document_scores: pd.DataFrame
    crosswalk: pd.DataFrame
    corrections: pd.DataFrame
    event_notes: pd.DataFrame
    double_coding: pd.DataFrame
    published_totals: pd.DataFrame
    unsupported_links: pd.DataFrame

    @property
    def as_of(self) -> pd.Timestamp:
        """Date of the newest source that any event rests on."""
        return self.events["as_of"].max()

    def __repr__(self) -> str:
        sizes = ", ".join(f"{name} {len(getattr(self, name))}" for name in TABLES)
        return f"Dataset({sizes})"


def find_data(folder: str | os.PathLike | None = None) -> Path:
    """The data folder: the one given, ``$PENINSULA_DATA``, the checkout's own, or ``./data``.

    Raises
    ------
    DataError
        If the one given holds no table, or none of the others holds ``events.csv``.
    """
    if folder is not None:
        if any((Path(folder) / table.path).exists() for table in TABLES.values()):
            return Path(folder)
        candidates = [Path(folder)]
    else:
        named = os.environ.get("PENINSULA_DATA")
        checkout = Path(__file__).resolve().parents[2] / "data"
        candidates = [Path(named)] if named else [checkout, Path.cwd() / "data"]
    for candidate in candidates:
        if (candidate / EVENTS_FILE).is_file():
            return candidate
    tried = " nor ".join(str(c) for c in candidates)
    raise DataError([Fault(EVENTS_FILE, 0, "", f"not found in {tried}; give the data folder")])


def load(folder: str | os.PathLike | None = None) -> Dataset:
    """Load and check every table of record.

    Parameters
    ----------
    folder : path, optional
        The data folder; by default the one :func:`find_data` finds.

    Returns
    -------
    Dataset
        Date columns are datetime64 in Korea time without a zone; ``launches.launched_utc`` is in
        UTC; blanks are missing values.

    Raises
    ------
    DataError
        Naming file, row, column and remedy for every fault; nothing is returned then.

    Examples
    --------
    >>> ds = load()
    >>> ds.events["event_id"].is_unique
    True
    """
    folder = find_data(folder)
    tables, faults = {}, []
    for table in TABLES.values():
        try:
            tables[table.name] = read_table(table, folder)
        except DataError as error:
            faults.extend(error.faults)
            if error.frame is not None:
                tables[table.name] = error.frame
    faults.extend(find_dangling(tables))
    if faults:
        raise DataError(faults)
    return Dataset(**tables)


def find_dangling(tables: dict[str, pd.DataFrame]) -> list[Fault]:
    """Values that point to no row of the table they refer to, in all tables given."""
    faults = []
    known: dict[tuple[str, str], set] = {}
    for name, frame in tables.items():
        for column, (target, key) in TABLES[name].references.items():
            if target not in tables:
                continue
            values = frame[column]
            where = TABLES[target].path
            if tables[target].empty and values.notna().any():
                why = f"refers to {where}, which holds no rows"
                faults.append(Fault(TABLES[name].path, 0, column, why))
                continue
            if (target, key) not in known:
                known[target, key] = set(tables[target][key])
            unknown = set(values.dropna().unique()) - known[target, key]
            lost = values[values.isin(unknown)] if unknown else values[:0]
            faults.extend(
                Fault(TABLES[name].path, index + 2, column, f"{value!r} is not in {where}")
                for index, value in lost.items()
            )
    return faults


def load_table(name: str, folder: str | os.PathLike | None = None) -> pd.DataFrame:
    """Load and check one table by itself, its references to other tables left unchecked.

    >>> load_table("event_types").columns[0]
    'event_type'
    """
    return read_table(TABLES[name], find_data(folder))


def save_table(name: str, frame: pd.DataFrame, folder: str | os.PathLike) -> Path:
    """Check one table, sort it by its key and write it whole; the old file stays if that fails.

    Returns
    -------
    pathlib.Path
        The file written: UTF-8, LF, ISO dates, blank for missing.

    Raises
    ------
    DataError
        If the table breaks its schema; nothing is written then.
    """
    table = TABLES[name]
    path = Path(folder) / table.path
    text = to_csv(table, frame)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with tempfile.TemporaryDirectory() as scratch:
            trial = Path(scratch) / table.path
            trial.parent.mkdir(parents=True, exist_ok=True)
            trial.write_text(text, encoding="utf-8", newline="")
            read_table(table, Path(scratch))
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def to_csv(table: Table, frame: pd.DataFrame) -> str:
    """The text of a table as it is kept: sorted by key, ISO dates, blank for missing."""
    frame = frame[table.columns].copy()
    for column, values in frame.items():
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            frame[column] = values.dt.strftime("%Y-%m-%dT%H:%MZ")
        elif pd.api.types.is_datetime64_dtype(values):
            frame[column] = values.dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_bool_dtype(values):
            frame[column] = values.map({True: "true", False: "false"})
        elif pd.api.types.is_float_dtype(values):
            frame[column] = values.map("{:.10g}".format, na_action="ignore")
    frame = frame.sort_values(list(table.key), kind="stable", na_position="first")
    return frame.to_csv(index=False, lineterminator="\n")


def _loader(name: str) -> Callable[..., pd.DataFrame]:
    def loader(folder: str | os.PathLike | None = None) -> pd.DataFrame:
        return load_table(name, folder)

    loader.__name__ = loader.__qualname__ = f"load_{name}"
    loader.__doc__ = f"Load ``{TABLES[name].path}``: one row is {TABLES[name].one_row_is.lower()}"
    return loader


def _saver(name: str) -> Callable[[pd.DataFrame, str | os.PathLike], Path]:
    def saver(frame: pd.DataFrame, folder: str | os.PathLike) -> Path:
        return save_table(name, frame, folder)

    saver.__name__ = saver.__qualname__ = f"save_{name}"
    saver.__doc__ = f"Check and write ``{TABLES[name].path}`` whole."
    return saver


for _name in TABLES:
    globals()[f"load_{_name}"] = _loader(_name)
    globals()[f"save_{_name}"] = _saver(_name)
