"""The profile: for each domain a dot on the scale of phases, with the level's own sentence beside it; and its table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assessment.charts.palette import ink_on
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire


def domain_profile(questionnaire: Questionnaire, say: Say, levels: Sequence[int | None]) -> str:
    """One row a domain: its name, its dot, and the description that was chosen. A domain without a level says so."""
    rows = "".join(_row(questionnaire, say, d, level) for d, level in enumerate(levels))
    return f'<ul class="kp-profile" aria-label="{escape(say("chart.profile.label"))}">{rows}</ul>'


def profile_table(
    questionnaire: Questionnaire, say: Say, levels: Sequence[int | None], trends: Sequence[str | None]
) -> str:
    """The same as a table: domain, phase of the chosen description, and the trend."""
    head = "".join(
        f'<th scope="col">{escape(say(f"chart.table.{column}"))}</th>' for column in ("domain", "level", "trend")
    )
    body = "".join(
        f'<tr><th scope="row">{_domain(questionnaire, say, d)}</th><td>{_level(questionnaire, say, level)}</td>'
        f"<td>{_trend(questionnaire, say, trend)}</td></tr>"
        for d, (level, trend) in enumerate(zip(levels, trends, strict=True))
    )
    label = escape(say("chart.profile.label"))
    # In a region of its own: on a narrow phone long words make the table scroll, for the keyboard too.
    return (
        f'<div class="kp-scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="kp-table"><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(questionnaire: Questionnaire, say: Say, d: int, level: int | None) -> str:
    domain = questionnaire.domain_ids[d]
    if level is None:
        sentence = f'<p class="kp-unknown">{escape(say("chart.profile.unknown"))}</p>'
    else:
        text = questionnaire.text(f"domains.{domain}.levels.{questionnaire.phase_ids[level]}", say.language)
        sentence = f'<p lang="{text.language}">{escape(text.shown_in(say.language))}</p>'
    return f"<li><h4>{_domain(questionnaire, say, d)}</h4>{dot_scale(questionnaire, say, level)}{sentence}</li>"


def dot_scale(questionnaire: Questionnaire, say: Say, level: int | None) -> str:
    """The scale of phases as a row of faint stops, with a dot that holds the digit at the level."""
    stops = []
    for k, phase in enumerate(questionnaire.phases):
        if k == level:
            stops.append(f'<b style="--phase:{phase.colour};--ink:{ink_on(phase.colour)}">{k}</b>')
        else:
            stops.append("<i></i>")
    return f'<span class="kp-scale" role="img" aria-label="{_level(questionnaire, say, level)}">{"".join(stops)}</span>'


def _domain(questionnaire: Questionnaire, say: Say, d: int) -> str:
    return escape(
        questionnaire.text(f"domains.{questionnaire.domain_ids[d]}.name", say.language).shown_in(say.language)
    )


def _level(questionnaire: Questionnaire, say: Say, level: int | None) -> str:
    if level is None:
        return escape(say("chart.profile.unknown"))
    name = questionnaire.text(f"phases.{questionnaire.phase_ids[level]}.name", say.language)
    return escape(say("chart.level", level=level, phase=name.shown_in(say.language)))


def _trend(questionnaire: Questionnaire, say: Say, trend: str | None) -> str:
    return escape(questionnaire.text(f"trend.options.{trend}", say.language).shown_in(say.language)) if trend else "–"
