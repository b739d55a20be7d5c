"""The profile of a round: for each domain its level, from enough answers on how they are spread, and the agreement."""

from __future__ import annotations

from html import escape

from assessment.charts.figure import chart, named, paragraph, phase_words, plain, table, why_hidden, why_none
from assessment.charts.spread_svg import spread_svg
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import ALL, INDICATIVE, Distribution, Release, ReleasedDomain, Spread
from assessment.core.suppression import KNOWN, NotKnown, Suppressed


def round_profile(questionnaire: Questionnaire, say: Say, release: Release) -> str:
    """One row a domain: its name, its picture, the description of its level and the agreement; and the table."""
    label = say("chart.profile.label")
    if isinstance(release.phase, Suppressed):
        return chart("domains", label, paragraph(why_none(say, release.phase)))
    highest = max([1, *(number for domain in release.domains for number in _numbers(domain))])
    rows = "".join(_row(questionnaire, say, release, domain, highest) for domain in release.domains)
    body = (
        f'<ul class="kp-rows">{rows}</ul>{paragraph(_note(say, release), "aside")}{_table(questionnaire, say, release)}'
    )
    return chart("domains", label, body)


def _numbers(domain: ReleasedDomain) -> tuple[int, ...]:
    found = domain.distribution
    return (*found.levels, found.dk) if isinstance(found, Distribution) else ()


def _row(q: Questionnaire, say: Say, release: Release, domain: ReleasedDomain, highest: int) -> str:
    level = domain.level if isinstance(domain.level, int) else None
    spread = domain.distribution if isinstance(domain.distribution, Distribution) else None
    name = plain(q, say, f"domains.{domain.id}.name")
    label = f"{name}. {_level(q, say, domain)}"
    return (
        f'<li><p class="kp-name">{named(q, say, f"domains.{domain.id}.name")}</p>'
        f"{spread_svg(q, say, label, level, spread, highest)}"
        f'<div class="kp-saying">{_anchor(q, say, domain)}{paragraph(_agreement(say, domain), "small")}'
        f"{paragraph(_hidden(say, release, domain), 'small')}</div></li>"
    )


def _anchor(q: Questionnaire, say: Say, domain: ReleasedDomain) -> str:
    """The description that more than half see reached, in the questionnaire's words."""
    if isinstance(domain.level, int):
        return f"<p>{named(q, say, f'domains.{domain.id}.levels.{q.phase_ids[domain.level]}')}</p>"
    return paragraph(_level(q, say, domain), "unknown")


def _level(q: Questionnaire, say: Say, domain: ReleasedDomain) -> str:
    if isinstance(domain.level, Suppressed):
        return why_hidden(say, domain.level)
    return say("chart.domain.unknown") if isinstance(domain.level, NotKnown) else phase_words(q, say, domain.level)


def _agreement(say: Say, domain: ReleasedDomain) -> str:
    """How far people agree, how many are near the level, and whether it got worse."""
    told = []
    if isinstance(domain.agreement, str):
        told.append(say(f"chart.agreement.{domain.agreement}"))
    if isinstance(domain.spread, Spread) and domain.spread.two_camps:
        told.append(say("chart.agreement.camps"))
    if isinstance(domain.within_one, int):
        told.append(say("chart.agreement.near", tenths=domain.within_one))
    if domain.worsening is True:
        told.append(say("chart.domain.worse"))
    return " ".join(told)


def _hidden(say: Say, release: Release, domain: ReleasedDomain) -> str:
    """Why this domain lacks what the others have; what all of them lack is said once, below."""
    if isinstance(domain.agreement, Suppressed) and release.detail != INDICATIVE:
        return why_hidden(say, domain.agreement)
    if isinstance(domain.distribution, Suppressed) and release.detail == ALL:
        return why_hidden(say, domain.distribution)
    return ""


def _note(say: Say, release: Release) -> str:
    """What all domains lack, and why: few answers, or so few that one person did not key that they could be told."""
    if release.detail == ALL:
        return ""
    if release.detail == INDICATIVE:
        return say("chart.round.indicative") + " " + say("chart.spread.none")
    known = Suppressed(KNOWN)
    return why_hidden(say, known) if release.role_blocks == known else say("chart.spread.none")


def _table(q: Questionnaire, say: Say, release: Release) -> str:
    """Domain, phase and agreement; and how many chose each level, where that is released of any domain."""
    with_numbers = any(map(_numbers, release.domains))
    head = [escape(say(f"chart.table.{column}")) for column in ("domain", "phase", "agreement")]
    if with_numbers:
        head += [escape(say("chart.table.chose", level=level)) for level in range(len(q.phases))] + [
            named(q, say, "dk")
        ]
    rows = []
    for domain in release.domains:
        row = [named(q, say, f"domains.{domain.id}.name"), escape(_level(q, say, domain))]
        label = say(f"score.agreement.{domain.agreement}") if isinstance(domain.agreement, str) else "–"
        row.append(escape(label))
        if with_numbers:
            row += [str(number) for number in _numbers(domain)] or ["–"] * (len(q.phases) + 1)
        rows.append(row)
    return table(say, say("chart.table.profile") if with_numbers else say("chart.profile.label"), head, rows)
