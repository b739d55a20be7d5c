"""The result that a document is about: the round's, or the agreed answer where the round shows nothing."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.beside import AgreedAnswer
from assessment.core.released import Release
from assessment.core.round_result import RoundResult


@dataclass(frozen=True)
class Shown:
    """What is drawn: the place on the path and the levels, None for what is not known or may not be shown.

    `is_agreed` says that it is the agreed answer of a group and carries that mark.
    """

    phase: int | None
    state: str | None
    kind: str | None
    fading_signs: bool
    levels: tuple[int | None, ...]
    is_agreed: bool = False

    @property
    def rated(self) -> int:
        """How many domains have a level."""
        return sum(level is not None for level in self.levels)

    def reached(self, level: int) -> int:
        """How many domains have at least this level."""
        return sum(own is not None and own >= level for own in self.levels)


def shown_of(result: RoundResult) -> Shown:
    """The round's own result wherever it shows one; the agreed answer only where it shows nothing at all."""
    if result.agreed is not None and not any(isinstance(domain.level, int) for domain in result.release.domains):
        return _agreed(result.agreed)
    return of_release(result.release)


def of_release(release: Release) -> Shown:
    """What is drawn of a release."""
    return Shown(
        phase=release.phase if isinstance(release.phase, int) else None,
        state=release.state if isinstance(release.state, str) else None,
        kind=release.kind if isinstance(release.kind, str) else None,
        fading_signs=release.fading_signs is True,
        levels=tuple(domain.level if isinstance(domain.level, int) else None for domain in release.domains),
    )


def _agreed(agreed: AgreedAnswer) -> Shown:
    return Shown(
        phase=agreed.phase if isinstance(agreed.phase, int) else None,
        state=agreed.state if isinstance(agreed.state, str) else None,
        kind=agreed.kind,
        fading_signs=agreed.fading_signs,
        levels=tuple(level if isinstance(level, int) else None for level in agreed.levels),
        is_agreed=True,
    )
