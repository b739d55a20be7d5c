"""What is at each address, as JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessment.api.v1 import faults, openapi
from assessment.api.v1.asking import CSV, JSON
from assessment.bootstrap import House
from assessment.core.access import Access
from assessment.core.errors import QuestionnaireError
from assessment.core.overview import Picture
from assessment.journeys import comparison
from assessment.reports import shared_csv, shared_records

AT = "/api/v1"


@dataclass(frozen=True)
class Asked:
    """Who asks what: `area_id` is empty where no single area is meant, `root` what a proxy puts before addresses."""

    house: House
    access: Access
    format: str
    root: str
    area_id: str = ""

    def picture(self) -> Picture:
        """What the municipality sees. Nothing of contacts goes into it."""
        house, questionnaire = self.house, self.house.questionnaire
        if questionnaire is None:
            raise QuestionnaireError("No released questionnaire can be used.")
        return comparison.picture(house.store, house.clock, questionnaire, house.version, self.access)

    def about(self, picture: Picture) -> shared_records.Record:
        """What every answer says of itself."""
        return {
            **shared_records.about(picture, self.domains(picture)),
            "demonstration": self.house.is_demonstration,
        }

    def domains(self, picture: Picture) -> shared_records.Domains:
        """The domains of the questionnaires that the results are of."""
        return shared_records.domains_by_version(picture, self.house.version)


def index(asked: Asked) -> str:
    """The addresses, and until when the token lasts."""
    at = f"{asked.root}{AT}"
    return _json(
        {
            "municipality": asked.access.municipality,
            "token_expires_on": asked.access.expires_on.isoformat(),
            "areas": f"{at}/areas",
            "area": f"{at}/areas/{{id}}",
            "results": f"{at}/results",
            "openapi": f"{at}/openapi.json",
        }
    )


def areas(asked: Asked) -> str:
    """All areas of the municipality, by name."""
    picture = asked.picture()
    records = [shared_records.area_record(one) for one in picture.areas]
    if asked.format == CSV:
        return shared_csv.areas_csv(records)
    return _json({**asked.about(picture), "areas": records})


def area(asked: Asked) -> str:
    """One area with everything that is shared of it; as CSV these results alone."""
    picture = asked.picture()
    standing = picture.area(asked.area_id)
    if standing is None:
        raise faults.no_such_area()
    domains = asked.domains(picture)
    records = shared_records.result_records([standing], domains)
    if asked.format == CSV:
        return shared_csv.results_csv(records)
    return _json({**asked.about(picture), "area": shared_records.area_record(standing), "results": records})


def results(asked: Asked) -> str:
    """All results that are shared with the municipality, by area, the newest first."""
    picture = asked.picture()
    domains = asked.domains(picture)
    records = shared_records.result_records(picture.areas, domains)
    if asked.format == CSV:
        return shared_csv.results_csv(records)
    return _json({**asked.about(picture), "results": records})


def document(root: str) -> str:
    """The description of all this, which needs no token."""
    return _json(openapi.document(f"{root}{AT}"))


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


@dataclass(frozen=True)
class Answer:
    """What is at an address, and in which formats, the usual one first."""

    content: Callable[[Asked], str]
    formats: tuple[str, ...] = (JSON, CSV)


ANSWERS = {"": Answer(index, (JSON,)), "areas": Answer(areas), "results": Answer(results)}
AREA = Answer(area)
