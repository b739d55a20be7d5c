"""What a municipality takes along of a picture, and how each file is read again."""

from __future__ import annotations

import csv
import io
import zipfile

from openpyxl import load_workbook
from pypdf import PdfReader

from assessment.charts.areas.municipality_map import Land, plain_map
from assessment.core.overview import Picture
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.suppression import Thresholds
from assessment.i18n.texts import words
from assessment.reports.council import DrawnMap, council_report
from assessment.reports.municipality_tables import columns_table, csv_of, long_table, wide_table
from assessment.reports.municipality_workbook import workbook
from tests.charts.rounds import Q
from tests.municipalities import version
from tests.reports.sheets import elements, text_of


def drawn(picture: Picture, say: Say, q: Questionnaire = Q, land: Land | None = None) -> DrawnMap:
    """The map as the page hands it in."""
    found = plain_map(q, say, picture.municipality, picture.areas, land or Land(source=picture.source))
    return DrawnMap(found.svg, found.told, found.signs, found.notes)


def council(picture: Picture, language: str = "et", q: Questionnaire = Q, **more: object) -> bytes:
    """The report for the council."""
    say = more.pop("say", None) or words(language)
    return council_report(q, say, picture, drawn(picture, say, q), **more)


def files(picture: Picture, language: str = "et", version=version) -> dict[str, bytes]:
    """Every file that can be taken along."""
    say = words(language)
    return {
        "council": council(picture, language),
        "workbook": workbook(Q, say, picture, version, Thresholds()),
        "wide": csv_of(wide_table(Q, picture)),
        "long": csv_of(long_table(picture, version)),
        "columns": csv_of(columns_table(Q, say)),
    }


def read_csv(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV, as any program reads them."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_sheets(content: bytes) -> dict[str, list[list[object]]]:
    """The cells of a workbook, sheet by sheet."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def everything_in(name: str, content: bytes) -> str:
    """All that a file holds, unpacked; of a PDF its words, and what is said of pictures."""
    if name == "workbook":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(one).decode() for one in packed.namelist())
    if name == "council":
        reader = PdfReader(io.BytesIO(content))
        said = [str(element.get("/Alt", "")) for element in elements(reader)]
        return " ".join([text_of(reader), str(reader.metadata), *said])
    return content.decode("utf-8-sig")
