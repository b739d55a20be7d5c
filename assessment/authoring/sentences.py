"""What PyYAML says of broken YAML, in an author's words."""

from __future__ import annotations

import yaml

TAB = "a tab"
_OTHERWISE = "this cannot be read. Look here and in the line above for a missing quote, colon, comma or space."
# Pairs of a piece of PyYAML's message (its context, then its problem) and the sentence; the first that fits is told.
_SENTENCES = (
    ("character '\\t' that cannot start", TAB),
    ("that cannot start any token", "a text cannot begin with this sign. Put the text in quotes."),
    ("mapping values are not allowed", "a colon inside a text, or too many spaces. Quote the text, or align the line."),
    ("could not find expected ':'", "the key has no colon. Write 'key: value'."),
    ("found unexpected end of stream", "a quotation mark is opened here and never closed. Close it."),
    ("found unexpected document separator", "a quotation mark is opened here and never closed. Close it."),
    ("flow sequence", "a list that opens with '[' here is not closed, or lacks a comma. Check both."),
    ("flow mapping", "a group that opens with '{' here is not closed, or lacks a comma. Check both."),
    ("double-quoted scalar", "a backslash in double quotes begins an escape. Write the text in single quotes."),
    ("sequence entries are not allowed", "a list cannot begin here. Begin it on a line of its own, or quote the text."),
    ("an alias", "a text cannot begin with '*'. Put the text in quotes."),
    ("an anchor", "a text cannot begin with '&'. Put the text in quotes."),
    ("a tag", "a text cannot begin with '!'. Put the text in quotes."),
    ("found undefined tag handle", "a text cannot begin with '!'. Put the text in quotes."),
    ("directive", "a line cannot begin with '%'. Put the text in quotes."),
    ("block scalar", "after '|' or '>' the text begins on the next line. Move it there."),
    ("but found '<scalar>'", "words follow a closing quotation mark. Inside single quotes write '' for an apostrophe."),
    ("expected <block end>", "the line does not fit those above it. Align it with the line that it belongs to."),
    ("node content", "a bracket or comma has nothing before it. Remove it, or put the text in quotes."),
)  # fmt: skip
_OPENINGS = ("quoted scalar", "flow sequence", "flow mapping")


def sentence(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The line to look at and what is wrong there: for a bracket or quote that stays open, where it opens."""
    told = f"{error.context or ''}: {error.problem or ''}"
    opened = error.context_mark if any(piece in (error.context or "") for piece in _OPENINGS) else None
    mark = opened or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    return line, next((words for piece, words in _SENTENCES if piece in told), _OTHERWISE)
