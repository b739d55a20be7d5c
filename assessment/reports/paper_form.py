"""The whole questionnaire on paper, to fill in by hand; whoever coordinates the round keys the sheets in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assessment.core.ports import Say
from assessment.core.questionnaire import TRENDS, Questionnaire
from assessment.core.round import Round
from assessment.core.suppression import Thresholds
from assessment.reports import handout, typesetting
from assessment.reports.typesetting import Json, marked

PAGE = Path(__file__).parent / "paper_form.typ"


def paper_form(questionnaire: Questionnaire, say: Say, one: Round, limits: Thresholds) -> bytes:
    """The form of a round (PDF/UA-1), in letters that old eyes read: four pages of A4 for eight domains.

    The five descriptions of a domain carry the digits by which they are keyed in, and each page has room for the
    number of the sheet, so that loose pages find one another again.
    """
    return typesetting.pdf(PAGE, say, _Form(questionnaire, say, one, limits).values(), one.opened_on)


@dataclass(frozen=True)
class _Form:
    """The words of the form, part by part."""

    q: Questionnaire
    say: Say
    one: Round
    limits: Thresholds

    def values(self) -> Json:
        """Everything on the form."""
        say, q = self.say, self.q
        place = handout.of_round(say, self.one)
        return {
            **place,
            "document": f"{place['place']} – {say('print.form.title')}",
            "kind": say("print.form.title"),
            "title": say("home.title"),
            "number": say("print.form.number"),
            "facts": handout.facts(say, self.one),
            "about": handout.about(q, say),
            "how": self._how(),
            "privacy": say("print.form.privacy"),
            "role": self._choice("role", q.role_ids),
            "domains": [self._domain(number, domain) for number, domain in enumerate(q.domain_ids, 1)],
            "last": self._last(),
            "give": {"title": say("print.form.give.title"), "text": say("print.form.give")},
            "keying": say("print.form.keying", date=handout.day(self.one.closes_on)),
            "provisional": self._text("provisional"),
        }

    def _how(self) -> Json:
        say = self.say
        rows = [self._text("instruction"), *(say(f"print.form.{name}") for name in ("cross", "digits"))]
        return {"title": say("print.form.how"), "rows": [*rows, say("assess.freetext")]}

    def _domain(self, number: int, domain: str) -> Json:
        path = f"domains.{domain}"
        levels = [[str(k), self._text(f"{path}.levels.{phase}")] for k, phase in enumerate(self.q.phase_ids)]
        return {
            "number": f"{number}.",
            "name": self._text(f"{path}.name"),
            "question": self._text(f"{path}.question"),
            "levels": [*levels, ["", self._text("dk")]],
            "trend": self._choice("trend", TRENDS),
            "reason": self._optional("reason"),
        }

    def _last(self) -> Json:
        say, q = self.say, self.q
        return {
            "title": say("assess.last.title"),
            "text": say("assess.last.text"),
            "choices": [self._choice(f"questions.{asked.id}", asked.options) for asked in q.questions],
            "notes": [self._optional(f"notes.{note}") for note in q.notes],
            "though_few": self._though_few(),
        }

    def _though_few(self) -> Json | None:
        """Whether texts may be shown early; where they are shown from the first release on, nothing is to decide."""
        say, limits = self.say, self.limits
        if limits.few >= limits.all:
            return None
        return {
            "question": say("print.though_few", few=limits.few, fewer=limits.all - 1, all=limits.all),
            "options": [say("print.though_few.yes"), say("print.though_few.no")],
        }

    def _choice(self, path: str, options: tuple[str, ...]) -> Json:
        return {
            "question": self._text(f"{path}.question"),
            "options": [self._text(f"{path}.options.{option}") for option in options],
        }

    def _optional(self, id_: str) -> list[object]:
        """A question to be answered only if one wishes, in parts: its words may be in another language."""
        before, _, after = self.say("assess.optional", question="\n").partition("\n")
        return [before, self._text(id_), after]

    def _text(self, id_: str) -> Json:
        return marked(self.q.text(id_, self.say.language), self.say.language)
