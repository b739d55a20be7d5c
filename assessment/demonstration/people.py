"""The answers of people who are not: each says about what most say, the same at every filling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from assessment.core.questionnaire import DONT_KNOW, Questionnaire
from assessment.demonstration.stories import Voices

Answers = Mapping[str, str]

# How many in a hundred say what most say, one more, and one less.
_NEAR = (72, 14, 14)
_ROLES = {"resident": 74, "leader": 12, "seasonal": 10, "other": 4}

# What people write, by the item that it is written to; no name and no place is in any of it.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "leadership_reason": (
        "Vedajaid on kolm, aga kõik hakkavad väsima.",
        "Uus külavanem kutsus kevadel kõik kokku.",
        "Noori tuleb juhatusse juurde, see on hea.",
    ),
    "participation_reason": (
        "Talgutel oli sel aastal rohkem inimesi kui kunagi varem.",
        "Ikka samad kümme inimest teevad kõik ära.",
        "Suvitajad tulevad kaasa, kui neid eraldi kutsuda.",
    ),
    "trust_reason": (
        "Naabrid aitavad, aga vana tüli pole unustatud.",
        "Küla listis vastatakse alati ja sõbralikult.",
    ),
    "direction_reason": (
        "Arengukava on olemas, aga seda ei vaata keegi.",
        "Leppisime kokku, et enne kõike saab korda kiigeplats.",
    ),
    "organisation_reason": ("Selts on, aga arveid ajab üks inimene.",),
    "resources_reason": ("Külamaja küte on kallis.", "Oskajaid inimesi on palju, neist lihtsalt ei teata."),
    "cooperation_reason": ("Vallaga saab asju aetud, kui helistada.", "Naaberkülaga teeme laata koos."),
    "resilience_reason": (
        "Voolukatkestuse ajal käisime üksi elavate vanemate juures läbi.",
        "Kriisiplaani pole veel arutatud.",
    ),
    "strength": ("Jaanipäev, mida korraldavad noored ise.", "Head naabrid ja ilus kiigeplats.", "Pühapäevane kohvik."),
    "next": ("Kutsuda uued elanikud külla.", "Teha pingid järve äärde.", "Õppida koos esmaabi."),
}


def answers(questionnaire: Questionnaire, voices: Voices, name: str) -> Iterator[Answers]:
    """What each person answers, one after another; the first `keyed` of them write on paper."""
    for number in range(voices.people):
        chance = Random(f"{name} person {number}")
        levels = voices.others if voices.others and number % 2 else voices.levels
        given = dict(_levels(questionnaire, levels, chance))
        given |= _trends(questionnaire, voices.worse, chance)
        given["past"] = _one(chance, {"yes": 80, "no": 15, "dk": 5} if voices.past else {"yes": 25, "no": 65, "dk": 10})
        if voices.why:
            given["why_none"] = _one(chance, {voices.why: 80, "other": 20})
        given["role"] = _one(chance, _ROLES)
        if voices.has_texts:
            given |= _texts(number)
        yield given


def officials(questionnaire: Questionnaire, voices: Voices, name: str) -> Iterator[Answers]:
    """What five of the municipality's employees answer, if any do."""
    for number in range(5 if voices.officials else 0):
        chance = Random(f"{name} official {number}")
        yield {**dict(_levels(questionnaire, voices.officials, chance, near=(90, 5, 5))), "role": "municipal"}


def agreed(questionnaire: Questionnaire, voices: Voices) -> Answers:
    """What a meeting agreed on."""
    levels = dict(zip(questionnaire.domain_ids, voices.agreed, strict=True))
    return {**levels, "present": str(voices.present)}


def _levels(
    questionnaire: Questionnaire, levels: str, chance: Random, near: tuple[int, ...] = _NEAR
) -> Iterator[tuple[str, str]]:
    for domain, most in zip(questionnaire.domain_ids, levels, strict=True):
        shift = chance.choices((0, 1, -1), near)[0]
        if most == "?":
            yield domain, _one(chance, {DONT_KNOW: 75, "2": 25})
        else:
            yield domain, str(min(questionnaire.top, max(0, int(most) + shift)))


def _trends(questionnaire: Questionnaire, worse: int, chance: Random) -> Answers:
    down, steady = {"worse": 80, "same": 15, "dk": 5}, {"same": 55, "better": 30, "worse": 5, "dk": 10}
    return {
        f"{domain}_trend": _one(chance, down if number < worse else steady)
        for number, domain in enumerate(questionnaire.domain_ids)
    }


def _texts(number: int) -> Answers:
    """Each text is written once, by the person whose turn it is."""
    written = [(item, text) for item, texts in TEXTS.items() for text in texts]
    return {item: text for at, (item, text) in enumerate(written) if at % 12 == number}


def _one(chance: Random, weights: Mapping[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
