"""What a seat sees in each state, and that nothing of others is on the wire before it may be seen."""

from __future__ import annotations

import re

import pytest

from assessment.bootstrap import say
from assessment.core.scene import Agreed
from assessment.core.workshop import OPEN_ROOM
from assessment.journeys import hosting, watching
from assessment.phone.workshop.state import state_html
from tests.phone.workshop.conftest import join, vote

LEADERSHIP = "domain:leadership"
ALL = ("leadership", "participation", "trust", "direction", "organisation", "resources", "cooperation", "resilience")


def shared(hall, language="en") -> str:
    """What the live connection sends to all phones."""
    scene = watching.scene(hall.store, hall.house.questionnaire, hall.standing).for_phone()
    return str(state_html(say(language), hall.house.questionnaire, scene, hall.at))


def numbers(page: str) -> dict[str, int]:
    """How many chose what, as the page says it."""
    rows = re.findall(r'<li data-choice="(\w+)".*?</li>', page, re.DOTALL)
    parts = re.split(r'<li data-choice="\w+"', page)[1:]
    found = (re.search(r"(\d+) chose", part.split("</li>")[0]) for part in parts)
    return {row: int(one[1]) for row, one in zip(rows, found, strict=True) if one}


def test_nothing_of_others_is_on_the_wire_while_people_vote(hall):
    hall.do("start")
    phone = hall.seated()
    before = phone.get(hall.at).text
    hall.others("1", "1", "2", "2", "2", "4")
    assert phone.get(hall.at).text == before


def test_not_even_where_the_projector_shows_it_live(opened):
    hall = opened(is_blind=False)
    hall.do("start")
    phone = hall.seated()
    before = phone.get(hall.at).text
    hall.others("1", "1", "2", "2", "2", "4")
    assert phone.get(hall.at).text == before


def test_after_the_reveal_the_own_choice_stands_beside_the_groups(hall):
    hall.do("start")
    phone = hall.seated()
    vote(phone, hall.at, LEADERSHIP, 1, "3")
    hall.others("2", "2", "2", "3", "4", "dk")
    hall.do("reveal")
    page = phone.get(hall.at).text
    assert numbers(page) == {"0": 0, "1": 0, "2": 3, "3": 2, "4": 1, "dk": 1, "abstain": 0}
    assert page.count('class="own"') == 1
    assert '<li data-choice="3" class="own">' in page
    assert "By and large people agree." in page
    assert "<form" not in page


def test_too_few_show_nothing_and_a_few_only_the_level(hall):
    hall.do("start")
    phone = hall.seated()
    vote(phone, hall.at, LEADERSHIP, 1, "3")
    hall.do("reveal")
    page = phone.get(hall.at).text
    assert "So few chose" in page
    assert numbers(page) == {}
    assert '<li data-choice="3" class="own">' in page, "the own vote stays in sight"
    hall.do("vote-again")
    hall.others("2", "2", "3")
    hall.do("reveal")
    page = phone.get(hall.at).text
    assert "at least 5 people" in page
    assert numbers(page) == {}
    assert "How the room sees it" in page


def test_hands_are_named_and_tables_stand_side_by_side(hall):
    hall.do("start")
    phone = hall.phone()
    join(phone, hall.at, **{"as": "table", "people": "6"})
    vote(phone, hall.at, LEADERSHIP, 1, "4")
    hall.others("2", "2", "2", "3", "1")
    hall.hands(0, 0, 3, 0, 0)
    hall.do("reveal")
    page = phone.get(hall.at).text
    assert "3 of these are hands counted in the room" in page
    assert numbers(page)["2"] == 6
    assert "Table 1 (6 people)" in page


def test_from_the_second_ballot_on_it_says_how_the_picture_moved(hall):
    hall.do("start")
    hall.others("1", "1", "1", "2", "3")
    hall.do("reveal", "vote-again")
    hall.others("2", "2", "1", "2", "2")
    hall.do("reveal")
    page = hall.seated().get(hall.at).text
    assert "2 chose a later phase, 1 an earlier one and 2 the same" in page


def test_what_was_agreed_and_said_against_it_is_shown_after_the_reveal(hall):
    hall.do("start")
    note = Agreed(2, "Two <see> it as fading.")
    hosting.note_agreed(hall.store, hall.house.questionnaire, hall.standing, LEADERSHIP, note)
    phone = hall.seated()
    assert "fading" not in phone.get(hall.at).text
    hall.do("reveal")
    assert "Two &lt;see&gt; it as fading." in phone.get(hall.at).text


def test_hidden_and_paused_show_no_picture(hall):
    hall.do("start")
    hall.others("2", "2", "2", "3", "1")
    phone = hall.seated()
    hall.do("reveal", "hide")
    assert "has hidden the result" in phone.get(hall.at).text
    assert numbers(phone.get(hall.at).text) == {}
    hall.do("reveal", "pause")
    assert "A break" in phone.get(hall.at).text
    assert numbers(phone.get(hall.at).text) == {}


def test_the_phase_of_a_story_is_guessed_and_then_told(opened):
    hall = opened(stories=("roude",))
    hall.do("start")
    phone = hall.seated()
    page = phone.get(hall.at).text
    assert "guess the phase" in page
    assert "The story shows" not in page
    assert vote(phone, hall.at, "story:roude", 1, "2").status_code == 200
    hall.do("reveal")
    assert "The story shows" in phone.get(hall.at).text


def test_the_summary_shows_the_path_and_the_questions_of_the_phase(opened):
    hall = opened(domains=ALL, has_ideas=False)
    hall.do("start")
    for _ in ALL:
        hall.others("2", "2", "2", "2", "3")
        hall.do("reveal", "next")
    page = hall.seated().get(hall.at).text
    assert 'class="path"' in page
    assert "Here, by the room" in page
    assert "What to talk about next" in page
    assert page.count("<dt>") >= len(ALL)


def test_a_summary_of_too_few_domains_says_what_a_phase_needs(hall):
    hall.do("start", "next", "next", "next", "next")
    assert "The room has rated too few topics" in hall.seated().get(hall.at).text


def test_an_open_room_sees_where_its_places_are_and_no_common_phase(opened):
    hall = opened(OPEN_ROOM, domains=ALL, has_ideas=False)
    hall.do("start")
    for _ in ALL:
        hall.others("1", "2", "2", "3", "3")
        hall.do("next")
    page = hall.seated().get(hall.at).text
    assert "They have no common phase" in page
    assert "2 places" in page
    assert 'class="path"' not in page


def test_who_took_part_sees_the_own_result_at_the_end_and_nobody_elses(opened):
    hall = opened(domains=ALL)
    hall.do("start")
    phone = hall.seated()
    for domain in ALL:
        vote(phone, hall.at, f"domain:{domain}", 1, "3")
        hall.others("1", "1", "1", "1", "1")
        hall.do("next")
    hall.do("end")
    page = phone.get(hall.at).text
    assert "Thank you" in page
    assert "The result of your own choices" in page
    assert "Active community" in page
    assert "/r/" not in page, "nothing remained yet"
    assert "<form" not in page


def test_the_end_leads_to_the_round_that_remained(hall):
    phone = hall.seated()
    hall.do("end")
    hall.store.keep_round(hall.id, hall.id)
    result = f"/r/{hall.house.codes.share_code(hall.id)}"
    assert result in phone.get(hall.at).text
    assert result in hall.phone().get(hall.at).text, "also for who comes too late"


def test_what_all_phones_are_sent_holds_nothing_of_anybody(opened):
    hall = opened(domains=ALL, is_free=True)
    phone = hall.seated()
    shown = [shared(hall)]
    for moves in (["start"], ["reveal"], ["hide"], ["pause"], ["resume", "next"], ["end"]):
        hall.do(*moves)
        if moves == ["start"]:
            vote(phone, hall.at, "domain:trust", 1, "3")
        shown.append(shared(hall))
    for html in shown:
        for own in ("csrf", 'name="seat"', " checked", ' class="own"', ' class="answered">', " open>"):
            assert own not in html
    assert "data-own-result" in shown[-1]


@pytest.mark.parametrize("language", ["et", "en", "ru"])
def test_every_state_speaks_every_language(opened, language):
    hall = opened(domains=ALL, stories=("peri",))
    hall.do("start")
    for move in ("reveal", "hide", "vote-again", "pause", "resume", "next", "reveal"):
        hall.do(move)
        assert "<h1>" in shared(hall, language)


def test_the_first_page_is_light(hall):
    phone = hall.phone()
    page = phone.get(hall.at)
    assets = re.findall(r'(?:href|src)="(/phone/[^"]+)"', page.text)
    answers = [page, *(phone.get(one) for one in assets)]
    assert len(answers) <= 4
    assert sum(int(one.headers["content-length"]) for one in answers) <= 30_000
    hall.do("start")
    seated = hall.seated()
    assert int(seated.get(hall.at).headers["content-length"]) < 10_000
