"""The block rule, and attacks on it: nothing that can be worked out of the blocks is a group of few people."""

from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.blocks import Block, blocks, blocks_besides
from assessment.core.suppression import FEW, Suppressed, Thresholds

NAMES = ("resident", "leader", "seasonal", "other", "role_5", "role_6")
SIZES = st.lists(st.integers(0, 20), min_size=1, max_size=6)


def sized(numbers):
    return tuple(zip(NAMES, numbers, strict=False))


def cut(numbers, few=5):
    return blocks(sized(numbers), Thresholds(few))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((14, 6, 2), [14, 8]),
        ((14, 3, 2), [14, 5]),
        ((9, 3, 1), [13]),
        ((14, 6, 0), [14, 6]),
        ((14, 6, 5), [14, 6, 5]),
        ((14, 0, 0), [14]),
        ((6, 6, 1), [6, 7]),
        ((12, 7, 5, 1), [12, 7, 6]),
        ((5,), [5]),
    ],
)
def test_worked_examples(numbers, expected):  # SC-901, worked cases of section 9 and G16
    assert [block.number for block in cut(numbers)] == expected


@pytest.mark.parametrize("numbers", [(4, 0, 0), (2, 1, 1), (0, 0)])
def test_of_few_in_all_nothing_is_shown(numbers):  # SC-902
    assert cut(numbers) == Suppressed(FEW)


def test_the_total_alone_names_every_group():  # SC-903
    assert cut((9, 3, 1)) == (Block(("resident", "leader", "seasonal"), 13),)


def test_a_merged_block_names_the_empty_groups_too():  # SC-904: else five names with five people say one each
    assert cut((14, 2, 0, 3)) == (Block(("resident",), 14), Block(("leader", "seasonal", "other"), 5))
    assert cut((14, 6, 0)) == (Block(("resident",), 14), Block(("leader",), 6))


def test_another_threshold():  # SC-905
    assert [block.number for block in cut((14, 3, 2), 3)] == [14, 5]
    assert [block.number for block in cut((14, 8, 2), 9)] == [14, 10]


@given(SIZES, st.integers(3, 9))
def test_no_union_difference_or_rest_of_blocks_is_a_small_group(numbers, few):  # SC-906
    found = cut(numbers, few)
    if found == Suppressed(FEW):
        assert sum(numbers) < few
        return
    size = dict(sized(numbers))
    everybody = frozenset(size)
    assert sum(block.number for block in found) == sum(numbers)
    reachable = {everybody} | {frozenset(block.groups) for block in found}
    for _ in range(3):
        pairs = list(combinations(reachable, 2))
        reachable |= {both for a, b in pairs for both in (a | b, a & b, a - b, b - a) if both}
    assert all(
        sum(size[group] for group in groups) == 0 or sum(size[group] for group in groups) >= few for groups in reachable
    )
    assert all(block.number == sum(size[group] for group in block.groups) for block in found)


def test_of_two_groups_nobody_can_tell_a_small_one_by_knowing_the_rule():  # SC-907
    behind = defaultdict(list)
    for numbers in product(range(23), repeat=2):
        behind[cut(numbers)].append(numbers)
    for possible in behind.values():
        for g in range(2):
            seen = {numbers[g] for numbers in possible}
            assert len(seen) > 1 or min(seen) == 0 or min(seen) >= 5


@settings(max_examples=200)
@given(SIZES, st.data())
def test_who_keyed_some_sees_the_same_blocks_or_none(numbers, data):  # SC-908
    own = [data.draw(st.integers(0, number)) for number in numbers]
    found, limits = blocks_besides(sized(numbers), sized(own), Thresholds()), Thresholds()
    if found is None:
        return
    assert found == blocks(sized(numbers), limits)
    known = dict(sized(own))
    others = [block.number - sum(known[group] for group in block.groups) for block in found]
    assert all(number == 0 or number >= 5 for number in others)
