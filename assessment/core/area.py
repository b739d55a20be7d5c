"""The place that people have in mind: a village, a part of one, a group of villages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A place with a community of its own. `kind` is one of the questionnaire's areas, e.g. `village`."""

    name: str
    municipality: str = ""
    kind: str = ""
