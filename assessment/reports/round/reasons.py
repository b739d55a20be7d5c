"""Why just this phase, in whole numbers; what is not known and why; how the result came about and what it is not."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.released import INDICATIVE, NOTHING, ReleasedStep
from assessment.core.suppression import NotKnown, Suppressed
from assessment.reports.round.blocks import NOTE, Block, Bullets, Paragraph, Section, Words
from assessment.reports.round.teller import Teller

WHY, UNKNOWN, METHOD = "why", "unknown", "method"


def why(t: Teller) -> Section | None:
    """The rule in words, and how many domains have reached which phase."""
    if t.shown.phase is None:
        return None
    title = "result.why.beside" if t.is_beside else "result.why.title"
    return Section(WHY, t.words(title), (*_gate(t), *_ahead(t), *_open_ends(t)))


def _gate(t: Teller) -> Iterator[Block]:
    q, shown, rated, phase = t.q, t.shown, t.shown.rated, t.shown.phase or 0
    needed = q.rule.domains_needed(rated)
    if not shown.is_agreed:
        yield t.paragraph("told.why.median")
    yield t.paragraph("result.why.rule", rated=rated, needed=needed, core=t.names(q.core))
    reached = [t.words("result.why.reached", phase=t.phase(phase), number=shown.reached(phase), rated=rated)]
    if phase < q.top:
        number = shown.reached(phase + 1)
        reached.append(t.words("result.why.next", phase=t.phase(phase + 1), number=number, needed=needed))
    yield Bullets(tuple(reached))


def _ahead(t: Teller) -> Iterator[Block]:
    """What holds the next phase back, and what a state beside the path goes by."""
    step = t.release.next_step
    if not t.shown.is_agreed and isinstance(step, ReleasedStep) and step.core_blocking:
        yield t.paragraph("result.why.veto")
        yield Bullets(tuple(t.domain(d) for d in step.core_blocking))
    if t.is_beside:
        yield t.paragraph("told.why.fading")
        yield t.paragraph("result.why.lift", phase=t.phase(t.shown.phase or 0))


def _open_ends(t: Teller) -> Iterator[Block]:
    """What those who did not answer everything leave open."""
    r = t.release
    if t.shown.is_agreed:
        return
    if isinstance(r.bounds, tuple):
        low, high = r.bounds
        same = low == high
        yield t.paragraph("told.why.sure" if same else "told.why.bounds", low=t.phase(low), high=t.phase(high))
    if isinstance(r.unsure, int) and r.unsure:
        yield t.paragraph("score.insufficient_share", tenths=r.unsure)


def unknown(t: Teller) -> Section | None:
    """What is not known or not shown, why, and what would help."""
    if t.release.detail == NOTHING and not t.shown.is_agreed:
        return None
    items = (*_not_rated(t), *_held_back(t), t.words("told.unknown.silent"))
    blocks: tuple[Block, ...] = (Bullets(items), t.paragraph("told.unknown.next"))
    return Section(UNKNOWN, t.words("told.unknown.title"), blocks, NOTE)


def _not_rated(t: Teller) -> Iterator[Words]:
    missing = [d for d, domain in enumerate(t.release.domains) if isinstance(domain.level, NotKnown)]
    if missing and not t.shown.is_agreed:
        number = t.limits.min_answers(t.q.rule)
        yield t.words("told.unknown.topics", names=t.names(missing), number=number)


def _held_back(t: Teller) -> Iterator[Words]:
    r, limits = t.release, t.limits
    if t.shown.is_agreed:
        return  # that the responses are held back stands beside the agreed answer
    for what, value, needed in (
        ("told.what.agreement", r.chances, limits.fuller),
        ("told.what.roles", r.role_blocks, limits.all),
        ("told.what.spread", _first_hidden(t), limits.all),
        ("told.what.texts", r.texts, limits.few if r.detail == INDICATIVE else limits.all),
    ):
        # In a workshop nobody was asked for texts: none wait for anybody to read them.
        is_asked = what != "told.what.texts" or not r.is_of_workshop
        if isinstance(value, Suppressed) and is_asked:
            yield t.not_shown(what, value, needed)
    if isinstance(r.next_step, Suppressed):
        yield t.not_shown("told.what.steps", r.next_step, limits.few)


def _first_hidden(t: Teller) -> object:
    """Why distributions are held back, if all of them are for one reason; single ones are told below the table."""
    reasons = {d.distribution if isinstance(d.distribution, Suppressed) else None for d in t.release.domains}
    return reasons.pop() if len(reasons) == 1 else None


def method(t: Teller) -> Section:
    """How the result came about and its limits, in plain words."""
    told = ["told.method.phase", "told.method.municipal", "told.method.sample", "told.method.privacy"]
    if t.shown.is_agreed:
        told = ["told.method.agreed"]
    blocks = [t.paragraph(id_, few=t.limits.few) for id_ in told]
    blocks.append(t.paragraph("told.method.questionnaire", name=t.release.questionnaire))
    return Section(METHOD, t.words("told.method.title"), (*blocks, Paragraph(t.text("provisional"))), NOTE)
