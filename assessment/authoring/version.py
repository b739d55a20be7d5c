"""One version of a questionnaire: its folder to a questionnaire, or to all of its problems at once."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.authoring import convert
from assessment.authoring.document import Document, read
from assessment.authoring.files import STRUCTURE
from assessment.authoring.format import QuestionnaireForm, TextsForm
from assessment.authoring.ids import id_problems, ids, reference_problems
from assessment.authoring.lineage import lineage_problems
from assessment.authoring.problems import Problem, has_errors, language_name, problem
from assessment.authoring.relations import folder_problems, relation_problems
from assessment.authoring.shape import fitted
from assessment.authoring.texts import LanguageTexts, language_problems, missing_texts, unequal_lists
from assessment.core.questionnaire import Questionnaire

log = logging.getLogger("assessment.authoring")
_LANGUAGE_FILE = re.compile(r"[a-z]{2,3}\.yaml")


@dataclass(frozen=True)
class Loaded:
    """What became of a version's folder. `questionnaire` is None if there is an error among the problems."""

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    status: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class _TextFile:
    document: Document | None
    form: TextsForm | None
    problems: tuple[Problem, ...]


def load(folder: Path) -> Loaded:
    """A version from its folder `<id>/v<version>`. What nobody foresaw is told as a problem of this version, so that
    it stops neither the check of the others nor the start with an older one."""
    try:
        return _load(folder)
    except Exception as error:
        log.debug("A version could not be loaded", exc_info=True)
        return Loaded(None, (problem("FILE-012", folder.as_posix(), error=type(error).__name__),))


def _load(folder: Path) -> Loaded:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        code = "FILE-004" if folder.is_dir() else "FILE-001"
        return Loaded(None, (problem(code, folder.as_posix(), reason=error.strerror or "unknown reason"),))
    files = {name[:-5]: _text_file(folder / name) for name in names if _LANGUAGE_FILE.fullmatch(name)}
    document, problems = read(folder / STRUCTURE)
    told = (*problems, *_strays(folder, names))
    read_files = tuple((folder / name).as_posix() for name in (STRUCTURE, *(f"{code}.yaml" for code in files)))
    if document is None:
        return Loaded(None, (*told, *_of_files(files)), files=read_files)
    form, problems = fitted(document, QuestionnaireForm)
    told = (
        *told,
        *problems,
        *id_problems(document),
        *reference_problems(document),
        *relation_problems(document),
        *folder_problems(document, folder),
        *lineage_problems(document, folder),
        *_listed_languages(document, folder, files),
        *_of_files(files),
    )
    texts, problems = _texts(document, files)
    told = (*told, *problems)
    status = document.word("status")
    if form is None or has_errors(told):
        return Loaded(None, told, status, read_files)
    reviews = {code: file.form for code, file in files.items() if file.form and code in form.languages}
    found = {code: here.found for code, here in texts.items()}
    return Loaded(convert.questionnaire(form, found, reviews), told, status, read_files)


def _text_file(path: Path) -> _TextFile:
    document, problems = read(path)
    if document is None:
        return _TextFile(None, None, problems)
    form, faults = fitted(document, TextsForm)
    return _TextFile(document, form, (*problems, *faults, *language_problems(document, path)))


def _of_files(files: dict[str, _TextFile]) -> Iterator[Problem]:
    for file in files.values():
        yield from file.problems


def _strays(folder: Path, names: list[str]) -> Iterator[Problem]:
    """YAML files under a name that nothing reads: most often a misspelt one."""
    for name in names:
        path = Path(name)
        if path.suffix.lower() in (".yaml", ".yml") and name != STRUCTURE and not _LANGUAGE_FILE.fullmatch(name):
            remedy = f"Texts are in files such as et.yaml, the structure in {STRUCTURE}; rename or remove it."
            yield problem("FILE-011", (folder / name).as_posix(), name=name, remedy=remedy)


def _listed_languages(document: Document, folder: Path, files: dict[str, _TextFile]) -> Iterator[Problem]:
    """Each listed language has a file, and each file is of a listed language."""
    languages = [code for code in dict.fromkeys(ids(document, "languages")) if _LANGUAGE_FILE.fullmatch(f"{code}.yaml")]
    for language in languages:
        if language not in files:
            words = {"language": language_name(language), "first": language_name(languages[0])}
            place = ("languages", ids(document, "languages").index(language))
            code = "TEXT-008" if language == languages[0] else "TEXT-009"
            yield document.problem(code, place, file=f"{language}.yaml", **words)
    for code in files if languages else ():
        if code not in languages:
            file = (folder / f"{code}.yaml").as_posix()
            yield problem("TEXT-011", file, language=language_name(code), stem=code)


def _texts(document: Document, files: dict[str, _TextFile]) -> tuple[dict[str, LanguageTexts], tuple[Problem, ...]]:
    """The texts of the listed languages, and their problems; nothing while it is in doubt which texts are needed."""
    structure = convert.skeleton(document)
    if structure is None:
        return {}, ()
    texts: dict[str, LanguageTexts] = {}
    problems: list[Problem] = []
    for language in structure.languages:
        file = files.get(language)
        if file is None or file.document is None:
            continue
        here = texts[language] = LanguageTexts(file.document)
        here.read(structure)
        first = structure.first_language
        problems += here.problems
        problems += missing_texts(here, language, first)
        if first in texts and language != first:
            problems += unequal_lists(here, texts[first], first)
    return texts, tuple(problems)
