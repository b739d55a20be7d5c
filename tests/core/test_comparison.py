"""Change and comparison: section 8 of the rule, what is refused, and that no order by score can be had."""

from dataclasses import fields, replace
from datetime import date
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.change import IndexChange, change, index_change, moves, verdict
from assessment.core.comparison import (
    THICK,
    Bar,
    Comparison,
    Entry,
    Gap,
    Peer,
    compare_by_name,
    compare_by_place,
    gaps,
    whom_to_visit,
)
from assessment.core.municipality import Marker, for_municipality
from assessment.core.release import release_while_open
from assessment.core.response import columns
from assessment.core.standing import Refused, common_domains, index_basis
from assessment.core.suppression import FEW, NotKnown, Suppressed
from assessment.core.uncertainty import bootstrap
from tests.builders import questionnaire, released, response, same, standing

Q = questionnaire()
V2 = replace(Q, version=2)
BOTH = (frozenset({Q.name, V2.name}),)
EARLIER, LATER = date(2025, 5, 1), date(2026, 5, 1)


def village(number, low=2, share=3):
    """Responses of which every `share`-th is one level higher."""
    return [same(low + (i % share == 0)) for i in range(number)]


def two(before, after, **more):
    return standing(before, closed_on=EARLIER), standing(after, closed_on=LATER, **more)


class TestMoves:
    def test_worked_case(self):  # SC-801, section 11 and G15
        found = moves((0, 0.1, 0.7, 0.2, 0), (0, 0, 0.2, 0.6, 0.2))
        assert (found.up, found.same, found.down) == pytest.approx((0.70, 0.26, 0.04))
        assert verdict(found) == "no_clear_change"

    @pytest.mark.parametrize(
        ("up", "said"), [(0.90, "moved"), (0.899, "probably"), (0.75, "probably"), (0.749, None), (0.0, None)]
    )
    def test_what_is_said(self, up, said):  # SC-802
        higher, lower = moves((1, 0), (1 - up, up)), moves((0, 1), (up, 1 - up))
        assert verdict(higher) == (f"{said}_up" if said else "no_clear_change")
        assert verdict(lower) == (f"{said}_down" if said else "no_clear_change")

    @given(*[st.lists(st.floats(0.01, 1), min_size=5, max_size=5)] * 2)
    def test_the_three_make_up_everything_and_mirror_one_another(self, one, other):  # SC-803
        p, q = np.array(one) / sum(one), np.array(other) / sum(other)
        found, back = moves(p, q), moves(q, p)
        assert found.up + found.same + found.down == pytest.approx(1)
        assert (found.up, found.down) == pytest.approx((back.down, back.up))


class TestChange:
    def test_up_down_and_neither(self):  # SC-810
        low, high = village(20, 1), village(20, 3)
        assert change(*two(low, high)).phase == "moved_up"
        assert change(*two(high, low)).phase == "moved_down"
        assert change(*two(low, low)).phase == "no_clear_change"

    def test_needs_eight_counting_responses_in_both(self):  # SC-811
        assert change(*two(village(7), village(20))) == Refused(FEW)
        assert change(*two(village(20), village(7))) == Refused(FEW)
        assert change(*two(village(8), [])) == Refused(FEW)

    def test_and_two_closed_rounds(self):  # SC-812
        before, after = two(village(9), village(9))
        assert change(before, replace(after, release=release_while_open(Q))) == Refused("open")

    def test_versions_must_be_the_same_or_declared_comparable(self):  # SC-813
        rounds = two(village(9), village(9), q=V2)
        assert change(*rounds) == Refused("questionnaire", ("village_phases/v1", "village_phases/v2"))
        assert change(*rounds, BOTH).phase == "no_clear_change"

    @pytest.mark.parametrize(
        ("before", "after", "about"),
        [
            ("online", "paper", None),
            ("workshop", "workshop", None),
            ("online", "workshop", ("online_paper", "workshop")),
        ],
    )
    def test_online_and_paper_are_one_mode_and_workshop_another(self, before, after, about):  # SC-814
        found = change(*two([same(2, mode=before)] * 9, [same(2, mode=after)] * 9))
        assert found == Refused("mode", about) if about else found.phase == "no_clear_change"

    @pytest.mark.parametrize(("votes", "refused"), [(1, False), (2, True)])
    def test_a_round_of_both_needs_nine_tenths_of_one(self, votes, refused):  # SC-815
        mixed = [same(2, mode="workshop")] * votes + [same(2)] * (10 - votes)
        assert isinstance(change(*two(mixed, village(10))), Refused) is refused
        assert isinstance(change(*two(mixed, mixed)), Refused) is refused

    def test_without_a_phase_the_index_may_still_change(self):  # SC-816
        partly = [response(*[level] * 5, None, None, None) for level in (1, 1, 1, 1, 2, 2, 2, 2)]
        found = change(*two(partly, village(20, 3)))
        assert found.phase == NotKnown()
        assert found.index.changed
        assert found.index.domains == (0, 1, 2, 3, 4)

    def test_only_of_one_community_and_in_order(self):  # SC-817
        before, after = two(village(9), village(9))
        with pytest.raises(ValueError, match="earlier one first"):
            change(after, before)
        with pytest.raises(ValueError, match="one community"):
            change(replace(before, community="another"), after)


class TestIndexChange:
    def test_the_interval_is_that_of_independent_rounds(self):  # SC-820
        before, after = two(village(12), village(15, 3, 2))
        ones, others = [2 + (i % 3 == 0) for i in range(12)], [3 + (i % 2 == 0) for i in range(15)]
        error = sqrt(np.var(ones) / 12 + np.var(others) / 15)
        difference = np.mean(others) - np.mean(ones)
        found = index_change(before, after)
        assert found.difference.value == round(difference, 1)
        assert found.difference.low == round(difference - 1.959964 * error, 1)
        assert found.difference.high == round(difference + 1.959964 * error, 1)
        assert found.changed

    @pytest.mark.parametrize(
        ("raised", "changed"),
        [
            (2, False),  # 0.25 is too little, however sure
            (3, True),  # 0.375
        ],
    )
    def test_a_small_difference_is_no_change(self, raised, changed):  # SC-821
        found = index_change(*two([same(2)] * 20, [response(*[3] * raised, *[2] * (8 - raised))] * 20))
        assert found.changed is changed

    def test_nor_is_an_unsure_one(self):  # SC-822
        found = index_change(*two([same(0)] * 5 + [same(4)] * 5, [same(0)] * 4 + [same(4)] * 6))
        assert (found.difference.value, found.changed) == (0.4, False)
        assert found.difference.low < 0 < found.difference.high

    def test_over_the_domains_rated_in_both(self):  # SC-823
        before, after = two([response(*[2] * 7, None)] * 9, [response("dk", *[2] * 6, 4)] * 9)
        found = index_change(before, after)
        assert (found.domains, found.difference.value) == (tuple(range(1, 7)), 0)
        first, last = response(*[2] * 4, *[None] * 4), response(*[None] * 4, *[2] * 4)
        assert index_change(*two([first] * 9, [last] * 9)) == Refused("common")

    def test_without_the_first_core_domain_where_it_is_not_shared_in_detail(self):  # SC-824
        before, after = two(village(10), [response(4, *[2] * 7)] * 10)
        seen = [replace(s, release=for_municipality(Q, s.release, "released")) for s in (before, after)]
        assert index_change(*seen).domains == tuple(range(1, 8))

    @settings(max_examples=12, deadline=None)
    @given(
        st.lists(st.lists(st.sampled_from([-2, -1, 0, 1, 2, 3, 4]), min_size=8, max_size=8), min_size=12, max_size=30)
    )
    def test_the_error_is_that_of_the_bootstrap(self, levels):  # SC-825
        rows = columns(Q, [replace(same(0), levels=tuple(row)) for row in levels])
        basis, kept = index_basis(Q, rows), rows.levels[(rows.levels >= 0).sum(1) >= 4]
        domains = [d for d in range(8) if (kept[:, d] >= 0).sum() >= 10]
        if not domains:
            return
        value, error = basis.over(domains)
        rated = np.isin(np.arange(8), domains)
        drawn = bootstrap(Q, kept, rated, 1).indices
        assert value == pytest.approx(np.nanmean(drawn), abs=0.1)
        assert error == pytest.approx(np.nanstd(drawn), rel=0.25, abs=0.02)

    def test_there_is_no_index_over_a_domain_without_answers(self):  # SC-826
        basis = index_basis(Q, columns(Q, [response(*[2] * 7, None)] * 5))
        assert basis.means[7] is None
        for domains in ((), (6, 7)):
            with pytest.raises(ValueError, match="no index"):
                basis.over(domains)


class TestComparison:
    def bars(self, *standings, **more):
        return {entry.name: entry.bar for entry in compare_by_name(Q, standings, **more).entries}

    def test_who_is_eligible(self):  # SC-830
        found = self.bars(
            standing(village(8), "enough"),
            standing(village(7), "few"),
            standing([response(*[2] * 5, None, None, None)] * 9, "unknown"),
            standing(village(9), "other", q=V2),
            standing(village(9), "hidden", release=for_municipality(Q, released(village(9)), "nothing")),
        )
        assert isinstance(found.pop("enough"), Bar)
        assert found == {
            "few": Refused(FEW),
            "unknown": Refused("insufficient"),
            "other": Refused("questionnaire", ("village_phases/v1", "village_phases/v2")),
            "hidden": Refused("not_shared"),
        }

    def test_a_comparable_version_is_eligible(self):  # SC-831
        assert isinstance(self.bars(standing(village(9), "other", q=V2), comparable=BOTH)["other"], Bar)

    @pytest.mark.parametrize(
        ("closed", "latest", "apart"),
        [
            (date(2025, 5, 1), date(2026, 5, 1), False),
            (date(2025, 4, 30), date(2026, 5, 1), True),
            (date(2024, 2, 29), date(2025, 2, 28), False),
            (date(2024, 2, 29), date(2025, 3, 1), True),
        ],
    )
    def test_rounds_lie_within_twelve_months(self, closed, latest, apart):  # SC-832
        old, new = standing(village(9), "old", closed), standing(village(9), "new", latest)
        why = Refused("apart", (closed.isoformat(), latest.isoformat()))
        found = self.bars(old, new)
        assert isinstance(found["new"], Bar)
        assert (found["old"] == why) is apart

    def test_bars_thin_and_thick(self):  # SC-833, V23
        rows = [same(1 + 2 * (i % 2)) for i in range(16)]
        error = sqrt(1 / 16)
        bar = self.bars(standing(rows, "one"))["one"]
        assert bar.index == 2
        assert bar.thin == (round(2 - 1.96 * error, 1), round(2 + 1.96 * error, 1))
        assert bar.thick == (round(2 - 1.39 * error, 1), round(2 + 1.39 * error, 1))
        assert pytest.approx(1.96 / sqrt(2), abs=0.005) == THICK

    def test_bars_stay_on_the_scale(self):  # SC-834
        bar = self.bars(standing([same(0)] * 8 + [same(1)], "low"))["low"]
        assert bar.thin[0] == 0

    def test_over_the_domains_rated_in_all_that_are_eligible(self):  # SC-835
        one = standing([response(*[2] * 7, 4)] * 9, "one")
        other = standing([response(*[2] * 7, None)] * 9, "other")
        few = standing([response(None, *[2] * 7)] * 6, "few")
        found = compare_by_name(Q, [one, other, few])
        assert found.domains == tuple(range(7))
        assert {entry.name: entry.bar for entry in found.entries}["one"].index == 2
        assert common_domains([]) == ()

    def test_by_name_or_by_place_and_never_by_score(self):  # SC-836
        names = [
            ("Õru", "B", 3),
            ("Zoo", "A", 1),
            ("Särevere", "B", 2),
            ("Šaši", "A", 3),
            ("Vao", "B", 1),
            ("Öla", "A", 2),
        ]
        all_ = [standing(village(9, level), name, place=place) for name, place, level in names]
        by_name = [entry.name for entry in compare_by_name(Q, all_).entries]
        assert by_name == ["Särevere", "Šaši", "Zoo", "Vao", "Õru", "Öla"]
        by_place = [entry.name for entry in compare_by_place(Q, all_[::-1]).entries]
        assert by_place == ["Šaši", "Zoo", "Öla", "Särevere", "Vao", "Õru"]

    def test_there_is_no_rank_and_no_average(self):  # SC-837
        assert {field.name for field in fields(Comparison)} == {"entries", "domains", "modes"}
        assert {field.name for field in fields(Entry)} == {"community", "name", "place", "release", "bar"}
        assert {field.name for field in fields(Bar)} == {"index", "thin", "thick"}

    def test_modes_are_named_for_a_note(self):  # SC-838
        found = compare_by_name(Q, [standing(village(9), "a"), standing([same(2, mode="workshop")] * 9, "b")])
        assert found.modes == ("online_paper", "workshop")

    def test_nobody_eligible(self):  # SC-839
        assert self.bars(standing(village(4), "few")) == {"few": Refused(FEW)}
        assert compare_by_name(Q, []).entries == ()

    def test_two_rounds_of_one_community_are_two_entries(self):  # SC-840
        found = compare_by_name(Q, [*two(village(9), village(7))])
        assert [isinstance(entry.bar, Bar) for entry in found.entries] == [True, False]

    def test_domain_one_is_left_out_for_all_if_one_does_not_share_it(self):  # SC-841
        one, other = standing(village(9), "one"), standing(village(9), "other")
        other = replace(other, release=for_municipality(Q, other.release, "released"))
        assert compare_by_name(Q, [one, other]).domains == tuple(range(1, 8))


class TestGaps:
    def test_municipal_minus_community_flagged_from_two(self):  # SC-850
        shown = released([response(1, 2, 3, 2, 2, 2, 2, None)] * 6)
        view = Marker(Q.name, "municipal", 5, (3, 3, 1, 2, NotKnown(), 2, 2, 2))
        assert gaps(shown, view) == (
            Gap("leadership", 2, True),
            Gap("participation", 1, False),
            Gap("trust", -2, True),
            Gap("direction", 0, False),
            NotKnown(),
            Gap("resources", 0, False),
            Gap("cooperation", 0, False),
            NotKnown(),
        )

    def test_refusals(self):  # SC-851
        view = Marker(V2.name, "municipal", 5, (2,) * 8)
        assert gaps(released(village(4)), view) == Refused(FEW)
        assert gaps(released(village(6)), Suppressed(FEW)) == Refused(FEW)
        assert gaps(released(village(6)), view) == Refused("questionnaire", (Q.name, V2.name))


class TestVisits:
    def own(self, rows=None, **more):
        return standing(rows or [response(*[2] * 6, 1, 1)] * 9, "Oma", **more)

    def other(self, name, levels, number=9, **more):
        return standing([response(*levels)] * number, name, **{"visitable": True, **more})

    def test_the_nearest_one_phase_ahead(self):  # SC-860
        others = [
            self.other("Far", [4] * 7 + [0]),
            self.other("Ahead", [3] * 6 + [1, 1]),
            self.other("Near", [3] * 6 + [2, 1]),
            self.other("Two ahead", [4] * 8),
            self.other("Same", [2] * 8),
        ]
        found = whom_to_visit(Q, self.own(), others)
        assert found == (
            Peer("Ahead", "Ahead", "Põlva vald", 6),
            Peer("Near", "Near", "Põlva vald", 7),
        )

    def test_only_who_consents_and_may_be_compared(self):  # SC-861
        ahead = [3] * 8
        others = [
            self.other("Silent", ahead, visitable=False),
            self.other("Few", ahead, 7),
            self.other("Old", ahead, closed_on=date(2024, 5, 1)),
            self.other("Version", ahead, q=V2),
            self.other("Oma", ahead),
        ]
        assert whom_to_visit(Q, self.own(), others) == ()
        assert [peer.name for peer in whom_to_visit(Q, self.own(), others, BOTH)] == ["Version"]

    def test_a_fading_one_is_no_phase_ahead(self):  # SC-862
        rows = [same(2, trends=["worse"] * 8, past="yes")] * 9
        fading = standing(rows, "Vaibuv", visitable=True)
        assert fading.release.state == "fading"
        assert whom_to_visit(Q, self.own([same(1)] * 9), [fading]) == ()

    def test_ties_by_domains_in_common_and_then_by_name(self):  # SC-863
        others = [
            self.other("Žanna", [3] * 6 + [1, 1]),
            self.other("Sass", [3] * 6 + [1, 1]),
            self.other("Aet", [3] * 6 + [None, 1]),
            self.other("Zoja", [3] * 6 + [1, 1]),
        ]
        assert [peer.name for peer in whom_to_visit(Q, self.own(), others)] == ["Sass", "Zoja", "Žanna"]

    def test_refusals_and_the_top(self):  # SC-864
        assert whom_to_visit(Q, self.own(village(7)), []) == Refused(FEW)
        assert whom_to_visit(Q, self.own([response(*[2] * 5, None, None, None)] * 9), []) == Refused("insufficient")
        assert whom_to_visit(Q, self.own([same(4)] * 9), [self.other("Top", [4] * 8)]) == ()


def test_what_a_comparison_gives_holds_nothing_finer_than_a_tenth():  # SC-870
    before, after = two(village(11), village(13, 3, 4))
    found = index_change(before, after)
    assert isinstance(found, IndexChange)
    bar = compare_by_name(Q, [before]).entries[0].bar
    numbers = (*bar.thin, *bar.thick, bar.index, found.difference.value, found.difference.low, found.difference.high)
    assert all(number == round(number, 1) for number in numbers)
