"""Callbacks that finish what they began, although the visitor has clicked again meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from streamlit.runtime.scriptrunner import RerunException

Arguments = ParamSpec("Arguments")


def uninterrupted(callback: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """A callback that runs to its end before the page gives way to a newer click.

    Whenever `st.session_state` is touched, Streamlit may leave a run for a newer one by an exception. In a callback
    that loses an answer: the newer run no longer sees that the field has changed. So the exception is kept, the
    callback is begun anew - the request has been taken from the queue by then - and only its end lets it go on.
    Callbacks may therefore begin twice, and must come to the same end.

    It rests on `fastReruns = false` (.streamlit/config.toml): otherwise a newer click stops this run for good, in the
    middle of storing an answer, while another thread begins the newer one.
    """

    @wraps(callback)
    def finished(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        newer: RerunException | None = None
        while True:
            try:
                callback(*args, **kwargs)
                break
            except RerunException as interruption:
                newer = interruption
        if newer is not None:
            raise newer

    return finished
