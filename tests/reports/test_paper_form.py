"""The paper form: everything that is asked, in large letters, on two sheets."""

from dataclasses import replace

import pytest

from assessment.core.questionnaire import TRENDS
from assessment.core.suppression import Thresholds
from assessment.i18n.texts import words
from assessment.reports.paper_form import paper_form
from tests.reports.sheets import (
    LANGUAGES,
    LITERAL,
    LONG_NAME,
    Q,
    headings,
    language_of,
    one_round,
    read,
    run_together,
    size_of,
    smallest_letters,
    text_of,
)

LEVELS = len(Q.phase_ids)


def reader(language="et", q=Q, one=None, few=5):
    return read(paper_form(q, words(language), one or one_round(), Thresholds(few)))


def longer(times):
    """The questionnaire with every single text repeated."""
    texts = {
        language: {id_: " ".join([text] * times) if isinstance(text, str) else text for id_, text in all_.items()}
        for language, all_ in Q.texts.items()
    }
    return replace(Q, texts=texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_asked_stands_on_it(language):
    told = text_of(reader(language))
    ids = ["instruction", "role.question", *(f"role.options.{role}" for role in Q.role_ids), "provisional"]
    for domain in Q.domain_ids:
        ids += [f"domains.{domain}.name", f"domains.{domain}.question"]
        ids += [f"domains.{domain}.levels.{phase}" for phase in Q.phase_ids]
    for asked in Q.questions:
        ids += [f"questions.{asked.id}.question", *(f"questions.{asked.id}.options.{o}" for o in asked.options)]
    ids += [f"notes.{note}" for note in Q.notes]
    texts = [Q.text(id_, language).value for id_ in ids]
    assert [text for text in texts if run_together(text) not in run_together(told)] == []
    for option in TRENDS:
        assert told.count(Q.text(f"trend.options.{option}", language).value) >= len(Q.domains)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_to_answer_who_sees_it_and_whom_to_give_it_to(language):
    say, told = words(language), run_together(text_of(reader(language)))
    names = ("how", "cross", "digits", "privacy", "give.title", "give")
    texts = [say(f"print.form.{name}") for name in names] + [
        say("print.form.keying", date="21.12.2026"),
        say("print.though_few", few=5, fewer=9, all=10),
        say("print.though_few.yes"),
        say("assess.freetext"),
        "Põlva vald · 2026",
    ]
    assert [text for text in texts if run_together(text) not in told] == []


def test_from_how_many_answers_on_texts_are_shown_is_as_the_installation_set_it():
    say = words("et")
    assert "(7–9)" in text_of(reader(few=7))
    assert say("print.though_few.yes") in text_of(reader(few=7))
    assert say("print.though_few.yes") not in text_of(reader(few=10)), "there is nothing to decide"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", [one_round(), one_round(LONG_NAME, LONG_NAME, may_answer="Kõik elanikud. " * 10)])
def test_it_is_two_sheets_on_both_sides_in_letters_for_old_eyes(language, one):
    found = reader(language, one=one)
    assert len(found.pages) == 4
    assert size_of(found) == {(595, 842)}
    bodies = []
    for page in found.pages:  # the line at the top is smaller
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: (
                text.strip() and tm[5] * cm[3] + cm[5] < 790 and bodies.append(abs(size * tm[3] * cm[3]))
            )
        )
    assert min(bodies) >= 11
    assert smallest_letters(found) >= 7.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_descriptions_carry_the_digits_by_which_they_are_keyed(language):
    told = text_of(reader(language))
    for domain in Q.domain_ids:
        for digit, phase in enumerate(Q.phase_ids):
            start = Q.text(f"domains.{domain}.levels.{phase}", language).value.split()[:3]
            assert f" {digit} {' '.join(start)}" in told


def test_each_page_has_room_for_the_number_of_the_sheet():
    pages = [" ".join(page.extract_text().split()) for page in reader().pages]
    assert [f"Ankeedi nr {number}/4" in page for number, page in enumerate(pages, 1)] == [True] * 4
    assert all("Vastse-Kuuste alevik" in page for page in pages)


def test_no_page_parts_a_domain():
    pages = [" ".join(page.extract_text().split()) for page in reader().pages]
    for domain in Q.domain_ids:
        ends = [f"domains.{domain}.name", f"domains.{domain}.levels.sustaining"]
        assert len({n for n, page in enumerate(pages) for id_ in ends if Q.text(id_, "et").value in page}) == 1
    trend = Q.text("trend.question", "et").value
    assert [page.count(trend) for page in pages] == [page.count(Q.text("reason", "et").value) for page in pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_finds_language_title_and_headings(language):
    say, found = words(language), reader(language)
    assert language_of(found) == language
    assert found.metadata.title == f"Vastse-Kuuste alevik – {say('print.form.title')}"
    assert headings(found) == [1] + [2] * (1 + len(Q.domains) + 2)


def test_longer_texts_take_more_pages_and_lose_nothing():
    found = reader("ru", longer(3))
    assert 4 < len(found.pages) <= 12
    assert run_together(Q.text("domains.resilience.levels.sustaining", "ru").value * 3) in run_together(text_of(found))
    assert len(reader(q=replace(Q, domains=Q.domains[:3])).pages) <= 4


def test_a_text_in_another_language_says_which():
    texts = {**Q.texts, "en": {id_: text for id_, text in Q.texts["en"].items() if id_ != "reason"}}
    told = text_of(reader("en", replace(Q, texts=texts)))
    assert told.count("Mis paneb sind nii arvama? [et]") == len(Q.domains)


def test_texts_are_never_read_as_markup():
    texts = {**Q.texts, "et": {id_: LITERAL if isinstance(t, str) else t for id_, t in Q.texts["et"].items()}}
    told = run_together(text_of(reader(q=replace(Q, texts=texts), one=one_round(LITERAL))))
    assert told.count(run_together(LITERAL)) >= len(Q.domains) * LEVELS
