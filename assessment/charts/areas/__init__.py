"""Charts of many areas side by side, for those who work with a municipality: each a picture, words and a table."""
