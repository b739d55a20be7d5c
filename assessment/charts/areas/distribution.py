"""How many areas are at each level of each domain: numbers of areas, no average over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from assessment.charts.areas.drawing import WIDE, Drawing, Key, box, hatched, letters, line, shortened
from assessment.charts.areas.frame import AreaChart, Cell, Parts, table_of
from assessment.charts.areas.marks import Mark, Pen, hatched_disc
from assessment.charts.figure import phase_words, plain
from assessment.core.compared import Compared
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire

# The column of names of domains on a wide screen, the highest bar, and the room above and below it.
NAMES, BAR, ABOVE, BELOW = 220, 56, 18, 12
NAME_LINE = 20


def distribution(questionnaire: Questionnaire, say: Say, compared: Compared) -> AreaChart:
    """For each domain how many areas are at each level and of how many it is not known.

    Counted by the results of rounds: what groups agreed on, and what is of another questionnaire, is said apart.
    """
    q = questionnaire
    spreads = [compared.spread(d, len(q.phases)) for d in range(len(q.domains))]
    counts = tuple((*map(len, spread.levels), len(spread.unknown)) for spread in spreads)
    found = _Counts(q, say, counts)
    title, told = say("compare.spread.title"), say("compare.spread.told", areas=sum(counts[0]))
    rows = (found.columns, *found.rows)
    other, agreed = len(spreads[0].other), max(sum(map(len, spread.agreed)) for spread in spreads)
    notes = [say.count("compare.spread.other", other)] if other else []
    notes += [say.count("compare.spread.agreed", agreed)] if agreed else []
    whole = f"{told} {found.told}"
    return Parts(say, "spread", title, whole, rows, table_of(say, title, rows), told, found.keys, notes).pictured(
        found.draw
    )


@dataclass(frozen=True)
class _Counts:
    questionnaire: Questionnaire
    say: Say
    counts: tuple[tuple[int, ...], ...]

    @property
    def domains(self) -> list[str]:
        """The names of the domains."""
        return [plain(self.questionnaire, self.say, f"domains.{id_}.name") for id_ in self.questionnaire.domain_ids]

    @property
    def levels(self) -> list[str]:
        """What is counted, in words."""
        q = self.questionnaire
        return [*(phase_words(q, self.say, k) for k in range(len(q.phases))), self.say("compare.unknown")]

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The names of the columns of the rows."""
        return (self.say("chart.table.domain"), *self.levels)

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """A row a domain."""
        return [(name, *counts) for name, counts in zip(self.domains, self.counts, strict=True)]

    @property
    def told(self) -> str:
        """The numbers in words."""
        signs = [*(str(k) for k in range(len(self.questionnaire.phases))), self.say("compare.unknown")]
        return " ".join(
            f"{name}: {'; '.join(f'{sign} – {n}' for sign, n in zip(signs, counts, strict=True))}."
            for name, counts in zip(self.domains, self.counts, strict=True)
        )

    @property
    def keys(self) -> list[Key]:
        """The levels, and what is not known."""
        q, pen = self.questionnaire, Pen(self.questionnaire, self.say)
        keys = [Key(pen.draw(Mark(id_), 0, 0, 9), plain(q, self.say, f"phases.{id_}.name")) for id_ in q.phase_ids]
        return [*keys, Key(hatched_disc(0, 0, 8), self.say("compare.unknown"))]

    def draw(self, width: int) -> Drawing:
        """A row of bars a domain, all on one scale; on a narrow screen its name stands above them."""
        is_wide = width == WIDE
        left, above = (NAMES, 0) if is_wide else (0, NAME_LINE)
        high, shapes = above + ABOVE + BAR + BELOW + 14, ""
        most = max(1, *(number for counts in self.counts for number in counts))
        for d, (name, counts) in enumerate(zip(self.domains, self.counts, strict=True)):
            y = d * high
            if is_wide:
                lines = wrap(name, int(NAMES / 9), max_lines=3, placeholder="…")
                for n, words in enumerate(reversed(lines)):
                    shapes += letters(0, y + ABOVE + BAR - 2 - 18 * n, words, 14, bold=True)
            else:
                shapes += letters(0, y + 14, shortened(name, width, 13), 13, bold=True)
            shapes += self._bars(counts, left, width, y + above + ABOVE + BAR, most)
        return Drawing(width, len(self.counts) * high, shapes)

    def _bars(self, counts: Sequence[int], left: float, width: float, base: float, most: int) -> str:
        q, step = self.questionnaire, (width - left) / len(counts)
        shapes = line(f"M{left:g} {base:g}H{width:g}", 0.6)
        half = min(26.0, step * 0.36)
        for k, number in enumerate(counts):
            x, high = left + step * (k + 0.5), BAR * number / most
            if k == len(q.phases):
                shapes += hatched(x - half, base - high, 2 * half, high) if number else ""
                sign = "?"
            else:
                look = f'fill="{q.phases[k].colour}" stroke="currentColor"'
                shapes += box(x - half, base - high, 2 * half, high, look) if number else ""
                sign = str(k)
            shapes += letters(x, base - high - 5, str(number), 13, "middle", True)
            shapes += letters(x, base + 14, sign, 12, "middle")
        return shapes
