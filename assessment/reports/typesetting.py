"""Pages and pictures set by typst from values alone: nothing that somebody wrote is read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

import typst

from assessment.core.ports import Say
from assessment.core.questionnaire import Text

Json = dict[str, object]

TEMPLATES = Path(__file__).parent
MARKED = TEMPLATES / "marked.typ"
PICTURE_PPI = 144  # two dots for each of the 1200 × 630 points: sharp on a phone, and 20 cm wide in print

# Signs that the fonts inside typst surely have: Latin, Cyrillic, punctuation, currencies and the box that stands in.
NOT_IN_THE_FONTS = re.compile(r"[^\x20-\x7e\xa0-\u024f\u0400-\u04ff\u2010-\u2027\u20a0-\u20bf\u25a1]")


def pdf(template: Path, say: Say, values: Mapping[str, object], day: date) -> bytes:
    """An accessible PDF (PDF/UA-1) made on `day`, marked as `say` asks for. The same values give the same bytes."""
    given = json.dumps(values, ensure_ascii=False)
    try:
        return _pdf(template, say, given, day)
    except typst.TypstError:
        # PDF/UA forbids a sign that no font has, such as an emoji in a place's name. A box stands in for it.
        return _pdf(template, say, NOT_IN_THE_FONTS.sub("□", given), day)


def picture(template: Path, say: Say, values: Mapping[str, object], ppi: float = PICTURE_PPI) -> bytes:
    """A PNG with so many dots to the inch."""
    return _typeset(template, say, json.dumps(values, ensure_ascii=False), "png", ppi=ppi)


def svg(template: Path, say: Say, values: Mapping[str, object]) -> bytes:
    """The same picture in lines; its letters are drawn, so that it looks alike everywhere."""
    return _typeset(template, say, json.dumps(values, ensure_ascii=False), "svg")


def marked(text: Text, language: str) -> Json:
    """A text of the questionnaire for a reader of `language`, with the language that it is really in."""
    return {"text": text.shown_in(language), "language": text.language}


def _pdf(template: Path, say: Say, given: str, day: date) -> bytes:
    made = datetime.combine(day, time(12), UTC)
    return _typeset(template, say, given, "pdf", standards=["ua-1"], timestamp=made)


def _typeset(
    template: Path,
    say: Say,
    given: str,
    form: Literal["pdf", "png", "svg"],
    ppi: float | None = None,
    standards: Sequence[Literal["ua-1"]] = (),
    timestamp: datetime | None = None,
) -> bytes:
    """The values reach the template as JSON, never as markup. The fonts are those inside the wheel, on any machine."""
    mark = {"template": template.name, "mark": say.mark} if say.mark else {}
    return typst.compile(
        MARKED if mark else template,
        format=form,
        sys_inputs={"given": given, **mark},
        ignore_system_fonts=True,
        ppi=ppi,
        pdf_standards=list(standards),
        timestamp=timestamp,
    )
