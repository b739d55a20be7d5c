"""How a round's result is told: what is said, in which order, and that nothing is said which may not be."""

import re
from dataclasses import replace

import pytest

from assessment.core.area import Area
from assessment.core.municipality import for_municipality
from assessment.core.round import DETAIL, NOTHING, RELEASED
from assessment.core.round_result import RoundResult
from assessment.core.standing import Refused
from assessment.i18n.texts import languages, words
from assessment.reports.round.blocks import Bullets, Document, Figure, Paragraph, Part, Quotes, Table, Terms, Words
from assessment.reports.round_document import document, one_page
from tests.builders import response
from tests.reports.rounds import ATTACK, EARLIER, RESULTS, ROUND, Q, agreed, of, released, remarked, village

LANGUAGES = [language for language in languages() if language in Q.languages]


def told(case: str | RoundResult, language: str = "et") -> Document:
    return document(Q, words(language), RESULTS[case] if isinstance(case, str) else case)


def every(thing):
    """All words in a document, a section or a block, in their order."""
    match thing:
        case Words():
            yield thing
        case Document(sections=sections):
            yield from every(sections)
        case tuple():
            for part in thing:
                yield from every(part)
        case str() | None:
            return
        case _:
            order = ("lead", "heading", "words", "items", "caption", "head", "rows", "table", "blocks")
            for name in order:
                yield from every(getattr(thing, name, None))


def text(thing) -> str:
    return "\n".join(found.text for found in every(thing))


def ids(case, language: str = "et") -> list[str]:
    return [section.id for section in told(case, language).sections]


class TestEveryResult:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("case", RESULTS)
    def test_is_told_in_every_language_with_place_period_and_day(self, case, language):
        made = told(case, language)
        assert made.language == language
        assert "Peri küla, Põlva vald" in made.place
        assert "2026 sügis" in made.period
        assert "17.11.2026" in made.closing
        assert all(section.blocks for section in made.sections)
        assert all(found.text.strip() for found in every(made))

    @pytest.mark.parametrize("case", RESULTS)
    def test_names_the_phase_and_that_the_model_is_provisional_and_no_grade(self, case):
        made = text(told(case))
        assert "Faas ei ole hinne." in made
        assert "Esialgne mudel." in made
        assert Q.text("provisional", "et").value in made
        assert {"phase", "path", "method"} <= set(ids(case))

    @pytest.mark.parametrize("case", RESULTS)
    def test_on_one_page_it_says_the_same_only_less(self, case):
        whole = told(case)
        short = one_page(whole)
        assert set(short.sections) < set(whole.sections)
        assert short.section("phase") == whole.section("phase")
        assert short.section("method") is None


class TestOrder:
    def test_a_mixed_picture_is_said_before_the_phase(self):
        assert ids("mixed")[:2] == ["mixed", "phase"]
        said = text(told("mixed").section("mixed"))
        assert "Segapilt" in said
        assert Q.text("domains.leadership.name", "et").value in said
        assert Q.text("domains.resilience.name", "et").value not in said

    def test_strengths_come_before_steps(self):
        assert ids("12").index("strengths") < ids("12").index("steps")

    def test_beside_the_path_what_relieves_comes_first_and_steps_last(self):
        order = ids("fading")
        wanted = ["phase", "fading", "helps", "path", "strengths", "questions", "steps"]
        assert [id_ for id_ in order if id_ in wanted] == wanted

    def test_an_agreed_answer_leads_where_nothing_else_is_shown(self):
        made = told("3, agreed")
        assert ids("3, agreed")[:2] == ["phase", "agreed"]
        assert made.shown.is_agreed
        assert made.section("phase").lead.text.startswith("Kokku lepitud vastuse järgi")
        assert made.section("phase").heading.text == "Ärkav kogukond"
        said = text(made.section("agreed"))
        assert "14 inimest" in said
        assert "Raha asjus jäädi eri meelt." in said
        assert "ei näidata, sest vastuseid on alla 5" in said
        assert "Siin, kokku lepitud vastuse järgi" in text(made.section("path"))

    def test_an_agreed_answer_stands_beside_a_result(self):
        made = told("12")
        assert not made.shown.is_agreed
        assert made.section("phase").lead.text.startswith("Vastuste järgi")
        beside = next(block for block in made.section("agreed").blocks if isinstance(block, Table))
        assert [cell.text for cell in beside.rows[4]][1:] == ["2: Kujunev kogukond", "1: Ärkav kogukond"]
        assert beside.rows[7][1].text == "Ei ole teada"

    def test_an_agreed_answer_without_a_phase_says_so(self):
        made = told(of(released([]), agreed=agreed(2, "dk", "dk", "dk", 2, 2, 2, 2)))
        assert made.section("phase").heading.text == "Faasi jaoks on vastuseid veel vähe"
        assert "valitud kirjeldusi on faasi jaoks vähe" in text(made.section("agreed"))


class TestPhase:
    def test_signs_of_fading_are_in_its_name(self):
        assert told("signs").section("phase").heading.text == "Tegutsev kogukond, vaibumise märkidega"

    def test_beside_the_path_the_topics_phase_is_only_mentioned(self):
        section = told("fading").section("phase")
        assert section.heading.text == "Vaibuv kogukond"
        assert "Ainult teemade järgi oleks faas „Kujunev kogukond“." in text(section)

    def test_the_kind_of_phase_zero_is_told_by_its_own_words(self):
        said = text(told("kind").section("phase"))
        assert "olukorraga „Lõhestunud“" in said
        assert Q.text("kinds.divided.description", "et").value in said
        assert Q.text("phases.none.description", "et").value not in said

    def test_how_sure_it_is_is_told_in_tenths_only_from_eight(self):
        assert re.search(r"umbes \d korral kümnest", text(told("8").section("phase")))
        few = text(told("5").section("phase"))
        assert "korral kümnest" not in few
        assert "ligikaudne, sest vastuseid on alla 8" in few

    def test_without_enough_topics_it_says_which_are_missing(self):
        said = text(told("insufficient").section("phase"))
        assert "vähemalt 6 teemat 8-st" in said
        assert "Veel ei ole teada: Osalus ja kaasatus; Ressursid ja kooskäimise koht" in said
        assert "„Kogukonnata piirkond“ kuni „Kujunev kogukond“" in said

    @pytest.mark.parametrize(
        ("case", "heading"),
        [("0", "Veel teadmata"), ("3", "Arvesse läheb alla 5 vastuse"), ("open", "Vastamine kestab")],
    )
    def test_a_page_without_a_result_says_why(self, case, heading):
        assert told(case).section("phase").heading.text == heading

    @pytest.mark.parametrize("case", ["0", "3"])
    def test_and_how_to_go_on(self, case):
        ways = next(block for block in told(case).section("phase").blocks if isinstance(block, Bullets))
        assert len(ways.items) == 3


class TestFigures:
    @pytest.mark.parametrize("case", RESULTS)
    def test_each_has_the_same_as_a_table(self, case):
        figures = [block for section in told(case).sections for block in section.blocks if isinstance(block, Figure)]
        assert figures[0].kind == "path" or case.startswith("fading")
        for figure in figures:
            assert figure.table.rows
            assert {len(row) for row in figure.table.rows} == {len(figure.table.head)}

    def test_the_place_on_the_path_is_marked_once_and_the_topics_only_mentioned(self):
        marks = [row[2].text for row in told("fading").section("path").blocks[0].table.rows]
        assert marks == ["–", "–", "Kirjelduste järgi siin", "–", "–", "Siin, vastuste järgi"]

    def test_agreement_has_columns_only_where_it_may_be_shown(self):
        assert len(told("5").section("profile").blocks[1].table.head) == 3
        assert len(told("8").section("profile").blocks[1].table.head) == 5

    def test_the_spread_is_told_from_ten(self):
        assert told("8").section("spread") is None
        table = told("12").section("spread").blocks[0]
        assert sum(int(cell.text) for cell in table.rows[0][1:]) == 12

    def test_a_domain_that_few_answered_has_no_spread_and_says_why(self):
        responses = [response(2, 2, 2, 2, 2, 2, 2, 2 if i < 6 else None) for i in range(12)]
        blocks = told(of(released(responses))).section("spread").blocks
        assert len(blocks[0].rows) == 7
        assert blocks[1].words.text == "Kriisivalmidus ja vastupidavus: ei näidata, sest vastuseid on alla 10."

    def test_what_changes_lately_is_told_from_ten_opinions(self):
        assert told("fading, few").section("trends") is None
        assert told("fading").section("trends").blocks[0].rows[0][3].text == "14"


class TestWho:
    def test_a_strict_round_says_so_and_so_does_an_open_one(self):
        assert "ühekordset koodi" in text(told("strict").section("who"))
        assert "igaüks, kellel see oli" in text(told("12").section("who"))

    def test_roles_are_blocks_that_hide_nobody(self):
        table = next(block for block in told("12").section("who").blocks if isinstance(block, Table))
        assert [row[1].text for row in table.rows] == ["6", "6"]
        assert "Eestvedaja või külavanem; Suvine või hooajaline elanik" in table.rows[1][0].text

    def test_a_small_number_that_did_not_count_is_not_told(self):
        shown = released([*village(12), response(2, *[None] * 7)])
        assert "arvestamata vastuseid on alla 5" in text(told(of(shown)).section("who"))

    def test_a_large_one_is(self):
        shown = released([*village(12), *[response(2, *[None] * 7)] * 6])
        rows = {term.text: said.text for term, said in told(of(shown)).section("who").blocks[0].rows}
        assert (rows["Vastuseid läks arvesse"], rows["Vastuseid kokku"]) == ("12", "18")


class TestWorkshop:
    ON = replace(ROUND, opened_on=ROUND.closed_on)

    def made(self, number: int, language: str = "et") -> Document:
        responses = [replace(one, mode="workshop") for one in village(number)]
        return told(replace(of(released(responses)), round=self.ON), language)

    @pytest.mark.parametrize(("language", "how"), [("et", "töötoas"), ("en", "in a workshop"), ("ru", "в мастерской")])
    def test_that_people_answered_in_a_workshop_is_said_in_words(self, language, how):
        assert f"{words(language)('told.who.modes')}\n{how}" in text(self.made(12, language).section("who"))

    def test_nobody_answered_by_link(self):
        said = words("et")("told.who.link")
        assert said not in text(self.made(12).section("who"))
        assert said in text(told(of(released(village(12)))).section("who"))

    def test_its_one_day_is_told_once(self):
        day = f"{ROUND.closed_on:%d.%m.%Y}"
        assert text(self.made(12).section("who")).count(day) == 1

    def test_texts_that_nobody_was_asked_for_do_not_wait_to_be_read(self):
        what = words("et")("told.what.texts")
        assert what not in text(self.made(12).section("unknown"))
        assert what in text(told(of(released(village(12)))).section("unknown"))


class TestBeside:
    def test_change_is_told_in_words_with_the_break_of_the_line(self):
        said = text(told("12").section("change"))
        assert "Kogukond on teel edasi liikunud." in said
        assert "Siin joon katkeb." in said
        assert said.count("Indeks on muutunud") == said.count("aga faasi see ei näita") == 1
        assert "village_phases/v0 ja village_phases/v1" in said

    @pytest.mark.parametrize(
        ("reason", "about", "told_as"),
        [
            ("mode", ("online_paper", "workshop"), "vastati eri viisil: veebis või paberil; töötoas"),
            ("questionnaire", ("a/v1", "b/v2"), "küsimustikud on erinevad (a/v1 ja b/v2)"),
            ("few", (), "ühes neist on vastuseid vähe"),
            ("common", (), "ühiseid teemasid ei ole"),
            ("known", (), "Neid voore ei saa võrrelda."),
            ("not_shared", (), "kogukond ei ole üht neist jaganud"),
        ],
    )
    def test_every_reason_has_words(self, reason, about, told_as):
        earlier = replace(EARLIER, change=Refused(reason, about))
        assert told_as in text(told(of(released(village(12)), earlier=(earlier,))).section("change"))

    def test_texts_stand_under_their_question_in_the_given_order(self):
        shown = remarked(released(village(12)), "a", "b", "c")
        parts = [block for block in told(of(shown)).section("texts").blocks if isinstance(block, Part)]
        assert [part.heading.text for part in parts] == [Q.text("notes.strength", "et").value]
        assert [quote.text for quote in parts[0].blocks[0].items] == [remark.words for remark in shown.texts]

    def test_a_reason_stands_under_its_topic(self):
        shown = remarked(released(village(12)), "Väsinud", item="leadership_reason")
        heading = told(of(shown)).section("texts").blocks[1].heading.text
        assert heading == "Eestvedamine ja järelkasv: Mis paneb sind nii arvama?"

    def test_what_people_wrote_has_no_language_and_turns_no_direction(self):
        made = told(of(remarked(released(village(12)), ATTACK), dissent=ATTACK, agreed=agreed(*[2] * 8)))
        quotes = [q for q in every(made) if "alert" in q.text]
        assert len(quotes) == 2
        assert {quote.language for quote in quotes} == {""}
        assert "\u202e" not in text(made)

    def test_names_that_turn_the_direction_are_set_straight(self):
        one = replace(ROUND, area=Area("Peri\u202e küla", "\u2066Põlva vald"), period="\u202esügis\n2026")
        made = told(RoundResult(one, released(village(12))))
        assert made.place == "Paik: Peri küla, Põlva vald"
        assert made.period == "Periood: sügis 2026"


class TestUnknown:
    def test_what_is_held_back_is_named_with_its_reason(self):
        said = text(told("8").section("unknown"))
        assert "Vastuste jagunemine: ei näidata, sest vastuseid on alla 10." in said
        assert "Mida arvavad need, kes ei vastanud." in said

    def test_where_most_was_keyed_from_paper_it_says_why_there_is_less_to_see(self):
        assert "suurema osa vastustest on keegi paberilt sisestanud" in text(told("keeper").section("unknown"))

    @pytest.mark.parametrize("share", [NOTHING, RELEASED, DETAIL])
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_a_municipality_sees_is_told_too(self, share, language):
        shown = for_municipality(Q, released(village(12)), share)
        made = told(of(shown), language)
        assert made.section("phase").blocks
        assert (made.section("profile") is None) == (share == NOTHING)


def numbers(made: Document) -> set[str]:
    whole = "\n".join((text(made), made.place, made.period, made.closing))
    return set(re.findall(r"\d+", re.sub(r"\d\d\.\d\d\.\d{4}|2026 sügis|village_phases/v\d", "", whole)))


class TestNothingHidden:
    """Two rounds that the rule makes alike are told alike, and no number stands there that it hides."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_rounds_below_the_threshold_are_all_told_alike(self, language):
        made = [told(of(released(village(n, level))), language) for n in (1, 4) for level in (FORMING_LEVELS, (4,) * 8)]
        assert len(set(made)) == 1
        assert numbers(made[0]) == {"5", "0", "1", "2", "3", "4"}, "the threshold and the numbers of the phases"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_small_round_says_only_its_number_levels_and_limits(self, language):
        made = told(of(released(village(7, trends=["worse"] * 7 + ["better"]))), language)
        phases, rule, limits, trend_years = {"0", "1", "2", "3", "4"}, {"6", "8"}, {"5", "8", "10"}, {"2", "3"}
        assert numbers(made) - phases - rule - limits - trend_years == {"7"}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_other_answers_that_release_the_same_are_told_the_same(self, language):
        one = [response(*[2] * 8) for _ in range(7)]
        other = [response(*[2] * 8, trends=["better"] * 8) for _ in range(7)]
        assert told(of(released(one)), language) == told(of(released(other)), language)

    def test_a_keeper_who_knows_nearly_all_sees_no_spread_and_no_roles(self):
        made = told("keeper")
        assert made.section("spread") is None
        assert not [block for block in made.section("who").blocks if isinstance(block, Table)]


FORMING_LEVELS = (2, 2, 3, 2, 1, 3, 2, 2)


def test_a_text_in_another_language_says_which():
    texts = {**Q.texts, "en": {id_: words_ for id_, words_ in Q.texts["en"].items() if "forming" not in id_}}
    made = document(replace(Q, texts=texts), words("en"), RESULTS["12"])
    assert made.section("phase").heading == Words("Kujunev kogukond [et]", "et")
    foreign = [found for found in every(made) if found.language == "et"]
    assert all(found.text.endswith("[et]") for found in foreign)


def test_the_blocks_of_a_document_are_of_known_kinds():
    kinds = {type(block) for case in RESULTS for section in told(case).sections for block in section.blocks}
    assert {Paragraph, Bullets, Terms, Table, Figure, Part} <= kinds
    assert Quotes not in kinds, "what people wrote stands under its question"
