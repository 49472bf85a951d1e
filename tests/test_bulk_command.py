"""``peninsula bulk``: the same functions, told in lines and exit codes."""

import csv

import pytest
from tests.test_bulk_reading import make_row, write

from peninsula import bulk
from peninsula.cli import main


@pytest.fixture
def sample(tmp_path):
    return bulk.write_sample(tmp_path, 2000)


def test_table_on_standard_output(sample, capsys):
    assert main(["bulk", str(sample), "--actor", "prk"]) == 0
    captured = capsys.readouterr()
    rows = list(csv.DictReader(captured.out.splitlines()))
    assert list(rows[0]) == ["period_start", "root_code", "n", "n_mentions", "mean_goldstein",
                             "n_all", "share"]  # fmt: skip
    assert rows[0]["period_start"] == "2022-01-01" and captured.err == ""


def test_two_runs_give_the_same_bytes(sample, tmp_path):
    for name in ("a.csv", "b.csv"):
        assert main(["bulk", str(sample), "--by", "day,type", "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_bad_rows_are_told_and_the_status_is_1(tmp_path, capsys):
    path = write(tmp_path / "a.csv", make_row(), "1\t2")
    (tmp_path / "notes.md").touch()
    assert main(["bulk", str(tmp_path), "--by", "month"]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[1].startswith("2022-12-01,1,")
    assert "1 bad row(s), in no figure" in captured.err
    assert f"{path}:2: 2 columns, not 58" in captured.err
    assert f"left out: {tmp_path}/notes.md: not an event file" in captured.err


def test_bad_rows_refused_give_no_table_and_status_2(tmp_path, capsys):
    path = write(tmp_path / "a.csv", make_row(), "1\t2")
    out = tmp_path / "out.csv"
    assert main(["bulk", str(path), "--bad-rows", "refuse", "--out", str(out)]) == 2
    assert f"{path}:2: 2 columns" in capsys.readouterr().err
    assert not out.exists()


def test_conversion_names_what_it_wrote(sample, tmp_path, capsys):
    assert main(["bulk", str(sample), "--to-parquet", str(tmp_path / "out")]) == 0
    captured = capsys.readouterr()
    assert captured.out.strip().endswith(".parquet")
    assert "2000 row(s) written" in captured.err
    assert main(["bulk", captured.out.strip(), "--by", "year", "--actor", "PRK"]) == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--by", "decade"], "cannot count by decade"),
        (["--actor", "NorthKorea"], "no country code"),
        (["--spark-master", "local"], "--engine spark"),
        (["--start", "soon"], "soon"),
    ],
)
def test_what_cannot_be_done_is_one_line(words, why, sample, capsys):
    assert main(["bulk", str(sample), *words]) == 2
    error = capsys.readouterr().err
    assert error.startswith("peninsula bulk: ") and why in error and "Traceback" not in error


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main(["bulk", str(tmp_path / "none.csv")]) == 2
    assert "none.csv: does not exist" in capsys.readouterr().err
