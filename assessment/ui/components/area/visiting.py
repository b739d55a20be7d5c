"""Whom the community could visit: for each topic those that are one phase ahead there and agreed to be named."""

from __future__ import annotations

from html import escape

import streamlit as st

from assessment.core.standing import Refused
from assessment.core.visits import Host, hosts, not_compared
from assessment.ui.components.area.found import Found
from assessment.ui.components.area_links import area_link
from assessment.ui.context import Visit


def draw(visit: Visit, found: Found) -> None:
    """The topics in which somebody is ahead; or why nobody can be looked for. Nothing where nothing is known."""
    say, q = visit.say, found.questionnaire
    if found.standing.latest is None:
        return
    why = not_compared(found.picture, found.standing)
    if why is not None:
        number = visit.house.thresholds.fuller
        st.html(f"<h2>{say('visits.of')}</h2><p>{say(f'visits.of.{why.reason}', number=number)}</p>")
        return
    rows = []
    for d, id_ in enumerate(q.domain_ids):
        ahead = hosts(q, found.picture, found.standing, d)
        if ahead and not isinstance(ahead, Refused):
            name = q.text(f"domains.{id_}.name", visit.language).shown_in(visit.language)
            rows.append(f"<dt>{escape(name)}</dt><dd>{'; '.join(_host(visit, one) for one in ahead)}</dd>")
    told = f"<p>{say('visits.of.none')}</p>"
    if rows:
        told = f'<p>{say("visits.of.text")}</p><dl class="kp-hosts">{"".join(rows)}</dl>'
    st.html(f"<h2>{say('visits.of')}</h2>{told}")


def _host(visit: Visit, one: Host) -> str:
    linked = area_link(visit, one.standing.area.id, one.standing.area.name)
    return f"{linked} ({visit.say('visits.size')})" if one.is_of_size else linked
