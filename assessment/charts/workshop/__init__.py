"""Charts of a live workshop: for the wall of a hall and for its host."""
