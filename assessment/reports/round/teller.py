"""Who tells a result: it knows the questionnaire, the words, the result and the thresholds, and names things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire, Text
from assessment.core.released import Release
from assessment.core.round_result import RoundResult
from assessment.core.suppression import FEW, Suppressed, Thresholds
from assessment.reports.round.blocks import Bullets, Paragraph, Words
from assessment.reports.round.shown import Shown
from assessment.reports.written import lines, one_line


@dataclass(frozen=True)
class Teller:
    """All that the sections are told from; `shown` is the result that they are about."""

    q: Questionnaire
    say: Say
    result: RoundResult
    limits: Thresholds
    shown: Shown

    @property
    def release(self) -> Release:
        """What may be shown of the round."""
        return self.result.release

    @property
    def life(self) -> str:
        """The path of the texts that fit the result: of the side state if it holds, else of the phase; or empty."""
        return self.life_of(self.shown.state)

    def life_of(self, state: str | None) -> str:
        """The same for a state."""
        if not state:
            return ""
        return f"{'phases' if state in self.q.phase_ids else 'states'}.{state}"

    @property
    def is_beside(self) -> bool:
        """Whether the result is a state beside the path, where relief comes before any step."""
        return self.life.startswith("states.")

    def words(self, id_: str, **values: object) -> Words:
        """A text of the interface."""
        return Words(self.say(id_, **values), self.say.language)

    def plain(self, text: str) -> Words:
        """Words already in the reader's language, or a number."""
        return Words(text, self.say.language)

    def paragraph(self, id_: str, **values: object) -> Paragraph:
        """A text of the interface as a paragraph."""
        return Paragraph(self.words(id_, **values))

    def text(self, id_: str) -> Words:
        """A text of the questionnaire, marked if it is not in the reader's language."""
        return self._marked(self.q.text(id_, self.say.language))

    def items(self, id_: str, most: int | None = None) -> tuple[Words, ...]:
        """A list of the questionnaire, or its first so many."""
        return tuple(self._marked(text) for text in self.q.items(id_, self.say.language)[:most])

    def bullets(self, id_: str) -> Bullets:
        """A list of the questionnaire as one."""
        return Bullets(self.items(id_))

    def called(self, id_: str) -> str:
        """A text of the questionnaire to stand in a sentence."""
        return self.text(id_).text

    def domain(self, d: int) -> Words:
        """A domain's name."""
        return self.text(f"domains.{self.q.domain_ids[d]}.name")

    def phase(self, level: int) -> str:
        """A phase's name, to stand in a sentence."""
        return self.called(f"phases.{self.q.phase_ids[level]}.name")

    def level(self, level: int | None) -> Words:
        """A level as its number and its phase's name; or that it is not known."""
        if level is None:
            return self.words("chart.profile.unknown")
        return self.words("chart.level", level=level, phase=self.phase(level))

    def anchor(self, d: int, level: int) -> Words:
        """The description of a level of a domain."""
        return self.text(f"domains.{self.q.domain_ids[d]}.levels.{self.q.phase_ids[level]}")

    def names(self, domains: Iterable[int]) -> str:
        """Names of domains as a list in a sentence."""
        # Semicolons: a name such as "Leadership and succession" is a list of its own.
        return "; ".join(self.domain(d).text for d in domains)

    def because(self, hidden: Suppressed, needed: int) -> str:
        """Why something is held back, to stand in a sentence; `needed` are the answers that it would take."""
        return self.say(f"told.because.{hidden.reason}", number=needed if hidden.reason == FEW else "")

    def not_shown(self, what: str, hidden: Suppressed, needed: int) -> Words:
        """A sentence: what is held back, and why."""
        return self.words("told.not_shown", what=self.say(what), why=self.because(hidden, needed))

    def closing(self) -> str:
        """When the round was closed, or will be."""
        one = self.result.round
        if one.closed_on is None:
            return self.say("told.closes", date=self.date(one.closes_on))
        return self.say("told.closed", date=self.date(one.closed_on))

    @staticmethod
    def date(day: date) -> str:
        """A day as it is written in Estonia."""
        return day.strftime("%d.%m.%Y")

    @staticmethod
    def written(text: str) -> Words:
        """What somebody wrote, on one line."""
        return Words(one_line(text), "")

    @staticmethod
    def quoted(text: str) -> Words:
        """What somebody wrote, in its lines."""
        return Words(lines(text), "")

    def _marked(self, text: Text) -> Words:
        return Words(text.shown_in(self.say.language), text.language)
