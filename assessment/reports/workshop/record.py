"""The record of a workshop as JSON and CSV: what may not leave the room is `{"hidden": reason}`, or an empty cell."""

from __future__ import annotations

import json
from collections.abc import Callable

from assessment.core.ballot import Counts
from assessment.core.questionnaire import Questionnaire
from assessment.core.record import Record, RecordedBallot
from assessment.core.scene import Agreed, Places
from assessment.core.suppression import FEW, Suppressed
from assessment.core.workshop import Step
from assessment.reports.rows import as_csv as rows_as_csv

Json = dict[str, object]


def as_json(questionnaire: Questionnaire, record: Record) -> str:
    """The whole record. `level` is null where most did not know; `round` is the id of the round that remains."""
    standing = record.standing
    workshop, area = standing.workshop, standing.workshop.area
    content: Json = {
        "workshop": workshop.id,
        "questionnaire": questionnaire.name,
        "kind": workshop.kind,
        "settlement": area.name if area else None,
        "municipality": area.municipality if area else None,
        "language": workshop.language,
        "blind": workshop.is_blind,
        "opened_on": workshop.opened_on.isoformat(),
        "ended_on": standing.ended_on.isoformat() if standing.ended_on else None,
        "round": standing.round_id,
        "people": _shown(record.people),
        "tables": record.tables,
        "ballots": [_ballot(one, _step(record, one.step)) for one in record.ballots],
        "agreed": [_agreed(step, record.agreed[step.key]) for step in workshop.steps if step.key in record.agreed],
        "places": None if record.places is None else _places(record.places),
        "ideas": [{"text": text, "support": support} for text, support in record.ideas],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def as_csv(questionnaire: Questionnaire, record: Record) -> bytes:
    """One row for each ballot, with what was agreed at its step in the step's last one; then one for each idea.

    Of an open room a row `places` stands between them: how many of its places are in each phase.
    """
    levels = [f"level_{level}" for level in range(questionnaire.top + 1)]
    head = ["step", "ballot", "votes", "level", "agreement", *levels, "dk", "abstained", "hands", "tables"]
    rows: list[list[object]] = [[*head, "agreed_level", "dissent", "idea", "support"]]
    last = {one.step: one.ballot for one in record.ballots}
    for one in record.ballots:
        counts = one.counts if isinstance(one.counts, Counts) else None
        note = record.agreed.get(one.step, Agreed()) if one.ballot == last[one.step] else Agreed()
        tables = "; ".join(f"{table.number} ({table.people}): {table.choice}" for table in one.tables)
        rows.append(
            [
                one.step,
                one.ballot,
                *(_cell(value) for value in (one.votes, one.level, one.label)),
                *(counts.levels if counts else [""] * len(levels)),
                *((counts.dk, counts.abstained) if counts else ("", "")),
                one.hands or "",
                tables,
                "" if note.level is None else note.level,
                note.dissent,
                "",
                "",
            ]
        )
    if record.places is not None and record.places.phases is not None:
        phases = record.places.phases
        rows.append(["places", "", sum(phases), "", "", *phases, *[""] * (len(rows[0]) - 5 - len(phases))])
    for text, support in record.ideas:
        rows.append([*[""] * (len(rows[0]) - 2), text, "" if support is None else support])
    return rows_as_csv(rows)


def _ballot(one: RecordedBallot, step: Step) -> Json:
    return {
        "step": one.step,
        "kind": step.kind,
        "id": step.id,
        "ballot": one.ballot,
        "votes": _shown(one.votes),
        "level": _shown(one.level),
        "agreement": _shown(one.label),
        "counts": _shown(one.counts, lambda counts: list(counts.levels)),
        "dk": _shown(one.counts, lambda counts: counts.dk),
        "abstained": _shown(one.counts, lambda counts: counts.abstained),
        "hands": one.hands,
        "tables": [{"table": table.number, "people": table.people, "choice": table.choice} for table in one.tables],
    }


def _places(places: Places) -> Json:
    if places.phases is None:
        return {"phases": {"hidden": FEW}, "without": {"hidden": FEW}}
    return {"phases": list(places.phases), "without": places.without}


def _step(record: Record, key: str) -> Step:
    return next(step for step in record.standing.workshop.steps if step.key == key)


def _agreed(step: Step, note: Agreed) -> Json:
    return {"step": step.key, "level": note.level, "dissent": note.dissent}


def _shown(value: object, form: Callable[..., object] | None = None) -> object:
    if isinstance(value, Suppressed):
        return {"hidden": value.reason}
    return form(value) if form is not None and value is not None else value


def _cell(value: object) -> object:
    return "" if value is None or isinstance(value, Suppressed) else value
