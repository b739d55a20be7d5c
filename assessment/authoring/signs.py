"""Which signs of a text people can see."""

from __future__ import annotations

# Letters and marks by their kind in Unicode that fonts draw as nothing: fillers of Hangul, an empty Braille cell,
# joiners and selectors of variants. Spaces, controls and formats need no list: Python knows them as not printable.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(n) for n in range(0xFE00, 0xFE10)}


def is_blank(text: str) -> bool:
    """Whether nobody can see anything of the text."""
    return not any(sign.isprintable() and not sign.isspace() and sign not in _UNSEEN for sign in text)
