"""The list of areas as it is now: how many, from which date, and all of them on asking."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.alphabet import letters
from assessment.core.ports import Say
from assessment.core.register import RegisteredArea
from assessment.ui.context import Visit

DAY_FORMAT = "%d.%m.%Y"


def draw(visit: Visit, municipality: str) -> None:
    """What the register holds; of an operator's all municipalities only how many there are."""
    say = visit.say
    st.html(f"<h2>{say('areas.now')}</h2>")
    if not municipality:
        _of_all(visit)
        return
    areas, source = visit.house.store.areas(municipality), visit.house.store.source(municipality)
    settlements = [area for area in areas if not area.units]
    if source is None or not settlements:
        st.html(f"<p>{say('areas.none')}</p>")
        return
    day = source.on.strftime(DAY_FORMAT)
    st.html(
        f"<p><strong>{say.count('areas.settlements', len(settlements))}</strong>. {say('areas.as_of', date=day)}.<br>"
        f"{say('compare.map.source', date=day)}</p>"
    )
    with st.expander(say("areas.list")):
        st.html(_table(say, areas))


def _of_all(visit: Visit) -> None:
    say, store = visit.say, visit.house.store
    municipalities = len(store.municipalities())
    if not municipalities:
        st.html(f"<p>{say('areas.none')}</p>")
        return
    settlements = sum(bool(entry.area.code) for entry in store.entries())
    st.html(
        f"<p><strong>{say.count('areas.municipalities', municipalities)}, "
        f"{say.count('areas.settlements', settlements)}</strong></p>"
    )


def _table(say: Say, areas: tuple[RegisteredArea, ...]) -> str:
    kinds = {kind: say(f"areas.kind.{kind}") for kind in {area.kind or "none" for area in areas}}
    rows = "".join(
        f'<tr><th scope="row">{escape(area.name)}</th><td>{kinds[area.kind or "none"]}</td>'
        f"<td>{'–' if area.population is None else say.number(area.population, 0)}</td></tr>"
        for area in sorted(areas, key=lambda area: (letters(area.name), area.id))
    )
    titles = [say(f"areas.list.{head}") for head in ("name", "kind", "people")]
    heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
    return f'<table class="kp-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
