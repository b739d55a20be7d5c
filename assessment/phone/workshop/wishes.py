"""The texts of participants: written, allowed by the host, and chosen."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.scene import ALLOWED, Idea, Scene
from assessment.core.workshop import IDEAS, REVEALED, VOTING
from assessment.phone.workshop.own import Own


@dataclass(frozen=True)
class Wish:
    """One allowed idea and those that the host put under it. `support` is how many chose it, if that may be seen."""

    id: str
    text: str
    under: tuple[str, ...]
    support: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Wishes:
    """All of them, and what may be done with them now."""

    ballot: int
    rows: tuple[Wish, ...]
    may_write: bool
    may_choose: bool
    has_chosen: bool


def wishes(scene: Scene, own: Own | None) -> Wishes:
    """The ideas that this phone may see."""
    standing = scene.standing
    is_here = standing.step.kind == IDEAS and standing.state == VOTING
    ballot, key = standing.course.ballot, standing.step.key
    chosen = own.chose(key, ballot).split() if own else []
    return Wishes(
        ballot=ballot,
        rows=tuple(
            Wish(
                idea.id,
                idea.text,
                tuple(other.text for other in scene.ideas if other.group == idea.id),
                idea.support if standing.state == REVEALED else None,
                idea.id in chosen,
            )
            for idea in heads(scene.ideas)
        ),
        may_write=is_here and ballot == 1,
        may_choose=is_here and ballot > 1,
        has_chosen=bool(own) and (key, ballot) in (own.votes if own else {}),
    )


def heads(ideas: tuple[Idea, ...]) -> tuple[Idea, ...]:
    """The ideas that stand by themselves: they can be chosen."""
    known = {idea.id for idea in ideas}
    return tuple(idea for idea in ideas if idea.state == ALLOWED and idea.group not in known)
