"""Bad tables are refused with file, row, column and reason; good ones go out and come back."""

import pandas as pd
import pytest

import peninsula as pn
from peninsula.cli import command_names, main
from peninsula.schema import TABLES


def edit(folder, name, old, new, count=1):
    path = folder / TABLES[name].path
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, count))


def set_cell(folder, name, row, column, value):
    """Change one cell; row is the line of the file."""
    path = folder / TABLES[name].path
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[row - 2, column] = value
    frame.to_csv(path, index=False, lineterminator="\n")


def fault_lines(folder) -> list[str]:
    with pytest.raises(pn.DataError) as caught:
        pn.load(folder)
    return [str(fault) for fault in caught.value.faults]


def test_every_table_loads_with_its_columns_and_unique_keys(ds):
    for name, table in TABLES.items():
        frame = getattr(ds, name)
        assert list(frame.columns) == table.columns
        assert not frame.duplicated(list(table.key)).any()


def test_types_are_the_ones_promised(ds):
    assert str(ds.events["event_date"].dtype) == "datetime64[us]"
    assert str(ds.launches["launched_utc"].dtype) == "datetime64[us, UTC]"
    assert str(ds.events["quantity"].dtype) == "Int64"
    assert ds.events["latitude"].dtype == "float64"
    assert ds.event_types["is_provocation"].dtype == "boolean"


def test_missing_file(data_copy):
    (data_copy / "launches.csv").unlink()
    assert any(line.startswith("launches.csv: is missing from") for line in fault_lines(data_copy))


def test_missing_folder(tmp_path):
    with pytest.raises(pn.DataError, match="give the data folder"):
        pn.load(tmp_path / "nowhere")


def test_wrong_column(data_copy):
    edit(data_copy, "events", "event_type", "kind")
    lines = fault_lines(data_copy)
    assert "events.csv:1: event_type: column is missing" in lines
    assert "events.csv:1: kind: column is not in the schema" in lines


@pytest.mark.parametrize(
    ("name", "column", "value", "reason"),
    [
        ("events", "event_type", "missle", "'missle' is not in lookup/event_types.csv"),
        ("events", "side", "neither", "'neither' is not one of initiates, responds"),
        ("events", "event_date", "2022-02-30", "'2022-02-30' is not a date such as 2022-12-26"),
        ("events", "event_date", "30/01/2022", "is not a date such as"),
        ("events", "event_date", "", "is blank; a value is required"),
        ("events", "quantity", "five", "'five' is not a whole number"),
        ("events", "quantity", "2.5", "'2.5' is not a whole number"),
        ("events", "quantity", "0", "is too small"),
        ("events", "latitude", "95", "is too large"),
        ("events", "actor", "North Korea", "is not of the form"),
        ("event_articles", "article_id", "nowhere", "'nowhere' is not in articles.csv"),
        ("event_types", "is_provocation", "yes", "'yes' is not true or false"),
        ("document_terms", "document_id", "gone", "'gone' is not in texts/documents.csv"),
    ],
)
def test_bad_value_is_named_by_file_row_column_and_reason(data_copy, name, column, value, reason):
    set_cell(data_copy, name, 5, column, value)
    wanted = f"{TABLES[name].path}:5: {column}: "
    assert any(line.startswith(wanted) and reason in line for line in fault_lines(data_copy))


def test_duplicate_key(data_copy):
    path = data_copy / "events.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]))
    assert any(f"events.csv:{len(lines) + 1}: event_id: " in line and "stands twice" in line
               for line in fault_lines(data_copy))  # fmt: skip


def test_wrong_encoding(data_copy):
    path = data_copy / "events.csv"
    raw = path.read_bytes().split(b"\n")
    raw[2] = raw[2] + b"\xe9"
    path.write_bytes(b"\n".join(raw))
    (line,) = [f for f in fault_lines(data_copy) if f.startswith("events.csv")]
    assert line.startswith("events.csv:3: as_of: is not UTF-8 at byte")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda row: row + ",surplus", "has 20 fields, not 19"),
        (lambda row: row.rsplit(",", 1)[0], "has 18 fields, not 19"),
    ],
)
def test_ragged_row(data_copy, change, reason):
    path = data_copy / "events.csv"
    lines = path.read_text().split("\n")
    lines[3] = change(lines[3])
    path.write_text("\n".join(lines))
    assert any(
        line.startswith("events.csv:4:") and reason in line for line in fault_lines(data_copy)
    )


def rewrite(change):
    return lambda path: path.write_bytes(change(path.read_bytes()))


def change_line(number, change):
    def apply(raw):
        lines = raw.split(b"\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\n".join(lines)

    return rewrite(apply)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (rewrite(lambda raw: b""), "events.csv: is empty; its first line must be event_id,"),
        (rewrite(lambda raw: raw.decode().encode("utf-16")), "events.csv: is UTF-16, not UTF-8"),
        (rewrite(lambda raw: raw.replace(b"\n", b"\r\n")), "events.csv:1: line ends are not LF"),
        (rewrite(lambda raw: raw.replace(b",", b";")), "events.csv:1: begins with 'event_id;"),
        (change_line(1, lambda line: line + b",side"), "events.csv:1: side: column stands twice"),
        (change_line(5, lambda line: line + b"\n"), "events.csv:6: is a blank line; remove it"),
        (change_line(5, lambda line: line[:-11] + b"\x00" + line[-11:]), "control character"),
        (lambda path: (path.unlink(), path.mkdir()), "events.csv: is a folder"),
        (change_line(2, lambda line: b"\n".join([line] * 2)), "events.csv:3: event_id: "),
    ],
)
def test_bad_file(data_copy, change, wanted):
    change(data_copy / "events.csv")
    found = [line for line in fault_lines(data_copy) if line.startswith("events.csv")]
    assert any(wanted in line for line in found), found
    assert len(found) < 3


@pytest.mark.parametrize(
    ("name", "column", "value", "reason"),
    [
        ("events", "event_date", "2022-1-5", "is not a date such as"),
        ("events", "event_date", "20220105", "is not a date such as"),
        ("events", "event_date", "2022-01-05 00:00", "is not a date such as"),
        ("events", "event_date", "0000-00-00", "is not a date such as"),
        ("events", "event_date", " 2022-01-05", "begins or ends with a space"),
        ("events", "quantity", "5 ", "begins or ends with a space"),
        ("events", "quantity", "99999999999999999999", "is not a whole number"),
        ("events", "location", "Pyongyang ", "begins or ends with a space"),
        ("events", "summary", "two\nlines", "holds a line break"),
        ("launches", "apogee_km", "nan", "is not a number"),
        ("launches", "apogee_km", "inf", "is not a number"),
        ("launches", "launched_utc", "2022-01-04 23:07", "is not a time such as"),
        ("launches", "launched_utc", "2022-01-04T23:07+09:00", "is not a time such as"),
    ],
)
def test_only_the_one_form_of_a_value_is_taken(data_copy, name, column, value, reason):
    set_cell(data_copy, name, 5, column, value)
    wanted = f"{TABLES[name].path}:5: {column}: "
    assert any(line.startswith(wanted) and reason in line for line in fault_lines(data_copy))


def test_rows_are_lines_of_the_file_after_a_broken_value_too(data_copy):
    set_cell(data_copy, "events", 5, "summary", "two\nlines")
    set_cell(data_copy, "events", 7, "side", "neither")
    assert any(line.startswith("events.csv:8: side: ") for line in fault_lines(data_copy))


def test_schema_faults_and_lost_references_come_at_once(data_copy):
    set_cell(data_copy, "events", 5, "side", "neither")
    set_cell(data_copy, "events", 6, "event_type", "missle")
    lines = fault_lines(data_copy)
    assert any("events.csv:5: side: " in line for line in lines)
    assert any("events.csv:6: event_type: 'missle' is not in" in line for line in lines)


def test_a_table_without_rows_is_one_fault_a_reference(data_copy):
    path = data_copy / "events.csv"
    path.write_text(path.read_text().split("\n")[0])
    lines = fault_lines(data_copy)
    assert "launches.csv: event_id: refers to events.csv, which holds no rows" in lines
    assert len(lines) < 10


def test_byte_order_mark(data_copy):
    path = data_copy / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert any("byte order mark" in line for line in fault_lines(data_copy))


def test_all_faults_come_at_once(data_copy):
    set_cell(data_copy, "events", 5, "side", "neither")
    set_cell(data_copy, "sites", 3, "latitude", "north")
    assert {line.split(":")[0] for line in fault_lines(data_copy)} == {
        "events.csv",
        "lookup/sites.csv",
    }


@pytest.mark.parametrize("name", sorted(TABLES))
def test_saving_what_was_loaded_changes_no_byte(ds, name, data_copy):
    path = data_copy / TABLES[name].path
    before = path.read_bytes()
    pn.save_table(name, getattr(ds, name), data_copy)
    assert path.read_bytes() == before


def test_a_refused_save_leaves_the_old_file(ds, data_copy):
    path = data_copy / "events.csv"
    before = path.read_bytes()
    with pytest.raises(pn.DataError, match="is not one of"):
        pn.save_events(ds.events.assign(side="neither"), data_copy)
    assert path.read_bytes() == before
    assert sorted(p.name for p in data_copy.iterdir() if p.name.startswith(".")) == []


def test_check_prints_a_line_a_fault_and_exits_1(data_copy, capsys):
    set_cell(data_copy, "events", 5, "side", "neither")
    assert main(["check", str(data_copy)]) == 1
    out = capsys.readouterr().out
    assert "events.csv:5: side: 'neither' is not one of" in out


def test_check_of_the_project_finds_nothing(capsys):
    assert main(["check"]) == 0
    assert "no faults" in capsys.readouterr().out


@pytest.mark.parametrize("name", command_names())
def test_help_has_examples_and_exit_statuses(capsys, name):
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    out = capsys.readouterr().out
    assert "examples:" in out and "exit status: 0" in out
