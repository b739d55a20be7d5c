"""The texts of a language against the texts that the structure needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assessment.authoring.document import Document, Location
from assessment.authoring.positions import Block, Items, Node, Scalar, described
from assessment.authoring.problems import Problem, language_name, listed, nearest, quoted
from assessment.authoring.signs import is_blank
from assessment.core.questionnaire import Questionnaire, TextSlot, TextValue

LONGEST = 4000
FIXED = ("language", "review")
# Controls, and the marks that turn the direction of writing: none of them can be seen.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ANCHOR = re.compile(r"domains\.(\w+)\.levels\.(\w+)")

Tree = dict[str, "TextSlot | Tree"]


@dataclass
class LanguageTexts:
    """What a text file holds: usable texts by id, ids without a text, and the problems found on the way."""

    document: Document
    found: dict[str, TextValue] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, structure: Questionnaire) -> None:
        """Go through the file beside the tree of needed texts."""
        tree = slot_tree(structure.text_slots())
        root = self.document.root
        entries = {key: entry.node for key, entry in root.entries.items()} if isinstance(root, Block) else {}
        self._block(tree, {key: node for key, node in entries.items() if key not in FIXED}, ())

    def _block(self, tree: Tree, nodes: Mapping[str, Node], place: Location) -> None:
        absent = [key for key in tree if key not in nodes]
        for key in nodes:
            if key not in tree:
                meant = nearest(key, absent)
                absent = [other for other in absent if other != meant]
                self._unknown((*place, key), meant, tuple(tree))
        for key, branch in tree.items():
            here = (*place, key)
            if key in absent:
                self.missing.extend(_leaves(branch, here))
            elif key in nodes:
                self._branch(branch, nodes[key], here)

    def _branch(self, branch: TextSlot | Tree, node: Node, place: Location) -> None:
        if node.refused:
            return
        empty = isinstance(node, Scalar) and is_blank(node.written)
        if isinstance(branch, TextSlot):
            self._slot(branch, node, place)
        elif isinstance(node, Block):
            self._block(branch, {key: entry.node for key, entry in node.entries.items()}, place)
        elif empty:
            self.missing.extend(_leaves(branch, place))
        else:
            self._add("TYPE-006", place, shown=described(node))

    def _slot(self, slot: TextSlot, node: Node, place: Location) -> None:
        if _is_empty(node):
            self.missing.append(slot.id)
        elif slot.many and isinstance(node, Items):
            items = [self._text(item, (*place, index)) for index, item in enumerate(node.items)]
            self.found[slot.id] = tuple(item for item in items if item is not None)
        elif not slot.many and isinstance(node, Scalar):
            self.found[slot.id] = self._text(node, place) or ""
        else:
            self._add("TEXT-005" if slot.many else "TEXT-006", place, shown=described(node))

    def _text(self, node: Node, place: Location) -> str | None:
        """A text without white space around it; None, and a problem, if it is not one that can be shown."""
        if node.refused:
            return None
        if not isinstance(node, Scalar) or _is_empty(node):
            self._add("TEXT-006", place, shown=described(node))
            return None
        text = node.written.strip()
        invisible = _INVISIBLE.search(text)
        if invisible:
            self._add("TEXT-012", place, shown=f"U+{ord(invisible[0]):04X}")
        if len(text) > LONGEST:
            self._add("TEXT-013", place, length=len(text), limit=LONGEST)
        return text

    def _unknown(self, place: Location, meant: str, known: Sequence[str]) -> None:
        remedy = f"Did you mean '{meant}'?" if meant else f"Known here: {listed(known)}."
        self._add("TEXT-004", place, id=".".join(map(str, place)), remedy=remedy)

    def _add(self, code: str, place: Location, **words: object) -> None:
        self.problems.append(self.document.problem(code, place, **words))


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.value is None or is_blank(node.written)
    return isinstance(node, Items) and not node.items


def slot_tree(slots: Sequence[TextSlot]) -> Tree:
    """The needed texts as the tree that a text file is."""
    tree: Tree = {}
    for slot in slots:
        *around, leaf = slot.id.split(".")
        branch = tree
        for step in around:
            deeper = branch.setdefault(step, {})
            if isinstance(deeper, TextSlot):
                raise TypeError(f"the text {slot.id} lies below the text {deeper.id}")
            branch = deeper
        branch[leaf] = slot
    return tree


def _leaves(branch: TextSlot | Tree, place: Location) -> Iterator[str]:
    if isinstance(branch, TextSlot):
        yield branch.id
        return
    for key, deeper in branch.items():
        yield from _leaves(deeper, (*place, key))


def missing_texts(texts: LanguageTexts, language: str, first: str) -> Iterator[Problem]:
    """Texts that are not there: an error in the first language, a warning in the others."""
    name = language_name(language)
    missing = texts.missing
    if language == first:
        levels: dict[str, list[str]] = {}
        for anchor in filter(None, map(_ANCHOR.fullmatch, missing)):
            levels.setdefault(anchor[1], []).append(anchor[2])
        for domain, lacking in levels.items():
            word = "level" if len(lacking) == 1 else "levels"
            told = f"the {word} {', '.join(map(quoted, lacking))}"
            yield texts.document.problem("TEXT-003", domain=domain, levels=told, language=name)
        missing = [id_ for id_ in missing if not _ANCHOR.fullmatch(id_)]
    if missing:
        yield texts.document.problem(
            "TEXT-001" if language == first else "TEXT-002",
            count=len(missing) if len(missing) > 1 else "1",
            have="texts have" if len(missing) > 1 else "text has",
            language=name,
            first=language_name(first),
            ids=listed(missing),
        )


def unequal_lists(texts: LanguageTexts, first: LanguageTexts, first_language: str) -> Iterator[Problem]:
    """Lists that are longer or shorter than in the first language: an item may have been forgotten."""
    for id_, value in texts.found.items():
        other = first.found.get(id_)
        if isinstance(value, tuple) and isinstance(other, tuple) and len(value) != len(other):
            counts = {"count": _items(len(value)), "other": _items(len(other))}
            place = tuple(id_.split("."))
            yield texts.document.problem("TEXT-007", place, language=language_name(first_language), **counts)


def _items(count: int) -> str:
    return f"{count} item" if count == 1 else f"{count} items"


def language_problems(document: Document, path: Path) -> Iterator[Problem]:
    """The line `language:` must be the name of the file."""
    written = document.word("language")
    if written and written != path.stem:
        yield document.problem("TEXT-010", ("language",), written=written, stem=path.stem)
