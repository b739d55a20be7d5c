"""The counts of one community that distributions and breakdowns are made of. They are for the gateway, not for eyes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.questionnaire import DONT_KNOW, TRENDS, Questionnaire
from assessment.core.response import POOLED_MODES, Response, columns, counts
from assessment.core.tally import tally

ONLINE_PAPER, WORKSHOP, MIXED_MODES = "online_paper", "workshop", "mixed"
OPINIONS = TRENDS.index(DONT_KNOW)  # the trends before it are opinions


@dataclass(frozen=True)
class Counts:
    """Counts over the counting responses of one community, by domain, trend, role and mode.

    `levels` is D x K, `dk` D, `trends` D x 4 in the order of `TRENDS`; `roles` are those that make the phase and
    `modes` those that are pooled, each with its number, zeros included.
    """

    counting: int
    levels: tuple[tuple[int, ...], ...]
    dk: tuple[int, ...]
    trends: tuple[tuple[int, ...], ...]
    roles: tuple[tuple[str, int], ...]
    modes: tuple[tuple[str, int], ...]

    def answers(self, d: int) -> int:
        """n_d: how many gave domain d a level."""
        return sum(self.levels[d])

    def opinions(self, d: int) -> int:
        """How many had an opinion on the trend of domain d."""
        return sum(self.trends[d][:OPINIONS])

    @property
    def mode(self) -> str:
        """Online and paper are one mode, workshop is another; one of them must make up nine tenths to give its name."""
        workshop = dict(self.modes)["workshop"]
        if 10 * workshop <= self.counting:
            return ONLINE_PAPER
        return WORKSHOP if 10 * workshop >= 9 * self.counting else MIXED_MODES


def counts_of(questionnaire: Questionnaire, responses: Sequence[Response]) -> Counts:
    """Count the pooled responses of one community; those that do not count are left out."""
    rows = columns(questionnaire, responses)
    found = tally(questionnaire, rows, np.zeros(len(rows), dtype=np.int64), 1)
    kept = [r for r, counted in zip(responses, counts(questionnaire, rows.levels), strict=True) if counted]
    roles, modes = Counter(r.role for r in kept), Counter(r.mode for r in kept)
    return Counts(
        counting=len(kept),
        levels=_numbers(found.levels[0]),
        dk=tuple(int(number) for number in found.dk[0]),
        trends=_numbers(found.trends[0]),
        roles=tuple((role.id, roles[role.id]) for role in questionnaire.roles if role.makes_phase),
        modes=tuple((mode, modes[mode]) for mode in POOLED_MODES),
    )


def _numbers(table: np.ndarray) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(number) for number in row) for row in table)
