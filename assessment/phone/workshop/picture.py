"""The picture of a ballot that was revealed, in words and with numbers; what may be in it was decided by the core."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assessment.core.ballot import COUNTS_FROM, Counts, Shown, TableVote
from assessment.core.ports import Say
from assessment.core.questionnaire import DONT_KNOW, Questionnaire
from assessment.core.scene import Agreed, Scene
from assessment.core.workshop import ABSTAIN, DOMAIN, STORY
from assessment.phone.workshop.asking import options, others, text
from assessment.phone.workshop.own import Own


@dataclass(frozen=True)
class Row:
    """One choice: how many took it (None where that is held back), and how long its bar is, 0 to 100."""

    choice: str
    phase: Markup | None
    text: Markup
    number: int | None
    bar: float
    is_level: bool
    is_mine: bool


@dataclass(frozen=True)
class Picture:
    """Rows and sentences of the ballot `key`.

    `lead` is the room's level in words, `tables` are the tables with what each agreed on.
    """

    key: str
    lead: Markup | None
    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    tables: tuple[tuple[str, str], ...]
    agreed: Markup | None
    dissent: str
    told: str = ""


def picture(say: Say, questionnaire: Questionnaire, scene: Scene, own: Own | None) -> Picture:
    """What the room sees of the present ballot, with the own choice marked."""
    shown, step = scene.shown or Shown(), scene.standing.step
    mine = own.chose(step.key, scene.standing.course.ballot) if own else ""
    agreed = (scene.agreed or {}).get(step.key, Agreed())
    return Picture(
        key=f"{step.key}|{scene.standing.course.ballot}",
        lead=None if shown.level is None else phase_name(say, questionnaire, shown.level),
        lines=_lines(say, scene, shown),
        rows=_rows(say, questionnaire, scene, shown, mine),
        tables=tuple(_table(say, questionnaire, one) for one in shown.tables),
        agreed=None if agreed.level is None else phase_name(say, questionnaire, agreed.level),
        dissent=agreed.dissent,
        told=_told_of_story(say, questionnaire, step.id) if step.kind == STORY else "",
    )


def phase_name(say: Say, questionnaire: Questionnaire, level: int) -> Markup:
    """The name of the phase with this number."""
    return text(say, questionnaire, f"phases.{questionnaire.phase_ids[level]}.name")


def _lines(say: Say, scene: Scene, shown: Shown) -> tuple[str, ...]:
    lines = []
    if shown.is_too_few:
        lines.append(say("hall.few.nothing"))
    elif shown.counts is None and shown.level is not None:
        lines.append(say("hall.few.counts", least=COUNTS_FROM))
    if shown.counts is not None and shown.level is None:
        lines.append(say("hall.mostly_unknown"))
    if shown.label:
        lines.append(say(f"chart.agreement.{shown.label}"))
    if shown.only_hands:
        lines.append(say("hall.hands.only"))
    elif shown.hands:
        lines.append(say.count("hall.hands", shown.hands))
    if scene.movement is not None:
        moved = scene.movement
        lines.append(say("hall.moved", up=moved.up, down=moved.down, same=moved.same))
    return tuple(lines)


def _rows(say: Say, questionnaire: Questionnaire, scene: Scene, shown: Shown, mine: str) -> tuple[Row, ...]:
    step, counts = scene.standing.step, shown.counts
    highest = max((*counts.levels, counts.dk, counts.abstained), default=0) if counts else 0
    rows = []
    for choice, words in (*options(say, questionnaire, step), *others(say, questionnaire)):
        number = _number(counts, choice)
        is_named = choice.isdigit() and step.kind == DOMAIN
        rows.append(
            Row(
                choice=choice,
                phase=phase_name(say, questionnaire, int(choice)) if is_named else None,
                text=words,
                number=number,
                bar=round(100 * number / highest, 1) if number and highest else 0,
                is_level=choice == str(shown.level),
                is_mine=choice == mine,
            )
        )
    return tuple(rows)


def _number(counts: Counts | None, choice: str) -> int | None:
    if counts is None:
        return None
    return (
        {DONT_KNOW: counts.dk, ABSTAIN: counts.abstained}.get(choice)
        if not choice.isdigit()
        else counts.levels[int(choice)]
    )


def _table(say: Say, questionnaire: Questionnaire, vote: TableVote) -> tuple[str, str]:
    chosen = dict(others(say, questionnaire)).get(vote.choice)
    words = chosen if chosen is not None else phase_name(say, questionnaire, int(vote.choice))
    return say.count("hall.table", vote.people, table=vote.number), words


def _told_of_story(say: Say, questionnaire: Questionnaire, id_: str) -> str:
    """Through which phases the real village went, by its story."""
    phases = next(story.phases for story in questionnaire.stories if story.id == id_)
    path = [f"{'phases' if phase in questionnaire.phase_ids else 'states'}.{phase}.name" for phase in phases]
    names = [questionnaire.text(one, say.language).shown_in(say.language) for one in path]
    return say("hall.story.told", phases=" → ".join(names))
