"""A sheet of paper as it is keyed in: a digit for each cross on it, read back with every mistake named at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from assessment.core.answers import NAME_LENGTH, SHEET, TEXT_LENGTH, THOUGH_FEW, checked, options_of, text_items
from assessment.core.errors import TooLongError
from assessment.core.ports import Say
from assessment.core.questionnaire import DONT_KNOW, Questionnaire
from assessment.phone.drawing import marked

DONT_KNOW_KEY = "9"
# What else is understood: e for "ei oska öelda", on a Latin and on a Cyrillic keyboard.
DONT_KNOW_ALIASES = ("e", "е", "?")


@dataclass(frozen=True)
class Digit:
    """A field for one digit: `keys` are the digits that it takes, each with its words; `typed` is what stands in it."""

    item: str
    label: Markup
    keys: tuple[tuple[str, Markup], ...]
    typed: str
    error: str = ""


@dataclass(frozen=True)
class Words:
    """A field for what somebody wrote by hand."""

    item: str
    label: Markup
    typed: str
    error: str = ""


@dataclass(frozen=True)
class Keyed:
    """What was keyed in: `values` as they are stored, item by item, and a sentence for each mistake."""

    typed: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def digit_items(q: Questionnaire) -> dict[str, tuple[str, ...]]:
    """The items with a digit, in the order in which a sheet is read, in blocks."""
    return {
        "who": ("role",),
        "levels": q.domain_ids,
        "trends": tuple(f"{domain}_trend" for domain in q.domain_ids),
        "rest": (*(asked.id for asked in q.questions), THOUGH_FEW),
    }


def keys_of(q: Questionnaire, item: str) -> dict[str, str]:
    """The digits of an item and the values that they stand for: a level is its own digit, other options count from 1.

    *Don't know* is 9 everywhere.
    """
    options = [option for option in options_of(q, item) or () if option != DONT_KNOW]
    first = 0 if item in q.domain_ids else 1
    keys = {str(position): option for position, option in enumerate(options, first)}
    return keys | ({DONT_KNOW_KEY: DONT_KNOW} if DONT_KNOW in (options_of(q, item) or ()) else {})


def shown_digits(q: Questionnaire, values: Mapping[str, str]) -> dict[str, str]:
    """Stored answers as somebody would have keyed them in."""
    digits = {item for block in digit_items(q).values() for item in block}
    keyed = {item: {value: key for key, value in keys_of(q, item).items()} for item in digits}
    return {item: keyed[item].get(value, "") if item in digits else value for item, value in values.items()}


def read(q: Questionnaire, say: Say, fields: Mapping[str, str], items: Sequence[str]) -> Keyed:
    """The fields of a form as answers to these items."""
    typed = {item: fields.get(item, "") for item in items}
    values, errors = {}, {}
    for item, text in typed.items():
        if item == SHEET or item in text_items(q):
            try:
                values[item] = checked(q, item, text)
            except TooLongError:
                most = NAME_LENGTH if item == SHEET else TEXT_LENGTH
                errors[item] = say("coord.paper.long", field=label(q, say, item), length=most)
            continue
        keys, pressed = keys_of(q, item), text.strip().casefold()
        if pressed in DONT_KNOW_ALIASES and DONT_KNOW_KEY in keys:
            pressed = DONT_KNOW_KEY
        if pressed and pressed not in keys:
            allowed = ", ".join(keys)
            errors[item] = say("coord.paper.digit", field=label(q, say, item), typed=text[:20], allowed=allowed)
        values[item] = keys.get(pressed, "")
    return Keyed(typed, values, errors)


def label(q: Questionnaire, say: Say, item: str) -> str:
    """The short name of an item, in a sentence or before its field."""
    domain, _, part = item.rpartition("_")
    if part in ("trend", "reason") and domain in q.domain_ids:
        return say(f"coord.paper.{part}", domain=_plain(q, say, f"domains.{domain}.name"))
    if item in q.domain_ids:
        return _plain(q, say, f"domains.{item}.name")
    if item in (SHEET, THOUGH_FEW):
        return say(f"coord.paper.{item}")
    return _plain(q, say, f"notes.{item}" if item in q.notes else _path(q, item) + ".question")


def digit(q: Questionnaire, say: Say, item: str, keyed: Keyed) -> Digit:
    """The field of an item with a digit."""
    keys = tuple((key, option_words(q, say, item, value)) for key, value in keys_of(q, item).items())
    return Digit(item, _short(q, say, item), keys, keyed.typed.get(item, ""), keyed.errors.get(item, ""))


def words(q: Questionnaire, say: Say, item: str, keyed: Keyed) -> Words:
    """The field of an item with a text."""
    return Words(item, _short(q, say, item), keyed.typed.get(item, ""), keyed.errors.get(item, ""))


def option_words(q: Questionnaire, say: Say, item: str, value: str) -> Markup:
    """What a stored value of an item says; nothing is "no answer"."""
    if not value:
        return Markup.escape(say("coord.paper.empty"))
    if item in q.domain_ids:
        id_ = "dk" if value == DONT_KNOW else f"domains.{item}.levels.{q.phase_ids[int(value)]}"
    elif item == THOUGH_FEW:
        return Markup.escape(say(f"coord.paper.{value}"))
    else:
        id_ = f"{_path(q, item)}.options.{value}"
    return marked(q.text(id_, say.language), say.language)


def _short(q: Questionnaire, say: Say, item: str) -> Markup:
    """The label of a field; within a block a trend needs no more than its domain's name."""
    domain, _, part = item.rpartition("_")
    named = domain if part in ("trend", "reason") and domain in q.domain_ids else item
    if named in q.domain_ids:
        return marked(q.text(f"domains.{named}.name", say.language), say.language)
    if named in q.notes:
        return marked(q.text(f"notes.{named}", say.language), say.language)
    return Markup.escape(label(q, say, named))


def _path(q: Questionnaire, item: str) -> str:
    """Where the texts of an item with options are."""
    if item.endswith("_trend") and item.removesuffix("_trend") in q.domain_ids:
        return "trend"
    return f"questions.{item}" if item in [asked.id for asked in q.questions] else item


def _plain(q: Questionnaire, say: Say, id_: str) -> str:
    return q.text(id_, say.language).shown_in(say.language)
