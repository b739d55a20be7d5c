"""The coordinator's private link to a round as a card to print and put away; of many rounds, sheets of cards to cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.core.ports import Say
from assessment.core.round import Round
from assessment.reports import handout, typesetting
from assessment.reports.typesetting import Json
from assessment.reports.written import one_line

PAGE, SHEET = Path(__file__).parent / "card.typ", Path(__file__).parent / "cards.typ"


@dataclass(frozen=True)
class Card:
    """A card for one of many rounds: the coordinator's `address`, and whom it is for, where that is known."""

    round: Round
    address: str
    recipient: str = ""


def card(say: Say, one: Round, coordinator_address: str) -> bytes:
    """One page of A6 (PDF/UA-1); printed on A4 it is a quarter of the sheet, or fills it."""
    return typesetting.pdf(PAGE, say, _values(say, one, coordinator_address), one.opened_on)


def sheet_of_cards(say: Say, cards: Sequence[Card], day: date) -> bytes:
    """Sheets of A4 (PDF/UA-1) with four cards each, to be cut and given to the villages' contacts."""
    given = {
        "language": say.language,
        "brand": say("app.title"),
        "document": say("many.cards.title"),
        "cards": [_of_many(say, one) for one in cards],
    }
    return typesetting.pdf(SHEET, say, given, day)


def _of_many(say: Say, one: Card) -> Json:
    """A card that others have printed, so that it has passed through their hands."""
    recipient = say("many.cards.for", name=one_line(one.recipient)) if one.recipient.strip() else ""
    lost = f"{say('many.cards.renew')} {say('print.card.lost')}"
    return {**_values(say, one.round, one.address), "recipient": recipient, "lost": lost}


def _values(say: Say, one: Round, address: str) -> Json:
    place = handout.of_round(say, one)
    return {
        **place,
        "document": f"{place['place']} – {say('print.card.title')}",
        "title": say("print.card.title"),
        "recipient": "",
        "what": say("print.card.what"),
        "address": handout.leading_to(say, address),
        "keep": say("print.card.keep"),
        "lost": say("print.card.lost"),
        "facts": handout.facts(say, one)[:1],
    }
