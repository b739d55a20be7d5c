"""The report for the council: what is known of each area in words, by name and never by rank; readable without eyes."""

import re
import time
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from assessment.charts.areas.municipality_map import Land
from assessment.core.alphabet import letters
from assessment.core.suppression import Thresholds
from assessment.i18n.texts import marked_words, words
from assessment.reports.council import council_report
from assessment.reports.municipality_words import counts, state_name
from tests import municipalities
from tests.charts.rounds import Q, crowd
from tests.municipalities import MUNICIPALITY, ON_PHASE, TODAY, Invented, area, picture_of, places, shared_rounds
from tests.reports.exports import council, drawn
from tests.reports.sheets import (
    LANGUAGES,
    LITERAL,
    elements,
    headings,
    language_of,
    read,
    run_together,
    size_of,
    smallest_letters,
    text_of,
)
from tests.settled import NAMES

PICTURE = municipalities.picture()


@cache
def made(language="et"):
    return council(PICTURE, language)


def said(language="et"):
    return text_of(read(made(language)))


def of_one(name="Peri küla", rounds=(), **more):
    found = picture_of(MUNICIPALITY, Q.name, TODAY, [area(0, name)], shared_rounds(name, rounds), **more)
    return text_of(read(council(found)))


def many(number):
    """So many areas with the longest names, each with three rounds."""
    low, high = crowd(20, ON_PHASE[1]), crowd(25, ON_PHASE[3])
    three = [Invented(low, date(2022, 5, 28)), Invented(low, date(2024, 5, 28)), Invented(high)]
    usual = [shared_rounds("x", rounds) for rounds in (three, *places().values())]
    registered, rounds = [], []
    for i in range(number):
        one = area(i, f"{NAMES[i % len(NAMES)]}–Suur-Võõrasmäe {i} küla")
        registered.append(one)
        rounds += [replace(r, id=f"{r.id} {i}", area=replace(r.area, name=one.name)) for r in usual[i % len(usual)]]
    return picture_of(MUNICIPALITY, Q.name, TODAY, registered, rounds)


class TestFirstPage:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_says_whose_it_is_and_how_many_areas_are_where(self, language):
        say = words(language)
        page = " ".join(read(made(language)).pages[0].extract_text().split())
        assert page.startswith(say("take.title", municipality=MUNICIPALITY))
        for told in (say("take.as_of", date="01.10.2026"), say("take.council.lead"), say("take.about.unknown")):
            assert run_together(told) in run_together(page)
        for one in counts(Q, PICTURE):
            row = f"{state_name(Q, say, one.id)} {one.by_responses} {one.by_groups}"
            assert run_together(row) in run_together(page), one.id

    def test_the_numbers_are_the_picture_s(self):
        known = sum(number for id_, number in PICTURE.counts.items() if id_ not in ("unknown", "other_version"))
        page = said()
        assert f"Piirkondi kokku: {len(PICTURE.areas)}." in page
        assert f"Elanike vastuste järgi on faas teada: {known}." in page
        assert "eraldi loetud: 1." in page
        assert "Vastatud teisele küsimustikule: 1." in page
        assert f"Veel teadmata: {PICTURE.counts['unknown']}." in page

    def test_what_wants_attention_is_listed_with_its_reason(self):
        page = said()
        assert "Vaibumise märgid Vastanute arvates läheb mitu asja halvemaks." in page
        assert "puhkust. Fading." in page
        assert "Moved down (kindlalt tagasi liikunud, eelmine voor: 2024); Moved up (kindlalt edasi liikunud" in page
        assert "Closing (05.10.2026)" in page
        assert "Old (28.05.2023)" in page

    def test_whom_the_worker_has_not_met_is_not_for_the_council(self):
        shown = municipalities.picture(contacts={})
        assert any(one.reason == "no_contact" for one in shown.attention)
        assert council(shown) == made()

    def test_where_nothing_wants_attention_it_says_so(self):
        assert words("et")("take.attention.none") in of_one(rounds=[Invented(crowd(14))])


class TestAreas:
    def test_every_area_has_its_row_in_the_order_of_the_alphabet(self):
        cells = [e for e in elements(read(made())) if e["/S"] == "/TR"]
        assert len(cells) >= len(PICTURE.areas)
        names = [one.area.name for one in PICTURE.areas]
        assert names == sorted(names, key=letters)
        table = said().split("Pingerida ega keskmist")[1]
        # The sign of the phase stands between, for eyes alone.
        rows = [rf"{re.escape(name)} \S {phase}" for name, phase in zip(names, self._phases(), strict=True)]
        found = [re.search(row, table) for row in rows]
        assert None not in found
        at = [one.start() for one in found]
        assert at == sorted(at)

    @staticmethod
    def _phases():
        return [state_name(Q, words("et"), one.counted_as).split(": ")[-1] for one in PICTURE.areas]

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("Divided", "Segapilt: vastanud näevad elu eri moodi Tõenäoliselt see faas, päris kindel ei ole"),
            ("Fuller", "Võimalikud faasid: 1–2 2026, lõppes 28.05.2026 9 vastust"),
            ("Indicative", "Ärkav kogukond Ligikaudne: vastuseid on vähe"),
            (
                "Group only",
                "Kujunev kogukond Koosolekul kokku lepitud, kohal 14 inimest 2026, kokku lepitud 28.05.2026",
            ),
            (
                "Group besides",
                "Kujunev kogukond Pilt on selge Koosolekul lepiti kokku: 3: Tegutsev kogukond (28.05.2026)",
            ),
            ("Moved up", "25 vastust Kindlalt edasi liikunud, eelmine voor: 2024"),
            ("Closing", "20 vastust Vastata saab kuni 05.10.2026"),
            ("Too few", "Veel teadmata Vastuseid on alla 5"),
            ("Nobody", "Veel teadmata Voorus ei vastanud keegi"),
            ("Unknown", "Veel teadmata Liiga vähesed oskasid teemade kohta vastata"),
            ("Open", "Veel teadmata Vastamine kestab Vastata saab kuni 28.10.2026"),
            ("Nothing", "Veel teadmata Vastuseid ei ole või neid ei jagata"),
            ("Shares nothing", "Veel teadmata Vastuseid ei ole või neid ei jagata"),
            ("Shares nothing, open", "Veel teadmata Vastuseid ei ole või neid ei jagata"),
            ("Other version", "Teine küsimustik village_phases/v2 Teise küsimustiku tulemus, võrrelda ei saa"),
        ],
    )
    def test_an_area_is_told_in_words(self, row, told):
        table = said().split("Pingerida ega keskmist")[1]
        names = "|".join(re.escape(one.area.name) for one in PICTURE.areas)
        found = re.search(rf"{re.escape(row)} \S ((?:(?!(?:{names}) \S |Kuidas tulemus).)*)", table)
        assert run_together(told) in run_together(found[1]), found[1]

    def test_only_a_sure_change_is_told(self):
        low = crowd(20, ON_PHASE[1])
        assert "liikunud" not in of_one(rounds=[Invented(low, date(2025, 5, 28)), Invented(low)])

    def test_a_round_that_nobody_closed_yet_says_so(self):
        [one] = shared_rounds("Peri küla", [Invented(crowd(14))])
        shown = picture_of(MUNICIPALITY, Q.name, TODAY, [area(0, "Peri küla")], [replace(one, result=None)])
        assert words("et")("take.why.not_yet") in text_of(read(council(shown)))

    def test_there_are_no_ranks_and_no_averages(self):
        """Of the figures beside the phase only levels, days and numbers of people stand there."""
        page = said()
        assert "indeks" not in page.casefold()
        assert not re.search(r"\d+[.,]\d+\s*(?!\d*\.)(?=%)", page)
        assert "%" not in page


class TestSheet:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_screen_reader_finds_language_title_headings_and_tables(self, language):
        reader = read(made(language))
        assert language_of(reader) == language
        assert reader.metadata.title == words(language)("take.title", municipality=MUNICIPALITY)
        levels = headings(reader)
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        roles = [element["/S"] for element in elements(reader)]
        assert roles.count("/Table") == 2
        assert roles.count("/TH") >= 7

    def test_the_map_has_words_for_those_who_do_not_see_it(self):
        [alt] = [str(e.get("/Alt", "")) for e in elements(read(made())) if e["/S"] == "/Figure"]
        assert alt == drawn(PICTURE, words("et")).told
        assert alt.startswith("Põlva vald: piirkonnad kaardil.")

    def test_pages_are_a4_with_numbers_and_readable_letters(self):
        reader = read(made())
        assert size_of(reader) == {(595, 842)}
        for number, page in enumerate(reader.pages, 1):
            assert f"{number} / {len(reader.pages)}" in page.extract_text()
        # The letters of the map are as small as its picture makes them.
        assert smallest_letters(read(council_report(Q, words("et"), PICTURE))) >= 8

    def test_estonian_and_russian_letters_come_through(self):
        assert "Õriküla Šoti Žürii" in of_one("Õriküla Šoti Žürii")
        assert "Пробуждающееся сообщество" in said("ru")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_method_and_its_limits_are_on_it(self, language):
        page, say = run_together(said(language)), words(language)
        for id_ in (
            "result.not_grade",
            "told.method.phase",
            "told.method.sample",
            "told.method.municipal",
            "take.about.order",
            "take.about.shared",
            "take.about.agreed",
            "take.about.change",
        ):
            assert run_together(say(id_)) in page, id_
        assert run_together(say("told.method.privacy", few=5)) in page
        assert run_together(Q.text("provisional", language).value) in page
        assert run_together(say("compare.map.source", date="01.09.2026")) in page

    def test_another_threshold_is_told(self):
        page = text_of(read(council(PICTURE, limits=Thresholds(8))))
        assert "Vastuseid on alla 8" in page

    def test_a_demonstration_says_so_on_every_page(self):
        say = marked_words("et")
        pages = read(council(PICTURE, say=say)).pages
        assert [page.extract_text().count(say.mark) for page in pages] == [1] * len(pages)
        assert say.mark not in said()

    def test_nothing_that_somebody_wrote_is_read_as_markup(self):
        shown = picture_of(
            LITERAL, Q.name, TODAY, [replace(area(0, LITERAL), municipality=LITERAL)], shared_rounds(LITERAL, [])
        )
        assert text_of(read(council(shown))).count(LITERAL) >= 3

    def test_a_sign_that_no_font_has_does_not_stop_it(self):
        assert "Peri □ küla □" in of_one("Peri 😀 küla 漢")

    def test_without_any_place_it_says_why_there_is_no_map(self):
        shown = picture_of(MUNICIPALITY, Q.name, TODAY, [replace(area(0, "Peri küla"), point=None)])
        assert run_together(words("et")("compare.map.none")) in run_together(text_of(read(council(shown))))

    def test_the_municipality_without_areas_has_a_report_too(self):
        assert "Piirkondi kokku: 0." in text_of(read(council(picture_of(MUNICIPALITY, Q.name, TODAY))))

    def test_the_same_picture_gives_the_same_bytes(self):
        assert council(PICTURE) == made()


class TestSize:
    @pytest.mark.parametrize("language", ["et", "ru"])
    def test_many_areas_take_pages_and_neither_time_nor_room(self, language):
        shown = many(130)
        start = time.process_time()
        report = council(shown, language)
        assert time.process_time() - start < 3
        assert len(report) <= 500_000
        pages = text_of(read(report))
        assert all(run_together(one.area.name) in run_together(pages) for one in shown.areas)

    def test_the_border_of_the_municipality_may_be_long(self):
        ring = tuple((26.5 + i / 5000, 57.5 + (i * 37 % 900) / 1000) for i in range(4000))
        say = words("et")
        found = council_report(Q, say, PICTURE, drawn(PICTURE, say, land=Land((((*ring, ring[0]),),), None, None)))
        assert len(found) <= 500_000
