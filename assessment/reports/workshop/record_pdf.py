"""The record of a workshop on paper, for people: every ballot in the order of the room, as far as it may leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.core.ballot import Counts, TableVote
from assessment.core.ports import Say
from assessment.core.questionnaire import DONT_KNOW, Questionnaire
from assessment.core.record import Record, RecordedBallot
from assessment.core.scene import Agreed
from assessment.core.suppression import KNOWN, Suppressed, Thresholds
from assessment.core.workshop import DOMAIN, OPEN_ROOM, STORY, Step
from assessment.reports import typesetting
from assessment.reports.typesetting import TEMPLATES, Json, marked
from assessment.reports.written import lines, one_line

SHEET = TEMPLATES / "workshop_record.typ"


@dataclass(frozen=True)
class Around:
    """What a record does not know itself: what its workshop's language is called, and where its round is seen.

    `address` leads to the result of the round that remains, and ends with `code`; both are empty where there is none.
    """

    language: str
    address: str = ""
    code: str = ""


def record_pdf(
    questionnaire: Questionnaire,
    say: Say,
    record: Record,
    around: Around,
    thresholds: Thresholds | None = None,
) -> bytes:
    """The record as an accessible PDF (PDF/UA-1) on numbered pages of A4. The same record gives the same bytes."""
    told = _Told(questionnaire, say, record, thresholds or Thresholds())
    day = record.standing.ended_on or record.standing.workshop.opened_on
    return typesetting.pdf(SHEET, say, told.values(around), day)


@dataclass(frozen=True)
class _Told:
    """What the sheet says of one record."""

    q: Questionnaire
    say: Say
    record: Record
    limits: Thresholds

    def values(self, around: Around) -> Json:
        """The values of the template."""
        say, workshop = self.say, self.record.standing.workshop
        domains = [step for step in workshop.steps if step.kind == DOMAIN]
        stories = [step for step in workshop.steps if step.kind == STORY and self._of(step)]
        return {
            "language": say.language,
            "brand": say("app.title"),
            "title": say("record.title"),
            "place": self._place(),
            "when": _day(workshop.opened_on),
            "facts": self._facts(around.language),
            "colours": [phase.colour for phase in self.q.phases],
            "head": [say("record.ballot"), say("record.outcome"), say("record.spread")],
            "key": {"title": say("record.key"), "rows": [self._level(level) for level in range(self.q.top + 1)]},
            "domains": {"title": say("record.domains"), "steps": [self._domain(step) for step in domains]},
            "stories": {
                "title": say("record.stories"),
                "lead": say("record.stories.lead"),
                "steps": [self._story(step) for step in stories],
            },
            "ideas": self._ideas(),
            "remains": self._remains(around),
            "about": {"title": say("record.about"), "lines": self._about()},
        }

    def _place(self) -> str:
        area = self.record.standing.workshop.area
        if area is None:
            return self.say("record.open_room")
        return ", ".join(filter(None, (one_line(area.name), one_line(area.municipality))))

    def _facts(self, language: str) -> list[str]:
        """Who took part, as far as that may be told, and in which language the room spoke."""
        say, record = self.say, self.record
        people = record.people
        told = [
            say("record.people.few", few=self.limits.few)
            if isinstance(people, Suppressed)
            else say("record.people", number=people)
        ]
        told += [say("record.tables", number=record.tables)] if record.tables else []
        told.append(say("record.language", language=language))
        told.append(say("record.blind" if record.standing.workshop.is_blind else "record.not_blind"))
        return told

    def _of(self, step: Step) -> list[RecordedBallot]:
        return [one for one in self.record.ballots if one.step == step.key]

    def _domain(self, step: Step) -> Json:
        ballots = self._of(step)
        pairs = zip([None, *ballots[:-1]], ballots, strict=True) if ballots else ()
        return {
            "name": marked(self.q.text(f"domains.{step.id}.name", self.say.language), self.say.language),
            "none": "" if ballots else self.say("record.no_ballot"),
            "ballots": [self._ballot(one, self._level_and_votes(one, before)) for before, one in pairs],
            "agreed": self._agreed(step, self.record.agreed.get(step.key, Agreed())),
        }

    def _story(self, step: Step) -> Json:
        story = next(one for one in self.q.stories if one.id == step.id)
        phases = [self._level(self.q.phase_ids.index(id_)) for id_ in story.phases if id_ in self.q.phase_ids]
        return {
            "name": marked(self.q.text(f"stories.{step.id}.title", self.say.language), self.say.language),
            "shows": self.say("record.story.shows", phases="; ".join(phases)) if phases else "",
            "ballots": [self._ballot(one, self._votes(one)) for one in self._of(step)],
        }

    def _ballot(self, one: RecordedBallot, told: list[str]) -> Json:
        spread = one.counts if isinstance(one.counts, Counts) else None
        is_story = one.step.startswith(f"{STORY}:")
        return {
            "name": self.say("record.ballot.number", number=one.ballot),
            "level": None if is_story or isinstance(one.level, Suppressed) else one.level,
            "told": told,
            "tables": [self._table(vote) for vote in one.tables],
            "numbers": None if spread is None else list(spread.levels),
            "alt": "" if spread is None else self._counted(spread),
            "held": self._held_spread(one),
        }

    def _level_and_votes(self, one: RecordedBallot, before: RecordedBallot | None) -> list[str]:
        """The level, how far people agreed, and how it moved; then how many voted."""
        say = self.say
        if isinstance(one.level, Suppressed):
            return self._votes(one)
        told = [say("chart.domain.unknown") if one.level is None else self._level(one.level)]
        if isinstance(one.label, Suppressed):
            told.append(say("record.held.label", number=self.limits.fuller))
        elif one.level is not None:
            label = one.label
            told.append(say(f"chart.agreement.{label}"))
        return [*told, *self._moved(before, one), *self._votes(one)]

    def _moved(self, before: RecordedBallot | None, one: RecordedBallot) -> list[str]:
        if before is None or not isinstance(before.level, int) or not isinstance(one.level, int):
            return []
        way = "same" if before.level == one.level else "up" if one.level > before.level else "down"
        return [self.say(f"record.moved.{way}", before=before.level, after=one.level)]

    def _votes(self, one: RecordedBallot) -> list[str]:
        """How many chose a description, and what else was chosen; or why that is held back."""
        say = self.say
        if isinstance(one.votes, Suppressed):
            known = one.votes.reason == KNOWN
            return [say("record.held.known" if known else "record.held.few", few=self.limits.few)]
        told = [say("record.votes", number=one.votes)]
        told += [say("record.hands", number=one.hands)] if one.hands else []
        if isinstance(one.counts, Counts):
            told += [f"{self._dont_know()}: {one.counts.dk}"] if one.counts.dk else []
            told += [say("record.abstained", number=one.counts.abstained)] if one.counts.abstained else []
        return [" · ".join(told)]

    def _held_spread(self, one: RecordedBallot) -> str:
        if isinstance(one.votes, Suppressed) or isinstance(one.counts, Counts):
            return ""
        if one.counts == Suppressed(KNOWN):
            return self.say("record.held.apart")
        return self.say("record.held.spread", number=self.limits.all)

    def _table(self, vote: TableVote) -> str:
        chosen = self._dont_know() if vote.choice == DONT_KNOW else self.say("record.abstained.one")
        if vote.choice.isdigit():
            chosen = self._level(int(vote.choice))
        return self.say.count("record.table", vote.people, table=vote.number, choice=chosen)

    def _counted(self, counts: Counts) -> str:
        """The bars in words, for who does not see them."""
        return "; ".join(f"{self._level(level)}: {number}" for level, number in enumerate(counts.levels))

    def _agreed(self, step: Step, note: Agreed) -> Json | None:
        """What the host noted; None where nothing was."""
        if note == Agreed():
            return None
        phase = None if note.level is None else self.q.phase_ids[note.level]
        description = None if phase is None else self.q.text(f"domains.{step.id}.levels.{phase}", self.say.language)
        return {
            "title": self.say("record.agreed"),
            "level": self.say("record.agreed.none") if note.level is None else self._level(note.level),
            "description": None if description is None else marked(description, self.say.language),
            "dissent": {"title": self.say("record.dissent"), "text": lines(note.dissent)} if note.dissent else None,
        }

    def _ideas(self) -> Json | None:
        if not self.record.ideas:
            return None
        rows = [
            {
                "text": lines(text),
                "by": self.say("record.idea.written" if support is None else "record.idea.chosen", number=support),
            }
            for text, support in self.record.ideas
        ]
        return {"title": self.say("record.ideas"), "lead": self.say("record.ideas.lead"), "rows": rows}

    def _remains(self, around: Around) -> Json:
        say, workshop = self.say, self.record.standing.workshop
        if around.address:
            told = [say("record.remains.round"), say("record.remains.code", code=around.code)]
        elif workshop.kind == OPEN_ROOM:
            told = [say("record.remains.open_room"), self._places()]
        else:
            told = [say("record.remains.none" if self.record.standing.course.has_ended else "record.remains.later")]
        return {"title": say("record.remains"), "lines": told, "address": around.address}

    def _places(self) -> str:
        """Where the places of an open room are, or from how many on that leaves it."""
        places = self.record.places
        if places is None or places.phases is None:
            return self.say("record.places.held", number=self.limits.all)
        counts = "; ".join(f"{self._level(phase)}: {number}" for phase, number in enumerate(places.phases))
        return self.say("record.places", counts=counts, without=places.without)

    def _about(self) -> list[str]:
        say, limits = self.say, self.limits
        released = say("record.about.held", few=limits.few, fuller=limits.fuller, all=limits.all)
        provisional = self.q.text("provisional", say.language).shown_in(say.language) if self.q.provisional else ""
        told = [say("result.not_grade"), provisional, say("record.about.room"), released]
        told += [say("record.about.tables")] if any(one.tables for one in self.record.ballots) else []
        told += [say("record.about.hands")] if any(one.hands for one in self.record.ballots) else []
        return [*filter(None, told), say("told.method.questionnaire", name=self.q.name)]

    def _level(self, level: int) -> str:
        name = self.q.text(f"phases.{self.q.phase_ids[level]}.name", self.say.language)
        return self.say("chart.level", level=level, phase=name.shown_in(self.say.language))

    def _dont_know(self) -> str:
        return self.q.text(DONT_KNOW, self.say.language).shown_in(self.say.language)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
