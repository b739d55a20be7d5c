"""The page of one area: what its municipality sees and notes, and what nobody else does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from assessment.core.access import Access
from assessment.core.register import Changes, Entry, RegisteredArea, Step, place_key
from assessment.core.work import WrittenContact, WrittenView
from assessment.journeys import opening, round_result, work
from assessment.journeys import round as journey
from assessment.ui.components.words import as_label
from tests.rounds import VILLAGE, agreed, answer, closed, opened
from tests.ui.conftest import page
from tests.ui.test_pages import click, html, titles
from tests.ui.test_round_result import at, everything

PERI = f"name:{place_key('Peri küla', 'Põlva vald')}"
SECRET = "Kohtusime Mardiga aidas"


def area(app_id=PERI, language="et"):
    return page("area", language, id=app_id)


def known(app):
    """What was sent, without what differs from one session to another."""
    return re.sub(r"\b[0-9a-f]{10,}\b", "", everything(app))


def notebook(house, access, name="Peri küla"):
    id_ = f"name:{place_key(name, 'Põlva vald')}"
    return work.notebook(house.store, house.clock, access, RegisteredArea(id_, name, "Põlva vald"))


def noted(house, access: Access, **more):
    """A contact and a view of Peri by somebody who was let in."""
    book, today = notebook(house, access), house.clock.today()
    written = WrittenContact(today, "M. K.", SECRET, **more)
    work.log_contact(house.store, house.clock, house.codes, book, written)
    view = WrittenView((4, 4, 4, 0, 0, 0, 4, 4), "Nõunik Z", kind="divided")
    work.keep_view(house.store, house.clock, house.codes, house.questionnaire, book, view)


def fill(app, **fields):
    """Fill the form of a new contact."""
    for field, text in fields.items():
        found = [one for one in (*app.text_input, *app.text_area) if re.search(rf"contact-[^-]+-\d+-{field}-", one.key)]
        found[0].set_value(text)
    return app


class TestWhoSeesIt:
    def test_nobody_without_an_access(self, house, device):
        closed(house)
        shown = area()
        assert titles(shown) == ["Omavalitsuse töötajale"]
        assert "Peri" not in everything(shown)

    def test_no_operator(self, house, device, let_in):
        closed(house)
        let_in("operator")
        assert "Kujunev" not in everything(area())

    def test_another_municipality_s_area_looks_like_one_that_is_not_there(self, house, device, let_in):
        closed(house)
        noted(house, let_in())
        let_in(municipality="Võru vald")
        theirs, unknown, none = area(), area("name:võru vald|kuskil"), page("area")
        assert titles(theirs) == ["Seda piirkonda siin ei ole"]
        assert known(theirs) == known(unknown) == known(none)
        assert SECRET not in everything(theirs)
        assert "municipality" in [
            one.proto.page for one in theirs.main.get("page_link") if "ülevaat" in one.proto.label
        ]

    def test_an_access_that_ended_sees_nothing_any_more(self, house, device, let_in):
        closed(house)
        access = let_in()
        assert titles(area()) == ["Peri küla"]
        house.store.revoke_access(access.id, house.clock.today())
        assert titles(area()) == ["Omavalitsuse töötajale"]

    def test_an_area_that_shares_nothing_looks_like_one_without_answers(self, house, device, let_in):
        let_in()
        names = ("Aarna küla", "Mooste alevik")
        entries = tuple(Entry(RegisteredArea(f"area {n}", name, "Põlva vald")) for n, name in enumerate(names))
        house.store.take_step(Step("register", ("Põlva vald",), house.clock.today()), Changes(entries))
        hidden = opened(house, names[0], share="nothing")
        answer(house, hidden, VILLAGE, role="municipal")
        answer_more = [[3] * 8] * 12
        answer(house, opened(house, names[0], share="nothing"), answer_more)
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, hidden.round)
        sent = [
            known(area(f"area {n}")).replace(name, "NAME").replace(f"area {n}", "ID") for n, name in enumerate(names)
        ]
        assert "Veel teadmata" in sent[0]
        assert re.sub(r'id: "[^"]*"|key: "[^"]*"', "", sent[0]) == re.sub(r'id: "[^"]*"|key: "[^"]*"', "", sent[1])


class TestResult:
    def test_where_none_is_seen_the_tab_to_begin_on_is_named(self, house, device, let_in):
        let_in()
        opened(house, share="nothing")
        house.store.take_step(
            Step("register", ("Põlva vald",), house.clock.today()),
            Changes((Entry(RegisteredArea("area 1", "Peri küla", "Põlva vald")),)),
        )
        shown = area("area 1")
        assert "Millest alustada, ütleb vaheleht „Seitse sammu“." in html(shown)
        assert shown.tabs[0].label == "Seitse sammu"

    @pytest.mark.parametrize("language", ["et", "en", "ru"])
    def test_a_shared_result_is_told_in_the_words_of_the_result_page(self, house, device, let_in, language):
        let_in()
        found = closed(house)
        shown, whole = html(area(language=language)), html(at(found.code, language))
        phase = house.questionnaire.text("phases.forming.name", language).value
        assert phase in shown
        described = house.questionnaire.text("phases.forming.description", language).value
        assert described.split(".")[0] in shown
        assert described.split(".")[0] in whole

    def test_nothing_leads_from_it_to_the_round_itself(self, house, device, let_in):
        let_in()
        found = closed(house)
        assert found.code not in everything(area())
        assert found.round.id not in everything(area())

    def test_of_leadership_the_level_alone_is_shown_unless_it_is_shared_in_detail(self, house, device, let_in):
        let_in()
        answer(house, (found := opened(house)), VILLAGE)
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, found.round)
        assert "kogukond ei jaga" in html(area())
        answer(house, (found := opened(house, "Aarna küla", share="detail")), VILLAGE)
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, found.round)
        assert "kogukond ei jaga" not in html(area(f"name:{place_key('Aarna küla', 'Põlva vald')}"))

    def test_a_group_s_answer_bears_its_mark(self, house, device, let_in):
        let_in()
        agreed(house)
        assert "Tegutsev kogukond (kokku lepitud vastus)" in html(area())

    def test_earlier_rounds_of_the_series_are_its_history(self, house, device, let_in):
        let_in()
        first = opened(house)
        answer(house, first, [[1] * 8] * 10)
        today = house.clock.today()
        house.store.stop(first.round.id, today - timedelta(days=1))
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, first.round)
        plan = opening.next_plan(first.round)
        later = opening.open_round(house.store, house.clock, house.codes, house.questionnaire, plan)
        answer(house, later, [[3] * 8] * 10)
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, later.round)
        assert "Kogukond on teel edasi liikunud." in html(area())


class TestViews:
    def test_municipal_employees_are_set_beside_the_community(self, house, device, let_in):
        let_in()
        found = opened(house)
        answer(house, found, [[2] * 8] * 8)
        for number in range(5):
            one = journey.begin(house.store, house.clock, house.codes, f"office {number}", found.round)
            given = dict.fromkeys(house.questionnaire.domain_ids, "4") | {"role": "municipal"}
            journey.answer(house.store, house.clock, house.questionnaire, found.round, one.id, given)
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, found.round)
        shown = html(area())
        assert "Omavalitsuse töötajad (5 vastust)" in shown
        assert "8 teemas on vahe vähemalt 2 faasi" in shown

    def test_the_worker_s_view_is_marked_and_never_becomes_the_community_s(self, house, device, let_in):
        noted(house, let_in())
        entries = (Entry(RegisteredArea("1", "Peri küla", "Põlva vald")),)
        house.store.take_step(Step("register", ("Põlva vald",), house.clock.today()), Changes(entries))
        shown = html(area("1"))
        assert "Töötaja vaade, mitte kogukonna tulemus" in shown
        assert "<dt>Tulemus</dt><dd dir='auto'>Veel teadmata</dd>" in shown

    def test_nothing_that_was_noted_reaches_the_result_page(self, house, device, let_in):
        found = closed(house)
        before = known(at(found.code))
        noted(house, let_in())
        assert SECRET in everything(area())
        assert known(at(found.code)) == before
        for word in (SECRET, "Nõunik Z", "Lõhestunud"):
            assert word not in everything(at(found.code))

    def test_a_view_is_written_down(self, house, device, let_in):
        access = let_in()
        closed(house)
        app = area()
        for d, id_ in enumerate(house.questionnaire.domain_ids):
            one = next(radio for radio in app.radio if f"-{id_}-et" in radio.key)
            one.set_value(str(d % 5))
        click(app, next(b.key for b in app.button if b.key.startswith("area-outside") and b.key.endswith("-save")))
        assert "Salvestada ei saanud" in app.error[0].value
        next(one for one in app.text_input if "area-outside" in one.key).set_value("M. K.")
        click(app, next(b.key for b in app.button if b.key.startswith("area-outside") and b.key.endswith("-save")))
        (view,) = work.notes(house.store, notebook(house, access)).views
        assert (view.levels, view.who) == ((0, 1, 2, 3, 4, 0, 1, 2), "M. K.")
        assert "Töötaja vaade, mitte kogukonna tulemus" in html(app)


class TestNotes:
    def test_a_contact_is_logged_with_its_next_step(self, house, device, let_in):
        access = let_in()
        closed(house)
        app = fill(area(), who="M. K.", agreed="<img src=x> **Talgud**", step="Helistan", step_until="1.3.2030")
        click(app, next(b.key for b in app.button if b.key.startswith("area-contact") and b.key.endswith("-save")))
        (contact,) = work.notes(house.store, notebook(house, access)).contacts
        assert (contact.agreed, contact.step.what, str(contact.step.until)) == (
            "<img src=x> **Talgud**",
            "Helistan",
            "2030-03-01",
        )
        assert "&lt;img src=x&gt; **Talgud**" in html(app)
        assert "<img src=x>" not in html(app)
        click(app, f"done-{contact.id}")
        assert work.notes(house.store, notebook(house, access)).contacts[0].step.is_done

    def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(self, house, device, let_in):
        access = let_in()
        closed(house)
        app = fill(area(), day="homme", agreed="Talgud")
        save = next(b.key for b in app.button if b.key.startswith("area-contact") and b.key.endswith("-save"))
        click(app, save)
        assert "Kirjuta päev kujul" in html(app)
        click(fill(app, day="1.1.2026"), save)
        assert "Siia on midagi vaja kirjutada" in html(app)
        assert "Talgud" in [one.value for one in app.text_area]
        assert work.notes(house.store, notebook(house, access)).contacts == ()

    def test_a_colleague_s_entry_can_be_done_but_not_changed(self, house, device, let_in):
        closed(house)
        noted(house, let_in(), step="Helistan")
        let_in()
        keys = {button.key.partition("-")[0] for button in area().button}
        assert "done" in keys
        assert not {"edit", "delete"} & keys
        let_in("lead")
        assert {"done", "edit", "delete"} <= {button.key.partition("-")[0] for button in area().button}

    def test_an_entry_is_deleted_after_one_more_question(self, house, device, let_in):
        closed(house)
        access = let_in()
        noted(house, access)
        (contact,) = work.notes(house.store, notebook(house, access)).contacts
        app = click(area(), f"delete-{contact.id}")
        assert work.notes(house.store, notebook(house, access)).contacts == (contact,)
        click(app, f"yes-{contact.id}")
        assert work.notes(house.store, notebook(house, access)).contacts == ()
        assert SECRET not in everything(app)

    def test_who_lost_the_access_meanwhile_stores_nothing(self, house, device, let_in):
        access = let_in()
        closed(house)
        app = fill(area(), who="M. K.", agreed="Talgud")
        house.store.revoke_access(access.id, house.clock.today())
        click(app, next(b.key for b in app.button if b.key.startswith("area-contact") and b.key.endswith("-save")))
        assert titles(app) == ["Omavalitsuse töötajale"]
        assert house.store.contacts("põlva vald") == {}

    def test_what_is_typed_for_one_area_is_in_no_other_s_form(self, house, device, let_in):
        let_in()
        closed(house)
        closed(house, name="Aarna küla")
        app = fill(area(), who="M. K.", agreed="Peri jutt").run()
        app.query_params["id"] = f"name:{place_key('Aarna küla', 'Põlva vald')}"
        app.run()
        assert titles(app) == ["Aarna küla"]
        assert "Peri jutt" not in [one.value for one in app.text_area]


class TestWhomToVisit:
    @staticmethod
    def willing(house, name, people, **plan):
        found = opened(house, name, **{"is_example": True, **plan})
        answer(house, found, people)
        round_result.close(house.store, house.clock, house.questionnaire, house.thresholds, found.round)

    def test_one_that_is_a_phase_ahead_and_agreed_is_named_with_a_link(self, house, device, let_in):
        let_in()
        closed(house, [[2] * 8] * 8)
        self.willing(house, "Aarna küla", [[3, *[2] * 7]] * 8)
        self.willing(house, "Mooste alevik", [[3, *[2] * 7]] * 8, is_example=False)
        self.willing(house, "Kiisa küla", [[3, *[2] * 7]] * 8, share="nothing")
        shown = html(area())
        learned = shown[shown.index("Kellelt õppida") :]
        assert "Aarna küla</a>" in learned
        assert "Mooste" not in learned
        assert "Kiisa" not in everything(area())

    @pytest.mark.parametrize("language", ["et", "en", "ru"])
    def test_pairs_have_a_page_of_their_own(self, house, device, let_in, language):
        let_in()
        self.willing(house, "Peri küla", [[2, 2, 2, 2, 2, 2, 2, 3]] * 8)
        assert "Aarna" not in html(page("visits", language))
        self.willing(house, "Aarna küla", [[3, 2, 2, 2, 2, 2, 2, 2]] * 8)
        shown = html(page("visits", language))
        assert "Aarna küla</a> – <a" in shown
        assert house.questionnaire.text("domains.leadership.name", language).value in shown

    def test_nobody_else_sees_them(self, house, device, let_in):
        self.willing(house, "Peri küla", [[2, 2, 2, 2, 2, 2, 2, 3]] * 8)
        self.willing(house, "Aarna küla", [[3, 2, 2, 2, 2, 2, 2, 2]] * 8)
        assert "Aarna" not in everything(page("visits"))
        let_in("operator")
        assert "Aarna" not in everything(page("visits"))
        let_in(municipality="Võru vald")
        assert "Aarna" not in everything(page("visits"))


def test_a_name_is_nothing_but_words(house, device, let_in):
    let_in()
    name = '**Peri** ![x](https://example.ee/x.png) <img src="x"> $x$'
    closed(house, name=name)
    app = area(f"name:{place_key(name, 'Põlva vald')}")
    assert titles(app) == [as_label(name)]
    assert '<img src="x">' not in html(app)


class TestWithoutACommunity:
    @pytest.fixture
    def aarna(self, house, device, let_in):
        access = let_in()
        entries = (Entry(RegisteredArea("1", "Aarna küla", "Põlva vald")),)
        house.store.take_step(Step("register", ("Põlva vald",), house.clock.today()), Changes(entries))
        return access

    def test_the_seven_steps_come_first(self, aarna):
        app = area("1")
        assert app.tabs[0].label == "Seitse sammu"
        assert "Tehtud 0 / 7" in html(app)
        assert "Märkaja ja kaardistaja" in html(app)

    def test_a_step_is_taken_and_taken_back(self, house, aarna):
        app = click(area("1"), "take-crisis")
        note = next(one for one in app.text_area if "-note-" in one.key)
        note.set_value("Lepitud kokku")
        click(app, "save-crisis")
        assert "Tehtud 1 / 7" in html(app)
        assert "Lepitud kokku" in html(app)
        click(app, "back-crisis")
        assert "Tehtud 0 / 7" in html(app)

    def test_where_the_first_phase_is_the_result_it_comes_before_the_steps(self, house, device, let_in):
        let_in()
        closed(house, [[0] * 8] * 9)
        assert [tab.label for tab in area().tabs][:2] == ["Tulemus", "Seitse sammu"]
