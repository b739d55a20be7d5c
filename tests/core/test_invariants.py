"""What must hold for any answers at all, found out with random ones."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.agreement import average_deviation, two_camps, van_der_eijk_a
from assessment.core.response import DK, NO_ANSWER
from assessment.core.rule import Agreement
from tests.builders import many, questionnaire, response, scored

Q = questionnaire()
CODES = st.sampled_from([DK, NO_ANSWER, 0, 1, 2, 3, 4])
LEVELS = st.lists(CODES, min_size=8, max_size=8)
TRENDS = st.lists(st.sampled_from(["", "better", "same", "worse", "dk"]), min_size=8, max_size=8)


def _response(levels, trends, past):
    one = response(*[0] * 8, trends=trends, **({"past": past} if past else {}))
    return replace(one, levels=tuple(levels))


RESPONSES = st.builds(_response, LEVELS, TRENDS, st.sampled_from(["", "yes", "no", "dk"]))
COMMUNITY = st.lists(RESPONSES, min_size=1, max_size=12)


def phase(responses, q=Q, min_answers=1):
    return many([responses], q, min_answers)[0].phase


@given(COMMUNITY, st.randoms(use_true_random=False))
def test_the_order_of_responses_does_not_matter(responses, random):  # SC-311
    shuffled = random.sample(responses, len(responses))
    assert many([shuffled], Q)[0] == many([responses], Q)[0]


@given(COMMUNITY, st.permutations(range(3, 8)))
def test_the_order_of_other_domains_does_not_matter(responses, order):  # SC-312
    moved = [replace(r, levels=r.levels[:3] + tuple(r.levels[d] for d in order)) for r in responses]
    assert phase(moved) == phase(responses)


@given(COMMUNITY, st.integers(2, 4))
def test_repeating_every_response_changes_nothing(responses, times):  # SC-313
    before, after = many([responses], Q, 1)[0], many([responses * times], Q, 1)[0]
    assert (before.phase, before.levels, before.bounds) == (after.phase, after.levels, after.bounds)


@given(COMMUNITY, st.data())
def test_raising_an_answer_never_lowers_the_phase(responses, data):  # SC-314
    i = data.draw(st.integers(0, len(responses) - 1))
    d = data.draw(st.integers(0, 7))
    levels = list(responses[i].levels)
    if levels[d] < 0 or levels[d] == Q.top:
        return
    levels[d] = data.draw(st.integers(levels[d] + 1, Q.top))
    raised = [*responses[:i], replace(responses[i], levels=tuple(levels)), *responses[i + 1 :]]
    before, after = phase(responses), phase(raised)
    assert (before is None) == (after is None)
    assert before is None or after >= before


@given(COMMUNITY)
def test_the_bounds_hold_the_phase(responses):  # SC-315
    found = many([responses], Q, 1)[0]
    low, high = found.bounds
    if found.phase is not None:
        assert low <= found.phase <= high
    assert (low is None) == (high is None)


@given(COMMUNITY)
def test_a_phase_needs_enough_domains_and_every_core_domain(responses):  # SC-316
    found = many([responses], Q)[0]
    rated = [level for level in found.levels if level is not None]
    if found.phase is not None:
        assert len(rated) >= 6
        assert None not in found.levels[:3]
        assert sum(level >= found.phase for level in rated) >= -(-2 * len(rated) // 3)
        assert min(found.levels[:3]) >= found.phase - 1


@settings(max_examples=25, deadline=None)
@given(COMMUNITY)
def test_the_figures_of_the_bootstrap_are_what_they_say(responses):  # SC-617
    found = scored(responses, min_answers=1)
    if found.index is not None:
        assert found.index_interval[0] - 1e-9 <= found.index_interval[1]
    if found.probabilities is not None:
        assert abs(sum(found.probabilities) - 1) < 1e-9
        assert min(found.probabilities) >= 0
        assert found.range[0] <= found.phase <= found.range[1]


@given(st.lists(st.integers(0, 30), min_size=3, max_size=9).filter(any))
def test_agreement_stays_in_its_range_and_knows_no_direction(counts):  # SC-711
    counts = np.array(counts)
    a, ad = float(van_der_eijk_a(counts)), float(average_deviation(counts))
    assert -1 - 1e-9 <= a <= 1 + 1e-9
    assert 0 <= ad <= (len(counts) - 1) / 2
    assert abs(a - float(van_der_eijk_a(counts[::-1]))) < 1e-9
    assert abs(ad - float(average_deviation(counts[::-1]))) < 1e-9
    assert bool(two_camps(counts, Agreement())) == bool(two_camps(counts[::-1], Agreement()))


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any), st.integers(2, 5))
def test_agreement_does_not_depend_on_the_number_of_answers(counts, times):  # SC-712
    counts = np.array(counts)
    assert abs(float(van_der_eijk_a(counts)) - float(van_der_eijk_a(counts * times))) < 1e-9
