"""Texts to paste: plain, whole addresses, and nothing that would tell who or how many have answered."""

import re

import pytest

from assessment.core.round import LINK
from assessment.i18n.texts import words
from assessment.reports.invitation import invitation, notice_text, reminder
from tests.reports.sheets import ADDRESS, CODE, LANGUAGES, LITERAL, Q, one_round

TEXTS = [invitation, notice_text, reminder]


def made(write, language="et", one=None, address=ADDRESS):
    return write(Q, words(language), one or one_round(), address, CODE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("write", TEXTS)
def test_every_text_names_the_place_first_and_says_where_and_until_when(write, language):
    lines = made(write, language).splitlines()
    assert lines[0].startswith("Vastse-Kuuste alevik")
    assert lines.count(ADDRESS) == 1, "alone on its line: it is tapped, and nothing after it becomes part of it"
    assert sum("21.12.2026" in line for line in lines) == 1
    assert any(words(language).count("print.topics", 8) in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("write", TEXTS)
def test_it_is_plain_text_that_every_chat_shows_as_it_is(write, language):
    text = made(write, language)
    assert not re.search(r"[*_`<>{}#]", text)
    assert text == text.strip()
    assert max(map(len, text.splitlines())) <= 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_into_a_chat_is_short(language):
    assert len(made(invitation, language).splitlines()) == 4
    assert len(made(invitation, language)) <= 450
    assert len(made(invitation, language)) < len(made(notice_text, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_says_what_it_is_not_and_who_sees_what(language):
    say, text = words(language), made(notice_text, language, one_round(may_answer="Kõik\nsiinsed elanikud"))
    told = [
        say("invite.not_grade"),
        say("phone.privacy"),
        say("print.privacy.paper"),
        say("invite.help.paper"),
        say("invite.result"),
    ]
    assert [one for one in told if one not in text] == []
    assert f"{say('phone.who')}: Kõik siinsed elanikud\n" in text


def test_no_paper_is_promised_where_there_is_none():
    assert "paber" in made(notice_text)
    assert "paber" not in made(notice_text, one=one_round(ways=(LINK,)))


@pytest.mark.parametrize("write", TEXTS)
def test_the_code_is_said_where_the_address_does_not_hold_it(write):
    assert made(write).count(CODE) == 1
    assert f"{words('et')('print.code')}: {CODE}" in made(write, address="https://kogukonnapeegel.ee/a")


@pytest.mark.parametrize("write", TEXTS)
def test_a_strict_round_says_that_it_takes_a_code_of_one_s_own(write):
    told = words("et")("print.own_code")
    assert told in made(write, one=one_round(slips=40))
    assert told not in made(write)


@pytest.mark.parametrize("write", TEXTS)
def test_what_the_coordinator_wrote_stays_on_its_line(write):
    text = made(write, one=one_round(f" {LITERAL}\n\x07"))
    assert text.splitlines()[0].startswith(LITERAL)


def test_a_reminder_thanks_and_counts_nobody():
    text = made(reminder)
    assert words("et")("invite.thanks") in text
    assert set(re.findall(r"\d+", text.replace(ADDRESS, ""))) == {"8", "21", "12", "2026"}
