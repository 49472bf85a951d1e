"""Conversion to Parquet: whole or not at all, in pieces that can be taken up again."""

import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.test_bulk_reading import make_row, write

from peninsula import bulk
from peninsula.bulk import conversion, progress, sources
from peninsula.faults import DataError


@pytest.fixture
def sample(tmp_path):
    return bulk.write_sample(tmp_path, 3000)


def test_every_value_comes_over_with_its_type(tmp_path):
    path = write(tmp_path / "a.csv", make_row(61, EventCode="036", ActionGeo_Lat=39.0194))
    made = bulk.convert(path, tmp_path / "out")
    (parquet,) = made.written
    table = pq.read_table(parquet)
    assert tuple(table.column_names) == bulk.FORMS[61].columns
    row = table.to_pylist()[0]
    assert row["EventCode"] == "036" and row["ActionGeo_Lat"] == 39.0194
    assert row["SQLDATE"] == 20221226 and row["Actor1Name"] is None


def test_the_hundred_real_rows(reference, tmp_path):
    made = bulk.convert(reference / "gdelt/20141124.export.sample.CSV", tmp_path)
    assert (made.n_rows, made.n_bad) == (100, 0)


def test_nothing_is_converted_twice(sample, tmp_path):
    out = tmp_path / "out"
    assert len(bulk.convert(sample, out).written) == 1
    again = bulk.convert(sample, out)
    assert again.written == () and again.skipped == (str(sample),)
    assert len(list(out.iterdir())) == 1


def test_a_changed_source_is_not_counted_twice(sample, tmp_path):
    bulk.convert(sample, tmp_path / "out")
    sample.write_text(sample.read_text() + make_row(61) + "\n")
    with pytest.raises(DataError, match="has changed since it was converted: remove"):
        bulk.convert(sample, tmp_path / "out")


def test_a_table_and_its_conversion_are_not_counted_both(sample, tmp_path):
    bulk.convert(sample, tmp_path)
    with pytest.raises(DataError, match="is given too: name one of the two"):
        bulk.roll_up(tmp_path, by="month")


def test_small_files_go_together_and_forms_apart(tmp_path):
    paths = [write(tmp_path / f"2022010{n}.csv", make_row(58)) for n in (1, 2)]
    paths.append(write(tmp_path / "20220103.csv", make_row(61), make_row(61)))
    made = bulk.convert(paths, tmp_path / "out")
    assert [Path(name).name for name in made.written] == [
        "20220101-to-20220103.parquet", "20220101-to-20220103-2.parquet",
    ]  # fmt: skip
    assert bulk.roll_up(tmp_path / "out", by="month")["n"].sum() == 4


def test_a_taken_name_is_left_alone(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    first = write(tmp_path / "a/x.one.csv", make_row())
    second = write(tmp_path / "b/x.two.csv", make_row(), make_row())
    bulk.convert(first, tmp_path / "out")
    made = bulk.convert(second, tmp_path / "out")
    assert Path(made.written[0]).name == "x-2.parquet"
    assert bulk.roll_up(tmp_path / "out", by="month")["n"].sum() == 3


def test_batches_are_of_a_good_size(sample, tmp_path, monkeypatch):
    paths = [write(tmp_path / f"{n}.csv", *[make_row()] * 10) for n in range(5)]
    monkeypatch.setattr(sources, "BATCH_BYTES", paths[0].stat().st_size * 2)
    assert [len(batch) for batch in sources.make_batches(paths)] == [2, 2, 1]


BAD = {
    "too few columns": ("\t".join(make_row().split("\t")[:40]), "40 columns, not 58"),
    "a stray tab": (make_row(Actor1Name="NORTH\tKOREA"), "59 columns, not 58"),
    "a row of the other form": (make_row(61), "61 columns, not 58"),
    "a word for a number": (make_row(ActionGeo_Lat="north"), "ActionGeo_Lat"),
    "another encoding": (make_row(Actor1Name="BAD"), "Actor1Name: is not UTF-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_counted_and_named_or_refused(name, tmp_path):
    row, why = BAD[name]
    path = write(tmp_path / "a.csv", make_row(), row, make_row())
    path.write_bytes(path.read_bytes().replace(b"BAD", b"B\xffD"))
    with pytest.raises(DataError, match="a.csv:2: "):
        bulk.convert(path, tmp_path / "refused", bad_rows="refuse")
    assert list((tmp_path / "refused").iterdir()) == []
    made = bulk.convert(path, tmp_path / "out")
    assert (made.n_rows, made.n_bad) == (2, 1)
    assert str(made.bad_rows[0]).startswith(f"{path}:2: ") and why in str(made.bad_rows[0])


def test_empty_files_are_told(tmp_path):
    (tmp_path / "a.csv").touch()
    made = bulk.convert(tmp_path / "a.csv", tmp_path / "out")
    assert made.written == () and made.empty == (str(tmp_path / "a.csv"),)


def limit_file_size():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def run_command(*words, **options):
    return subprocess.run(
        [sys.executable, "-m", "peninsula", "bulk", *map(str, words)],
        capture_output=True, text=True, timeout=120, **options,
    )  # fmt: skip


def test_a_full_disk_leaves_nothing_half_written(sample, tmp_path):
    """A limit on the size of files stands for the disk: writing fails half way."""
    out = tmp_path / "out"
    result = run_command(sample, "--to-parquet", out, preexec_fn=limit_file_size)
    assert result.returncode == 2 and "Traceback" not in result.stderr
    assert result.stderr.startswith("peninsula bulk: ")
    assert list(out.iterdir()) == []
    assert run_command(sample, "--to-parquet", out).returncode == 0


def test_a_kill_leaves_no_parquet_and_the_next_run_clears_up(sample, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".generated-abc.part").write_bytes(b"PAR1 half of it")
    made = bulk.convert(sample, out)
    assert [path.name for path in out.iterdir()] == [Path(made.written[0]).name]


def test_an_interruption_stops_the_query_and_removes_its_file(sample, tmp_path, monkeypatch):
    def break_off(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        conversion.convert_batch([sample], tmp_path, "report", break_off)
    assert [path.name for path in tmp_path.iterdir()] == [sample.name]
    assert threading.active_count() < 20


def test_progress_adds_up_to_the_whole():
    class Connection:
        shares = iter([-1.0, 20.0, 50.0, 40.0])

        def execute(self, query):
            time.sleep(0.05)
            return self

        def fetchone(self):
            return (7,)

        def query_progress(self):
            return next(self.shares, 60.0)

    seen = []
    assert progress.watch(Connection(), "COPY", seen.append) == 7
    assert sum(seen) == pytest.approx(1.0) and min(seen) >= 0


def test_bar_is_drawn_on_standard_error(sample, tmp_path, capsys):
    bulk.convert(sample, tmp_path / "out", show_progress=True)
    captured = capsys.readouterr()
    assert captured.out == "" and "to Parquet" in captured.err
