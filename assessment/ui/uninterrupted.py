"""Callbacks that finish what they began, although the visitor has clicked again meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from streamlit.runtime.scriptrunner import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests

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
        newer = ScriptRequests()
        interrupted = False
        while True:
            try:
                callback(*args, **kwargs)
                break
            except RerunException as interruption:
                # Folded as Streamlit folds clicks that wait: a later one keeps the press of a button before it.
                interrupted = newer.request_rerun(interruption.rerun_data)
        if interrupted:
            raise RerunException(newer.on_scriptrunner_ready().rerun_data)

    return finished
