"""The path and the profile as figures with their tables; how the answers spread, and what changed lately."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from assessment.core.questionnaire import TRENDS
from assessment.core.released import Distribution, ReleasedDomain, Spread, Trends
from assessment.core.suppression import NotKnown, Suppressed
from assessment.reports.round.blocks import PATH, PROFILE, Block, Figure, Paragraph, Section, Table, Words
from assessment.reports.round.teller import Teller

SPREAD, TREND = "spread", "trends"


def path(t: Teller) -> Section:
    """The path with the own place on it; without one, which phases there are."""
    known = t.shown.phase is not None
    head = [t.words("told.path.number"), t.words("report.level")]
    rows = [[t.plain(str(level)), t.text(f"phases.{phase.id}.name")] for level, phase in enumerate(t.q.phases)]
    rows += [[t.words("told.path.side"), t.text(f"states.{side.id}.name")] for side in t.q.states]
    if known:
        head.append(t.words("told.path.mark"))
        for row, mark in zip(rows, path_marks(t), strict=True):
            row.append(t.plain(mark or "–"))
    table = Table(t.words("chart.path.label"), tuple(head), tuple(map(tuple, rows)))
    title = t.words("result.path.title" if known else "home.path")
    return Section(PATH, title, (Figure(PATH, table.caption, table, t.words("result.table")),))


def path_marks(t: Teller) -> list[str]:
    """The mark of each stop of the path, then of each state beside it; empty for those where one is not."""
    here = t.say("told.path.agreed" if t.shown.is_agreed else "chart.round.here")
    marks = [""] * len(t.q.phases)
    if t.shown.phase is not None:
        marks[t.shown.phase] = t.say("chart.path.topics") if t.is_beside else here
    return marks + [here if side.id == t.shown.state else "" for side in t.q.states]


@dataclass(frozen=True)
class _Column:
    """A column of the profile's table: what it says of a domain, and whether it may be shown of any."""

    head: Words
    cell: Callable[[int], Words]
    is_shown: bool = True


def profile(t: Teller) -> Section | None:
    """Each domain with its level and, where it may be shown, how far the answers agree."""
    if not t.shown.rated:
        return None
    columns = [column for column in _columns(t) if column.is_shown]
    rows = tuple((t.domain(d), *(column.cell(d) for column in columns)) for d in range(len(t.q.domains)))
    head = (t.words("chart.table.domain"), *(column.head for column in columns))
    table = Table(t.words("chart.profile.label"), head, rows)
    intro = "told.profile.agreed" if t.shown.is_agreed else "told.profile.intro"
    figure = Figure(PROFILE, table.caption, table, t.words("result.table"))
    return Section(PROFILE, t.words("result.profile.title"), (t.paragraph(intro), figure))


def _columns(t: Teller) -> Iterator[_Column]:
    levels, domains = t.shown.levels, t.release.domains
    yield _Column(t.words("report.level"), lambda d: t.level(levels[d]))
    yield _Column(t.words("told.profile.anchor"), lambda d: _anchor(t, d, levels[d]))
    if t.shown.is_agreed:
        return
    yield _Column(
        t.words("chart.table.agreement"),
        lambda d: _agreement(t, domains[d]),
        any(isinstance(domain.agreement, str) for domain in domains),
    )
    yield _Column(
        t.words("told.profile.within"),
        lambda d: _tenths(t, domains[d].within_one),
        any(isinstance(domain.within_one, int) for domain in domains),
    )


def _anchor(t: Teller, d: int, level: int | None) -> Words:
    return t.plain("–") if level is None else t.anchor(d, level)


def _agreement(t: Teller, domain: ReleasedDomain) -> Words:
    if not isinstance(domain.agreement, str):
        return _absent(t, domain.agreement)
    camps = isinstance(domain.spread, Spread) and domain.spread.two_camps
    return t.words(f"chart.agreement.{'camps' if camps else domain.agreement}")


def _tenths(t: Teller, value: int | NotKnown | Suppressed) -> Words:
    return t.words("told.within", tenths=value) if isinstance(value, int) else _absent(t, value)


def _absent(t: Teller, value: NotKnown | Suppressed) -> Words:
    if isinstance(value, Suppressed):
        return t.words("told.hidden", why=t.because(value, t.limits.fuller))
    return t.words("chart.profile.unknown")


def spread(t: Teller) -> Section | None:
    """How many chose each description."""
    found = [(d, domain.distribution) for d, domain in enumerate(t.release.domains)]
    shown = [(d, (*dist.levels, dist.dk)) for d, dist in found if isinstance(dist, Distribution)]
    columns = [t.level(level) for level in range(len(t.q.phases))] + [t.text("dk")]
    hidden = [(d, dist) for d, dist in found if isinstance(dist, Suppressed)]
    return _counted(t, SPREAD, columns, shown, hidden)


def trends(t: Teller) -> Section | None:
    """How many see a domain getting better or worse."""
    found = [(d, domain.trends) for d, domain in enumerate(t.release.domains)]
    names = [field.name for field in fields(Trends)]
    shown = [(d, tuple(getattr(o, name) for name in names)) for d, o in found if isinstance(o, Trends)]
    columns = [t.text(f"trend.options.{trend}") for trend in TRENDS]
    return _counted(t, TREND, columns, shown, [(d, o) for d, o in found if isinstance(o, Suppressed)])


def _counted(
    t: Teller,
    id_: str,
    columns: list[Words],
    shown: list[tuple[int, tuple[int, ...]]],
    hidden: list[tuple[int, Suppressed]],
) -> Section | None:
    """A table of numbers by domain, and below it which domains are held back and why."""
    if not shown or t.shown.is_agreed:
        return None
    rows = tuple((t.domain(d), *(t.plain(str(number)) for number in numbers)) for d, numbers in shown)
    blocks: list[Block] = [Table(t.words(f"told.{id_}.caption"), (t.words("chart.table.domain"), *columns), rows)]
    for reason in dict.fromkeys(held for _, held in hidden):
        names = t.names(d for d, held in hidden if held == reason)
        blocks.append(Paragraph(t.words("told.not_shown", what=names, why=t.because(reason, t.limits.all))))
    return Section(id_, t.words(f"told.{id_}.title"), tuple(blocks))
