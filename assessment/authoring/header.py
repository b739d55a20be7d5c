"""What gettext and Babel read above the first text of a .po file: the encoding and the plural rule."""

from __future__ import annotations

import re
from gettext import c2py

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from assessment.authoring.po import Catalogue
from assessment.authoring.problems import Problem, problem

_CODE = re.compile(r"[a-z]{2,3}")
_TYPE = re.compile(r"^content-type:(.*)$", re.IGNORECASE | re.MULTILINE)
_UTF_8 = re.compile(r"\s*text/plain;\s*charset=utf-8\s*", re.IGNORECASE)
# Plural rules go by the last two digits of a number, so that all their cases are met by then.
_COUNTED = range(201)


def is_language(name: str) -> bool:
    """Whether this is a language's code that Babel knows, which writes numbers and days."""
    try:
        return bool(_CODE.fullmatch(name) and Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        return False


def header_problems(catalogue: Catalogue, text: str, language: str) -> list[Problem]:
    """The problems of the lines above the first text, or of the file as Babel reads it."""
    told: list[str] = []
    plural = get_plural(language)
    types = _TYPE.findall(catalogue.header)
    if not types or not all(map(_UTF_8.fullmatch, types)):
        told.append("Content-Type: text/plain; charset=UTF-8")
    if f"nplurals={plural.num_plurals};" not in catalogue.header.replace(" ", ""):
        told.append(f"Plural-Forms: {plural.plural_forms}")
    if told:
        return [problem("PO-010", catalogue.file, 1, header=line) for line in told]
    try:
        read = read_po(text.splitlines(), locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        return [problem("PO-001", catalogue.file, why=f"Babel cannot read the file: {error}")]
    return _plural_problems(catalogue, read, f"Plural-Forms: {plural.plural_forms}")


def _plural_problems(catalogue: Catalogue, read: Catalog, header: str) -> list[Problem]:
    """The plural rule must be one, and lead each number to a form that there is."""
    why = ""
    try:
        rule = c2py(read.plural_expr)
        outside = next((number for number in _COUNTED if rule(number) not in range(read.num_plurals)), None)
        if outside is not None:
            why = f"it leads {outside} to form {rule(outside)}, but the forms are 0 to {read.num_plurals - 1}"
    except ArithmeticError:
        why = "it divides by zero"
    except ValueError:
        why = "it is no rule"
    return [problem("PO-013", catalogue.file, 1, rule=read.plural_expr, why=why, header=header)] if why else []
