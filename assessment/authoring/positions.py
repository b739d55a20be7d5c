"""YAML to plain values that remember their line and column.

A subset of YAML 1.2: only `true` and `false` are booleans, `yes` and `no` are text, dates stay text. Tags, anchors
and aliases are refused, so nothing is ever run or expanded. Built on PyYAML's events, which do not recurse, so that
a bomb of brackets meets our limit and not Python's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from assessment.authoring.files import read_text
from assessment.authoring.problems import Problem, problem, quoted
from assessment.authoring.sentences import TAB, sentence

DEEPEST = 20
MOST = 10_000
Plain = str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(
    r"[-+]?(\.[0-9]+|(0|[1-9][0-9]{0,17})(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
# Only an escape can write one: in the file itself it is no UTF-8. Pydantic and every printer would stop at it.
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


@dataclass(frozen=True)
class Scalar:
    """One value. `written` is what stands in the file; `refused` values have a problem of their own already."""

    value: Plain
    written: str
    line: int
    column: int
    refused: bool = False


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int
    refused: bool = False


@dataclass(frozen=True)
class Entry:
    """What stands at a key, and where the key is."""

    line: int
    column: int
    node: Node


@dataclass(frozen=True)
class Block:
    """Keys with values. `repeated` holds the line of each key that is written once more; the first one counts."""

    entries: Mapping[str, Entry]
    line: int
    column: int
    refused: bool = False
    repeated: tuple[tuple[str, int], ...] = ()


Node = Scalar | Items | Block
NOTHING = Scalar(None, "", 1, 1)


def read(path: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    """The content of a file, None if it cannot be read at all, and the problems of its YAML."""
    text = read_text(path)
    if isinstance(text, Problem):
        return None, (text,)
    return parse(text, path.as_posix())


def parse(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The content of a text; `file` is named in the problems."""
    builder = _Builder(text, file)
    try:
        root = builder.document()
    except yaml.MarkedYAMLError as error:
        return None, (*builder.problems, _unreadable(error, file))
    except (ValueError, OverflowError):
        # PyYAML lets two numbers through to Python: the code of an escape ("\\U00110000") and of a %YAML line.
        line = builder.line
        why = "an escape such as \\U00110000 or a %YAML line has an impossible number. Remove it."
        return None, (*builder.problems, problem("YAML-002", file, line, why=why))
    except _LimitError as stop:
        return None, (*builder.problems, problem(stop.code, file, builder.line, limit=stop.limit))
    if root is None or root == Scalar(None, "", root.line, root.column):
        return None, (*builder.problems, problem("YAML-001", file))
    return root, tuple(builder.problems)


def plain(node: Node) -> object:
    """The same without positions: dictionaries, lists and values."""
    if isinstance(node, Block):
        return {key: plain(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return node.value


def described(node: Node) -> str:
    """What an author wrote, in words: ``the number 3``, ``a list``."""
    if isinstance(node, Block):
        return "keys with values"
    if isinstance(node, Items):
        return "a list"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, bool):
        return f"the value {node.written}"
    return quoted(node.written) if isinstance(node.value, str) else f"the number {node.written}"


class _LimitError(Exception):
    def __init__(self, code: str, limit: int) -> None:
        self.code = code
        self.limit = limit


@dataclass
class _Builder:
    text: str
    file: str
    problems: list[Problem] = field(default_factory=list)
    line: int = 1
    values: int = 0

    def document(self) -> Node | None:
        """The first document; a second one is a problem."""
        self.events = self._events()
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root:
                    self._add("YAML-004")
                    break
                root = self._node(next(self.events), 1)
        return root

    def _events(self) -> Iterator[yaml.Event]:
        for event in yaml.parse(self.text, Loader=yaml.SafeLoader):
            self.line = _position(event)[0]
            yield event

    def _add(self, code: str, path: str = "", **words: object) -> None:
        self.problems.append(problem(code, self.file, self.line, path, **words))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line, column = _position(event)
        self.values += 1
        if depth > DEEPEST:
            raise _LimitError("YAML-008", DEEPEST)
        if self.values > MOST:
            raise _LimitError("YAML-009", MOST)
        if isinstance(event, yaml.AliasEvent):
            self._add("YAML-006", shown=f"*{event.anchor}")
            return Scalar(None, "", line, column, refused=True)
        refused = self._refuses(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, refused)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._items(depth)), line, column, refused)
        entries, repeated = self._entries(depth)
        return Block(entries, line, column, refused, repeated)

    def _scalar(self, event: yaml.ScalarEvent, refused: bool) -> Scalar:
        line, column = _position(event)
        half = _SURROGATE.search(event.value)
        if half:
            self._add("YAML-010", shown=ascii(half[0])[1:-1])
            return Scalar(None, _SURROGATE.sub("\ufffd", event.value), line, column, refused=True)
        value = event.value if event.style else _resolved(event.value)
        return Scalar(value, event.value, line, column, refused)

    def _refuses(self, event: yaml.Event) -> bool:
        """Whether the value has a tag or an anchor; its content is still read for further problems."""
        tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
        if tag:
            self._add("YAML-005", shown=tag)
        if anchor:
            self._add("YAML-006", shown=f"&{anchor}")
        return bool(tag or anchor)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> tuple[dict[str, Entry], tuple[tuple[str, int], ...]]:
        entries: dict[str, Entry] = {}
        repeated: list[tuple[str, int]] = []
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            name = self._key(event, depth)
            line, column = _position(event)
            node = self._node(next(self.events), depth + 1)
            if name in entries:
                repeated.append((name, line))
            elif name is not None:
                entries[name] = Entry(line, column, node)
        return entries, tuple(repeated)

    def _key(self, event: yaml.Event, depth: int) -> str | None:
        """The text of a key; None for one that cannot be used, which is a problem."""
        key = self._node(event, depth + 1)
        if key.refused:
            return None
        if not isinstance(key, Scalar):
            self._add("KEY-004", shown=described(key), remedy="Write a word and a colon.")
            return None
        if key.written == "<<":
            self._add("YAML-007")
            return None
        if isinstance(key.value, str):
            return key.written
        decimal = isinstance(key.value, int | float)
        comma = "Write it in quotes; a decimal number has a point, not a comma." if decimal else "Write it in quotes."
        self._add("KEY-004", shown=described(key), remedy=comma)
        return key.written


def _position(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _resolved(written: str) -> Plain:
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.fullmatch(written):
        return int(written)
    if _DECIMAL.fullmatch(written):
        return float(written.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return written


def _unreadable(error: yaml.MarkedYAMLError, file: str) -> Problem:
    line, why = sentence(error)
    code = "YAML-003" if why is TAB else "YAML-002"
    return problem(code, file, line, why=why)
