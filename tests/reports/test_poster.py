"""The poster: one page from which anybody finds the way to the questions."""

import pytest

from assessment.core.round import LINK
from assessment.i18n.texts import words
from assessment.reports.poster import poster
from tests.reports.sheets import (
    ADDRESS,
    CODE,
    LANGUAGES,
    LITERAL,
    LONG_ADDRESS,
    LONG_NAME,
    RUSSIAN,
    Q,
    elements,
    headings,
    language_of,
    one_round,
    read,
    run_together,
    size_of,
    smallest_letters,
    text_of,
)

A4 = {(595, 842)}


def reader(language="et", one=None, address=ADDRESS):
    return read(poster(Q, words(language), one or one_round(), address, CODE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_poster_says_where_what_until_when_and_that_nobody_sees_single_answers(language):
    say, found = words(language), reader(language, one_round(may_answer="Kõik, kes siin elavad"))
    told = [
        "Vastse-Kuuste alevik",
        "Põlva vald · 2026",
        say("home.title"),
        say.count("print.topics", 8),
        say("print.why"),
        "21.12.2026",
        "Kõik, kes siin elavad",
        "kogukonnapeegel.ee/a/KMPX-4TRA",
        say("phone.privacy"),
        say("print.privacy.paper"),
        say("print.contact.paper"),
    ]
    assert [text for text in told if text not in text_of(found)] == []
    assert language_of(found) == language
    assert found.metadata.title == f"Vastse-Kuuste alevik – {say('home.title')}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("one", "address"),
    [
        (one_round(), ADDRESS),
        (one_round("Peri küla", "", period=""), "https://a.ee/a/KMPX-4TRA"),
        (one_round(LONG_NAME, LONG_NAME, period=LONG_NAME), LONG_ADDRESS),
        (one_round(LONG_NAME, slips=40, may_answer="Kõik, kes siin elavad või suvitavad. " * 6), LONG_ADDRESS),
    ],
)
def test_it_is_one_page_that_can_be_read(language, one, address):
    found = reader(language, one, address)
    assert len(found.pages) == 1
    assert size_of(found) == A4
    assert smallest_letters(found) >= 7


def test_the_longest_sentence_on_who_may_answer_still_is_one_page():
    assert len(reader("ru", one_round(may_answer="Kõik siinsed elanikud. " * 86)).pages) == 1


def test_the_picture_has_words_and_the_strips_are_not_read_aloud_again():
    found = reader()
    pictures = [str(element["/Alt"]) for element in elements(found) if element["/S"] == "/Figure"]
    assert pictures == [words("et")("print.qr")]
    assert headings(found) == [1, 2]
    assert text_of(found).count("kuni 21.12.2026") == 8


def test_the_address_can_be_followed_on_a_screen():
    notes = [note.get_object() for note in reader().pages[0]["/Annots"]]
    assert {note["/A"]["/URI"] for note in notes} == {ADDRESS}


def test_a_strict_round_says_that_it_takes_a_code_of_one_s_own():
    told = words("et")("print.own_code")
    strict, plain = text_of(reader(one=one_round(slips=40))), text_of(reader())
    assert told in strict
    assert told not in plain
    asked = words("et")("print.code")
    assert asked not in strict, "the page would take it for the code of one's own"
    assert f"{asked} {CODE}" in plain


def test_no_paper_is_promised_where_there_is_none():
    assert "paberankeet" not in text_of(reader(one=one_round(ways=(LINK,))))


def test_what_the_coordinator_wrote_is_never_read_as_markup():
    found = run_together(text_of(reader(one=one_round(LITERAL, may_answer=f"{LITERAL}\n{RUSSIAN}"))))
    assert run_together(f"{LITERAL} {RUSSIAN}") in found


def test_a_sign_that_no_font_has_does_not_stop_it():
    assert "Peri □ küla" in text_of(reader(one=one_round("Peri 😀 küla\x07")))


def test_the_same_round_gives_the_same_bytes():
    assert poster(Q, words("et"), one_round(), ADDRESS, CODE) == poster(Q, words("et"), one_round(), ADDRESS, CODE)
