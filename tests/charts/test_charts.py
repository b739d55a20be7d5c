"""Charts say in words what they show, keep to the palette, and run nothing."""

import re

import pytest

from assessment.authoring.version import load
from assessment.charts.anchor_table import anchor_table
from assessment.charts.domain_profile import domain_profile, profile_table
from assessment.charts.palette import contrast, ink_on
from assessment.charts.phase_path import phase_path
from assessment.i18n.texts import languages, words
from assessment.settings import ROOT

Q = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
LEVELS = (0, 1, 2, 3, 4, None, 2, 2)


def charts(language):
    say = words(language)
    yield "path", phase_path(Q, say, 2, "forming")
    yield "fading path", phase_path(Q, say, 2, "fading")
    yield "profile", domain_profile(Q, say, LEVELS)
    yield "anchors", anchor_table(Q, say)
    yield "table", profile_table(Q, say, LEVELS, ["worse", None, "dk", "same", "better", None, None, None])


EVERY = [
    pytest.param(language, html, id=f"{name}-{language}") for language in languages() for name, html in charts(language)
]


def text_of(html):
    return re.sub(r"<[^>]+>", " ", html)


@pytest.mark.parametrize(("language", "html"), EVERY)
def test_a_chart_has_a_name_and_runs_nothing(language, html):
    assert "aria-label" in html or "<caption>" in html
    assert not re.search(r"<script|on\w+=|javascript:|https?://", html)


@pytest.mark.parametrize(("language", "html"), EVERY)
def test_a_chart_uses_only_the_palette(language, html):
    palette = {phase.colour for phase in Q.phases + Q.states} | {"#111111", "#ffffff"}
    assert set(re.findall(r"#[0-9a-f]{6}", html)) <= palette


@pytest.mark.parametrize(("language", "html"), EVERY)
def test_every_element_is_closed(language, html):
    waiting = []
    for closing, tag in re.findall(r"<(/?)(\w+)", html):
        if closing:
            assert waiting.pop() == tag
        else:
            waiting.append(tag)
    assert waiting == []


def test_the_path_marks_the_own_place_once_and_in_words():
    html = phase_path(Q, words("et"), 2, "forming")
    assert html.count("kp-here") == html.count('aria-current="step"') == html.count("kp-flag") == 1
    assert "Siin, sinu vastuste järgi" in html


def test_in_the_side_state_the_flag_stands_beside_the_path():
    html = phase_path(Q, words("en"), 2, "fading")
    path, side = html.split("</ol>")
    assert "By the descriptions" in path
    assert "kp-here" not in path, "one ring only: at the side state"
    assert "By your answers" in side


@pytest.mark.parametrize("language", languages())
def test_the_sign_of_the_side_state_cannot_be_taken_for_a_level(language):
    sign = words(language)("chart.path.side")
    assert len(sign) == 1
    assert sign not in "0123456789ЗОБ", "Cyrillic letters that look like 3, 0 and 6"


def test_without_a_place_nothing_is_marked():
    assert "kp-here" not in phase_path(Q, words("et"))


def test_the_profile_gives_each_levels_own_sentence_and_says_what_is_not_known():
    html = domain_profile(Q, words("en"), LEVELS)
    for d, level in enumerate(LEVELS):
        if level is not None:
            path = f"domains.{Q.domain_ids[d]}.levels.{Q.phase_ids[level]}"
            assert Q.text(path, "en").value.replace("'", "&#x27;") in html
    assert html.count('<p class="kp-unknown">Not known</p>') == 1
    assert 'aria-label="4: Sustaining community"' in html


def test_the_table_holds_what_the_picture_holds():
    html = profile_table(Q, words("en"), LEVELS, ["worse", *[None] * 7])
    assert html.count("<tr>") == 9
    assert "For the worse" in text_of(html)


@pytest.mark.parametrize("phase", Q.phases + Q.states, ids=lambda phase: phase.id)
def test_the_digit_on_a_phase_is_readable(phase):
    assert contrast(phase.colour, ink_on(phase.colour)) >= 4.5


def test_the_table_of_anchors_holds_every_description():
    html = anchor_table(Q, words("et"))
    assert html.count("<td") == len(Q.domains) * (len(Q.phases) + len(Q.states))
    assert Q.text("domains.trust.states.fading", "et").value in html
