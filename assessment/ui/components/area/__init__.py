"""The parts of the page of one area, for whoever works with it in the municipality."""
