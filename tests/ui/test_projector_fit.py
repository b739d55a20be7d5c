"""Words of the real questionnaire fit on the wall in every language, and large enough to be read from afar."""

from __future__ import annotations

import pytest

from assessment.addresses import is_for_phones
from assessment.core.scene import ALLOWED, Idea
from assessment.i18n.texts import languages
from assessment.ui.components.workshop.wall_fit import LINE, SMALLEST, fitting, lines, size
from assessment.ui.components.workshop.wall_ideas import grouped
from assessment.ui.components.workshop.wall_scenes import HEIGHT, WIDTH
from tests.charts.rounds import Q

WAYS = [
    pytest.param(language, domain, id=f"{domain}-{language}") for language in languages() for domain in Q.domain_ids
]


def height(texts: list[str], width: float, letters: float, gap: float) -> float:
    return sum(lines(text, width, letters) * letters * LINE + gap for text in texts)


@pytest.mark.parametrize(("language", "domain"), WAYS)
def test_the_descriptions_of_a_domain_fit_and_fill_the_wall(language: str, domain: str) -> None:
    texts = [Q.text(f"domains.{domain}.levels.{phase}", language).value for phase in Q.phase_ids]
    letters = size(texts, WIDTH - 12, HEIGHT, gap=2.2)
    assert height(texts, WIDTH - 12, letters, 2.2) <= HEIGHT
    assert letters >= 3.5


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("story", [story.id for story in Q.stories])
def test_a_story_fits(language: str, story: str) -> None:
    text = Q.text(f"stories.{story}.text", language).value
    letters = size([text], WIDTH, HEIGHT - 24, largest=5.0)
    assert height([text], WIDTH, letters, 0) <= HEIGHT - 24
    assert letters > SMALLEST


def test_the_size_is_as_large_as_fits_and_no_larger() -> None:
    text = "a" * 100
    letters = size([text], 100, 20)
    assert height([text], 100, letters, 0) <= 20 < height([text], 100, letters + 0.1, 0)
    assert size(["a"], 100, 20) == 6.0
    assert size(["a" * 9999], 100, 20) == SMALLEST


def test_as_many_as_fit_are_counted() -> None:
    assert fitting(["a"] * 9, 100, 3 * SMALLEST * LINE, 0.0) == 3
    assert fitting(["a"] * 9, 100, 3 * SMALLEST * LINE, 0.0, columns=2) == 6
    assert fitting([], 100, 10, 0.0) == 0


def test_an_idea_under_one_that_is_not_shown_stands_by_itself() -> None:
    head, under, lost = Idea("1", "a", ALLOWED), Idea("2", "b", ALLOWED, "1"), Idea("3", "c", ALLOWED, "9")
    assert grouped([head, under, lost]) == [(head, [under]), (lost, [])]


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("http://192.168.1.5:8501", True),
        ("https://kogukond.example", True),
        ("http://[fd00::5]:8501", True),
        ("http://0.0.0.0:8501", False),
        ("http://app.localhost", False),
        ("nothing", False),
    ],
)
def test_an_address_of_this_machine_alone_is_known(address: str, is_open: bool) -> None:
    assert is_for_phones(address) is is_open
