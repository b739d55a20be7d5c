"""Why there is no phase, and the way on: never an empty page."""

from __future__ import annotations

from assessment.core.profile import NO_DATA, NOT_ENOUGH
from assessment.core.suppression import FEW, OPEN, Suppressed
from assessment.reports.round.blocks import Block, Bullets, Paragraph, Words
from assessment.reports.round.teller import Teller

WAYS_ON = ("again", "together", "own")


def missing(t: Teller) -> tuple[Words, tuple[Block, ...]]:
    """A heading that says why there is no phase, and what stands below it."""
    status = t.release.status
    if t.shown.is_agreed or status == NOT_ENOUGH:
        return t.words("result.missing.title"), _not_enough(t)
    if isinstance(status, Suppressed) and status.reason == OPEN:
        until = t.paragraph("told.none.open.text", date=t.date(t.result.round.closes_on))
        return t.words("told.none.open.title"), (until,)
    if isinstance(status, Suppressed) and status.reason != FEW:
        why = t.not_shown("told.what.result", status, t.limits.few)
        return t.words("told.none.hidden.title"), (Paragraph(why),)
    why_none = "empty" if status == NO_DATA else "few"
    number = t.limits.few
    blocks = (
        t.paragraph(f"told.none.{why_none}.text", number=number),
        t.paragraph("told.none.on"),
        Bullets(tuple(t.words(f"told.none.on.{way}") for way in WAYS_ON)),
    )
    return t.words(f"told.none.{why_none}.title", number=number), blocks


def _not_enough(t: Teller) -> tuple[Block, ...]:
    """Which topics are not known, and between which phases those who did not answer them could move it."""
    q = t.q
    unknown = [d for d, level in enumerate(t.shown.levels) if level is None]
    needed = q.rule.rated_needed(len(q.domains))
    blocks = [
        t.paragraph("told.none.missing", needed=needed, total=len(q.domains), core=t.names(q.core)),
        t.paragraph("told.none.open_topics", names=t.names(unknown)),
    ]
    if not t.shown.is_agreed and isinstance(t.release.bounds, tuple):
        low, high = t.release.bounds
        blocks.append(t.paragraph("told.none.bounds", low=t.phase(low), high=t.phase(high)))
    return tuple(blocks)
