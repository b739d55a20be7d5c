"""What a page knows of the visit: the house, the language, the questionnaire, and whose answers are on the table."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assessment import bootstrap, throttle
from assessment.bootstrap import House
from assessment.core.errors import ElsewhereError, QuestionnaireError
from assessment.core.ports import Say, StoredAssessment
from assessment.core.questionnaire import Questionnaire
from assessment.journeys import self_assessment
from assessment.ui.uninterrupted import uninterrupted

log = logging.getLogger(__name__)
SEAT_COOKIE, ACCESS_COOKIE, HOST_COOKIE = "seat", "access", "host"
LANGUAGE, OWN, SEAT, SCREEN, ANOTHER = "language", "own_assessment", "own_seat", "screen", "another_person"
STAGE = "stage"
# The query's name for the share code of a round.
CODE = "code"
# The languages of those who went to sign in or out elsewhere, by seat: they come back to a bare address. In memory,
# and no more than so many at once.
MOST_AWAY = 1000
_away: dict[str, str] = {}


@dataclass(frozen=True)
class Visit:
    """One run of a page for one visitor.

    `found` is what the device's seat leads to, confirmed as the visitor's own or not; `questionnaire` is the version
    that the visitor's own answers were begun with, else the one in use. `is_stranded` says that their version cannot
    be used any more.
    """

    house: House
    say: Say
    questionnaire: Questionnaire
    found: StoredAssessment | None
    pages: Mapping[str, StreamlitPage] = field(default_factory=dict)
    is_stranded: bool = False

    @property
    def language(self) -> str:
        """The visitor's language."""
        return self.say.language

    @property
    def in_use(self) -> Visit:
        """The visit with the version in use, whatever the visitor's own answers were begun with."""
        return replace(self, questionnaire=self.house.questionnaire or self.questionnaire)

    @property
    def own(self) -> StoredAssessment | None:
        """The visitor's own answers: begun in this session, or confirmed with *continue mine*."""
        return self.found if is_own(self.found) and not self.is_stranded else None

    @property
    def is_lost(self) -> bool:
        """Whether the answers of this session are open on another device by now, or were deleted."""
        return st.session_state.get(OWN) is not None and not is_own(self.found)

    @property
    def answers(self) -> Mapping[str, str]:
        """The visitor's own answers, item by item."""
        return self.own.answers if self.own else {}

    @property
    def query(self) -> dict[str, str]:
        """What a link within the app carries on."""
        return {"lang": self.language}

    def open(self, page: str, **more: str) -> None:
        """Go to a page; the language goes along, and what more stands in its address."""
        st.switch_page(self.pages[page], query_params={**self.query, **more})

    def text(self, id_: str) -> str:
        """A text of the questionnaire in the visitor's language."""
        return self.questionnaire.text(id_, self.language).shown_in(self.language)

    def begin(self) -> StoredAssessment:
        """The visitor's own answers, begun if there are none yet. Read anew: a callback belongs to an earlier run.

        An empty assessment at this seat is taken: it is one that was begun and interrupted before its first answer.
        Raises `ElsewhereError` where the session's own answers are not at this seat any more: a new beginning would
        tear them apart, and nobody would notice.
        """
        house = self.house
        own = self_assessment.find(house.store, seat())
        if is_own(own) and own is not None:
            return own
        if st.session_state.get(OWN) is not None:
            raise ElsewhereError("The answers are open on another device, or were deleted.")
        if own is None or own.answers or own.questionnaire != self.questionnaire.name:
            own = self_assessment.begin(house.store, house.clock, house.codes, seat(), self.questionnaire)
        claim(own)
        return own


def arrive(house: House, say: Say, in_use: Questionnaire) -> Visit:
    """The visit of this run: what the seat leads to is read once, and the version that fits is taken."""
    found = self_assessment.find(house.store, seat())
    if found is None or not is_own(found):
        return Visit(house, say, in_use, found)
    try:
        return Visit(house, say, house.version(found.questionnaire), found)
    except QuestionnaireError as error:
        log.error("%s", error)
        return Visit(house, say, in_use, found, is_stranded=True)


def is_own(assessment: StoredAssessment | None) -> bool:
    """Whether the visitor of this session began or confirmed these answers."""
    return assessment is not None and st.session_state.get(OWN) == assessment.id


@uninterrupted
def claim(assessment: StoredAssessment) -> None:
    """From now on these answers are the visitor's own."""
    st.session_state[OWN] = assessment.id


def language() -> str:
    """The language of this run: from the address, else the session, else the first one."""
    known = bootstrap.languages()
    wanted = st.query_params.get("lang") or st.session_state.get(LANGUAGE) or _away.pop(seat(), None)
    chosen = wanted if wanted in known else known[0]
    st.session_state[LANGUAGE] = chosen
    return chosen


def goes_away() -> None:
    """Whoever leaves for a page elsewhere that knows no language of ours finds their own when they come back."""
    _away[seat()] = language()
    while len(_away) > MOST_AWAY:
        _away.pop(next(iter(_away)), None)


def keep_in_address(chosen: str) -> None:
    """Write the language to the address: page navigation drops the query.

    To be called after `st.navigation`: the browser puts the query behind the path that it knows by then.
    """
    if st.query_params.get("lang") != chosen:
        st.query_params["lang"] = chosen


def typed_code() -> str | None:
    """The share code in the address, empty where it is still to be typed; None where none is asked for."""
    return st.query_params.get(CODE)


def screen(path: str) -> str:
    """What tells one screen from another: on a new one, one begins to read at the top."""
    return f"{path}-{st.session_state.get(SCREEN, 0)}-{st.session_state.get(STAGE, '')}-{typed_code() or ''}"


def seat() -> str:
    """The hash under which this device's answers are found: of the session cookie, else of a secret of this session."""
    secret = seat_cookie() or st.session_state.setdefault(SEAT, secrets.token_urlsafe(24))
    return sha256(secret.encode()).hexdigest()


def visitor() -> str:
    """By whom wrong tries at codes are counted: the seat, and the address where it is known. It is not kept."""
    return throttle.visitor(seat(), st.context.ip_address)


def seat_cookie() -> str:
    """The secret that this device's browser sent, or an empty text if it keeps no cookies."""
    return st.context.cookies.get(SEAT_COOKIE, "")


def access_cookie() -> str:
    """The secret of the visit of somebody of a municipality that this browser sent, or an empty text."""
    return st.context.cookies.get(ACCESS_COOKIE, "")


def host_cookie() -> str:
    """The host's key of a workshop that this browser sent, or an empty text."""
    return st.context.cookies.get(HOST_COOKIE, "")


def forget() -> None:
    """Nothing of the earlier person's visit is left in this session, but for the language."""
    kept = {key: st.session_state[key] for key in (LANGUAGE, SEAT) if key in st.session_state}
    st.session_state.clear()
    st.session_state.update(kept)
