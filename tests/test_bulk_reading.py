"""Forms told by columns, files found in folders, and every kind of bad file named."""

import csv
import errno
import gzip
import os
import zipfile

import pytest

from peninsula import bulk
from peninsula.bulk.finding import find_files, list_paths
from peninsula.bulk.formats import GDELT_1, GDELT_1_BACKFILE, GDELT_2, column_type
from peninsula.faults import DataError


def make_row(n_columns=58, **values):
    """One line in GDELT's form: an act by PRK on KOR, unless told otherwise."""
    usual = {
        "GLOBALEVENTID": 1, "SQLDATE": 20221226, "Actor1CountryCode": "PRK",
        "Actor2CountryCode": "KOR", "EventCode": "190", "EventBaseCode": "190",
        "EventRootCode": "19", "QuadClass": 4, "GoldsteinScale": -10.0, "NumMentions": 3,
        "DATEADDED": 20221227, "SOURCEURL": "https://generated.invalid/1",
    }  # fmt: skip
    cells = usual | values
    return "\t".join(str(cells.get(c, "")) for c in bulk.FORMS[n_columns].columns)


def write(path, *rows, end="\n"):
    path.write_bytes("".join(row + end for row in rows).encode())
    return path


@pytest.fixture
def room(tmp_path):
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def refused(paths, room):
    with pytest.raises(DataError) as caught:
        find_files(paths, room)
    return str(caught.value)


def test_columns_are_those_of_the_published_header_rows(reference):
    first = (reference / "gdelt/GDELT_1.0_event_Column_Labels_Header_Row_Sep2016.tsv").read_text()
    assert tuple(first.split()[1:]) == GDELT_1.columns
    second = reference / "gdelt/GDELT_2.0_Events_Column_Labels_Header_Row_Sep2016.csv"
    with second.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(row["tableId"] for row in rows) == GDELT_2.columns
    assert GDELT_1_BACKFILE.columns == GDELT_1.columns[:-1]
    numbers = {row["tableId"] for row in rows if row["dataType"] in ("INTEGER", "FLOAT")}
    typed = {c for c in GDELT_2.columns if column_type(c) != "STRING"}
    assert typed <= numbers


def test_codes_hold_every_code_of_the_reference_table_and_keep_their_zeros(reference):
    with (reference / "gdelt/cameoCodeTable.tsv").open(newline="") as file:
        codes = {row["cameoCode"].strip() for row in csv.DictReader(file, delimiter="\t")}
    assert {code for code in codes if len(code) > 2} <= bulk.list_event_codes()
    assert {code for code in codes if len(code) == 2} == set(bulk.ROOT_CODES)
    assert {"036", "1712", "1951", "176"} <= bulk.list_event_codes()


@pytest.mark.parametrize("n_columns", [57, 58, 61])
def test_form_is_told_by_the_columns(n_columns, tmp_path, room):
    path = write(tmp_path / "a.CSV", make_row(n_columns))
    (file,) = find_files([path], room).files
    assert file.columns == bulk.FORMS[n_columns].columns
    assert not file.has_header


def test_one_broken_first_line_does_not_hide_the_form(tmp_path, room):
    path = write(tmp_path / "a.csv", "1\t2", make_row(61), make_row(61))
    assert len(find_files([path], room).files[0].columns) == 61


def test_header_is_seen_and_a_wrong_one_refused(tmp_path, room):
    path = write(tmp_path / "a.tsv", "\t".join(GDELT_1.columns), make_row())
    assert find_files([path], room).files[0].has_header
    swapped = list(GDELT_1.columns)
    swapped[6], swapped[7] = swapped[7], swapped[6]
    path = write(tmp_path / "b.tsv", "\t".join(swapped), make_row())
    assert f"{path}:1: the header does not name the columns" in refused([path], room)


def test_zip_and_gzip_are_read(tmp_path, room):
    line = make_row(61) + "\n"
    with zipfile.ZipFile(tmp_path / "20221227.export.CSV.zip", "w") as archive:
        archive.writestr("20221227.export.CSV", line)
    with gzip.open(tmp_path / "b.csv.gz", "wt") as file:
        file.write(line)
    found = find_files([tmp_path], room)
    shown = [file.shown.removeprefix(f"{tmp_path}/") for file in found.files]
    assert shown == ["20221227.export.CSV.zip/20221227.export.CSV", "b.csv.gz"]


def test_a_name_in_a_zip_leads_nowhere_else(tmp_path, room):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../outside.csv", make_row() + "\n")
    (file,) = find_files([tmp_path / "a.zip"], room).files
    assert file.path.startswith(str(room))


def test_truncated_zip_is_named(tmp_path, room):
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "".join(make_row(GLOBALEVENTID=i) + "\n" for i in range(500)))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-200])
    assert f"{cut}: a damaged zip file" in refused([cut], room)


def test_zip_changed_on_its_way_is_named(tmp_path, room):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", make_row() + "\n")
    path.write_bytes(path.read_bytes().replace(b"PRK", b"KOR", 1))
    assert "damaged zip file" in refused([path], room)


def test_truncated_gzip_is_named(tmp_path, room):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress((make_row() + "\n").encode())[:-30])
    assert f"{path}: a damaged gzip file" in refused([path], room)


def test_another_table_is_refused_with_its_line(tmp_path, room):
    path = write(tmp_path / "a.csv", "date,event", "2022-12-26,drone")
    assert f"{path}:1: 1 column(s) between tabs; an event table has 57" in refused([path], room)


def test_half_a_parquet_file_is_never_taken_for_a_whole_one(tmp_path, room):
    whole = tmp_path / "whole.parquet"
    bulk.generate(whole, 100)
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole.read_bytes()[:-100])
    assert f"{cut}: not a whole Parquet file" in refused([cut], room)


def test_empty_files_are_listed(tmp_path, room):
    for name in ("a.csv", "b.parquet"):
        (tmp_path / name).touch()
    write(tmp_path / "c.csv", "", "")
    found = find_files([tmp_path], room)
    assert found.files == () and len(found.empty) == 3


def test_folder_with_other_files_says_what_it_left_out(tmp_path):
    for name in (
        "notes.md", ".hidden.csv", "a.csv.part", "20221227.mentions.CSV.zip", "20221227.gkg.csv",
        "a.csv", "deep/b.CSV.zip", "_SUCCESS",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    chosen, left_out = list_paths([tmp_path])
    assert [path.name for path in chosen] == ["a.csv", "b.CSV.zip"]
    assert len(left_out) == 6
    assert f"{tmp_path}/20221227.gkg.csv: another table of GDELT" in left_out
    assert f"{tmp_path}/notes.md: not an event file" in left_out


def test_a_file_named_twice_counts_once(tmp_path):
    path = write(tmp_path / "a.csv", make_row())
    assert len(list_paths([path, tmp_path, tmp_path / "." / "a.csv"])[0]) == 1


def test_nothing_there(tmp_path, room):
    assert "does not exist" in refused([tmp_path / "none.csv"], room)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no event file" in refused([empty], room)


def test_no_room_to_unzip_is_said(tmp_path, room, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", make_row() + "\n")

    def fill_up(*words):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("shutil.copyfileobj", fill_up)
    with pytest.raises(OSError, match="a.zip: cannot be unzipped into .* No space left.*TMPDIR"):
        find_files([tmp_path / "a.zip"], room)
