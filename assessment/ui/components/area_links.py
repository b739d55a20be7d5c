"""Links to the pages of areas."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from assessment.ui.context import Visit

AREA = "area"


def area_address(visit: Visit, area_id: str) -> str:
    """Where the page of an area is, from another page of the app."""
    return f"{AREA}?{urlencode({'id': area_id, **visit.query})}"


def area_link(visit: Visit, area_id: str, name: str) -> str:
    """The area's name, leading to its page."""
    if AREA not in visit.pages:
        return escape(name)
    return f'<a href="{escape(area_address(visit, area_id))}" target="_self">{escape(name)}</a>'
