"""Shrinkage, labels and ranges on their own."""

import numpy as np
import pytest

from assessment.core.uncertainty import bootstrap, label_of, range_of, shrunk
from tests.builders import questionnaire, response, scored

Q = questionnaire()


@pytest.mark.parametrize(
    ("probability", "phase", "label"),
    [
        ((0, 0, 0.1, 0.8, 0.1), 3, "clear"),
        ((0, 0, 0.2, 0.79, 0.01), 3, "leaning"),
        ((0, 0, 0.3, 0.55, 0.15), 3, "leaning"),
        ((0, 0, 0.3, 0.54, 0.16), 3, "between"),
        ((0, 0, 0.35, 0.6, 0.05), 3, "between"),
        ((0.6, 0.4, 0, 0, 0), 0, "between"),
        ((0, 0, 0, 0.1, 0.9), 4, "clear"),
    ],
)
def test_label(probability, phase, label):  # SC-611
    assert label_of(Q, np.array(probability), phase) == label


@pytest.mark.parametrize(
    ("probability", "phase", "expected"),
    [
        ((0, 0, 0.1, 0.8, 0.1), 3, (3, 3)),
        ((0, 0, 0.3, 0.6, 0.1), 3, (2, 3)),
        ((0, 0.2, 0.6, 0.2, 0), 2, (1, 2)),  # equal sums: the lower run
        ((0, 0.1, 0.4, 0.4, 0.1), 2, (2, 3)),
        ((0.2, 0.2, 0.2, 0.2, 0.2), 4, (1, 4)),
        ((0.9, 0.1, 0, 0, 0), 1, (0, 1)),  # always holds the point phase
    ],
)
def test_range(probability, phase, expected):  # SC-612
    assert range_of(Q, np.array(probability), phase) == expected


def test_shrinkage_reflects_at_both_ends():  # SC-613
    assert shrunk(np.array([0, 0, 0, 0, 1.0]), 5) == pytest.approx((0, 0, 0, 1 / 12, 11 / 12))
    assert shrunk(np.full(5, 0.2), 7) == pytest.approx(np.full(5, 0.2))


def test_ten_thousand_responses_are_drawn_in_blocks_and_counted_whole():  # SC-614
    rows = np.tile(np.array([[2] * 8, [3] * 8], dtype=np.int8), (5000, 1))
    drawn = bootstrap(Q, rows, np.ones(8, dtype=bool), 5)
    assert drawn.phases.shape == (2000,)
    assert set(drawn.phases.tolist()) == {2, 3}
    assert abs(drawn.indices.mean() - 2.5) < 0.001


def test_every_draw_keeps_whole_responses():  # SC-615: the domains move together, so only whole profiles occur
    rows = [response(*[1] * 8)] * 6 + [response(*[4] * 8)] * 6
    assert scored(rows).probabilities[2] < 0.06
    assert scored(rows).probabilities[1] + scored(rows).probabilities[4] > 0.85


def test_the_seed_depends_on_the_version_of_the_questionnaire():  # SC-616
    rows = np.array([[k % 5] * 8 for k in range(11)], dtype=np.int8)
    other = questionnaire(core=(0, 1, 2))
    object.__setattr__(other, "version", 2)
    rated = np.ones(8, dtype=bool)
    assert not np.array_equal(bootstrap(Q, rows, rated, 5).phases, bootstrap(other, rows, rated, 5).phases)
