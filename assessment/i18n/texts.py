"""The words of the interface in each language, from `locales/<language>/LC_MESSAGES/messages.po`."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).parent / "locales"
FIRST_LANGUAGE = "et"
# What is said instead where everything is invented: the installation's name, and where maps come from.
INVENTED = {"app.title": "demo.title", "compare.map.source": "demo.map.source"}
log = logging.getLogger(__name__)

Forms = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """One language's texts; what it lacks is said in `fallback`. Fulfils `core.ports.Say`."""

    language: str
    texts: dict[str, Forms] = field(repr=False)
    plural: Callable[[int], int] = field(repr=False)
    fallback: Words | None = field(default=None, repr=False)
    mark: str = ""

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
        if key and found and all(map(_is_seen, found)) and not message.fuzzy:
            texts[key] = found
    return Words(language, texts, c2py(catalogue.plural_expr), fallback)


@cache
def marked_words(language: str) -> Words:
    """The words of an installation in which everything is invented: its name says so wherever it stands."""
    found = words(language)
    instead = {id_: (found(other),) for id_, other in INVENTED.items()}
    return replace(found, texts={**found.texts, **instead}, mark=found("demo.mark"))


def _is_seen(form: str) -> bool:
    """Whether there is a sign in it that is neither a space nor a control."""
    return any(sign.isprintable() and not sign.isspace() for sign in form)


def own_name(language: str) -> str:
    """The language's name as its speakers write it, e.g. `Eesti`.

    >>> [own_name(language) for language in ("et", "en", "ru")]
    ['Eesti', 'English', 'Русский']
    """
    name = Locale.parse(language).get_display_name() or language
    return name[:1].upper() + name[1:]


@cache
def languages(locales: Path = LOCALES) -> tuple[str, ...]:
    """The languages that there are words for, the first language first. Read once.

    A folder that cannot be used is left out: no page must fail for a language that its reader did not choose.
    """
    found = sorted(path.parent.parent.name for path in locales.glob("*/LC_MESSAGES/messages.po"))
    others = [name for name in found if name != FIRST_LANGUAGE and _is_usable(name, locales)]
    return (FIRST_LANGUAGE, *others)


def _is_usable(name: str, locales: Path) -> bool:
    """Whether a folder is a language's whose file can be read and whose plural rule leads somewhere."""
    try:
        if not re.fullmatch("[a-z]{2,3}", name):
            raise UnknownLocaleError(name)
        Locale.parse(name)
        plural = words(name, locales).plural
        if min(map(plural, range(201))) < 0:
            raise ValueError("a plural form below the first")
    except Exception as error:
        # Whatever it is, such as a sign that is no UTF-8 or a rule that divides by zero: `check` tells it in full.
        # %a, for a folder's name may hold what no log can be written with.
        log.warning("The interface texts in %a are left out (%s). See: python -m assessment check", name, error)
        return False
    return True
