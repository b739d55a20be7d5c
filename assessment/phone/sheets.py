"""The sheets of a closed round's result: two to print, and a picture to share in two forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from assessment import bootstrap
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round_result import RoundResult
from assessment.core.suppression import Thresholds
from assessment.phone.drawing import HEADERS, packed
from assessment.phone.result_pages import Viewing
from assessment.reports import qr
from assessment.reports.round_pdf import meeting_report, notice, share_picture, share_svg


@dataclass(frozen=True)
class _Told:
    """What a sheet is made of. The address is that of the result's page, in the sheet's language.

    The address tells the words apart, and the release in the result the questionnaire.
    """

    questionnaire: Questionnaire = field(compare=False)
    say: Say = field(compare=False)
    result: RoundResult
    thresholds: Thresholds
    address: str


def _notice(told: _Told) -> bytes:
    drawn = qr.svg(told.address)
    return notice(told.questionnaire, told.say, told.result, told.address, drawn, told.thresholds)


def _report(told: _Told) -> bytes:
    return meeting_report(told.questionnaire, told.say, told.result, told.thresholds)


def _png(told: _Told) -> bytes:
    return share_picture(told.questionnaire, told.say, told.result, told.thresholds)


def _svg(told: _Told) -> bytes:
    return share_svg(told.questionnaire, told.say, told.result, told.thresholds)


# By the last part of the address: the kind of the file and what makes it.
SHEETS: Mapping[str, tuple[str, Callable[[_Told], bytes]]] = {
    "notice.pdf": ("application/pdf", _notice),
    "report.pdf": ("application/pdf", _report),
    "picture.png": ("image/png", _png),
    "picture.svg": ("image/svg+xml", _svg),
}


def send(request: Request, viewing: Viewing, result: RoundResult, name: str) -> Response:
    """One sheet, to be kept under a name that says whose result it is."""
    address = f"{bootstrap.public_address(viewing.house.settings)}/r/{viewing.code}?lang={viewing.say.language}"
    told = _Told(viewing.questionnaire, viewing.say, result, viewing.house.thresholds, address)
    headers = {"Content-Type": SHEETS[name][0], "Content-Disposition": attached(result.round.area.name, name)}
    made = _made(name, told)
    # The other forms are compressed in themselves.
    return packed(request, made, headers) if name.endswith(".svg") else Response(made, headers=HEADERS | headers)


# Setting a page takes the machine a moment, and a closed round gives the same pages to everybody.
@lru_cache(maxsize=32)
def _made(name: str, told: _Told) -> bytes:
    return SHEETS[name][1](told)


def attached(place: str, name: str) -> str:
    """The header that names the file: in letters that every device knows, and in those of the place."""
    named = "-".join(" ".join("".join(c if c.isalnum() else " " for c in place).split()).split()) or "kogukonnapeegel"
    plain = unicodedata.normalize("NFKD", named).encode("ascii", "ignore").decode().strip("-") or "kogukonnapeegel"
    return f"attachment; filename=\"{plain}-{name}\"; filename*=UTF-8''{quote(f'{named}-{name}', safe='')}"
