"""What everything that a coordinator hands out says of a round: the place, until when, and where to answer."""

from __future__ import annotations

from datetime import date

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import PAPER, Round
from assessment.reports import qr
from assessment.reports.typesetting import Json
from assessment.reports.written import one_line


def of_round(say: Say, one: Round) -> Json:
    """The place and the round, as every sheet shows them."""
    return {
        "language": say.language,
        "brand": say("app.title"),
        "place": one_line(one.area.name),
        "where": " · ".join(filter(None, (one_line(one.area.municipality), one_line(one.period)))),
    }


def facts(say: Say, one: Round) -> list[list[str]]:
    """Until when, and who may answer: names and what they are."""
    found = [[say("phone.until"), day(one.closes_on)]]
    return found + ([[say("phone.who"), one_line(one.may_answer)]] if one.may_answer.strip() else [])


def privacy(say: Say, one: Round) -> str:
    """Who sees what. A sheet of paper is seen by whoever takes it in, and nothing handed out may deny it."""
    told = say("phone.privacy")
    return f"{told} {say('print.privacy.paper')}" if PAPER in one.ways else told


def about(questionnaire: Questionnaire, say: Say) -> list[str]:
    """In two sentences, what it is."""
    return [say.count("print.topics", len(questionnaire.domains)), say("print.why")]


def leading_to(say: Say, address: str) -> Json:
    """An address as it is typed, as it is followed, and as it is scanned."""
    return {"typed": typed(address), "followed": address, "qr": qr.svg(address), "alt": say("print.qr")}


def typed(address: str) -> str:
    """An address as a person types it: every browser tries https by itself."""
    return address.removeprefix("https://")


def day(when: date) -> str:
    """A day as it is written in Estonia, whatever the language."""
    return when.strftime("%d.%m.%Y")
