"""The steps; each is run once, in order."""
