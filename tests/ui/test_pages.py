"""The pages as a visitor clicks through them, without a browser."""

import re
from dataclasses import replace
from html import escape

import pytest

from assessment import bootstrap
from assessment.core.errors import QuestionnaireError, StoreError
from assessment.ui import context
from assessment.ui.components import downloads
from tests.ui.conftest import session

DOMAINS = [
    "leadership",
    "participation",
    "trust",
    "direction",
    "organisation",
    "resources",
    "cooperation",
    "resilience",
]


def click(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def choose(app, item, value, language="et"):
    app.radio(key=f"{item}-{language}").set_value(value).run()
    assert not app.exception
    return app


def buttons(app):
    return [button.key for button in app.button if not button.key.startswith("language-")]


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def titles(app):
    return [title.value for title in app.title]


def answered(app, levels, trend=None, language="et"):
    """From Home through every screen to the result."""
    click(app, "start")
    for domain, level in zip(DOMAINS, levels, strict=True):
        click(app, "next")
        if level is not None:
            choose(app, domain, str(level), language)
        if trend:
            choose(app, f"{domain}_trend", trend, language)
    return click(click(app, "next"), "finish")


def stored(house):
    return house.store.at_seat(context.seat())


@pytest.mark.parametrize(("language", "title"), [("et", "Minu tulemus"), ("en", "My result"), ("ru", "Мой результат")])
def test_from_home_to_the_result(house, device, language, title):
    app = answered(session(language), [2, 2, 3, 2, 1, 3, 2, "dk"], language=language)
    assert titles(app) == [title]
    phase = house.questionnaire.text("phases.forming.name", language).value
    assert f"<h2>{phase}</h2>" in html(app)
    assert app.query_params["lang"] == language


def test_home_shows_only_doors_that_open(app):
    assert buttons(app) == ["start"]
    click(app, "start")
    choose(app, "role", "leader")
    assert "my_result" not in buttons(session())


def test_every_answer_is_stored_when_it_is_given(app, house):
    click(app, "start")
    app.text_input(key="settlement-et").set_value("Peri küla").run()
    assert stored(house).answers == {"settlement": "Peri küla"}
    choose(app, "role", "leader")
    click(app, "next")
    choose(app, "leadership", "dk")
    choose(app, "leadership", "2")
    choose(app, "leadership_trend", "worse")
    app.text_area(key="leadership_reason-et").set_value("Kõik teeb üks.").run()
    assert stored(house).answers == {
        "settlement": "Peri küla",
        "role": "leader",
        "leadership": "2",
        "leadership_trend": "worse",
        "leadership_reason": "Kõik teeb üks.",
    }
    assert "Sinu vastus on salvestatud." in html(app)


def test_back_shows_what_was_chosen_and_it_can_be_changed(app, house):
    click(click(app, "start"), "next")
    choose(app, "leadership", "3")
    click(click(app, "next"), "back")
    assert app.radio(key="leadership-et").value == "3"
    choose(app, "leadership", "1")
    assert stored(house).answers["leadership"] == "1"


def test_a_question_can_be_skipped_and_the_button_says_so(app):
    click(click(app, "start"), "next")
    assert app.button(key="next").label == "Jäta vahele"
    choose(app, "leadership", "3")
    assert app.button(key="next").label == "Edasi"


def test_the_descriptions_carry_no_numbers_and_dont_know_comes_last(app, house):
    click(click(app, "start"), "next")
    options = app.radio(key="leadership-et").options
    assert options[-1] == "Ei oska öelda"
    assert len(options) == 6
    assert not any(character.isdigit() for option in options for character in option)


def test_switching_the_language_keeps_the_screen_and_the_answers(app):
    click(click(app, "start"), "next")
    choose(app, "leadership", "3")
    click(app, "language-en")
    assert app.radio(key="leadership-en").value == "3"
    assert app.query_params["lang"] == "en"
    assert app.button(key="next").label == "Next"


def test_an_unknown_language_gives_the_first_one(house, device):
    app = session("xx")
    assert titles(app) == ["Kus on sinu kogukond praegu?"]
    assert app.query_params["lang"] == "et"


def test_after_a_reload_the_answers_wait_behind_the_question_whose_they_are(app, house):
    click(click(app, "start"), "next")
    choose(app, "leadership", "3")
    again = click(session(), "start")
    assert titles(again) == ["Selles seadmes on juba vastuseid"]
    assert "Ei oska öelda" not in html(again)
    click(again, "mine")
    assert again.radio(key="participation-et").value is None
    click(again, "back")
    assert again.radio(key="leadership-et").value == "3"


def test_another_person_on_the_device_starts_anew_and_sees_nothing(app, house):
    answered(app, [3] * 8)
    first = stored(house)
    other = click(click(session(), "start"), "other")
    assert titles(other) == ["Millisest paigast jutt käib?"]
    choose(other, "role", "resident")
    assert stored(house).id != first.id
    assert house.store.read(first.id).answers == first.answers
    click(app, "topic-1")
    assert titles(app) == ["Neid vastuseid siin enam ei ole"], "the first person's old tab must not write into them"
    assert titles(click(app, "anew")) == ["Selles seadmes on juba vastuseid"]


def test_an_answer_on_a_device_that_was_left_is_never_called_saved(app, house, device):
    """Opened on another device meanwhile: nothing is begun anew, and the code shown here is not taken for others'."""
    click(click(app, "start"), "next")
    choose(app, "leadership", "2")
    click(app, "give_code")
    code = re.search(r'translate="no">([A-Z0-9-]{15})<', html(app)).group(1)
    device("a laptop")
    open_code(session(), code)
    first = stored(house)
    device("a device")
    choose(app, "leadership", "3")
    assert titles(app) == ["Neid vastuseid siin enam ei ole"]
    assert "on salvestatud" not in html(app)
    assert stored(house) is None
    assert house.store.read(first.id).answers == {"leadership": "2"}


def test_answers_that_are_deleted_twice_are_deleted(app, house):
    answered(app, [3] * 8)
    click(app, "delete")
    house.store.delete(stored(house).id)
    app.button(key="yes").click().run()
    assert not app.exception
    assert [message.value for message in app.success] == ["Sinu vastused on kustutatud."]


def test_nothing_in_a_text_of_the_questionnaire_is_taken_for_a_mark(house, device, monkeypatch):
    texts = {
        **house.questionnaire.texts["et"],
        "domains.leadership.question": "Kes *meil* [asju](https://x.ee) <b>ajab</b>?",
    }
    monkeypatch.setitem(house.questionnaire.__dict__, "texts", {**house.questionnaire.texts, "et": texts})
    app = click(click(session(), "start"), "next")
    label = app.radio(key="leadership-et").label
    assert label == r"Kes \*meil\* \[asju\](https://x.ee) \<b\>ajab\</b\>?"


def test_until_another_person_answers_the_first_one_can_come_back(app, house):
    answered(app, [3] * 8)
    first = stored(house)
    click(click(session(), "found"), "other")
    assert stored(house) == first
    again = click(click(session(), "found"), "mine")
    assert again.radio(key="past-et").value is None


def test_a_single_topic_is_changed_from_the_result(app, house):
    answered(app, [3] * 8)
    click(app, "topic-7")
    choose(app, "cooperation", "1")
    assert stored(house).answers["cooperation"] == "1"
    assert titles(click(app, "my_result")) == ["Minu tulemus"]


def test_the_last_screen_leads_to_the_topics_that_have_no_answer(app):
    click(app, "start")
    for domain in DOMAINS:
        click(app, "next")
        if domain != "trust":
            choose(app, domain, "2")
    click(app, "next")
    assert [key for key in buttons(app) if key.startswith("topic-")] == ["topic-3"]
    click(app, "topic-3")
    assert app.radio(key="trust-et").value is None


def test_another_device_finds_nothing(app, device):
    answered(app, [3] * 8)
    device("another device")
    assert titles(click(session(), "start")) == ["Millisest paigast jutt käib?"]


@pytest.mark.parametrize(
    ("levels", "phase"),
    [([0] * 8, "none"), ([1] * 8, "awakening"), ([3] * 6 + [1] * 2, "active"), ([4] * 8, "sustaining")],
)
def test_every_phase_has_a_whole_result(app, house, levels, phase):
    answered(app, levels)
    q, shown = house.questionnaire, html(app)
    assert q.text(f"phases.{phase}.description", "et").value in shown
    assert q.items(f"phases.{phase}.questions", "et")[2].value in shown
    assert q.items(f"phases.{phase}.questions", "et")[3].value not in shown
    assert "Seda ei näe keegi teine" not in shown
    assert "Keegi teine seda ei näe." in shown
    assert "Esialgne mudel" in shown
    if phase != "sustaining":
        assert "Järgmised väikesed sammud" in shown


def test_the_next_step_is_the_next_levels_description_with_what_helps(app, house):
    answered(app, [2, 2, 3, 2, 1, 3, 2, "dk"])
    q, shown = house.questionnaire, html(app)
    assert q.text("domains.leadership.levels.active", "et").value in shown
    assert q.text("domains.leadership.steps.active", "et").value in shown


@pytest.mark.parametrize(("level", "phase"), [(1, "awakening"), (2, "forming")])
def test_a_strength_is_said_without_the_complaint_of_its_anchor(app, house, level, phase):
    answered(app, [level] * 8)
    q = house.questionnaire
    [strengths] = [element.proto.body for element in app.get("html") if "Millele toetuda" in element.proto.body]
    for domain in ("trust", "direction"):
        assert escape(q.text(f"domains.{domain}.strengths.{phase}", "et").value) in strengths
        assert escape(q.text(f"domains.{domain}.levels.{phase}", "et").value) not in strengths


def test_why_this_phase_names_the_single_change(app):
    answered(app, [3, 3, 3, 3, 3, 1, 1, 1])
    shown = html(app)
    assert "Üks muutus, mis viiks edasi" in shown
    assert "Ressursid ja kooskäimise koht: kui sobiks kirjeldus" in shown


def test_fading_is_said_gently(app, house):
    click(app, "start")
    for domain in DOMAINS:
        click(app, "next")
        choose(app, domain, "2")
        choose(app, f"{domain}_trend", "worse")
    click(app, "next")
    choose(app, "past", "yes")
    shown = html(click(app, "finish"))
    assert "<h2>Vaibuv kogukond</h2>" in shown
    assert "Miks nii?" in shown
    assert "Kui halvenevaid teemasid oleks vähem, oleks faas „Kujunev kogukond“." in shown
    assert "Valitud kirjelduste järgi oleks faas „Kujunev kogukond“." in shown
    assert "Kas hoog on raugemas?" in shown


def test_too_few_answers_say_what_is_missing_and_lead_back(app):
    answered(app, [2, "dk", 2, 2, None, None, None, None])
    shown = html(app)
    assert "Kirjeldus on valimata: Osalus ja kaasatus; Korraldus" in shown
    assert 'class="kp-phase"' not in shown
    click(app, "complete")
    assert app.radio(key="participation-et").value == "dk", "the first topic without a level, a don't know too"


def test_what_was_written_comes_back_as_text_not_as_markup(app):
    click(click(app, "start"), "next")
    choose(app, "leadership", "2")
    app.text_area(key="leadership_reason-et").set_value("<img src=x onerror=alert(1)> & **x**").run()
    for _ in DOMAINS:
        click(app, "next")
    shown = html(click(app, "finish"))
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; **x**" in shown
    assert "<img" not in shown


def test_answers_can_be_deleted_after_asking_once_more(app, house):
    answered(app, [3] * 8)
    first = stored(house)
    click(app, "delete")
    click(app, "no")
    assert stored(house) == first
    click(app, "delete")
    click(app, "yes")
    assert stored(house) is None
    with pytest.raises(StoreError):
        house.store.read(first.id)
    assert [message.value for message in app.success] == ["Sinu vastused on kustutatud."]


def downloads_of(app, monkeypatch):
    """What the two buttons would give, by key."""
    offered = {}
    monkeypatch.setattr(downloads.st, "download_button", lambda *args, key, **more: offered.update({key: args[1]}))
    app.run()
    assert not app.exception
    return offered


def test_the_result_can_be_saved_and_nothing_is_made_before(app, monkeypatch):
    def made(*_):
        raise AssertionError("made without being asked for")

    monkeypatch.setattr(downloads, "own_result_pdf", made)
    monkeypatch.setattr(downloads, "own_result_picture", made)
    answered(app, [3] * 8)
    assert [button.proto.label for button in app.get("download_button")] == ["Salvesta PDF", "Salvesta pilt"]


@pytest.mark.parametrize("levels", [[3] * 8, [2, "dk", 2, 2, None, None, None, None]])
def test_what_is_saved_is_a_pdf_and_a_picture(app, monkeypatch, levels):
    answered(app, levels)
    offered = downloads_of(app, monkeypatch)
    assert offered["save_pdf"]().startswith(b"%PDF-1.7")
    assert offered["save_picture"]().startswith(b"\x89PNG")


def test_the_picture_names_the_place_only_when_the_visitor_says_so(app, monkeypatch):
    click(app, "start")
    app.text_input(key="settlement-et").set_value("Peri küla").run()
    for domain in DOMAINS:
        choose(click(app, "next"), domain, "3")
    click(click(app, "next"), "finish")
    assert downloads_of(app, monkeypatch)["save_picture"].args[-1] == ""
    app.checkbox(key="picture_place").check()
    assert downloads_of(app, monkeypatch)["save_picture"].args[-1] == "Peri küla"


def test_a_municipal_employee_is_told_how_the_answers_count(app):
    click(app, "start")
    choose(app, "role", "municipal")
    for domain in DOMAINS:
        click(app, "next")
        choose(app, domain, "2")
    assert "Vastasid omavalitsuse töötaja või volikogu liikmena" in html(click(click(app, "next"), "finish"))


def test_an_answer_that_could_not_be_stored_is_never_called_saved(app, house, monkeypatch):
    click(click(app, "start"), "next")
    choose(app, "leadership", "2")

    def broken(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(type(house.store), "save", broken)
    choose(app, "leadership_trend", "same")
    assert "Vastust ei saanud salvestada" in html(app)
    assert "on salvestatud" not in html(app)


def test_a_database_that_is_gone_is_a_sentence_not_a_traceback(app, house, monkeypatch):
    def broken(*_):
        raise StoreError("The database does not answer.")

    monkeypatch.setattr(type(house.store), "at_seat", broken)
    app.run()
    assert not app.exception
    assert [error.value for error in app.error] == [
        "Midagi läks viltu. Sinu senised vastused on alles. Palun laadi leht uuesti."
    ]


def test_without_a_questionnaire_home_says_so(house, device, monkeypatch):
    monkeypatch.setattr(type(house), "questionnaire", None)
    app = session()
    assert not app.exception
    assert app.error[0].value.startswith("Küsimustikku ei saa praegu avada.")
    assert house.not_ready() is not None


def test_a_text_that_a_language_lacks_is_shown_in_the_first_one_and_marked(house, device, monkeypatch):
    english = {
        id_: text for id_, text in house.questionnaire.texts["en"].items() if id_ != "domains.leadership.question"
    }
    monkeypatch.setitem(house.questionnaire.__dict__, "texts", {**house.questionnaire.texts, "en": english})
    app = click(click(session("en"), "start"), "next")
    assert app.radio(key="leadership-en").label == r"Kes meil asju käima lükkab? \[et\]"


def test_answers_keep_the_version_that_they_were_begun_with(app, house, monkeypatch):
    click(click(app, "start"), "next")
    choose(app, "leadership", "2")
    newer = replace(house.questionnaire, version=2)
    monkeypatch.setattr(type(house), "questionnaire", newer)
    click(app, "next")
    choose(app, "participation", "2")
    assert stored(house).questionnaire == "village_phases/v1"
    other = click(click(session(), "start"), "other")
    choose(other, "role", "resident")
    assert stored(house).questionnaire == "village_phases/v2"


def test_answers_to_a_version_that_is_gone_are_not_read_by_another(app, house, monkeypatch):
    click(app, "start")
    choose(app, "role", "resident")
    monkeypatch.setattr(type(house), "questionnaire", replace(house.questionnaire, id="another"))

    def gone(folder):
        raise QuestionnaireError("The answers belong to a version that cannot be loaded.")

    monkeypatch.setattr(bootstrap, "_version", gone)
    app.run()
    assert not app.exception
    assert titles(app) == ["Sinu vastuseid ei saa praegu avada"]
    click(click(app, "delete"), "yes")
    assert stored(house) is None


def given_code(app):
    click(app, "give_code")
    return re.search(r'translate="no">([A-Z0-9-]{15})<', html(app)).group(1)


def click_link(app, page):
    """Follow a link; AppTest has no call for links to function pages, so the session is told the page itself."""
    app._page_hash = next(one for one in app.get("page_link") if one.proto.page == page).proto.page_script_hash
    app.run()
    assert not app.exception
    return app


def open_code(app, code):
    if not any(field.key == "code" for field in app.text_input):
        click_link(app, "resume")
    app.text_input(key="code").set_value(code)
    return click(app, "open_mine")


def test_a_code_brings_the_answers_to_another_device(app, house, device):
    answered(app, [3] * 8)
    code = given_code(app)
    device("a laptop")
    other = open_code(session(), code.lower().replace("-", " "))
    assert [message.value for message in other.success] == ["Leidsime sinu vastused."]
    assert titles(click(other, "my_result")) == ["Minu tulemus"]
    device("a device")
    assert titles(click(session(), "start")) == ["Millisest paigast jutt käib?"], "the first device is left"


def test_no_code_at_all_is_no_wrong_code(app):
    open_code(app, " ")
    assert app.error[0].value == "Kirjuta kood lahtrisse ja proovi uuesti."


def test_at_phase_0_nothing_is_said_to_fade(app):
    answered(app, [0] * 8, trend="worse")
    assert "<h2>Kogukonnata piirkond</h2>" in html(app)
    assert "Kas hoog on raugemas?" in html(app)


def test_wrong_codes_are_told_and_slowed_down(app, house):
    for _ in range(6):
        open_code(app, "AAA-AAA-AAA")
        assert app.error[0].value.startswith("Sellise koodiga vastuseid ei ole.")
    open_code(app, "AAA-AAA-AAA")
    assert app.error[0].value.startswith("Valesid koode on proovitud liiga palju.")


def test_everything_is_deleted_by_the_code(app, house, device):
    answered(app, [3] * 8)
    code, first = given_code(app), stored(house)
    device("a laptop")
    other = open_code(session(), code)
    click(other, "delete")
    click(other, "yes")
    assert [message.value for message in other.success] == ["Sinu vastused on kustutatud."]
    with pytest.raises(StoreError):
        house.store.read(first.id)


@pytest.mark.parametrize("phase", ["none", "awakening", "forming", "active", "sustaining", "fading"])
@pytest.mark.parametrize("language", ["et", "en"])
def test_each_phase_has_a_page_with_everything_about_it(house, device, phase, language):
    app = session(language)
    click_link(click_link(app, "explore"), f"phase-{phase}")
    q, shown = house.questionnaire, html(app)
    path = f"{'states' if phase == 'fading' else 'phases'}.{phase}"
    assert titles(app) == [q.text(f"{path}.name", language).value]
    for part in ("signs", "why", "risks", "helps", "questions", "worker.do", "worker.dont"):
        for text in q.items(f"{path}.{part}", language):
            assert escape(text.value) in shown
    for story in q.stories:
        assert (escape(q.text(f"stories.{story.id}.title", language).value) in shown) == (phase in story.phases)


def test_what_if_uses_the_same_rule_and_stores_nothing(app, house):
    click_link(click_link(app, "explore"), "what-if")
    assert "<h2>Ärkav kogukond</h2>" in html(app)
    for domain in DOMAINS[:6]:
        app.radio(key=f"if-{domain}-et").set_value("3")
    app.run()
    assert "<h2>Tegutsev kogukond</h2>" in html(app)
    app.radio(key="if-leadership-et").set_value("1").run()
    assert "<h2>Ärkav kogukond</h2>" in html(app)
    for domain in DOMAINS[:3]:
        app.radio(key=f"if-{domain}_trend-et").set_value("worse")
    app.radio(key="if-past-et").set_value("yes").run()
    assert "<h2>Vaibuv kogukond</h2>" in html(app)
    app.radio(key="if-trust-et").set_value("dk").run()
    assert "Suhted ja usaldus" in html(app)
    assert stored(house) is None


def test_a_text_that_is_too_long_is_told_and_stays_in_its_field(app, house):
    click(click(app, "start"), "next")
    choose(app, "leadership", "2")
    app.text_area(key="leadership_reason-et").set_value("x" * 2001).run()
    assert "Tekst on liiga pikk ja jäi salvestamata." in html(app)
    assert app.text_area(key="leadership_reason-et").value == "x" * 2001
    assert "leadership_reason" not in stored(house).answers
