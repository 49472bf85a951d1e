"""Where the rows come from: coverage, who lists what, how lists join, what was corrected."""

from __future__ import annotations

import pandas as pd

from peninsula.counts import LAUNCH_TYPES, count_launches, select_launches
from peninsula.data import Dataset

NAMES = {
    "cns": "CNS/NTI launches",
    "csis": "CSIS, present table",
    "csis_2017": "CSIS, copy of 2017",
    "csis_tagged": "CSIS, tagged copy",
    "csis_russia": "CSIS, Russia list",
    "csis_negotiations": "CSIS, negotiations",
    "rok_attack": "ROK attack list",
    "rok_balloon": "ROK balloon list",
    "rok_nuclear": "ROK nuclear list",
}
"""Lists by the name that ``crosswalk.source`` has for them."""

QUALIFIERS = {"exact": "", "at_least": "at least ", "about": "about ", "more_than": "more than "}


def count_coverage(ds: Dataset) -> pd.DataFrame:
    """Rows of each list by the year they give.

    Returns
    -------
    DataFrame
        ``source``, ``year``, ``n`` (rows of the list, each once); every year and list is a row.

    Examples
    --------
    >>> import peninsula as pn
    >>> table = count_coverage(pn.load())
    >>> int(table.loc[table["source"] == "cns", "n"].sum())
    339
    """
    rows = ds.crosswalk.drop_duplicates(["source", "source_key"])
    rows = rows[rows["source_date"].notna()]
    years = rows["source_date"].dt.year
    counted = rows.groupby([rows["source"], years]).size()
    axes = [sorted(rows["source"].unique()), range(years.min(), years.max() + 1)]
    full = pd.MultiIndex.from_product(axes, names=["source", "year"])
    return counted.reindex(full, fill_value=0).rename("n").reset_index()


def list_launch_events(ds: Dataset, since: str = "2006-01-01") -> pd.DataFrame:
    """Launch events by the families of lists that have them.

    Returns
    -------
    DataFrame
        ``period_start`` (first of January), ``listed_by`` (both, CNS only, CSIS only, neither),
        ``n``; every year and answer is a row.
    """
    volleys = select_launches(ds)
    volleys = volleys[volleys["event_date"] >= since]
    listed = ds.crosswalk.dropna(subset=["event_id"])
    in_cns = volleys["event_id"].isin(listed.loc[listed["source"] == "cns", "event_id"])
    csis = listed["source"].str.startswith("csis")
    in_csis = volleys["event_id"].isin(listed.loc[csis, "event_id"])
    answer = pd.Series("neither", index=volleys.index)
    answer[in_cns & in_csis], answer[in_cns & ~in_csis] = "both", "CNS only"
    answer[~in_cns & in_csis] = "CSIS only"
    years = volleys["event_date"].dt.year
    full = pd.MultiIndex.from_product(
        [range(years.min(), years.max() + 1), ["both", "CNS only", "CSIS only", "neither"]],
        names=["year", "listed_by"],
    )
    table = volleys.groupby([years, answer]).size().reindex(full, fill_value=0)
    table = table.rename("n").reset_index()
    table.insert(0, "period_start", pd.to_datetime(table.pop("year").astype(str), format="%Y"))
    return table


def compare_joins(ds: Dataset, since: str = "2012-01-01") -> pd.DataFrame:
    """Launch days of CNS that find a day of CSIS, under three ways of joining the two.

    The first takes both dates as printed: CNS gives UTC, CSIS mostly Korea days. The second adds
    nine hours to the launch time where there is one. The third uses the settled crosswalk.

    Returns
    -------
    DataFrame
        Indexed by ``join``; ``days`` (distinct days of CNS), ``found``, ``share``.

    Examples
    --------
    >>> import peninsula as pn
    >>> shares = compare_joins(pn.load())["share"]
    >>> bool(shares.is_monotonic_increasing)
    True
    """
    cns = _rows_of_cns(ds)
    cns = cns[cns["source_date"] >= since]
    launches = ds.crosswalk[(ds.crosswalk["source"] == "csis") & ds.crosswalk["event_id"].notna()]
    tests = ds.events.loc[ds.events["event_type"].isin((*LAUNCH_TYPES, "missile_cruise",
                          "missile_sam", "artillery_fire", "weapons_test_other"))]  # fmt: skip
    launches = launches[launches["event_id"].isin(tests["event_id"])]
    listed = set(launches["source_date"])
    korea = cns["launched_utc"].dt.tz_localize(None) + pd.Timedelta(hours=9)
    plus_nine = korea.dt.normalize().fillna(cns["source_date"])
    settled = cns.drop_duplicates("event_date")
    rows = [
        ("dates as printed", *_found(cns["source_date"].isin(listed), cns["source_date"])),
        ("UTC plus nine hours", *_found(plus_nine.isin(listed), plus_nine)),
        ("each settled", *_found(
            settled["event_id"].isin(launches["event_id"]), settled["event_date"])),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["join", "days", "found"]).set_index("join")
    return table.assign(share=table["found"] / table["days"])


def _found(hits: pd.Series, days: pd.Series) -> tuple[int, int]:
    return days.nunique(), days[hits].nunique()


def _rows_of_cns(ds: Dataset) -> pd.DataFrame:
    """Rows of CNS, each with the launch it became: both are in the order of the list."""
    cns = ds.crosswalk[(ds.crosswalk["source"] == "cns") & ds.crosswalk["event_id"].notna()]
    cns = cns.assign(order=cns["source_key"].astype(int)).sort_values("order")
    cns["place"] = cns.groupby("event_id").cumcount()
    launches = ds.launches[["event_id", "launched_utc", "launch_id"]].copy()
    launches["number"] = launches["launch_id"].str.extract(r"-m(\d+)$", expand=False).astype(int)
    launches = launches.sort_values(["event_id", "number"])
    launches["place"] = launches.groupby("event_id").cumcount()
    joined = cns.merge(launches, on=["event_id", "place"], how="left")
    return joined.merge(ds.events[["event_id", "event_date"]], on="event_id")


def list_answers(ds: Dataset, year: int = 2022) -> pd.DataFrame:
    """How many launches a year had, by every compiler's own rule and unit, and by ours.

    Returns
    -------
    DataFrame
        ``compiler``, ``unit``, ``n`` (a number), ``answer`` (with its qualifier, as text),
        ``rule``; published totals first.

    Examples
    --------
    >>> import peninsula as pn
    >>> answers = list_answers(pn.load()).set_index(["compiler", "unit"])["n"]
    >>> int(answers["CNS/NTI", "missiles"]), int(answers["CNS/NTI", "launch days"])
    (69, 33)
    """
    published = ds.published_totals[ds.published_totals["year"] == year].copy()
    published["answer"] = published["qualifier"].map(QUALIFIERS) + published["n"].astype(str)
    own = pd.DataFrame(_own_answers(ds, year), columns=["compiler", "unit", "n", "rule"])
    own["answer"] = own["n"].astype(str)
    columns = ["compiler", "unit", "n", "answer", "rule"]
    return pd.concat([published[columns], own[columns]], ignore_index=True)


def _own_answers(ds: Dataset, year: int) -> list[tuple]:
    cns = _rows_of_cns(ds)
    cns = cns[cns["event_date"].dt.year == year]
    csis = ds.crosswalk[(ds.crosswalk["source"] == "csis") & ds.crosswalk["event_id"].notna()]
    kinds = ("missile_ballistic", "missile_cruise", "missile_sam", "space_launch")
    missile = ds.events.loc[ds.events["event_type"].isin(kinds), "event_id"]
    csis = csis[csis["event_id"].isin(missile) & (csis["source_date"].dt.year == year)]
    span = {"freq": "YS", "start": f"{year}-01-01", "end": f"{year}-12-31"}
    ours = {
        unit: int(count_launches(ds, unit, **span)["n"].sum())
        for unit in ("missile", "event", "day")
    }
    scope = "ballistic missiles and space launchers, Korea days"
    return [
        ("CNS/NTI", "missiles", len(cns), "able to carry 500 kg over 300 km, or space launchers"),
        ("CNS/NTI", "launch days", cns["event_date"].nunique(), "the same, in Korea days"),
        ("CSIS Beyond Parallel", "rows", csis["source_key"].nunique(),
         "rows that we code as a missile or space launch"),
        ("Peninsula Watch", "missiles", ours["missile"], scope),
        ("Peninsula Watch", "launch events", ours["event"], "one place, one day: " + scope),
        ("Peninsula Watch", "launch days", ours["day"], scope),
    ]  # fmt: skip


def count_corrections(ds: Dataset) -> pd.DataFrame:
    """Faults found by list and by kind: wrong day, missing row, label, place, quantity, other.

    Returns
    -------
    DataFrame
        Indexed by ``source``; a column a kind, and ``all``.
    """
    kinds = {"date": "day", "row": "missing row", "event": "label", "type": "label",
             "cat": "label", "Latitude": "place", "Longtitude": "place", "coordinates": "place",
             "facility": "place", "location": "place", "quantity": "quantity",
             "resources": "link", "sources": "link"}  # fmt: skip
    kind = ds.corrections["field"].map(kinds).fillna("other")
    table = pd.crosstab(ds.corrections["source"], kind)
    return table.assign(all=table.sum(axis=1)).sort_values("all", ascending=False)


def list_day_shifts(ds: Dataset, since: str = "2006-01-01") -> pd.DataFrame:
    """Launches that the present CSIS table puts on another day than we do.

    Returns
    -------
    DataFrame
        ``source_date``, ``our_date``, ``days`` (ours less theirs), ``event_type``, ``location``.
    """
    rows = ds.crosswalk[(ds.crosswalk["source"] == "csis") & ds.crosswalk["event_id"].notna()]
    rows = rows.merge(ds.events, on="event_id")
    rows = rows[rows["event_type"].isin(("missile_ballistic", "missile_cruise", "space_launch"))]
    rows = rows[(rows["source_date"] >= since) & (rows["date_precision"] == "day")]
    days = (rows["event_date"] - rows["source_date"]).dt.days
    table = rows.assign(our_date=rows["event_date"], days=days)[days != 0]
    columns = ["source_date", "our_date", "days", "event_type", "location"]
    return table.drop_duplicates(["source_date", "our_date"])[columns].reset_index(drop=True)


def count_articles_per_event(ds: Dataset) -> pd.DataFrame:
    """Events by how many articles support them, by decade.

    Returns
    -------
    DataFrame
        Indexed by ``decade``; ``events``, ``without_article``, ``median_articles``,
        ``share_without``.
    """
    n = ds.event_articles.groupby("event_id").size().reindex(ds.events["event_id"], fill_value=0)
    decade = (ds.events["event_date"].dt.year // 10 * 10).to_numpy()
    grouped = pd.DataFrame({"decade": decade, "n": n.to_numpy()}).groupby("decade")["n"]
    table = pd.DataFrame({
        "events": grouped.size(),
        "without_article": grouped.agg(lambda s: int((s == 0).sum())),
        "median_articles": grouped.median(),
    })  # fmt: skip
    return table.assign(share_without=table["without_article"] / table["events"])


def measure_delay(ds: Dataset) -> pd.DataFrame:
    """Days from an event to an article that supports it, where both days are known.

    Returns
    -------
    DataFrame
        ``event_id``, ``article_id``, ``delay_days`` (negative: the outlet's own day is behind).
    """
    pairs = ds.event_articles.merge(
        ds.events[["event_id", "event_date", "date_precision"]], on="event_id"
    ).merge(ds.articles[["article_id", "published_date"]], on="article_id")
    pairs = pairs[(pairs["date_precision"] == "day") & pairs["published_date"].notna()]
    delay = (pairs["published_date"] - pairs["event_date"]).dt.days
    return pairs.assign(delay_days=delay)[["event_id", "article_id", "delay_days"]]


def say_coverage(coverage: pd.DataFrame) -> str:
    """Which list reaches farthest and how many of the years it covers, as a sentence.

    >>> table = pd.DataFrame({"source": "cns", "year": [1984, 1985, 1986], "n": [1, 0, 2]})
    >>> say_coverage(table)
    'No list covers every year: the fullest, CNS/NTI launches, has rows in 2 of 3'
    """
    held = coverage[coverage["n"] > 0].groupby("source")["year"].nunique()
    years = coverage["year"].nunique()
    if held.max() == years:
        return f"One list covers every year: {NAMES.get(held.idxmax(), held.idxmax())}"
    return (
        f"No list covers every year: the fullest, {NAMES.get(held.idxmax(), held.idxmax())}, "
        f"has rows in {held.max()} of {years}"
    )


def say_joins(joins: pd.DataFrame) -> str:
    """What the time zone does to the join, as a sentence.

    >>> table = pd.DataFrame({"days": [10, 10], "found": [5, 9], "share": [0.5, 0.9]})
    >>> say_joins(table)
    'Joined by printed dates, 50% of the days meet; settled one by one, 90% do'
    """
    return (
        f"Joined by printed dates, {joins['share'].iloc[0]:.0%} of the days meet; "
        f"settled one by one, {joins['share'].iloc[-1]:.0%} do"
    )


def say_listed(table: pd.DataFrame) -> str:
    """How many launch events only one family of lists has, as a sentence."""
    totals = table.groupby("listed_by")["n"].sum()
    return (
        f"{totals['both']} of {totals.sum()} launch events are in both lists; "
        f"CNS alone has {totals['CNS only']}, CSIS alone {totals['CSIS only']}, "
        f"neither {totals['neither']}"
    )


def say_delay(delays: pd.DataFrame) -> str:
    """How soon the articles came, as a sentence."""
    days = delays["delay_days"]
    return (
        f"{(days.between(-1, 3)).mean():.0%} of {len(days):,} dated reports "
        f"came within three days of the event"
    )


def say_answers(answers: pd.DataFrame, year: int = 2022) -> str:
    """The spread of the answers in missiles, as a sentence."""
    missiles = answers[answers["unit"] == "missiles"]["n"]
    days = answers[answers["unit"] == "launch days"]["n"]
    return (
        f"{year} had {missiles.min()} to {missiles.max()} missiles, or {days.min()} to "
        f"{days.max()} launch days: each answer is true by its own rule"
    )
