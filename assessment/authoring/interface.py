"""The texts of the interface: every language against the first one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter

from babel.messages.plurals import get_plural

from assessment.authoring.files import read_text
from assessment.authoring.header import header_problems, is_language
from assessment.authoring.places import folders
from assessment.authoring.po import Catalogue, Entry, parse
from assessment.authoring.problems import Problem, language_name, listed, problem, quoted

FIRST = "et"
PLACE = Path("LC_MESSAGES") / "messages.po"


def check_interface(locales: Path, first: str = FIRST) -> list[Problem]:
    """The problems of all `<language>/LC_MESSAGES/messages.po`; what the first language lacks is an error."""
    problems = list(_unread_folders(locales))
    catalogues: dict[str, Catalogue] = {}
    languages = _languages(locales, first)
    for language in languages:
        path = locales / language / PLACE
        text = read_text(path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        catalogue = catalogues[language] = parse(text, path.as_posix())
        problems += catalogue.problems or header_problems(catalogue, text, language)
        problems += _entries(catalogue, language, first)
    for language, catalogue in catalogues.items():
        problems += _missing(catalogue, catalogues, language, first)
        if language != first and first in catalogues:
            problems += _differences(catalogue, catalogues[first], first)
    return problems


def check_language(locales: Path, language: str) -> list[Problem]:
    """Of those problems the ones of one language's folder and file."""
    places = ((locales / language).as_posix(), (locales / language / PLACE).as_posix())
    return [found for found in check_interface(locales) if found.file in places]


def _languages(locales: Path, first: str) -> list[str]:
    """The languages that have a folder; the first one in any case, so that its absence is told."""
    found = {path.name for path in folders(locales) if is_language(path.name)}
    return [first, *sorted(found - {first})]


def _unread_folders(locales: Path) -> Iterator[Problem]:
    for path in folders(locales):
        if not is_language(path.name):
            yield problem("PO-012", path.as_posix(), name=path.name)


def _entries(catalogue: Catalogue, language: str, first_language: str) -> Iterator[Problem]:
    """What is wrong within one file."""
    needed = get_plural(language).num_plurals
    first: dict[tuple[str, str], int] = {}
    for entry in catalogue.entries:
        if (entry.context, entry.id) in first:
            line = first[entry.context, entry.id]
            yield problem("PO-007", catalogue.file, entry.line, entry.id, id=entry.id, first=line)
        first.setdefault((entry.context, entry.id), entry.line)
        if entry.fuzzy:
            code = "PO-014" if language == first_language else "PO-004"
            yield problem(code, catalogue.file, entry.line, entry.id)
        forms = sorted(entry.forms)
        if entry.plural is not None and forms != list(range(needed)):
            words = {"count": len(forms), "language": language_name(language), "needed": needed, "last": needed - 1}
            yield problem("PO-006", catalogue.file, entry.line, entry.id, **words)
        for form in entry.forms.values():
            if _placeholders(form) is None:
                yield problem("PO-008", catalogue.file, entry.line, entry.id, shown=quoted(form))


def _missing(catalogue: Catalogue, catalogues: Mapping[str, Catalogue], language: str, first: str) -> Iterator[Problem]:
    """Texts without words, and texts that only other languages have; all in one problem."""
    here = {entry.id for entry in catalogue.entries if not entry.empty}
    known = dict.fromkeys(entry.id for other in catalogues.values() for entry in other.entries)
    missing = [id_ for id_ in known if id_ not in here]
    if missing:
        yield problem(
            "PO-002" if language == first else "PO-003",
            catalogue.file,
            count=len(missing) if len(missing) > 1 else "1",
            have="texts have" if len(missing) > 1 else "text has",
            language=language_name(language),
            first=language_name(first),
            ids=listed(missing),
        )


def _differences(catalogue: Catalogue, first: Catalogue, first_language: str) -> Iterator[Problem]:
    """Placeholders and plural forms that are not those of the first language."""
    originals = {(entry.context, entry.id): entry for entry in first.entries}
    name = language_name(first_language)
    for entry in catalogue.entries:
        original = originals.get((entry.context, entry.id))
        if original is None or entry.empty or original.empty:
            continue
        here, there = _all_placeholders(entry), _all_placeholders(original)
        if here is not None and there is not None and here != there:
            words = {"here": _braced(here), "there": _braced(there), "language": name}
            yield problem("PO-005", catalogue.file, entry.line, entry.id, **words)
        if (entry.plural is None) != (original.plural is None):
            yield problem("PO-009", catalogue.file, entry.line, entry.id, id=entry.id, language=name)


def _placeholders(text: str) -> set[str] | None:
    """The names in braces; None if the braces do not match, or hold anything but a name."""
    try:
        parts = [(literal, name) for literal, name, _, _ in Formatter().parse(text)]
    except ValueError:
        return None
    names = {name for _, name in parts if name is not None}
    doubled = ((literal.replace("{", "{{").replace("}", "}}"), name) for literal, name in parts)
    rebuilt = "".join(literal if name is None else f"{literal}{{{name}}}" for literal, name in doubled)
    return names if rebuilt == text and all(map(str.isidentifier, names)) else None


def _all_placeholders(entry: Entry) -> set[str] | None:
    """Those of all forms together: a singular such as 'one answer' may do without the number."""
    found: set[str] = set()
    for form in entry.forms.values():
        names = _placeholders(form)
        if names is None:
            return None
        found |= names
    return found


def _braced(names: Sequence[str] | set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
