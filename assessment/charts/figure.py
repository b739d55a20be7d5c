"""What the charts of a round share: their frame, names in the right language, tables, and words for what is hidden.

A chart is HTML for the words, which wrap as they need, with small SVGs for what is drawn. Nothing in it is styled where
it stands: shapes take their colours from attributes and `currentColor`, the rest is in `charts.css`. So it may stand
in a page that allows no inline style, and in both themes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.suppression import FEW, KNOWN, NOT_DETAILED, NOT_SHARED, OPEN, Suppressed

# For both surfaces that show the charts: they put it behind their own style.
STYLE = Path(__file__).parent / "charts.css"

# Why a whole chart is not shown, and why a part of it is not.
_WHOLE, _PART = (FEW, OPEN, NOT_SHARED), (FEW, KNOWN, NOT_DETAILED)


def chart(kind: str, label: str, body: str) -> str:
    """A chart with its name. `kind` is its class."""
    return f'<div class="kp-chart kp-{kind}" role="group" aria-label="{escape(label)}">{body}</div>'


def picture(kind: str, width: float, height: float, label: str, told: str, shapes: str) -> str:
    """An SVG that is one picture to a screen reader: its name, and what is seen in it."""
    return (
        f'<svg class="kp-{kind}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(f"{label}. {told}" if told else label)}">{shapes}</svg>'
    )


def named(questionnaire: Questionnaire, say: Say, id_: str) -> str:
    """A text of the questionnaire as HTML, which says its language if it is not the reader's."""
    text = questionnaire.text(id_, say.language)
    shown = " ".join(escape(text.shown_in(say.language)).split())
    return shown if text.language == say.language else f'<span lang="{text.language}">{shown}</span>'


def plain(questionnaire: Questionnaire, say: Say, id_: str) -> str:
    """The same without markup: for a label, or for lines of an SVG."""
    return questionnaire.text(id_, say.language).shown_in(say.language)


def phase_words(questionnaire: Questionnaire, say: Say, level: int) -> str:
    """A level as it is named: its digit and its phase."""
    return say(
        "chart.level", level=level, phase=plain(questionnaire, say, f"phases.{questionnaire.phase_ids[level]}.name")
    )


def paragraph(words: str, kind: str = "said") -> str:
    """A sentence below or beside a picture."""
    return f'<p class="kp-{kind}">{escape(words)}</p>' if words else ""


def table(say: Say, caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same as a table that opens: `head` and `rows` are HTML, the first cell of a row names it."""
    columns = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    # In a region of its own: on a narrow phone long words make the table scroll, for the keyboard too.
    return (
        f"<details><summary>{escape(say('result.table'))}</summary>"
        f'<div class="kp-scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="kp-table"><caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></details>"
    )


def why_none(say: Say, hidden: Suppressed) -> str:
    """Why there is no chart."""
    return say(f"chart.none.{hidden.reason}") if hidden.reason in _WHOLE else say("chart.none.other")


def why_hidden(say: Say, hidden: Suppressed) -> str:
    """Why a part of a chart is not there."""
    return say(f"chart.hidden.{hidden.reason}") if hidden.reason in _PART else say("chart.hidden.other")
