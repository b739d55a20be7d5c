"""The sheets of a round: one page for the notice board, a report for the meeting, a picture; readable without eyes."""

import io
import re
import time
from dataclasses import replace
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from assessment.core.area import Area
from assessment.core.round_result import RoundResult
from assessment.i18n.texts import languages, words
from assessment.reports.round.values import drawings
from assessment.reports.round_document import document
from assessment.reports.round_pdf import meeting_report, notice, share_picture, share_svg
from tests.builders import response
from tests.reports.rounds import (
    ADDRESS,
    ATTACK,
    EARLIER,
    QR,
    RESULTS,
    ROUND,
    Q,
    agreed,
    of,
    released,
    remarked,
    village,
)
from tests.reports.test_own_result import LITERAL, in_every_language, letters, longest, tree

LANGUAGES = [language for language in languages() if language in Q.languages]


def on_the_board(case, language="et", q=Q) -> bytes:
    if isinstance(case, str) and q is Q:
        return _made(notice, case, language, ADDRESS, QR)
    return notice(q, words(language), RESULTS[case] if isinstance(case, str) else case, ADDRESS, QR)


def for_the_meeting(case, language="et", q=Q) -> bytes:
    if isinstance(case, str) and q is Q:
        return _made(meeting_report, case, language)
    return meeting_report(q, words(language), RESULTS[case] if isinstance(case, str) else case)


@cache
def _made(sheet, case, language, *more) -> bytes:
    return sheet(Q, words(language), RESULTS[case], *more)


SHEETS = {"notice": on_the_board, "report": for_the_meeting}


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def text_of(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def elements(made: bytes):
    return list(tree(read(made).trailer["/Root"]["/StructTreeRoot"]))


class TestNotice:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("case", RESULTS)
    def test_every_result_is_one_page_of_readable_letters(self, case, language):
        made = on_the_board(case, language)
        pages = read(made).pages
        assert len(pages) == 1
        assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
        assert len(made) <= 300_000
        assert min(letters(pages[0])) >= 7

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("case", ["fading", "mixed", "12", "signs", "3, agreed"])
    def test_the_longest_texts_and_names_are_one_page_too(self, case, language):
        one = replace(ROUND, area=Area("Võõrasmäe–Järveääre " * 8), may_answer="Kõik, kes siin elavad. " * 12)
        made = on_the_board(replace(RESULTS[case], round=one, dissent="Pikk jutt. " * 80), language, longest())
        assert len(read(made).pages) == 1

    def test_texts_that_no_letters_are_small_enough_for_are_drawn_smaller(self):
        assert len(read(on_the_board("fading", q=in_every_language(lambda text: f"{text} " * 4))).pages) == 1

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_says_the_result_and_where_to_see_more(self, language):
        page, say = text_of(on_the_board("12", language)), words(language)
        told = [
            say("told.title"),
            say("result.place", place="Peri küla, Põlva vald"),
            say("told.closed", date="17.11.2026"),
            say("chart.round.here").split()[0],
            say("result.not_grade"),
            ADDRESS,
            Q.text("phases.forming.name", language).value,
            Q.text("domains.trust.strengths.active", language).value,
            Q.text("domains.leadership.steps.active", language).value,
            Q.text("opening", language).value,
        ]
        assert [one for one in told if one not in page] == []

    def test_the_code_has_the_address_for_those_who_do_not_see_it(self):
        alts = [str(element.get("/Alt", "")) for element in elements(on_the_board("12")) if element["/S"] == "/Figure"]
        assert f"Ruutkood, mis avab aadressi {ADDRESS}" in alts

    def test_beside_the_path_relief_stands_for_the_steps(self):
        page = text_of(on_the_board("fading"))
        assert Q.items("states.fading.helps", "et")[0].value in page
        assert "Hiljem, kui jõudu on" not in page

    def test_a_mixed_picture_is_said_before_the_phase(self):
        page = text_of(on_the_board("mixed"))
        assert page.index("Segapilt") < page.index("sarnaneb kogukond")

    def test_an_agreed_answer_that_leads_has_its_mark(self):
        page = text_of(on_the_board("3, agreed"))
        assert "Kohal oli: 14 inimest" in page
        assert "Raha asjus jäädi eri meelt." in page


class TestReport:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("case", RESULTS)
    def test_every_result_is_a_few_numbered_pages(self, case, language):
        made = for_the_meeting(case, language)
        pages = read(made).pages
        assert 1 <= len(pages) <= 6
        for number, page in enumerate(pages, 1):
            assert f"{number} / {len(pages)}" in page.extract_text()
        assert len(made) <= 300_000

    def test_who_and_when_are_left_to_write(self):
        said = text_of(for_the_meeting("12"))
        assert "Lepime kokku: kes ja millal" in said
        assert "Mida teeme Kes Millal" in said
        assert "Lepime kokku" in text_of(for_the_meeting("3, agreed"))
        assert "Lepime kokku" not in text_of(for_the_meeting("3"))

    def test_everything_that_may_be_told_is_in_it(self):
        said = text_of(for_the_meeting("12"))
        for heading in ("Miks just see faas?", "Kuidas vastused jagunesid", "Kokku lepitud vastus", "Mis on muutunud"):
            assert heading in said
        for words_ in ("Хорошие соседи", "Siin joon katkeb.", "Kriisi asjus jäädi eri meelt.", "Mida me ei tea"):
            assert words_ in said

    def test_the_spread_is_drawn_from_what_is_released_and_told_in_words(self):
        alts = [str(e.get("/Alt", "")) for e in elements(for_the_meeting("12")) if e["/S"] == "/Figure"]
        spreads = [
            [int(n) for n in re.findall(r"– (\d+)", alt)]
            for alt in alts
            if alt.startswith("0: Kogukonnata piirkond – ")
        ]
        assert spreads == [list(domain.distribution.levels) for domain in RESULTS["12"].release.domains]
        assert not [e for e in elements(for_the_meeting("8")) if " – " in str(e.get("/Alt", ""))]

    def test_a_domain_that_few_answered_is_not_drawn(self):
        shown = released([response(2, 2, 2, 2, 2, 2, 2, 2 if i < 6 else None) for i in range(12)])
        alts = [str(e.get("/Alt", "")) for e in elements(for_the_meeting(of(shown))) if e["/S"] == "/Figure"]
        assert len([alt for alt in alts if alt.startswith("0: Kogukonnata piirkond – ")]) == 7

    def test_many_long_texts_take_pages_and_not_time(self):
        shown = remarked(released(village(40)), *[f"Mõte number {n}. " * 40 for n in range(60)])
        start = time.perf_counter()
        made = for_the_meeting(of(shown, earlier=(EARLIER,) * 12))
        assert time.perf_counter() - start < 5
        assert len(read(made).pages) > 6
        assert len(made) <= 300_000


@pytest.mark.parametrize("sheet", SHEETS)
class TestBoth:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("case", ["12", "3", "mixed", "fading"])
    def test_a_screen_reader_finds_language_title_and_headings(self, sheet, case, language):
        made = SHEETS[sheet](case, language)
        reader = read(made)
        root = reader.trailer["/Root"]
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert reader.metadata.title.startswith(words(language)("told.title"))
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
        levels = [int(element["/S"][2]) for element in elements(made) if re.fullmatch(r"/H\d", element["/S"])]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    @pytest.mark.parametrize("case", RESULTS)
    def test_every_drawing_has_words_and_every_table_a_head(self, sheet, case):
        made = elements(SHEETS[sheet](case))
        assert all(str(element.get("/Alt", "")).strip() for element in made if element["/S"] == "/Figure")
        roles = [element["/S"] for element in made]
        assert roles.count("/TH") >= 2 * roles.count("/Table")

    def test_the_own_place_is_marked_once_in_a_side_state(self, sheet):
        path = next(
            str(e["/Alt"])
            for e in elements(SHEETS[sheet]("fading"))
            if str(e.get("/Alt", "")).startswith("Faasid esimesest viimaseni")
        )
        assert path.endswith("Kirjelduste järgi siin: Kujunev kogukond. Siin, vastuste järgi: Vaibuv kogukond.")

    def test_nothing_that_somebody_wrote_is_read_as_markup(self, sheet):
        one = replace(ROUND, area=Area(LITERAL), period="#panic(1)", may_answer=LITERAL)
        result = RoundResult(one, remarked(released(village(12)), ATTACK), agreed=agreed(*[2] * 8), dissent=LITERAL)
        said = text_of(SHEETS[sheet](result))
        assert said.count(LITERAL) >= 2
        assert "#panic(1)" in said
        assert "\u202e" not in said

    def test_texts_of_a_questionnaire_are_never_read_as_markup(self, sheet):
        assert text_of(SHEETS[sheet]("12", q=in_every_language(lambda _: LITERAL))).count(LITERAL) > 10

    def test_a_sign_that_no_font_has_does_not_stop_it(self, sheet):
        result = RoundResult(replace(ROUND, area=Area("Peri 😀 küla 漢")), released(village(12)))
        assert "Peri □ küla □" in text_of(SHEETS[sheet](result))

    def test_the_same_values_give_the_same_bytes(self, sheet):
        assert SHEETS[sheet](RESULTS["12"]) == SHEETS[sheet](RESULTS["12"])

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_rounds_below_the_threshold_give_the_same_sheet(self, sheet, language):
        one, other = (of(released(village(n, (level,) * 8))) for n, level in ((1, 0), (4, 4)))
        assert SHEETS[sheet](one, language) == SHEETS[sheet](other, language)

    def test_a_small_round_s_sheet_holds_no_number_that_the_rule_hides(self, sheet):
        said = text_of(SHEETS[sheet](of(released(village(7, trends=["worse"] * 8)))))
        known = rf"\d\d\.\d\d\.\d{{4}}|2026 sügis|village_phases/v\d|{ADDRESS}|\d / \d"
        numbers = set(re.findall(r"\d+", re.sub(known, "", said)))
        assert numbers <= {"0", "1", "2", "3", "4", "5", "6", "7", "8", "10"}, "levels, the rule's limits, 7 responses"
        assert "umbes" not in said


class TestPicture:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("case", RESULTS)
    def test_it_has_the_size_that_is_shared(self, case, language):
        image = Image.open(io.BytesIO(share_picture(Q, words(language), RESULTS[case])))
        assert (image.format, image.size) == ("PNG", (2400, 1260))

    @pytest.mark.parametrize("case", ["12", "fading", "mixed", "3"])
    def test_the_same_in_lines_has_no_script_font_or_address(self, case):
        made = share_svg(Q, words("et"), RESULTS[case])
        root = ElementTree.fromstring(made)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert (root.get("viewBox") or "").split()[2:] == ["1200", "630"]
        assert not {"script", "image", "foreignObject"} & {element.tag.partition("}")[2] for element in root.iter()}
        assert not re.search(rb"font-family|@import|url\(http|href=\"http", made)
        assert len(made) <= 300_000

    def test_what_must_be_said_of_the_phase_is_on_it(self):
        plain, mixed = (share_svg(Q, words("et"), RESULTS[case]) for case in ("12", "mixed"))
        assert plain != mixed
        few = share_svg(Q, words("et"), of(released(village(5))))
        more = share_svg(Q, words("et"), of(released(village(12))))
        assert len(few) > len(more), "a line says that it is indicative"


def test_the_line_of_rounds_goes_on_only_where_two_may_be_compared():
    result = RESULTS["12"]
    points = drawings(Q, words("et"), result, document(Q, words("et"), result))["rounds"]
    assert [(point["level"], point["joined"]) for point in points] == [(1, False), (1, False), (2, True)]
    assert [point["when"] for point in points] == ["03.05.2023", "03.11.2025", "See voor"]
