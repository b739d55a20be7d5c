"""The charts of a round: named, told in words, with a table, in the palette, and without inline style or script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest

from assessment.charts.figure import why_hidden, why_none
from assessment.charts.palette import BACK, DARK_INK, FORWARD, LIGHT_INK
from assessment.charts.round_path import agreed_path, round_path
from assessment.charts.round_profile import round_profile
from assessment.charts.slope import slope
from assessment.core import suppression
from assessment.core.beside import agreed_answer
from assessment.core.profile import profile_of_one
from assessment.core.suppression import NotKnown, Suppressed
from assessment.i18n.texts import languages, words
from tests.builders import response
from tests.charts.rounds import Q, releases, results

RELEASES = releases()
PALETTE = {phase.colour for phase in Q.phases + Q.states} | {DARK_INK, LIGHT_INK, FORWARD, BACK}


def charts(language: str) -> Iterator[tuple[str, str]]:
    say = words(language)
    for name, release in RELEASES.items():
        yield f"path {name}", round_path(Q, say, release)
        yield f"profile {name}", round_profile(Q, say, release)
    for name, result in results().items():
        yield f"slope {name}", slope(Q, say, result)


EVERY = [
    pytest.param(language, html, id=f"{name}-{language}") for language in languages() for name, html in charts(language)
]


def text_of(html: str) -> str:
    """What is read: the text between the tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def drawn(html: str) -> ElementTree.Element:
    """The chart as a tree; it is well-formed XML, so that nothing in it is left open or unescaped."""
    return ElementTree.fromstring(html)


def pictures(html: str) -> list[ElementTree.Element]:
    """The SVGs of a chart that are pictures to a screen reader."""
    return [svg for svg in drawn(html).iter("{http://www.w3.org/2000/svg}svg") if svg.get("aria-hidden") != "true"]


@pytest.mark.parametrize(("language", "html"), EVERY)
def test_a_chart_has_a_name_and_is_told_in_words(language: str, html: str) -> None:
    assert drawn(html).get("aria-label")
    assert len(text_of(html)) > 20
    for picture in pictures(html):
        assert picture.get("role") == "img"
        assert picture.get("aria-label")


@pytest.mark.parametrize(("language", "html"), EVERY)
def test_a_chart_stands_in_a_page_that_allows_no_inline_style_and_no_script(language: str, html: str) -> None:
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:|href=|url\(", html)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", html)


@pytest.mark.parametrize(("language", "html"), EVERY)
def test_a_chart_uses_only_the_palette(language: str, html: str) -> None:
    assert set(re.findall(r"#[0-9a-fA-F]{6}", html)) <= PALETTE


@pytest.mark.parametrize(("language", "html"), EVERY)
def test_a_chart_holds_no_line_break_that_would_end_it_in_markdown(language: str, html: str) -> None:
    assert "\n" not in html


def test_the_path_marks_the_released_phase_once_and_in_words() -> None:
    html = round_path(Q, words("et"), RELEASES["all"])
    assert html.count("kp-here") == html.count('aria-current="step"') == 1
    assert "1: Ärkav kogukond." in text_of(html)
    assert text_of(html).count("Siin, vastuste järgi") == 1


def test_the_path_flags_what_else_is_possible_and_says_that_few_answered() -> None:
    shown = text_of(round_path(Q, words("en"), replace(RELEASES["indicative"], range=(1, 3))))
    assert shown.count("Could also be here") == 2
    assert "phases 1 to 3" in shown
    assert "only indicative" in shown


def test_beside_the_path_the_flag_stands_there() -> None:
    html = round_path(Q, words("en"), RELEASES["fading"])
    path, side = html.split("</ol>")
    assert RELEASES["fading"].state == "fading"
    assert "kp-here" not in path
    assert "By the descriptions" in path
    assert "kp-here" in side


def agreed(*levels: int | str) -> str:
    return agreed_path(Q, words("et"), agreed_answer(Q, profile_of_one(Q, response(*levels)), 14))


def test_what_a_meeting_agreed_on_is_flagged_as_that() -> None:
    html = agreed(*[1] * 8)
    assert html.count('aria-current="step"') == 1
    assert text_of(html).count("Siin, kokku lepitud vastuse järgi") == 1
    assert "Kokku lepitud vastuse järgi on kogukond praegu siin: 1: Ärkav kogukond." in text_of(html)
    assert "aria-current" not in agreed(*["dk"] * 8)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("few", "chart.none.few"),
        ("nobody", "chart.none.few"),
        ("open", "chart.none.open"),
        ("not shared", "chart.none.not_shared"),
        ("unknown", "chart.round.unknown"),
    ],
)
def test_without_a_phase_nothing_is_marked_and_the_reason_is_said(name: str, told: str) -> None:
    html = round_path(Q, words("et"), RELEASES[name])
    assert not re.search("kp-here|kp-maybe|aria-current", html)
    assert words("et")(told) in text_of(html)


@pytest.mark.parametrize("name", ["few", "nobody", "open", "not shared"])
def test_a_profile_that_is_held_back_shows_no_domain(name: str) -> None:
    html = round_profile(Q, words("et"), RELEASES[name])
    assert pictures(html) == []
    assert "<table" not in html


def test_the_profile_gives_level_spread_and_agreement_of_each_domain_and_a_table() -> None:
    say, release = words("en"), RELEASES["all"]
    html = round_profile(Q, say, release)
    assert len(pictures(html)) == len(Q.domains)
    second = pictures(html)[1].get("aria-label") or ""
    assert "0: Area without an active community" in second
    assert "0: 7; 1: 0; 2: 0; 3: 7; 4: 0; Don't know: 0" in second
    assert "The answers fall into two groups." in text_of(html)
    rows = [[cell.text for cell in row] for row in drawn(html).findall(".//tbody/tr")]
    assert rows[1][3:] == ["7", "0", "0", "7", "0", "0"]


def test_below_ten_answers_no_number_is_drawn_and_below_eight_no_agreement_said() -> None:
    say = words("en")
    fuller, indicative = (round_profile(Q, say, RELEASES[name]) for name in ("fuller", "indicative"))
    for html in (fuller, indicative):
        assert not re.search(r"<rect|Don't know", html)
        assert say("chart.spread.none") in text_of(html)
    assert "By and large people agree." in text_of(fuller)
    assert "By and large people agree." not in text_of(indicative)


def test_where_one_person_keyed_nearly_all_answers_it_says_so_and_not_that_they_are_few() -> None:
    say = words("en")
    html = round_profile(Q, say, RELEASES["keyed"])
    assert "<rect" not in html
    assert text_of(html).count(say("chart.hidden.known")) == 1
    assert say("chart.spread.none") not in text_of(html)


def test_the_municipality_is_told_why_the_first_domain_shows_its_level_only() -> None:
    say = words("en")
    first = drawn(round_profile(Q, say, RELEASES["municipal"])).findall(".//li")[0]
    assert say("chart.hidden.not_detailed") in text_of(ElementTree.tostring(first, "unicode"))
    assert first.find(".//{http://www.w3.org/2000/svg}rect") is None


def test_a_level_that_is_not_known_is_said_and_has_no_disc() -> None:
    say = words("et")
    html = round_profile(Q, say, RELEASES["unknown"])
    unknown = [i for i, domain in enumerate(RELEASES["unknown"].domains) if isinstance(domain.level, NotKnown)]
    assert unknown == [4, 5, 6]
    for i in unknown:
        row = drawn(html).findall(".//li")[i]
        assert row.find(".//p[@class='kp-unknown']") is not None
        assert all(circle.get("r") != "14" for circle in row.iter("{http://www.w3.org/2000/svg}circle"))


def reasons() -> list[str]:
    names = ("FEW", "OPEN", "KNOWN", "NOT_DETAILED", "NOT_SHARED", "MODERATION", "MUNICIPALITY_ONLY")
    return [str(getattr(suppression, name)) for name in names]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("reason", reasons())
def test_every_reason_has_words(language: str, reason: str) -> None:
    for why in (why_none, why_hidden):
        assert why(words(language), Suppressed(reason)).endswith(".")


def test_a_text_of_another_language_says_so() -> None:
    lacking = {**Q.texts, "en": {k: v for k, v in Q.texts["en"].items() if not k.startswith("phases.awakening")}}
    html = round_path(replace(Q, texts=lacking), words("en"), RELEASES["all"])
    assert '<span class="kp-name"><span lang="et">Ärkav kogukond [et]</span></span>' in html
