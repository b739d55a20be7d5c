"""What those in a workshop see of it at one moment: the host and the projectors, and, less of it, the phones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assessment.core.ballot import Counts, Movement, Shown
from assessment.core.profile import Profile
from assessment.core.workshop import IDEAS, REVEALED, Standing

# Of a text that a participant wrote: it waits for the host, was allowed, or was put aside.
WAITING, ALLOWED, ASIDE = "waiting", "allowed", "aside"


@dataclass(frozen=True)
class Presence:
    """How many have joined, tables among them, and how many of them chose something in the present ballot."""

    joined: int = 0
    voted: int = 0
    tables: int = 0


@dataclass(frozen=True)
class Agreed:
    """What the host noted of a step: the level that the room agreed on, if it did, and what was said against it."""

    level: int | None = None
    dissent: str = ""


@dataclass(frozen=True)
class Idea:
    """A text of a participant. `group` is the id of the idea under which the host put it, empty for one by itself.

    `support` is how many seats chose it, None while that is not to be seen.
    """

    id: str
    text: str
    state: str = WAITING
    group: str = ""
    support: int | None = None


def shuffled(ideas: Iterable[Idea]) -> tuple[Idea, ...]:
    """By their ids, which are drawn by lot: whoever saw who wrote first finds nobody by it."""
    return tuple(sorted(ideas, key=lambda idea: idea.id))


@dataclass(frozen=True)
class Places:
    """What remains at the end of an open room: how many of its places are in each phase, and have none.

    None where fewer than five spoke of a place.
    """

    phases: tuple[int, ...] | None
    without: int = 0


@dataclass(frozen=True)
class Scene:
    """One moment of a workshop as the host sees it.

    `shown` is the picture of the present ballot where it may be seen, `movement` how it moved since the ballot before;
    `hands` those counted in the present ballot; `agreed` what was noted, by step's key; `ideas` all of them.
    `profile` is what the agreed levels give (one community; at the summary), `places` that of an open room.
    """

    standing: Standing
    allowed: tuple[str, ...] = ()
    presence: Presence | None = None
    shown: Shown | None = None
    movement: Movement | None = None
    hands: Counts | None = None
    agreed: Mapping[str, Agreed] | None = None
    ideas: tuple[Idea, ...] = ()
    profile: Profile | None = None
    places: Places | None = None

    def for_projector(self) -> Scene:
        """What stands on the wall: of the ideas only those that the host allowed, in the order of `shuffled`."""
        return replace(self, ideas=shuffled(idea for idea in self.ideas if idea.state == ALLOWED))

    def for_phone(self) -> Scene:
        """What goes to the phones: the picture once it is revealed, and never how many voted meanwhile."""
        scene = replace(self.for_projector(), allowed=(), presence=None, hands=None)
        if self.standing.state == REVEALED:
            return scene
        is_ideas = self.standing.step.kind == IDEAS and self.standing.course.ballot > 1
        ideas = tuple(replace(idea, support=None) for idea in scene.ideas) if is_ideas else ()
        return replace(scene, shown=None, movement=None, ideas=ideas)
