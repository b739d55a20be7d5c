"""The cards of many rounds: each once, four to a sheet, every one as it would be alone."""

from datetime import date

import pytest

from assessment.i18n.texts import words
from assessment.reports.card import Card, sheet_of_cards
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

DAY = date(2026, 11, 24)


def address(number):
    return f"https://kogukonnapeegel.ee/c/xY9_-kQ3aB7_-mN2cD5_-pR8eF1_-s{number:02}"


def reader(number=6, language="et", name="Peri küla", recipient=""):
    cards = [Card(one_round(f"{name} {n}"), address(n), recipient) for n in range(number)]
    return read(sheet_of_cards(words(language), cards, DAY))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "pages"), [(1, 1), (4, 1), (5, 2), (9, 3)])
def test_every_card_stands_once_four_to_a_sheet(language, number, pages):
    found = reader(number, language)
    told, say = run_together(text_of(found)), words(language)
    assert len(found.pages) == pages
    assert size_of(found) == {(595, 842)}
    assert [told.count(address(n).removeprefix("https://")) for n in range(number)] == [1] * number
    assert told.count(run_together(say("print.card.keep"))) == number
    assert told.count(run_together(say("many.cards.renew"))) == number
    assert headings(found) == [1] * number
    assert language_of(found) == language


def test_each_link_can_be_followed_from_its_own_card():
    found = reader(6)
    led = [[note.get_object()["/A"]["/URI"] for note in page["/Annots"]] for page in found.pages]
    assert led == [[address(n) for n in range(4)], [address(4), address(5)]]


def test_they_are_read_aloud_one_card_after_another():
    kinds = [node["/S"] for node in elements(reader(4))]
    assert [kind for kind in kinds if kind in ("/H1", "/Figure", "/Table")] == ["/H1", "/Figure"] * 4


def test_a_card_says_whom_it_is_for_only_where_that_is_known():
    assert text_of(reader(2, recipient="Mari Maasikas")).count("Kellele: Mari Maasikas") == 2
    assert "Kellele" not in text_of(reader(2))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_name_finds_room_on_its_card(language):
    found = reader(5, language, LONG_NAME[:110], LONG_NAME)
    assert len(found.pages) == 2
    assert smallest_letters(found) >= 6.5


def test_nothing_that_was_listed_is_read_as_markup():
    found = reader(1, name=LITERAL, recipient=LITERAL)
    assert run_together(text_of(found)).count(run_together(LITERAL)) == 2
