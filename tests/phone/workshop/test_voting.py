"""Votes by plain forms: kept, changed, and refused with a sentence."""

from __future__ import annotations

import pytest

from tests.phone.workshop.conftest import hidden, join, vote

LEADERSHIP, TRUST = "domain:leadership", "domain:trust"


def checked(page: str) -> list[str]:
    return [line.split('value="')[1].split('"')[0] for line in page.splitlines() if " checked" in line]


def test_a_ballot_is_one_radio_group_with_a_legend_and_seven_choices(hall):
    hall.do("start")
    page = hall.seated().get(hall.at).text
    assert page.count("<legend>") == 1
    for choice in ("0", "1", "2", "3", "4", "dk", "abstain"):
        assert f'<input type="radio" name="choice" value="{choice}"' in page


def test_a_vote_is_kept_is_told_and_can_be_changed_until_the_reveal(hall):
    hall.do("start")
    phone = hall.seated()
    page = vote(phone, hall.at, LEADERSHIP, 1, "3")
    assert page.url.path == hall.at
    assert "The choice is saved" in page.text
    assert checked(page.text) == ["3"]
    vote(phone, hall.at, LEADERSHIP, 1, "dk")
    assert hall.votes() == {(1, LEADERSHIP, 1): "dk"}
    assert checked(phone.get(hall.at).text) == ["dk"]


def test_to_abstain_is_a_choice(hall):
    hall.do("start")
    vote(hall.seated(), hall.at, LEADERSHIP, 1, "abstain")
    assert hall.votes() == {(1, LEADERSHIP, 1): "abstain"}


def test_nothing_chosen_is_told_and_nothing_is_lost(hall):
    hall.do("start")
    phone = hall.seated()
    vote(phone, hall.at, LEADERSHIP, 1, "2")
    page = vote(phone, hall.at, LEADERSHIP, 1, "")
    assert page.status_code == 422
    assert "No description was chosen" in page.text
    assert checked(page.text) == ["2"]


@pytest.mark.parametrize(
    ("moves", "step", "ballot", "words", "present"),
    [
        ([], LEADERSHIP, 1, "has not started", "You are in"),
        (["start", "pause"], LEADERSHIP, 1, "There is a break", "A break"),
        (["start", "reveal"], LEADERSHIP, 1, "The vote is over already", "How people chose"),
        (["start", "reveal", "vote-again"], LEADERSHIP, 1, "The vote is over already", "vote 2"),
        (["start", "next"], LEADERSHIP, 1, "at another topic already", "Topic 2 of 3"),
        (["start"], TRUST, 1, "at another topic already", "Topic 1 of 3"),
        (["start"], LEADERSHIP, 7, "at another topic already", "Topic 1 of 3"),
        (["start"], "summary", 1, "", ""),
        (["start", "end"], LEADERSHIP, 1, "The workshop is over and", "Thank you"),
    ],
)
def test_each_refusal_is_a_sentence_beside_the_present_state(hall, moves, step, ballot, words, present):
    phone = hall.seated()
    given = hidden_of(phone, hall.at)
    hall.do(*moves)
    page = phone.post(f"{hall.at}/vote", data=given | {"step": step, "ballot": str(ballot), "choice": "3"})
    assert page.status_code == (409 if words else 400)
    assert words in page.text
    assert present in page.text
    assert hall.votes() == {}


def hidden_of(phone, at):
    """What a form of this phone carries, also where the page has none."""
    main = phone.get(at).text.split("<main")[1].split(">")[0]
    return {"csrf": main.split('data-csrf="')[1].split('"')[0], "seat": main.split('data-seat="')[1].split('"')[0]}


def test_a_vote_that_comes_too_late_leaves_the_one_before(hall):
    hall.do("start")
    phone = hall.seated()
    vote(phone, hall.at, LEADERSHIP, 1, "2")
    given = hidden(phone.get(hall.at).text)
    hall.do("reveal")
    page = phone.post(f"{hall.at}/vote", data=given | {"step": LEADERSHIP, "ballot": "1", "choice": "4"})
    assert "If you chose before, that choice counts" in page.text
    assert '<li data-choice="2" class="own">' in page.text
    assert hall.votes() == {(1, LEADERSHIP, 1): "2"}


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("choice", "5", 400),
        ("choice", "x" * 5000, 400),
        ("choice", "<b>", 400),
        ("step", "domain:nothing", 409),
        ("step", "<b>", 400),
        ("ballot", "-1", 409),
        ("ballot", "1e3", 409),
        ("ballot", "9" * 300, 409),
        ("seat", "2", 403),
        ("seat", "0", 403),
        ("seat", "x", 403),
        ("csrf", "x", 403),
    ],
)
def test_what_is_forged_is_refused_with_a_sentence(hall, field, value, status):
    hall.do("start")
    hall.seated()  # seat 1 is another phone's
    phone = hall.seated()
    given = hidden(phone.get(hall.at).text) | {"step": LEADERSHIP, "ballot": "1", "choice": "3"}
    if (field, value) == ("seat", "2"):
        value = "1"
    page = phone.post(f"{hall.at}/vote", data=given | {field: value})
    assert page.status_code == status
    assert "not saved" in page.text
    assert hall.votes() == {}


def test_a_form_of_a_megabyte_is_refused_with_a_sentence(hall):
    hall.do("start")
    phone = hall.seated()
    page = phone.post(f"{hall.at}/vote?lang=en", data={"choice": "x" * 1_000_000})
    assert page.status_code == 413
    assert "too long and was not saved" in page.text


def test_each_seat_of_a_phone_votes_in_turn(hall):
    hall.do("start")
    phone = hall.seated()
    join(phone, hall.at)
    assert vote(phone, hall.at, LEADERSHIP, 1, "1").url.path == hall.at
    assert vote(phone, f"{hall.at}/2", LEADERSHIP, 1, "4").url.path == f"{hall.at}/2"
    assert hall.votes() == {(1, LEADERSHIP, 1): "1", (2, LEADERSHIP, 1): "4"}
    assert checked(phone.get(hall.at).text) == ["1"]
    assert checked(phone.get(f"{hall.at}/2").text) == ["4"]


def test_the_number_of_another_phones_seat_leads_back_to_the_own(hall):
    hall.do("start")
    vote(hall.seated(), hall.at, LEADERSHIP, 1, "1")
    page = hall.seated().get(f"{hall.at}/1")
    assert page.url.path == hall.at
    assert "Seat 2" in page.text
    assert checked(page.text) == []


def test_whoever_loads_again_after_a_button_sends_nothing_again(hall):
    hall.do("start")
    page = hall.seated().get(f"{hall.at}/vote?lang=en")
    assert (page.status_code, page.url.path) == (200, hall.at)


def test_in_free_tempo_all_domains_are_open_and_the_first_unanswered_is_unfolded(opened):
    hall = opened(is_free=True)
    hall.do("start")
    phone = hall.seated()
    page = vote(phone, hall.at, TRUST, 1, "3")
    assert page.text.count("<form") == 3
    assert 'data-step="domain:leadership" open>' in page.text
    assert '<span class="answered">' in page.text
    assert page.text.count('<span class="answered" hidden>') == 2
    vote(phone, hall.at, LEADERSHIP, 1, "2")
    assert 'data-step="domain:participation" open>' in phone.get(hall.at).text


def test_in_free_tempo_the_others_stay_open_while_one_is_revealed(opened):
    hall = opened(is_free=True)
    hall.do("start", "reveal")
    phone = hall.seated()
    page = phone.get(hall.at).text
    assert "How people chose" in page
    assert 'data-step="domain:leadership"' not in page
    assert vote(phone, hall.at, TRUST, 1, "3").status_code == 200
    assert hall.votes() == {(1, TRUST, 1): "3"}
    hall.do("pause")
    assert "<form" not in phone.get(hall.at).text


def test_a_script_is_told_in_json_that_a_vote_is_kept_or_why_not(hall):
    hall.do("start")
    phone = hall.seated()
    given = hidden(phone.get(hall.at).text) | {"step": LEADERSHIP, "ballot": "1", "choice": "3"}
    wants = {"accept": "application/json"}
    assert phone.post(f"{hall.at}/vote", data=given, headers=wants).json() == {"type": "ack"}
    hall.do("reveal")
    late = phone.post(f"{hall.at}/vote", data=given, headers=wants)
    assert (late.status_code, late.json()["reason"]) == (409, "closed")
