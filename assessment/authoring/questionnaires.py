"""All questionnaires: which version is in use, and the check of whatever an author points at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from assessment.authoring.files import STRUCTURE, whole
from assessment.authoring.interface import PLACE, check_interface, check_language
from assessment.authoring.places import (
    folders,
    is_version,
    questionnaire_folders,
    unread_at_root,
    unread_beside_versions,
    version_folders,
)
from assessment.authoring.problems import Problem, has_errors, printed, problem
from assessment.authoring.version import Loaded, load
from assessment.core.questionnaire import Questionnaire

ROOT = Path("questionnaires")


@dataclass(frozen=True)
class Report:
    """Problems, and what follows from them in sentences."""

    problems: tuple[Problem, ...]
    sentences: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings may be there."""
        return not has_errors(self.problems)

    def __str__(self) -> str:
        return printed(self.problems, *self.sentences)


@dataclass(frozen=True)
class Library:
    """The version in use of each questionnaire, by the questionnaire's id, and what kept newer ones out."""

    questionnaires: Mapping[str, Questionnaire]
    report: Report


@dataclass(frozen=True)
class _Shelf:
    """The versions of one questionnaire, the newest first."""

    id: str
    versions: tuple[tuple[int, Loaded], ...]

    @property
    def in_use(self) -> int | None:
        """The newest released version without errors."""
        usable = (n for n, loaded in self.versions if loaded.status == "released" and loaded.questionnaire)
        return next(usable, None)

    def sentence(self, alone: bool) -> str:
        """What was not loaded and what is in use; with the questionnaire's id unless it is alone."""
        refused = [n for n, loaded in self.versions if not _is_draft(loaded) and not loaded.questionnaire]
        newer = [n for n in refused if n > (self.in_use or 0)]
        name = "" if alone else f"{self.id}: "
        if not newer:
            return f"{name}Version {self.in_use} is in use." if self.in_use else f"{name}No version is released."
        kept = f"version {self.in_use} stays in use" if self.in_use else "no version is in use"
        told = "Version {} was" if len(newer) == 1 else "Versions {} were"
        return f"{name}{told.format(', '.join(map(str, newer)))} not loaded; {kept}."


def load_released(root: Path = ROOT) -> Library:
    """For each questionnaire the newest released version that loads. Drafts are passed over in silence."""
    shelves = [_shelf(folder, stop_at_usable=True) for folder in questionnaire_folders(root)]
    used = {
        shelf.id: loaded.questionnaire
        for shelf in shelves
        for number, loaded in shelf.versions
        if number == shelf.in_use and loaded.questionnaire
    }
    problems = [found for shelf in shelves for _, one in shelf.versions if not _is_draft(one) for found in one.problems]
    if not shelves:
        problems.append(_nothing_in(root))
    problems += unread_at_root(root)
    return Library(MappingProxyType(used), Report(tuple(problems), _sentences(shelves)))


def check(paths: Sequence[Path] = (ROOT,)) -> Report:
    """Everything that is wrong at these paths: the root, a questionnaire, a version, a file, or interface texts."""
    reports = [_check_path(path) for path in paths]
    problems = dict.fromkeys(found for report in reports for found in report.problems)
    return Report(tuple(problems), tuple(dict.fromkeys(told for report in reports for told in report.sentences)))


def _check_path(path: Path) -> Report:
    file = path.as_posix()
    # os.path and not Path: it says no to names that are too long or hold a NUL, where Path raises.
    if not os.path.exists(path):
        return Report((problem("FILE-001", file),))
    if _is_locales(path):
        return Report(tuple(check_interface(path)))
    if path.is_dir():
        return _check_folder(path)
    here = whole(path)
    if len(here.parents) > 3 and here == here.parents[2] / here.parents[1].name / PLACE:
        return Report(
            tuple(replace(found, file=file) for found in check_language(here.parents[2], here.parents[1].name))
        )
    if not os.path.isfile(path):
        return Report((problem("FILE-015", file),))
    if path.suffix != ".yaml":
        return Report((problem("FILE-009", file),))
    loaded = load(path.parent)
    structured = (path.parent / STRUCTURE).is_file()
    return Report(_of_file(path, loaded.problems) if structured else loaded.problems, _in_use_beside(path.parent))


def _check_folder(path: Path) -> Report:
    if is_version(path):
        return Report(load(path).problems, _in_use_beside(path))
    alone = bool(version_folders(path))
    shelves = [_shelf(folder) for folder in ([path] if alone else questionnaire_folders(path))]
    problems = [found for shelf in shelves for _, loaded in shelf.versions for found in loaded.problems]
    if not shelves:
        problems.append(_nothing_in(path))
    problems += unread_beside_versions(path) if alone else unread_at_root(path)
    return Report(tuple(problems), _sentences(shelves))


def _of_file(path: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of one file, and those of its folder, which kept it from being read."""
    return tuple(found for found in problems if found.file in (path.as_posix(), path.parent.as_posix()))


def _in_use_beside(version: Path) -> tuple[str, ...]:
    """What is in use of the questionnaire that a version's folder belongs to."""
    folder = whole(version).parent
    return _sentences([_shelf(folder)]) if version_folders(folder) else ()


def _shelf(folder: Path, stop_at_usable: bool = False) -> _Shelf:
    versions: list[tuple[int, Loaded]] = []
    for number, version in version_folders(folder):
        versions.append((number, load(version)))
        shelf = _Shelf(whole(folder).name, tuple(versions))
        if stop_at_usable and shelf.in_use:
            break
    return _Shelf(whole(folder).name, tuple(versions))


def _sentences(shelves: Sequence[_Shelf]) -> tuple[str, ...]:
    return tuple(shelf.sentence(alone=len(shelves) == 1) for shelf in shelves)


def _is_draft(loaded: Loaded) -> bool:
    return loaded.status == "draft"


def _nothing_in(path: Path) -> Problem:
    return problem("FILE-008" if path.is_dir() else "FILE-001", path.as_posix())


def _is_locales(path: Path) -> bool:
    return any(os.path.isdir(inner / "LC_MESSAGES") for inner in folders(path))
