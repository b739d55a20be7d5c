"""What remains of an open room: how many of its places are in each phase. No phase is everybody's."""

from __future__ import annotations

from html import escape

from assessment.charts.figure import chart, named, paragraph, table
from assessment.charts.workshop.marks import bar, disc
from assessment.core.ballot import COUNTS_FROM
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Places


def places(questionnaire: Questionnaire, say: Say, found: Places, has_table: bool = True) -> str:
    """The phases in their order with a bar and a number each, and how many places have no phase."""
    q, label = questionnaire, say("wall.places.label")
    if found.phases is None:
        return chart("ballot", label, paragraph(say("wall.places.few", number=COUNTS_FROM), "result"))
    highest = max(found.phases)
    rows = "".join(
        f'<li>{disc(q, level)}<span class="kp-words">{named(q, say, f"phases.{phase}.name")}</span>'
        f'{bar(q, level, number, highest)}<b class="kp-number">{say.number(number, 0)}</b></li>'
        for level, (phase, number) in enumerate(zip(q.phase_ids, found.phases, strict=True))
    )
    body = f'<ol class="kp-levels" aria-label="{escape(label)}">{rows}</ol>'
    body += paragraph(say("wall.places.not_common"), "result")
    body += paragraph(say("wall.places.without", number=found.without) if found.without else "", "aside")
    if has_table:
        head = [escape(say("chart.table.phase")), escape(say("wall.places.number"))]
        told = [
            [named(q, say, f"phases.{phase}.name"), say.number(number, 0)]
            for phase, number in zip(q.phase_ids, found.phases, strict=True)
        ]
        body += table(say, label, head, told)
    return chart("ballot", label, body)
