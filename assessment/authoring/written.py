"""The kinds of values in a questionnaire: what pydantic accepts, and the words that tell an author what is allowed."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError, ValidationError
from pydantic_core.core_schema import ValidatorFunctionWrapHandler

from assessment.authoring.signs import is_blank

ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
VERSION = r"^v[1-9][0-9]{0,3}$"
_SHARE = re.compile(r"([0-9]{1,6}) ?/ ?([0-9]{1,6})|[0-9]{0,6}\.?[0-9]{1,9}")
_TYPES = {
    "string_type": "TYPE-001",
    "int_type": "TYPE-002",
    "int_from_float": "TYPE-002",
    "float_type": "TYPE-003",
    "bool_type": "TYPE-004",
}


class Form(BaseModel):
    """Keys with values, none of them unknown."""

    # Strict: "3" is not 3. Lists and not tuples: of tuples pydantic tells one bad item twice.
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


def expects(allowed: str, code: str = "VALUE-001") -> WrapValidator:
    """Tell every fault of a value as one problem: its code and what is allowed instead."""

    def judged(value: object, accept: ValidatorFunctionWrapHandler) -> object:
        try:
            return accept(value)
        except ValidationError as error:
            first = error.errors()[0]
            told = first["ctx"]["code"] if first["type"] == "written" else _TYPES.get(first["type"], code)
            raise PydanticCustomError("written", "{allowed}", {"code": told, "allowed": allowed}) from None

    return WrapValidator(judged)


def _exact(value: object) -> Fraction:
    """A share as written: `2/3`, or a decimal, which is taken as the decimal that one reads."""
    written = value if isinstance(value, str) else repr(value)
    fits = not isinstance(value, bool) and _SHARE.fullmatch(written.strip())
    if not fits or (fits[2] and int(fits[2]) == 0):
        raise PydanticCustomError("written", "{allowed}", {"code": "TYPE-008", "allowed": "2/3 or 0.7, with a point"})
    return Fraction(written.replace(" ", ""))


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # the 31st of February: told like any other day that is none
    raise PydanticCustomError("written", "{allowed}", {"code": "TYPE-007", "allowed": "year-month-day: 2026-03-31"})


def _visible(value: str) -> str:
    if is_blank(value):
        raise ValueError("nothing can be seen of it")
    return value


def _with_host(value: str) -> str:
    """An address that leads somewhere; `urlsplit`, which the pages use as well, raises for what it cannot read."""
    parts = urlsplit(value)
    host, _ = parts.hostname, parts.port
    if not host:
        raise ValueError("no host")
    return value


Text = Annotated[str, expects("a text; a number or true/false needs quotes")]
Licence = Annotated[str, AfterValidator(_visible), expects("the licence's name: CC-BY-4.0")]
Id = Annotated[
    str,
    Field(pattern=ID, max_length=40),
    expects("small letters a-z, digits and _, from a letter, at most 40: not_yet", "ID-001"),
]
SourceId = Annotated[
    str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$"), expects("letters, digits and _, from a letter: K12", "ID-001")
]
Address = Annotated[
    str,
    Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000),
    AfterValidator(_with_host),
    expects("one web address that begins with https:// or http://, such as https://example.ee/page"),
]
Phone = Annotated[
    str, Field(pattern=r"^\+?[0-9][0-9 ]{2,20}$"), expects('a number in quotes, digits and spaces: "+372 5555 5555"')
]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$"), expects("a code of two or three small letters: et")]
Colour = Annotated[
    str, Field(pattern=r"^#[0-9a-fA-F]{6}$"), expects('# and six digits or letters a-f, in quotes: "#21918c"')
]
Yes = Annotated[bool, expects("true or false")]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Share = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "examples": ["2/3", 0.7]}),
]
Part = Annotated[Share, Field(gt=0, le=1), expects("a share above 0, at most 1: 2/3 or 0.7")]
PartOrNone = Annotated[Share, Field(ge=0, le=1), expects("a share from 0 to 1: 1/2 or 0.5")]
Most = Annotated[Share, Field(gt=Fraction(1, 2), le=1), expects("a share above 1/2, at most 1: 2/3 or 0.7")]
Camp = Annotated[Share, Field(gt=0, le=Fraction(1, 2)), expects("a share above 0, at most 1/2: 3/10 or 0.3")]
Chance = Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False), expects("a number above 0 and below 1: 0.80")]
Percentile = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False), expects("a number from 0 to 100: 97.5")]
Distance = Annotated[float, Field(ge=0, le=9, allow_inf_nan=False), expects("a number from 0 to 9: 0.8")]
Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False), expects("a number from 0 to 1000: 1")]
Count = Annotated[int, Field(ge=1, le=1000), expects("a whole number from 1 to 1000")]
Version = Annotated[int, Field(ge=1, le=9999), expects("a whole number from 1 to 9999")]
VersionName = Annotated[str, Field(pattern=VERSION), expects("the folder of an earlier version: v1", "ID-001")]
Level = Annotated[int, Field(ge=0, le=8), expects("a whole number from 0 to the number of phases less one")]
Released = Annotated[int, Field(ge=3, le=1000), expects("a whole number from 3 to 1000: fewer could be recognised")]
Replicates = Annotated[int, Field(ge=100, le=100_000), expects("a whole number from 100 to 100000")]
