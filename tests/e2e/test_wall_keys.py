"""A host at the wall of a hall with the keyboard alone: each key does what its button says, and no other."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assessment.core.workshop import END
from tests.workshops import Hall

WAIT = 15_000


@pytest.fixture
def hall(app_house):
    found = Hall(app_house.store, app_house.clock, app_house.codes, app_house.questionnaire)
    found.join(6)
    return found


@pytest.fixture
def wall(app_url, hall, visitor):
    """A wall in the browser of the host."""
    page = visitor(1920)
    page.context.add_cookies([{"name": "host", "value": hall.opened.host_key, "url": app_url}])
    page.goto(f"{app_url}/projector?key={hall.opened.projector_key}")
    expect(page.get_by_role("button", name="Alusta")).to_be_visible(timeout=WAIT)
    return page


def told(page, words):
    """What is said to those who do not see the wall; it tells that the move was made and shown."""
    expect(page.locator(".st-key-wall-told [role=status]")).to_contain_text(words, timeout=WAIT)


def test_each_key_makes_its_move_and_is_announced(hall, wall):
    q = hall.questionnaire
    first, second = (q.text(f"domains.{id_}.name", "et").value for id_ in q.domain_ids[:2])
    for key, words, state in (
        ("s", f"{first}. Nüüd saab valida.", "voting"),
        ("v", "Tulemus on näha.", "revealed"),
        ("h", "Tulemus on peidetud.", "hidden"),
        ("a", "2. hääletus", "voting"),
        ("p", "Paus.", "paused"),
        ("p", "Nüüd saab valida.", "voting"),
        ("n", second, "voting"),
        ("b", f"{first}. Nüüd saab valida.", "voting"),
        ("ArrowRight", second, "voting"),
        ("ArrowLeft", f"{first}. Nüüd saab valida.", "voting"),
    ):
        wall.keyboard.press(key)
        told(wall, words)
        assert hall.standing.state == state, key


def test_the_code_fills_the_wall_and_leaves_it_by_one_key(hall, wall):
    wall.keyboard.press("q")
    expect(wall.locator(".kp-whole")).to_contain_text(hall.opened.code)
    wall.keyboard.press("q")
    expect(wall.locator(".kp-whole")).to_have_count(0)
    assert hall.standing.state == "lobby"


def test_a_key_that_means_nothing_now_does_nothing_and_the_end_is_asked_once_more(hall, wall):
    for key in ("v", "h", "a", "n", "b", "p", "y", "x"):
        wall.keyboard.press(key)
    wall.keyboard.press("e")
    expect(wall.get_by_role("button", name="Jah, lõpeta")).to_be_visible()
    wall.keyboard.press("Escape")
    expect(wall.get_by_role("button", name="Alusta")).to_be_visible()
    assert hall.standing.course.revision == 0
    wall.keyboard.press("e")
    expect(wall.get_by_role("button", name="Jah, lõpeta")).to_be_visible()
    wall.keyboard.press("y")
    told(wall, "Töötuba on lõppenud.")
    assert hall.standing.state == "ended"
    assert END not in hall.scene().allowed


def test_a_wall_of_nobody_in_particular_has_no_keys_that_move(app_url, hall, visitor):
    page = visitor(1920)
    page.goto(f"{app_url}/projector?key={hall.opened.projector_key}")
    expect(page.get_by_role("button", name="Kood suurelt")).to_be_visible(timeout=WAIT)
    for key in ("s", "e", "y"):
        page.keyboard.press(key)
    page.keyboard.press("q")
    expect(page.locator(".kp-whole")).to_be_visible()
    assert hall.standing.course.revision == 0
