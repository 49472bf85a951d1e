"""The roll-up: figures against plain counting, bad rows counted and named, calendars complete."""

import zipfile

import pandas as pd
import pytest
from tests.test_bulk_reading import make_row, write

from peninsula import bulk
from peninsula.bulk.plan import make_plan, match_types
from peninsula.faults import DataError


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return bulk.write_sample(tmp_path_factory.mktemp("sample"), 5000)


def read_plainly(path, n_columns=61):
    columns = bulk.FORMS[n_columns].columns
    rows = pd.read_csv(path, sep="\t", names=columns, dtype=str, quoting=3, keep_default_na=False)
    return rows.assign(period_start=pd.to_datetime(rows["SQLDATE"].str[:6] + "01"))


def test_figures_are_those_of_plain_counting(sample):
    table = bulk.roll_up(sample, by="month,root_code", actor="PRK", complete=False)
    rows = read_plainly(sample)
    mine = rows[rows["Actor1CountryCode"] == "PRK"]
    keys = ["period_start", "EventRootCode"]
    plain = mine.assign(
        mentions=mine["NumMentions"].astype(int), score=mine["GoldsteinScale"].astype(float)
    ).groupby(keys)
    assert table["n"].tolist() == plain.size().tolist()
    assert table["n_mentions"].tolist() == plain["mentions"].sum().tolist()
    assert table["mean_goldstein"].tolist() == pytest.approx(plain["score"].mean(), abs=1e-4)
    volume = rows.groupby("period_start").size()
    assert table["n_all"].tolist() == table["period_start"].map(volume).tolist()
    assert table["share"].tolist() == pytest.approx(table["n"] / table["n_all"], abs=1e-8)


def test_the_hundred_real_rows(reference):
    path = reference / "gdelt/20141124.export.sample.CSV"
    table = bulk.roll_up(path, by="day,quad_class", complete=False)
    assert table["n"].sum() == 100 and table.attrs["n_bad"] == 0
    assert sorted(set(table["period_start"].dt.strftime("%Y%m%d"))) == ["20041126", "20131124"]
    codes = bulk.roll_up(path, by="event_code", complete=False).set_index("event_code")["n"]
    assert codes["043"] == 11 and codes["0874"] == 2
    korea = bulk.roll_up(path, by="year", recipient="PRK")
    assert korea["n"].sum() == 1


def test_zip_text_and_parquet_agree(sample, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(sample, "a.export.CSV")
    bulk.generate(tmp_path / "b.parquet", 5000)
    tables = [
        bulk.roll_up(path, by="month,event_code,actor_pair", complete=False).to_csv()
        for path in (sample, tmp_path / "a.zip", tmp_path / "b.parquet")
    ]
    assert tables[0] == tables[1] == tables[2]


def test_forms_mix(tmp_path):
    paths = [
        write(tmp_path / f"{n}.csv", make_row(n, GLOBALEVENTID=n), make_row(n, SQLDATE=20230105))
        for n in (57, 58, 61)
    ]
    table = bulk.roll_up(paths, by="month", actor="PRK")
    assert table["n"].tolist() == [3, 3] and table.attrs["n_bad"] == 0
    once = bulk.roll_up(paths, by="month", actor="PRK", once="source")
    assert once["n"].tolist() == [2, 2], "one link in two files; the oldest form has none"


def test_calendar_is_complete_and_what_is_not_covered_is_blank(tmp_path):
    path = write(
        tmp_path / "a.csv",
        make_row(SQLDATE=20221226), make_row(SQLDATE=20230210, Actor1CountryCode="USA"),
    )  # fmt: skip
    table = bulk.roll_up(path, by="month,root_code", actor="PRK")
    assert table["period_start"].dt.strftime("%Y-%m").tolist() == ["2022-12", "2023-01", "2023-02"]
    assert table["n"].astype(object).where(table["n"].notna(), None).tolist() == [1, None, 0]
    assert table["share"].iloc[0] == 1.0 and table["share"].iloc[2] == 0.0
    assert pd.isna(table["share"].iloc[1]) and pd.isna(table["mean_goldstein"].iloc[2])


def test_span_is_cut_and_what_lies_outside_is_counted(sample):
    whole = bulk.roll_up(sample, by="month")
    cut = bulk.roll_up(sample, by="month", start="2022-03-15", end="2022-05-01")
    assert cut["period_start"].dt.month.tolist() == [3, 4, 5]
    assert cut["n"].sum() + cut.attrs["n_outside"] == whole["n"].sum()
    with pytest.raises(ValueError, match="after end"):
        bulk.roll_up(sample, by="month", start="2023-01-01", end="2022-01-01")


def test_year_end(tmp_path):
    path = write(tmp_path / "a.csv", make_row(SQLDATE=20221231), make_row(SQLDATE=20230101))
    assert bulk.roll_up(path, by="year")["n"].tolist() == [1, 1]
    assert bulk.roll_up(path, by="day")["n"].tolist() == [1, 1]


def test_without_a_period_there_is_no_calendar(sample):
    table = bulk.roll_up(sample, by="actor", involving="KOR")
    assert table.columns[0] == "actor" and "unknown" in set(table["actor"])


def test_one_row_and_no_match(tmp_path):
    path = write(tmp_path / "a.csv", make_row())
    assert bulk.roll_up(path, by="month,root_code")["n"].tolist() == [1]
    none = bulk.roll_up(path, by="month", actor="JPN")
    assert none["n"].tolist() == [0] and none["n_all"].tolist() == [1]
    assert len(bulk.roll_up(path, by="month,root_code", actor="JPN")) == 0


def test_an_event_counts_once(tmp_path):
    rows = [make_row(GLOBALEVENTID=7), make_row(GLOBALEVENTID=7), make_row(GLOBALEVENTID=8)]
    paths = [write(tmp_path / "a.csv", *rows), write(tmp_path / "b.csv", rows[0])]
    assert bulk.roll_up(paths, by="month")["n"].tolist() == [4]
    once = bulk.roll_up(paths, by="month", actor="PRK", once="event")
    assert once["n"].tolist() == [2] and once["n_all"].tolist() == [2]


def test_a_link_counts_once_in_a_group(tmp_path):
    path = write(
        tmp_path / "a.csv",
        make_row(GLOBALEVENTID=1), make_row(GLOBALEVENTID=2),
        make_row(GLOBALEVENTID=3, EventRootCode="04"), make_row(GLOBALEVENTID=4, SOURCEURL=""),
        make_row(GLOBALEVENTID=5, SOURCEURL=""),
    )  # fmt: skip
    table = bulk.roll_up(path, by="month,root_code", actor="PRK", once="source")
    assert dict(zip(table["root_code"], table["n"], strict=True)) == {"04": 1, "19": 3}
    assert set(table["n_all"]) == {3}, "one link and two rows without"


def test_types_share_a_code_and_the_longest_beginning_decides():
    types = pd.DataFrame(
        {"event_type": ["aid", "military_cooperation", "x", "meeting"],
         "cameo": ["07x", "062; 072", "150 (196 where it breaks a truce)", None]}
    )  # fmt: skip
    assert match_types(types) == {
        "062": "military_cooperation", "07": "aid", "072": "military_cooperation", "150": "x",
        "196": "x",
    }  # fmt: skip


def test_by_type_uses_the_lookup(tmp_path, ds):
    codes = {
        "073": "aid",
        "072": "military_cooperation",
        "011": "no_type",
        "1951": "attack_kinetic",
    }
    rows = [make_row(EventCode=code, EventRootCode=code[:2]) for code in codes]
    table = bulk.roll_up(write(tmp_path / "a.csv", *rows), by="type")
    assert sorted(table["event_type"]) == sorted(codes.values())
    shows = bulk.roll_up(write(tmp_path / "b.csv", make_row(EventCode="150")), by="type")
    assert {"missile_ballistic", "border_crossing"} <= set(shows["event_type"][0].split(";"))


BAD = {
    "too few columns": ("\t".join(make_row().split("\t")[:40]), "40 columns, not 58"),
    "a stray tab": (make_row(Actor1Name="NORTH\tKOREA"), "59 columns, not 58; a stray tab"),
    "a row of the other form": (make_row(61), "61 columns, not 58"),
    "no date": (make_row(SQLDATE=""), "SQLDATE: is blank"),
    "a thirteenth month": (make_row(SQLDATE=20221301), "SQLDATE: '20221301' is no date"),
    "an unknown code": (make_row(EventRootCode="21"), "EventRootCode: '21' is not a code of CAMEO"),
    "a blank code": (make_row(EventRootCode=""), "EventRootCode: blank is not a code of CAMEO"),
    "a word for a number": (make_row(NumMentions="many"), "NumMentions"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_counted_and_named_or_refused(name, tmp_path):
    row, why = BAD[name]
    path = write(tmp_path / "a.csv", make_row(), make_row(), row, make_row())
    table = bulk.roll_up(path, by="month,root_code")
    assert table["n"].tolist() == [3] and table["n_all"].tolist() == [3]
    assert table.attrs["n_bad"] == 1
    (line,) = table.attrs["bad_rows"]
    assert line.startswith(f"{path}:3: ") and why in line
    with pytest.raises(DataError, match="a.csv:3: "):
        bulk.roll_up(path, by="month,root_code", bad_rows="refuse")


def test_lines_are_counted_with_header_blank_lines_and_windows_ends(tmp_path):
    header = "\t".join(bulk.FORMS[58].columns)
    path = write(tmp_path / "a.csv", header, make_row(), "", "1\t2", make_row(), end="\r\n")
    table = bulk.roll_up(path, by="month")
    assert table["n"].tolist() == [2]
    assert table.attrs["bad_rows"][0].startswith(f"{path}:4: 2 columns")


def test_many_bad_rows_are_counted_and_the_first_named(tmp_path):
    rows = [make_row(SQLDATE=99) for _ in range(30)] + ["x\ty"] * 30 + [make_row()]
    table = bulk.roll_up(write(tmp_path / "a.csv", make_row(), *rows), by="month")
    assert table.attrs["n_bad"] == 60 and len(table.attrs["bad_rows"]) == 20
    assert table["n"].tolist() == [2]


def test_an_unknown_code_of_another_actor_is_nobodys_business(tmp_path):
    odd = make_row(EventRootCode="99", Actor1CountryCode="USA")
    path = write(tmp_path / "a.csv", make_row(), odd)
    table = bulk.roll_up(path, by="month,root_code", actor="PRK")
    assert table["n_all"].tolist() == [2] and table.attrs["n_bad"] == 0


def test_tabs_after_the_last_value_do_no_harm(tmp_path):
    path = write(tmp_path / "a.csv", make_row(), make_row() + "\t\t")
    assert bulk.roll_up(path, by="month")["n"].tolist() == [2]


def test_a_carriage_return_inside_a_line_is_named(tmp_path):
    path = write(tmp_path / "a.csv", make_row(), make_row(Actor1Name="NORTH\rKOREA"), make_row())
    with pytest.raises(DataError, match="a.csv:2: a carriage return inside the line"):
        bulk.roll_up(path, by="month")


def test_quotes_are_only_text(tmp_path):
    path = write(tmp_path / "a.csv", make_row(Actor1Name='"NORTH'), make_row(Actor2Name="O'NEIL"))
    assert bulk.roll_up(path, by="month")["n"].tolist() == [2]


def test_a_bad_row_of_parquet_is_named(tmp_path):
    path = write(tmp_path / "a.csv", make_row(), make_row(EventRootCode="--"))
    bulk.convert(path, tmp_path / "parquet")
    table = bulk.roll_up(tmp_path / "parquet", by="month,root_code")
    assert table["n"].tolist() == [1] and table.attrs["n_bad"] == 1
    assert "a.parquet:2: EventRootCode: '--' is not a code" in table.attrs["bad_rows"][0]


def test_parquet_that_lost_its_zeros_or_a_column_is_refused(tmp_path):
    frame = pd.DataFrame({"SQLDATE": [20221226], "EventRootCode": [4], "NumMentions": [1],
                          "GoldsteinScale": [1.0]})  # fmt: skip
    frame.to_parquet(tmp_path / "a.parquet")
    with pytest.raises(DataError, match="EventRootCode: is stored as a number, so leading zeros"):
        bulk.roll_up(tmp_path / "a.parquet", by="month,root_code")
    with pytest.raises(DataError, match="EventCode: no such column"):
        bulk.roll_up(tmp_path / "a.parquet", by="month,event_code")
    assert bulk.roll_up(tmp_path / "a.parquet", by="month")["n"].tolist() == [1]


def test_empty_files_are_told_or_refused(tmp_path):
    (tmp_path / "a.csv").touch()
    table = bulk.roll_up(tmp_path / "a.csv", by="month,root_code")
    assert len(table) == 0 and table.attrs["empty"] == [str(tmp_path / "a.csv")]
    assert table.columns.tolist()[:3] == ["period_start", "root_code", "n"]
    with pytest.raises(DataError, match="a.csv: an empty file"):
        bulk.roll_up(tmp_path / "a.csv", bad_rows="refuse")


def test_no_column_is_read_that_is_not_used():
    assert make_plan("month").columns == ["SQLDATE", "NumMentions", "GoldsteinScale"]
    assert "SOURCEURL" in make_plan("month", once="source").columns


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"by": "decade"}, "cannot count by decade"),
        ({"by": "day,month"}, "one of day and month"),
        ({"actor": "North Korea"}, "no country code"),
        ({"once": "twice"}, "once must be"),
        ({"engine": "abacus"}, "engine must be"),
        ({"bad_rows": "ignore"}, "bad_rows must be"),
        ({"memory_limit": "much"}, "(?i)memory"),
    ],
)
def test_arguments_are_checked(options, why, sample):
    with pytest.raises(ValueError, match=why):
        bulk.roll_up(sample, **options)


def test_duckdb_does_not_fetch(sample):
    with pytest.raises(DataError, match="not on this machine"):
        bulk.roll_up("https://example.invalid/a.csv")


def test_a_table_too_large_to_fill_says_so(sample):
    with pytest.raises(ValueError, match="--sparse"):
        bulk.roll_up(sample, by="day,actor_pair,event_code", start="1900-01-01")
