"""A file of an author as read: what stands where, by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.authoring import positions
from assessment.authoring.positions import NOTHING, Block, Items, Node, Scalar
from assessment.authoring.problems import Problem, problem

Location = tuple[str | int, ...]
SEPARATOR = " › "


@dataclass(frozen=True)
class Document:
    """A file: its name as told to the author and its content. The path of a place names ids, not positions."""

    file: str
    root: Node

    def at(self, *location: str | int) -> Node:
        """What stands at a place; NOTHING where nothing stands."""
        node: Node = self.root
        for step in location:
            found = _step(node, step)
            if found is None:
                return NOTHING
            node = found[0]
        return node

    def items(self, *location: str | int) -> tuple[Node, ...]:
        """The items of a list; none if there is no list."""
        node = self.at(*location)
        return node.items if isinstance(node, Items) else ()

    def key_names(self, *location: str | int) -> tuple[str, ...]:
        """The keys of a block; none if there is no block."""
        node = self.at(*location)
        return tuple(node.entries) if isinstance(node, Block) else ()

    def word(self, *location: str | int) -> str:
        """The text of a place; empty where there is none."""
        node = self.at(*location)
        return node.value if isinstance(node, Scalar) and isinstance(node.value, str) else ""

    def refused(self, location: Location) -> bool:
        """Whether the reader has already told a problem of this place or of one around it."""
        return any(self.at(*location[:length]).refused for length in range(len(location) + 1))

    def problem(self, code: str, location: Location = (), /, **words: object) -> Problem:
        """A problem at a place; one of the whole file has no line."""
        line, path = self._place(location) if location else (None, "")
        return problem(code, self.file, line, path, **words)

    def line(self, location: Location) -> int:
        """The line of a place, or of the nearest place around it."""
        return self._place(location)[0]

    def _place(self, location: Location) -> tuple[int, str]:
        node: Node | None = self.root
        line = self.root.line
        names: list[str] = []
        for step in location:
            found = _step(node, step) if node else None
            node = None
            if found:
                node, line = found
            _name(names, step, node)
        return line, SEPARATOR.join(names)


def read(path: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """A file, None if it cannot be read at all, and the problems of its YAML."""
    root, problems = positions.read(path)
    if root is None:
        return None, problems
    document = Document(path.as_posix(), root)
    if not isinstance(root, Block):
        return None, (*problems, document.problem("TYPE-006", (), shown=positions.described(root)))
    return document, (*problems, *_repeated(document, (), root))


def _repeated(document: Document, location: Location, node: Node) -> Iterator[Problem]:
    """Keys that are written twice."""
    if isinstance(node, Items):
        for index, item in enumerate(node.items):
            yield from _repeated(document, (*location, index), item)
    elif isinstance(node, Block):
        for key, line in node.repeated:
            first = node.entries[key].line
            yield replace(document.problem("KEY-003", (*location, key), key=key, first=first), line=line)
        for key, entry in node.entries.items():
            yield from _repeated(document, (*location, key), entry.node)


def _step(node: Node, step: str | int) -> tuple[Node, int] | None:
    if isinstance(node, Block) and isinstance(step, str):
        entry = node.entries.get(step)
        return (entry.node, entry.line) if entry else None
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step], node.items[step].line
    return None


def _name(names: list[str], step: str | int, node: Node | None) -> None:
    """Add a step to a path: an item of a list takes its id, which stands for the name of the list as well."""
    if isinstance(step, str):
        names.append(step)
        return
    entries: Mapping[str, positions.Entry] = node.entries if isinstance(node, Block) else {}
    id_ = entries["id"].node if "id" in entries else node
    if isinstance(id_, Scalar) and id_.written:
        if id_ is not node and names:
            names.pop()
        names.append(id_.written[:60])
    else:
        names.append(f"item {step + 1}")
