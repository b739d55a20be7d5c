"""Drawings in a page of Streamlit, which lets HTML through and no SVG: each stands there as an image of itself."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape

_SVG = re.compile(r"<svg\b([^>]*)>(.*?)</svg>", re.DOTALL)
_TITLE = re.compile(r"\s*<title>(.*?)</title>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
# An image knows neither the page's colours nor its letters: the theme's own, as in .streamlit/config.toml.
_STYLE = (
    "<style>svg{color:#1b1f23;font-family:system-ui,sans-serif}"
    "@media(prefers-color-scheme:dark){svg{color:#eef1f3}}</style>"
)


def as_images(html: str) -> str:
    """The HTML with each SVG in it as an image, with the same name, class and proportions."""
    return _SVG.sub(_image, html)


def _image(found: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(found[1]))
    whole = found[0] if _XMLNS in found[1] else found[0].replace("<svg", f"<svg {_XMLNS}", 1)
    start = whole.index(">") + 1
    packed = b64encode((whole[:start] + _STYLE + whole[start:]).encode()).decode()
    title = _TITLE.match(found[2])
    told = escape(unescape(attributes.get("aria-label") or (str(title[1]) if title else "")))
    size = ""
    if "viewBox" in attributes:
        _, _, width, height = attributes["viewBox"].split()
        size = f' width="{float(width):g}" height="{float(height):g}"'
    kind = escape(attributes.get("class", ""))
    return f'<img class="{kind}" alt="{told}"{size} src="data:image/svg+xml;base64,{packed}">'
