"""Where a workshop stands, as JSON for programs: what the host sees, and the picture only once the room may see it."""

from __future__ import annotations

import json

from assessment.core.ballot import Shown
from assessment.core.scene import Presence, Scene

Json = dict[str, object]


def as_json(scene: Scene) -> str:
    """The state, the step, the allowed moves, how many joined and voted, and `picture`, null while it is hidden."""
    standing = scene.standing
    presence = scene.presence or Presence()
    content: Json = {
        "workshop": standing.workshop.id,
        "state": standing.state,
        "revision": standing.course.revision,
        "step": standing.step.key,
        "position": standing.course.at + 1,
        "steps": [step.key for step in standing.workshop.steps],
        "ballot": standing.course.ballot,
        "allowed": list(scene.allowed),
        "joined": presence.joined,
        "voted": presence.voted,
        "tables": presence.tables,
        "picture": None if scene.shown is None else _picture(scene.shown),
        "round": standing.round_id,
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


def _picture(shown: Shown) -> Json:
    counts = shown.counts
    return {
        "level": shown.level,
        "agreement": shown.label,
        "counts": None if counts is None else list(counts.levels),
        "dk": None if counts is None else counts.dk,
        "abstained": None if counts is None else counts.abstained,
        "hands": shown.hands,
        "tables": [{"table": one.number, "people": one.people, "choice": one.choice} for one in shown.tables],
    }
