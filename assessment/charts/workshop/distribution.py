"""What a ballot of a workshop got: the descriptions with a bar and a number each, and what it gives in words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from assessment.charts.figure import chart, named, paragraph, phase_words, plain, table
from assessment.charts.workshop.marks import bar, disc
from assessment.core.ballot import COUNTS_FROM, LEVEL_FROM, Movement, Shown, TableVote
from assessment.core.ports import Say
from assessment.core.questionnaire import DONT_KNOW, Questionnaire
from assessment.core.workshop import STORY, Step

# Behind that of the other charts; only pages of a workshop show these.
STYLE = Path(__file__).parent / "workshop.css"


@dataclass(frozen=True)
class Manner:
    """How a distribution stands on its page: growing once, or live and still; with the table behind it or without.

    At the wall nobody opens a table, and the list says the numbers as well.
    """

    is_live: bool = False
    has_table: bool = True


def distribution(
    questionnaire: Questionnaire,
    say: Say,
    step: Step,
    shown: Shown,
    movement: Movement | None = None,
    manner: Manner | None = None,
) -> str:
    """The picture of one ballot as the room may see it: at a story the phases that it shows are flagged.

    Its parts that are held back say so. Each number stands as text beside its bar; the bars grow once, by style.
    """
    manner = manner or Manner()
    words = paragraph(_level(questionnaire, say, step, shown), "result") if not manner.is_live else ""
    words += paragraph(_agreement(say, step, shown), "agreement") if not manner.is_live else ""
    body = _list(questionnaire, say, step, shown, manner.is_live) + words
    body += paragraph(" · ".join(_beside(questionnaire, say, shown)), "aside")
    body += paragraph(_moved(say, movement), "moved") + tables(questionnaire, say, shown.tables)
    if shown.counts is not None and manner.has_table:
        body += _table(questionnaire, say, step, shown)
    return chart(f"ballot{' kp-live' if manner.is_live else ''}", say("wall.ballot.label"), body)


def tables(questionnaire: Questionnaire, say: Say, votes: tuple[TableVote, ...]) -> str:
    """What the tables agreed on, side by side, by their numbers."""
    if not votes:
        return ""
    rows = "".join(
        f"<li><b>{escape(say('wall.table', number=vote.number))}</b> "
        f'<span class="kp-people">{escape(say.count("wall.table.people", vote.people))}</span> '
        f"{_choice(questionnaire, say, vote.choice)}</li>"
        for vote in votes
    )
    many = " kp-many" if len(votes) > 12 else ""
    title = escape(say("wall.tables"))
    return f'<p class="kp-name">{title}</p><ul class="kp-tables{many}" aria-label="{title}">{rows}</ul>'


def described(step: Step, phase: str) -> str:
    """The id of the text that stands for a level at a step: a domain's description, at a story the phase's name."""
    return f"phases.{phase}.name" if step.kind == STORY else f"domains.{step.id}.levels.{phase}"


def _choice(q: Questionnaire, say: Say, choice: str) -> str:
    if choice.isdigit():
        name = named(q, say, f"phases.{q.phase_ids[int(choice)]}.name")
        return f'{disc(q, int(choice))} <span class="kp-choice">{name}</span>'
    words = named(q, say, "dk") if choice == DONT_KNOW else escape(say("wall.abstained.one"))
    return f'<span class="kp-choice">{words}</span>'


def _list(q: Questionnaire, say: Say, step: Step, shown: Shown, is_live: bool) -> str:
    """The levels in their order, each with its description; with bars where the counts are shown."""
    if shown.level is None and shown.counts is None:
        return ""
    highest = max(shown.counts.levels) if shown.counts else 0
    rows = []
    for level, phase in enumerate(q.phase_ids):
        words = f'<span class="kp-words">{named(q, say, described(step, phase))}{_flag(q, say, step, level)}</span>'
        number = ""
        if shown.counts is not None:
            count = shown.counts.levels[level]
            number = f'{bar(q, level, count, highest)}<b class="kp-number">{say.number(count, 0)}</b>'
        # While people still choose, nothing is marked as what the room thinks.
        is_here = level == shown.level and step.kind != STORY and not is_live
        here = ' class="kp-here"' if is_here else ""
        rows.append(f"<li{here}>{disc(q, level)}{words}{number}</li>")
    kind = "" if shown.counts is not None else " kp-plain"
    return f'<ol class="kp-levels{kind}" aria-label="{escape(say("wall.ballot.label"))}">{"".join(rows)}</ol>'


def _flag(q: Questionnaire, say: Say, step: Step, level: int) -> str:
    story = next((one for one in q.stories if one.id == step.id), None) if step.kind == STORY else None
    if story is None or q.phase_ids[level] not in story.phases:
        return ""
    return f' <span class="kp-flag">{escape(say("wall.story.here"))}</span>'


def _level(q: Questionnaire, say: Say, step: Step, shown: Shown) -> str:
    """What the room sees most of all, in words; at a story there is nothing to be agreed on."""
    if shown.is_too_few or (shown.level is None and shown.counts is None and not shown.tables):
        return say("wall.few", number=LEVEL_FROM)
    if step.kind == STORY or (shown.level is None and shown.counts is None):
        return ""
    if shown.level is None:
        return say("chart.domain.unknown")
    return say("wall.level", phase=phase_words(q, say, shown.level))


def _agreement(say: Say, step: Step, shown: Shown) -> str:
    if shown.label is None or step.kind == STORY:
        return say("wall.counts.few", number=COUNTS_FROM) if shown.level is not None and shown.counts is None else ""
    return say(f"chart.agreement.{shown.label}")


def _beside(q: Questionnaire, say: Say, shown: Shown) -> list[str]:
    """How many voted, how many did not know or abstained, and how many of them were hands."""
    told = []
    if shown.counts is not None:
        told = [say("wall.votes", number=say.number(shown.counts.votes, 0))]
        told += [f"{plain(q, say, 'dk')}: {shown.counts.dk}"] * bool(shown.counts.dk)
        told += [say("wall.abstained", number=shown.counts.abstained)] * bool(shown.counts.abstained)
    if shown.hands and shown.only_hands:
        told.append(say("wall.hands.only", number=shown.hands))
    elif shown.hands:
        told.append(say("wall.hands", number=shown.hands))
    return told


def _moved(say: Say, movement: Movement | None) -> str:
    if movement is None:
        return ""
    return say("wall.moved", up=movement.up, down=movement.down, same=movement.same)


def _table(q: Questionnaire, say: Say, step: Step, shown: Shown) -> str:
    if shown.counts is None:
        return ""
    rows = [
        [f"{level}. {named(q, say, described(step, phase))}", say.number(count, 0)]
        for level, (phase, count) in enumerate(zip(q.phase_ids, shown.counts.levels, strict=True))
    ]
    rows.append([named(q, say, "dk"), say.number(shown.counts.dk, 0)])
    rows.append([escape(say("wall.abstained.one")), say.number(shown.counts.abstained, 0)])
    head = [escape(say("wall.table.described")), escape(say("wall.table.number"))]
    return table(say, say("wall.ballot.label"), head, rows)
