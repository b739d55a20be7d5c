"""One person's own result as a page of A4 (PDF/UA) and as a picture to share, set by typst from values alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assessment.core.ports import Say
from assessment.core.profile import Profile
from assessment.core.questionnaire import Questionnaire
from assessment.reports import typesetting
from assessment.reports.path_drawing import path_drawing
from assessment.reports.typesetting import TEMPLATES, Json, marked
from assessment.reports.written import one_line

PAGE, PICTURE = (TEMPLATES / name for name in ("own_result.typ", "picture.typ"))
LISTED = 3  # of the questions, and of what helps


class StepTaken(Protocol):
    """A step worth taking next: bring `domain` to `level`."""

    @property
    def domain(self) -> int:
        """The domain's position in the questionnaire."""

    @property
    def level(self) -> int:
        """The level above the present one."""


class OwnResult(Protocol):
    """What one person's answers give, as the journey gives it. Domains are positions in the questionnaire."""

    @property
    def profile(self) -> Profile:
        """The result by the rule."""

    @property
    def levels(self) -> Sequence[int | None]:
        """The person's own levels."""

    @property
    def strengths(self) -> Sequence[int]:
        """The domains to build on."""

    @property
    def steps(self) -> Sequence[StepTaken]:
        """The nearest steps."""

    @property
    def municipal(self) -> bool:
        """Whether the person's role does not make the phase."""

    @property
    def missing(self) -> Sequence[int]:
        """The domains without a level."""

    @property
    def worse(self) -> Sequence[int]:
        """The domains seen getting worse."""


def own_result_pdf(questionnaire: Questionnaire, say: Say, result: OwnResult, day: date, place: str = "") -> bytes:
    """*My result* as one page of A4, accessible (PDF/UA-1), as of `day`. The same values give the same bytes."""
    sheet = _Sheet(questionnaire, say, result)
    return typesetting.pdf(PAGE, say, sheet.page(day, one_line(place)), day)


def own_result_picture(questionnaire: Questionnaire, say: Say, result: OwnResult, place: str = "") -> bytes:
    """The phase, the path and the dots as a PNG to share, without sentences; the place only if it is given."""
    sheet = _Sheet(questionnaire, say, result)
    return typesetting.picture(PICTURE, say, sheet.picture(one_line(place)))


@dataclass(frozen=True)
class _Sheet:
    """The words and numbers that stand on a sheet, part by part."""

    q: Questionnaire
    say: Say
    result: OwnResult

    def page(self, day: date, place: str) -> Json:
        """Everything on the page of A4."""
        say = self.say
        return {
            **self.picture(place),
            "document": f"{say('result.title')} – {say('app.title')}",
            "title": say("result.title"),
            "date": say("report.date", date=day.strftime("%d.%m.%Y")),
            "strengths": {
                "title": say("result.strengths.title"),
                "none": say("result.strengths.none"),
                "rows": [self._strength(d) for d in self.result.strengths],
            },
            "steps": {
                "title": say("result.steps.later" if self._beside else "result.steps.title"),
                "rows": [self._step(step) for step in self.result.steps],
            },
            "helps": {"title": say("result.helps.title"), "rows": self._helps()},
            "questions": {"title": say("result.questions.title"), "rows": self._listed("questions")},
            "fading": self._fading(),
            "provisional": self._text("provisional"),
        }

    def picture(self, place: str) -> Json:
        """What is on the picture; the page has it too."""
        say = self.say
        return {
            "language": say.language,
            "brand": say("app.title"),
            "place": say("result.place", place=place) if place else "",
            "view": say("report.municipal" if self.result.municipal else "report.view"),
            "beside": self._beside,
            "grade": f"{say('result.not_grade')} {say('common.provisional')}.",
            "phase": self._phase(),
            "missing": self._missing(),
            "path": self._path(),
            "profile": self._profile(),
        }

    @property
    def _life(self) -> str:
        """The path of the texts that fit the result: of the side state if it holds, else of the phase; or empty."""
        profile = self.result.profile
        if profile.phase is None:
            return ""
        return f"{'phases' if profile.state in self.q.phase_ids else 'states'}.{profile.state}"

    @property
    def _beside(self) -> bool:
        return self._life.startswith("states.")

    def _phase(self) -> Json | None:
        profile, say = self.result.profile, self.say
        if profile.phase is None:
            return None
        name: object = self._text(f"{self._life}.name")
        topics = ""
        if self._beside:
            topics = say("result.fading_level", phase=self._shown(f"phases.{self.q.phase_ids[profile.phase]}.name"))
        elif profile.fading_signs and profile.phase:
            name = say("result.fading_signs", phase=self._shown(f"{self._life}.name"))
        lines: list[object] = [topics] if topics else []
        if not profile.kind:
            lines.append(self._text(f"{self._life}.description"))
        else:
            # The kind says it more exactly; the phase's own words cover all kinds and would contradict some of it.
            kind = say("result.kind", kind=self._shown(f"kinds.{profile.kind}.name"))
            lines.append(f"{kind} {self._shown(f'kinds.{profile.kind}.description')}")
        colour = next(phase.colour for phase in self.q.phases + self.q.states if phase.id == profile.state)
        return {"lead": say("report.phase"), "name": name, "topics": topics, "lines": lines, "colour": colour}

    def _missing(self) -> Json:
        say, q = self.say, self.q
        needed = q.rule.rated_needed(len(q.domains))
        text = say("result.missing.text", needed=needed, total=len(q.domains), core=self._names(q.core))
        still = say("result.missing.open", names=self._names(self.result.missing))
        return {"title": say("result.missing.title"), "lines": [text, still]}

    def _path(self) -> Json:
        say, q, profile = self.say, self.q, self.result.profile
        here = say("report.here")
        flags = {profile.state: here} if profile.state else {}
        if self._beside:
            flags[q.phase_ids[profile.phase or 0]] = say("chart.path.topics")
        return path_drawing(q, say, profile.state or "", flags)

    def _profile(self) -> Json:
        say = self.say
        return {
            "title": say("result.profile.title"),
            "head": [say("chart.table.domain"), say("report.level"), say("report.description")],
            "colours": [phase.colour for phase in self.q.phases],
            "rows": [self._topic(d, level) for d, level in enumerate(self.result.levels)],
        }

    def _topic(self, d: int, level: int | None) -> Json:
        say, domain = self.say, self.q.domain_ids[d]
        row: Json = {"name": self._text(f"domains.{domain}.name"), "level": level}
        if level is None:
            return row | {"alt": say("chart.profile.unknown"), "sentence": say("chart.profile.unknown")}
        phase = self.q.phase_ids[level]
        alt = say("chart.level", level=level, phase=self._shown(f"phases.{phase}.name"))
        return row | {"alt": alt, "sentence": self._text(f"domains.{domain}.levels.{phase}")}

    def _strength(self, d: int) -> Json:
        # Not the anchor: at the lower levels it holds a complaint too, and a strength would read like mockery.
        domain, level = self.q.domain_ids[d], self.q.phase_ids[self.result.levels[d] or 0]
        return {
            "name": self._text(f"domains.{domain}.name"),
            "sentence": self._text(f"domains.{domain}.strengths.{level}"),
        }

    def _step(self, step: StepTaken) -> Json:
        domain, now = self.q.domain_ids[step.domain], self.result.levels[step.domain] or 0
        ids = {
            "now": f"levels.{self.q.phase_ids[now]}",
            "next": f"levels.{self.q.phase_ids[step.level]}",
            "helps": f"steps.{self.q.phase_ids[step.level]}",
        }
        parts = [[self.say(f"result.step.{name}"), self._text(f"domains.{domain}.{id_}")] for name, id_ in ids.items()]
        return {"name": self._text(f"domains.{domain}.name"), "parts": parts}

    def _helps(self) -> list[Json]:
        """What helps in the phase: beside the path, and where there is no next step. Steps say it for themselves."""
        return self._listed("helps") if self._beside or not self.result.steps else []

    def _fading(self) -> Json | None:
        if not self.result.profile.fading_signs:
            return None
        text = self.say("result.fading.text", names=self._names(self.result.worse))
        return {"title": self.say("result.fading.title"), "text": text}

    def _listed(self, leaf: str) -> list[Json]:
        if not self._life:
            return []
        return [
            marked(text, self.say.language) for text in self.q.items(f"{self._life}.{leaf}", self.say.language)[:LISTED]
        ]

    def _names(self, domains: Sequence[int]) -> str:
        # Semicolons: a name such as "Leadership and succession" is a list of its own.
        return "; ".join(self._shown(f"domains.{self.q.domain_ids[d]}.name") for d in domains)

    def _text(self, id_: str) -> Json:
        return marked(self.q.text(id_, self.say.language), self.say.language)

    def _shown(self, id_: str) -> str:
        return self.q.text(id_, self.say.language).shown_in(self.say.language)
