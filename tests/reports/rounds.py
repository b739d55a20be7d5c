"""Closed rounds of the real questionnaire, released by the real gateway, as they are told in the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import segno

from assessment.authoring.version import load
from assessment.core.area import Area
from assessment.core.beside import AgreedAnswer, agreed_answer
from assessment.core.change import Change, change
from assessment.core.counts import counts_of
from assessment.core.profile import profile_of, profile_of_one
from assessment.core.release import release, release_to_keeper, release_while_open, with_texts
from assessment.core.released import Release
from assessment.core.remarks import WrittenRemark
from assessment.core.response import Response, columns
from assessment.core.round import Round
from assessment.core.round_result import EarlierRound, RoundResult
from assessment.core.standing import QUESTIONNAIRE, Refused, Standing, index_basis
from assessment.core.suppression import Thresholds
from assessment.settings import ROOT
from tests.builders import response

Q = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
LIMITS = Thresholds()
FORMING, AWAKENING, ACTIVE = (2, 2, 3, 2, 1, 3, 2, 2), (1, 1, 2, 1, 0, 2, 1, 1), (3, 3, 3, 3, 3, 2, 3, 3)
WORSE = ["worse"] * 8
ROLES = ("resident", "resident", "leader", "seasonal", "resident", "other")
ROUND = Round(
    id="r",
    questionnaire=Q.name,
    area=Area("Peri küla", "Põlva vald", "village"),
    period="2026 sügis",
    opened_on=date(2026, 10, 20),
    closes_on=date(2026, 11, 17),
    closed_on=date(2026, 11, 17),
    may_answer="Peri küla elanikud ja suvitajad",
)
ADDRESS = "https://kogukonnapeegel.ee/r/KQ7X-M2PD"
ATTACK = '<script>alert("x")</script> #panic("x") $x^2$ *b* @ref \u202ereversed\u202c & [a]'


def qr(address: str) -> str:
    """The address as a QR code, an SVG."""
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


QR = qr(ADDRESS)


def village(number: int, around: Sequence[int] = FORMING, **more: object) -> list[Response]:
    """Responses of different people that agree fairly well."""
    found = []
    for i in range(number):
        shift = [(i * 7 + d * 3) % 5 == 0 for d in range(8)]
        back = [(i * 5 + d) % 6 == 0 for d in range(8)]
        levels = [min(4, max(0, level + up - down)) for level, up, down in zip(around, shift, back, strict=True)]
        mode = "paper" if i % 4 == 3 else "online"
        found.append(response(*levels, role=ROLES[i % 6], mode=mode, **more))
    return found


def parted(number: int) -> list[Response]:
    """Two camps in four domains."""
    return [response(*([0, 4, 1, 4, 2, 3, 2, 2] if i % 2 else [4, 0, 4, 0, 2, 3, 2, 2])) for i in range(number)]


def released(responses: Sequence[Response]) -> Release:
    profile = profile_of(Q, responses, LIMITS.min_answers(Q.rule))
    return release(Q, profile, counts_of(Q, responses), LIMITS)


def to_keeper(responses: Sequence[Response], known: Sequence[Response]) -> Release:
    profile = profile_of(Q, responses, LIMITS.min_answers(Q.rule))
    return release_to_keeper(Q, profile, counts_of(Q, responses), counts_of(Q, known), LIMITS)


def remarked(shown: Release, *words: str, item: str = "strength", **more: bool) -> Release:
    """The release with these approved texts."""
    return with_texts(shown, [WrittenRemark(item, text, approved=True, **more) for text in words], LIMITS)


def agreed(*levels: int | str, present: int = 14) -> AgreedAnswer:
    return agreed_answer(Q, profile_of_one(Q, response(*levels)), present)


def moved(before: Sequence[Response], after: Sequence[Response]) -> Change | Refused:
    days = (date(2025, 11, 3), date(2026, 11, 17))
    standings = [
        Standing(
            community="Peri",
            name="Peri",
            place="",
            closed_on=day,
            release=released(one),
            chances=profile_of(Q, one, 5).probabilities,
            index=index_basis(Q, columns(Q, one)),
        )
        for day, one in zip(days, (before, after), strict=True)
    ]
    return change(*standings)


def of(shown: Release, **more: object) -> RoundResult:
    return RoundResult(ROUND, shown, **more)


_before = village(14, AWAKENING)
EARLIER = EarlierRound("2025 sügis", date(2025, 11, 3), released(_before), moved(_before, village(12)))
NOT_COMPARABLE = EarlierRound(
    "", date(2023, 5, 3), released(_before), Refused(QUESTIONNAIRE, ("village_phases/v0", Q.name))
)

RESULTS: dict[str, RoundResult] = {
    "0": of(released([])),
    "3": of(released(village(3))),
    "3, agreed": of(released(village(3)), agreed=agreed(1, 1, 2, 1, 1, 0, 1, 1), dissent="Raha asjus jäädi eri meelt."),
    "5": of(remarked(released(village(5)), "Jaanituli.\nTore rahvas!", though_few=True)),
    "8": of(released(village(8))),
    "12": of(
        remarked(released(village(12)), "Talgud", "Хорошие соседи"),
        agreed=agreed(2, 2, 3, 2, 2, 3, 2, "dk", present=9),
        dissent="Kriisi asjus jäädi eri meelt.",
        earlier=(EARLIER, NOT_COMPARABLE),
    ),
    "40": of(released(village(40, ACTIVE))),
    "strict": RoundResult(replace(ROUND, slips=40), released(village(12))),
    "fading": of(released(village(14, trends=WORSE, past="yes"))),
    "fading, few": of(released(village(6, trends=WORSE, past="yes"))),
    "signs": of(released(village(14, (3,) * 8, trends=WORSE))),
    "kind": of(released([response(*[0] * 8, why_none="old_quarrels") for _ in range(9)])),
    "mixed": of(released(parted(20))),
    "top": of(released(village(16, (4,) * 8))),
    "insufficient": of(released([response(2, "dk", 2, 2, 1, "dk", 2, "dk") for _ in range(9)])),
    "keeper": of(to_keeper(village(12), village(12)[:10])),
    "open": RoundResult(replace(ROUND, closed_on=None), release_while_open(Q)),
}
