"""The coordinator's private link to a round as a card to print and put away."""

from __future__ import annotations

from pathlib import Path

from assessment.core.ports import Say
from assessment.core.round import Round
from assessment.reports import handout, typesetting
from assessment.reports.typesetting import Json

PAGE = Path(__file__).parent / "card.typ"


def card(say: Say, one: Round, coordinator_address: str) -> bytes:
    """One page of A6 (PDF/UA-1); printed on A4 it is a quarter of the sheet, or fills it."""
    return typesetting.pdf(PAGE, say, _values(say, one, coordinator_address), one.opened_on)


def _values(say: Say, one: Round, address: str) -> Json:
    place = handout.of_round(say, one)
    return {
        **place,
        "document": f"{place['place']} – {say('print.card.title')}",
        "title": say("print.card.title"),
        "what": say("print.card.what"),
        "address": handout.leading_to(say, address),
        "keep": say("print.card.keep"),
        "lost": say("print.card.lost"),
        "facts": handout.facts(say, one)[:1],
    }
