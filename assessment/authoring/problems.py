"""An author's mistakes as values, and how they are printed: all at once, by file, line and id."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from babel.core import Locale, UnknownLocaleError

from assessment.authoring.codes import SENTENCES, Severity, severity

SHOWN_LENGTH = 60
SHOWN_IDS = 8
# A list of thousands of ids is no list that a suggestion could be found in by hand either; comparing is slow.
COMPARED = 200


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, its code, and a sentence with the rule and the remedy."""

    file: str
    line: int | None
    path: str
    code: str
    message: str
    severity: Severity = "error"


def problem(code: str, file: str, line: int | None = None, path: str = "", /, **words: object) -> Problem:
    """A problem with the sentence of its code. The words are the author's, so they are made safe to print."""
    safe = {name: word if isinstance(word, int) else printable(str(word)) for name, word in words.items()}
    return Problem(file, line, printable(path), code, SENTENCES[code].format(**safe).strip(), severity(code))


def printable(text: str) -> str:
    """The text without what a terminal would obey or cannot encode: control characters and lone surrogates."""
    unsafe = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join(ascii(c)[1:-1] if unicodedata.category(c) in unsafe else c for c in text)


def quoted(text: str) -> str:
    """An author's word in quotes, shortened if it is long."""
    short = text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"
    return f"'{printable(short)}'"


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy for a misspelt word: the nearest known one, else what may be written instead."""
    near = nearest(word, known)
    return f"Did you mean '{near}'?" if near else otherwise


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one, or an empty text."""
    return next(iter(get_close_matches(word[:SHOWN_LENGTH], list(known)[:COMPARED], n=1)), "")


def listed(ids: Sequence[str]) -> str:
    """Ids in a sentence; a long list is cut: ``a, b and 12 more``."""
    if len(ids) <= SHOWN_IDS:
        return ", ".join(ids)
    return f"{', '.join(ids[:SHOWN_IDS])} and {len(ids) - SHOWN_IDS} more"


def language_name(code: str) -> str:
    """The English name of a language; the code itself if it has none."""
    try:
        return Locale.parse(code).english_name or code
    except (UnknownLocaleError, ValueError):
        return code


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of them is an error."""
    return any(found.severity == "error" for found in problems)


def counted(problems: Sequence[Problem]) -> str:
    """The count that ends a report: ``3 errors, 1 warning.``"""
    errors = sum(found.severity == "error" for found in problems)
    return f"{_plural(errors, 'error')}, {_plural(len(problems) - errors, 'warning')}."


def printed(problems: Sequence[Problem], *sentences: str) -> str:
    """The whole report as text: problems by file, in the order of lines; then the count and the sentences."""
    lines: list[str] = []
    for file in dict.fromkeys(found.file for found in problems):
        lines.append(printable(file))
        here = sorted((found for found in problems if found.file == file), key=lambda found: found.line or 0)
        width = max(len(str(found.line or "")) for found in here)
        for found in here:
            lines.extend(_lines(found, width))
    lines.append(" ".join((counted(problems), *map(printable, sentences))))
    return "\n".join(lines)


def _lines(found: Problem, width: int) -> list[str]:
    mark = "warning  " if found.severity == "warning" else ""
    told = f"{mark}{found.code}  {found.message}"
    where = f"line {found.line:>{width}}" if found.line else ""
    if not found.path:
        return [f"  {where}  {told}" if where else f"  {told}"]
    if not where:
        return [f"  {found.path}", f"    {told}"]
    return [f"  {where}  {found.path}", f"  {' ' * len(where)}  {told}"]


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
