"""The description of the interface for programs, as an OpenAPI 3.1 document."""

from __future__ import annotations

from assessment.api.v1.asking import CSV, FORMATS, JSON
from assessment.api.v1.schemas import SCHEMAS

Json = dict[str, object]
ABOUT = """\
What communities share with their municipality, for the municipality's own systems. Nothing can be changed here.

**A token** comes with every request: `Authorization: Bearer TOKEN`. A lead of the municipality makes one on the page \
of accesses, or whoever runs the installation by `python -m assessment invite --municipality NAME --role program`. It \
has a last day, and can be ended at any time. A personal link is no token.

**What is held back** stands as `{"hidden": reason}`; what the answers do not give is null, and never phase 0. In CSV, \
which is the same as what people take along, no cell is empty: `hidden:few`, `not_known`, `no_answers`, \
`not_applicable`, `not_comparable` or `other_version` stand in the place of a figure. Reasons: `few` – too few people \
answered; `not_detailed` – the community does not share it in detail. An area that shares nothing looks like one \
without answers.

**Reading the figures.** A phase is no grade: order areas by name or place. Results of questionnaire versions that are \
not together in `comparable` are not compared. A result with `indicative` rests on few answers. A result whose \
`source` is `group` is what people agreed on together, and stands beside the others.

**Asking again.** Send the `ETag` of an answer as `If-None-Match`: 304 says that nothing has changed. 60 requests a \
minute are answered.
"""
_WITHOUT_BODY = "The answer is still the one with the `ETag` that came as `If-None-Match`."
FAULTS = {
    "400": "A part of the query means nothing",
    "401": "No token, or one that leads nowhere or is over",
    "403": "The access does not show results",
    "404": "There is nothing here",
    "405": "Nothing can be changed here",
    "406": "What the request accepts cannot be sent",
    "429": "Too many requests, or too many wrong tokens, within a minute",
    "500": "The server failed",
    "503": "The server cannot answer at the moment",
}


def document(address: str) -> Json:
    """The whole of it; `address` is what all paths begin with."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kogukonnapeegel: results that communities share",
            "version": "1",
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": address}],
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "A program's token."}},
            "parameters": {
                "format": {
                    "name": "format",
                    "in": "query",
                    "description": "Comes before the header `Accept`.",
                    "schema": {"enum": list(FORMATS)},
                }
            },
            "responses": {f"fault{status}": _fault(status, told) for status, told in FAULTS.items()},
            "schemas": SCHEMAS,
        },
    }


def _paths() -> Json:
    id_: Json = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The area's id, percent-encoded.",
        "schema": {"type": "string"},
    }
    format_: Json = {"$ref": "#/components/parameters/format"}
    description = _operation("description", "This description, without a token", "Description", None)
    return {
        "/": {"get": _operation("index", "The addresses, and until when the token lasts", "Index", None)},
        "/areas": {
            "parameters": [format_],
            "get": _operation("areas", "All areas, by name", "Areas", "area, with its newest result"),
        },
        "/areas/{id}": {
            "parameters": [id_, format_],
            "get": _operation("area", "One area with its shared results; as CSV these alone", "Area", "result"),
        },
        "/results": {
            "parameters": [format_],
            "get": _operation("results", "All shared results, by area, the newest first", "Results", "result"),
        },
        "/openapi.json": {"get": description | {"security": []}},
    }


def _operation(name: str, summary: str, schema: str, row: str | None) -> Json:
    content: Json = {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    if row is not None:
        told = f"UTF-8, commas, a header; one row for each {row}."
        content |= {CSV: {"schema": {"type": "string", "description": told}}}
    headers = {"ETag": {"description": "Changes with the answer.", "schema": {"type": "string"}}}
    return {
        "operationId": name,
        "summary": summary,
        "responses": {
            "200": {"description": summary, "headers": headers, "content": content},
            "304": {"description": _WITHOUT_BODY},
            **{status: {"$ref": f"#/components/responses/fault{status}"} for status in FAULTS},
        },
    }


def _fault(status: str, told: str) -> Json:
    found: Json = {
        "description": told,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Fault"}}},
    }
    named = {"401": "WWW-Authenticate", "405": "Allow", "429": "Retry-After", "503": "Retry-After"}.get(status)
    return found | ({"headers": {named: {"schema": {"type": "string"}}}} if named else {})
