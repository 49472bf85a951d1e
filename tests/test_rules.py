"""Every rule between tables finds the fault it is for, and says file, row, column and why."""

import dataclasses

import pandas as pd
import pytest

from peninsula import rules
from peninsula.cli import main
from peninsula.rules.actors import STATES, find_actor_fault
from peninsula.rules.common import point_out


@pytest.fixture(scope="module")
def shots(ds):
    """Line of an event of exactly two missiles with two launches, and its key."""
    n = ds.events["event_id"].map(ds.launches["event_id"].value_counts())
    noted = ds.events["event_id"].isin(ds.event_notes["event_id"])
    fits = (n == 2) & (ds.events["quantity"] == 2) & ~noted
    fits &= (ds.events["date_precision"] == "day") & (ds.events["geo_precision"] == "site")
    index = ds.events.index[fits][0]
    return index, ds.events.at[index, "event_id"]


def change(ds, table, index, **values):
    """The dataset with cells of one row changed."""
    frame = getattr(ds, table).copy()
    for column, value in values.items():
        frame.at[index, column] = value
    return dataclasses.replace(ds, **{table: frame})


def drop(ds, table, mask):
    """The dataset without some rows; the others keep their lines."""
    return dataclasses.replace(ds, **{table: getattr(ds, table)[~mask]})


def find(ds):
    return [str(fault) for fault in rules.check_rules(ds)]


def test_the_tables_of_record_have_no_fault(ds):
    assert find(ds) == []


BROKEN_EVENTS = [
    ({"event_end_date": pd.Timestamp("1950-01-01")}, "event_end_date: 1950-01-01 is not after"),
    ({"as_of": pd.Timestamp("1950-01-01")}, "as_of: 1950-01-01 is before event_date"),
    ({"event_date": pd.Timestamp("1940-01-01")}, "event_date: 1940-01-01 is before 15 August 1945"),
    ({"date_precision": "year"}, "event_date: "),
    ({"event_type": "space_launch"}, "event_id: must begin with"),
    ({"actor": "USA+KOR"}, "actor: 'USA+KOR' must stand in alphabetical order: KOR+USA"),
    ({"actor": "XXX"}, "actor: XXX is no ISO 3166-1 alpha-3 code"),
    ({"recipient": "PRK"}, "recipient: is the actor itself"),
    ({"event_subtype": "trash"}, "event_subtype: 'trash' is no subtype of missile_ballistic"),
    ({"quantity_unit": None}, "quantity_unit: is blank beside a quantity"),
    ({"quantity": None}, "quantity_unit: is given without a quantity"),
    ({"longitude": None}, "longitude: latitude and longitude belong together"),
    ({"geo_precision": "none"}, "geo_precision: is none with coordinates"),
    ({"latitude": None, "longitude": None}, "geo_precision: is site without coordinates"),
    ({"latitude": 30.0}, "lies outside North Korea and its waters"),
    ({"summary": "word " * 31}, "summary: has 31 words, 30 at most"),
    ({"quantity": 3}, "quantity: is 3, and 2 launches belong to it"),
]


@pytest.mark.parametrize(("values", "why"), BROKEN_EVENTS, ids=lambda v: str(v)[:40])
def test_a_broken_event_is_named_with_its_line(ds, shots, values, why):
    index, _ = shots
    lines = [line for line in find(change(ds, "events", index, **values)) if why in line]
    assert any(line.startswith(f"events.csv:{index + 2}: ") for line in lines), lines


def test_one_place_type_and_day_is_one_event(ds, shots):
    index, event_id = shots
    row = ds.events.loc[[index]].assign(event_id=f"{event_id[:-1]}9")
    row.index = [len(ds.events)]
    found = find(dataclasses.replace(ds, events=pd.concat([ds.events, row])))
    assert any(f"is {event_id} again: same actor, type, place and day" in line for line in found)


def test_an_event_needs_a_source_and_an_article_an_event(ds, shots):
    index, event_id = shots
    lone = drop(ds, "crosswalk", ds.crosswalk["event_id"] == event_id)
    lone = drop(lone, "event_articles", lone.event_articles["event_id"] == event_id)
    found = find(lone)
    assert f"events.csv:{index + 2}: event_id: has neither an article nor a list row" in found
    assert any("supports no event and no statement, and has no note" in line for line in found)


BROKEN_LAUNCHES = [
    (
        {"launched_utc": pd.Timestamp("2001-01-01", tz="UTC")},
        "launched_utc: is 2001-01-01 in Korea",
    ),
    ({"launched_utc": pd.NaT, "time_precision": "minute"}, "launched_utc: is blank"),
    ({"time_precision": "day"}, "time_precision: is day beside a time"),
    ({"missile_type": "SLV"}, "missile_type: SLV in an event of type missile_ballistic"),
    ({"missile_type": "cruise"}, "missile_type: cruise in an event of type missile_ballistic"),
    ({"apogee_km": 20000.0}, "apogee_km: 20000.0 km is beyond any launch known"),
    ({"distance_km": 30000.0}, "distance_km: 30000.0 km is beyond half the earth"),
    ({"missile_name": "KN-23"}, "missile_name: is an alias of Hwasong-11A"),
]


@pytest.mark.parametrize(("values", "why"), BROKEN_LAUNCHES, ids=lambda v: str(v)[:40])
def test_a_broken_launch_is_named_with_its_line(ds, values, why):
    timed = ds.launches["launched_utc"].notna() & ds.launches["event_id"].str.contains("ballistic")
    timed &= ~ds.launches["event_id"].isin(ds.event_notes["event_id"])
    index = ds.launches.index[timed][0]
    assert any(
        line.startswith(f"launches.csv:{index + 2}: {why}")
        for line in find(change(ds, "launches", index, **values))
    )


def test_an_article_from_before_its_event_is_found(ds):
    link = ds.event_articles.iloc[0]
    index = ds.articles.index[ds.articles["article_id"] == link["article_id"]][0]
    old = change(ds, "articles", index, published_date=pd.Timestamp("1950-01-01"),
                 published_basis="page")  # fmt: skip
    assert "event_articles.csv:2: article_id: came out on 1950-01-01, before the event" in find(old)


def test_basis_link_and_day_of_articles_agree(ds):
    dated = ds.articles.index[ds.articles["published_date"].notna()][0]
    assert any(
        "published_basis: is none beside a day" in line
        for line in find(change(ds, "articles", dated, published_basis="none"))
    )
    linked = ds.articles.index[ds.articles["url"].notna()]
    twin = change(ds, "articles", linked[1], url=ds.articles.at[linked[0], "url"])
    assert any("url: has the link of" in line for line in find(twin))


def test_crosswalk_lines_agree_with_themselves(ds):
    exact = ds.events.loc[ds.events["date_precision"] == "day", "event_id"]
    fits = (ds.crosswalk["match"] == "same_day") & ds.crosswalk["event_id"].isin(exact)
    same = ds.crosswalk.index[fits][0]
    moved = change(ds, "crosswalk", same, source_date=pd.Timestamp("1999-09-09"))
    assert any(
        "match: is same_day, and 1999-09-09 is not the event's day" in x for x in find(moved)
    )
    none = change(ds, "crosswalk", same, match="not_an_event")
    assert any("match: is not_an_event, with an event" in line for line in find(none))
    settled = ds.crosswalk.index[ds.crosswalk["match"] == "not_an_event"][0]
    bare = change(ds, "crosswalk", settled, reason=None)
    assert any("reason: is blank where the row is no event" in line for line in find(bare))


def test_corrections_name_a_row_and_say_something_else(ds):
    index = ds.corrections.index[ds.corrections["field"] != "row"][0]
    lost = find(change(ds, "corrections", index, source_key="never"))
    assert any("has no row never in the crosswalk" in line for line in lost)
    value = ds.corrections.at[index, "source_value"]
    same = find(change(ds, "corrections", index, our_value=value))
    assert any("our_value: is what the list says" in line for line in same)


BROKEN_STATEMENTS = [
    ({"act": "warning", "tone": -3}, "tone: -3 is no tone of warning"),
    ({"themes": "nuclear;weather"}, "themes: weather is not in themes.csv"),
    ({"statement_date": pd.Timestamp("2030-01-01")}, "statement_date: is after its article"),
    ({"article_id": None}, "article_id: neither article nor document is given"),
]


@pytest.mark.parametrize(("values", "why"), BROKEN_STATEMENTS, ids=lambda v: str(v)[:40])
def test_a_broken_statement_is_named_with_its_line(ds, values, why):
    index = ds.statements.index[ds.statements["article_id"].notna()][0]
    found = find(change(ds, "statements", index, **values))
    assert any(line.startswith(f"statements.csv:{index + 2}: {why}") for line in found), found


def test_launches_cut_down_to_their_header_are_a_fault(ds):
    found = find(dataclasses.replace(ds, launches=ds.launches.iloc[:0]))
    assert any(line.startswith("launches.csv: holds no rows beside") for line in found)


def test_a_volley_without_its_missiles_is_found(ds, shots):
    index, event_id = shots
    found = find(drop(ds, "launches", ds.launches["event_id"] == event_id))
    assert f"events.csv:{index + 2}: event_id: has no row in launches.csv" in "".join(found)


def test_rows_out_of_order_are_found(ds):
    swapped = ds.sites.iloc[[1, 0, *range(2, len(ds.sites))]].reset_index(drop=True)
    found = find(dataclasses.replace(ds, sites=swapped))
    assert [line for line in found if line.startswith("lookup/sites.csv:3: site_id:")]


def test_no_span_ends_before_it_begins(ds):
    period = pd.DataFrame(
        {"period_id": ["a"], "kind": ["leader"], "name": ["A"],
         "start_date": pd.to_datetime(["2000-01-02"]), "end_date": pd.to_datetime(["2000-01-01"]),
         "source_url": [None]}
    )  # fmt: skip
    assert "lookup/periods.csv:2: end_date: 2000-01-01 is before 2000-01-02" in find(
        dataclasses.replace(ds, periods=period)
    )


def test_actor_codes():
    assert len(STATES) > 245
    assert find_actor_fault("UNSC") == find_actor_fault("JPN+KOR+USA") == ""
    assert "UK is no ISO" in find_actor_fault("UK")


def test_faults_of_an_empty_table_are_none():
    frame = pd.DataFrame({"event_id": pd.Series([], dtype=str)})
    assert point_out("events", frame, frame["event_id"] == "", "event_id", "never") == []


def test_check_prints_a_line_a_fault_and_exits_1(data_copy, capsys):
    path = data_copy / "events.csv"
    lines = path.read_text().splitlines(keepends=True)
    lines[1], lines[2] = lines[2], lines[1]
    path.write_text("".join(lines))
    assert main(["check", str(data_copy)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("events.csv:3: event_id: ")
    assert out[-1] == "1 fault(s)"


def test_check_of_sound_tables_exits_0(capsys):
    assert main(["check"]) == 0
    assert "no faults" in capsys.readouterr().out
