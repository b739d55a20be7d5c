"""The results of `score` to read in a terminal, in words."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from assessment.core.ports import Say
from assessment.core.profile import Profile
from assessment.core.questionnaire import Questionnaire
from assessment.reports.score_report import ScoredCommunity, Statement

WIDTH = 110
# Below this, too few answers in a redrawn sample are no news.
SHARE_TOLD = 0.05


def as_table(questionnaire: Questionnaire, communities: Sequence[ScoredCommunity], say: Say) -> str:
    """The results as blocks of lines, one block a settlement and round."""
    blocks = ["\n".join(_block(questionnaire, community, say)) for community in communities]
    return "\n\n".join(blocks) + "\n"


def _block(q: Questionnaire, community: ScoredCommunity, say: Say) -> list[str]:
    p = community.profile
    title = " · ".join(part for part in (community.settlement, community.round) if part)
    lines = [title, "=" * len(title), f"{say('score.responses')}: {p.responses} ({say('score.counting')} {p.counting})"]
    if p.mixed_picture:
        lines.append(say("score.mixed"))  # before the phase: section 7 of the rule
    lines.append(f"{say('score.phase')}: {phase_sentence(q, p, say)}")
    lines += _certainty_lines(p, say)
    if p.kind:
        lines.append(f"{say('score.kind')}: {_text(q, say, f'kinds.{p.kind}.name')}")
    if p.index is not None and p.index_interval is not None:
        low, high = (say.number(value) for value in p.index_interval)
        lines.append(f"{say('score.index')}: {say.number(p.index)} ({low}–{high})")
    if p.counting or community.municipal_levels:
        lines += _domain_lines(q, community, say)
    if community.municipal_responses and not community.municipal_levels:
        lines.append(say("score.municipal_few", number=community.municipal_responses))
    lines += _next_lines(q, p, say)
    for key, statements in (("group", community.group_results), ("outside", community.outside_views)):
        for one in statements:
            lines += _statement_lines(q, say, say(f"score.{key}"), one)
    return lines


def _text(q: Questionnaire, say: Say, id_: str) -> str:
    return q.text(id_, say.language).shown_in(say.language)


def _run(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def phase_sentence(q: Questionnaire, p: Profile, say: Say) -> str:
    """The phase in words, with how sure it is; or why there is none."""
    if p.phase is None:
        low, high = p.bounds
        missing = say(f"score.status.{p.status}")
        return missing if low is None or high is None else f"{missing} {say('score.bounds', range=_run(low, high))}"
    path = f"phases.{q.phase_ids[p.phase]}.name"
    sentence = f"{p.phase} {_text(q, say, path)}"
    if p.state and p.state not in q.phase_ids:
        sentence += f" – {_text(q, say, f'states.{p.state}.name')}"
    elif p.fading_signs:
        sentence += f", {say('score.fading')}"
    if p.probabilities is not None and p.label is not None and p.range is not None:
        tenths = min(9, max(1, round(p.probabilities[p.phase] * 10)))
        sentence += f" · {say(f'score.label.{p.label}')}, {say('score.tenths', tenths=tenths)}"
        if p.range[0] != p.range[1]:
            sentence += f" ({_run(*p.range)})"
    return sentence


def _certainty_lines(p: Profile, say: Say) -> list[str]:
    """What the phase's own sentence leaves open: missing answers, and samples that were not enough for a phase."""
    if p.phase is None:
        return []
    lines = []
    if p.probabilities is None:
        lines.append(say("score.unsure"))
    elif p.insufficient_share is not None and p.insufficient_share >= SHARE_TOLD:
        tenths = min(9, max(1, round(p.insufficient_share * 10)))
        lines.append(say("score.insufficient_share", tenths=tenths))
    low, high = p.bounds
    if low is not None and high is not None and low <= p.phase <= high and low != high:
        lines.append(say("score.bounds", range=_run(low, high)))
    return lines


def _domain_lines(q: Questionnaire, community: ScoredCommunity, say: Say) -> list[str]:
    """A line for each domain, its parts below one another; columns that nobody has are left out."""
    p, municipal = community.profile, community.municipal_levels
    rows = []
    for d, domain in enumerate(q.domain_ids):
        level, agreement = p.levels[d], p.agreement[d]
        office = None if municipal is None else municipal[d]
        rows.append(
            (
                _text(q, say, f"domains.{domain}.name"),
                say("score.not_rated") if level is None else "●" * level + "○" * (q.top - level) + f" {level}",
                say(f"score.agreement.{agreement.label}") if agreement else "",
                f"↓ {say('score.worse')}" if p.worsening[d] else "",
                "" if office is None else f"{say('score.municipal')} {office}",
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True) if width).rstrip()
        for row in rows
    ]


def _next_lines(q: Questionnaire, p: Profile, say: Say) -> list[str]:
    if p.next_step is None:
        return []
    target = _text(q, say, f"phases.{q.phase_ids[p.next_step.target]}.name")
    lines = [f"{say('score.next')}: {p.next_step.target} {target}"]
    if p.next_step.domains_needed:
        nearest = _names(q, say, p.next_step.nearest)
        lines += _indented(say.count("score.needed", p.next_step.domains_needed, names=nearest))
    if p.next_step.core_blocking:
        lines += _indented(say("score.veto", names=_names(q, say, p.next_step.core_blocking)))
    return lines


def _names(q: Questionnaire, say: Say, domains: Sequence[int]) -> str:
    return "; ".join(_text(q, say, f"domains.{q.domain_ids[d]}.name") for d in domains)


def _indented(sentence: str) -> list[str]:
    return wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)


def _statement_lines(q: Questionnaire, say: Say, title: str, one: Statement) -> list[str]:
    """A statement by itself: who made it, its phase, and the levels in the questionnaire's order."""
    present = say.count("score.present", one.present) if one.present else ""
    about = ", ".join(part for part in (one.respondent, present) if part)
    phase = say("score.stated_few") if one.profile.phase is None else phase_sentence(q, one.profile, say)
    levels = " ".join("–" if level is None else str(level) for level in one.levels)
    return [f"{title}{f' ({about})' if about else ''}: {phase}", f"  {say('score.stated')}: {levels}"]
