"""An invented municipality to try every page on: its places, its people's answers, and how they come in."""
