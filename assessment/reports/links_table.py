"""The links of rounds that were opened together, as a table: to send out, or for another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import LINK, Round
from assessment.reports import handout
from assessment.reports.invitation import invitation
from assessment.reports.score_report import safe


@dataclass(frozen=True)
class Links:
    """A round that was just opened: its code, the addresses for everybody and for its coordinator, whom to send it to.

    `slips` are the one-time codes of a strict round.
    """

    round: Round
    code: str
    share: str
    coordinator: str = ""
    contact: str = ""
    slips: tuple[str, ...] = ()


def to_send(questionnaire: Questionnaire, say: Say, rounds: Sequence[Links]) -> str:
    """What a person sends out, as CSV with words for headings: no coordinator's link is in it."""
    columns = ("area", "contact", "until", "code", "link", "invitation")
    rows: list[list[object]] = [[say(f"many.table.{column}") for column in columns]]
    for one in rounds:
        told = invitation(questionnaire, say, one.round, one.share, one.code) if LINK in one.round.ways else ""
        link = one.share if LINK in one.round.ways else ""
        rows.append([one.round.area.name, one.contact, handout.day(one.round.closes_on), one.code, link, told])
    # Semicolons, and the mark at the beginning: a spreadsheet program on an Estonian computer opens it as it should.
    return "\ufeff" + _csv(rows, ";")


def as_csv(rounds: Sequence[Links]) -> str:
    """Everything but slips, as CSV for programs: with the coordinators' links."""
    found = [_values(one) for one in rounds]
    return _csv([list(found[0]) if found else [], *(list(row.values()) for row in found)], ",")


def as_json(rounds: Sequence[Links]) -> str:
    """Everything, as JSON."""
    return json.dumps({"rounds": [_values(one) | {"slips": list(one.slips)} for one in rounds]}, ensure_ascii=False)


def _values(one: Links) -> dict[str, object]:
    return {
        "round": one.round.id,
        "area": one.round.area.name,
        "municipality": one.round.area.municipality,
        "kind": one.round.area.kind,
        "period": one.round.period,
        "closes_on": one.round.closes_on.isoformat(),
        "contact": one.contact,
        "code": one.code,
        "share_url": one.share,
        "coordinator_url": one.coordinator,
    }


def _csv(rows: Sequence[Sequence[object]], delimiter: str) -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([[safe(cell) for cell in row] for row in rows])
    return written.getvalue()
