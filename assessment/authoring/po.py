"""The .po files of the interface, entry by entry with lines: a strict reading of what gettext's tools write."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assessment.authoring.problems import Problem, problem
from assessment.authoring.signs import is_blank

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9]{1,2})\])?) +(".*")')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass
class Entry:
    """A text of the interface: its id and its forms, by number; one form, 0, if it has no plural."""

    line: int
    id: str = ""
    plural: str | None = None
    context: str = ""
    forms: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def empty(self) -> bool:
        """Whether a form is missing its words."""
        return not self.forms or any(map(is_blank, self.forms.values()))


@dataclass
class Catalogue:
    """The entries of a file in order, the header left out; and what cannot be read."""

    file: str
    header: str = ""
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str, file: str) -> Catalogue:
    """The entries of a .po file. Lines that cannot be read are problems; the rest is read."""
    reader = _Reader(Catalogue(file))
    for number, line in enumerate(text.splitlines(), start=1):
        reader.line(number, line.strip())
    reader.finish()
    return reader.catalogue


@dataclass
class _Reader:
    catalogue: Catalogue
    entry: Entry | None = None
    context: str = ""
    place: str = ""
    fuzzy: bool = False

    def line(self, number: int, line: str) -> None:
        """Take in one line."""
        if not line:
            return
        if line.startswith("#"):
            self._comment(line)
            return
        keyword = _KEYWORD.fullmatch(line)
        string = _STRING.fullmatch(keyword[3] if keyword else line)
        if string is None or not (keyword or self.place):
            self._add(number, 'this is not a line of a .po file. Write msgid or msgstr and the text in "quotes".')
        elif keyword:
            self._keyword(number, keyword[1], int(keyword[2] or 0), _unescaped(string[1]))
        else:
            self._continue(_unescaped(string[1]))

    def finish(self) -> None:
        """End the entry that is open. The header, whose id is empty, is no text."""
        if self.entry and (self.entry.id or self.entry.context):
            self.catalogue.entries.append(self.entry)
        elif self.entry:
            self.catalogue.header = self.entry.forms.get(0, "")
        self.entry = None
        self.place = ""

    def _comment(self, line: str) -> None:
        if self.entry and self.entry.forms:
            self.finish()
        if line.startswith("#,") and "fuzzy" in re.split(r"[,\s]+", line):
            self.fuzzy = True

    def _keyword(self, number: int, keyword: str, form: int, text: str) -> None:
        if keyword in ("msgctxt", "msgid") and not (keyword == "msgid" and self.place == "context"):
            self.finish()
        if keyword == "msgctxt":
            self.context, self.place = text, "context"
        elif keyword == "msgid":
            self.entry = Entry(number, text, context=self.context, fuzzy=self.fuzzy)
            self.context, self.place, self.fuzzy = "", "id", False
        elif self.entry is None:
            self._add(number, f"{keyword} stands without a msgid. Write the msgid above it.")
        elif keyword == "msgid_plural":
            self.entry.plural, self.place = text, "plural"
        elif form in self.entry.forms:
            self._add(number, f"{keyword} is written twice for one msgid. Keep one.")
        else:
            self.entry.forms[form] = text
            self.place = str(form)

    def _continue(self, text: str) -> None:
        if self.place == "context":
            self.context += text
        elif self.entry and self.place == "id":
            self.entry.id += text
        elif self.entry and self.place == "plural":
            self.entry.plural = (self.entry.plural or "") + text
        elif self.entry:
            self.entry.forms[int(self.place)] += text

    def _add(self, number: int, why: str) -> None:
        self.catalogue.problems.append(problem("PO-001", self.catalogue.file, number, why=why))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text)
