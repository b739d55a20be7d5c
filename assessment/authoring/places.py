"""Where versions lie, `<id>/v<n>`, and what lies beside them and is never read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from assessment.authoring.files import STRUCTURE, whole
from assessment.authoring.problems import Problem, problem

VERSION = re.compile(r"v([1-9][0-9]{0,3})")
# Of the names that look like a version's, those of files and of links into nothing are told.
_ALMOST = re.compile(r"[vV][0-9].*", re.DOTALL)
# Made by those who release versions, not by authors.
_AT_ROOT = ("released.yaml",)


def folders(path: Path) -> list[Path]:
    """The folders in a folder, by name; hidden ones are not ours."""
    return [inner for inner in _entries(path) if os.path.isdir(inner)]


def version_folders(folder: Path) -> list[tuple[int, Path]]:
    """The versions of a questionnaire, the newest first."""
    named = [(VERSION.fullmatch(path.name), path) for path in folders(folder)]
    return sorted(((int(match[1]), path) for match, path in named if match), reverse=True)


def questionnaire_folders(root: Path) -> list[Path]:
    """The folders below the root that hold versions."""
    return [folder for folder in folders(root) if version_folders(folder)]


def unread_at_root(root: Path) -> Iterator[Problem]:
    """What no version is read from: folders without one, files in the wrong place, and what lies beside versions."""
    if not questionnaire_folders(root):
        # Somebody pointed at a folder of other things: only what looks like a version is told.
        for folder in (root, *folders(root)):
            yield from _no_versions(folder, STRUCTURE)
        return
    yield from _unread_files(root, _AT_ROOT, "Put it into a version's folder, such as <id>/v1, or remove it.")
    for folder in folders(root):
        if not version_folders(folder):
            yield problem("FILE-013", folder.as_posix(), name=folder.name)
        yield from unread_beside_versions(folder)


def unread_beside_versions(folder: Path) -> Iterator[Problem]:
    """What lies in a questionnaire's folder and is no version."""
    yield from _no_versions(folder)
    yield from _unread_files(folder, (), "Put it into a version's folder, such as v1, or remove it.")


def _no_versions(folder: Path, holding: str = "") -> Iterator[Problem]:
    """Folders and names that could be meant as versions; of the folders those that hold a certain file."""
    for path in _entries(folder):
        if os.path.isdir(path):
            if not VERSION.fullmatch(path.name) and os.path.lexists(path / holding):
                yield problem("FILE-010", path.as_posix(), name=path.name)
        elif _ALMOST.fullmatch(path.name):
            yield problem("FILE-014", path.as_posix(), name=path.name)


def _unread_files(folder: Path, known: tuple[str, ...], remedy: str) -> Iterator[Problem]:
    for path in _entries(folder):
        if path.suffix.lower() in (".yaml", ".yml") and path.name not in known and os.path.isfile(path):
            yield problem("FILE-011", path.as_posix(), name=path.name, remedy=remedy)


def is_version(path: Path) -> bool:
    """Whether a folder is meant as a version: by its name, or because a structure lies in it and no version below."""
    if VERSION.fullmatch(whole(path).name):
        return True
    structured = os.path.lexists(path / STRUCTURE)
    return structured and not version_folders(path) and not questionnaire_folders(path)


def _entries(path: Path) -> list[Path]:
    try:
        return sorted(inner for inner in path.iterdir() if not inner.name.startswith((".", "__")))
    except OSError:
        return []
