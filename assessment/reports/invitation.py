"""Texts that a coordinator pastes: into a chat group, into the village's notices, and as a reminder."""

from __future__ import annotations

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.round import PAPER, Round
from assessment.reports import handout
from assessment.reports.written import one_line


def invitation(questionnaire: Questionnaire, say: Say, one: Round, address: str, code: str) -> str:
    """A few short lines for a chat group."""
    lines = [
        f"{one_line(one.area.name)}: {say('invite.question')}",
        f"{say.count('print.topics', len(questionnaire.domains))} {say('invite.unseen')}",
        *_way(say, one, address, code),
        say("invite.until", date=handout.day(one.closes_on)),
    ]
    return "\n".join(lines)


def reminder(questionnaire: Questionnaire, say: Say, one: Round, address: str, code: str) -> str:
    """The same some days before the end; it thanks those who have answered and names no numbers."""
    lines = [
        f"{one_line(one.area.name)}: {say('invite.still')}",
        say("invite.until", date=handout.day(one.closes_on)),
        f"{say('invite.thanks')} {say.count('print.topics', len(questionnaire.domains))}",
        *_way(say, one, address, code),
    ]
    return "\n".join(lines)


def notice_text(questionnaire: Questionnaire, say: Say, one: Round, address: str, code: str) -> str:
    """A notice for a village paper or an e-mail: what it is, why, who sees what, and how to answer."""
    place = " · ".join(filter(None, map(one_line, (one.area.name, one.area.municipality, one.period))))
    help_ = "invite.help.paper" if PAPER in one.ways else "invite.help"
    paragraphs = [
        place,
        say("home.title"),
        f"{say('invite.why')} {say.count('print.topics', len(questionnaire.domains))} {say('invite.not_grade')}",
        handout.privacy(say, one),
        "\n".join([say("invite.open"), *_way(say, one, address, code)]),
        "\n".join(f"{name}: {words}" for name, words in handout.facts(say, one)),
        f"{say('invite.result')} {say(help_)}",
    ]
    return "\n\n".join(paragraphs)


def _way(say: Say, one: Round, address: str, code: str) -> list[str]:
    """Where to answer. In full: a chat makes only a whole address one that can be tapped."""
    lines = [address] if code in address else [address, f"{say('print.code')}: {code}"]
    return [*lines, say("print.own_code")] if one.is_strict else lines
