"""The questions of a page: what is chosen, what is written, and what was answered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from assessment.core.answers import NO, THOUGH_FEW, YES, text_items
from assessment.core.questionnaire import DONT_KNOW, TRENDS
from assessment.phone.drawing import marked
from assessment.phone.visit import Visit


@dataclass(frozen=True)
class Choice:
    """A question with one choice: the item that its radio buttons are named by, and what was chosen before."""

    item: str
    question: Markup
    options: tuple[tuple[str, Markup], ...]
    chosen: str
    is_short: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Writing:
    """A question with a text."""

    item: str
    question: Markup
    text: str


@dataclass(frozen=True)
class Asked:
    """What a page asks, in this order: choices, texts, and a choice about the texts."""

    choices: tuple[Choice, ...] = ()
    writings: tuple[Writing, ...] = ()
    about_texts: tuple[Choice, ...] = ()


def role(visit: Visit) -> Asked:
    """Who answers."""
    return Asked((_choice(visit, "role", "role", visit.questionnaire.role_ids, visit.answers),))


def domain(visit: Visit, number: int, answers: Mapping[str, str]) -> Asked:
    """The level, the trend and the reason of one domain."""
    q = visit.questionnaire
    id_ = q.domain_ids[number - 1]
    levels = [(str(k), text(visit, f"domains.{id_}.levels.{phase}")) for k, phase in enumerate(q.phase_ids)]
    asked = text(visit, f"domains.{id_}.question")
    level = Choice(id_, asked, (*levels, (DONT_KNOW, text(visit, "dk"))), answers.get(id_, ""))
    trend = _choice(visit, f"{id_}_trend", "trend", TRENDS, answers, is_short=True)
    return Asked((level, trend), (_writing(visit, f"{id_}_reason", "reason", answers),))


def last(visit: Visit, answers: Mapping[str, str]) -> Asked:
    """The extra questions, the notes, and whether the texts may be shown though few answered."""
    q = visit.questionnaire
    return Asked(
        tuple(_choice(visit, one.id, f"questions.{one.id}", one.options, answers) for one in q.questions),
        tuple(_writing(visit, note, f"notes.{note}", answers) for note in q.notes),
        _though_few(visit, answers),
    )


def text(visit: Visit, id_: str) -> Markup:
    """A text of the questionnaire, in the visitor's language or marked."""
    return marked(visit.questionnaire.text(id_, visit.say.language), visit.say.language)


def _though_few(visit: Visit, answers: Mapping[str, str]) -> tuple[Choice, ...]:
    limits, say = visit.house.thresholds, visit.say
    # Where texts are shown from the first release on, there is nothing to decide.
    if not text_items(visit.questionnaire) or limits.few >= limits.all:
        return ()
    return (
        Choice(
            THOUGH_FEW,
            escape(say("phone.though_few", few=limits.few, fewer=limits.all - 1)),
            ((YES, escape(say("phone.though_few.yes"))), (NO, escape(say("phone.though_few.no")))),
            answers.get(THOUGH_FEW, ""),
            is_short=True,
            hint=say("phone.though_few.hint", all=limits.all),
        ),
    )


def _choice(
    visit: Visit, item: str, path: str, options: tuple[str, ...], answers: Mapping[str, str], is_short: bool = False
) -> Choice:
    labels = tuple((option, text(visit, f"{path}.options.{option}")) for option in options)
    return Choice(item, text(visit, f"{path}.question"), labels, answers.get(item, ""), is_short)


def _writing(visit: Visit, item: str, path: str, answers: Mapping[str, str]) -> Writing:
    asked = Markup(visit.say("assess.optional", question="{question}")).format(question=text(visit, path))
    return Writing(item, asked, answers.get(item, ""))
