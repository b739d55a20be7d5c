"""The path of phases as an SVG that stands in a page without inline style."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from assessment.authoring.questionnaires import load_released
from assessment.charts.path_svg import path_svg
from assessment.i18n.texts import languages, words
from assessment.settings import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def village():
    return load_released(ROOT / "questionnaires").questionnaires["village_phases"]


@pytest.mark.parametrize("language", languages())
def test_it_is_told_in_words_and_readable_without_colour(village, language):
    say = words(language)
    picture = ElementTree.fromstring(path_svg(village, say, 2, "forming"))
    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "path-title path-desc")
    told = picture.findtext(f"{SVG}desc") or ""
    for level, phase in enumerate(village.phases):
        assert f"{level}. {village.text(f'phases.{phase.id}.name', language).value}" in told
    assert told.count(say("chart.path.here")) == 1
    drawn = [text.text for text in picture.iter(f"{SVG}text")]
    assert say("chart.path.here") in drawn
    assert [sign for sign in drawn if sign in "01234"] == list("01234")


def test_beside_the_path_the_flag_stands_there(village):
    say = words("et")
    told = ElementTree.fromstring(path_svg(village, say, 1, "fading")).findtext(f"{SVG}desc") or ""
    assert "1. Ärkav kogukond (Kirjelduste järgi siin)" in told
    assert "Vaibuv kogukond (Siin, sinu vastuste järgi)" in told


@pytest.mark.parametrize("language", languages())
def test_no_line_is_longer_than_the_picture_is_wide(village, language):
    for here, phase in enumerate(village.phase_ids):
        lines = re.findall(
            r'font-size="17"[^>]* fill="currentColor">([^<]*)<', path_svg(village, words(language), here, phase)
        )
        assert max(map(len, lines)) <= 20


def test_it_holds_no_style_and_no_script(village):
    assert not re.search(r"style|script|href|url\(", path_svg(village, words("et"), 0, "none"))
