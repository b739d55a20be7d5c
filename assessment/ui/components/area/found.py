"""What the page of an area is drawn from: what its municipality may see of it, and what was noted of it there."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from assessment.core.access import Access
from assessment.core.beside import AgreedAnswer
from assessment.core.errors import GoneError, QuestionnaireError
from assessment.core.municipality import Marker
from assessment.core.overview import UNKNOWN, AreaStanding, Picture
from assessment.core.perspectives import Perspectives, perspectives, seen_from_outside
from assessment.core.profile import Profile
from assessment.core.questionnaire import Questionnaire
from assessment.core.round_result import RoundResult
from assessment.core.work import OutsideView
from assessment.journeys import round_result, work
from assessment.journeys.work import Notebook, Notes
from assessment.ui.components import municipal
from assessment.ui.context import Visit

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """One area: where it stands among its neighbours, its shared result, and the municipality's own notes.

    `questionnaire` is that of the result, else the one in use. `agreed` may be of another round than `result`.
    `view` is the current outside view and `seen` what would follow from it alone, None where its version is gone.
    """

    picture: Picture
    standing: AreaStanding
    notebook: Notebook
    notes: Notes
    questionnaire: Questionnaire
    result: RoundResult | None
    agreed: AgreedAnswer | None
    views: Perspectives
    view: OutsideView | None
    seen: Profile | None

    @property
    def has_phase(self) -> bool:
        """Whether the community, or a group of it, says in which phase it is."""
        return self.standing.counted_as != UNKNOWN

    @property
    def is_without_community(self) -> bool:
        """Whether the way begins at the seven steps: nothing is known, or the first phase is."""
        return not self.has_phase or self.state == self.questionnaire.phase_ids[0]

    @property
    def state(self) -> str | None:
        """The phase or state that the community is in by its result or its group's answer."""
        for found in (self.result.release if self.result else None, self.agreed):
            if found is not None and isinstance(found.state, str):
                return found.state
        return None

    @property
    def seen_state(self) -> str | None:
        """The phase or state that the worker sees from outside."""
        if self.view is not None and self.view.is_fading:
            return self.questionnaire.rule.fading.state
        return self.seen.state if self.seen else None


def find(visit: Visit, access: Access, area_id: str) -> Found | None:
    """The area with this id, or None: an unknown one and another municipality's are the same.

    One of which all rounds are set aside is found too, so that they can be taken back.
    """
    house = visit.house
    picture = municipal.picture(visit, access)
    standing = picture.area(area_id) or next((AreaStanding(one.area) for one in picture.set_aside_of(area_id)), None)
    if standing is None:
        return None
    notebook = work.notebook(house.store, house.clock, access, standing.area)
    notes = work.notes(house.store, notebook)
    result, agreed = _results(visit, standing)
    questionnaire = house.version(result.round.questionnaire) if result else visit.in_use.questionnaire
    view = next(iter(notes.views), None)
    marker, seen = _from_outside(visit, view)
    return Found(
        picture=picture,
        standing=standing,
        notebook=notebook,
        notes=notes,
        questionnaire=questionnaire,
        result=result,
        agreed=agreed,
        views=perspectives(
            questionnaire,
            result.release if result else None,
            agreed,
            result.municipal if result else None,
            marker,
        ),
        view=view,
        seen=seen,
    )


def _results(visit: Visit, standing: AreaStanding) -> tuple[RoundResult | None, AgreedAnswer | None]:
    """The result that the area is known by, and what a group agreed on, in that round or in another."""
    latest, by_group = standing.latest, standing.agreed
    main = latest if latest and latest.has_result else by_group or latest
    result = _shared(visit, main.round_id) if main else None
    if by_group is None or (result and result.round.id == by_group.round_id):
        return result, result.agreed if result else None
    other = _shared(visit, by_group.round_id)
    return result, other.agreed if other else None


def _shared(visit: Visit, round_id: str) -> RoundResult | None:
    house = visit.house
    try:
        return round_result.shown_to_municipality(house.store, house.clock, house.version, house.thresholds, round_id)
    except (QuestionnaireError, GoneError) as error:
        log.error("A shared result cannot be shown: %s", error)
        return None


def _from_outside(visit: Visit, view: OutsideView | None) -> tuple[Marker | None, Profile | None]:
    """The view as a marker, if it says any level, and what follows from it."""
    if view is None or all(level is None for level in view.levels):
        return None, None
    try:
        return seen_from_outside(visit.house.version(view.questionnaire), view.levels)
    except QuestionnaireError as error:
        log.error("An outside view cannot be shown: %s", error)
        return None, None
