"""The poster of a round for a notice board, with strips to tear off."""

from __future__ import annotations

from pathlib import Path

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import PAPER, Round
from assessment.reports import handout, typesetting
from assessment.reports.typesetting import Json

PAGE = Path(__file__).parent / "poster.typ"


def poster(questionnaire: Questionnaire, say: Say, one: Round, address: str, code: str) -> bytes:
    """One page of A4 (PDF/UA-1) that leads to the round's `address`, for a round that is answered by link."""
    return typesetting.pdf(PAGE, say, _values(questionnaire, say, one, address, code), one.opened_on)


def _values(q: Questionnaire, say: Say, one: Round, address: str, code: str) -> Json:
    place = handout.of_round(say, one)
    return {
        **place,
        "document": f"{place['place']} – {say('home.title')}",
        "title": say("home.title"),
        "about": handout.about(q, say),
        "address": handout.leading_to(say, address),
        "scan": say("print.scan"),
        "type": say("print.type"),
        "facts": handout.facts(say, one),
        # In a strict round the page asks for the code on one's slip: this one would be typed there.
        "code": [] if one.is_strict and code in address else [say("print.code"), code],
        "strict": say("print.own_code") if one.is_strict else "",
        "privacy": handout.privacy(say, one),
        "contact": say("print.contact.paper" if PAPER in one.ways else "print.contact"),
        "until": say("print.until", date=handout.day(one.closes_on)),
    }
