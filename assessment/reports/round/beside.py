"""What stands beside the round's result: the agreed answer, what changed since earlier rounds, and texts."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.beside import AgreedAnswer
from assessment.core.change import Change, IndexChange
from assessment.core.questionnaire import Questionnaire
from assessment.core.remarks import REASON, Remark
from assessment.core.round_result import EarlierRound
from assessment.core.standing import MODE, NOTHING_COMMON, QUESTIONNAIRE, Refused
from assessment.core.suppression import FEW, NOT_SHARED, NotKnown, Suppressed
from assessment.reports.round import phase
from assessment.reports.round.blocks import CHANGE, Block, Figure, Paragraph, Part, Quotes, Section, Table, Terms, Words
from assessment.reports.round.shown import Shown, of_release
from assessment.reports.round.teller import Teller

AGREED, TEXTS = "agreed", "texts"
# Reasons that have words of their own.
_BREAKS = (FEW, NOT_SHARED, NOTHING_COMMON)


def agreed(t: Teller) -> Section | None:
    """What a meeting agreed on, with its mark, the number of people and what they did not agree on."""
    answer = t.result.agreed
    if answer is None:
        return None
    blocks: list[Block] = [t.paragraph("told.agreed.what"), Terms(tuple(_facts(t, answer)))]
    if t.shown.is_agreed and isinstance(t.release.status, Suppressed):
        blocks.append(Paragraph(t.not_shown("told.what.responses", t.release.status, t.limits.few)))
    if not t.shown.is_agreed:
        blocks.append(_side_by_side(t, answer))
    if t.result.dissent.strip():
        blocks.append(Part(t.words("told.agreed.dissent"), (Quotes((t.quoted(t.result.dissent),)),)))
    return Section(AGREED, t.words("told.agreed.title"), tuple(blocks))


def _facts(t: Teller, answer: AgreedAnswer) -> Iterator[tuple[Words, Words]]:
    yield t.words("told.agreed.present"), t.plain(t.say.count("told.people", answer.present))
    shown = Shown(
        phase=answer.phase if isinstance(answer.phase, int) else None,
        state=answer.state if isinstance(answer.state, str) else None,
        kind=answer.kind,
        fading_signs=answer.fading_signs,
        levels=(),
    )
    known = shown.phase is not None
    yield t.words("report.level"), phase.name(t, shown) if known else t.words("score.stated_few")
    if shown.kind:
        yield t.words("score.kind"), t.text(f"kinds.{shown.kind}.name")


def _side_by_side(t: Teller, answer: AgreedAnswer) -> Table:
    """The agreed level of each domain beside that of the responses."""
    stated = [level if isinstance(level, int) else None for level in answer.levels]
    rows = tuple((t.domain(d), t.level(level), t.level(t.shown.levels[d])) for d, level in enumerate(stated))
    head = (t.words("chart.table.domain"), t.words("told.agreed.title"), t.words("told.agreed.responses"))
    return Table(t.words("told.agreed.caption"), head, rows)


def change(t: Teller) -> Section | None:
    """What changed since each earlier round; where the line breaks, and why."""
    if not t.result.earlier:
        return None
    parts = tuple(_since(t, earlier) for earlier in t.result.earlier)
    head = (t.words("chart.table.round"), t.words("report.level"), t.words("chart.table.since"))
    rows = [_row(t, earlier) for earlier in reversed(t.result.earlier)]
    now = phase.name(t, t.shown) if t.shown.phase is not None else t.words("chart.profile.unknown")
    rows.append((t.words("told.change.this"), now, t.plain("–")))
    caption = t.words("told.change.caption")
    figure = Figure(CHANGE, caption, Table(caption, head, tuple(rows)), t.words("result.table"))
    told = any(isinstance(e.change, Change) and isinstance(e.change.index, IndexChange) for e in t.result.earlier)
    note = (t.paragraph("told.change.note"),) if told else ()
    return Section(CHANGE, t.words("told.change.title"), (figure, *parts, *note))


def _called(t: Teller, earlier: EarlierRound) -> Words:
    day = t.date(earlier.closed_on)
    return t.written(f"{earlier.period} ({day})") if earlier.period.strip() else t.plain(day)


def _row(t: Teller, earlier: EarlierRound) -> tuple[Words, ...]:
    shown, hidden = of_release(earlier.release), earlier.release.phase
    then = t.words("chart.profile.unknown")
    if shown.phase is not None:
        then = phase.name(t, shown)
    elif isinstance(hidden, Suppressed):
        then = t.words("told.hidden", why=t.because(hidden, t.limits.few))
    told = _breaks(t, earlier.change) if isinstance(earlier.change, Refused) else _verdict(t, earlier.change.phase)
    return _called(t, earlier), then, told


def _since(t: Teller, earlier: EarlierRound) -> Part:
    found = earlier.change
    blocks = [Paragraph(_breaks(t, found))] if isinstance(found, Refused) else [Paragraph(_verdict(t, found.phase))]
    if not isinstance(found, Refused):
        blocks.append(_index(t, found.index))
    return Part(_called(t, earlier), tuple(blocks))


def _verdict(t: Teller, found: str | NotKnown) -> Words:
    return t.words("chart.change.unknown" if isinstance(found, NotKnown) else f"chart.change.{found}")


def _index(t: Teller, found: IndexChange | Refused) -> Paragraph:
    """The mean level of the topics: never turned into a phase, and always with its interval."""
    if isinstance(found, Refused):
        return Paragraph(t.plain(_why_not(t, found)))
    value, low, high = (_signed(t, v) for v in (found.difference.value, found.difference.low, found.difference.high))
    return t.paragraph(f"chart.change.index{'' if found.changed else '.unsure'}", value=value, low=low, high=high)


def _signed(t: Teller, value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + t.say.number(abs(value))


def _breaks(t: Teller, refused: Refused) -> Words:
    """Where the line breaks: why the two rounds may not be compared."""
    return t.words("told.change.breaks", why=_why_not(t, refused))


def _why_not(t: Teller, refused: Refused) -> str:
    if refused.reason in (QUESTIONNAIRE, MODE) and len(refused.about) == 2:
        first, second = refused.about
        if refused.reason == MODE:
            first, second = (t.say(f"chart.mode.{mode}") for mode in refused.about)
        return t.say(f"chart.break.{refused.reason}", first=first, second=second)
    return t.say(f"chart.break.{refused.reason if refused.reason in _BREAKS else 'other'}")


def texts(t: Teller) -> Section | None:
    """The texts that may be shown, by question, in the order in which they are released."""
    remarks = t.release.texts
    if not isinstance(remarks, tuple) or not remarks:
        return None
    by_item: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_item.setdefault(remark.item, []).append(remark)
    order = _items(t.q)
    known = sorted(by_item, key=lambda item: order.index(item) if item in order else len(order))
    parts = tuple(
        Part(_question(t, item), (Quotes(tuple(t.quoted(remark.words) for remark in by_item[item])),)) for item in known
    )
    return Section(TEXTS, t.words("told.texts.title"), (t.paragraph("told.texts.intro"), *parts))


def _items(q: Questionnaire) -> list[str]:
    return [*q.notes, *(REASON.format(domain=domain) for domain in q.domain_ids)]


def _question(t: Teller, item: str) -> Words:
    reasons = {REASON.format(domain=domain): d for d, domain in enumerate(t.q.domain_ids)}
    if item in reasons:
        return t.plain(f"{t.domain(reasons[item]).text}: {t.called('reason')}")
    return t.text(f"notes.{item}")
