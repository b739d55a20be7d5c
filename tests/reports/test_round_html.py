"""The told result as HTML: every word there, nothing read as markup, the structure for those who do not see it."""

import re
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser

import pytest

from assessment.core.area import Area
from assessment.core.round_result import RoundResult
from assessment.i18n.texts import languages, words
from assessment.reports.round_document import document
from assessment.reports.round_html import as_html, section_html
from tests.reports.rounds import ATTACK, RESULTS, ROUND, Q, agreed, released, remarked, village

DRAWINGS = {kind: f'<svg role="img" aria-label="{kind}"></svg>' for kind in ("path", "profile", "change")}
EMPTY = {"br"}


class Outline(HTMLParser):
    """The elements as they open, with a check that each closes where it must."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.opened.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def all(self, tag):
        return [attributes for name, attributes in self.opened if name == tag]


def html(case="12", language="et", figures=DRAWINGS, q=Q):
    result = RESULTS[case] if isinstance(case, str) else case
    return as_html(document(q, words(language), result), figures)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("case", RESULTS)
def test_every_result_is_well_formed_and_has_neither_id_style_nor_script(case, language):
    outline = Outline(html(case, language))
    assert outline.stack == []
    sections = document(Q, words(language), RESULTS[case]).sections
    assert len(outline.all("section")) == len(outline.all("h2")) == len(sections)
    assert not {"script", "style", "h1"} & {tag for tag, _ in outline.opened}
    assert not [a for _, a in outline.opened if {"id", "style"} & set(a) or any(k.startswith("on") for k in a)]


@pytest.mark.parametrize("case", RESULTS)
def test_tables_have_a_caption_and_name_their_rows_and_columns(case):
    outline = Outline(html(case, figures={}))
    tables = len(outline.all("table"))
    assert tables == len(outline.all("caption")) >= 1
    assert {cell["scope"] for cell in outline.all("th")} == {"col", "row"}
    scrolled = [div for div in outline.all("div") if div.get("class") == "told-scroll"]
    assert [div["tabindex"] for div in scrolled] == ["0"] * tables
    assert all(div["aria-label"] for div in scrolled)


def test_a_drawing_stands_before_the_table_that_says_the_same():
    made = html()
    for kind in DRAWINGS:
        assert re.search(rf'{re.escape(DRAWINGS[kind])}<details><summary>Sama tabelina</summary><div class="told', made)


def test_a_drawing_that_brings_its_own_table_gets_no_second_one():
    own = "<div><table><caption>a</caption></table></div>"
    made = html(figures={"profile": own})
    assert f'<div class="told-figure">{own}</div>' in made
    assert "<details>" not in made


def test_without_a_drawing_the_table_stands_open():
    assert "<details>" not in html(figures={})


def test_nothing_that_somebody_wrote_is_read_as_markup():
    one = replace(ROUND, area=Area(ATTACK), period=ATTACK, may_answer=ATTACK)
    result = RoundResult(
        one, remarked(released(village(12)), ATTACK), agreed=agreed(*[2] * 8), dissent=f"{ATTACK}\nsecond line"
    )
    made = html(result)
    assert "<script" not in made
    assert made.count(escape("<script>")) == 3
    assert "<br>second line" in made
    assert "\u202e" not in unescape(made)
    written = [a for _, a in Outline(made).opened if a.get("dir") == "auto"]
    assert len(written) == 3


def test_a_text_of_a_questionnaire_is_not_read_as_markup_either():
    texts = {
        language: {id_: ATTACK if isinstance(text, str) else tuple(ATTACK for _ in text) for id_, text in all_.items()}
        for language, all_ in Q.texts.items()
    }
    assert "<script" not in html(q=replace(Q, texts=texts))


def test_only_foreign_texts_say_their_language():
    texts = {**Q.texts, "en": {id_: text for id_, text in Q.texts["en"].items() if "forming" not in id_}}
    made = html(language="en", q=replace(Q, texts=texts))
    assert '<h2 lang="et">Kujunev kogukond [et]</h2>' in made
    assert 'lang="en"' not in made
    assert "lang=" not in html(language="en")


def test_a_section_that_a_drawing_makes_needless_can_be_left_out():
    made = document(Q, words("et"), RESULTS["12"])
    assert as_html(made, {}, without=["spread"]) == as_html(made, {}).replace(section_html(made, "spread", {}), "")


def test_one_section_can_be_taken_by_itself():
    made = document(Q, words("et"), RESULTS["12"])
    assert section_html(made, "who", {}) in as_html(made, {})
    assert section_html(made, "mixed", {}) == ""
