"""What in a text a moderator should look at: it may point to a single person."""

from __future__ import annotations

import re
from collections.abc import Collection

PERSON, PHONE, EMAIL = "person", "phone", "email"

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
# Seven digits or more, with what people put between them.
_PHONE = re.compile(r"(?:\+|\b)\d(?:[\s().-]{0,2}\d){6,}")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_I = ("I'", "I’")
_ENDS = '.!?:…\n"“„«»(–-'


def flags(text: str, places: Collection[str] = ()) -> tuple[str, ...]:
    """What a text seems to hold: a person's name, a phone number, an e-mail address.

    A name is guessed from a capital letter within a sentence, where Estonian, Russian and English write names and
    little else; words of `places` are none. One at a sentence's beginning cannot be told: somebody reads every text.

    >>> flags("Küsi Marilt, tel 5123 4567")
    ('person', 'phone')
    >>> flags("Peri küla kiik on katki. Kes parandab?", ["Peri küla"])
    ()
    """
    found = []
    if _seems_named(_EMAIL.sub(" ", text), {word.casefold() for place in places for word in _WORD.findall(place)}):
        found.append(PERSON)
    if _PHONE.search(text):
        found.append(PHONE)
    if _EMAIL.search(text):
        found.append(EMAIL)
    return tuple(found)


def _seems_named(text: str, places: Collection[str]) -> bool:
    for match in _WORD.finditer(text):
        word = match.group()
        before = text[: match.start()].rstrip(" \t")
        within = bool(before) and before[-1] not in _ENDS
        # One letter or all capitals: the English "I" and abbreviations such as MTÜ.
        is_capital = word[0].isupper() and not word.isupper() and word[:2] not in _I
        if within and is_capital and word.casefold() not in places:
            return True
    return False
