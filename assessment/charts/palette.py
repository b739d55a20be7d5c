"""Colours of changes, and the ink that is readable on the colours of the phases."""

from __future__ import annotations

DARK_INK, LIGHT_INK = "#111111", "#ffffff"
# A change that is sure: forward and back. Neither is good or bad, both are seen on light and on dark (3:1), and they
# are told apart by who sees no red or no green.
FORWARD, BACK = "#1a7f9c", "#c2571a"
# The edge of a shape where neither the page's colour nor its theme is known: 3:1 on white and on black.
EDGE = "#808080"


def ink_on(colour: str) -> str:
    """The ink, dark or light, that has the higher contrast on a #rrggbb colour (WCAG 2.2 contrast ratio)."""
    return DARK_INK if contrast(colour, DARK_INK) >= contrast(colour, LIGHT_INK) else LIGHT_INK


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours, 1 to 21: (L1 + 0.05) / (L2 + 0.05), WCAG 2.2.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
