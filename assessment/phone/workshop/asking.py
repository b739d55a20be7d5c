"""The ballots that are open, as forms: one radio group each, with the descriptions, *don't know* and *abstain*."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from assessment.core.ports import Say
from assessment.core.questionnaire import DONT_KNOW, Questionnaire
from assessment.core.workshop import ABSTAIN, DOMAIN, STORY, Standing, Step, refusal
from assessment.phone.drawing import marked
from assessment.phone.workshop.own import Own


@dataclass(frozen=True)
class Ask:
    """One ballot. `options` are levels with their words, `others` *don't know* and *abstain*."""

    key: str
    ballot: int
    name: Markup
    question: Markup
    options: tuple[tuple[str, Markup], ...]
    others: tuple[tuple[str, Markup], ...]
    chosen: str = ""
    story: Markup | None = None
    is_unfolded: bool = False

    @property
    def id(self) -> str:
        """By which its parts are found on the page."""
        return self.key.replace(":", "-")


def ask(say: Say, questionnaire: Questionnaire, standing: Standing, step: Step, own: Own | None) -> Ask:
    """The newest ballot of a domain or a story."""
    ballot = standing.course.ballots[standing.workshop.position(step.key) or 0]
    return Ask(
        key=step.key,
        ballot=ballot,
        name=name_of(say, questionnaire, step),
        question=_question(say, questionnaire, step),
        options=options(say, questionnaire, step),
        others=others(say, questionnaire),
        chosen=own.chose(step.key, ballot) if own else "",
        story=text(say, questionnaire, f"stories.{step.id}.text") if step.kind == STORY else None,
    )


def open_asks(say: Say, questionnaire: Questionnaire, standing: Standing, own: Own | None) -> tuple[Ask, ...]:
    """In free tempo all domains that take votes now; for a seat the first one without an answer is unfolded."""
    workshop, course = standing.workshop, standing.course
    if not workshop.is_free:
        return ()
    steps = [
        step
        for step, ballot in zip(workshop.steps, course.ballots, strict=True)
        if step.kind == DOMAIN and not refusal(workshop, course, step.key, ballot)
    ]
    asks = [ask(say, questionnaire, standing, step, own) for step in steps]
    first = next((one.key for one in asks if not one.chosen), "") if own else ""
    return tuple(_unfolded(one) if one.key == first else one for one in asks)


def options(say: Say, questionnaire: Questionnaire, step: Step) -> tuple[tuple[str, Markup], ...]:
    """The levels as choices: of a domain its descriptions, of a story the names of the phases."""
    path = f"domains.{step.id}.levels.{{}}" if step.kind == DOMAIN else "phases.{}.name"
    return tuple(
        (str(level), text(say, questionnaire, path.format(phase)))
        for level, phase in enumerate(questionnaire.phase_ids)
    )


def others(say: Say, questionnaire: Questionnaire) -> tuple[tuple[str, Markup], ...]:
    """The choices that are no level."""
    return ((DONT_KNOW, text(say, questionnaire, "dk")), (ABSTAIN, Markup.escape(say("hall.abstain"))))


def name_of(say: Say, questionnaire: Questionnaire, step: Step) -> Markup:
    """What the room speaks of at this step."""
    if step.kind == DOMAIN:
        return text(say, questionnaire, f"domains.{step.id}.name")
    if step.kind == STORY:
        return text(say, questionnaire, f"stories.{step.id}.title")
    return Markup.escape(say(f"hall.step.{step.kind}"))


def text(say: Say, questionnaire: Questionnaire, id_: str) -> Markup:
    """A text of the questionnaire, in the reader's language or marked."""
    return marked(questionnaire.text(id_, say.language), say.language)


def _question(say: Say, questionnaire: Questionnaire, step: Step) -> Markup:
    if step.kind == DOMAIN:
        return text(say, questionnaire, f"domains.{step.id}.question")
    return Markup.escape(say("hall.story.question"))


def _unfolded(one: Ask) -> Ask:
    return replace(one, is_unfolded=True)
