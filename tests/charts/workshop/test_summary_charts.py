"""What stands at the end of a workshop: the profile that builds up the phase, and the places of an open room."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from assessment.charts.palette import DARK_INK, EDGE, LIGHT_INK
from assessment.charts.workshop.build_up import build_up
from assessment.charts.workshop.places import places
from assessment.core.scene import Places
from assessment.i18n.texts import languages, words
from tests.charts.rounds import Q

PALETTE = {phase.colour for phase in Q.phases + Q.states} | {DARK_INK, LIGHT_INK, EDGE}
LEVELS = {"trust": 2, "resources": 4, "leadership": 0}
EVERY = [
    pytest.param(html, id=f"{name}-{language}")
    for language in languages()
    for name, html in (
        ("build-up", build_up(Q, words(language), Q.domain_ids, LEVELS)),
        ("places", places(Q, words(language), Places((0, 3, 9, 2, 1), 4))),
        ("no places", places(Q, words(language), Places(None))),
    )
]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("html", EVERY)
def test_they_are_named_well_formed_and_run_nothing(html: str) -> None:
    assert ElementTree.fromstring(html).get("aria-label")
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:|href=|url\(|\n", html)
    assert set(re.findall(r"#[0-9a-fA-F]{6}", html)) <= PALETTE


def test_the_domains_stand_in_the_order_of_the_workshop_each_with_its_level_in_words() -> None:
    html = build_up(Q, words("et"), ("trust", "leadership"), LEVELS)
    assert re.findall(r'role="img" aria-label="([^"]*)"', html) == ["2: Kujunev kogukond", "0: Kogukonnata piirkond"]
    assert text_of(html).index("Suhted ja usaldus") < text_of(html).index("Eestvedamine")


def test_a_domain_without_a_level_says_so_and_is_not_at_phase_0() -> None:
    html = build_up(Q, words("et"), ("direction",), LEVELS)
    assert 'aria-label="Ei ole teada"' in html
    assert Q.phases[0].colour not in html
    assert "Kus täppi ei ole, jäi valikuid väheks." in text_of(html)
    assert "Kus täppi" not in text_of(build_up(Q, words("et"), ("trust",), LEVELS))


def test_places_are_numbers_by_phase_and_nothing_in_common() -> None:
    html = places(Q, words("et"), Places((0, 3, 9, 2, 1), 4), has_table=False)
    assert re.findall(r'kp-number">(\d+)<', html) == ["0", "3", "9", "2", "1"]
    assert "Ühist faasi siin ei ole." in text_of(html)
    assert "Faas jäi teadmata: 4" in text_of(html)
    assert "kp-here" not in html


def test_of_too_few_places_no_number_is_told() -> None:
    html = places(Q, words("et"), Places(None, 3))
    assert "kp-number" not in html
    assert text_of(html) == "Kodukohti on liiga vähe, et neid näidata. Pilt on näha alates 5 kodukohast."
