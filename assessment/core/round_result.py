"""Everything that is shown of a closed round: what is released, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.core.beside import AgreedAnswer
from assessment.core.change import Change
from assessment.core.municipality import Marker
from assessment.core.released import Release
from assessment.core.round import Round
from assessment.core.standing import Refused
from assessment.core.suppression import Suppressed


@dataclass(frozen=True)
class EarlierRound:
    """An earlier closed round of the same area, and what changed from it to the round that is shown.

    `step` is what changed from it to the round that came next; for the latest earlier round that is the same.
    """

    period: str
    closed_on: date
    release: Release
    change: Change | Refused
    step: Change | Refused | None = None


@dataclass(frozen=True)
class RoundResult:
    """A round with what may be shown of it.

    `agreed` is the answer that a meeting agreed on, if there is one, `dissent` what it did not agree on, in its own
    words; `earlier` are the rounds before, the latest first. `municipal` is the view of municipal employees, who never
    make the phase; None in a round that was closed before there were any, or is open.
    """

    round: Round
    release: Release
    agreed: AgreedAnswer | None = None
    dissent: str = ""
    earlier: tuple[EarlierRound, ...] = ()
    municipal: Marker | Suppressed | None = None
