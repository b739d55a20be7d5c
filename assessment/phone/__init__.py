"""The light pages on which residents answer a round: a few kilobytes each, and they work without a script."""
