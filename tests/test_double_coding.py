"""The kept double coding is of rows that exist, and agreement is what the codebook says."""

from pathlib import Path

from peninsula.agreement import estimate_agreement, melt_double_coding

CODEBOOK = Path(__file__).resolve().parents[1] / "data" / "README.md"


def test_enough_statements_were_coded_twice_over_the_whole_span(ds):
    twice = ds.double_coding.merge(ds.statements, on="statement_id")
    assert len(twice) >= 80
    assert twice["statement_date"].dt.year.nunique() >= 30
    assert twice["tone_1"].nunique() == 6


def test_first_codes_of_the_last_round_are_those_of_the_table(ds):
    last = ds.double_coding.sort_values("round").drop_duplicates("statement_id", keep="last")
    joined = last.merge(ds.statements, on="statement_id")
    assert (joined["act_1"] == joined["act"]).mean() > 0.95
    assert (joined["tone_1"] == joined["tone"]).mean() > 0.95


def test_codebook_states_alpha_as_it_is(ds):
    table = estimate_agreement(melt_double_coding(ds.double_coding)).set_index("field")
    text = CODEBOOK.read_text(encoding="utf-8")
    for field in ("act", "tone"):
        row = table.loc[field]
        assert f"| {row['alpha']:.2f} | {row['lower']:.2f} to {row['upper']:.2f} |" in text
    assert table.loc["tone", "alpha"] < 1
