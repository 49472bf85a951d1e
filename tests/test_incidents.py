"""Kinds of incident: shares, eras, attribution and compilers on small typed tables."""

import pandas as pd
import pytest

from peninsula import incidents


def yearly(rows):
    return pd.DataFrame(rows, columns=["period_start", "event_type", "n"]).assign(
        period_start=lambda t: pd.to_datetime(t["period_start"])
    )


class TestShares:
    TABLE = yearly([("2021", "a", 0), ("2021", "b", 0), ("2022", "a", 12), ("2022", "b", 4)])

    def test_a_year_without_events_has_no_share(self):
        shares = incidents.share_by_period(self.TABLE, "event_type").query("n_period == 0")
        assert shares[["share", "lower", "upper"]].isna().all().all() and shares["is_thin"].all()

    def test_shares_add_up_and_lie_in_their_interval(self):
        shares = incidents.share_by_period(self.TABLE, "event_type").query("n_period > 0")
        assert shares["share"].sum() == 1
        assert (shares["lower"] < shares["share"]).all() and (
            shares["share"] < shares["upper"]
        ).all()

    def test_other_comes_last_however_large(self):
        table = yearly([("2022", "other", 50), ("2022", "a", 3), ("2022", "b", 7)])
        shares = incidents.share_by_period(table, "event_type")
        assert shares["event_type"].tolist() == ["b", "a", "other"]


class TestEras:
    ERAS = pd.DataFrame(
        {
            "name": ["before", "after"],
            "start_date": pd.to_datetime(["2001-01-01", "2011-01-01"]),
            "end_date": pd.to_datetime(["2010-12-31", None]),
        }
    )

    def test_none_on_record_is_zero_with_an_upper_limit(self):
        events = pd.DataFrame(
            {"event_date": pd.to_datetime(["2012-05-01"]), "event_type": ["drone_incursion"]}
        )
        table = incidents.rate_types_by_era(events, self.ERAS, "2001-01-01", "2020-12-31")
        assert table["n"].tolist() == [0, 1]
        assert table["rate"].iloc[0] == 0 and table["upper"].iloc[0] > 0
        new = incidents.say_new_types(table, "before", "after")
        assert new.endswith("not under before: drone incursion (1)")

    def test_dispersion_widens(self):
        events = pd.DataFrame(
            {"event_date": pd.to_datetime(["2012-05-01"] * 9), "event_type": ["a"] * 9}
        )
        plain, wide = (
            incidents.rate_types_by_era(events, self.ERAS, "2001-01-01", "2020-12-31", phi).iloc[1]
            for phi in (1.0, 2.0)
        )
        assert wide["lower"] < plain["lower"] and wide["method"] == "quasi_poisson"


class TestAttribution:
    def test_counts_add_up(self):
        events = pd.DataFrame(
            {
                "event_type": ["a", "a", "b"],
                "attribution": ["observed", "claimed", "disputed"],
            }
        )
        table = incidents.count_attribution(events)
        assert table["event_type"].tolist() == ["a", "b"]
        assert (table[list(incidents.tables.ATTRIBUTIONS)].sum(axis=1) == table["n"]).all()


class TestCompilers:
    def test_lists_of_one_compiler_count_once(self):
        events = pd.DataFrame({"event_id": ["a", "b", "c"], "event_type": "x"})
        crosswalk = pd.DataFrame(
            {
                "source": ["csis", "csis_2017", "cns", "rok_attack", "csis"],
                "event_id": ["a", "a", "a", "b", None],
            }
        )
        row = incidents.compare_compilers(events, crosswalk).iloc[0]
        assert (row["CSIS"], row["CNS"], row["the ROK lists"]) == (1, 1, 1)
        assert (row["one_only"], row["none"]) == (1, 1)


def test_group_rare_keeps_the_frequent():
    events = pd.DataFrame({"event_type": ["a", "a", "b", "c"]})
    grouped = incidents.group_rare(events, top=1)
    assert grouped["event_type"].tolist() == ["a", "a", "other", "other"]
    assert events["event_type"].tolist() == ["a", "a", "b", "c"]


@pytest.mark.parametrize("n", [0, 1])
def test_none_and_one(n):
    table = yearly([("2022", "a", 1)][:n])
    assert len(incidents.share_by_period(table, "event_type")) == n
