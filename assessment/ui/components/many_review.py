"""A list of areas before its rounds are opened: its faults, or all that will come of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from assessment.core.overview import Picture
from assessment.core.round import last_day
from assessment.core.wanted import Wanted
from assessment.reports.list_faults import sentences
from assessment.ui.components import many, opening, sharing
from assessment.ui.components.draft import Draft
from assessment.ui.components.many import Review
from assessment.ui.context import Visit

# A longer list of faults is told by its first ones: whoever has so many changes the file as a whole.
MOST_TOLD = 100


def faults(visit: Visit, found: Review) -> None:
    """What is wrong with the list; nothing is opened."""
    told = [f"- {_plain(sentence)}" for sentence in sentences(visit.say, found.faults)]
    more = [f"- {visit.say.count('many.fault.more', len(told) - MOST_TOLD)}"] if len(told) > MOST_TOLD else []
    st.error("\n".join([visit.say("many.faults"), "", *told[:MOST_TOLD], *more]))


def draw(visit: Visit, draft: Draft, kept: many.Kept, picture: Picture, found: Review) -> None:
    """What will be opened, for how long, and who will see what; then it can be opened."""
    say = visit.say
    st.title(say("many.review"), anchor=False)
    again = False
    if found.open:
        st.html(f'<p class="kp-note">{say.count("many.open.already", len(found.open))}</p>')
        again = draft.tick(many.AGAIN, say("many.again"), False)
    listed = many.to_open(found, again)
    _facts(visit, kept, len(listed))
    wrong = many.problems()
    with st.container(key="problems"):
        if wrong:
            st.error("\n".join(f"- {say(id_)}" for id_ in wrong.values()))
    with st.container(key="many-go", horizontal=True):
        label = say.count("many.go", len(listed))
        st.button(
            label, type="primary", key="many_go", disabled=not listed, on_click=many.open_them, args=(visit, picture)
        )
        st.button(say("many.back"), key="many_back", on_click=many.back)
    _table(visit, found, listed)


def _facts(visit: Visit, kept: many.Kept, number: int) -> None:
    say = visit.say
    until = last_day(visit.house.clock.today(), int(kept[opening.DAYS_OPEN])).strftime("%d.%m.%Y")
    period = str(kept[opening.PERIOD]).strip() or str(visit.house.clock.today().year)
    rows = {
        say("many.number"): str(number),
        say("open.period"): period,
        say("phone.until"): until,
        say("open.share"): sharing.labels(visit)[str(kept[opening.SHARE])],
    }
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in rows.items())
    st.html(f"<dl>{told}</dl>")


def _table(visit: Visit, found: Review, listed: Sequence[Wanted]) -> None:
    say = visit.say
    has_contacts = any(one.contact for one in found.listed)
    head = [say("many.table.area"), *([say("many.table.contact")] if has_contacts else []), say("many.note")]
    rows = []
    for one in found.listed:
        note = "many.note.new" if one in listed else "many.note.left"
        note = "many.note.earlier" if one in listed and one in found.earlier else note
        cells = [*([escape(one.contact)] if has_contacts else []), say(note)]
        rows.append(
            f'<tr><th scope="row">{escape(one.area.name)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        )
    heading = "".join(f'<th scope="col">{name}</th>' for name in head)
    st.html(
        f'<table class="kp-table"><caption>{say("many.table")}</caption><thead><tr>{heading}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _plain(sentence: str) -> str:
    """A sentence with what somebody wrote in a file: not read as Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>$~:#|!" else sign for sign in sentence)
