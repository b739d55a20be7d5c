"""What a municipality would see of the domain that speaks of people, by an invented example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from assessment.core.questionnaire import TRENDS
from assessment.core.released import Distribution, Release, Trends
from assessment.core.round import SHARES
from assessment.core.suppression import Suppressed
from assessment.journeys import sharing
from assessment.ui.context import Visit


def example(visit: Visit, choices: Sequence[str] = SHARES) -> None:
    """For each thing that may be chosen, the first core domain of an invented round as it would be seen."""
    say = visit.say
    remark = say("share.example.remark")
    seen = sharing.example(visit.questionnaire, visit.house.thresholds, remark)
    cards = "".join(_card(visit, share, seen[share]) for share in choices)
    st.html(
        f'<section class="kp-example"><p class="kp-mark">{say("share.example.mark")}</p>'
        f"<h3>{escape(say('share.example.title', domain=first_domain(visit)))}</h3>"
        f'<p>{say("share.example.text")}</p><div class="kp-cards">{cards}</div></section>'
    )


def labels(visit: Visit) -> Mapping[str, str]:
    """The options: what is shared."""
    return {share: visit.say(f"share.{share}", domain=first_domain(visit)) for share in SHARES}


def first_domain(visit: Visit) -> str:
    """The name of the domain that speaks of recognisable people."""
    q = visit.questionnaire
    return visit.text(f"domains.{q.domain_ids[q.core[0]]}.name")


def _card(visit: Visit, share: str, release: Release) -> str:
    say, q = visit.say, visit.questionnaire
    domain = release.domains[q.core[0]]
    rows = {
        "level": _level(visit, domain.level),
        "agreement": _agreement(visit, domain.agreement),
        "answers": _answers(visit, domain.distribution),
        "trend": _trends(visit, domain.trends),
        "texts": "" if isinstance(release.texts, Suppressed) else "; ".join(remark.words for remark in release.texts),
    }
    seen = "".join(
        f"<dt>{say(f'share.row.{row}')}</dt><dd>{escape(found)}</dd>" for row, found in rows.items() if found
    )
    hidden = "; ".join(say(f"share.row.{row}") for row, found in rows.items() if not found)
    told = f"<dl>{seen}</dl>" if seen else ""
    told += f"<p>{escape(say('share.hidden', names=hidden))}</p>" if hidden else ""
    return f"<section><h4>{escape(labels(visit)[share])}</h4>{told}</section>"


def _level(visit: Visit, level: object) -> str:
    if isinstance(level, Suppressed):
        return ""
    return _phase(visit, level) if isinstance(level, int) else visit.say("chart.profile.unknown")


def _phase(visit: Visit, level: int) -> str:
    return visit.text(f"phases.{visit.questionnaire.phase_ids[level]}.name")


def _agreement(visit: Visit, found: object) -> str:
    if isinstance(found, Suppressed):
        return ""
    return visit.say(f"score.agreement.{found}") if isinstance(found, str) else visit.say("chart.profile.unknown")


def _answers(visit: Visit, found: Distribution | Suppressed) -> str:
    if isinstance(found, Suppressed):
        return ""
    return "; ".join(f"{_phase(visit, level)}: {number}" for level, number in enumerate(found.levels) if number)


def _trends(visit: Visit, found: Trends | Suppressed) -> str:
    if isinstance(found, Suppressed):
        return ""
    numbers = zip(TRENDS, (found.better, found.same, found.worse, found.dk), strict=True)
    return "; ".join(f"{visit.text(f'trend.options.{trend}')}: {number}" for trend, number in numbers if number)
