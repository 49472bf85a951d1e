"""The tables of record: accounted for, described, hashed, agreeing with published figures."""

import csv
import importlib.util
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from peninsula.data import to_csv
from peninsula.datapackage import describe_field, hash_bytes, refresh_hashes
from peninsula.schema import TABLES

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
LIMIT_MB = 15
ROWS_OF_LISTS = {
    "cns": 339, "csis": 493, "csis_2017": 275, "csis_tagged": 481, "csis_russia": 277,
    "csis_negotiations": 214, "rok_attack": 252, "rok_balloon": 168, "rok_nuclear": 6,
}  # fmt: skip


def list_files():
    """Files of the data folder but for what ``peninsula add`` keeps to undo itself."""
    return [p for p in DATA.rglob("*") if p.is_file() and ".peninsula" not in p.parts]


@pytest.fixture(scope="module")
def package():
    return json.loads((DATA / "datapackage.json").read_text())


@pytest.fixture(scope="module")
def codebook():
    return (DATA / "README.md").read_text()


@pytest.fixture(scope="module")
def builder():
    path = ROOT / "scripts" / "build_datapackage.py"
    spec = importlib.util.spec_from_file_location("build_datapackage", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_codebook_and_package_are_what_the_script_writes(builder, codebook, package):
    assert builder.build_codebook(DATA) == codebook, "run scripts/build_datapackage.py"
    assert json.loads(builder.build_package(DATA)) == package, "run scripts/build_datapackage.py"


def test_every_file_is_a_table_and_every_table_a_file(package):
    files = {str(path.relative_to(DATA)) for path in list_files() if path.suffix == ".csv"}
    assert files == {table.path for table in TABLES.values()}
    assert [r["path"] for r in package["resources"]] == [t.path for t in TABLES.values()]


def test_package_says_what_the_schema_says(package):
    for resource in package["resources"]:
        table = TABLES[resource["name"]]
        fields = resource["schema"]["fields"]
        assert fields == [describe_field(column) for column in table.schema.columns.values()]
        assert all(field["description"] for field in fields)
        assert resource["schema"]["primaryKey"] == list(table.key)
        raw = (DATA / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(raw), hash_bytes(raw))
    assert package["licenses"] and all(s["title"] and s["path"] for s in package["sources"])


def test_codebook_has_each_table_and_column_and_no_other(codebook):
    sections = re.split(r"^### `(.+)`$", codebook.partition("## Sources")[0], flags=re.M)[1:]
    described = dict(zip(sections[::2], sections[1::2], strict=True))
    assert list(described) == [table.path for table in TABLES.values()]
    for table in TABLES.values():
        section = described[table.path]
        assert section.strip().startswith("One row is ")
        columns = re.findall(r"^\| `(\w+)`(?: \*\*key\*\*)? \| [^`]", section, flags=re.M)
        assert columns == table.columns


def read_column(table, column) -> set[str]:
    with open(DATA / TABLES[table].path, encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)} - {""}


OPEN_LISTS = [
    ("events", "event_subtype"), ("launches", "landing"), ("crosswalk", "source"),
    ("unsupported_links", "source"), ("document_scores", "method"), ("statements", "tone"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column"), OPEN_LISTS)
def test_every_value_used_is_defined(builder, table, column):
    meanings = builder.index_values(builder.read_coded("values"))
    assert read_column(table, column) <= set(meanings[column])


def test_every_value_allowed_is_defined_and_every_definition_used(builder):
    meanings = builder.index_values(builder.read_coded("values"))
    known = {}
    for table in TABLES.values():
        for name, column in table.schema.columns.items():
            known.setdefault(name, set()).update(builder.list_allowed(column))
    for column, values in known.items():
        assert values <= set(meanings.get(column, {})), column
    free = {column for _, column in OPEN_LISTS} | {"specificity"}
    for column, told in meanings.items():
        assert column in known
        assert column in free or set(told) <= known[column], column


def test_frictionless_finds_the_package_sound():
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "note"])[:5]


def test_frictionless_sees_a_changed_file(data_copy):
    frictionless = pytest.importorskip("frictionless")
    path = data_copy / "lookup" / "sites.csv"
    path.write_text(path.read_text().replace("Sohae", "Sohe", 1))
    assert not frictionless.validate(str(data_copy / "datapackage.json")).valid


def test_hashes_follow_a_new_text(package):
    text = (DATA / "datapackage.json").read_text()
    changed = json.loads(refresh_hashes(text, {"lookup/sites.csv": "a\n"}))
    resources = {r["path"]: r for r in changed["resources"]}
    assert resources["lookup/sites.csv"]["bytes"] == 2
    assert resources["events.csv"] == {r["path"]: r for r in package["resources"]}["events.csv"]


def test_the_data_stay_small():
    size = sum(path.stat().st_size for path in list_files())
    assert size < LIMIT_MB * 1_000_000


@pytest.mark.parametrize("name", ["events", "launches", "articles", "crosswalk", "sites"])
def test_saving_what_was_loaded_changes_no_byte(ds, name):
    assert to_csv(TABLES[name], getattr(ds, name)) == (DATA / TABLES[name].path).read_text()


@pytest.mark.parametrize("source", ROWS_OF_LISTS)
def test_every_row_of_every_list_is_accounted_for(ds, source):
    lines = ds.crosswalk[ds.crosswalk["source"] == source]
    assert lines["source_key"].nunique() == ROWS_OF_LISTS[source]
    none = lines["event_id"].isna()
    assert (lines.loc[none, "match"] == "not_an_event").all()
    assert lines.loc[none, "reason"].notna().all()


def test_every_launch_row_of_cns_is_a_launch(ds):
    cns = ds.crosswalk[ds.crosswalk["source"] == "cns"]
    assert cns["event_id"].notna().all()
    rows, ours = cns["event_id"].value_counts(), ds.launches["event_id"].value_counts()
    assert (ours.reindex(rows.index) >= rows).all()


@pytest.fixture(scope="module")
def cns_2023(ds):
    """Rows of the CNS list to April 2023, with the list's own day."""
    rows = ds.crosswalk[ds.crosswalk["source"] == "cns"].copy()
    rows["number"] = rows["source_key"].astype(int)
    return rows[rows["number"] <= 245]


def test_rows_by_leader_are_the_published_ones(cns_2023):
    days = cns_2023["source_date"]
    eras = pd.cut(
        days, pd.to_datetime(["1948-09-09", "1994-07-08", "2011-12-17", "2030-01-01"]), right=False
    )
    assert eras.value_counts(sort=False).tolist() == [15, 16, 214]


def test_rows_by_year_are_the_published_ones(cns_2023):
    n = cns_2023["source_date"].dt.year.value_counts().reindex(range(2012, 2023), fill_value=0)
    assert n.tolist() == [2, 6, 19, 15, 24, 21, 0, 27, 9, 6, 69]


def test_2022_has_69_missiles_on_33_days_in_cns_and_what_it_lacks(ds, cns_2023):
    rows = cns_2023[cns_2023["source_date"].dt.year == 2022]
    dates = ds.events.set_index("event_id")["event_date"]
    assert rows["event_id"].map(dates).nunique() == 33
    listed = ds.launches[ds.launches["event_id"].isin(rows["event_id"])]
    assert len(listed) == 69
    assert listed["outcome"].value_counts().to_dict() == {
        "success": 42, "unknown": 22, "failure": 5,
    }  # fmt: skip
    year = dates[dates.dt.year == 2022].index
    kinds = ds.events.set_index("event_id")["event_type"].isin(
        ["missile_ballistic", "space_launch"]
    )
    ours = ds.launches[ds.launches["event_id"].isin(year.intersection(kinds[kinds].index))]
    assert len(ours) == 73  # the four of 5 November are not in CNS


def test_success_of_known_outcomes_is_the_published_one(ds, cns_2023):
    flights = ds.launches[ds.launches["event_id"].isin(cns_2023["event_id"])]
    known = flights[flights["outcome"] != "unknown"]
    share = (known["outcome"] == "success").groupby(known["missile_type"]).mean()
    assert share[["SRBM", "MRBM", "IRBM", "ICBM"]].round(3).tolist() == pytest.approx(
        [0.965, 0.83, 0.33, 0.73], abs=0.006
    )


def test_launch_times_and_sites_are_complete(ds):
    timed = ds.launches["launched_utc"].notna()
    assert (ds.launches.loc[timed, "time_precision"] == "minute").all()
    assert ds.sites["latitude"].notna().all()


def test_seed_page_is_there_as_expected(ds):
    expected = {
        "20221226-drone_incursion-1", "20221226-drone_incursion-2", "20221226-warning_fire-1",
        "20221226-military_deployment-1", "20221227-meeting_domestic-1",
    }  # fmt: skip
    article = ds.articles[ds.articles["outlet"] == "The Independent UK"]["article_id"].item()
    links = ds.event_articles[ds.event_articles["article_id"] == article]
    assert set(links["event_id"]) == expected
    statements = ds.statements[ds.statements["article_id"] == article]
    assert sorted(statements["act"]) == ["armament_pledge", "armament_pledge", "statement"]
