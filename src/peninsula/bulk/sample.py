"""Rows in GDELT's own form, made up by a seeded rule: for trying out, never for findings.

Each row says so itself: its link begins with ``https://generated.invalid/``. The same seed gives
the same bytes on any machine, since the draws come from MD5 and not from a library's generator.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peninsula.bulk.duckdb_reader import connect_duckdb, duckdb_type, quote
from peninsula.bulk.formats import FORMS, Form

COUNTRIES = (
    ("USA", "UNITED STATES", "US", 38.9, -77.0), ("KOR", "SOUTH KOREA", "KS", 37.6, 127.0),
    ("CHN", "CHINA", "CH", 39.9, 116.4), ("JPN", "JAPAN", "JA", 35.7, 139.7),
    ("RUS", "RUSSIA", "RS", 55.8, 37.6), ("GBR", "UNITED KINGDOM", "UK", 51.5, -0.1),
    ("FRA", "FRANCE", "FR", 48.9, 2.4), ("PRK", "NORTH KOREA", "KN", 39.0, 125.8),
    ("IND", "INDIA", "IN", 28.6, 77.2), (None, None, None, None, None),
)  # fmt: skip
"""Actors drawn evenly; the last has no country, as about a tenth of GDELT's rows and more."""
CODES = (
    ("010", 0.0), ("020", 3.0), ("036", 4.0), ("040", 1.0), ("042", 1.9), ("043", 2.8),
    ("051", 3.4), ("057", 8.0), ("061", 6.4), ("070", 7.0), ("0841", 7.0), ("090", -2.0),
    ("100", -5.0), ("112", -2.0), ("120", -4.0), ("130", -4.4), ("141", -6.5), ("154", -7.2),
    ("173", -5.0), ("190", -10.0),
)  # fmt: skip
"""Event codes drawn evenly, with their Goldstein scores."""
MISREAD = {"150": ("150", "190", "194", "150", "130")}
"""What the sample makes of a show of force: an assumption, so that the example has something to
show, and no measurement of GDELT."""
SCORES = dict(CODES) | {"150": -7.2, "194": -10.0, "130": -4.4}
FIRST_ID = 2_000_000_000
LINK = "https://generated.invalid/story/"


def write_sample(
    folder: str | Path,
    n_rows: int = 50_000,
    events: pd.DataFrame | None = None,
    seed: int = 1,
    start: str = "2022-01-01",
    end: str = "2023-12-31",
    n_columns: int = 61,
) -> Path:
    """Write a generated file of events into a folder.

    Parameters
    ----------
    folder : path
        An existing folder.
    n_rows : int
        Rows by chance alone.
    events : DataFrame, optional
        ``event_date`` and ``cameo``: for each, one to six further rows by PRK on that day or the
        two after it, some of them misread.
    seed : int
        Another seed gives other rows.
    start, end : date
        Days of the rows by chance; the last has twice as many as the first, since GDELT grows.
    n_columns : {57, 58, 61}
        The form.

    Returns
    -------
    Path
        ``generated_<start>_<end>.export.CSV`` in the folder.
    """
    path = Path(folder) / f"generated_{start}_{end}.export.CSV"
    generate(path, n_rows, events, seed, start, end, n_columns)
    return path


def generate(
    path: str | Path,
    n_rows: int,
    events: pd.DataFrame | None = None,
    seed: int = 1,
    start: str = "2022-01-01",
    end: str = "2023-12-31",
    n_columns: int = 61,
) -> None:
    """Write generated rows to a file: Parquet if it is called so, else as GDELT writes them.

    Parameters are those of :func:`write_sample`.
    """
    form = FORMS[n_columns]
    draws = _draw_by_chance(n_rows, seed, start, end)
    with connect_duckdb(str(Path(path).parent), "1GB") as connection:
        if events is not None:
            planted = _plan_planted(events)
            connection.register("planted", planted)
            draws += f" UNION ALL {_draw_planted(seed, n_rows)}"
        options = "DELIMITER '\t', HEADER false, QUOTE ''"
        if Path(path).suffix == ".parquet":
            options = "FORMAT parquet"
        connection.execute(f"COPY ({_shape(draws, form)}) TO {quote(str(path))} ({options})")


def _draw_by_chance(n_rows: int, seed: int, start: str, end: str) -> str:
    """Numbers of a row from one 64-bit draw: who, on whom, what, when."""
    n_days = (pd.Timestamp(end) - pd.Timestamp(start)).days + 1
    first = pd.Timestamp(start).date()
    # Density 1 + x on the unit interval: its distribution (2x + x²)/3 turned round.
    place = "sqrt(1 + 3 * (draw % 1000003) / 1000003.0) - 1"
    return (
        f"SELECT i, draw, DATE '{first}' + CAST(floor({n_days} * ({place})) AS INTEGER) AS day, "
        f"CAST(draw >> 20 & 1023 AS INTEGER) % {len(COUNTRIES)} + 1 AS a1, "
        f"CAST(draw >> 30 & 1023 AS INTEGER) % {len(COUNTRIES)} + 1 AS a2, "
        f"({_list([code for code, _ in CODES])})[CAST(draw >> 40 & 1023 AS INTEGER) "
        f"% {len(CODES)} + 1] AS code "
        f"FROM (SELECT i, md5_number_lower('{seed}/' || i) AS draw FROM range({n_rows}) t(i))"
    )


def _plan_planted(events: pd.DataFrame) -> pd.DataFrame:
    """Day, own code and what it may be read as, one row an event."""
    codes = events["cameo"].astype(str)
    return pd.DataFrame(
        {
            "k": range(len(events)),
            "day": events["event_date"].to_numpy(),
            "codes": [list(MISREAD.get(code, (code,))) for code in codes],
        }
    )


def _draw_planted(seed: int, n_rows: int) -> str:
    """One to six copies of each event by PRK (place 8), on a day from its own to two later."""
    copies = f"md5_number_lower('{seed}/planted/' || k) % 6 + 1"
    return (
        f"SELECT {n_rows} + k * 6 + c AS i, draw, "
        "CAST(day AS DATE) + CAST(draw % 3 AS INTEGER) AS day, 8 AS a1, "
        f"CAST(draw >> 30 & 1023 AS INTEGER) % {len(COUNTRIES)} + 1 AS a2, "
        "codes[CAST(draw >> 40 & 1023 AS INTEGER) % len(codes) + 1] AS code "
        f"FROM (SELECT *, md5_number_lower('{seed}/' || k || '/' || c) AS draw "
        f"FROM (SELECT *, unnest(range(CAST({copies} AS BIGINT))) AS c FROM planted))"
    )


def _shape(draws: str, form: Form) -> str:
    """The columns of a form, in order, from the draws."""
    items = _list_items(form)
    columns = ", ".join(
        f"{items.get(c, f'CAST(NULL AS {duckdb_type(c)})')} AS {c}" for c in form.columns
    )
    names = ("c3", "name", "fips", "lat", "lon")
    lists = ", ".join(
        f"{_list([row[place] for row in COUNTRIES])} AS {name}s" for place, name in enumerate(names)
    )
    return f"SELECT {columns} FROM (SELECT *, {lists} FROM ({draws}))"


def _list_items(form: Form) -> dict[str, str]:
    score = f"MAP {{{', '.join(f'{quote(c)}: {s}' for c, s in SCORES.items())}}}"
    items = {
        "GLOBALEVENTID": f"{FIRST_ID} + i",
        "SQLDATE": "CAST(strftime(day, '%Y%m%d') AS INTEGER)",
        "MonthYear": "CAST(strftime(day, '%Y%m') AS INTEGER)",
        "Year": "year(day)",
        "FractionDate": "round(year(day) + (month(day) * 30 + day(day)) / 365.0, 4)",
        "IsRootEvent": "CAST(draw >> 50 & 1 AS INTEGER)",
        "EventCode": "code",
        "EventBaseCode": "left(code, 3)",
        "EventRootCode": "left(code, 2)",
        "QuadClass": "CASE WHEN code < '05' THEN 1 WHEN code < '09' THEN 2 "
        "WHEN code < '14' THEN 3 ELSE 4 END",
        "GoldsteinScale": f"coalesce(CAST(({score})[code] AS DOUBLE), 0.0)",
        "NumMentions": "CAST(draw >> 51 & 31 AS INTEGER) + 1",
        "NumSources": "1",
        "NumArticles": "CAST(draw >> 51 & 31 AS INTEGER) + 1",
        "AvgTone": "CAST(CAST(draw >> 16 & 2047 AS INTEGER) - 1200 AS DOUBLE) / 100",
        "DATEADDED": "CAST(strftime(day, '%Y%m%d') AS BIGINT)",
        "SOURCEURL": f"'{LINK}' || i // 3",
    }
    if len(form.columns) == 61:
        items["DATEADDED"] += " * 1000000 + 120000"
    for number in (1, 2):
        who, at = f"Actor{number}", f"[a{number}]"
        items |= {
            f"{who}Code": f"c3s{at}",
            f"{who}Name": f"names{at}",
            f"{who}CountryCode": f"c3s{at}",
        }
    for who, at in (("Actor1", "[a1]"), ("Actor2", "[a2]"), ("Action", "[a1]")):
        items |= {
            f"{who}Geo_Type": f"CASE WHEN fipss{at} IS NULL THEN 0 ELSE 1 END",
            f"{who}Geo_FullName": f"names{at}",
            f"{who}Geo_CountryCode": f"fipss{at}",
            f"{who}Geo_ADM1Code": f"fipss{at}",
            f"{who}Geo_Lat": f"CAST(lats{at} AS DOUBLE)",
            f"{who}Geo_Long": f"CAST(lons{at} AS DOUBLE)",
            f"{who}Geo_FeatureID": f"fipss{at}",
        }
    return items


def _list(values: list) -> str:
    """Values as an SQL list.

    >>> _list(["a", None, 1.5])
    "['a', NULL, 1.5]"
    """
    words = [
        "NULL" if value is None else quote(value) if isinstance(value, str) else str(value)
        for value in values
    ]
    return f"[{', '.join(words)}]"
