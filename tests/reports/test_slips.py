"""Slips with one-time codes: each code once, large, and in no address."""

import pytest

from assessment.codes import RandomCodes
from assessment.i18n.texts import words
from assessment.reports.slips import slips
from tests.reports.sheets import (
    ADDRESS,
    LANGUAGES,
    LITERAL,
    LONG_ADDRESS,
    LONG_NAME,
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


def codes(number):
    return RandomCodes(b"key").slip_codes("round", number)


def reader(language="et", given=None, one=None, address=ADDRESS):
    return read(slips(Q, words(language), one or one_round(slips=40), address, given or codes(10)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "pages"), [(1, 1), (10, 1), (11, 2), (200, 20)])
def test_every_code_stands_on_one_slip_ten_to_a_sheet(language, number, pages):
    given = codes(number)
    found = reader(language, given)
    assert len(found.pages) == pages
    assert size_of(found) == {(595, 842)}
    told = text_of(found)
    assert [told.count(code) for code in given] == [1] * number


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_says_where_what_and_until_when(language):
    say, told = words(language), run_together(text_of(reader(language)))
    for text in [
        "Põlva vald · 2026",
        say.count("print.topics", 8),
        say("print.slip.open"),
        "kogukonnapeegel.ee/a/KMPX-4TRA",
        say("print.slip.code"),
        say("print.slip.until", date="21.12.2026"),
        say("print.slip.once"),
    ]:
        assert told.count(run_together(text)) >= 10, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["Peri küla", LONG_NAME, "Võõrasmäe–Järveääre–Kiisa"])
def test_long_names_and_addresses_leave_ten_on_a_sheet(language, name):
    found = reader(language, codes(10), one_round(name, name, slips=10), LONG_ADDRESS)
    assert len(found.pages) == 1
    assert smallest_letters(found) >= 6.4


def test_the_codes_are_large():
    seen, given = [], codes(10)
    reader(given=given).pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: text.strip() in given and seen.append(abs(size * tm[3] * cm[3]))
    )
    assert len(seen) == 10
    assert min(seen) >= 20


def test_no_address_holds_a_code():
    given = codes(10)
    made = slips(Q, words("et"), one_round(slips=10), ADDRESS, given)
    assert "/Annots" not in read(made).pages[0]
    same = [slips(Q, words("et"), one_round(slips=10), ADDRESS, [code]) for code in ("AAA-AAA", "CCC-CCC")]
    assert [len(read(one).pages[0].images) for one in same] == [0, 0], "drawn, from the address alone"


def test_read_aloud_a_sheet_is_its_heading_and_its_codes():
    found = reader("et", codes(20))
    assert headings(found) == [1]
    assert found.metadata.title == "Vastse-Kuuste alevik: 20 sedelit vastamiseks"
    assert language_of(found) == "et"
    assert sum(element["/S"] == "/Figure" for element in elements(found)) == 0


def test_the_number_of_slips_is_told_in_the_right_plural():
    titles = [reader("ru", codes(number)).metadata.title.split(": ")[1] for number in (1, 2, 5)]
    assert titles == ["1 листок для ответов", "2 листка для ответов", "5 листков для ответов"]


def test_what_the_coordinator_wrote_is_never_read_as_markup():
    assert text_of(reader(one=one_round(LITERAL, slips=10))).count("#panic") == 11
