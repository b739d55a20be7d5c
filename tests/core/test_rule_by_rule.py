"""The scoring rule, section by section, on its worked cases. SC-xyz is requirement y.z of section x of the rule."""

import numpy as np
import pytest

from assessment.core.levels import at_least, low_median
from assessment.core.phase import INSUFFICIENT, single_changes
from assessment.core.profile import profile_of_one
from assessment.core.response import is_municipal, makes_phase
from tests.builders import many, phase_for, questionnaire, response, same, scored

Q = questionnaire()


class TestAnswers:
    @pytest.mark.parametrize(
        ("role", "mode", "makes", "municipal"),
        [
            ("resident", "online", True, False),
            ("other", "paper", True, False),
            ("leader", "workshop", True, False),
            ("municipal", "online", False, True),
            ("resident", "group", False, False),
            ("municipal", "group", False, False),
            ("resident", "outside", False, False),
            ("municipal", "outside", False, False),
        ],
    )
    def test_mode_decides_before_role(self, role, mode, makes, municipal):  # SC-101
        one = same(2, role=role, mode=mode)
        assert (makes_phase(Q, one), is_municipal(Q, one)) == (makes, municipal)

    def test_a_response_counts_with_a_level_in_half_of_the_domains(self):  # SC-102
        half = response(1, 1, 1, 1, "dk", None, None, "dk")
        less = response(1, 1, 1, "dk", "dk", "dk", None, None)
        result = scored([half, less], min_answers=1)
        assert (result.responses, result.counting) == (2, 1)

    def test_what_does_not_count_moves_nothing(self):  # SC-103
        silent = response("dk", "dk", "dk", *[4] * 3, None, None, trends=["worse"] * 8, past="yes")
        five = [same(1, trends=["same"] * 8, past="no")] * 5
        assert scored([*five, *[silent] * 9]).levels == scored(five).levels
        assert not scored([*five, *[silent] * 9]).fading_signs


class TestLevels:
    @pytest.mark.parametrize(
        ("answers", "level"),
        [([2, 3], 2), ([2, 3, 3], 3), ([0, 0, 4, 4, 4], 4), ([4], 4), ([0], 0), ([1, 1, 3, 3], 1), ([0, 4], 0)],
    )
    def test_low_median(self, answers, level):  # SC-201, worked cases of section 11
        assert int(low_median(at_least(np.bincount(answers, minlength=5)))) == level

    def test_no_answer_gives_level_zero_and_is_not_rated(self):  # SC-202
        assert int(low_median(at_least(np.zeros(5, dtype=int)))) == 0
        assert scored([response(None, 1, 1, 1, 1, 1, 1, 1)] * 5).levels[0] is None

    def test_rated_needs_min_answers(self):  # SC-203
        four = [same(2)] * 4
        assert scored(four).levels == (None,) * 8
        assert scored([*four, same(2)]).levels == (2,) * 8
        assert scored(four[:3], min_answers=3).levels == (2,) * 8

    def test_more_than_half_dk_is_not_rated_but_half_is(self):  # SC-204
        known, unknown = same(2), response("dk", *[2] * 7)
        assert scored([known] * 5 + [unknown] * 5).levels[0] == 2
        assert scored([known] * 5 + [unknown] * 6).levels[0] is None

    def test_an_empty_answer_is_no_dk(self):  # SC-205
        assert scored([same(2)] * 5 + [response(None, *[2] * 7)] * 6).levels[0] == 2


class TestPhase:
    @pytest.mark.parametrize(
        ("levels", "core", "phase"),
        [
            ((3, 3, 3, 3, 3, 3, 1, 1), (0, 1, 2), 3),
            ((3, 3, 3, 3, 3, 1, 1, 1), (0, 1, 2), 1),
            ((1, 3, 3, 3, 3, 3, 3, 3), (0,), 2),
            ((0, 4, 4, 4, 4, 4, 4, 4), (0,), 1),
            ((3,) * 8, (0, 1, 2), 3),
            ((4,) * 8, (0, 1, 2), 4),
            ((0,) * 8, (0, 1, 2), 0),
            ((4, 4, 4, 4, 2, 2, 2, 2), (0, 1, 2), 2),
            ((4, 4, 4, 4, 4, 4, 4, 0), (7,), 1),
            ((4, 4, 4, 4, 4, 4, 4, 0), (0,), 4),
            ((4, 4, 4, 4, 4, 4, None, None), (0, 1, 2), 4),
            ((4, 4, 4, 4, 4, None, None, None), (0, 1, 2), INSUFFICIENT),
            ((None, 4, 4, 4, 4, 4, 4, 4), (0, 1, 2), INSUFFICIENT),
        ],
    )
    def test_tolerant_gate(self, levels, core, phase):  # SC-301, worked cases of section 11 and G2-G7
        assert phase_for(levels, questionnaire(core=core)) == phase

    @pytest.mark.parametrize(("rated", "needed"), [(5, 4), (6, 4), (7, 5), (8, 6), (9, 6), (10, 7), (11, 8), (12, 8)])
    def test_two_thirds_of_the_rated_domains_in_whole_numbers(self, rated, needed):  # SC-302
        q = questionnaire(domains=rated, core=(0,))
        assert phase_for([1] * needed + [0] * (rated - needed), q) == 1
        assert phase_for([1] * (needed - 1) + [0] * (rated - needed + 1), q) == 0

    def test_next_step_names_the_nearest_first(self):  # SC-303
        rows = [response(2, 2, 2, 2, 2, 2, 1, 1), response(2, 2, 2, 2, 2, 3, 3, 1), response(2, 2, 2, 2, 2, 3, 3, 1)]
        step = scored(rows, min_answers=3).next_step
        assert (step.target, step.domains_needed) == (3, 4)
        assert step.nearest == (0, 1, 2, 3, 4, 7)

    def test_ties_keep_the_order_and_larger_shares_come_first(self):  # SC-304
        rows = [response(1, 1, 1, 1, 1, 1, 2, 1)] * 3 + [response(1, 1, 2, 1, 1, 1, 2, 1)] * 2 + [same(1)] * 5
        assert scored(rows).next_step.nearest == (6, 2, 0, 1, 3, 4, 5, 7)

    def test_a_core_domain_more_than_one_behind_vetoes(self):  # SC-305
        step = scored([response(1, *[3] * 7)] * 5).next_step
        assert (step.target, step.domains_needed, step.core_blocking) == (3, 0, (0,))
        assert step.nearest == (0,)

    def test_no_next_step_at_the_top_or_without_a_phase(self):  # SC-306
        assert scored([same(4)] * 5).next_step is None
        assert scored([response(*[4] * 5, None, None, None)] * 5).next_step is None

    def test_single_changes_are_the_smallest_that_move_the_phase(self):  # SC-307
        levels, rated = np.array([3, 3, 3, 3, 3, 1, 1, 1]), np.ones(8, dtype=bool)
        up = [(c.domain, c.level, c.phase) for c in single_changes(Q, levels, rated) if c.phase > 1]
        assert up == [(5, 2, 2), (6, 2, 2), (7, 2, 2)]
        down = [
            (c.domain, c.level, c.phase) for c in single_changes(Q, np.array([1] * 6 + [0] * 2), rated) if c.phase < 1
        ]
        assert down == [(d, 0, 0) for d in range(6)]
        assert single_changes(Q, levels, np.array([False] + [True] * 7)) == ()


class TestFading:
    def signs(self, worse_domains, opinions=5, **more):
        trends = ["worse" if d in worse_domains else "same" for d in range(8)]
        return scored([same(1, trends=trends, **more)] * opinions, min_answers=5)

    @pytest.mark.parametrize(
        ("worse", "signs"),
        [
            ((5, 6, 7), True),
            ((6, 7), False),
            ((0, 1), True),
            ((0, 2), True),
            ((1, 2), False),
            ((0, 7), False),
            ((), False),
        ],
    )
    def test_signs(self, worse, signs):  # SC-401
        assert self.signs(worse).fading_signs is signs

    def test_only_a_majority_of_the_opinions_worsens(self):  # SC-402
        worse, same_, dk = (same(1, trends=[trend] * 8) for trend in ("worse", "same", "dk"))
        assert not scored([worse] * 5 + [same_] * 5).fading_signs
        assert scored([worse] * 6 + [same_] * 5).fading_signs
        assert scored([worse] * 5 + [dk] * 9).fading_signs
        assert not scored([worse] * 4 + [dk] * 9).fading_signs

    @pytest.mark.parametrize(
        ("level", "state"), [(0, "none"), (1, "fading"), (2, "fading"), (3, "active"), (4, "sustaining")]
    )
    def test_the_state_needs_signs_a_phase_on_the_way_and_a_livelier_past(self, level, state):  # SC-403
        assert scored([same(level, trends=["worse"] * 8, past="yes")] * 5).state == state
        assert scored([same(level, trends=["worse"] * 8, past="no")] * 5).state == Q.phase_ids[level]
        assert scored([same(level, trends=["same"] * 8, past="yes")] * 5).state == Q.phase_ids[level]

    def test_dk_about_the_past_is_no_opinion(self):  # SC-404
        yes, dk = (same(1, trends=["worse"] * 8, past=past) for past in ("yes", "dk"))
        assert scored([yes] * 5 + [dk] * 9).state == "fading"
        assert scored([yes] * 4 + [dk] * 9).state == "awakening"

    @pytest.mark.parametrize(
        ("whys", "kind"),
        [
            (["newcomers"] * 2 + ["no_inviter"] * 2 + ["few_residents"] * 3, "not_yet"),
            (["few_residents"] * 5, "sparse"),
            (["old_quarrels"] * 5, "divided"),
            (["old_quarrels"] * 3 + ["few_residents"] * 3, None),
            (["old_quarrels"] * 4 + ["other"] * 9, None),
            ([], None),
        ],
    )
    def test_kind_of_phase_zero(self, whys, kind):  # SC-405
        rows = [same(0, why_none=why) for why in whys] or [same(0)] * 5
        assert scored(rows + [same(0)] * (5 if len(rows) < 5 else 0)).kind == kind

    def test_a_livelier_past_makes_phase_zero_dormant(self):  # SC-406
        assert scored([same(0, past="yes", why_none="old_quarrels")] * 5).kind == "dormant"
        assert scored([same(1, past="yes", why_none="old_quarrels")] * 5).kind is None


class TestIndexAndUncertainty:
    def test_index_is_the_mean_of_the_domain_means(self):  # SC-501, G8
        rows = [response(2, 3, 3, 2, 3, 3, 2, 3)] * 3 + [response(3, 3, 4, 2, 2, 3, 3, 3)] * 4
        rows += [response(2, 2, 3, 3, 3, 2, 3, 4)] * 3
        result = scored(rows, questionnaire(core=(0, 1)))
        assert result.levels == (2, 3, 3, 2, 3, 3, 3, 3)
        assert result.phase == 3
        assert result.index == pytest.approx(2.7625)
        # The published shrunk shares were (.022, .461, .493, .024), from a bootstrap of its own: error .011 each.
        assert result.probabilities == pytest.approx((0, 0.022, 0.461, 0.493, 0.024), abs=0.035)
        assert (result.label, result.range) == ("between", (2, 3))

    def test_index_is_there_whenever_a_domain_is_rated(self):  # SC-502
        result = scored([response(1, 2, 3, 4, None, None, None, None)] * 5)
        assert (result.status, result.phase, result.index) == ("insufficient", None, 2.5)
        assert result.index_interval == pytest.approx((2.5, 2.5))
        assert (result.probabilities, result.insufficient_share, result.label, result.range) == (None,) * 4

    @pytest.mark.parametrize(
        ("level", "expected"), [(3, (0, 0, 1 / 12, 10 / 12, 1 / 12)), (0, (11 / 12, 1 / 12, 0, 0, 0))]
    )
    def test_five_identical_answers(self, level, expected):  # SC-601, G10
        result = scored([same(level)] * 5)
        assert result.probabilities == pytest.approx(expected)
        assert (result.label, result.range, result.insufficient_share) == ("clear", (level, level), 0)

    def test_the_same_answers_give_the_same_figures_in_any_order(self):  # SC-602
        rows = [response(*[(i * 7 + d * 3) % 5 for d in range(8)]) for i in range(12)]
        assert scored(rows) == scored(rows[::-1])

    def test_bounds_hold_whatever_those_who_did_not_know_would_have_said(self):  # SC-603, G9
        rows = [[2, 3, 3, 2, 3, 3, 2, 3]] * 3 + [[3, 3, 4, 2, 2, 3, 3, 3]] * 4 + [[2, 2, 3, 3, 3, 2, 3, 4]] * 3
        rows = [list(row) for row in rows]
        for i in range(5):
            rows[i][2] = "dk"
        for i in range(2):
            rows[i][6] = None
        result = scored([response(*row) for row in rows], questionnaire(core=(0, 1)))
        assert (result.phase, result.bounds) == (3, (2, 3))

    def test_bounds_are_given_without_a_phase_too(self):  # SC-604
        assert scored([response(*[4] * 5, None, None, None)] * 5).bounds == (0, 4)
        assert scored([same(4)] * 4).bounds == (None, None)
        assert scored([]).bounds == (None, None)

    def test_replicates_without_a_phase_are_left_out_and_reported(self):  # SC-605
        rows = [same(2)] * 5 + [response("dk", *[2] * 7)] * 5
        result = scored(rows)
        assert result.phase == 2
        assert 0.2 < result.insufficient_share < 0.8
        assert sum(result.probabilities) == pytest.approx(1)


class TestEdgeCases:
    def test_no_response_is_no_data(self):  # SC-1001
        result = scored([])
        assert (result.status, result.phase, result.state, result.kind) == ("no_data", None, None, None)
        assert (result.index, result.index_interval, result.fading_signs) == (None, None, False)

    def test_responses_of_which_none_counts_are_not_known(self):  # SC-1002
        assert scored([response(*["dk"] * 8)] * 9).status == "not_known"

    def test_one_response_is_ones_own_view(self):  # SC-1003
        result = profile_of_one(Q, response(*[2] * 6, "dk", None, trends=["worse"] * 8, past="yes"))
        assert (result.phase, result.state, result.levels[-2:]) == (2, "fading", (None, None))
        assert result.probabilities is None

    def test_communities_scored_together_are_as_if_scored_alone(self):  # SC-1004
        communities = [[same(k % 5), response(*range(5), 1, 2, 3), same(3)] * (k + 1) for k in range(6)] + [[]]
        together = many(communities, Q)
        for alone, found in zip(communities, together, strict=True):
            assert found == many([alone], Q)[0]

    @pytest.mark.parametrize(("domains", "phases"), [(3, 2), (20, 9), (5, 3)])
    def test_other_sizes_of_questionnaire(self, domains, phases):  # SC-1005
        q = questionnaire(domains=domains, core=(0,), phases=phases)
        result = scored([same(phases - 1, domains)] * 5, q)
        assert (result.phase, len(result.probabilities)) == (phases - 1, phases)
