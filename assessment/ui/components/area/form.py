"""The forms of an area's page: each keeps what is typed, tells what is wrong field by field, and stores once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

import streamlit as st

from assessment.core.errors import AssessmentError, GoneError
from assessment.core.register import RegisteredArea
from assessment.journeys import work
from assessment.journeys.work import Notebook
from assessment.ui.components.access import entered
from assessment.ui.components.draft import Draft
from assessment.ui.context import Visit

log = logging.getLogger(__name__)
# What was typed, by field; and what it is before anything is.
Typed = Mapping[str, str | bool]
NOT_A_DAY, FAILED, NOT_DONE = "not_a_day", "failed", "area-not-done"
DAY = "%d.%m.%Y"
# As people write a day here, and as machines do.
_DAYS = (DAY, "%d.%m.%y", "%Y-%m-%d")


@dataclass
class Attempt:
    """Whether a form was stored. It is changed and not replaced: a callback that begins anew finds what it had done."""

    is_done: bool = False


@dataclass(frozen=True)
class Form:
    """One form under a name of its own. When it was stored, an empty one with the next number takes its place."""

    name: str

    @property
    def key(self) -> str:
        """The key of this form's fields in the session."""
        return f"{self.name}-{st.session_state.get(f'{self.name}-number', 0)}"

    def draft(self, visit: Visit) -> Draft:
        """Its fields, with what is wrong with each since the last try."""
        wrong: Mapping[str, str] = st.session_state.get(f"{self.key}-problems", {})
        told = {field: visit.say(f"area.wrong.{fault}") for field, fault in wrong.items()}
        return Draft(visit, self.key, told)

    def typed(self, starts: Typed) -> Typed:
        """What is in the fields by now."""
        return {**starts, **st.session_state.get(self.key, {})}

    def problems(self) -> Mapping[str, str]:
        """What is wrong since the last try: field -> fault."""
        found: Mapping[str, str] = st.session_state.get(f"{self.key}-problems", {})
        return found

    def is_stored(self) -> bool:
        """Whether the last thing that was done with it is that it was stored."""
        return f"{self.name}-number" in st.session_state and self.key not in st.session_state and not self.problems()

    def store(self, faults: Mapping[str, str], make: Callable[[], object]) -> None:
        """Store once what was typed, however often the button was pressed; or keep what is wrong with it."""
        if self.is_stored():
            return  # a second press of the same button
        number, key = st.session_state.get(f"{self.name}-number", 0), self.key
        attempt = st.session_state.setdefault(f"{key}-attempt", Attempt())
        if not attempt.is_done:
            st.session_state[f"{key}-problems"] = dict(faults)
            if faults:
                return
            # From here to the end of this paragraph nothing touches the session: a newer click cannot come between.
            try:
                make()
                attempt.is_done = True
            except AssessmentError:
                log.exception("What was noted of an area could not be stored")
        if not attempt.is_done:
            st.session_state[f"{key}-problems"] = {FAILED: FAILED}
            return
        # The last touch: whoever begins anew before it finds the attempt, and after it there is nothing left to do.
        st.session_state[f"{self.name}-number"] = number + 1


def of_area(name: str, area: RegisteredArea) -> Form:
    """A form for one area: what is typed for it is in no other area's form."""
    return Form(f"{name}-{sha256(area.id.encode()).hexdigest()[:10]}")


def tried(act: Callable[[], object]) -> None:
    """Do something that needs no form. What is gone already is as it should be; another failure is told."""
    try:
        act()
    except GoneError:
        log.info("An entry was gone already")
    except AssessmentError:
        log.exception("A note of an area could not be changed")
        st.session_state[NOT_DONE] = True


def tell_failure(visit: Visit) -> None:
    """Once: that what was asked for could not be done."""
    if st.session_state.pop(NOT_DONE, False):
        st.error(visit.say("area.wrong.failed"))


def of_notebook(visit: Visit, area: RegisteredArea) -> Notebook | None:
    """The notes of the area for whoever is here now; None where the access ended meanwhile."""
    access = entered(visit)
    if access is None:
        return None
    try:
        return work.notebook(visit.house.store, visit.house.clock, access, area)
    except AssessmentError:
        log.exception("The notes of an area were closed")
        return None


def day_of(text: str) -> date | None:
    """A day as it was typed, or None for what is none.

    >>> [str(day_of(text)) for text in (" 1.12.2026", "01.12.26", "2026-12-01", "homme", "31.2.2026")]
    ['2026-12-01', '2026-12-01', '2026-12-01', 'None', 'None']
    """
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip().replace(" ", ""), form).date()
        except ValueError:
            continue
    return None


def written_day(day: date | None) -> str:
    """A day as it is written in Estonia."""
    return day.strftime(DAY) if day else ""


def tell_problems(visit: Visit, form: Form) -> None:
    """Above the button: that something is wrong."""
    if form.problems():
        st.error(visit.say("area.wrong.failed" if FAILED in form.problems() else "area.wrong"))
