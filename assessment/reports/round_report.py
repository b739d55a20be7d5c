"""What is released of a round, for programs (JSON in the keys of `score`) and for a terminal (words)."""

from __future__ import annotations

import json

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import INDICATIVE, Chance, Index, Release, ReleasedDomain, ReleasedStep
from assessment.core.suppression import NotKnown, Suppressed

Json = dict[str, object]


def as_json(questionnaire: Questionnaire, settlement: str, round_: str, release: Release) -> str:
    """The keys of `score`; what may not be shown is `{"hidden": reason}`, what is not known null.

    `probabilities` are tenths of the phases that have any, `within_one` is in tenths too: neither leaves more exactly.
    """
    q, r = questionnaire, release
    content = {
        "settlement": settlement,
        "round": round_,
        "questionnaire": r.questionnaire,
        "indicative": r.detail == INDICATIVE,
        "responses": _shown(r.responses),
        "counting": _shown(r.counting),
        "status": _shown(r.status),
        "phase": _shown(r.phase),
        "state": _shown(r.state),
        "fading_signs": _shown(r.fading_signs),
        "kind": _shown(r.kind),
        "levels": {domain.id: _shown(domain.level) for domain in r.domains},
        "index": _shown(r.index, lambda index: index.value),
        "index_interval": _shown(r.index, lambda index: [index.low, index.high]),
        "probabilities": _shown(r.chances, lambda chances: [_chance(chance) for chance in chances]),
        "insufficient_share": _shown(r.unsure),
        "label": _shown(r.label),
        "range": _shown(r.range, list),
        "bounds": _shown(r.bounds, list),
        "mixed_picture": _shown(r.mixed_picture),
        "agreement": {domain.id: _agreement(domain) for domain in r.domains},
        "next_step": _shown(r.next_step, lambda step: _step(q, step)),
        "roles": _shown(r.role_blocks, lambda blocks: [{"roles": b.groups, "number": b.number} for b in blocks]),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def _shown(value: object, form: object = None) -> object:
    """A value as it leaves: held back, not known, or in its form."""
    if isinstance(value, Suppressed):
        return {"hidden": value.reason}
    if value is None or isinstance(value, NotKnown):
        return None
    return form(value) if callable(form) else value


def _chance(chance: Chance) -> Json:
    return {"phase": chance.phase, "tenths": chance.tenths}


def _agreement(domain: ReleasedDomain) -> object:
    if isinstance(domain.agreement, NotKnown):
        return None
    return {
        "label": _shown(domain.agreement),
        "within_one": _shown(domain.within_one),
        "ad": _shown(domain.spread, lambda spread: spread.ad),
        "a": _shown(domain.spread, lambda spread: spread.a),
        "two_camps": _shown(domain.spread, lambda spread: spread.two_camps),
    }


def _step(q: Questionnaire, step: ReleasedStep) -> Json:
    return {
        "target": step.target,
        "domains_needed": step.domains_needed,
        "nearest": [q.domain_ids[d] for d in step.nearest],
        "core_blocking": [q.domain_ids[d] for d in step.core_blocking],
    }


def as_table(questionnaire: Questionnaire, settlement: str, round_: str, release: Release, say: Say) -> str:
    """The result to read in a terminal."""
    q, r = questionnaire, release
    title = f"{settlement} · {round_}"
    lines = [title, "=" * len(title)]
    if isinstance(r.phase, Suppressed):
        return "\n".join([*lines, say(f"score.hidden.{r.phase.reason}")]) + "\n"
    if not isinstance(r.counting, Suppressed):
        lines.append(f"{say('score.counting.only')}: {r.counting}")
    if r.mixed_picture is True:
        lines.append(say("score.mixed"))
    lines.append(f"{say('score.phase')}: {_phase(q, r, say)}")
    if isinstance(r.kind, str):
        lines.append(f"{say('score.kind')}: {_text(q, say, f'kinds.{r.kind}.name')}")
    if isinstance(r.index, Index):
        low, high = say.number(r.index.low), say.number(r.index.high)
        lines.append(f"{say('score.index')}: {say.number(r.index.value)} ({low}–{high})")
    return "\n".join(lines + _domains(q, r, say)) + "\n"


def _phase(q: Questionnaire, r: Release, say: Say) -> str:
    if not isinstance(r.phase, int):
        return say(f"score.status.{r.status}")
    sentence = f"{r.phase} {_text(q, say, f'phases.{q.phase_ids[r.phase]}.name')}"
    if isinstance(r.state, str) and r.state not in q.phase_ids:
        sentence += f" – {_text(q, say, f'states.{r.state}.name')}"
    elif r.fading_signs is True:
        sentence += f", {say('score.fading')}"
    if isinstance(r.label, str):
        sentence += f" · {say(f'score.label.{r.label}')}"
    if isinstance(r.chances, tuple):
        tenths = next(chance.tenths for chance in r.chances if chance.phase == r.phase)
        sentence += f", {say('score.tenths', tenths=tenths)}"
    return sentence + (f" ({say('score.indicative')})" if r.detail == INDICATIVE else "")


def _domains(q: Questionnaire, r: Release, say: Say) -> list[str]:
    names = [_text(q, say, f"domains.{domain.id}.name") for domain in r.domains]
    width = max(map(len, names))
    lines = []
    for name, domain in zip(names, r.domains, strict=True):
        level = domain.level
        dots = "●" * level + "○" * (q.top - level) + f" {level}" if isinstance(level, int) else say("score.not_rated")
        label = f"  {say(f'score.agreement.{domain.agreement}')}" if isinstance(domain.agreement, str) else ""
        lines.append(f"  {name:<{width}}  {dots}{label}")
    return lines


def _text(q: Questionnaire, say: Say, id_: str) -> str:
    return q.text(id_, say.language).shown_in(say.language)
