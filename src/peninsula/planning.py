"""From proposals to the rows that would be added: keys given, articles met again, doubles seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from peninsula.links import (
    clean_url,
    find_author,
    find_domain,
    make_article_id,
    make_link_key,
    read_published_date,
)
from peninsula.proposals import Proposal, ProposalError, Row
from peninsula.schema import TABLES

Tables = dict[str, list[Row]]
LAUNCH_TYPES = ("missile_ballistic", "space_launch")
LARGEST_VOLLEY = 100
"""A larger number is a slip of the pen: it gets no more rows, and the check refuses it."""


@dataclass
class Plan:
    """Rows to add by table, where each came from, and what is left out and why."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, table: str, row: Row, place: str) -> None:
        """Take a row into the plan, in the columns of its table."""
        kept = {column: row.get(column, "") for column in TABLES[table].columns}
        self.rows.setdefault(table, []).append(kept)
        self.places[table, "/".join(kept[k] for k in TABLES[table].key)] = place

    @property
    def n_rows(self) -> int:
        """Rows to add in all tables."""
        return sum(len(rows) for rows in self.rows.values())


def plan_addition(proposals: list[Proposal], tables: Tables, coder: str = "coder-1") -> Plan:
    """The rows that the proposals add to the tables.

    Parameters
    ----------
    proposals : list of Proposal
        As :func:`peninsula.proposals.read_proposals` gives them.
    tables : dict of str to list of dict
        Rows of the present tables as text, by table name.
    coder : str
        Role of who reviewed them, for statements without one.

    Returns
    -------
    Plan
        Rows with their keys; ``left_out`` says which events are not main.

    Raises
    ------
    ProposalError
        If an event is there already, ``matches`` names none, or a value that keys need is missing.
    """
    plan = Plan()
    for proposal in proposals:
        article = plan_article(proposal, tables, plan)
        for event in proposal.events:
            plan_event(event, article, tables, plan)
        for statement in proposal.statements:
            plan_statement(statement, article, coder, tables, plan)
    if plan.faults:
        raise ProposalError(plan.faults)
    return plan


def every_row(name: str, tables: Tables, plan: Plan) -> list[Row]:
    """Rows of a table as they stand, and those planned so far."""
    return tables[name] + plan.rows.get(name, [])


def plan_article(proposal: Proposal, tables: Tables, plan: Plan) -> Row:
    """The article of a proposal: one that is there already, or a new row."""
    article = dict(proposal.article)
    place = article.pop("place", proposal.place)
    if not any(article.values()):
        return {}
    url = article["url"] = clean_url(article.get("url", "")) if article.get("url") else ""
    known = every_row("articles", tables, plan)
    for row in known:
        same_page = url and row["url"] and make_link_key(row["url"]) == make_link_key(url)
        if same_page or (article.get("article_id") and row["article_id"] == article["article_id"]):
            return row
    complete_article(article, tables)
    if not article["outlet"]:
        plan.faults.append(f"{place}: article: outlet is blank and the link does not tell it")
    plan.add("articles", article, place)
    return article


def complete_article(article: Row, tables: Tables) -> None:
    """Fill what the link tells: outlet, day, author, key."""
    url = article.get("url", "")
    outlets = {row["domain"]: row for row in tables["outlets"]}
    outlet = outlets.get(find_domain(url), {}) if url else {}
    for column in ("outlet", "outlet_type", "outlet_country"):
        article[column] = article.get(column) or outlet.get(column, "")
    shown = read_published_date(url) if url else ""
    if not article.get("published_date"):
        article["published_date"] = shown
        article["published_basis"] = "url" if shown else "none"
    article["published_basis"] = article.get("published_basis") or "page"
    article["author"] = article.get("author") or find_author(url)
    mark = make_link_key(url) if url else f"{article.get('author')} {article.get('note')}"
    article["article_id"] = article.get("article_id") or make_article_id(
        article["outlet"] or "article", article["published_date"], mark
    )


def plan_event(event: Row, article: Row, tables: Tables, plan: Plan) -> None:
    """A main event, or the article added to an event of ours."""
    place, mention = event["place"], event.get("mention") or "main"
    if mention != "main":
        plan.left_out.append(f"{place}: {mention}, not main")
        return
    if event.get("matches"):
        known = {row["event_id"] for row in every_row("events", tables, plan)}
        if event["matches"] not in known:
            plan.faults.append(f"{place}: matches: {event['matches']!r} is not in events.csv")
            return
        link_article(event["matches"], event, article, tables, plan)
        link_list_rows(event["matches"], event, tables, plan)
        return
    double = find_double(event, every_row("events", tables, plan))
    if double:
        plan.faults.append(
            f"{place}: is {double} again (same day, type, actor and place); "
            f"write matches: {double} to add the article to it"
        )
        return
    row = complete_volley(event)
    row["event_id"] = event.get("event_id") or next_event_id(event, tables, plan)
    row["as_of"] = event.get("as_of") or article.get("published_date") or ""
    plan.add("events", row, place)
    link_article(row["event_id"], event, article, tables, plan)
    link_list_rows(row["event_id"], event, tables, plan)
    for number, launch in enumerate(row.get("launches") or [], 1):
        key = {"launch_id": f"{row['event_id']}-m{number}", "event_id": row["event_id"]}
        plan.add("launches", launch | key, place)
    if event.get("note"):
        plan.add("event_notes", {"event_id": row["event_id"], "note": event["note"]}, place)


def complete_volley(event: Row) -> Row:
    """A launch event with a row for each missile, so that the series of missiles keeps up.

    A launch of unknown number is of one missile at least. Nothing is known of each missile but its
    class; what a proposal says of its launches stays as it is.

    >>> volley = complete_volley({"event_type": "space_launch", "date_precision": "day"})
    >>> volley["quantity"], volley["quantity_qualifier"], volley["launches"][0]["missile_type"]
    ('1', 'at_least', 'SLV')
    """
    row = dict(event)
    if row.get("event_type") not in LAUNCH_TYPES or row.get("launches"):
        return row
    if not row.get("quantity"):
        row |= {"quantity": "1", "quantity_qualifier": "at_least", "quantity_unit": "missiles"}
    n = int(row["quantity"]) if row["quantity"].isdecimal() else 0
    missile = "SLV" if row["event_type"] == "space_launch" else row.get("event_subtype")
    launch = {
        "time_precision": row.get("date_precision", ""),
        "missile_type": missile or "unknown",
        "outcome": "unknown",
    }
    row["launches"] = [launch] * min(n, LARGEST_VOLLEY)
    return row


def find_double(event: Row, events: list[Row]) -> str:
    """An event of ours with the same day, type, actor, recipient and place."""
    key = ("event_date", "event_type", "actor", "recipient")
    for row in events:
        if all(row[column] == event.get(column, "") for column in key):
            places = row["location"], event.get("location", "")
            if places[0] == places[1] or not all(places):
                return row["event_id"]
    return ""


def next_event_id(event: Row, tables: Tables, plan: Plan) -> str:
    """``YYYYMMDD-<type>-<n>`` with the next free n."""
    stem = f"{event.get('event_date', '').replace('-', '')}-{event.get('event_type', '')}-"
    return stem + str(1 + count_largest(stem, "event_id", every_row("events", tables, plan)))


def count_largest(stem: str, key: str, rows: list[Row]) -> int:
    """The largest number that follows the stem in a key; 0 if none does."""
    tails = [row[key].removeprefix(stem) for row in rows if row[key].startswith(stem)]
    return max((int(tail) for tail in tails if tail.isdigit()), default=0)


def link_article(event_id: str, event: Row, article: Row, tables: Tables, plan: Plan) -> None:
    """The article supports the event, unless it is there already."""
    if not article:
        return
    key = event_id, article["article_id"]
    links = every_row("event_articles", tables, plan)
    if key in {(row["event_id"], row["article_id"]) for row in links}:
        plan.left_out.append(f"{event['place']}: {key[1]} supports {key[0]} already")
        return
    default = "claims" if article.get("outlet_type") == "state_media" else "reports"
    relation = event.get("relation") or default
    row = {"event_id": key[0], "article_id": key[1], "relation": relation}
    plan.add("event_articles", row, event["place"])


def link_list_rows(event_id: str, event: Row, tables: Tables, plan: Plan) -> None:
    """The rows of outside lists that describe the event."""
    known = {
        (row["source"], row["source_key"], row["event_id"])
        for row in every_row("crosswalk", tables, plan)
    }
    for line in event.get("crosswalk") or []:
        if (line.get("source"), line.get("source_key"), event_id) not in known:
            same = line.get("source_date") in ("", None, event.get("event_date"))
            match = line.get("match") or ("same_day" if same else "day_shift")
            row = line | {"event_id": event_id, "match": match}
            plan.add("crosswalk", row, event["place"])


def plan_statement(statement: Row, article: Row, coder: str, tables: Tables, plan: Plan) -> None:
    """A statement with its key, read in the proposal's article."""
    row, place = dict(statement), statement["place"]
    if row.get("matches"):
        plan.left_out.append(f"{place}: matches {row['matches']}")
        return
    row["article_id"] = article.get("article_id") or row.get("article_id", "")
    row["coder"] = row.get("coder") or coder
    if not row.get("statement_id"):
        day = (row.get("statement_date") or article.get("published_date") or "").replace("-", "")
        stem = f"{day}-{row.get('actor', '')}-{row.get('act', '')}-"
        known = every_row("statements", tables, plan)
        row["statement_id"] = stem + str(1 + count_largest(stem, "statement_id", known))
    plan.add("statements", row, place)
