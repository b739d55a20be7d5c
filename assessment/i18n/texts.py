"""The words of the interface in each language, from `locales/<language>/LC_MESSAGES/messages.po`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).parent / "locales"
FIRST_LANGUAGE = "et"

Forms = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """One language's texts; what it lacks is said in `fallback`. Fulfils `core.ports.Say`."""

    language: str
    texts: dict[str, Forms] = field(repr=False)
    plural: Callable[[int], int] = field(repr=False)
    fallback: Words | None = field(default=None, repr=False)

    def __call__(self, id_: str, **values: object) -> str:
        """The text with this id, its {placeholders} filled. KeyError for an id that no language has."""
        forms = self.texts.get(id_)
        if forms:
            return forms[0].format(**values) if values else forms[0]
        if self.fallback is None:
            raise KeyError(id_)
        return self.fallback(id_, **values)

    def count(self, id_: str, number: int, **values: object) -> str:
        """The text in the plural form that `number` asks for."""
        forms = self.texts.get(id_)
        if forms:
            return forms[min(self.plural(number), len(forms) - 1)].format(number=number, **values)
        if self.fallback is None:
            raise KeyError(id_)
        return self.fallback.count(id_, number, **values)

    def number(self, value: float, digits: int = 1) -> str:
        """A number in the language's own writing."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, format=pattern, locale=self.language)


@cache
def words(language: str, locales: Path = LOCALES) -> Words:
    """The words of a language; the first language stands in for missing ones. Read once."""
    fallback = None if language == FIRST_LANGUAGE else words(FIRST_LANGUAGE, locales)
    with (locales / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    texts: dict[str, Forms] = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        found = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if key and found and all(found) and not message.fuzzy:
            texts[key] = found
    return Words(language, texts, c2py(catalogue.plural_expr), fallback)


def languages(locales: Path = LOCALES) -> tuple[str, ...]:
    """The languages that there are words for, the first language first."""
    found = sorted(path.parent.parent.name for path in locales.glob("*/LC_MESSAGES/messages.po"))
    return (FIRST_LANGUAGE, *(language for language in found if language != FIRST_LANGUAGE))
