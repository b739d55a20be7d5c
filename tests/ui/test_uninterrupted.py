"""A newer click may interrupt a run at any touch of the session's state; no answer is lost by that."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException

from assessment.ui import context
from assessment.ui.uninterrupted import uninterrupted
from tests.ui.test_pages import choose, click, stored


def test_a_callback_ends_before_the_newer_run_begins():
    done = []

    @uninterrupted
    def callback():
        done.append("begun")
        if len(done) < 3:
            raise RerunException(RerunData())
        done.append("ended")

    with pytest.raises(RerunException):
        callback()
    assert done == ["begun", "begun", "begun", "ended"]


def test_a_press_before_the_last_click_is_handed_on_with_it():
    def clicked(**widget):
        return RerunData(widget_states=WidgetStates(widgets=[WidgetState(**widget)]))

    waiting = [clicked(id="next", trigger_value=True), clicked(id="trust", string_value="2")]

    @uninterrupted
    def callback():
        if waiting:
            raise RerunException(waiting.pop(0))

    with pytest.raises(RerunException) as raised:
        callback()
    passed_on = {widget.id: widget for widget in raised.value.rerun_data.widget_states.widgets}
    assert passed_on["next"].trigger_value
    assert passed_on["trust"].string_value == "2"


def test_a_callback_that_is_not_interrupted_just_ends():
    assert uninterrupted(lambda: None)() is None


def test_an_assessment_that_was_begun_and_interrupted_is_taken_not_left(app, house, monkeypatch):
    click(click(app, "start"), "next")
    begun, plain = [], context.claim

    def claim(assessment):
        begun.append(assessment.id)
        if len(begun) == 1:
            raise RerunException(RerunData())
        plain(assessment)

    monkeypatch.setattr(context, "claim", claim)
    choose(app, "leadership", "3")
    assert begun == [stored(house).id] * 2
    assert stored(house).answers == {"leadership": "3"}
