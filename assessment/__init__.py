"""Kogukonnapeegel: a self-assessment of the development phase of a community."""

import os

# The matrices of the bootstrap are small: one thread does them in a millisecond, while several wait for one another
# as soon as the machine has other work (measured: 1 ms against up to 14 ms on two busy cores).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
