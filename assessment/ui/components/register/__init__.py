"""The parts of the page on which the register of areas is kept."""
