"""What changed over the rounds of an area: phases and index by time, in pictures, words and a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from assessment.charts.change_words import index_words, period_words, phase_change_words
from assessment.charts.figure import chart, paragraph, phase_words, plain, table, why_none
from assessment.charts.slope_svg import BROKEN, SURE_DOWN, SURE_UP, UNSURE, Point, index_svg, phases_svg
from assessment.core.change import MOVED_DOWN, MOVED_UP, Change, IndexChange
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import Index, Release
from assessment.core.round_result import RoundResult
from assessment.core.standing import Refused
from assessment.core.suppression import Suppressed

# So many rounds can be read side by side on a phone; earlier ones are in the table.
MOST = 4

Step = Change | Refused | None


@dataclass(frozen=True)
class _Column:
    """A round in the order of time; `step` is what changed to the next one, `now` what changed to the last one."""

    period: str
    closed_on: date
    release: Release
    is_of_one_path: bool
    step: Step = None
    now: Step = None


def slope(questionnaire: Questionnaire, say: Say, result: RoundResult) -> str:
    """Rounds by time. A slope is in colour only if the change is sure; where rounds cannot be compared it breaks."""
    label = say("chart.slope.label")
    if not result.earlier:
        return chart("slopes", label, paragraph(say("chart.slope.first")))
    columns = _columns(questionnaire, result)
    shown = columns[-MOST:]
    points = [_point(questionnaire, column) for column in shown]
    told = [_told(questionnaire, say, column) for column in shown]
    body = phases_svg(questionnaire, say, label, " ".join(told), points, [_phase_link(c.step) for c in shown[:-1]])
    body += _steps(questionnaire, say, shown)
    if sum(point.index is not None for point in points) > 1:
        body += _indices(say, shown, points)
    if len(columns) > len(shown):
        body += paragraph(say("chart.slope.older"), "aside")
    return chart("slopes", label, body + _table(questionnaire, say, columns))


def _columns(q: Questionnaire, result: RoundResult) -> list[_Column]:
    """In the order of time, the round that is shown last. Levels of another questionnaire are not on this path."""
    columns = []
    for i, one in enumerate(result.earlier):
        step = one.step if one.step is not None else one.change if i == 0 else None
        is_of_one_path = one.release.questionnaire == q.name or isinstance(one.change, Change)
        columns.append(_Column(one.period, one.closed_on, one.release, is_of_one_path, step, one.change))
    shown = result.round
    now = _Column(shown.period, shown.closed_on or shown.closes_on, result.release, True)
    return [*reversed(columns), now]


def _point(q: Questionnaire, column: _Column) -> Point:
    release = column.release
    level = release.phase if isinstance(release.phase, int) and column.is_of_one_path else None
    index = release.index if isinstance(release.index, Index) and column.is_of_one_path else None
    return Point(column.period, level, index, level is not None and _is_beside(q, release))


def _is_beside(q: Questionnaire, release: Release) -> bool:
    return release.state in [side.id for side in q.states]


def _phase_link(step: Step) -> str:
    """How two rounds are joined in the picture of the phases."""
    if not isinstance(step, Change):
        return BROKEN
    return {MOVED_UP: SURE_UP, MOVED_DOWN: SURE_DOWN}.get(str(step.phase), UNSURE)


def _index_link(step: Step) -> str:
    if not isinstance(step, Change) or not isinstance(step.index, IndexChange):
        return BROKEN
    if not step.index.changed:
        return UNSURE
    return SURE_UP if step.index.difference.value > 0 else SURE_DOWN


def _steps(q: Questionnaire, say: Say, shown: Sequence[_Column]) -> str:
    """The rounds beside the path, and what changed from each to the next, in words; a sure change in bold."""
    sign = say("chart.path.side")
    told = [f"<li>{sign} {escape(_told(q, say, one))}</li>" for one in shown if _point(q, one).is_beside]
    told += [
        _step(say, one, after, phase_change_words(say, one.step), _phase_link(one.step))
        for one, after in pairwise(shown)
    ]
    return f'<ul class="kp-changes">{"".join(told)}</ul>'


def _step(say: Say, before: _Column, after: _Column, words: str, link: str) -> str:
    said = f"<strong>{escape(words)}</strong>" if link in (SURE_UP, SURE_DOWN) else escape(words)
    return f"<li>{escape(period_words(say, before.period, after.period))} {said}</li>"


def _indices(say: Say, shown: Sequence[_Column], points: Sequence[Point]) -> str:
    """The second picture: the index, over the rounds that have one."""
    label = say("chart.slope.index")
    links = [_index_link(column.step) for column in shown[:-1]]
    told = [
        _step(say, one, after, index_words(say, one.step.index), link)
        for (one, after), link in zip(pairwise(shown), links, strict=True)
        if isinstance(one.step, Change)
    ]
    values = "; ".join(f"{c.period}: {_index(say, c)}" for c in shown)
    drawn = index_svg(say, label, values, points, links)
    listed = f'<ul class="kp-changes">{"".join(told)}</ul>' if told else ""
    return f'<p class="kp-name">{escape(label)}</p>{paragraph(say("chart.slope.index.note"), "small")}{drawn}{listed}'


def _index(say: Say, column: _Column) -> str:
    index = column.release.index
    if not isinstance(index, Index) or not column.is_of_one_path:
        return "–"
    low, high = say.number(index.low), say.number(index.high)
    return say("chart.slope.interval", value=say.number(index.value), low=low, high=high)


def _told(q: Questionnaire, say: Say, column: _Column) -> str:
    """A round in words."""
    return f"{column.period}: {_phase(q, say, column)}."


def _phase(q: Questionnaire, say: Say, column: _Column) -> str:
    release = column.release
    if isinstance(release.phase, Suppressed):
        return why_none(say, release.phase).rstrip(".")
    if not isinstance(release.phase, int):
        return say("chart.profile.unknown")
    if not column.is_of_one_path:
        return say("chart.slope.other")
    words = phase_words(q, say, release.phase)
    return f"{words}; {plain(q, say, f'states.{release.state}.name')}" if _is_beside(q, release) else words


def _table(q: Questionnaire, say: Say, columns: Sequence[_Column]) -> str:
    head = [escape(say(f"chart.table.{name}")) for name in ("round", "closed", "phase", "index", "since")]
    rows = []
    for column in columns:
        since = say("chart.slope.now") if column is columns[-1] else phase_change_words(say, column.now)
        row = (column.period, f"{column.closed_on:%d.%m.%Y}", _phase(q, say, column), _index(say, column), since)
        rows.append([escape(cell) for cell in row])
    return table(say, say("chart.slope.label"), head, rows)
