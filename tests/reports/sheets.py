"""A round to print sheets of, and how sheets are read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

from pypdf import PdfReader

from assessment.authoring.version import load
from assessment.core.area import Area
from assessment.core.round import Round
from assessment.i18n.texts import languages
from assessment.settings import ROOT

Q = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
LANGUAGES = [language for language in languages() if language in Q.languages]
ADDRESS, CODE = "https://kogukonnapeegel.ee/a/KMPX-4TRA", "KMPX-4TRA"
LONG_ADDRESS = "https://kogukonnad.vastse-kuuste-ja-polva-vald.example.ee/peegel/a/KMPX-4TRA"
LONG_NAME = (
    "Suure-Jaani ümbruse külade ja Võõrasmäe–Järveääre kandi kogukonnad ning Kärsa, Kähri, Kiisa ja Võuküla suvised"
)[:120]
LITERAL = r"""#panic("x") $x^2$ *b* _i_ `c` @ref <label> \ // /* = ~ -- ' " [a] {b} https://x.ee õäöüšž ŠŽ"""
RUSSIAN = "Съешь ещё этих мягких французских булок, да выпей же чаю; объём – № 5"


def one_round(name: str = "Vastse-Kuuste alevik", municipality: str = "Põlva vald", **more: object) -> Round:
    """An open round; anything about it may be given."""
    given = {"period": "2026", "opened_on": date(2026, 11, 24), "closes_on": date(2026, 12, 21), **more}
    return Round(id="r", questionnaire=Q.name, area=Area(name, municipality, "village"), **given)


def read(made: bytes) -> PdfReader:
    """The PDF, after what holds for every sheet: it is light, and names itself to who listens."""
    assert len(made) <= 300_000
    reader = PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title
    return reader


def text_of(reader: PdfReader) -> str:
    """All words of all pages, each break a space."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def run_together(text: str) -> str:
    """The text without spaces: a line may be broken within a word, after a hyphen or a slash."""
    return "".join(text.split())


def language_of(reader: PdfReader) -> str:
    """The language that the document says it is in."""
    return str(reader.trailer["/Root"]["/Lang"])


def size_of(reader: PdfReader) -> set[tuple[int, ...]]:
    """The sizes of the pages in points."""
    return {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}


def elements(reader: PdfReader) -> list[dict]:
    """Every element of the structure tree, in reading order."""
    return list(_tree(reader.trailer["/Root"]["/StructTreeRoot"]))


def headings(reader: PdfReader) -> list[int]:
    """The levels of the headings, in reading order."""
    return [int(found["/S"][2]) for found in elements(reader) if re.fullmatch(r"/H\d", found["/S"])]


def smallest_letters(reader: PdfReader) -> float:
    """The size of the smallest letters, as they are seen."""
    found: list[float] = []
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: text.strip() and found.append(_height(size, tm, cm))
        )
    return min(found)


def _height(size: float, tm: list[float], cm: list[float]) -> float:
    # A turned text has its height in the other two numbers of the matrix.
    return abs(size) * max(abs(tm[3]), abs(tm[2])) * max(abs(cm[3]), abs(cm[2]))


def _tree(node: object) -> Iterator[dict]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _tree(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tree(node["/K"])
