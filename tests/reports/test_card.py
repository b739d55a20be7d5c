"""The coordinator's card: it leads to the page, and says what whoever finds it could do."""

import pytest

from assessment.i18n.texts import words
from assessment.reports.card import card
from tests.reports.sheets import (
    LANGUAGES,
    LITERAL,
    LONG_NAME,
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

PRIVATE = "https://kogukonnapeegel.ee/round/xY9_-kQ3aB7_-mN2cD5_-pR8eF1_-sT4"


def reader(language="et", one=None, address=PRIVATE):
    return read(card(words(language), one or one_round(), address))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_says_what_it_is_for_and_to_keep_it(language):
    say, found = words(language), reader(language)
    told = text_of(found)
    texts = [say(f"print.card.{name}") for name in ("title", "what", "keep", "lost")]
    assert [text for text in [*texts, "Vastse-Kuuste alevik", "21.12.2026"] if text not in told] == []
    assert PRIVATE.removeprefix("https://") in run_together(told)
    assert language_of(found) == language
    assert headings(found) == [1]
    assert [element["/Alt"] for element in elements(found) if element["/S"] == "/Figure"] == [say("print.qr")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["Peri küla", LONG_NAME])
def test_it_is_one_page_of_a6(language, name):
    found = reader(language, one_round(name, name), f"{PRIVATE}?lang={language}&from={'x' * 40}")
    assert len(found.pages) == 1
    assert size_of(found) == {(298, 420)}
    assert smallest_letters(found) >= 7


def test_the_link_can_be_followed_on_a_screen():
    notes = [note.get_object() for note in reader().pages[0]["/Annots"]]
    assert {note["/A"]["/URI"] for note in notes} == {PRIVATE}


def test_what_the_coordinator_wrote_is_never_read_as_markup():
    assert run_together(LITERAL) in run_together(text_of(reader(one=one_round(LITERAL))))
