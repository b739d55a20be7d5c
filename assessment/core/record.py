"""What of a workshop's ballots leaves the room: the table of section 9, not what the room itself was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.ballot import Cast, Counts, TableVote, label_of, level_of
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Agreed, Places
from assessment.core.suppression import FEW, KNOWN, Suppressed, Thresholds
from assessment.core.workshop import Standing


@dataclass(frozen=True)
class RecordedBallot:
    """One ballot of a domain or a story as it may leave the room.

    `votes` chose a level, phones and hands together; `hands` is how many of them, with the others, were counted in the
    hall. `level` is None where most did not know. Tables are the joint answers of their people, and have no threshold.
    """

    step: str
    ballot: int
    votes: int | Suppressed
    level: int | Suppressed | None
    label: str | Suppressed
    counts: Counts | Suppressed
    hands: int = 0
    tables: tuple[TableVote, ...] = ()


@dataclass(frozen=True)
class Record:
    """The record of a workshop: how many took part, every ballot that was revealed, what was agreed, allowed ideas.

    `support` of an idea is None where it may not leave the room. `places` are those of an open room, None of one
    community.
    """

    standing: Standing
    people: int | Suppressed
    tables: int
    ballots: tuple[RecordedBallot, ...]
    agreed: Mapping[str, Agreed]
    ideas: tuple[tuple[str, int | None], ...]
    places: Places | None = None


def recorded(
    questionnaire: Questionnaire, thresholds: Thresholds, step: str, ballot: int, cast: Cast, apart: int = 0
) -> RecordedBallot:
    """What of a ballot leaves the room. Everybody saw the hands: phones beside them must be enough by themselves.

    `apart` is how many of the phones' people did not consent to the round that remains. The round shows how the others
    chose: of a few the difference would tell what they chose, so that the distribution stays in the room then.
    """
    hands = cast.hands if cast.hands is not None and cast.hands.all else None
    counts = cast.phones if hands is None else cast.phones.plus(hands)
    votes = counts.votes
    is_told = hands is not None and cast.phones.all > 0 and cast.phones.votes < thresholds.few

    def held(needed: int) -> Suppressed | None:
        if votes < needed:
            return Suppressed(FEW)
        return Suppressed(KNOWN) if is_told else None

    return RecordedBallot(
        step=step,
        ballot=ballot,
        votes=held(thresholds.few) or votes,
        level=held(thresholds.few) or level_of(questionnaire, counts),
        label=held(thresholds.fuller) or label_of(questionnaire, counts),
        counts=held(thresholds.all) or (Suppressed(KNOWN) if 0 < apart < thresholds.few else counts),
        hands=hands.all if hands is not None and not isinstance(held(thresholds.few), Suppressed) else 0,
        tables=cast.tables,
    )
