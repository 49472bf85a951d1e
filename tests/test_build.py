"""The build: links to pages and days, lists to rows, rows to events, launches to volleys."""

import doctest
import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peninsula import links

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from evidence import articles, crosswalk, launches, mending, overlap, sources, support  # noqa: E402
from evidence.tables import BuildError, format_table, read_rows  # noqa: E402


@pytest.mark.parametrize(
    "name", ["articles", "crosswalk", "launches", "overlap", "sources", "tables"]
)
def test_examples_of_the_steps_hold(name):
    assert doctest.testmod(importlib.import_module(f"evidence.{name}")).failed == 0


DAYS = [
    ("https://en.yna.co.kr/view/AEN20220105001855325", "2022-01-05"),
    ("https://www.mod.go.jp/j/press/news/2022/11/03b.html", "2022-11-03"),
    ("http://www.mod.go.jp/e/pressconf/2014/07/140713.html", "2014-07-13"),
    ("http://www.mod.go.jp/e/press/release/2017/03/06a.html", "2017-03-06"),
    ("http://www.cnn.com/2003/WORLD/asiapcf/east/03/09/nkorea.test/", "2003-03-09"),
    ("http://www.cnn.com/2017/08/28/asia/x/index.html", "2017-08-28"),
    ("https://www.reuters.com/world/china/x-2026-08-20/", "2026-08-20"),
    ("http://www.reuters.com/article/us-korea-north-missiles-idUSBREA1Q0U520140227", "2014-02-27"),
    ("http://www.nytimes.com/2009/11/11/world/asia/11korea.html", "2009-11-11"),
    ("https://twitter.com/nktpnd/status/935607913019772928", "2017-11-29"),
    ("https://www.wsj.com/articles/launch-appears-to-fail-1493417890", "2017-04-29"),
    ("https://www.wsj.com/articles/fifth-weapons-test-11565388807", "2019-08-10"),
    ("http://38north.org/2015/05/jbermudez051315/", "2015-05-13"),
    ("https://www.rfa.org/english/news/korea/oil-06132023181016.html", "2023-06-13"),
    ("https://www.koreatimes.co.kr/www/nation/2022/07/103_332710.html", ""),
    ("https://www.nknews.org/2026/02/11-russian-construction-firms/", ""),
    ("http://www.mnd.go.kr/user/mnd/upload/pblictn/PBLICTNEBOOK_201505200527270960.pdf", ""),
    ("https://www.bbc.com/news/world-asia-48212045", ""),
]  # fmt: skip


@pytest.mark.parametrize(("url", "day"), DAYS, ids=lambda v: v[:45])
def test_the_day_that_a_link_shows(url, day):
    assert links.read_published_date(links.clean_url(url)) == day


SAME_PAGE = [
    ("http://english.yonhapnews.co.kr/national/2014/03/16/90/0301000000AEN20140316003053315F.html",
     "https://m-en.yna.co.kr/view/AEN20140316003053315?section=nk/nk"),
    ("http://www.cnn.com/2016/08/02/asia/x/index.html", "https://edition.cnn.com/2016/08/02/asia/x"),
    ("https://twitter.com/a/status/1633953143548522497?s=20",
     "https://x.com/a/status/1633953143548522497?s=25"),
    ("http://www.washingtonpost.com/wp-dyn/content/article/2005/05/01/AR2005050100204.html",
     "https://www.washingtonpost.com/archive/content/article/2005/05/01/AR2005050100204.html"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), SAME_PAGE)
def test_variants_of_a_link_are_one_page(first, second):
    keys = [links.make_link_key(links.clean_url(url)) for url in (first, second)]
    assert keys[0] == keys[1]


def test_a_cleaned_link_still_leads_to_its_page():
    assert links.clean_url("https://a.org/x?id=7&utm_source=t#top") == "https://a.org/x?id=7#top"
    assert links.clean_url('https://a.org/x?p=1&q=a%20b"') == "https://a.org/x?p=1&q=a%20b"
    assert links.clean_url("https://www.google.com/url?q=&url=http%3A%2F%2Fb.org%2Fy") == (
        "http://b.org/y"
    )


def test_source_cells_give_their_links_and_count_their_books():
    cell = 'https://a.org/1;http://b.org/2 ; The US Military Experience in Korea, page 3; https://c.org/"'
    assert sources.split_links(cell) == ("https://a.org/1", "http://b.org/2", "https://c.org/")
    assert sources.split_links("factkorea.com") == ()
    assert sources.split_links("https://web.archive.org/web/2003/https://a.org/x") == (
        "https://web.archive.org/web/2003/https://a.org/x",
    )
    assert sources.count_citations("https://a.org/1; Jane's Intelligence Review, 1995") == 1


EVENT = {
    "event_id": "e", "event_date": "2022-01-05", "event_end_date": "", "date_precision": "day",
    "actor": "PRK", "quantity": "2", "quantity_qualifier": "exact",
}  # fmt: skip


def source(key="1", date="2022-01-05", precision="day", **more):
    return sources.SourceRow("cns", key, date, precision, **more)


@pytest.mark.parametrize(
    ("row", "events", "event", "n_rows", "match"),
    [
        (source(), [EVENT], None, 1, "not_an_event"),
        (source(date="2022-01-04"), [EVENT, EVENT], EVENT, 1, "split"),
        (source(date="2022-01-04"), [EVENT], EVENT, 2, "day_shift"),
        (source(), [EVENT], EVENT, 2, "merged"),
        (source(), [EVENT], EVENT, 1, "same_day"),
        (source(date="2022-01-01", precision="month"), [EVENT], EVENT, 1, "same_day"),
    ],
)
def test_the_first_true_match_counts(row, events, event, n_rows, match):
    assert crosswalk.find_match(row, events, event, n_rows) == match


def test_an_event_of_several_days_is_met_on_any_of_them():
    long = EVENT | {"event_end_date": "2022-01-07"}
    assert crosswalk.is_same_day(source(date="2022-01-07"), long)
    assert not crosswalk.is_same_day(source(date="2022-01-08"), long)


def test_uncoded_rows_and_lines_without_a_row_are_listed():
    lines = [{"source": "cns", "source_key": "2", "event_id": ""}]
    assert crosswalk.find_uncoded([source("1")], lines) == [
        "cns 1: no coded line", "cns 2: coded, but no such row",
    ]  # fmt: skip


RAW = {
    "date": "2022-01-04", "time": "23:10 (UTC)", "missile": "hwasong-12a", "facility": "unknown",
    "landing": "sea-of-japan", "apogee": "na", "distance": "700", "outcome": "unknown",
}  # fmt: skip
MISSILES = {"hwasong-12a": {"name": "Hwasong-12A", "type": "MRBM"}}


def build(rows, fixes=(), extra=()):
    keys = {("cns", row.source_key): ["e"] for row in rows}
    return launches.build_launches(rows, keys, {"e": EVENT}, MISSILES, list(fixes), list(extra), {})


def test_a_launch_keeps_unknown_blank_and_the_time_in_utc():
    row = build([source(raw=RAW)])[0]
    assert row["launch_id"] == "e-m1"
    assert row["launched_utc"] == "2022-01-04T23:10Z" and row["time_precision"] == "minute"
    assert row["site_id"] == row["apogee_km"] == "" and row["distance_km"] == "700"
    assert (row["missile_type"], row["outcome"], row["landing"]) == ("MRBM", "unknown", "east_sea")
    assert launches.find_wrong_days([row], {"e": EVENT}) == []


def test_fixes_change_a_field_of_the_list_or_of_ours():
    fixes = [
        {"source_key": "1", "field": "time", "value": "unknown", "reason": ""},
        {"source_key": "1", "field": "apogee_km", "value": "50", "reason": ""},
    ]
    row = build([source(raw=RAW)], fixes)[0]
    assert (row["launched_utc"], row["time_precision"], row["apogee_km"]) == ("", "day", "50")
    with pytest.raises(BuildError, match="no field speed"):
        build([source(raw=RAW)], [fixes[0] | {"field": "speed"}])


def test_a_launch_on_another_korea_day_is_a_fault():
    row = build([source(raw=RAW | {"time": "03:10 (UTC)"})])[0]
    assert launches.find_wrong_days([row], {"e": EVENT}) == [
        "e-m1: launched on 2022-01-04 in Korea"
    ]


def test_a_quantity_that_is_not_the_number_of_launches_needs_a_note():
    rows = build([source(raw=RAW)])
    assert launches.find_wrong_quantities(rows, {"e": EVENT}, []) == [
        "e: quantity 2, 1 launches, no note"
    ]
    assert launches.find_wrong_quantities(rows, {"e": EVENT}, [{"event_id": "e"}]) == []


def test_eight_shared_words_are_a_copy_and_seven_are_not():
    index = overlap.index_runs([source(text="One two three, four five six: seven eight nine.")])
    rows = [
        {"event_id": "a", "summary": "Zero two THREE four five six seven eight nine ten"},
        {"event_id": "b", "summary": "two three four five six seven eight"},
    ]
    found = overlap.find_copies(rows, "event_id", "summary", index)
    assert len(found) == 1 and found[0].startswith("a: summary shares “two three")


def test_links_in_the_wrong_row_go_where_they_belong():
    rows = [source("1", links=("https://a.org/1",)), source("2", links=("https://a.org/2",))]
    moves = [{"source": "cns", "source_key": "1", "from_key": "2", "reason": "a row early"}]
    corrections = [{
        "source": "cns", "source_key": "2", "field": "sources", "source_value": "https://a.org/2",
        "our_value": "https://a.org/3", "reason": "another event",
    }]  # fmt: skip
    mended, wrong = mending.mend_links(rows, moves, corrections)
    assert [row.links for row in mended] == [("https://a.org/2",), ("https://a.org/3",)]
    assert [(w.source_key, w.key) for w in wrong] == [("1", "a.org/1"), ("2", "a.org/2")]


def test_an_article_from_before_its_event_is_set_apart():
    cited = [articles.Citation("e", key, "cns", "1") for key in ("old", "eve", "new", "undated")]
    days = {"old": "2022-01-03", "eve": "2022-01-04", "new": "2022-01-06", "undated": ""}
    pages = {
        key: {"article_id": key, "published_date": day, "outlet_type": "wire", "url": "",
              "outlet_country": "KOR"}
        for key, day in days.items()
    }  # fmt: skip
    kept, refused = support.split_by_support(cited, pages, {"e": EVENT}, {}, articles.find_relation)
    assert [row["article_id"] for row in kept] == ["eve", "new", "undated"]
    assert [(c.key, why) for c, why in refused] == [("old", "Published 2 days before the event.")]


def test_a_page_number_older_than_the_event_is_no_day():
    key = "yna:AEN20210307008952325"
    found = support.find_early_numbers(
        [articles.Citation("e", key, "cns", "1")],
        {key: {"https://en.yna.co.kr/view/AEN20210307008952325"}},
        {"e": EVENT},
    )
    assert found == {key}


@pytest.mark.parametrize(
    ("outlet_type", "country", "url", "relation"),
    [
        ("state_media", "PRK", "", "claims"),
        ("government", "PRK", "", "claims"),
        ("government", "JPN", "", "reports"),
        ("database", "USA", "", "compiles"),
        ("research", "USA", "https://fas.org/sgp/crs/row/RL30004.pdf", "compiles"),
        ("wire", "KOR", "", "reports"),
    ],
)
def test_how_an_article_stands_to_an_event(outlet_type, country, url, relation):
    article = {"outlet_type": outlet_type, "outlet_country": country, "url": url}
    assert articles.find_relation(article, EVENT) == relation


def test_tables_are_written_in_order_with_plain_line_ends(tmp_path):
    rows = [{"event_id": "b", "note": "x, y"}, {"event_id": "a", "note": ""}]
    text = format_table("event_notes", rows)
    assert text == 'event_id,note\na,\nb,"x, y"\n'
    path = tmp_path / "notes.csv"
    path.write_bytes(text.replace("\n", "\r").encode("mac_roman"))
    assert read_rows(path, "mac_roman") == sorted(rows, key=lambda row: row["event_id"])


def run_script(name, *arguments):
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / name), *map(str, arguments)],
        capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin"},
    )  # fmt: skip


def test_the_tables_are_rebuilt_byte_for_byte(reference, tmp_path):
    result = run_script("build_evidence.py", reference, "--out", tmp_path)
    assert result.returncode == 0, result.stderr[-2000:]
    built = [path for path in tmp_path.rglob("*.csv")]
    assert len(built) == 12
    for path in built:
        name = path.relative_to(tmp_path)
        assert path.read_bytes() == (ROOT / "data" / name).read_bytes(), name


def test_a_row_that_nobody_coded_stops_the_build(reference, tmp_path):
    copy = shutil.copytree(reference, tmp_path / "lists", ignore=shutil.ignore_patterns("kcna"))
    with open(copy / "rok" / "nuclear.csv", "a", encoding="utf-8") as file:
        file.write("\n핵실험,2030-01-01,7차,41.3,129.1\n")
    result = run_script("build_evidence.py", copy, "--out", tmp_path / "out")
    assert result.returncode == 1
    assert "rok_nuclear 7: no coded line" in result.stderr
    assert not (tmp_path / "out" / "events.csv").exists()
