"""What is done on the page: once, by whoever still may, and what came of it is said where it was done."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from assessment.core.errors import AssessmentError, ChangedError, FileError, Finding, GoneError, UnusableError
from assessment.journeys import areas
from assessment.reports.register_preview import findings_told
from assessment.ui.components.access import entered
from assessment.ui.context import Visit

log = logging.getLogger(__name__)
OUTCOME, COUNT = "areas_outcome", "areas_outcomes"
FILE, PEOPLE, MERGES, OWN, STEPS = "file", "people", "merges", "own", "steps"
# Of the faults of a file so many are told one by one.
MOST_FAULTS = 12


@dataclass(frozen=True)
class Outcome:
    """What came of a deed in a section of the page."""

    section: str
    findings: tuple[Finding, ...]
    is_good: bool


def attempt(visit: Visit, section: str, done: str, deed: Callable[[str], object], refused: str = "app.failed") -> bool:
    """Do something to the register of the visitor's municipality, and keep what is to be said; whether it went well.

    `done` and `refused` are ids of texts. The access is asked for anew: it may have been ended meanwhile.
    """
    outcome = Outcome(section, (Finding(done, {}),), True)
    access = entered(visit)
    if access is None:
        return False
    try:
        deed(areas.scope(access))
        log.info("The register of areas was changed by %s: %s", access.id, section)
    except FileError as error:
        outcome = Outcome(section, error.faults, False)
    except ChangedError:
        outcome = _bad(section, "areas.undo.later" if section == STEPS else "areas.changed")
    except GoneError:
        outcome = _bad(section, "areas.undo.gone")
    except UnusableError:
        outcome = _bad(section, refused)
    except AssessmentError:
        log.exception("The register of areas could not be changed")
        outcome = _bad(section, "app.failed")
    st.session_state.update({OUTCOME: outcome, COUNT: st.session_state.get(COUNT, 0) + 1})
    return outcome.is_good


def tell(visit: Visit, section: str) -> None:
    """What came of the last deed, if it was done in this section."""
    outcome = st.session_state.get(OUTCOME)
    if not isinstance(outcome, Outcome) or outcome.section != section:
        return
    with st.container(key=_key()):
        sentences = findings_told(outcome.findings, visit.say)
        if outcome.is_good:
            st.html(f'<p class="kp-note" role="status">{escape(" ".join(sentences))}</p>')
        else:
            faults(visit, outcome.findings, "")


def faults(visit: Visit, found: tuple[Finding, ...], title: str = "areas.fault.title") -> None:
    """What is wrong, each with what to do; of very many the rest is counted."""
    say = visit.say
    items = [f"<li>{escape(sentence)}</li>" for sentence in findings_told(found[:MOST_FAULTS], say)]
    if len(found) > MOST_FAULTS:
        items.append(f"<li>{say('areas.fault.more', number=len(found) - MOST_FAULTS)}</li>")
    heading = f"<p><strong>{say(title)}</strong></p>" if title else ""
    st.html(f'<div class="kp-problem-box" role="alert">{heading}<ul>{"".join(items)}</ul></div>')


def forget() -> None:
    """What was said is over."""
    st.session_state.pop(OUTCOME, None)


def told_at() -> str:
    """A selector of what was just said, another one each time, or an empty text."""
    return f".st-key-{_key()}" if isinstance(st.session_state.get(OUTCOME), Outcome) else ""


def _key() -> str:
    return f"areas-outcome-{st.session_state.get(COUNT, 0)}"


def _bad(section: str, text: str) -> Outcome:
    return Outcome(section, (Finding(text, {}),), False)
