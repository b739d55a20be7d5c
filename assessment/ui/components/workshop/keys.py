"""Which key makes which move of a workshop: the same for the host and at the wall."""

from __future__ import annotations

from assessment.core.workshop import BACK, END, HIDE, NEXT, PAUSE, RESUME, REVEAL, START, VOTE_AGAIN

# Streamlit keeps C and R for itself. Pause and resume are never possible both, so that one key takes turns.
OF_MOVE = {
    START: "S",
    REVEAL: "V",
    HIDE: "H",
    VOTE_AGAIN: "A",
    NEXT: "N",
    BACK: "B",
    PAUSE: "P",
    RESUME: "P",
    END: "E",
}
FULL_SCREEN_CODE = "Q"
