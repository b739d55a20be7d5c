"""The shapes of the answers of the interface for programs, as JSON Schema (2020-12)."""

from __future__ import annotations

Json = dict[str, object]
TEXT: Json = {"type": "string"}
FLAG: Json = {"type": "boolean"}
DAY: Json = {"type": "string", "format": "date"}
HIDDEN: Json = {"$ref": "#/components/schemas/Hidden"}
NULL: Json = {"type": "null"}


def _told(schema: Json, description: str) -> Json:
    return schema | {"description": description}


def _or_null(schema: Json, description: str) -> Json:
    return {"anyOf": [schema, NULL], "description": description}


def _figure(schema: Json, description: str) -> Json:
    """A figure that may be held back, or not known."""
    return {"anyOf": [schema, HIDDEN, NULL], "description": description}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _object(properties: Json) -> Json:
    """Everything in it is always there, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _number(low: int | None = None, high: int | None = None, *, kind: str = "integer") -> Json:
    limits = {"minimum": low, "maximum": high}
    return {"type": kind, **{name: limit for name, limit in limits.items() if limit is not None}}


_LEVEL = _number(0, 4)
_ABOUT: Json = {
    "municipality": TEXT,
    "demonstration": _told(FLAG, "Whether everything here is invented."),
    "questionnaire": _told(TEXT, "The version in use, by which areas are counted."),
    "comparable": _told(_list(_list(TEXT)), "Sets of versions that may be compared with one another."),
    "unreadable": _told(
        _list(TEXT), "Versions that cannot be read any more: their results are missing, or without levels."
    ),
    "register": _or_null(_object({"date": DAY, "file": TEXT}), "Where the areas come from; null for typed names only."),
}
_AREA: Json = {
    "id": _told(TEXT, "Stays when the name changes; of an area that is not in the register it is made of its name."),
    "code": _or_null(
        TEXT | {"pattern": "^[0-9]{8}$"},
        "The official codes of the municipality and the settlement; null for its own areas and for typed names.",
    ),
    "name": TEXT,
    "municipality": TEXT,
    "county": _or_null(TEXT, "As the register has it."),
    "kind": _or_null(TEXT, "E.g. `village`."),
    "registered": _told(FLAG, "Whether the register has it; else only its name was typed."),
    "population": _or_null(_number(0), "As the municipality's file has it."),
    "longitude": _or_null(_number(-180, 180, kind="number"), "WGS84."),
    "latitude": _or_null(_number(-90, 90, kind="number"), "WGS84."),
    "units": _told(_list(TEXT), "Ids of the settlements that it is a part of or made of."),
    "state": {"enum": ["not_begun", "open", "closed"], "description": "How far its shared rounds are."},
    "closes_on": _or_null(DAY, "The last day of an open round."),
    "counted_as": _told(TEXT, "A phase or state; `unknown`; or `other_version`, of a version that is not comparable."),
    "only_agreed": _told(FLAG, "Whether it is counted so only by what a group agreed on."),
    "result": _or_null(TEXT, "The id of the result that it is counted by."),
}
_INTERVAL: Json = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_RESULT: Json = {
    "id": _told(TEXT, "Of this result."),
    "source": {"enum": ["community", "group"], "description": "Single answers, or what a group agreed on."},
    "area": _told(TEXT, "The area's id."),
    "name": _told(TEXT, "The area's name."),
    "round": _told(TEXT, "The id of the round; a round may have a result of each source."),
    "series": _told(TEXT, "The same in all rounds that follow one another."),
    "period": TEXT,
    "closed_on": _told(DAY, "When the round closed, or the group agreed."),
    "questionnaire": TEXT,
    "indicative": _told(FLAG, "Whether all of it rests on few answers."),
    "example": _told(FLAG, "Whether the community agreed to be named to others as an example."),
    "status": _figure(TEXT, "`ok`, `insufficient` (too few topics are known), `no_data` or `agreed`."),
    "counting": _figure(_number(0), "How many answers count; null for a group."),
    "present": _or_null(_number(0), "How many people were there when a group agreed."),
    "mode": _figure(TEXT, "How the answers came: `online_paper`, `workshop`, `mixed` or `group`."),
    "phase": _figure(_LEVEL, "The phase, from 0."),
    "state": _figure(TEXT, "The phase by its id, or a state beside the path, e.g. `fading`."),
    "fading_signs": _figure(FLAG, "Whether there are signs of fading."),
    "kind": _figure(TEXT, "The kind of phase 0, e.g. `sparse`."),
    "label": _figure({"enum": ["clear", "leaning", "between"]}, "How sure the phase is."),
    "range": _figure(
        {"type": "array", "items": _LEVEL, "minItems": 2, "maxItems": 2}, "The lowest and highest phase that it may be."
    ),
    "levels": {
        "type": "object",
        "additionalProperties": _figure(_LEVEL, "A domain's level."),
        "description": "By the ids of the questionnaire's domains.",
    },
    "few_answers": _told(_list(TEXT), "The domains whose level rests on few answers."),
    "mixed_picture": _figure(FLAG, "Whether many domains are seen very differently."),
    "index": _figure({"type": "number"}, "The mean over the rated domains, one decimal."),
    "index_interval": _figure(_INTERVAL, "Its 95 % interval."),
    "change": _or_null(
        _object(
            {
                "phase": {
                    "enum": ["moved_up", "probably_up", "no_clear_change", "probably_down", "moved_down"],
                },
                "since": _told(TEXT, "The period of the shared round before it."),
            }
        ),
        "What is said of the phase since the round before; null where there is none, or nothing can be said.",
    ),
}
SCHEMAS: Json = {
    "Hidden": _told(_object({"hidden": _told(TEXT, "The reason.")}), "A figure that is held back."),
    "AreaRecord": _object(_AREA),
    "Result": _object(_RESULT),
    "Index": _object(
        {
            "municipality": TEXT,
            "token_expires_on": _told(DAY, "The last day on which this token is read."),
            **dict.fromkeys(("areas", "area", "results", "openapi"), _told(TEXT, "An address.")),
        }
    ),
    "Areas": _object(_ABOUT | {"areas": _list({"$ref": "#/components/schemas/AreaRecord"})}),
    "Area": _object(
        _ABOUT
        | {
            "area": {"$ref": "#/components/schemas/AreaRecord"},
            "results": _list({"$ref": "#/components/schemas/Result"}),
        }
    ),
    "Results": _object(_ABOUT | {"results": _list({"$ref": "#/components/schemas/Result"})}),
    "Description": _told({"type": "object"}, "An OpenAPI document."),
    "Fault": _object(
        {
            "title": TEXT,
            "status": _number(400, 599),
            "detail": _told(TEXT, "What is wrong, in a sentence."),
            "remedy": _told(TEXT, "What can be done about it."),
        }
    ),
}
