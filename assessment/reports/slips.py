"""The slips of a strict round: one for each person, to cut and to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import Round
from assessment.reports import handout, typesetting
from assessment.reports.typesetting import Json

PAGE = Path(__file__).parent / "slips.typ"


def slips(questionnaire: Questionnaire, say: Say, one: Round, address: str, codes: Sequence[str]) -> bytes:
    """Sheets of A4 (PDF/UA-1) with ten slips each, one for each of the `codes`, in groups as people read them.

    The QR code leads to the round's plain `address`, and the code is typed: in an address it would be left behind in
    the lists of servers and browsers.
    """
    return typesetting.pdf(PAGE, say, _values(questionnaire, say, one, address, codes), one.opened_on)


def _values(q: Questionnaire, say: Say, one: Round, address: str, codes: Sequence[str]) -> Json:
    place = handout.of_round(say, one)
    heading = f"{place['place']}: {say.count('print.slips.title', len(codes))}"
    return {
        **place,
        "heading": heading,
        "about": say.count("print.topics", len(q.domains)),
        "text": say("print.slips.text"),
        "address": handout.leading_to(say, address),
        "steps": [say("print.slip.open"), say("print.slip.code")],
        "until": say("print.slip.until", date=handout.day(one.closes_on)),
        "once": say("print.slip.once"),
        "codes": list(codes),
    }
