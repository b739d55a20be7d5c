"""Fields of a form that is filled in over several runs: each is kept when it is left, whatever happens to the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

T = TypeVar("T", str, bool)


class Draft:
    """What was filled in so far, under a key of the session; `problems` are sentences by item."""

    def __init__(self, visit: Visit, key: str, problems: Mapping[str, str]) -> None:
        self._visit, self._key, self._problems = visit, key, problems

    def line(self, item: str, label: str, start: str, length: int, example: str = "") -> None:
        """One line of text."""
        self.say_problem(item)
        st.text_input(
            label,
            value=self._kept(item, start),
            key=self._widget(item),
            max_chars=length,
            placeholder=example,
            autocomplete="off",
            on_change=_keep,
            args=(self._key, item, self._widget(item)),
        )

    def text(self, item: str, label: str, start: str, length: int) -> None:
        """A sentence or two."""
        self.say_problem(item)
        st.text_area(
            label,
            value=self._kept(item, start),
            key=self._widget(item),
            max_chars=length,
            height=96,
            on_change=_keep,
            args=(self._key, item, self._widget(item)),
        )

    def choice(self, item: str, question: str, labels: Mapping[str, str], start: str) -> str:
        """A group of options with its question as the legend, and what is chosen; an unknown start chooses none."""
        self.say_problem(item)
        options, chosen = list(labels), self._kept(item, start)
        st.radio(
            question,
            options,
            index=options.index(chosen) if chosen in options else None,
            format_func=lambda option: as_label(labels[option]),
            key=self._widget(item),
            on_change=_keep,
            args=(self._key, item, self._widget(item)),
            width="stretch",
        )
        return chosen

    def tick(self, item: str, label: str, start: bool) -> bool:
        """A box to tick, and whether it is."""
        kept = self._kept(item, start)
        st.checkbox(
            label, value=kept, key=self._widget(item), on_change=_keep, args=(self._key, item, self._widget(item))
        )
        return kept

    def say_problem(self, item: str) -> None:
        """What is wrong with a field, or with a group of boxes, if anything."""
        if item in self._problems:
            st.html(f'<p class="kp-problem">{self._problems[item]}</p>')

    def _kept(self, item: str, start: T) -> T:
        kept: T = st.session_state.get(self._key, {}).get(item, start)
        return kept

    def _widget(self, item: str) -> str:
        """A widget for each language: the browser holds a choice by its words, and forgets it when they change."""
        return f"{self._key}-{item}-{self._visit.language}"


@uninterrupted
def _keep(key: str, item: str, widget: str) -> None:
    st.session_state[key] = {**st.session_state.get(key, {}), item: st.session_state[widget]}
