"""What the code of a slip does in a strict round: it begins one response, once."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from assessment.codes import ALPHABET, SLIP_LENGTH, never_used
from assessment.core.errors import ClosedError, SpentError, TooManyTriesError, WrongCodeError
from assessment.phone import screens
from assessment.phone.form import Form
from assessment.phone.visit import Visit


def use(request: Request, visit: Visit, form: Form) -> Response | tuple[Visit, str]:
    """Begin a response with the slip's code, and go on to the questions; or say what is wrong with the code."""
    if not visit.is_open:
        raise ClosedError("The round is closed.")
    if not visit.round.is_strict or visit.answers:
        return visit, ""  # a page from before: nothing is spent for it
    if visit.found is not None and not visit.found.answers:
        return visit.claimed(visit.found), "0"  # a slip was given for this one, and nobody has answered yet
    error = _fault(visit, form.code)
    if error:
        return screens.slip(request, visit, error, 422, form.code)
    try:
        return visit.begun("", form.code), "0"
    except SpentError:
        return screens.slip(request, visit, visit.say("phone.slip.spent"), 409, is_spent=True)
    except WrongCodeError:
        return screens.slip(request, visit, visit.say("phone.slip.wrong"), 404, form.code)
    except TooManyTriesError:
        return screens.slip(request, visit, visit.say("resume.wait"), 429)


def _fault(visit: Visit, typed: str) -> str:
    """Why this cannot be the code of any slip. It is no guess, and is not counted as one."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    if not plain:
        return visit.say("resume.empty")
    if len(plain) != SLIP_LENGTH or set(plain) - set(ALPHABET):
        return visit.say("phone.slip.mistyped", missing=", ".join(never_used()))
    return ""
