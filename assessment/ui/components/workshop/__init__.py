"""Parts of the pages of a live workshop: those of its host, and the wall."""
