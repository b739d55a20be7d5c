"""What an answer may be: items and their values as they are stored, all as text, and the response that they make.

Items are named like the columns of `score`: `settlement`, `municipality`, `area`, `role`, a domain's id,
`<domain>_trend`, `<domain>_reason`, an extra question's or a note's id. A response to a round may hold `though_few`,
one that was keyed in `sheet`, and that of a group `present` and `dissent`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from assessment.core.errors import TooLongError, UnknownItemError
from assessment.core.questionnaire import DONT_KNOW, TRENDS, Questionnaire
from assessment.core.response import DK, NO_ANSWER, ONLINE, Response, trend_code

PLACE_ITEMS = ("settlement", "municipality")
# Whether the writer's texts may be shown even if few answered.
THOUGH_FEW = "though_few"
YES, NO = "yes", "no"
# The number that a sheet of paper bears, written by who keys it in.
SHEET = "sheet"
# Of a group's answer: how many were there, and what they did not agree on.
PRESENT, GROUP_TEXT = "present", "dissent"
# What only the coordinator may give.
KEYED_ITEMS = (SHEET, PRESENT, GROUP_TEXT)
TEXT_LENGTH = 2000
# Categories of Unicode: controls, formats such as the reversal of direction, halves, and private signs.
_UNSEEN = ("Cc", "Cf", "Cs", "Co")
_SEPARATORS = re.compile("[\u2028\u2029]")
NAME_LENGTH = 120


def response_of(questionnaire: Questionnaire, answers: Mapping[str, str], mode: str = ONLINE) -> Response:
    """The stored answers as a response of the rule."""
    extras = {question.id: answers[question.id] for question in questionnaire.questions if question.id in answers}
    return Response(
        role=answers.get("role", ""),
        mode=mode,
        levels=tuple(_level(answers.get(domain, "")) for domain in questionnaire.domain_ids),
        trends=tuple(trend_code(answers.get(f"{domain}_trend", "")) for domain in questionnaire.domain_ids),
        extras=extras,
    )


def round_response(questionnaire: Questionnaire, answers: Mapping[str, str], mode: str) -> Response:
    """The stored answers of a round. Who did not say who they are is taken for a resident, as in a spreadsheet."""
    return response_of(questionnaire, {"role": questionnaire.role_ids[0], **answers}, mode)


def text_items(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The items that hold what respondents write: a reason for each domain, and the notes."""
    return (*(f"{domain}_reason" for domain in questionnaire.domain_ids), *questionnaire.notes)


def options_of(questionnaire: Questionnaire, item: str) -> tuple[str, ...] | None:
    """The values that an item with choices may hold; None for a free text. `UnknownItemError` for no item at all."""
    domain, _, part = item.rpartition("_")
    if item in questionnaire.domain_ids:
        return (*(str(level) for level in range(questionnaire.top + 1)), DONT_KNOW)
    if domain in questionnaire.domain_ids and part in ("trend", "reason"):
        return TRENDS if part == "trend" else None
    choices: dict[str, tuple[str, ...]] = {
        THOUGH_FEW: (YES, NO),
        "role": questionnaire.role_ids,
        "area": questionnaire.areas,
    }
    choices |= {question.id: question.options for question in questionnaire.questions}
    if item in choices:
        return choices[item]
    if item in PLACE_ITEMS + KEYED_ITEMS or item in questionnaire.notes:
        return None
    raise UnknownItemError(f"'{item}' is no item of {questionnaire.name}.")


def checked(questionnaire: Questionnaire, item: str, value: str | None) -> str:
    """What is kept of an answer: the value itself, a plain text, or nothing where it is taken back.

    Raises `UnknownItemError` if it is not allowed, `TooLongError` if it is too long to keep.
    """
    options = options_of(questionnaire, item)
    if value is None or not value.strip():
        return ""
    if options is not None:
        if value not in options:
            raise UnknownItemError(f"'{value}' is not allowed for '{item}'. Allowed: {', '.join(options)}.")
        return value
    length = NAME_LENGTH if item in (*PLACE_ITEMS, SHEET, PRESENT) else TEXT_LENGTH
    if len(value) > length:
        raise TooLongError(f"The text for '{item}' has {len(value)} characters. At most {length} are kept.")
    return plain(value)


def plain(text: str) -> str:
    """The text without signs that are not seen (line breaks are kept), trimmed, in one Unicode form.

    Among them are those that turn the words beside them round, and make one name look like another.
    """
    lines = _SEPARATORS.sub("\n", unicodedata.normalize("NFC", text))
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _UNSEEN).strip()


def is_seen(text: str) -> bool:
    """Whether anything of a text shows: a letter, a digit, or another sign that stands by itself."""
    return any(unicodedata.category(c)[0] in "LNPS" for c in text)


def _level(value: str) -> int:
    if value == DONT_KNOW:
        return DK
    return int(value) if value else NO_ANSWER
