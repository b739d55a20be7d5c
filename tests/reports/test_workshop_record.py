"""The record of a workshop on paper: every ballot as far as it may leave the room, and readable without eyes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PdfReader

from assessment.core.ballot import Counts
from assessment.core.record import Record
from assessment.core.scene import ALLOWED, Agreed
from assessment.core.suppression import FEW, KNOWN, Suppressed, Thresholds
from assessment.i18n.texts import marked_words, words
from assessment.journeys import hosting, remaining, workshop
from assessment.reports.workshop.record_pdf import Around, record_pdf
from tests.fakes import CountingCodes, FixedClock, MemoryStore
from tests.reports.sheets import (
    LANGUAGES,
    LITERAL,
    Q,
    elements,
    headings,
    language_of,
    read,
    run_together,
    size_of,
    smallest_letters,
    text_of,
)
from tests.workshops import Hall

CODE = "KMPX-4TRA"
ADDRESS = f"https://kogukonnapeegel.ee/r/{CODE}"
FIRST = [2] * 8 + [1, 3, 3, "dk", "abstain", "dk"]


def hall_of(**plan: object) -> Hall:
    return Hall(MemoryStore(), FixedClock(date(2026, 11, 28)), CountingCodes(), Q, **plan)


def ballot(hall: Hall, choices: list[object], hands: Counts | None = None) -> None:
    hall.vote(choices)
    if hands:
        hosting.count_hands(hall.store, Q, hall.standing, hands)
    hall.move("reveal")


def note(hall: Hall, level: int | None, dissent: str = "") -> None:
    hosting.note_agreed(hall.store, Q, hall.standing, hall.standing.step.key, Agreed(level, dissent))


def record_of(hall: Hall) -> Record:
    return remaining.record(hall.store, Q, Thresholds(), hall.standing)


@cache
def whole() -> Record:
    """Fourteen phones, a table, hands, a second ballot, a story and an idea."""
    hall = hall_of(stories=("roude",))
    hall.join(14, consents=True)
    hall.join(is_table=True, people=6)
    hall.move("start")
    ballot(hall, [3] * 9 + [1] * 3)
    hall.move("next")
    ballot(hall, [*FIRST, 3], Counts((0, 2, 1, 0, 0)))
    hall.move("vote-again")
    ballot(hall, [3] * 11 + [2] * 3)
    note(hall, 3, "Kaks arvavad teisiti.\nRäägime kevadel.")
    hall.move("next")
    ballot(hall, [1] * 6)
    hall.move("next")
    ballot(hall, [1] * 4)
    hall.move(*["next"] * 6)
    idea = workshop.write_idea(hall.store, hall.codes, hall.seats[0], "Talgud kevadel")
    hosting.judge_idea(hall.store, hall.standing, idea, ALLOWED)
    hall.move("end")
    return record_of(hall)


@cache
def made(language: str = "et") -> bytes:
    return sheet(whole(), language)


def sheet(record: Record, language: str = "et", around: Around | None = None) -> bytes:
    return record_pdf(Q, words(language), record, around or Around("eesti keel", ADDRESS, CODE))


def said(record: Record | None = None, language: str = "et", around: Around | None = None) -> str:
    return text_of(read(made(language) if record is None else sheet(record, language, around)))


class TestTold:
    def test_whose_it_is_when_and_how_many_took_part(self) -> None:
        page = said()
        for told in ("Peri küla, Põlva vald", "28.11.2026", "Telefoniga osalejaid: 14", "koos: 1", "eesti keel"):
            assert told in page

    def test_every_ballot_stands_in_its_order_with_what_core_gives(self) -> None:
        page = said()
        ballots = [one for one in whole().ballots if one.step == "domain:leadership"]
        assert [(one.votes, one.level, one.hands) for one in ballots] == [(14, 2, 3), (14, 3, 0)]
        first, second = page.index("Valikuid: 14 · sh käsi: 3"), page.index("hilisem faas (enne 2, nüüd 3)")
        assert first < second
        assert "2: Kujunev kogukond Üldiselt ollakse ühel meelel. Valikuid: 14" in page
        assert "Ei oska öelda: 2 · Jättis valimata: 1" in page
        assert "Laud 15 (6 inimest): 3: Tegutsev kogukond" in page

    def test_the_bars_have_their_numbers_in_words(self) -> None:
        alts = [str(e["/Alt"]) for e in elements(read(made())) if e["/S"] == "/Figure" and "/Alt" in e]
        named = [Q.text(f"phases.{id_}.name", "et").value for id_ in Q.phase_ids]
        numbers = [one.counts.levels for one in whole().ballots if isinstance(one.counts, Counts)]
        assert len(numbers) == 3
        expected = ["; ".join(f"{k}: {named[k]}: {n}" for k, n in enumerate(levels)) for levels in numbers]
        assert sorted(alts) == sorted(expected)

    def test_what_was_agreed_stands_with_its_description_and_the_dissent(self) -> None:
        page = said()
        assert (
            f"Kokku lepiti: 3: Tegutsev kogukond {Q.text(f'domains.leadership.levels.{Q.phase_ids[3]}', 'et').value}"
            in page
        )
        assert "Eriarvamus, läbiviija kirja pandud: Kaks arvavad teisiti. Räägime kevadel." in page

    def test_a_story_says_what_it_shows_and_not_what_the_room_guessed_on_average(self) -> None:
        page = said()
        tale = page[page.index("Rõude – uinunud") : page.index("Osalejate mõtted")]
        assert "Lugu näitab: 0: Kogukonnata piirkond; 1: Ärkav kogukond" in tale
        assert "Valikuid: 12" in tale
        assert "ühel meelel" not in tale

    def test_ideas_say_that_a_participant_wrote_them(self) -> None:
        assert "Talgud kevadel Kirjutas osaleja" in said()

    def test_the_round_that_remains_is_found_by_its_link_and_code(self) -> None:
        page = said()
        assert f"Tulemuse kood: {CODE}" in page
        assert ADDRESS in run_together(page)

    def test_without_a_round_none_is_named(self) -> None:
        page = said(whole(), around=Around("eesti keel"))
        assert words("et")("record.remains.none") in page
        assert "Tulemuse kood" not in page

    def test_a_running_workshop_says_that_its_result_comes_later(self) -> None:
        assert words("et")("record.remains.later") in said(record_of(hall_of()), around=Around("eesti keel"))

    def test_an_open_room_has_no_common_result(self) -> None:
        page = said(record_of(hall_of(kind="open_room")), around=Around("eesti keel"))
        assert words("et")("record.open_room") in page
        assert words("et")("record.remains.open_room") in page

    @pytest.mark.parametrize(("is_blind", "id_"), [(True, "record.blind"), (False, "record.not_blind")])
    def test_it_says_whether_the_first_vote_was_blind(self, is_blind: bool, id_: str) -> None:
        assert words("et")(id_) in said(record_of(hall_of(is_blind=is_blind)), around=Around("eesti keel"))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_model_and_its_limits_are_on_it(self, language: str) -> None:
        page, say = run_together(said(language=language)), words(language)
        for told in (
            say("result.not_grade"),
            Q.text("provisional", language).value,
            say("record.about.room"),
            say("record.about.held", few=5, fuller=8, all=10),
            say("record.about.tables"),
            say("record.about.hands"),
        ):
            assert run_together(told) in page


class TestHeldBack:
    def test_from_five_the_level_from_eight_agreement_from_ten_the_spread(self) -> None:
        page = said()
        of_six = page[page.index("Valikuid: 6") - 160 : page.index("Valikuid: 6") + 90]
        assert "1: Ärkav kogukond Kui ühel meelel oldi, avaldatakse alates 8 valikust." in of_six
        assert "avaldatakse alates 10 valikust" in of_six

    def test_of_fewer_than_five_nothing_is_told_but_that(self) -> None:
        assert words("et")("record.held.few", few=5) in said()
        assert "Valikuid: 4" not in said()

    def test_no_byte_depends_on_what_is_held_back(self) -> None:
        def of(votes: list[object]) -> bytes:
            hall = hall_of()
            hall.join(4)
            hall.move("start")
            ballot(hall, votes)
            return sheet(record_of(hall))

        assert of([1, 1, 1, 1]) == of([3, 4]) == of(["dk"])

    def test_few_phones_beside_hands_have_a_reason_of_their_own(self) -> None:
        [first, *rest] = whole().ballots
        held = Suppressed(KNOWN)
        hidden = replace(first, step="domain:trust", votes=held, level=held, label=held, counts=held, hands=0)
        page = said(replace(whole(), ballots=(hidden, *rest)))
        assert words("et")("record.held.known", few=5) in page

    def test_how_the_level_moved_is_not_told_where_one_of_them_is_not(self) -> None:
        hall = hall_of()
        hall.join(12)
        hall.move("start")
        ballot(hall, [2] * 4)
        hall.move("vote-again")
        ballot(hall, [3] * 12)
        assert "Võrreldes eelmise" not in said(record_of(hall))

    def test_few_people_are_not_counted_aloud(self) -> None:
        page = said(replace(whole(), people=Suppressed(FEW)))
        assert "Telefoniga osalejaid: alla 5" in page


class TestSheet:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_screen_reader_finds_language_title_headings_and_tables(self, language: str) -> None:
        reader = read(made(language))
        assert language_of(reader) == language
        assert reader.metadata.title == f"{words(language)('record.title')} – Peri küla, Põlva vald"
        levels = headings(reader)
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert levels.count(3) == 9
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert [e["/S"] for e in elements(reader)].count("/Table") == 4

    def test_pages_are_a4_with_numbers_and_readable_letters(self) -> None:
        reader = read(made())
        assert size_of(reader) == {(595, 842)}
        for number, page in enumerate(reader.pages, 1):
            assert f"{number} / {len(reader.pages)}" in page.extract_text()
        assert smallest_letters(reader) >= 7

    def test_nothing_that_somebody_wrote_is_read_as_markup(self) -> None:
        agreed = {"domain:leadership": Agreed(3, LITERAL)}
        found = replace(whole(), agreed=agreed, ideas=((LITERAL, 10),))
        assert run_together(said(found)).count(run_together(LITERAL)) == 2

    def test_a_demonstration_says_so_on_every_page(self) -> None:
        say = marked_words("et")
        pages = PdfReader(io.BytesIO(record_pdf(Q, say, whole(), Around("eesti keel")))).pages
        assert [page.extract_text().count(say.mark) for page in pages] == [1] * len(pages)

    def test_the_same_record_gives_the_same_bytes(self) -> None:
        assert sheet(whole()) == made()
