"""Texts of participants: written, allowed by the host, chosen, and how many chose each."""

from __future__ import annotations

import pytest

from assessment.core.scene import ALLOWED, ASIDE
from assessment.journeys import hosting
from assessment.journeys.workshop import IDEA_LENGTH, MOST_IDEAS
from tests.phone.workshop.conftest import hidden


@pytest.fixture
def at_ideas(opened):
    """A workshop at its ideas, and a phone in it."""
    hall = opened(domains=("trust",))
    hall.do("start", "next")
    return hall, hall.seated()


def write(phone, at, text):
    return phone.post(f"{at}/idea", data=hidden(phone.get(at).text) | {"text": text})


def choose(phone, at, *ids, **given):
    fields = {"step": "ideas", "ballot": "2"} | {f"idea:{id_}": id_ for id_ in ids}
    return phone.post(f"{at}/vote", data=hidden(phone.get(at).text) | fields | given)


def judged(hall, *states):
    ideas = hall.store.ideas(hall.id)
    for idea, state in zip(ideas, states, strict=True):
        hosting.judge_idea(hall.store, hall.standing, idea, state)
    return [idea.id for idea in ideas]


def test_an_idea_waits_for_the_host_and_only_its_writer_sees_it(at_ideas):
    hall, phone = at_ideas
    page = write(phone, hall.at, "A <bench> by the swing")
    assert "The idea is saved" in page.text
    assert "A &lt;bench&gt; by the swing" in page.text
    other = hall.seated()
    assert "bench" not in other.get(hall.at).text
    hall.do("reveal")
    assert "bench" not in other.get(hall.at).text
    judged(hall, ALLOWED)
    assert "bench" in other.get(hall.at).text
    assert "On the screen" in phone.get(hall.at).text


def test_an_idea_that_was_put_aside_is_told_to_its_writer(at_ideas):
    hall, phone = at_ideas
    write(phone, hall.at, "Nonsense")
    judged(hall, ASIDE)
    assert "The host has put it aside" in phone.get(hall.at).text


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("", 422, "The field was empty"),
        ("  ", 422, "The field was empty"),
        ("x" * (IDEA_LENGTH + 1), 422, "Shorten it"),
    ],
)
def test_an_idea_that_cannot_be_kept_is_told(at_ideas, text, status, words):
    hall, phone = at_ideas
    page = write(phone, hall.at, text)
    assert page.status_code == status
    assert words in page.text
    assert hall.store.ideas(hall.id) == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202eabc\u202c \u200bd\u2066e", "abc de"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_signs_that_nobody_sees_are_not_kept_and_nothing_is_run(at_ideas, typed, kept):
    hall, phone = at_ideas
    page = write(phone, hall.at, typed)
    assert [idea.text for idea in hall.store.ideas(hall.id)] == [kept]
    assert "<script>alert" not in page.text


def test_a_text_of_a_hundred_kilobytes_is_told(at_ideas):
    hall, phone = at_ideas
    page = write(phone, hall.at, "x" * 100_000)
    assert page.status_code == 413
    assert hall.store.ideas(hall.id) == ()


def test_what_was_typed_stays_where_it_was_too_long(at_ideas):
    hall, phone = at_ideas
    text = "x" * (IDEA_LENGTH + 1)
    assert text in write(phone, hall.at, text).text


def test_a_seat_writes_so_many_ideas_and_no_more(at_ideas):
    hall, phone = at_ideas
    for number in range(MOST_IDEAS):
        assert write(phone, hall.at, f"Idea {number}").status_code == 200
    page = write(phone, hall.at, "One more")
    assert page.status_code == 409
    assert "You cannot send more" in page.text


def test_an_idea_that_comes_too_late_is_told(at_ideas):
    hall, phone = at_ideas
    given = hidden(phone.get(hall.at).text) | {"text": "Late"}
    hall.do("reveal")
    page = phone.post(f"{hall.at}/idea", data=given)
    assert page.status_code == 409
    assert "is over already" in page.text
    assert "Late" in page.text, "what was typed can still be read out"


def test_up_to_three_of_the_allowed_ideas_are_chosen_and_shown_with_their_support(at_ideas):
    hall, phone = at_ideas
    for number in range(5):
        write(phone, hall.at, f"Idea {number}")
    ids = judged(hall, ALLOWED, ALLOWED, ALLOWED, ALLOWED, ASIDE)
    hall.do("reveal", "vote-again")
    page = phone.get(hall.at).text
    assert page.count('type="checkbox"') == 4
    too_many = choose(phone, hall.at, *ids[:4])
    assert too_many.status_code == 422
    assert "up to 3 ideas" in too_many.text
    assert too_many.text.count(" checked") == 4, "what was ticked stays, to leave one out"
    assert choose(phone, hall.at, ids[4]).status_code == 400, "one that was put aside"
    assert choose(phone, hall.at, "forged").status_code == 400
    page = choose(phone, hall.at, ids[0], ids[2])
    assert "The choice is saved" in page.text
    assert page.text.count(" checked") == 2
    hall.others(ids[0], ids[0], ids[1], ids[0])
    assert "chosen by" not in phone.get(hall.at).text
    hall.do("reveal")
    page = phone.get(hall.at).text
    assert "chosen by 4 people" in page
    assert "chosen by 1 person" in page


def test_ideas_that_say_the_same_are_chosen_together(at_ideas):
    hall, phone = at_ideas
    for text in ("Bench", "A seat by the swing"):
        write(phone, hall.at, text)
    first, second = hall.store.ideas(hall.id)
    hosting.judge_idea(hall.store, hall.standing, first, ALLOWED)
    hosting.judge_idea(hall.store, hall.standing, second, ALLOWED, first.id)
    hall.do("reveal", "vote-again")
    page = phone.get(hall.at).text
    assert page.count('type="checkbox"') == 1
    assert "+ A seat by the swing" in page
