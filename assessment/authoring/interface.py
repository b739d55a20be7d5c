"""The texts of the interface: every language against the first one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter

from babel.core import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po

from assessment.authoring.files import read_text
from assessment.authoring.po import Catalogue, Entry, parse
from assessment.authoring.problems import Problem, language_name, listed, problem, quoted

FIRST = "et"
PLACE = Path("LC_MESSAGES") / "messages.po"


def check_interface(locales: Path, first: str = FIRST) -> list[Problem]:
    """The problems of all `<language>/LC_MESSAGES/messages.po`; what the first language lacks is an error."""
    problems: list[Problem] = []
    catalogues: dict[str, Catalogue] = {}
    for language in _languages(locales, first):
        path = locales / language / PLACE
        text = read_text(path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        catalogue = catalogues[language] = parse(text, path.as_posix())
        problems += catalogue.problems or _header(catalogue, text, language)
        problems += _entries(catalogue, language)
    for language, catalogue in catalogues.items():
        problems += _missing(catalogue, catalogues, language, first)
        if language != first and first in catalogues:
            problems += _differences(catalogue, catalogues[first], first)
    return problems


def _languages(locales: Path, first: str) -> list[str]:
    """The languages that have a folder; the first one in any case, so that its absence is told."""
    try:
        found = {path.name for path in locales.iterdir() if (path / "LC_MESSAGES").is_dir() and _known(path.name)}
    except OSError:
        found = set()
    return [first, *sorted(found - {first})]


def _known(language: str) -> bool:
    try:
        return bool(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return False


def _header(catalogue: Catalogue, text: str, language: str) -> list[Problem]:
    """The lines above the first text: gettext reads the encoding and the plural rule there, and Babel the dates."""
    told: list[str] = []
    plural = get_plural(language)
    if "charset=utf-8" not in catalogue.header.lower():
        told.append("Content-Type: text/plain; charset=UTF-8")
    if f"nplurals={plural.num_plurals};" not in catalogue.header.replace(" ", ""):
        told.append(f"Plural-Forms: {plural.plural_forms}")
    if told:
        return [problem("PO-010", catalogue.file, 1, header=line) for line in told]
    try:
        read_po(text.splitlines(), locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        return [problem("PO-001", catalogue.file, why=f"Babel cannot read the file: {error}")]
    return []


def _entries(catalogue: Catalogue, language: str) -> Iterator[Problem]:
    """What is wrong within one file."""
    needed = get_plural(language).num_plurals
    first: dict[tuple[str, str], int] = {}
    for entry in catalogue.entries:
        if (entry.context, entry.id) in first:
            line = first[entry.context, entry.id]
            yield problem("PO-007", catalogue.file, entry.line, entry.id, id=entry.id, first=line)
        first.setdefault((entry.context, entry.id), entry.line)
        if entry.fuzzy:
            yield problem("PO-004", catalogue.file, entry.line, entry.id)
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
    """The names in braces; None if the braces do not match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


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
