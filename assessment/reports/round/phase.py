"""The phase in words and how sure it is; or, where there is none, why not and what can be done."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.agreement import DIVIDED
from assessment.core.released import INDICATIVE
from assessment.core.suppression import Suppressed
from assessment.reports.round.blocks import FIRST, RESULT, Block, Bullets, Paragraph, Section, Words
from assessment.reports.round.missing import missing
from assessment.reports.round.shown import Shown
from assessment.reports.round.teller import Teller

PHASE, MIXED = "phase", "mixed"


def mixed(t: Teller) -> Section | None:
    """That the answers part in several domains: said before the phase."""
    if t.shown.is_agreed or t.release.mixed_picture is not True:
        return None
    divided = [d for d, domain in enumerate(t.release.domains) if domain.agreement == DIVIDED]
    blocks = (
        t.paragraph("told.mixed.text"),
        Bullets(tuple(t.domain(d) for d in divided)),
        t.paragraph("told.mixed.talk"),
    )
    return Section(MIXED, t.words("told.mixed.title"), blocks, FIRST)


def phase(t: Teller) -> Section:
    """The phase, or why there is none."""
    if t.shown.phase is None:
        heading, told = missing(t)
        return Section(PHASE, heading, (*told, _provisional(t)), RESULT)
    lead = "told.phase.agreed" if t.shown.is_agreed else "told.phase.lead"
    sure = () if t.shown.is_agreed else tuple(_sure(t))
    blocks = (*described(t, t.shown), *sure, _provisional(t))
    return Section(PHASE, name(t, t.shown), blocks, RESULT, t.words(lead))


def name(t: Teller, shown: Shown) -> Words:
    """The phase or state by its name, with the signs of fading if there are any."""
    path = t.life_of(shown.state)
    # At phase 0 there is nothing that could fade any more; the signs have a section of their own.
    if path.startswith("phases.") and shown.fading_signs and shown.phase:
        return t.words("result.fading_signs", phase=t.called(f"{path}.name"))
    return t.text(f"{path}.name")


def described(t: Teller, shown: Shown) -> Iterator[Block]:
    """What the phase or state is like."""
    path = t.life_of(shown.state)
    if path.startswith("states.") and shown.phase is not None:
        yield t.paragraph("told.phase.level", phase=t.phase(shown.phase))
    if shown.kind:
        # The kind says it more exactly; the phase's own words cover all kinds and would contradict some of it.
        yield t.paragraph("result.kind", kind=t.called(f"kinds.{shown.kind}.name"))
        yield Paragraph(t.text(f"kinds.{shown.kind}.description"))
    else:
        yield Paragraph(t.text(f"{path}.description"))


def _sure(t: Teller) -> Iterator[Paragraph]:
    """How sure the phase is: in a word, in tenths, and which other phases are possible."""
    r = t.release
    if r.detail == INDICATIVE:
        yield t.paragraph("told.indicative", enough=t.limits.fuller)
    if isinstance(r.label, str):
        yield t.paragraph(f"told.sure.{r.label}")
    if isinstance(r.chances, tuple):
        own = next(chance.tenths for chance in r.chances if chance.phase == r.phase)
        others = [chance for chance in r.chances if chance.phase != r.phase]
        yield t.paragraph("told.sure.tenths", tenths=own)
        if others:
            told = [t.say("told.sure.other", phase=t.phase(c.phase), tenths=c.tenths) for c in others]
            yield t.paragraph("told.sure.others", phases="; ".join(told))
    elif not isinstance(r.chances, Suppressed):
        yield t.paragraph("score.unsure")
    if isinstance(r.range, tuple) and r.range[0] != r.range[1]:
        yield t.paragraph("told.sure.range", low=t.phase(r.range[0]), high=t.phase(r.range[1]))


def _provisional(t: Teller) -> Paragraph:
    return Paragraph(t.plain(f"{t.say('result.not_grade')} {t.say('common.provisional')}."))
