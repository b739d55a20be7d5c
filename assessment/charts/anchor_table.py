"""All descriptions of a questionnaire: domain by phase. A table where there is room, a list of cards on a phone."""

from __future__ import annotations

from html import escape

from assessment.charts.palette import ink_on
from assessment.core.ports import Say
from assessment.core.questionnaire import Phase, Questionnaire, Text


def anchor_table(questionnaire: Questionnaire, say: Say) -> str:
    """Domain x phase and side state, each cell the description of that level."""
    columns = [(phase, "levels", str(level)) for level, phase in enumerate(questionnaire.phases)]
    columns += [(state, "states", say("chart.path.side")) for state in questionnaire.states]
    head = "".join(_heading(questionnaire, say, phase, group, sign) for phase, group, sign in columns)
    rows = "".join(_row(questionnaire, say, domain, columns) for domain in questionnaire.domain_ids)
    return (
        f'<div class="kp-anchors" role="region" tabindex="0" aria-label="{escape(say("chart.anchors.label"))}">'
        f"<table><caption>{escape(say('chart.anchors.label'))}</caption>"
        f'<thead><tr><th scope="col">{escape(say("chart.table.domain"))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _heading(questionnaire: Questionnaire, say: Say, phase: Phase, group: str, sign: str) -> str:
    name = _phase_name(questionnaire, say, phase, group)
    style = f"--phase:{phase.colour};--ink:{ink_on(phase.colour)}"
    return (
        f'<th scope="col"><span class="kp-digit" style="{style}" aria-hidden="true">{escape(sign)}</span> '
        f"{escape(name.shown_in(say.language))}</th>"
    )


def _row(questionnaire: Questionnaire, say: Say, domain: str, columns: list[tuple[Phase, str, str]]) -> str:
    title = questionnaire.text(f"domains.{domain}.name", say.language).shown_in(say.language)
    cells = []
    for phase, group, sign in columns:
        text = questionnaire.text(f"domains.{domain}.{group}.{phase.id}", say.language)
        # On a phone the row becomes a card, and each cell says its phase itself.
        name = f"{sign} · {_phase_name(questionnaire, say, phase, group).shown_in(say.language)}"
        cells.append(
            f'<td lang="{text.language}"><span class="kp-cell" aria-hidden="true">{escape(name)}</span>'
            f"{escape(text.shown_in(say.language))}</td>"
        )
    return f'<tr><th scope="row">{escape(title)}</th>{"".join(cells)}</tr>'


def _phase_name(questionnaire: Questionnaire, say: Say, phase: Phase, group: str) -> Text:
    path = "phases" if group == "levels" else "states"
    return questionnaire.text(f"{path}.{phase.id}.name", say.language)
