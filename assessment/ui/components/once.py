"""What is opened once in a session, however often its button is pressed, with a link that is shown only then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from assessment.ui.context import STAGE
from assessment.ui.uninterrupted import uninterrupted

Opened = TypeVar("Opened")


@dataclass
class Attempt(Generic[Opened]):
    """What came of opening. It is changed and not replaced: a callback that begins anew finds what it had done."""

    opened: Opened | None = None
    is_saved: bool = False


Kind = TypeVar("Kind", bound=Attempt[Any])


class Once(Generic[Kind]):
    """The attempt of a session, of one `kind`; `name` is the key of what is filled in, and begins the other keys."""

    def __init__(self, kind: type[Kind], name: str) -> None:
        self._kind = kind
        self.draft, self._attempt, self._problems = name, f"{name}_attempt", f"{name}_problems"

    def attempt(self) -> Kind | None:
        """What was opened in this session, if anything was."""
        found = st.session_state.get(self._attempt)
        return found if isinstance(found, self._kind) and found.opened is not None else None

    def current(self) -> Kind:
        """The attempt that this press of the button belongs to."""
        found: Kind = st.session_state.setdefault(self._attempt, self._kind())
        return found

    def is_unsaved(self) -> bool:
        """Whether a link is shown that nobody has said to have saved."""
        found = self.attempt()
        return found is not None and not found.is_saved

    def problems(self) -> Mapping[str, str]:
        """What is wrong with the fields since the last try: item -> the text's id."""
        found: Mapping[str, str] = st.session_state.get(self._problems, {})
        return found

    def found_wrong(self, wrong: Mapping[str, str]) -> None:
        """These are the problems from now on."""
        st.session_state[self._problems] = wrong

    @uninterrupted
    def put_away(self) -> None:
        """The link is saved: it is not shown any more."""
        found = self.attempt()
        if found is not None:
            found.is_saved = True

    @uninterrupted
    def start_over(self) -> None:
        """Forget what was opened, so that another can be."""
        for key in (self._attempt, self.draft, self._problems, STAGE):
            st.session_state.pop(key, None)
