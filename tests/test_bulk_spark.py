"""The same expression on Spark gives the same bytes; skipped, saying so, where there is no Java."""

import shutil

import pytest
from tests.test_bulk_reading import make_row, write

from peninsula import bulk
from peninsula.bulk.finding import find_files

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module", autouse=True)
def session():
    """One session for all, since each takes seconds to start."""
    if shutil.which("java") is None:
        pytest.skip("Java is not on this machine, and Spark needs it")
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install peninsula[spark]")
    from peninsula.bulk.spark import start_spark

    session = start_spark("local[2]")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return bulk.write_sample(tmp_path_factory.mktemp("sample"), 4000)


def both(paths, **options):
    """The table of either engine as CSV."""
    return [
        bulk.roll_up(paths, engine=engine, **options).to_csv() for engine in ("duckdb", "spark")
    ]


@pytest.mark.parametrize(
    "options",
    [
        {"by": "month,root_code", "actor": "PRK"},
        {"by": "day,type", "involving": "KOR"},
        {"by": "year,quad_class,actor_pair", "once": "source"},
        {"by": "event_code", "once": "event"},
    ],
    ids=lambda options: options["by"],
)
def test_text_gives_the_same_bytes(sample, options):
    first, second = both(sample, **options)
    assert first == second


def test_parquet_gives_the_same_bytes(tmp_path):
    bulk.generate(tmp_path / "a.parquet", 4000)
    bulk.generate(tmp_path / "b.parquet", 1000, n_columns=57)
    first, second = both(tmp_path, by="month,root_code", recipient="USA", once="source")
    assert first == second


def test_bad_rows_are_the_same(tmp_path):
    path = write(
        tmp_path / "a.csv",
        "\t".join(bulk.FORMS[58].columns), make_row(), "1\t2", make_row(Actor1Name="A\tB"),
        make_row(SQLDATE=""), make_row(SQLDATE="x"), make_row(EventRootCode="77"),
        make_row(NumMentions="many"), make_row() + "\t", "", make_row(61),
    )  # fmt: skip
    tables = [bulk.roll_up(path, by="month,root_code", engine=e) for e in ("duckdb", "spark")]
    assert tables[0].to_csv() == tables[1].to_csv()
    assert tables[0].attrs == tables[1].attrs
    assert tables[0].attrs["n_bad"] == 7 and tables[0]["n"].tolist() == [2]


def test_a_remote_file_is_looked_at_by_spark(sample, session):
    from peninsula.bulk.spark import look_at_remote

    file = look_at_remote(session, f"file://{sample}")
    assert file.columns == find_files([sample], sample.parent).files[0].columns
    first, second = (
        bulk.roll_up(sample, by="month"),
        bulk.roll_up(f"file://{sample}", by="month", engine="spark"),
    )
    assert first.to_csv() == second.to_csv()
