"""What is at each address, as JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assessment.api.v1 import faults, openapi
from assessment.api.v1.asking import CSV, JSON
from assessment.bootstrap import House
from assessment.core.access import Access
from assessment.core.errors import QuestionnaireError
from assessment.core.overview import Picture
from assessment.core.questionnaire import Questionnaire
from assessment.journeys import comparison
from assessment.reports import shared_records
from assessment.reports.municipality_tables import Table, csv_of, rounds_table, wide_table

AT = "/api/v1"


@dataclass(frozen=True)
class Asked:
    """Who asks what: `area_id` is empty where no single area is meant, `root` what a proxy puts before addresses."""

    house: House
    access: Access
    format: str
    root: str
    area_id: str = ""

    @property
    def questionnaire(self) -> Questionnaire:
        """The version in use."""
        found = self.house.questionnaire
        if found is None:
            raise QuestionnaireError("No released questionnaire can be used.")
        return found

    def picture(self) -> Picture:
        """What the municipality sees. Nothing of contacts goes into it."""
        house = self.house
        return comparison.picture(house.store, house.clock, self.questionnaire, house.version, self.access)

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
    if asked.format == CSV:
        return _csv(wide_table(asked.questionnaire, picture))
    records = [shared_records.area_record(one) for one in picture.areas]
    return _json({**asked.about(picture), "areas": records})


def area(asked: Asked) -> str:
    """One area with everything that is shared of it; as CSV these results alone."""
    picture = asked.picture()
    standing = picture.area(asked.area_id)
    if standing is None:
        raise faults.no_such_area()
    if asked.format == CSV:
        return _csv(rounds_table(replace(picture, areas=(standing,)), asked.house.version))
    records = shared_records.result_records([standing], asked.domains(picture))
    return _json({**asked.about(picture), "area": shared_records.area_record(standing), "results": records})


def results(asked: Asked) -> str:
    """All results that are shared with the municipality, by area, the newest first."""
    picture = asked.picture()
    if asked.format == CSV:
        return _csv(rounds_table(picture, asked.house.version))
    records = shared_records.result_records(picture.areas, asked.domains(picture))
    return _json({**asked.about(picture), "results": records})


def document(root: str) -> str:
    """The description of all this, which needs no token."""
    return _json(openapi.document(f"{root}{AT}"))


def _csv(table: Table) -> str:
    """The table as it can be taken along too, without the mark by which spreadsheets know UTF-8: programs are told."""
    return csv_of(table).decode("utf-8-sig")


def _json(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


@dataclass(frozen=True)
class Answer:
    """What is at an address, the name of its file, and in which formats it is there, the usual one first."""

    content: Callable[[Asked], str]
    name: str
    formats: tuple[str, ...] = (JSON, CSV)


ANSWERS = {
    "": Answer(index, "index", (JSON,)),
    "areas": Answer(areas, "areas"),
    "results": Answer(results, "results"),
}
AREA = Answer(area, "area")
