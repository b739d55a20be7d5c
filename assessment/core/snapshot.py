"""What is kept of a round when it closes, as a text: it can be read back as it was, and is never computed anew.

The text is JSON. A value of one of our frozen types says so under `~`, so that `Suppressed` is not taken for a number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from typing import Any

from assessment.core.blocks import Block
from assessment.core.municipality import Marker
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import (
    ALL,
    FULLER,
    Chance,
    Distribution,
    Index,
    Release,
    ReleasedDomain,
    ReleasedStep,
    Spread,
    Trends,
)
from assessment.core.remarks import Remark
from assessment.core.standing import IndexBasis
from assessment.core.suppression import NotKnown, Suppressed

FORMAT = 2
# What was kept before there were municipal views is read as it is: without one.
READABLE = (1, FORMAT)
TYPE = "~"


@dataclass(frozen=True)
class Snapshot:
    """A closed round as it is kept.

    `checksum` is that of the questionnaire's version at closing; `chances` (P~) and `index` are for later comparisons
    and leave only through one. `municipal` is the municipal view; None in what was kept before there were any.
    """

    release: Release
    checksum: str
    chances: tuple[float, ...] | None
    index: IndexBasis
    municipal: Marker | Suppressed | None = None


def taken(
    release: Release,
    checksum: str,
    chances: tuple[float, ...] | None,
    index: IndexBasis,
    municipal: Marker | Suppressed | None = None,
) -> Snapshot:
    """What is kept of a round that closes.

    Of one that is compared with none nothing is kept to compare it by: of few, means and covariances tell what each
    answered, and they stay when the responses are removed.
    """
    if release.detail in (FULLER, ALL):
        return Snapshot(release, checksum, chances, index, municipal)
    size = len(index.means)
    return Snapshot(release, checksum, None, IndexBasis((None,) * size, ((0.0,) * size,) * size), municipal)


def keeps_counts(text: str) -> bool:
    """Whether the counts of the round with this snapshot may stay when its responses are removed: if it shows them."""
    return from_text(text).release.detail == ALL


_TYPES: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Snapshot,
        Release,
        ReleasedDomain,
        ReleasedStep,
        Chance,
        Index,
        Spread,
        Distribution,
        Trends,
        Block,
        Remark,
        Suppressed,
        NotKnown,
        IndexBasis,
        Marker,
    )
}


def to_text(snapshot: Snapshot) -> str:
    """The snapshot as JSON; the same one always gives the same text."""
    return json.dumps({"format": FORMAT, "snapshot": _packed(snapshot)}, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Snapshot:
    """The snapshot that `to_text` wrote. Raises ValueError for another text."""
    kept = json.loads(text)
    if not isinstance(kept, dict) or kept.get("format") not in READABLE:
        raise ValueError("this is no snapshot of a format that is known here")
    found = _unpacked(kept["snapshot"])
    if not isinstance(found, Snapshot):
        raise ValueError("this is no snapshot of a round")
    return found


def checksum(questionnaire: Questionnaire) -> str:
    """SHA-256 of everything that the questionnaire says and asks, in hexadecimal digits."""
    said = {language: dict(texts) for language, texts in questionnaire.texts.items()}
    content = json.dumps([repr(questionnaire), said], ensure_ascii=False, sort_keys=True)
    return sha256(content.encode()).hexdigest()


def _packed(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {TYPE: type(value).__name__} | {f.name: _packed(getattr(value, f.name)) for f in fields(value)}
    return [_packed(item) for item in value] if isinstance(value, tuple) else value


def _unpacked(value: object) -> object:
    if isinstance(value, dict):
        kind = _TYPES.get(value.get(TYPE, ""))
        if kind is None:
            raise ValueError(f"a value of the kind '{value.get(TYPE)}' is not known here")
        return kind(**{name: _unpacked(part) for name, part in value.items() if name != TYPE})
    return tuple(_unpacked(item) for item in value) if isinstance(value, list) else value
