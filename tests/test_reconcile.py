"""Outside lists: read in any make, matched row by row, nothing dropped, missing rows proposed."""

import json
from datetime import date

import pandas as pd
import pytest

from peninsula.cli import main
from peninsula.reconcile import STATUSES, Columns, UnreadableError, reconcile_file
from peninsula.reconcile.celldates import find_order, read_day
from peninsula.reconcile.forms import load_labels, read_quantity, read_time, to_korea_day
from peninsula.reconcile.reading import read_table

CSIS_HEADER = (
    "date,type,event,description,resources,year,week_number,month_year,weekday,mentions_kim"
)
SRBM = "Short-range Ballistic Missile Launch"


def write(folder, text, name="list.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def csis(*rows) -> str:
    """A file in the form of CSIS's table from (date, label, link)."""
    lines = [f"{d},Missile Provocation,{label},words,{url},,,,," for d, label, url in rows]
    return "\n".join([CSIS_HEADER, *lines]) + "\n"


def statuses(report, *lines) -> list[str]:
    found = report.findings.set_index("line")["status"]
    return [found.loc[line] if line in found.index else "" for line in lines]


@pytest.fixture(scope="module")
def volley(ds):
    """A day with one ballistic event of the North that no other event of the sort is near."""
    events = ds.events[ds.events["event_type"] == "missile_ballistic"]
    events = events[(events["actor"] == "PRK") & (events["date_precision"] == "day")]
    gaps = events["event_date"].diff().dt.days.gt(9) & events["event_date"].diff(-1).dt.days.lt(-9)
    late = events["event_date"] > "2012-01-01"
    utc = ds.launches.set_index("event_id")["launched_utc"]
    first = events["event_id"].map(utc.groupby(level=0).first())
    night = first.dt.hour > 15  # the UTC day is the day before
    return events[gaps & late & night & (events["event_subtype"] == "SRBM")].iloc[0]


def test_rows_are_found_on_their_day_a_day_apart_in_utc_or_not_at_all(tmp_path, ds, volley):
    day = volley["event_date"]
    after, before, never = day + pd.Timedelta(days=2), day - pd.Timedelta(days=1), "2027-01-01"
    text = csis(
        (f"{day:%Y-%m-%d}", SRBM, ""), (f"{after:%Y-%m-%d}", SRBM, ""),
        (f"{before:%Y-%m-%d}", SRBM, ""), (never, SRBM, "https://a.org/2027-01-01/x"),
        (f"{day:%Y-%m-%d}", "Rocket Circus", ""),
    )  # fmt: skip
    report = reconcile_file(write(tmp_path, text), ds=ds)
    assert report.form.name == "csis"
    found = report.findings[report.findings["line"].notna()].set_index("line")
    assert found["status"].to_dict() == {
        2: "same_day", 3: "day_apart", 4: "time_zone", 5: "missing_here", 6: "label_unknown",
    }  # fmt: skip
    assert found.loc[3, "days_apart"] == 2 and found.loc[4, "days_apart"] == -1
    assert found.loc[4, "detail"] == "looks like the UTC day of the launch"
    assert set(found.loc[[2, 3, 4], "event_id"]) == {volley["event_id"]}


def test_what_we_have_and_the_list_lacks_is_named_in_its_span_only(tmp_path, ds):
    report = reconcile_file(
        write(tmp_path, csis(("2022-01-05", SRBM, ""), ("2022-01-17", SRBM, ""))), ds=ds
    )
    lacking = report.findings[report.findings["status"] == "missing_there"]
    assert lacking["event_date"].between("2022-01-05", "2022-01-17").all()
    assert {"20220111-missile_ballistic-1", "20220114-missile_ballistic-1"} <= set(
        lacking["event_id"]
    )


def test_a_list_of_missiles_is_held_against_launches(tmp_path, ds):
    header = (
        "F1,Date,Launch Time (UTC),Missile Name,Missile Type,Facility Name,"
        "Additional Information,Source(s)"
    )
    rows = [
        "1,4-Jan-22,11:10:00 PM,Hwasong-12A,MRBM,Mupyong-ni,words,",
        "2,13-Jan-22,5:41:00 AM,KN-23,SRBM,Uiju,words,",
        "3,1-Feb-27,1:00:00 AM,Unknown,SRBM,Sunan,words,https://a.org/x",
        "4,1-Feb-27,1:05:00 AM,Unknown,SRBM,Sunan,words,",
    ]
    path = write(tmp_path, "\n".join([header, *rows]) + "\n")
    report = reconcile_file(path, ds=ds)
    assert (report.form.name, report.form.unit) == ("cns", "missile")
    found = report.findings[report.findings["line"].notna()]
    first = found[(found["line"] == 2) & (found["status"] == "time_zone")].iloc[0]
    assert first["detail"] == "UTC day; 2022-01-05 in Korea"
    counted = found[found["status"] == "quantity_differs"]
    assert "1 row(s), and 2 launch(es) of ours" in counted["detail"].tolist()
    proposal = report.proposals()
    assert len(proposal) == 1
    event = proposal[0]["events"][0]
    assert (event["event_date"], event["quantity"], len(event["launches"])) == ("2027-02-01", 2, 2)


def test_several_rows_for_one_volley_show_a_list_of_missiles(tmp_path, ds):
    n = ds.launches["event_id"].value_counts()
    events = ds.events.set_index("event_id")
    volley = next(e for e in n.index if n[e] == 3 and events.loc[e, "event_subtype"] == "SRBM")
    day = f"{events.loc[volley, 'event_date']:%Y-%m-%d}"
    text = "when,what\n" + f"{day},missile_ballistic\n" * 3
    report = reconcile_file(write(tmp_path, text), columns=Columns("when", "what"), ds=ds)
    assert "unit_mismatch" in set(report.findings["status"])


def test_named_columns_with_a_quantity(tmp_path, ds):
    text = "Day;What;How many\n26.12.2022;Drones (UAVs);6\n26.12.2022;Drones (UAVs);Unknown\n"
    report = reconcile_file(
        write(tmp_path, text), columns=Columns("Day", "What", quantity="How many"), ds=ds
    )
    assert "fields are parted by ';'" in report.notes
    assert statuses(report, 2, 3) == ["quantity_differs", "same_day"]
    assert "list 6, ours exact 5" in report.findings["detail"].tolist()


FORM_OF = {
    "provocations_1958_2026": "csis",
    "provocations_1958_2017": "csis_2017",
    "provocations_tagged_1958_2026": "csis_tagged",
}


def test_the_files_we_compiled_from_hold_nothing_new(reference, ds):
    for name, form in FORM_OF.items():
        report = reconcile_file(reference / "csis" / f"{name}.csv", ds=ds)
        assert report.form.name == form
        assert not {"missing_here", "unreadable", "label_unknown"} & set(report.counts.index)
        assert report.n_rows == len(set(report.findings["line"].dropna()))
    for name in ("launches_with_sources_1984_2023.csv", "launches_1984_2026.json"):
        report = reconcile_file(reference / "cns" / name, ds=ds)
        assert not {"missing_here", "unreadable"} & set(report.counts.index)


def test_a_newer_file_of_the_same_form_needs_no_code(reference, ds, tmp_path):
    old = (reference / "csis" / "provocations_1958_2026.csv").read_text("utf-8")
    header, _, rest = old.partition("\n")
    new = csis(("2026-09-09", SRBM, ""), ("2026-09-08", "Rocket Circus", "")).partition("\n")[2]
    report = reconcile_file(write(tmp_path, f"{header}\n{new}{rest}"), ds=ds)
    assert report.counts["missing_here"] == 1 and report.counts["label_unknown"] == 1
    assert statuses(report, 2, 3) == ["missing_here", "label_unknown"]


def test_proposals_of_missing_rows_can_be_added(tmp_path, data_copy, capsys):
    link = "https://www.reuters.com/world/north-korea-fires-2027-01-01/"
    path = write(tmp_path, csis(("2027-01-01", SRBM, link), ("2027-01-02", "Nuclear Test", "")))
    out = tmp_path / "new.yaml"
    data = ["--data", str(data_copy)]
    assert main(["reconcile", str(path), "--propose", str(out), *data]) == 0
    assert "2 proposal(s) to review" in capsys.readouterr().err
    assert main(["add", str(out), *data]) == 0
    assert main(["check", str(data_copy)]) == 0
    assert main(["reconcile", str(path), "--format", "json", *data]) == 0
    text = capsys.readouterr().out
    counts = json.loads(text[text.index("{\n") :])["counts"]
    assert counts["same_day"] == 2 and "missing_here" not in counts


UNREADABLE = [
    (b"<!DOCTYPE html><html><table>", "is a web page, not a CSV"),
    (b"\xef\xbb\xbf<html>", "is a web page, not a CSV"),
    (b"", "is empty"),
    (b"PK\x03\x04rest", "is a spreadsheet or an archive"),
    (b"date\n2022-01-01\n", "has a single column"),
    (b"a\x00b,c\n", "is a binary file"),
    (b'{"a": 1}', "is JSON, but not the CNS list's form"),
    (b"when,what\n2022-01-01,x\n", "no known form has these columns: when, what"),
]


@pytest.mark.parametrize(("raw", "why"), UNREADABLE, ids=lambda v: str(v)[:24])
def test_a_file_that_is_no_list_is_refused_with_the_reason(tmp_path, capsys, raw, why):
    path = tmp_path / "list.csv"
    path.write_bytes(raw)
    assert main(["reconcile", str(path)]) == 2
    error = capsys.readouterr().err
    assert why in error and "list.csv" in error and "Traceback" not in error


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("when,what\n", "holds a header and no rows"),
        ("when,when\n2022-12-26,x\n", "column when stands twice in the header"),
        (f"when,what\n2022-12-26,{'a' * 200_000}\n", "cannot be read from line 2 on"),
    ],
)
def test_a_list_without_sound_rows_is_refused(tmp_path, ds, text, why):
    with pytest.raises(UnreadableError, match=why):
        reconcile_file(write(tmp_path, text), columns=Columns("when"), ds=ds)


def test_a_form_that_does_not_fit_says_what_it_lacks(tmp_path, capsys):
    path = write(tmp_path, "date,label\n2022-01-01,x\n")
    assert main(["reconcile", str(path), "--as", "csis"]) == 2
    assert "is not the csis form: no column description" in capsys.readouterr().err
    assert main(["reconcile", str(path), "--date-column", "day"]) == 2
    assert "no column day among date, label" in capsys.readouterr().err
    assert main(["reconcile", str(path), "--label-column", "label"]) == 2
    assert "name the date column too" in capsys.readouterr().err


def test_rows_that_cannot_be_understood_are_listed_and_exit_1(tmp_path, capsys):
    text = csis(("2022-01-05", SRBM, "")) + "soon,,,,,,,,,\n2022-01-11,too,short\n"
    assert main(["reconcile", str(write(tmp_path, text))]) == 1
    out = capsys.readouterr().out
    assert "line 3 · date: 'soon' is no date" in out
    assert "line 4 · has 3 fields, not 10" in out


def test_a_number_that_is_none_is_listed_and_its_row_kept(tmp_path, ds):
    text = "when,n\n2022-12-26,many\n2022-12-26,Unknown\n"
    report = reconcile_file(write(tmp_path, text), columns=Columns("when", quantity="n"), ds=ds)
    unreadable = report.findings[report.findings["status"] == "unreadable"]
    assert unreadable["detail"].tolist() == ["n: 'many' is no whole number"]
    assert set(report.findings["line"].dropna()) == {2, 3}


def test_a_column_without_a_name_is_no_quantity(tmp_path, ds):
    path = write(tmp_path, ",when,what\n7,2022-12-26,drone_incursion\n")
    report = reconcile_file(path, columns=Columns("when", "what"), ds=ds)
    assert statuses(report, 2) == ["same_day"]


def test_a_settled_row_under_a_new_unknown_label_is_named(tmp_path, ds, reference):
    text = (reference / "csis" / "provocations_1958_2026.csv").read_text("utf-8-sig")
    path = write(tmp_path, text.replace(f",{SRBM},", ",Rocket Circus,", 1))
    report = reconcile_file(path, ds=ds)
    renamed = report.findings[report.findings["label"] == "Rocket Circus"]
    assert set(renamed["status"]) == {"label_unknown"} and renamed["event_id"].all()


def test_line_numbers_count_lines_not_rows(tmp_path, ds):
    text = 'when,what\n2022-01-05,"a\nb"\nsoon,x\n'
    report = reconcile_file(write(tmp_path, text), columns=Columns("when", "what"), ds=ds)
    assert report.findings.loc[report.findings["status"] == "unreadable", "line"].tolist() == [4]


ENCODINGS = [
    ("utf-8-sig", "Kim’s"), ("utf-16", "Kim’s"), ("cp1252", "Kim’s — fin"),
    ("mac_roman", "Kim’s – élan"), ("cp949", "북한이 탄도미사일을 발사했다고"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "words"), ENCODINGS)
def test_usual_encodings_are_read_and_noted(tmp_path, encoding, words):
    end = "\r" if encoding == "mac_roman" else "\r\n"
    path = write(tmp_path, end.join(["day,text", f"2022-01-05,{words}", ""]), encoding=encoding)
    table = read_table(path)
    assert table.rows == [(2, {"day": "2022-01-05", "text": words})]
    assert bool(table.notes) == (encoding != "utf-8-sig")
    assert read_table(path, encoding).rows == table.rows


def test_a_wrong_encoding_named_by_hand_is_said(tmp_path):
    path = write(tmp_path, "day,text\n2022-01-05,é\n", encoding="cp1252")
    with pytest.raises(UnreadableError, match="cannot be read as utf-8"):
        read_table(path, "utf-8")


DATES = [
    ("2022-12-26", "2022-12-26"), ("2022/1/5", "2022-01-05"), ("2022.12.26.", "2022-12-26"),
    ("20221226", "2022-12-26"), ("26-Dec-22", "2022-12-26"), ("9-Apr-84", "1984-04-09"),
    ("26 December 2022", "2022-12-26"), ("Dec. 26, 2022", "2022-12-26"),
    ("2022년 12월 26일", "2022-12-26"), ("44921", "2022-12-26"), ("44921.5", "2022-12-26"),
    ("2022-12-26 00:00:00", "2022-12-26"), ("2022-12-25T23:00:00Z", "2022-12-26"),
    ("Sep-84", "1984-09-01"), ("1984-09", "1984-09-01"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DATES)
def test_dates_as_people_and_spreadsheets_write_them(text, day):
    assert read_day(text).date.isoformat() == day


@pytest.mark.parametrize("text", ["", "soon", "2022-02-30", "13/13/2022", "Foo-84", "7", "999999"])
def test_what_is_no_date_is_none(text):
    assert read_day(text, "mdy") is None


def test_day_and_month_by_number_need_a_column_that_tells(tmp_path, ds):
    assert find_order(["03/04/22", "25/04/22"]) == "dmy"
    assert find_order(["03/04/22", "04/25/22"]) == "mdy"
    assert find_order(["25/04/22", "04/25/22"]) == "either"
    assert read_day("1/5/22", "mdy").date == date(2022, 1, 5)
    path = write(tmp_path, "day,what\n01/05/2022,SRBM\n")
    with pytest.raises(UnreadableError, match="could be day or month first; say --date-order"):
        reconcile_file(path, columns=Columns("day", "what"), ds=ds)
    report = reconcile_file(path, columns=Columns("day", "what"), ds=ds, date_order="mdy")
    assert statuses(report, 2) == ["same_day"]


def test_numbers_and_times_that_are_not_known_are_nothing():
    assert [read_quantity(t) for t in ("Unknown", "n/a", "", "about 5", "5.0", "some")] == [
        None, None, None, 5, 5, None,
    ]  # fmt: skip
    assert [read_time(t) for t in ("12:29:00 AM", "12:29 PM", "25:00", "unknown")] == [
        "00:29", "12:29", "", "",
    ]  # fmt: skip
    assert to_korea_day(date(2022, 12, 31), "15:00", "UTC") == date(2023, 1, 1)


def test_labels_lead_to_types_of_the_taxonomy(ds):
    known = set(ds.event_types["event_type"])
    for label, (types, _) in load_labels().items():
        assert set(types) <= known, label
    assert load_labels()["dmz enroachment"][0][0] == "border_crossing"


def test_formats_say_the_same(tmp_path, capsys):
    path = str(write(tmp_path, csis(("2027-01-01", SRBM, ""), ("2022-01-05", SRBM, ""))))
    out = {}
    for form in ("table", "csv", "json"):
        assert main(["reconcile", path, "--format", form]) == 0
        out[form] = capsys.readouterr().out
    rows = json.loads(out["json"])["rows"]
    assert rows[0]["status"] == "missing_here" and rows[0]["source_date"] == "2027-01-01"
    assert out["csv"].splitlines()[1].startswith("missing_here,2,2027-01-01/1,2027-01-01,")
    assert "line 2 · 2027-01-01 · Short-range Ballistic Missile Launch" in out["table"]
    assert out["csv"].count("\n") == len(rows) + 1


def test_every_status_is_explained():
    assert all(STATUSES.values()) and len(STATUSES) == 11
