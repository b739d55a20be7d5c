"""What people wrote, made fit to stand in a line. That it is never read as markup is the part of whoever shows it."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """The text on one line, without signs that cannot be seen.

    >>> one_line(" Peri\\n\\u202eküla ")
    'Peri küla'
    """
    return _seen(" ".join(unicodedata.normalize("NFC", text).split()))


def lines(text: str) -> str:
    """The text with its lines kept, empty ones left out."""
    return "\n".join(line for line in (one_line(line) for line in text.splitlines()) if line)


def _seen(text: str) -> str:
    """Without controls, among them those that turn the direction of reading."""
    if text.isprintable():  # that is quick, and mostly so
        return text
    return "".join(sign for sign in text if not unicodedata.category(sign).startswith("C"))
