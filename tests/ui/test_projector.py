"""The wall of a hall: what it shows at each moment, what it never shows, and who may move the workshop from it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assessment.core.ballot import Counts
from assessment.core.errors import StoreError, WrongCodeError
from assessment.core.scene import ALLOWED
from assessment.core.workshop import ENDED, OPEN_ROOM, REVEALED, VOTING
from assessment.journeys import hosting, workshop
from assessment.ui import context
from tests.ui.conftest import page
from tests.workshops import Hall

DOMAINS = ("trust", "leadership")


@pytest.fixture
def hall(house):
    """A workshop of two domains in the house of the app, with six people in it."""
    return _hall(house)


@pytest.fixture
def hosting_at(monkeypatch, device):
    """Let this browser hold the host's key of a workshop."""

    def hold(hall):
        monkeypatch.setattr(context, "host_cookie", lambda: hall.opened.host_key)

    monkeypatch.setattr(context, "host_cookie", lambda: "")
    return hold


def _hall(house, people=6, **plan):
    found = Hall(house.store, house.clock, house.codes, house.questionnaire, **{"domains": DOMAINS, **plan})
    found.join(people)
    return found


def wall(hall, **query):
    return page("projector", key=hall.opened.projector_key, **query)


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def read(app):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html(app))).split())


def buttons(app):
    return {button.key.removeprefix("wall-") for button in app.button if button.key.startswith("wall-")}


def test_a_wrong_key_is_told_in_a_sentence(house, hosting_at):
    shown = page("projector", key="wrong")
    assert [one.value for one in shown.error] == ["Selle lingiga töötuba ei ole. Küsi läbiviijalt uus link."]
    assert not buttons(shown)
    assert page("projector").error


def test_looking_again_at_a_wrong_key_is_no_other_try(house, hosting_at, monkeypatch):
    shown, asked = page("projector", key="wrong"), []
    monkeypatch.setattr(hosting, "on_wall", lambda *_: asked.append(1))
    shown.run()
    assert shown.error
    assert not asked


def test_the_lobby_says_how_one_joins(hall, hosting_at):
    shown = wall(hall)
    assert f"Kood {hall.opened.code}" in read(shown)
    assert "192.168.1.5:8501/j" in read(shown).replace(" ", "")
    assert "Liitunud 6" in read(shown)
    assert html(shown).count('class="qr') == 1
    assert all(words in read(shown) for words in ("Skanni telefoniga", "kirjuta kood", "Vali iga teema"))


@pytest.mark.parametrize("address", ["", "http://localhost:8501", "http://127.0.0.1:8501", "http://[::1]:8501"])
def test_an_address_that_no_phone_reaches_gets_no_qr_and_why(house, hosting_at, address):
    shown = wall(_hall(house, address=address))
    assert 'class="qr' not in html(shown)
    assert "QR-koodi ei ole" in read(shown)


def test_in_a_blind_vote_nothing_on_the_wall_depends_on_what_was_chosen(hall, hosting_at):
    hall.move("start")
    hall.vote([0, 0, 0, 0, 0, 0])
    first = html(wall(hall))
    hall.vote([4, 3, 2, 4, "dk", "abstain"])
    assert html(wall(hall)) == first
    assert "Valinud 6" in read(wall(hall))


def test_all_descriptions_stand_there_while_people_choose(hall, hosting_at, house):
    hall.move("start")
    shown, q = read(wall(hall)), house.questionnaire
    for phase in q.phase_ids:
        assert q.text(f"domains.trust.levels.{phase}", "et").value in shown
    assert "Suhted ja usaldus" in shown
    assert q.text("domains.trust.question", "et").value in shown


def test_with_the_blind_vote_off_the_picture_is_live_from_five_votes_on(house, hosting_at):
    hall = _hall(house, is_blind=False)
    assert "juba hääletuse ajal" in read(wall(hall))
    hall.move("start")
    hall.vote([2, 2, 2, 1])
    assert "kp-bar" not in html(wall(hall))
    hall.vote([2, 2, 2, 1, 3])
    shown = wall(hall)
    assert "kp-bar" in html(shown)
    assert "kp-live" in html(shown)
    assert "Tulemus" not in read(shown)


def test_revealed_the_picture_is_told_and_hidden_again_it_is_not(hall, hosting_at):
    hall.move("start")
    hall.vote([2, 2, 2, 1, 3, "dk"])
    hosting.count_hands(hall.store, hall.questionnaire, hall.standing, Counts((0, 0, 2, 0, 0)))
    hall.move("reveal")
    shown = read(wall(hall))
    assert "Tulemus – 2: Kujunev kogukond" in shown
    assert "sh käsi: 2" in shown
    hall.move("hide")
    hidden = wall(hall)
    assert "kp-bar" not in html(hidden)
    assert "Tulemus on praegu peidetud." in read(hidden)


def test_the_second_ballot_says_how_the_picture_moved(hall, hosting_at):
    hall.move("start")
    hall.vote([2, 2, 2, 1, 3, 2])
    hall.move("reveal", "vote-again")
    hall.vote([2, 2, 2, 2, 2, 2])
    hall.move("reveal")
    assert "hilisem faas 1, varasem 1, sama 4" in read(wall(hall))
    assert "2. hääletus" in read(wall(hall))


def test_what_has_not_changed_is_drawn_the_same_so_that_bars_grow_once(hall, hosting_at):
    hall.move("start")
    hall.vote([2, 2, 2, 1, 3, 2])
    hall.move("reveal")
    shown = wall(hall)
    first = html(shown)
    assert html(shown.run()) == first
    assert html(wall(hall)) == first


def test_who_joins_after_the_reveal_changes_the_number_beside_the_picture_and_not_the_picture(hall, hosting_at):
    hall.move("start")
    hall.vote([2, 2, 2, 1, 3, 2])
    hall.move("reveal")
    first = _scene(wall(hall))
    hall.join(1)
    assert "Liitunud 7" in read(wall(hall))
    assert _scene(wall(hall)) == first


def _scene(app):
    """The element that holds the picture: while it stays the same, its bars stand still."""
    (found,) = [element.proto.body for element in app.get("html") if 'class="kp-scene"' in element.proto.body]
    return found


@pytest.mark.parametrize(("moves", "words"), [(("pause",), "Jätkame varsti."), (("end",), "Töötuba on lõppenud.")])
def test_a_break_and_the_end_are_calm(hall, hosting_at, moves, words):
    hall.move("start", *moves)
    assert words in read(wall(hall))
    assert "Suhted ja usaldus" not in read(wall(hall))


def test_a_story_is_guessed_before_its_phases_are_told(house, hosting_at):
    hall = _hall(house, stories=("roude",))
    hall.move("start")
    hall.vote([2, 2, 2, 1, 3, 2])
    asked = read(wall(hall))
    assert "Läänemaal leiti nii Rõude" in asked
    assert "See faas" not in asked
    hall.move("reveal")
    assert read(wall(hall)).count("See faas") == 4


def test_only_ideas_that_the_host_allowed_stand_on_the_wall(hall, hosting_at, house):
    hall.move("start", "next", "next")
    ideas = [workshop.write_idea(house.store, house.codes, hall.seats[n], f"mõte {n} <b>") for n in range(3)]
    hosting.judge_idea(house.store, hall.standing, ideas[1], ALLOWED)
    shown = wall(hall)
    assert "mõte 1 <b>" in read(shown)
    assert "mõte 0" not in read(shown)
    assert "<b>" not in html(shown).partition("kp-ideas")[2].partition("</ul>")[0]


def test_the_end_shows_the_phase_and_what_to_go_on_from(house, hosting_at):
    hall = _hall(house, domains=house.questionnaire.domain_ids, has_ideas=False)
    hall.run([[2] * 6] * 8)
    shown = read(wall(hall))
    assert all(words in shown for words in ("Meie kogukond praegu", "Siin, saali valikute järgi", "Millele toetuda"))
    assert "Arutame" in shown


def test_too_few_topics_give_no_phase_and_still_a_profile(hall, hosting_at, house):
    hall = _hall(house, has_ideas=False)
    hall.run([[2] * 6] * 2)
    shown = wall(hall)
    assert "Faasi nende teemade põhjal öelda ei saa." in read(shown)
    assert "aria-current" not in html(shown)


def test_an_open_room_has_no_common_phase(house, hosting_at):
    hall = _hall(house, kind=OPEN_ROOM, domains=house.questionnaire.domain_ids, has_ideas=False)
    hall.run([[2] * 6] * 8)
    shown = read(wall(hall))
    assert "Ühist faasi siin ei ole." in shown
    assert "Millele toetuda" not in shown


def test_without_the_hosts_key_of_this_workshop_nothing_moves_it(hall, hosting_at, house):
    assert buttons(wall(hall)) == {"whole", "theme"}
    hosting_at(_hall(house))
    assert buttons(wall(hall)) == {"whole", "theme"}


def test_a_wrong_hosts_key_is_tried_once(hall, monkeypatch, device):
    monkeypatch.setattr(context, "host_cookie", lambda: "of an old workshop")
    tried = []
    monkeypatch.setattr(hosting, "hosted", lambda *given: tried.append(1) or _wrong())
    wall(hall).run()
    assert len(tried) == 1


def _wrong():
    raise WrongCodeError("wrong")


def test_the_host_moves_it_from_the_wall_and_only_as_is_possible(hall, hosting_at):
    hosting_at(hall)
    shown = wall(hall)
    assert buttons(shown) == {"whole", "theme", "start", "end"}
    shown.button(key="wall-start").click().run()
    assert hall.standing.state == VOTING
    assert buttons(shown) == {"whole", "theme", "reveal", "next", "arrow-next", "pause", "end"}
    shown.button(key="wall-reveal").click().run()
    assert hall.standing.state == REVEALED


def test_a_wall_drawn_with_a_link_that_was_replaced_moves_nothing_any_more(hall, hosting_at):
    hosting_at(hall)
    shown = wall(hall)
    hosting.new_host_key(hall.store, hall.codes, hall.id)
    shown.button(key="wall-start").click().run()
    assert hall.standing.course.revision == 0
    assert buttons(shown) == {"whole", "theme"}


def test_a_host_stays_one_while_the_store_is_away(hall, hosting_at, monkeypatch):
    hosting_at(hall)
    shown = wall(hall)
    with monkeypatch.context() as patched:
        patched.setattr(hosting, "hosted", lambda *_: _away())
        assert buttons(shown.run()) == {"whole", "theme"}
    assert "start" in buttons(shown.run())


def _away():
    raise StoreError("The disk is full.")


def test_to_end_asks_once_more(hall, hosting_at):
    hosting_at(hall)
    shown = wall(hall)
    shown.button(key="wall-end").click().run()
    assert hall.standing.state != ENDED
    assert buttons(shown) == {"whole", "theme", "end-yes", "end-no"}
    shown.button(key="wall-end-no").click().run()
    assert "start" in buttons(shown)
    shown.button(key="wall-end").click().run()
    shown.button(key="wall-end-yes").click().run()
    assert hall.standing.state == ENDED
    assert buttons(shown) == {"whole", "theme"}


def test_what_remains_is_kept_when_it_is_ended_from_the_wall(hall, hosting_at, house):
    hosting_at(hall)
    hall.join(1, consents=True)
    hall.move("start")
    hall.vote([3] * 7)
    hall.move("reveal")
    shown = wall(hall)
    shown.button(key="wall-end").click().run()
    shown.button(key="wall-end-yes").click().run()
    assert house.store.responses(hall.standing.round_id)


def test_the_room_sees_what_the_host_noted_as_agreed(hall, hosting_at, house):
    hall.move("start", "reveal")
    assert "Kokku lepiti" not in read(wall(hall))
    hosting.note_agreed(house.store, house.questionnaire, hall.standing, "domain:trust", hosting.Agreed(3))
    assert "Kokku lepiti Tegutsev kogukond" in read(wall(hall))
    hall.move("vote-again")
    assert "Kokku lepiti" not in read(wall(hall))


def test_at_the_ideas_it_is_said_what_may_be_done_now(hall, hosting_at):
    hosting_at(hall)
    hall.move("start", "next", "next")
    labels = {button.key: button.label for button in wall(hall).button}
    assert labels["wall-reveal"] == "Lõpeta kirjutamine"
    hall.move("reveal")
    shown = wall(hall)
    assert {button.key: button.label for button in shown.button}["wall-vote-again"] == "Hääleta mõtete üle"
    assert "Kirjuta telefonis" not in read(shown)
    hall.move("vote-again")
    assert "Vali telefonis" in read(wall(hall))
    hall.move("reveal")
    assert "Vali telefonis" not in read(wall(hall))


def test_a_move_decided_by_what_is_over_is_told_and_not_made(hall, hosting_at):
    hosting_at(hall)
    hall.move("start")
    shown = wall(hall)
    hall.move("reveal")
    shown.button(key="wall-next").click().run()
    assert hall.standing.state == REVEALED
    assert "Töötuba on vahepeal edasi läinud." in read(shown)


def test_the_code_opens_over_the_wall_and_closes_again(hall, hosting_at):
    shown = wall(hall)
    shown.button(key="wall-whole").click().run()
    assert html(shown).count('class="qr') == 2
    shown.button(key="wall-whole").click().run()
    assert html(shown).count('class="qr') == 1


def test_the_theme_is_remembered_in_the_address(hall, hosting_at):
    shown = wall(hall)
    assert "kp-theme-light" in html(shown)
    shown.button(key="wall-theme").click().run()
    assert shown.query_params["theme"] == "dark"
    assert "kp-theme-dark" in html(wall(hall, theme="dark"))


def test_the_wall_speaks_the_language_of_its_workshop(house, hosting_at):
    hall = _hall(house, language="ru")
    shown = page("projector", language="en", key=hall.opened.projector_key)
    assert "Добро пожаловать!" in read(shown)
    assert shown.query_params["lang"] == "ru"


def test_the_model_is_said_to_be_provisional_at_every_moment(hall, hosting_at):
    for move in (None, "start", "reveal", "hide", "pause", "end"):
        if move:
            hall.move(move)
        assert "Esialgne mudel" in read(wall(hall))
