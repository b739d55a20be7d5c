"""Texts of the questionnaire as HTML, each in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from assessment.core.questionnaire import Text
from assessment.ui.context import Visit


def name(visit: Visit, d: int) -> str:
    """The name of a domain."""
    return escape(visit.text(f"domains.{visit.questionnaire.domain_ids[d]}.name"))


def names(visit: Visit, domains: Iterable[int]) -> str:
    """The names of domains as a list in a sentence; not HTML."""
    # Semicolons: a name such as "Leadership and succession" is a list of its own.
    return "; ".join(visit.text(f"domains.{visit.questionnaire.domain_ids[d]}.name") for d in domains)


def anchor(visit: Visit, d: int, level: int) -> str:
    """The description of a level of a domain."""
    q = visit.questionnaire
    return marked(visit, q.text(f"domains.{q.domain_ids[d]}.levels.{q.phase_ids[level]}", visit.language))


def anchor_text(visit: Visit, d: int, level: int) -> str:
    """The description of a level of a domain; not HTML."""
    q = visit.questionnaire
    return visit.text(f"domains.{q.domain_ids[d]}.levels.{q.phase_ids[level]}")


# Only what would begin a mark: screen readers are given a group's name as it is written, strokes and all.
_MARKS = re.compile(r"([\\`*_\[\]<>$~]|:(?=[a-z0-9_+-]+[:\[]))")


def as_label(text: str) -> str:
    """A text for the label of a widget, which reads Markdown: nothing in the text is taken for a mark."""
    return _MARKS.sub(r"\\\1", text)


def paragraph(visit: Visit, id_: str) -> str:
    """A text as a paragraph."""
    return f"<p>{marked(visit, visit.questionnaire.text(id_, visit.language))}</p>"


def listed(visit: Visit, id_: str, most: int | None = None, tag: str = "ul") -> str:
    """A list of texts, all of it or the first `most`."""
    texts = visit.questionnaire.items(id_, visit.language)[:most]
    return f"<{tag}>{''.join(f'<li>{marked(visit, text)}</li>' for text in texts)}</{tag}>"


def marked(visit: Visit, text: Text) -> str:
    """A text that says its language, and shows it if it is not the visitor's."""
    return f'<span lang="{text.language}">{escape(text.shown_in(visit.language))}</span>'


def section(title: str, body: str, kind: str = "") -> str:
    """A section with its heading; both are HTML."""
    opening = f'<section class="{kind}">' if kind else "<section>"
    return f"{opening}<h2>{title}</h2>{body}</section>"
