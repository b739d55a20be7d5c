"""Bytes on disk to text: whatever stands in a file's place, the outcome is a text or a problem."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from assessment.authoring.problems import Problem, problem

# The file in a version's folder that makes it one.
STRUCTURE = "questionnaire.yaml"
LARGEST = 1024 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What YAML itself forbids, raw, in a file; tab and line ends are fine.
_INVISIBLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def whole(path: Path) -> Path:
    """The whole path, so that it has a name and parents; links are kept, for a version may be linked into its place."""
    return Path(os.path.abspath(path))


def read_text(path: Path) -> str | Problem:
    """The text of a file, without a byte order mark."""
    file = path.as_posix()
    try:
        if path.is_dir():
            return problem("FILE-002", file)
        # A pipe or a device would be read for ever, so only regular files are opened.
        if not path.is_file():
            return problem("FILE-015" if path.exists() else "FILE-001", file)
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        return problem("FILE-004", file, reason=error.strerror or "unknown reason")
    if len(content) > LARGEST:
        return problem("FILE-003", file, limit=LARGEST // 1024)
    return _decoded(content, file)


def _decoded(content: bytes, file: str) -> str | Problem:
    if content.startswith(_UTF16):
        return problem("FILE-006", file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return problem("FILE-005", file, content.count(b"\n", 0, error.start) + 1)
    found = _INVISIBLE.search(text)
    if found:
        return problem("FILE-007", file, text.count("\n", 0, found.start()) + 1, shown=f"U+{ord(found[0]):04X}")
    return text
