"""Where everything is invented, every page and picture says so; elsewhere nothing does."""

import io
import re

import pytest
from PIL import Image

from assessment.core.suppression import Thresholds
from assessment.i18n.texts import marked_words, words
from assessment.journeys.self_assessment import result
from assessment.reports import typesetting
from assessment.reports.card import card
from assessment.reports.own_result import own_result_picture
from assessment.reports.paper_form import paper_form
from assessment.reports.poster import poster
from assessment.reports.slips import slips
from tests.reports.sheets import ADDRESS, CODE, LANGUAGES, Q, one_round, read

SHEETS = {
    "card": lambda say: card(say, one_round(), ADDRESS),
    "paper": lambda say: paper_form(Q, say, one_round(), Thresholds()),
    "poster": lambda say: poster(Q, say, one_round(), ADDRESS, CODE),
    "slips": lambda say: slips(Q, say, one_round(slips=25), ADDRESS, [f"{n:04}" for n in range(25)]),
}


@pytest.mark.parametrize("name", SHEETS)
def test_every_page_of_a_sheet_says_it(name):
    say = marked_words("et")
    found = read(SHEETS[name](say))
    assert [page.extract_text().count(say.mark) for page in found.pages] == [1] * len(found.pages)
    assert found.metadata.author == say("demo.title")


@pytest.mark.parametrize("name", SHEETS)
def test_a_real_sheet_does_not(name):
    say = words("et")
    found = read(SHEETS[name](say))
    assert say("demo.mark") not in "".join(page.extract_text() for page in found.pages)
    assert found.metadata.author == say("app.title")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mark_is_in_the_language_of_the_sheet(language):
    say = marked_words(language)
    assert say.mark == words(language)("demo.mark") in read(SHEETS["card"](say)).pages[0].extract_text()


def test_a_picture_to_share_says_it_too():
    found = result(Q, dict.fromkeys(Q.domain_ids, "2"))
    marked, real = (own_result_picture(Q, say("et"), found) for say in (marked_words, words))
    at_the_top = [Image.open(io.BytesIO(made)).convert("L").crop((900, 0, 1500, 60)) for made in (marked, real)]
    darkest = [picture.getextrema()[0] for picture in at_the_top]
    assert darkest[0] < 40 < darkest[1]


def test_whoever_sets_a_page_is_told_how_it_is_marked():
    """A template that is compiled elsewhere would leave the mark out."""
    sources = [path.read_text(encoding="utf-8") for path in typesetting.TEMPLATES.rglob("*.py")]
    assert sum(len(re.findall(r"typst\.compile\(", source)) for source in sources) == 1
