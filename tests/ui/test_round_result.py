"""The result of a round by its code, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment import bootstrap
from assessment.core.errors import QuestionnaireError
from assessment.journeys import opening
from tests.rounds import VILLAGE, agreed, answer, closed, opened
from tests.ui.conftest import session
from tests.ui.test_open_round import saved
from tests.ui.test_pages import answered, click, click_link, html, titles


def at(code, language="et"):
    """A session at the address that a link with the code leads to."""
    app = session(language)
    app.query_params["code"] = code
    return click_link(app, "result")


def everything(app):
    """All that was sent to the browser, as text, without the ids that Streamlit makes up for files."""
    sent = "\n".join(str(getattr(element, "proto", "")) for element in app.main)
    return re.sub(r'file_id: "\w+"', "", sent)


@pytest.mark.parametrize(
    ("language", "title"),
    [("et", "Kogukonna ühine tulemus"), ("en", "The community's shared result"), ("ru", "Общий результат сообщества")],
)
def test_a_closed_round_is_shown_by_its_code(house, device, language, title):
    app = at(closed(house).code, language)
    phase = house.questionnaire.text("phases.forming.name", language).value
    assert titles(app) == [title]
    assert phase in html(app)
    assert "Peri küla, Põlva vald" in app.get("text")[0].value


def test_without_a_code_it_stays_my_result(app):
    assert titles(answered(app, [3] * 8)) == ["Minu tulemus"]


def test_a_code_is_read_in_whatever_way_it_is_typed(house, device):
    code = closed(house).code
    assert titles(at(f" {code.lower().replace('-', ' ')} ")) == ["Kogukonna ühine tulemus"]


@pytest.mark.parametrize("door", ["result", "resume"])
def test_the_code_can_be_typed(house, device, door):
    app = session()
    if door == "result":
        app.query_params["code"] = ""
    click_link(app, door)
    app.text_input(key="round_code-et").set_value(closed(house).code)
    click(app, "open_result")
    assert titles(app) == ["Kogukonna ühine tulemus"]
    assert app.query_params["lang"] == "et"


def test_no_code_at_all_is_told(house, device):
    app = at("")
    click(app, "open_result")
    assert app.error[0].value == "Kirjuta kood lahtrisse ja proovi uuesti."


def test_a_wrong_code_is_told_and_stays_in_its_field(house, device):
    app = at("AAAA-AAAA")
    assert app.error[0].value.startswith("Sellise koodiga vooru ei ole.")
    assert app.text_input(key="round_code-et").value == "AAAA-AAAA"


def test_wrong_codes_are_slowed_down(house, device):
    for tried in range(6):
        assert at(f"AAAA-AAA{tried}").error[0].value.startswith("Sellise koodiga vooru ei ole.")
    assert at(closed(house).code).error[0].value.startswith("Valesid koode on proovitud liiga palju.")


def test_looking_once_more_is_no_other_try(house, device):
    app = at("AAAA-AAAA")
    for language in ("en", "ru", "et") * 3:
        click(app, f"language-{language}")
    assert titles(at(closed(house).code)) == ["Kogukonna ühine tulemus"]


def test_switching_the_language_keeps_the_round(house, device):
    app = at(closed(house).code)
    code = app.query_params["code"]
    click(app, "language-en")
    assert titles(app) == ["The community's shared result"]
    assert (app.query_params["code"], app.query_params["lang"]) == (code, "en")


def test_while_it_is_open_only_steps_are_shown(house, device):
    found = opened(house)
    assert "Vastuseid veel ei ole." in html(at(found.code))
    answer(house, found, VILLAGE[:3])
    assert "Vastuseid on praegu alla 5." in html(at(found.code))
    answer(house, found, VILLAGE[3:9])
    shown = html(at(found.code))
    assert "Vastuseid on praegu vähemalt 5." in shown
    assert f"a/{found.code}?lang=et" in shown


def test_one_that_is_not_answered_by_link_shows_no_link(house, device):
    assert "/a/" not in html(at(opened(house, ways=("paper",)).code))


@pytest.mark.parametrize("number", [3, 6])
def test_what_a_rule_hides_is_in_nothing_that_is_sent(house, device, number):
    """Rounds of which the same is released, from answers that differ, look the same to the last sign."""
    one = [[2, 2, 2, 2, 2, 2, 2, 2]] * number
    other = [[2, 2, 2, 2, 2, 2, 2, 2]] * (number - 2) + [[1, 3, 2, 2, 2, 2, 2, 2], [3, 1, 2, 2, 2, 2, 2, 2]]
    rounds = [closed(house, people) for people in (one, other)]
    sent = [everything(at(found.code)).replace(found.code, "CODE") for found in rounds]
    assert "Kuidas tulemus sündis" in sent[0]
    assert sent[0] == sent[1]


def test_an_answer_that_a_meeting_agreed_on_is_shown_where_nothing_else_is(house, device):
    found = agreed(house)
    assert "Tegutsev kogukond" in html(at(found.code))


def test_the_sheets_are_made_when_they_are_asked_for(house, device, monkeypatch):
    offered = saved(at(closed(house).code), monkeypatch)
    starts = {"save_notice": b"%PDF-1.7", "save_report": b"%PDF-1.7", "save_png": b"\x89PNG", "save_svg": b"<svg"}
    assert set(offered) == set(starts)
    for key, start in starts.items():
        assert offered[key]().startswith(start)


def test_a_version_that_is_gone_is_a_sentence(house, device, monkeypatch):
    code = closed(house).code

    def gone(folder):
        raise QuestionnaireError("It cannot be loaded.")

    monkeypatch.setattr(type(house), "questionnaire", replace(house.questionnaire, id="another"))
    monkeypatch.setattr(bootstrap, "_version", gone)
    app = at(code)
    assert app.error[0].value.startswith("See kuulub küsimustiku varasema versiooni juurde")


def test_own_answers_are_not_asked_for_to_see_a_rounds_result(app, house):
    """Whoever follows a link on a device with somebody's answers sees the round, and nothing of the answers."""
    answered(app, [4] * 8)
    shown = at(closed(house).code)
    assert titles(shown) == ["Kogukonna ühine tulemus"]
    assert "Kestlik kogukond</h2>" not in html(shown)


def test_a_round_that_follows_another_tells_what_has_changed(house, device):
    first = opened(house)
    answer(house, first, [[1] * 8] * 10)
    house.store.stop(first.round.id, house.clock.today() - timedelta(days=1))
    at(first.code)
    plan = replace(opening.next_plan(first.round), period="2027")
    later = opening.open_round(house.store, house.clock, house.codes, house.questionnaire, plan)
    answer(house, later, [[3] * 8] * 10)
    house.store.stop(later.round.id, house.clock.today())
    assert "Mis on muutunud" in html(at(later.code))
