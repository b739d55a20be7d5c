"""My result as a page and as a picture: always one page, the right letters, and readable without eyes."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
import typst
from PIL import Image
from pypdf import PdfReader

from assessment.authoring.version import load
from assessment.i18n.texts import languages, words
from assessment.journeys.self_assessment import result
from assessment.reports import own_result, typesetting
from assessment.reports.own_result import own_result_pdf, own_result_picture
from assessment.settings import ROOT

Q = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
DAY = date(2026, 11, 24)
LANGUAGES = [language for language in languages() if language in Q.languages]
RUSSIAN = "Съешь ещё этих мягких французских булок, да выпей же чаю; объём – № 5"


def answers(levels, trend=None, **more):
    given = {domain: str(level) for domain, level in zip(Q.domain_ids, levels, strict=True) if level is not None}
    trends = {f"{domain}_trend": trend for domain in Q.domain_ids} if trend else {}
    return given | trends | more


CASES = {
    "no community": answers([0] * 8),
    "divided": answers([0] * 8, why_none="old_quarrels"),
    "dormant": answers([0] * 8, past="yes"),
    "awakening": answers([1] * 8),
    "forming, one not known": answers([2, 2, 3, 2, 1, 3, 2, "dk"]),
    "active": answers([3] * 8),
    "sustaining": answers([4] * 8),
    "fading": answers([2] * 8, "worse", past="yes"),
    "signs of fading": answers([3] * 8, "worse"),
    "every level": answers([0, 1, 2, 3, 4, 3, 2, 1]),
    "too few": answers([2, "dk", 2, 2, None, None, None, None]),
    "nothing known": answers(["dk"] * 8),
}


def pdf(case="forming, one not known", language="et", q=Q, place="Peri küla, Põlva vald"):
    return PdfReader(io.BytesIO(own_result_pdf(q, words(language), result(q, CASES[case]), DAY, place)))


def picture(case="forming, one not known", language="et", q=Q, place=""):
    return own_result_picture(q, words(language), result(q, CASES[case]), place)


def text_of(page):
    return " ".join(page.extract_text().split())


def letters(page):
    """The sizes of the letters, as they are seen."""
    found = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: text.strip() and found.append(abs(size * tm[3] * cm[3]))
    )
    return found


def in_every_language(change):
    """The questionnaire with every text changed."""
    texts = {
        language: {
            id_: change(text) if isinstance(text, str) else tuple(map(change, text)) for id_, text in all_.items()
        }
        for language, all_ in Q.texts.items()
    }
    return replace(Q, texts=texts)


def longest():
    """The questionnaire in which each kind of text is as long as its longest, in each language."""
    texts = {language: dict(all_) for language, all_ in Q.texts.items()}
    kinds = [r"domains\.\w+\.name", r"domains\.\w+\.levels\.\w+", r"domains\.\w+\.steps\.\w+"]
    kinds += [r"domains\.\w+\.strengths\.\w+"]
    kinds += [rf"(phases|states)\.\w+\.{leaf}" for leaf in ("name", "description", "helps", "questions")]
    kinds += [rf"kinds\.\w+\.{leaf}" for leaf in ("name", "description")]
    for all_ in texts.values():
        for kind in kinds:
            ids = [id_ for id_ in all_ if re.fullmatch(kind, id_)]
            assert ids
            most = max(
                (all_[id_] for id_ in ids), key=lambda text: len(text if isinstance(text, str) else "".join(text[:3]))
            )
            all_.update(dict.fromkeys(ids, most))
    return replace(Q, texts=texts)


def tree(node):
    """Every element of the structure tree, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from tree(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tree(node["/K"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_result_is_one_page_of_readable_letters(case, language):
    made = own_result_pdf(Q, words(language), result(Q, CASES[case]), DAY, "Peri küla, Põlva vald")
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 1
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert len(made) <= 300_000
    assert min(letters(reader.pages[0])) >= 7.5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_longest_texts_and_place_still_are_one_page(case, language):
    reader = pdf(case, language, longest(), "Võõrasmäe–Järveääre " * 12)
    assert len(reader.pages) == 1
    assert min(letters(reader.pages[0])) >= 7.4  # Russian, with the longest texts made up: 7.48 pt


def test_texts_that_no_letters_are_small_enough_for_are_drawn_smaller():
    reader = pdf("fading", q=in_every_language(lambda text: f"{text} " * 4))
    assert len(reader.pages) == 1
    assert Q.text("provisional", "et").value in text_of(reader.pages[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_the_result_says(language):
    say, page = words(language), text_of(pdf(language=language).pages[0])
    told = [
        say("result.title"),
        say("result.place", place="Peri küla, Põlva vald"),
        say("report.view"),
        say("result.not_grade"),
        say("report.date", date="24.11.2026"),
        say("report.here"),
        say("chart.profile.unknown"),
        *(Q.text(id_, language).value for id_ in ("phases.forming.name", "phases.forming.description", "provisional")),
        *(Q.text(f"domains.{domain}.name", language).value for domain in Q.domain_ids),
        *(Q.text(f"domains.{domain}.steps.active", language).value for domain in ("leadership", "participation")),
        *(Q.text(f"domains.{domain}.strengths.active", language).value for domain in ("trust", "resources")),
        *(question.value for question in Q.items("phases.forming.questions", language)[:3]),
    ]
    assert [text for text in told if text not in page] == []
    assert Q.items("phases.forming.questions", language)[3].value not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ["awakening", "fading"])
def test_a_strength_is_said_without_the_complaint_of_its_anchor(case, language):
    found = result(Q, CASES[case])
    rows = own_result._Sheet(Q, words(language), found).page(DAY, "")["strengths"]["rows"]
    level = {"awakening": "awakening", "fading": "forming"}[case]
    told = [Q.text(f"domains.{domain}.strengths.{level}", language).value for domain in ("trust", "direction")]
    assert [row["sentence"]["text"] for row in rows] == told
    page = text_of(pdf(case, language).pages[0])
    assert [text for text in told if text not in page] == [], "also where the letters are small"


def test_fading_is_named_and_the_phase_of_the_topics_beside_it():
    page = text_of(pdf("fading").pages[0])
    assert "faasiga Vaibuv kogukond Valitud kirjelduste järgi oleks faas „Kujunev kogukond“." in page
    assert "Kas hoog on raugemas?" in page
    assert "Mis praegu aitab" in page


def test_signs_of_fading_stay_beside_the_phase():
    page = text_of(pdf("signs of fading").pages[0])
    assert "Tegutsev kogukond, vaibumise märkidega" in page
    assert "Kas hoog on raugemas?" in page


def test_the_kind_of_the_first_phase_is_told():
    page = text_of(pdf("divided").pages[0])
    assert (
        f"olukorraga „{Q.text('kinds.divided.name', 'et').value}“. {Q.text('kinds.divided.description', 'et').value}"
        in page
    )
    assert Q.text("phases.none.description", "et").value not in page, "it covers all kinds and would contradict some"


def test_beside_the_path_what_relieves_comes_before_any_step():
    page = text_of(pdf("fading").pages[0])
    order = ["Kas hoog on raugemas?", "Kus kogukond oma teel on", "Mis praegu aitab", "Hiljem, kui jõudu on"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)


def test_an_official_s_view_is_called_that():
    own = result(Q, CASES["every level"] | {"role": "municipal"})
    page = text_of(PdfReader(io.BytesIO(own_result_pdf(Q, words("et"), own, DAY))).pages[0])
    assert "Ühe omavalitsuse töötaja või volikogu liikme vaade." in page


def test_at_the_top_what_helps_stands_for_the_steps():
    page = text_of(pdf("sustaining").pages[0])
    assert "Järgmised väikesed sammud" not in page
    assert Q.items("phases.sustaining.helps", "et")[0].value in page


@pytest.mark.parametrize("case", ["too few", "nothing known"])
def test_too_few_answers_give_no_phase(case):
    page = text_of(pdf(case).pages[0])
    assert "Faasi jaoks on vastuseid veel vähe" in page
    assert "Siin, nende vastuste järgi" not in page
    assert "Ei ole teada" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_finds_language_title_and_headings(language):
    reader = pdf(language=language)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == f"{words(language)('result.title')} – Kogukonnapeegel"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    levels = [
        int(element["/S"][2]) for element in tree(root["/StructTreeRoot"]) if re.fullmatch(r"/H\d", element["/S"])
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_drawing_has_words_and_the_topics_are_a_table():
    elements = list(tree(pdf("every level").trailer["/Root"]["/StructTreeRoot"]))
    drawings = [str(element.get("/Alt", "")) for element in elements if element["/S"] == "/Figure"]
    assert drawings[0].startswith("Faasid esimesest viimaseni: 0: Kogukonnata piirkond; 1: Ärkav kogukond;")
    assert drawings[0].endswith("Siin, nende vastuste järgi: Ärkav kogukond.")
    assert drawings[1:] == [
        f"{level}: {Q.text(f'phases.{Q.phase_ids[level]}.name', 'et').value}" for level in (0, 1, 2, 3, 4, 3, 2, 1)
    ]
    roles = [element["/S"] for element in elements]
    assert roles.count("/Table") == 1
    assert roles.count("/TH") == 3
    assert roles.count("/TR") == 9


def test_a_text_in_another_language_says_which():
    texts = {**Q.texts, "en": {id_: text for id_, text in Q.texts["en"].items() if "forming" not in id_}}
    reader = pdf(language="en", q=replace(Q, texts=texts))
    assert "Kujunev kogukond [et]" in text_of(reader.pages[0])
    assert "et" in [element.get("/Lang") for element in tree(reader.trailer["/Root"]["/StructTreeRoot"])]


LITERAL = r"""#panic("x") $x^2$ *b* _i_ `c` @ref <label> \ // /* = ~ -- ' " [a] {b} https://x.ee õäöüšž ŠŽ"""


def test_what_somebody_wrote_is_never_read_as_markup():
    assert words("et")("result.place", place=LITERAL) in text_of(pdf(place=LITERAL).pages[0])


def test_texts_of_a_questionnaire_are_never_read_as_markup():
    page = text_of(pdf(q=in_every_language(lambda _: LITERAL)).pages[0])
    assert page.count(LITERAL) > 10


def test_russian_letters_are_there():
    page = text_of(pdf(q=in_every_language(lambda _: RUSSIAN)).pages[0])
    assert page.count(RUSSIAN) > 10


def test_a_sign_that_no_font_has_does_not_stop_the_page():
    page = text_of(pdf(place="Peri 😀 küla\n漢\x07").pages[0])
    assert "Paik: Peri □ küla □" in page


def test_all_signs_that_are_said_to_be_in_the_fonts_are_there():
    signs = [chr(code) for code in range(0x20, 0x2600)]
    known = "".join(sign for sign in signs if not typesetting.NOT_IN_THE_FONTS.match(sign))
    assert len(known) > 700
    source = b'#set document(title: "x")\n#set text(font: "Libertinus Serif")\n#sys.inputs.given'
    typst.compile(source, format="pdf", sys_inputs={"given": known}, ignore_system_fonts=True, pdf_standards=["ua-1"])


def test_the_same_values_give_the_same_bytes():
    once, again = (own_result_pdf(Q, words("et"), result(Q, CASES["active"]), DAY) for _ in range(2))
    assert once == again
    assert picture("active") == picture("active")


def test_nothing_is_fetched():
    for template in (ROOT / "assessment" / "reports").glob("*.typ"):
        assert not re.search(r"@preview|@local|https?://", template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_the_picture_has_the_size_that_is_shared(case, language):
    image = Image.open(io.BytesIO(picture(case, language)))
    assert (image.format, image.size) == ("PNG", (2400, 1260))


def test_long_texts_stay_on_one_picture():
    assert Image.open(io.BytesIO(picture(q=in_every_language(lambda text: f"{text} " * 4)))).size == (2400, 1260)


def test_the_picture_names_the_place_only_if_it_is_given():
    sheet = own_result._Sheet(Q, words("et"), result(Q, CASES["active"]))
    assert sheet.picture("")["place"] == ""
    assert picture("active") != picture("active", place="Peri küla")
