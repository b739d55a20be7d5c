"""The participants' light pages of a live workshop: `/j`, `/j/{code}` and the host's link `/h/{key}`."""
