"""A municipality's areas on paper, for its council: how many are where, the map, each area in a line, the method.

Areas stand by name. There is no rank, no average over areas, and no figure that their communities do not share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assessment.core.change import MOVED_UP
from assessment.core.overview import (
    CLOSED,
    MOVED,
    NO_CONTACT,
    OPEN,
    OTHER_VERSION,
    UNKNOWN,
    AreaStanding,
    Attention,
    Picture,
    SharedResult,
)
from assessment.core.ports import Say
from assessment.core.profile import NO_DATA
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import INDICATIVE
from assessment.core.suppression import FEW, Thresholds
from assessment.reports import typesetting
from assessment.reports.municipality_words import about, bare_name, counted, counts, state_name, title
from assessment.reports.typesetting import TEMPLATES, Json
from assessment.reports.written import one_line

SHEET = TEMPLATES / "council.typ"


@dataclass(frozen=True)
class DrawnMap:
    """The map as somebody else drew it: an SVG in ink, what it shows in words, its signs with their meaning, notes."""

    svg: str
    told: str
    signs: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()


def council_report(
    questionnaire: Questionnaire,
    say: Say,
    picture: Picture,
    drawn: DrawnMap | None = None,
    limits: Thresholds | None = None,
) -> bytes:
    """The report as an accessible PDF (PDF/UA-1) on numbered pages of A4. The same picture gives the same bytes."""
    told = _Told(questionnaire, say, picture, limits or Thresholds())
    return typesetting.pdf(SHEET, say, told.values(drawn), picture.today)


@dataclass(frozen=True)
class _Told:
    """What the sheet says of one picture."""

    q: Questionnaire
    say: Say
    picture: Picture
    limits: Thresholds

    def values(self, drawn: DrawnMap | None) -> Json:
        """The values of the template."""
        say, q = self.say, self.q
        return {
            "language": say.language,
            "brand": say("app.title"),
            "title": title(say, self.picture),
            "when": say("take.as_of", date=_day(self.picture.today)),
            "lead": say("take.council.lead"),
            "counted": counted(say, self.picture),
            "counts": self._counts(),
            "map": self._map(drawn),
            "attention": self._attention(),
            "areas": self._areas(),
            "about": {
                "title": say("told.method.title"),
                "lines": about(q, say, self.picture, self.limits),
            },
        }

    def _counts(self) -> Json:
        say = self.say
        rows = [
            {
                "disc": self._disc(one.id),
                "name": state_name(self.q, say, one.id),
                "responses": one.by_responses,
                "agreed": one.by_groups,
            }
            for one in counts(self.q, self.picture)
        ]
        head = [say(f"take.counts.{name}") for name in ("state", "responses", "agreed")]
        return {"title": say("take.counts"), "head": head, "rows": rows, "note": say("take.about.unknown")}

    def _map(self, drawn: DrawnMap | None) -> Json | None:
        if drawn is None:
            return None
        return {
            "title": self.say("take.council.map"),
            "svg": drawn.svg,
            "told": drawn.told,
            # The number stays with its words.
            "signs": [{"svg": svg, "words": words.replace(" – ", "\u00a0–\u00a0")} for svg, words in drawn.signs],
            "notes": list(drawn.notes),
        }

    def _disc(self, id_: str) -> Json:
        """The sign of a phase or state; without a colour where there is none."""
        lives = self.q.phases + self.q.states
        colour = next((life.colour for life in lives if life.id == id_), None)
        is_on_path = id_ in self.q.phase_ids
        sign = str(self.q.phase_ids.index(id_)) if is_on_path else self.say("chart.path.side")
        return {"sign": sign if colour else "?" if id_ == UNKNOWN else "×", "colour": colour, "beside": not is_on_path}

    def _attention(self) -> Json:
        """What wants attention, by reason. Whom the worker has not talked to yet is no matter of the council's."""
        say = self.say
        listed = [one for one in self.picture.attention if one.reason != NO_CONTACT]
        reasons = [
            {
                "title": say(f"take.attention.{reason}"),
                "why": say(f"take.attention.{reason}.why"),
                "names": [self._wanting(one) for one in of_reason],
            }
            for reason, of_reason in groupby(listed, key=lambda one: one.reason)
        ]
        return {"title": say("take.attention"), "reasons": reasons, "none": say("take.attention.none")}

    def _wanting(self, one: Attention) -> str:
        name = one_line(one.name)
        if one.reason == MOVED:
            return f"{name} ({self._moved(one.verdict, one.since)})"
        return f"{name} ({_day(one.day)})" if one.day else name

    def _moved(self, verdict: str, since: str) -> str:
        way = "up" if verdict == MOVED_UP else "down"
        since = one_line(since)
        return self.say(f"take.moved.{way}.since", since=since) if since else self.say(f"take.moved.{way}")

    def _areas(self) -> Json:
        say = self.say
        head = [say(f"take.council.{name}") for name in ("area", "phase", "sure", "when")]
        rows = [self._row(one) for one in self.picture.areas]
        return {"title": say("take.council.areas"), "note": say("take.about.order"), "head": head, "rows": rows}

    def _row(self, one: AreaStanding) -> Json:
        shown = one.counted
        return {
            "area": one_line(one.area.name),
            "disc": self._disc(one.counted_as),
            "phase": self._phase(one, shown),
            "sure": self._sure(one, shown),
            "when": self._when(one, shown),
        }

    def _phase(self, one: AreaStanding, shown: SharedResult | None) -> list[str]:
        """The phase in words; of one that is not known why."""
        say = self.say
        name = bare_name(self.q, say, one.counted_as)
        if shown is None:
            return [name]
        is_on_path = one.counted_as in self.q.phase_ids
        signs = [say("compare.mark.signs")] if is_on_path and shown.phase and shown.fading_signs else []
        version = [shown.questionnaire] if one.counted_as == OTHER_VERSION else []
        return [name, *signs, *version]

    def _sure(self, one: AreaStanding, shown: SharedResult | None) -> list[str]:
        """How sure the phase is, and what a group agreed on beside it; or why no phase is known."""
        if shown is None:
            return [self._why_unknown(one)]
        if one.counted_as == OTHER_VERSION:
            return [self.say("take.why.version")]
        if one.is_agreed:
            return [self._agreed_by(shown)]
        return [*self._sure_of(shown), *self._beside(one)]

    def _sure_of(self, shown: SharedResult) -> list[str]:
        say = self.say
        told = [say("take.sure.mixed")] if shown.mixed_picture else []
        told += [say("take.sure.indicative")] if shown.detail == INDICATIVE else []
        told += [say(f"take.sure.{shown.label}")] if shown.label else []
        low, high = shown.range or (0, 0)
        return told + ([say("take.sure.range", low=low, high=high)] if low < high else [])

    def _agreed_by(self, agreed: SharedResult) -> str:
        if agreed.present is None:
            return self.say("take.sure.agreed")
        return self.say("take.sure.agreed.by", people=self.say.count("told.people", agreed.present))

    def _beside(self, one: AreaStanding) -> list[str]:
        """What a group agreed on, where the area is counted by its responses."""
        agreed = one.agreed
        if agreed is None or agreed.state is None or not self.picture.is_comparable(agreed):
            return []
        phase = state_name(self.q, self.say, agreed.state)
        return [self.say("take.council.beside", phase=phase, date=_day(agreed.closed_on))]

    def _why_unknown(self, one: AreaStanding) -> str:
        say, latest = self.say, one.latest
        if latest is None:
            name = "not_yet" if one.state == CLOSED else "open" if one.state == OPEN else "no_answers"
            return say(f"take.why.{name}")
        if latest.status == FEW:
            return say("take.why.few", few=self.limits.few)
        return say("take.why.no_data" if latest.status == NO_DATA else "take.why.insufficient")

    def _when(self, one: AreaStanding, shown: SharedResult | None) -> list[str]:
        """When that was and by how many, a sure change since the round before, and until when a new round is open."""
        say, told = self.say, list[str]()
        if shown is not None:
            closed = "take.council.agreed_on" if one.is_agreed else "take.council.closed"
            told.append(", ".join(filter(None, (one_line(shown.period), say(closed, date=_day(shown.closed_on))))))
            told += [say.count("take.answers", shown.counting)] if shown.counting is not None else []
            told += [_as_sentence(self._moved(shown.moved, shown.since))] if shown.moved else []
        return told + ([say("take.council.open", date=_day(one.closes_on))] if one.closes_on else [])


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
