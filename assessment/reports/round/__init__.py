"""How the result of a round is told: one composition of words, section by section, for every surface."""
