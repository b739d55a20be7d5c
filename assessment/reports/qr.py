"""QR codes of addresses as SVG, drawn with attributes alone: for pages to print and for pages without inline style."""

from __future__ import annotations

import io

import segno

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks for


def svg(address: str, title: str = "") -> str:
    """The address as a QR code: it scales to whatever room it gets, and keeps its white ground in a dark theme.

    A quarter of it may be damaged or covered (level Q) where that costs no room, else an eighth (level M). With a
    `title` it is an image by that name; without one, whoever shows it says in words what it is.
    """
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(
        drawn,
        kind="svg",
        border=QUIET,
        light="#fff",
        xmldecl=False,
        omitsize=True,
        title=title or None,
        svgclass="qr",
        lineclass=None,
        nl=False,
    )
    said = ' role="img"' if title else ' aria-hidden="true"'
    # Crisp: otherwise a browser leaves hairlines between the rows where a module is no whole number of pixels.
    return drawn.getvalue().decode().replace("<svg", f'<svg{said} shape-rendering="crispEdges"', 1)
