"""The order of names in the Estonian alphabet."""

from __future__ import annotations

from functools import lru_cache

# A name goes before another that begins with it and goes on within the word: "Peri küla" before "Perila".
ALPHABET = " -abcdefghijklmnopqrsšzžtuvwõäöüxy"


# A country's names are sorted at every look at an overview.
@lru_cache(maxsize=16_384)
def letters(name: str) -> tuple[int, ...]:
    """A key of the Estonian alphabet, in which š, z and ž follow s, and õ, ä, ö and ü follow w; others come last.

    >>> sorted(["Õru", "Zeppelini", "Tamme", "Šoti", "Sudiste"], key=letters)
    ['Sudiste', 'Šoti', 'Zeppelini', 'Tamme', 'Õru']
    >>> sorted(["Perila", "Peri küla", "Peri"], key=letters)
    ['Peri', 'Peri küla', 'Perila']
    """
    return tuple(ALPHABET.find(letter) if letter in ALPHABET else 99 + ord(letter) for letter in name.casefold())
