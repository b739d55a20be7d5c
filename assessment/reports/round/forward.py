"""What the community can go on from: strengths first, the next steps, what helps, what to talk about, and fading."""

from __future__ import annotations

from assessment.core.released import SHARE_ORDER, ReleasedStep
from assessment.core.suppression import Suppressed
from assessment.reports.round.blocks import GENTLE, Block, Bullets, Numbered, Paragraph, Part, Section, Terms
from assessment.reports.round.teller import Teller

STRENGTHS, STEPS, HELPS, QUESTIONS, FADING = "strengths", "steps", "helps", "questions", "fading"
MOST_STRENGTHS, MOST_STEPS, MOST_QUESTIONS = 2, 2, 3


def strengths(t: Teller) -> Section | None:
    """The two domains with the highest levels that are no next step; level 0 is nothing to build on yet."""
    if not t.shown.rated:
        return None
    elsewhere = set(next_domains(t))
    levels = {d: level for d, level in enumerate(t.shown.levels) if level and d not in elsewhere}
    # What many see slipping away they would not call a strength: it comes last, where too little else is there.
    chosen = sorted(levels, key=lambda d: (is_worsening(t, d), -levels[d]))[:MOST_STRENGTHS]
    blocks = (
        Terms(tuple((t.domain(d), t.text(f"{_path(t, d)}.strengths.{t.q.phase_ids[levels[d]]}")) for d in chosen))
        if chosen
        else t.paragraph("told.strengths.none")
    )
    return Section(STRENGTHS, t.words("result.strengths.title"), (blocks,))


def steps(t: Teller) -> Section | None:
    """The nearest one or two steps: the description of now, that of next, and what helps on the way."""
    if t.shown.phase is None or t.shown.is_agreed:
        return None
    if t.shown.phase == t.q.top:
        return Section(STEPS, t.words("result.steps.title"), (t.paragraph("result.steps.top"),))
    # Without exact figures the order says nothing: where more domains wait than are told, they are named.
    chosen = next_domains(t)
    waiting = [d for d in _waiting(t) if d not in chosen]
    blocks: list[Block] = [t.paragraph("result.steps.intro"), *(_step(t, d) for d in chosen)]
    if waiting:
        blocks.append(t.paragraph("told.steps.others", names=t.names(waiting)))
    title = "result.steps.later" if t.is_beside else "result.steps.title"
    return Section(STEPS, t.words(title), tuple(blocks))


def next_domains(t: Teller) -> tuple[int, ...]:
    """The core domains that hold the next phase back first, then the nearest ones."""
    return _waiting(t)[:MOST_STEPS]


def _waiting(t: Teller) -> tuple[int, ...]:
    step = t.release.next_step
    if t.shown.is_agreed or not isinstance(step, ReleasedStep):
        return ()
    nearest = step.nearest
    if step.order != SHARE_ORDER:
        # Their levels are known even where shares are not: who lacks fewer steps is nearer.
        nearest = tuple(sorted(nearest, key=lambda d: -(t.shown.levels[d] or 0)))
    order = dict.fromkeys(step.core_blocking + nearest)
    return tuple(d for d in order if t.shown.levels[d] not in (None, t.q.top))


def _step(t: Teller, d: int) -> Part:
    now = t.shown.levels[d] or 0
    aim = t.q.phase_ids[now + 1]
    rows = (
        (t.words("result.step.now"), t.anchor(d, now)),
        (t.words("result.step.next"), t.anchor(d, now + 1)),
        (t.words("result.step.helps"), t.text(f"{_path(t, d)}.steps.{aim}")),
    )
    return Part(t.domain(d), (Terms(rows),))


def helps(t: Teller) -> Section | None:
    """What helps in this phase or state."""
    if not t.life:
        return None
    return Section(HELPS, t.words("result.helps.title"), (t.bullets(f"{t.life}.helps"),))


def questions(t: Teller) -> Section | None:
    """What to talk about: what works well first, then the questions of the phase."""
    if not t.life:
        return None
    asked = (t.text("opening"), *t.items(f"{t.life}.questions", MOST_QUESTIONS))
    return Section(QUESTIONS, t.words("result.questions.title"), (Numbered(asked),))


def fading(t: Teller) -> Section | None:
    """Signs of fading, gently: which topics many see getting worse, and that it happens to many."""
    if not t.shown.fading_signs:
        return None
    worse = [d for d in range(len(t.q.domains)) if is_worsening(t, d)]
    hidden = next((d.worsening for d in t.release.domains if isinstance(d.worsening, Suppressed)), None)
    blocks: list[Block] = [t.paragraph("told.fading.topics")]
    if worse:
        blocks = [t.paragraph("told.fading.named"), Bullets(tuple(t.domain(d) for d in worse))]
    elif hidden and not t.shown.is_agreed:
        blocks.append(Paragraph(t.not_shown("told.what.worse", hidden, t.limits.fuller)))
    return Section(FADING, t.words("result.fading.title"), (*blocks, t.paragraph("told.fading.text")), GENTLE)


def is_worsening(t: Teller, d: int) -> bool:
    """Whether it may be shown that most of those with an opinion see the domain getting worse."""
    return not t.shown.is_agreed and t.release.domains[d].worsening is True


def _path(t: Teller, d: int) -> str:
    return f"domains.{t.q.domain_ids[d]}"
