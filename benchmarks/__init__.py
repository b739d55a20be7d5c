"""Speed and weight, measured and printed; nothing here is asserted."""

import assessment  # noqa: F401  before NumPy: it says how many threads the matrices get
