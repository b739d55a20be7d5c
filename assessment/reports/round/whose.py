"""Who answered, how many and in which way."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.counts import WORKSHOP
from assessment.core.round import LINK
from assessment.core.suppression import Suppressed
from assessment.reports.round.blocks import Block, Section, Table, Terms, Words
from assessment.reports.round.teller import Teller

WHO = "who"


def who(t: Teller) -> Section | None:
    """How many answered, how it was possible to answer, and who they are by groups of enough people."""
    rows = tuple(_rows(t))
    blocks: list[Block] = [Terms(rows)] if rows else []
    is_by_link = LINK in t.result.round.ways and t.release.modes != (WORKSHOP,)
    if isinstance(t.release.counting, int) and t.release.counting and is_by_link:
        blocks.append(t.paragraph("told.who.strict" if t.result.round.is_strict else "told.who.link"))
    blocks += _roles(t)
    return Section(WHO, t.words("told.who.title"), tuple(blocks)) if blocks else None


def _rows(t: Teller) -> Iterator[tuple[Words, Words]]:
    r, one = t.release, t.result.round
    if isinstance(r.counting, int):
        yield t.words("told.who.counting"), t.plain(str(r.counting))
    else:
        yield t.words("told.who.counting"), _hidden(t, r.counting)
    if isinstance(r.counting, int) and r.responses != r.counting:
        shown = isinstance(r.responses, int)
        told = t.plain(str(r.responses)) if shown else t.words("told.who.aside", number=t.limits.few)
        yield t.words("told.who.responses"), told
    if isinstance(r.modes, tuple) and r.modes:
        yield t.words("told.who.modes"), t.plain(", ".join(t.say(f"told.mode.{mode}") for mode in r.modes))
    if one.may_answer:
        yield t.words("told.who.may"), t.written(one.may_answer)
    if one.closed_on is not None:
        # A workshop's round was answered on one day.
        days = dict.fromkeys((t.date(one.opened_on), t.date(one.closed_on)))
        yield t.words("told.who.when"), t.plain(" – ".join(days))


def _hidden(t: Teller, hidden: Suppressed) -> Words:
    return t.words("told.hidden", why=t.because(hidden, t.limits.few))


def _roles(t: Teller) -> Iterator[Table]:
    """By role, in blocks that hide nobody; one block alone would only repeat the total."""
    blocks = t.release.role_blocks
    if isinstance(blocks, tuple) and len(blocks) > 1:
        names = [t.plain("; ".join(t.called(f"role.options.{role}") for role in block.groups)) for block in blocks]
        yield Table(
            caption=t.words("told.who.roles"),
            head=(t.words("told.who.role"), t.words("score.responses")),
            rows=tuple((name, t.plain(str(block.number))) for name, block in zip(names, blocks, strict=True)),
        )
