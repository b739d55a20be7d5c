"""The heat-map: a row an area, a column a domain, and the level's digit in each cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from assessment.charts.areas.drawing import WIDE, Drawing, Key, box, hatched, letters, shortened
from assessment.charts.areas.frame import AreaChart, Cell, Parts
from assessment.charts.areas.marks import Mark, Pen, state_words
from assessment.charts.areas.standings import version_words, why_without
from assessment.charts.figure import named, plain
from assessment.charts.palette import ink_on
from assessment.core.compared import Compared
from assessment.core.overview import UNKNOWN, Picture, SharedResult
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import RegisteredArea
from assessment.core.suppression import FEW

# Of the picture to keep: the column of names, that of phases, the height of the head and of a row.
NAMES, PHASE, HEAD, ROW = 172, 56, 66, 24
DIGIT = 14


def heat_map(
    questionnaire: Questionnaire, say: Say, compared: Compared, address: Callable[[str], str] | None = None
) -> AreaChart:
    """The areas in their given order. What groups agreed on stands below, apart; what has no levels says why.

    `address` leads to an area's page: on the page its name is a link.
    """
    areas = [side.standing for side in compared.sides]
    heat = _Heat(questionnaire, say, compared.picture, address)
    # Of a round that nobody answered nothing is said beside what a group of the same area agreed on.
    own = [(one.area, one.latest) for one in areas if one.agreed is None or _says_something(one.latest)]
    agreed = [(one.area, one.agreed) for one in areas if one.agreed is not None]
    title = say("compare.heat.title")
    known = sum(not heat.why(result) for _, result in own)
    told = say("compare.heat.told", known=known, areas=len(areas))
    told += f" {say('compare.heat.agreed', number=len(agreed))}" if agreed else ""
    rows = (heat.columns, *(heat.row(*one, "") for one in own))
    rows += tuple(heat.row(*one, say("compare.mark.agreed")) for one in agreed)
    parts = Parts(say, "heat", title, told, rows, "", keys=heat.keys)
    return parts.written(heat.table(title, own, agreed), heat.drawing(own, agreed))


def _says_something(result: SharedResult | None) -> bool:
    return result is not None and (result.has_result or result.status == FEW)


Own = tuple[RegisteredArea, SharedResult | None]


@dataclass(frozen=True)
class _Heat:
    questionnaire: Questionnaire
    say: Say
    picture: Picture
    address: Callable[[str], str] | None

    def why(self, result: SharedResult | None) -> str:
        """Why there are no levels; empty if there are."""
        return why_without(self.questionnaire, self.say, self.picture, result)

    @property
    def keys(self) -> list[Key]:
        """What the cells show."""
        q, say = self.questionnaire, self.say
        keys = []
        for level, phase in enumerate(q.phases):
            digit = letters(0, 5, str(level), DIGIT, "middle", True).replace("currentColor", ink_on(phase.colour))
            keys.append(Key(box(-11, -9, 22, 18, f'fill="{phase.colour}"') + digit, state_words(q, say, phase.id)))
        dashes = 'fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="4 3"'
        keys.append(Key(box(-10, -8, 20, 16, dashes), say("compare.heat.few")))
        return [*keys, Key(hatched(-11, -9, 22, 18, 6), say("compare.unknown"))]

    @property
    def domains(self) -> list[str]:
        """The names of the domains, as text."""
        return [plain(self.questionnaire, self.say, f"domains.{id_}.name") for id_ in self.questionnaire.domain_ids]

    # --- as rows -----------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The names of the columns of the rows."""
        names = [self.say(f"compare.column.{name}") for name in ("area", "phase")]
        return (*names, *self.domains, *(self.say(f"compare.column.{name}") for name in ("round", "version", "note")))

    def row(self, area: RegisteredArea, result: SharedResult | None, note: str) -> tuple[Cell, ...]:
        """A result: its phase and levels; or why it has none."""
        name, why = area.name, self.why(result)
        if result is None or why:
            return (name, "", *[""] * len(self.questionnaire.domains), "", "", why)
        levels = ["" if level is None else level for level in result.levels]
        notes = [note, self.say("compare.heat.few") if any(result.few_answers) else ""]
        version = version_words(self.questionnaire, result.questionnaire)
        return (name, self._phase(result), *levels, result.period, version, "; ".join(filter(None, notes)))

    def _phase(self, result: SharedResult) -> str:
        return state_words(self.questionnaire, self.say, result.state) if result.state else self.say("compare.unknown")

    # --- as a table --------------------------------------------------------------------------

    def table(self, title: str, own: Sequence[Own], agreed: Sequence[Own]) -> str:
        """It stays in a box of its own: its head and its names stay in sight while the rest is scrolled."""
        q, say = self.questionnaire, self.say
        lives = [
            *((f"k{n}", one) for n, one in enumerate(q.phases)),
            *((f"s{n}", one) for n, one in enumerate(q.states)),
        ]
        colours = "".join(f"--{name}:{one.colour};--i{name}:{ink_on(one.colour)};" for name, one in lives)
        heads = "".join(f'<th scope="col">{named(q, say, f"domains.{id_}.name")}</th>' for id_ in q.domain_ids)
        first, phase = (escape(say(f"compare.column.{name}")) for name in ("area", "phase"))
        body = f"<tbody>{''.join(self._table_row(*one) for one in own)}</tbody>"
        if agreed:
            apart, span = escape(say("compare.agreed.title")), len(q.domains) + 2
            body += (
                f'<tbody><tr><th class="kp-apart" colspan="{span}" scope="rowgroup"><span>{apart}</span></th></tr>'
                f"{''.join(self._table_row(*one) for one in agreed)}</tbody>"
            )
        return (
            f'<div class="kp-heat-box" role="region" tabindex="0" aria-label="{escape(title)}">'
            f'<table class="kp-heat-map" style="{colours}"><caption>{escape(title)}</caption><thead><tr>'
            f'<th scope="col">{first}</th><th scope="col">{phase}</th>{heads}</tr></thead>{body}</table></div>'
        )

    def _table_row(self, area: RegisteredArea, result: SharedResult | None) -> str:
        name, why = escape(area.name), self.why(result)
        if self.address is not None:
            name = f'<a href="{escape(self.address(area.id))}" target="_self">{name}</a>'
        first = f'<th scope="row">{name}</th>'
        if result is None or why:
            span = len(self.questionnaire.domains) + 1
            return f'<tr>{first}<td class="no" colspan="{span}"><i>{escape(why)}</i></td></tr>'
        cells = "".join(map(self._cell, result.levels, result.few_answers))
        return f"<tr>{first}{self._phase_cell(result)}{cells}</tr>"

    def _phase_cell(self, result: SharedResult) -> str:
        q, words = self.questionnaire, escape(self._phase(result))
        if result.state in q.phase_ids:
            level = q.phase_ids.index(result.state)
            return f'<td><b class="k{level}" title="{words}">{level}</b></td>'
        sides = [state.id for state in q.states]
        if result.state in sides:
            sign = self.say("chart.path.side")
            return f'<td><b class="s{sides.index(result.state)}" title="{words}">{sign}</b></td>'
        return f'<td class="no"><i title="{words}">?</i></td>'

    def _cell(self, level: int | None, few: bool) -> str:
        if level is None:
            return f'<td class="no"><i title="{escape(self.say("compare.unknown"))}">?</i></td>'
        return f'<td class="k{level}{" few" if few else ""}">{level}</td>'

    # --- as a picture to keep ----------------------------------------------------------------

    def drawing(self, own: Sequence[Own], agreed: Sequence[Own]) -> Drawing:
        """The same as a picture, as high as it must be."""
        across = (WIDE - NAMES - PHASE) / len(self.questionnaire.domains)
        shapes = letters(NAMES + PHASE / 2, HEAD - 10, self.say("compare.column.phase"), 12, "middle", True)
        for d, name in enumerate(self.domains):
            lines = wrap(name, int(across / 6.9), max_lines=4, placeholder="…")
            for n, line in enumerate(reversed(lines)):
                x = NAMES + PHASE + across * (d + 0.5)
                shapes += letters(x, HEAD - 10 - 13 * n, line, 10.5, "middle", True)
        y = float(HEAD)
        for area, result in own:
            shapes += self._drawn(area.name, result, y, across)
            y += ROW
        if agreed:
            shapes += letters(0, y + 24, self.say("compare.agreed.title"), 13, bold=True)
            y += 34
        for area, result in agreed:
            shapes += self._drawn(area.name, result, y, across)
            y += ROW
        return Drawing(WIDE, y + 4, shapes)

    def _drawn(self, name: str, result: SharedResult | None, y: float, across: float) -> str:
        q, left, why = self.questionnaire, NAMES + PHASE, self.why(result)
        shapes = letters(0, y + 16, shortened(name, NAMES - 8, 13), 13)
        if result is None or why:
            return shapes + hatched(left, y + 2, 60, ROW - 4) + letters(left + 70, y + 16, why, 12)
        shapes += Pen(q, self.say).draw(
            Mark(result.state or UNKNOWN, is_agreed=result.present is not None), NAMES + PHASE / 2, y + ROW / 2, 9
        )
        for d, (level, few) in enumerate(zip(result.levels, result.few_answers, strict=True)):
            shapes += self._drawn_cell(level, few, left + d * across, y, across)
        return shapes

    def _drawn_cell(self, level: int | None, few: bool, x: float, y: float, across: float) -> str:
        if level is None:
            return hatched(x + 1, y + 1, across - 2, ROW - 2)
        colour = self.questionnaire.phases[level].colour
        ink = ink_on(colour)
        shapes = box(x + 1, y + 1, across - 2, ROW - 2, f'fill="{colour}"')
        if few:
            shapes += box(x + 3.5, y + 3.5, across - 7, ROW - 7, f'fill="none" stroke="{ink}" stroke-dasharray="4 3"')
        return shapes + letters(x + across / 2, y + 17, str(level), DIGIT, "middle", True).replace("currentColor", ink)
