"""A breakdown into groups in which no group of few people can be found, not by subtraction either (section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.suppression import FEW, Suppressed, Thresholds


@dataclass(frozen=True)
class Block:
    """One or more groups, counted together."""

    groups: tuple[str, ...]
    number: int


Sizes = Sequence[tuple[str, int]]


def blocks(sizes: Sizes, thresholds: Thresholds) -> tuple[Block, ...] | Suppressed:
    """Merge small groups until every block has at least `few`; one block of all groups is the total alone.

    S = the groups with 0 < n < few; while sum S < few, the smallest shown group moves into S; fewer than two blocks
    left: the total only. Groups of one size move in their order. The merged block, put last, names the empty groups
    too: otherwise five names with five people would say that each has one. No sum or difference of blocks is a small
    group; yet whoever reasons from this rule can at times tell how many a role has, as in (5, 4, 4) -> 5 and 8.

    >>> [block.number for block in blocks([("resident", 14), ("leader", 6), ("other", 2)], Thresholds())]
    [14, 8]
    """
    few, total = thresholds.few, sum(number for _, number in sizes)
    if total < few:
        return Suppressed(FEW)
    shown = [(group, number) for group, number in sizes if number >= few]
    merged = sum(number for _, number in sizes if number < few)
    while shown and 0 < merged < few:
        smallest = min(shown, key=lambda sized: sized[1])
        shown.remove(smallest)
        merged += smallest[1]
    if len(shown) + (merged > 0) < 2:
        return (Block(tuple(group for group, _ in sizes), total),)
    alone = {group for group, _ in shown}
    found = [Block((group,), number) for group, number in shown]
    if merged:
        found.append(Block(tuple(group for group, _ in sizes if group not in alone), merged))
    return tuple(found)


def blocks_besides(sizes: Sizes, known: Sizes, thresholds: Thresholds) -> tuple[Block, ...] | None:
    """The same blocks for a viewer who keyed `known` of each group, or None if these leave few others in a block.

    All or nothing: blocks cut otherwise for each viewer could be subtracted from one another.
    """
    found = blocks(sizes, thresholds)
    if isinstance(found, Suppressed):
        return None
    own = dict(known)
    others = [block.number - sum(own.get(group, 0) for group in block.groups) for block in found]
    return None if any(0 < number < thresholds.few for number in others) else found
