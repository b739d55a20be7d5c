"""The path of phases with the released phase and state of a round: downwards on a phone, across where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from assessment.charts.figure import chart, named, paragraph, phase_words, plain, why_none
from assessment.charts.palette import ink_on
from assessment.core.beside import AgreedAnswer
from assessment.core.ports import Say
from assessment.core.questionnaire import Phase, Questionnaire
from assessment.core.released import INDICATIVE, Release
from assessment.core.suppression import Suppressed

SIZE, RADIUS, RING = 56, 18, 25
HERE, MAYBE = "here", "maybe"


def round_path(questionnaire: Questionnaire, say: Say, release: Release) -> str:
    """The path as a list. The own place has a second ring, bold letters and a flag in words.

    Beside the path the flag stands there, and the phase that the topics give is flagged as just that. Further phases
    of the released range are flagged as possible.
    """
    place = _Place(
        level=release.phase if isinstance(release.phase, int) else None,
        state=release.state if isinstance(release.state, str) else None,
        reach=release.range if isinstance(release.range, tuple) else None,
        here=say("chart.round.here"),
    )
    told = paragraph(_told(questionnaire, say, release, place)) + paragraph(_note(say, release), "aside")
    return _path(questionnaire, say, place, told)


def agreed_path(questionnaire: Questionnaire, say: Say, agreed: AgreedAnswer) -> str:
    """The same for what a meeting agreed on, and flagged as that."""
    level = agreed.phase if isinstance(agreed.phase, int) else None
    state = agreed.state if isinstance(agreed.state, str) else None
    place = _Place(level, state, None, say("told.path.agreed"))
    told = say("chart.round.unknown")
    if level is not None:
        told = say("chart.agreed.told", state=_called(questionnaire, say, place, level))
    return _path(questionnaire, say, place, paragraph(told))


@dataclass(frozen=True)
class _Place:
    """Where the community is: its level and state, and the released range. `here` are the words of the flag."""

    level: int | None
    state: str | None
    reach: tuple[int, int] | None
    here: str

    def is_beside(self, q: Questionnaire) -> bool:
        return self.state in [side.id for side in q.states]


def _path(q: Questionnaire, say: Say, place: _Place, told: str) -> str:
    stops = "".join(_on_path(q, say, place, level) for level in range(len(q.phases)))
    sides = "".join(_side(q, say, side, place) for side in q.states)
    return chart("route", say("chart.path.label"), f"<ol>{stops}</ol>{sides}{told}")


def _on_path(q: Questionnaire, say: Say, place: _Place, level: int) -> str:
    flag, kind = _flag_of(say, place, level, place.is_beside(q))
    current = ' aria-current="step"' if kind == HERE else ""
    stop = _stop(q, say, q.phases[level], str(level), kind, flag)
    return f'<li class="kp-stop{f" kp-{kind}" if kind else ""}"{current}>{stop}</li>'


def _flag_of(say: Say, place: _Place, level: int, beside: bool) -> tuple[str, str]:
    """The words of a stop's flag and its kind; both empty for a stop without one."""
    if level == place.level:
        return (say("chart.path.topics"), MAYBE) if beside else (place.here, HERE)
    if place.reach is not None and place.reach[0] <= level <= place.reach[1]:
        return say("chart.round.maybe"), MAYBE
    return "", ""


def _stop(q: Questionnaire, say: Say, phase: Phase, sign: str, kind: str, flag: str, group: str = "phases") -> str:
    more = f"<small>{escape(say('chart.path.beside'))}</small>" if group == "states" else ""
    shown = f'<span class="kp-flag">{escape(flag)}</span>' if flag else ""
    return (
        f'{_sign(phase, sign, kind, group == "states")}<span class="kp-words">'
        f'<span class="kp-name">{named(q, say, f"{group}.{phase.id}.name")}</span>{more}{shown}</span>'
    )


def _side(q: Questionnaire, say: Say, side: Phase, place: _Place) -> str:
    kind, flag = (HERE, place.here) if side.id == place.state else ("", "")
    stop = _stop(q, say, side, say("chart.path.side"), kind, flag, "states")
    return f'<p class="kp-stop kp-side{f" kp-{kind}" if kind else ""}">{stop}</p>'


def _sign(phase: Phase, sign: str, kind: str, is_side: bool) -> str:
    """The stop itself: a disc in the phase's colour with its digit, and a ring around it where one is."""
    middle, dashes = SIZE / 2, ' stroke-dasharray="4 3"'
    ring = f'<circle cx="{middle:g}" cy="{middle:g}" r="{RING}" fill="none" stroke="currentColor"{{}}/>'
    around = {HERE: ring.format(' stroke-width="4"'), MAYBE: ring.format(f' stroke-width="2"{dashes}')}.get(kind, "")
    return (
        f'<svg class="kp-sign" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true">'
        f'<circle cx="{middle:g}" cy="{middle:g}" r="{RADIUS}" fill="{phase.colour}" stroke="currentColor" '
        f'stroke-width="1.5"{dashes if is_side else ""}/>{around}'
        f'<text x="{middle:g}" y="{middle + 7:g}" font-size="20" font-weight="700" text-anchor="middle" '
        f'fill="{ink_on(phase.colour)}">{escape(sign)}</text></svg>'
    )


def _called(q: Questionnaire, say: Say, place: _Place, level: int) -> str:
    """The place by its name: the state beside the path, or the phase."""
    return plain(q, say, f"states.{place.state}.name") if place.is_beside(q) else phase_words(q, say, level)


def _told(q: Questionnaire, say: Say, release: Release, place: _Place) -> str:
    """The picture in a sentence, or why no place is marked in it."""
    if isinstance(release.phase, Suppressed):
        return why_none(say, release.phase)
    if place.level is None:
        return say("chart.round.unknown")
    told = say("chart.round.told", state=_called(q, say, place, place.level))
    if place.reach is not None and place.reach[0] < place.reach[1]:
        told += " " + say("chart.round.range", low=place.reach[0], high=place.reach[1])
    return told


def _note(say: Say, release: Release) -> str:
    return say("chart.round.indicative") if release.detail == INDICATIVE else ""
