"""The part of a seated page that changes with the workshop: drawn once for all phones, or for one seat.

For all phones of one language it holds nothing of anybody: that is what the live connection sends. For one seat the
same template also marks what the seat chose, and its forms can be sent without a script.
"""

from __future__ import annotations

from markupsafe import Markup

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Scene
from assessment.core.workshop import DOMAIN, ENDED, IDEAS, REVEALED, STORY, SUMMARY, VOTING, Standing
from assessment.journeys.workshop import IDEA_LENGTH, MOST_IDEAS, MOST_SUPPORTED
from assessment.phone.drawing import fragment
from assessment.phone.workshop.asking import ask, name_of, open_asks
from assessment.phone.workshop.own import Own
from assessment.phone.workshop.picture import picture
from assessment.phone.workshop.summing import ending, summary
from assessment.phone.workshop.wishes import wishes


def state_html(say: Say, questionnaire: Questionnaire, scene: Scene, base: str, own: Own | None = None) -> Markup:
    """The state as HTML. `scene` is what `Scene.for_phone` leaves; `base` is the workshop's address, as `/j/KMPXR`."""
    standing, step, state = scene.standing, scene.standing.step, scene.standing.state
    is_choice = step.kind in (DOMAIN, STORY)
    is_free = standing.workshop.is_free and step.kind == DOMAIN
    # In free tempo the domain that the room is at is one of the list.
    asked = ask(say, questionnaire, standing, step, own) if is_choice and state == VOTING and not is_free else None
    return fragment(
        "workshop/state.html",
        say=say,
        query=f"?lang={say.language}",
        base=base,
        own=own,
        state=state,
        kind=step.kind,
        workshop=standing.workshop,
        name=name_of(say, questionnaire, step),
        progress=_progress(say, standing),
        ask=asked,
        open_asks=open_asks(say, questionnaire, standing, own),
        picture=picture(say, questionnaire, scene, own) if is_choice and state == REVEALED else None,
        wishes=wishes(scene, own) if step.kind in (IDEAS, SUMMARY) else None,
        summary=summary(say, questionnaire, scene) if step.kind == SUMMARY and state == REVEALED else None,
        ending=ending(say, questionnaire, own.votes) if state == ENDED and own is not None else None,
        limits={"length": IDEA_LENGTH, "ideas": MOST_IDEAS, "supported": MOST_SUPPORTED},
    )


def _progress(say: Say, standing: Standing) -> str:
    """Which of the domains the room is at, and which ballot on it."""
    workshop, step = standing.workshop, standing.step
    if step.kind == DOMAIN:
        number, total = workshop.domain_ids.index(step.id) + 1, len(workshop.domain_ids)
        again = say("hall.progress.again", ballot=standing.course.ballot) if standing.course.ballot > 1 else ""
        return f"{say('hall.progress', number=number, total=total)}{again}"
    return say(f"hall.progress.{step.kind}")
