"""The description of the interface is held to what is answered, and what is answered to the description."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from assessment.api.v1 import openapi
from assessment.api.v1.answers import ANSWERS
from assessment.reports.municipality_figures import CODES
from assessment.throttle import REQUESTS

DOCUMENT = openapi.document("/api/v1")
OPERATIONS = {path: item["get"] for path, item in DOCUMENT["paths"].items()}
REFERENCE = re.compile(r'"\$ref": "(#/[^"]+)"')


def schema_of(operation, status="200", kind="application/json"):
    response = operation["responses"][status]
    if "$ref" in response:
        response = at(response["$ref"])
    return response["content"][kind]["schema"]


def at(reference):
    """What a reference within the document leads to."""
    found = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step.replace("~1", "/")]
    return found


def check(content, schema):
    """Raise if the content is not what the schema says."""
    whole = schema | {"components": DOCUMENT["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker(["date"])).validate(content)


def test_it_is_read_without_a_token(office):
    answer = office.web.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(DOCUMENT))


def test_it_has_what_every_such_document_must_have():
    """https://spec.openapis.org/oas/v3.1.0: the required fields of the objects that are used."""
    assert DOCUMENT["openapi"] == "3.1.0"
    assert {"title", "version"} <= set(DOCUMENT["info"])
    assert {"name", "identifier"} == set(DOCUMENT["info"]["license"])
    [scheme] = DOCUMENT["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert set(DOCUMENT["security"][0]) == set(DOCUMENT["components"]["securitySchemes"])
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)
    for path, item in DOCUMENT["paths"].items():
        assert path.startswith("/")
        assert set(item) <= {"parameters", "get"}, "nothing can be changed"
        for response in item["get"]["responses"].values():
            assert ("$ref" in response) != ("description" in response)
        given = [at(one["$ref"]) if "$ref" in one else one for one in item.get("parameters", [])]
        assert {one["name"] for one in given if one["in"] == "path"} == set(re.findall(r"{(\w+)}", path))
        assert all(one["required"] for one in given if one["in"] == "path")


def test_every_reference_leads_somewhere_and_nothing_is_described_in_vain():
    references = set(REFERENCE.findall(json.dumps(DOCUMENT)))
    for reference in references:
        assert at(reference)
    described = {
        f"#/components/{kind}/{name}"
        for kind, found in DOCUMENT["components"].items()
        if kind != "securitySchemes"
        for name in found
    }
    assert described == references


def test_the_schemas_are_schemas():
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_addresses_are_those_that_are_served(office):
    served = {f"/{path}" for path in ANSWERS} | {"/areas/{id}", "/openapi.json"}
    assert set(OPERATIONS) == served
    for path, operation in OPERATIONS.items():
        answer = office.get(path.lstrip("/").replace("{id}", "area-0"))
        assert answer.status_code == 200
        assert ("security" in operation) == (
            office.web.get(f"/api/v1{path.replace('{id}', 'area-0')}").status_code == 200
        )


@pytest.mark.parametrize("path", list(OPERATIONS))
def test_every_answer_is_what_is_described(office, path):
    token = office.token()
    ids = [one["id"] for one in office.get("areas", token).json()["areas"]] if "{id}" in path else [""]
    assert ids
    for id_ in ids:
        answer = office.get(path.lstrip("/").replace("{id}", id_), token)
        check(answer.json(), schema_of(OPERATIONS[path]))


@pytest.mark.parametrize("path", ["areas", "results", "areas/area-0"])
def test_every_code_in_csv_is_described(office, path):
    told = DOCUMENT["info"]["description"]
    cells = {cell for row in csv.reader(io.StringIO(office.get(path, accept="text/csv").text)) for cell in row}
    codes = {code.id for code in CODES} & cells
    assert codes
    assert all(f"`{code.removeprefix('hidden:')}`" in told or f"`{code}`" in told for code in codes)


def test_every_property_is_met_by_the_example_of_every_kind_of_area(office):
    """A description that nothing ever answers would hold nothing."""
    results = office.get("results").json()["results"]
    for name, schema in at("#/components/schemas/Result")["properties"].items():
        values = [one[name] for one in results]
        assert any(value not in (None, []) for value in values), name
        if {"$ref": "#/components/schemas/Hidden"} in schema.get("anyOf", []):
            assert any(isinstance(value, dict) and "hidden" in value for value in values), name


@pytest.mark.parametrize(
    ("path", "status", "sent"),
    [
        ("areas?page=1", "400", {}),
        ("areas", "401", {"token": "wrong"}),
        ("areas/none", "404", {}),
        ("areas", "405", {"method": "POST"}),
        ("areas", "406", {"accept": "text/html"}),
    ],
)
def test_every_refusal_is_what_is_described(office, path, status, sent):
    answer = office.get(path, **sent)
    assert answer.status_code == int(status)
    kind = "application/problem+json"
    check(answer.json(), schema_of(OPERATIONS["/areas"], status, kind))
    named = at(f"#/components/responses/fault{status}").get("headers", {})
    assert all(name in answer.headers for name in named)


def test_the_description_names_the_limit_and_the_command():
    told = DOCUMENT["info"]["description"]
    assert f"{REQUESTS.amount} requests a minute" in told
    assert "--role program" in told
