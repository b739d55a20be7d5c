"""Agreement against published values: van der Eijk 2001, the agrmt package's vignette, Burke & Dunlap 2002."""

import numpy as np
import pytest

from assessment.core.agreement import (
    average_deviation,
    labels,
    ordinary_median,
    two_camps,
    van_der_eijk_a,
    within_one,
)
from assessment.core.rule import Agreement

LIMITS = Agreement()


@pytest.mark.parametrize(
    ("counts", "a"),
    [
        ((30, 40, 210, 130, 530, 50, 10), 0.6113333),  # van der Eijk 2001, p. 331
        ((2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6), 0.60972),
        ((1.6, 2.6, 8.2, 21, 29.3, 27, 10.3), 0.48233),
        ((1, 1, 1, 1, 1, 1, 1), 0),  # from here on: the vignette of agrmt
        ((1, 1, 1, 1, 1, 1, 0), 0.1666667),
        ((0, 1, 1, 1, 1, 1, 0), 0.3333333),
        ((0, 0, 1, 1, 1, 1, 0), 0.5),
        ((0, 0, 1, 1, 1, 0, 0), 0.6666667),
        ((0, 0, 1, 0, 1, 0, 0), 0.4666667),
        ((0, 0, 0, 0, 1, 0, 0), 1),
        ((5, 0, 0, 0, 0, 5), -1),
        ((2, 0, 1, 1), 0.0833333),
    ],
)
def test_van_der_eijk_a(counts, a):  # SC-701
    assert float(van_der_eijk_a(np.array(counts))) == pytest.approx(a, abs=1e-5)


@pytest.mark.parametrize(
    ("counts", "within", "ad", "a"),
    [
        ((0, 0, 5, 5, 0, 0), 1.0, 0.5, 0.80),
        ((0, 1, 2, 4, 2, 1), 0.8, 0.8, 0.48),
        ((9, 0, 0, 1, 0, 0), 0.9, 0.3, 0.78),
        ((0, 5, 0, 0, 5, 0), 0.5, 1.5, -0.10),
        ((0, 5, 0, 5, 0, 0), 0.5, 1.0, 0.35),
        ((5, 0, 0, 0, 0, 5), 0.5, 2.5, -1),
    ],
)
def test_typical_patterns_of_six_levels(counts, within, ad, a):  # SC-702, the background page's table
    counts = np.array(counts)
    level = int(counts.cumsum().searchsorted((counts.sum() + 1) // 2))
    assert float(within_one(counts, level)) == pytest.approx(within)
    assert float(average_deviation(counts)) == pytest.approx(ad)
    assert float(van_der_eijk_a(counts)) == pytest.approx(a, abs=0.005)


def test_ad_of_one_and_three():  # SC-703, worked case of section 11
    assert float(average_deviation(np.bincount([1] * 5 + [3] * 5, minlength=5))) == 1.0


@pytest.mark.parametrize(
    ("answers", "median"), [([0, 1], 0.5), ([1, 1, 4], 1), ([2, 4, 4, 4], 4), ([0, 4], 2), ([3], 3)]
)
def test_ordinary_median(answers, median):  # SC-704
    assert float(ordinary_median(np.bincount(answers, minlength=5))) == median


@pytest.mark.parametrize(
    ("counts", "camps"),
    [
        ((0, 4, 0, 4, 0), True),
        ((0, 4, 2, 4, 0), True),
        ((0, 4, 3, 4, 0), False),
        ((4, 0, 0, 0, 4), True),
        ((0, 4, 4, 0, 0), False),
        ((0, 3, 0, 4, 0), False),  # seven answers are too few
        ((3, 0, 0, 7, 0), True),  # exactly 30 % on one side
        ((2, 0, 0, 8, 0), False),
        ((2, 2, 0, 2, 2), True),
        ((0, 0, 0, 0, 0), False),
    ],
)
def test_two_camps(counts, camps):  # SC-705
    assert bool(two_camps(np.array(counts), LIMITS)) is camps


@pytest.mark.parametrize(
    ("ad", "camps", "a", "label"),
    [
        (0.8, False, 0.5, "agree"),
        (0.8, True, 0.5, "divided"),
        (0.81, False, 0.5, "mixed"),
        (1.2, False, 0.5, "mixed"),
        (1.21, False, 0.5, "divided"),
        (0.5, False, -0.01, "divided"),
        (0.5, False, np.nan, "agree"),
    ],
)
def test_labels(ad, camps, a, label):  # SC-706
    assert labels(np.array([ad]), np.array([camps]), np.array([a]), LIMITS)[0] == label


def test_limits_are_compared_as_the_numbers_that_were_meant():  # SC-707: 0.8 as a float sum may be 0.8000000000000002
    counts = np.array([1, 2, 4, 2, 1])
    ad = average_deviation(counts)
    assert labels(ad + 1e-12, two_camps(counts, LIMITS), van_der_eijk_a(counts), LIMITS) == "agree"
