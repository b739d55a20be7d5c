"""Change over rounds: in colour only where it is sure, broken where rounds cannot be compared, in words and a table."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest

from assessment.charts.change_words import refusal_words
from assessment.charts.palette import BACK, FORWARD, contrast
from assessment.charts.slope import MOST, slope
from assessment.core import standing, suppression
from assessment.core.change import Change
from assessment.core.standing import Refused
from assessment.i18n.texts import languages, words
from tests.charts.rounds import Q, results

RESULTS = results()
SVG = "{http://www.w3.org/2000/svg}"
BREAK = "l8 -12"
DASHES = 'stroke-dasharray="6 5"'


def pictures(name: str, language: str = "et") -> list[str]:
    """The SVGs of a chart: the phases, and the index where there is one to compare."""
    return re.findall(r"<svg.*?</svg>", slope(Q, words(language), RESULTS[name]))


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def rows(name: str) -> list[list[str]]:
    tree = ElementTree.fromstring(slope(Q, words("et"), RESULTS[name]))
    return [[cell.text or "" for cell in row] for row in tree.findall(".//tbody/tr")]


def test_before_the_second_round_there_is_no_picture() -> None:
    assert pictures("first") == []
    assert words("et")("chart.slope.first") in text_of(slope(Q, words("et"), RESULTS["first"]))


def test_a_sure_change_is_in_colour_and_in_bold() -> None:
    phases, index = pictures("moved")
    assert FORWARD in phases
    assert FORWARD in index
    assert not re.search(f"{BACK}|{DASHES}|{BREAK}", phases + index)
    html = slope(Q, words("et"), RESULTS["moved"])
    assert "<li>2024 → 2026. <strong>Kogukond on teel edasi liikunud.</strong></li>" in html
    assert "<strong>Indeks on muutunud: +" in html


def test_an_unsure_one_is_grey_and_dashed() -> None:
    phases, index = pictures("same")
    for picture in (phases, index):
        assert DASHES in picture
        assert not re.search(f"{FORWARD}|{BACK}|{BREAK}", picture)
    assert "<li>2024 → 2026. Selget muutust ei ole.</li>" in slope(Q, words("et"), RESULTS["same"])


def test_a_probable_one_is_grey_too_and_says_that_it_is_not_certain() -> None:
    result = RESULTS["moved"]
    found = result.earlier[0]
    assert isinstance(found.change, Change)
    unsure = replace(found.change, phase="probably_up")
    html = slope(Q, words("en"), replace(result, earlier=(replace(found, change=unsure, step=unsure),)))
    assert FORWARD not in re.findall(r"<svg.*?</svg>", html)[0]
    assert "but this is not certain" in html


def test_back_and_forward_by_time_with_the_state_beside_the_path() -> None:
    phases = pictures("back")[0]
    assert phases.index(BACK) < phases.index(FORWARD)
    drawn = ElementTree.fromstring(phases)
    lines = [text.text for text in drawn.iter(f"{SVG}text")]
    assert [line for line in lines if line in ("2022", "2024", "2026")] == ["2022", "2024", "2026"]
    assert lines.count("~") == 1
    assert "<li>~ 2024: 1: Ärkav kogukond; Vaibuv kogukond.</li>" in slope(Q, words("et"), RESULTS["back"])
    assert [row[0] for row in rows("back")] == ["2022", "2024", "2026"]
    assert rows("back")[1][2] == "1: Ärkav kogukond; Vaibuv kogukond"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("version", "küsimustikud on erinevad (v2 ja v1)"),
        ("mode", "vastati eri viisil: töötoas; veebis või paberil"),
        ("few", "ühes neist on vastuseid vähe"),
    ],
)
def test_what_cannot_be_compared_is_broken_and_says_why(name: str, told: str) -> None:
    phases = pictures(name)[0]
    assert phases.count(BREAK) == 2 * len(RESULTS[name].earlier)
    assert not re.search(f"{FORWARD}|{BACK}|{DASHES}", phases)
    assert told in text_of(slope(Q, words("et"), RESULTS[name]))


def test_a_phase_of_another_questionnaire_is_not_drawn_on_this_path() -> None:
    assert RESULTS["version"].earlier[0].release.phase == 1
    html = slope(Q, words("et"), RESULTS["version"])
    assert rows("version")[0][2:4] == ["Teine küsimustik", "–"]
    assert len(re.findall(r"<svg", html)) == 1, "there is no index to compare it with"


def test_a_round_that_is_held_back_shows_a_question_mark() -> None:
    drawn = ElementTree.fromstring(pictures("few")[0])
    assert [text.text for text in drawn.iter(f"{SVG}text")].count("?") == 1
    assert rows("few")[1][2] == words("et")("chart.none.few").rstrip(".")


def test_without_a_phase_the_index_is_compared_alone() -> None:
    phases, index = pictures("unknown")
    assert not re.search(f"{FORWARD}|{DASHES}", phases)
    assert FORWARD in index
    assert words("et")("chart.change.unknown") in text_of(slope(Q, words("et"), RESULTS["unknown"]))


def test_as_many_rounds_are_drawn_as_can_be_read_and_all_are_in_the_table() -> None:
    html = slope(Q, words("en"), RESULTS["many"])
    assert pictures("many")[0].count('r="13"') == MOST
    assert html.count("<li>") == 2 * (MOST - 1)
    assert len(rows("many")) == 7
    assert words("en")("chart.slope.older") in html


def test_the_name_of_a_round_is_escaped_and_never_wider_than_its_column() -> None:
    html = slope(Q, words("et"), RESULTS["many"])
    assert "&lt;ühine&gt;" in html
    assert "<ühine>" not in html
    lines = re.findall(r'font-size="13"[^>]*text-anchor="middle"[^>]*>([^<]*)<', pictures("many")[0])
    assert max(map(len, map(unescape, lines))) <= 7


@pytest.mark.parametrize("colour", [FORWARD, BACK])
@pytest.mark.parametrize("ground", ["#fdfdfb", "#ffffff", "#14171a", "#1f2428"])
def test_a_sure_change_is_seen_on_light_and_on_dark(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("language", languages())
def test_every_refusal_has_words(language: str) -> None:
    reasons = [
        Refused(standing.QUESTIONNAIRE, ("village_phases/v1", "town/v1")),
        *(Refused(standing.MODE, (mode, "mixed")) for mode in ("online_paper", "workshop", "mixed")),
        *(Refused(reason) for reason in (standing.APART, standing.INSUFFICIENT, standing.NOTHING_COMMON)),
        *(Refused(reason) for reason in (suppression.FEW, suppression.OPEN, suppression.NOT_SHARED)),
    ]
    for refused in reasons:
        assert refusal_words(words(language), refused).endswith(".")
    assert "town/v1" in refusal_words(words(language), reasons[0])
