"""The chart of views side by side: each with a shape of its own, distances drawn from two phases on, and in words."""

from __future__ import annotations

import re
from html import unescape

import pytest

from assessment.charts.areas.perspectives import perspectives_chart
from assessment.core.beside import agreed_answer
from assessment.core.municipality import Marker, for_municipality
from assessment.core.perspectives import perspectives
from assessment.core.profile import profile_of_one
from assessment.core.suppression import FEW, NotKnown, Suppressed
from assessment.i18n.texts import languages, words
from tests.builders import released, same
from tests.charts.rounds import Q

COMMUNITY = for_municipality(Q, released([same(2)] * 12, Q), "released")
MUNICIPAL = Marker(Q.name, "municipal", 6, (4, 3, NotKnown(), 2, 2, 2, 2, 0))
OUTSIDE = Marker(Q.name, "outside", 1, (0, 2, 2, 2, 2, 2, 2, 3))
AGREED = agreed_answer(Q, profile_of_one(Q, same(3, mode="group")), 14)
ALL = perspectives(Q, COMMUNITY, AGREED, MUNICIPAL, OUTSIDE)
NEAR = perspectives(Q, COMMUNITY, None, Suppressed(FEW), Marker(Q.name, "outside", 1, (2,) * 8))
ALONE = perspectives(Q, None, None, None, OUTSIDE)
THICK = 'stroke-width="4"'


def chart(found, language="et", title="Peri küla: vaated kõrvuti"):
    return perspectives_chart(Q, words(language), found, title)


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def pictures(found):
    return re.findall(r'<svg class="kp-area-(?:wide|narrow)".*?</svg>', chart(found).html)


@pytest.mark.parametrize("language", languages())
def test_title_words_and_table_tell_all_that_is_drawn(language):
    found = chart(ALL, language)
    say = words(language)
    assert found.title in found.html
    for whose in ("community", "agreed", "municipal", "outside"):
        assert say(f"area.view.{whose}") in text_of(found.html)
    head, *rows = found.rows
    assert (len(head), len(rows)) == (6, 8)
    assert [row[-1] for row in rows] == ["+2", "+1", "–", "0", "0", "0", "0", "−2"]
    assert rows[2][3] == say("chart.profile.unknown")


def test_where_two_views_part_by_two_phases_it_is_said_and_drawn():
    found = chart(ALL)
    assert found.told.startswith("2 teemas on vahe vähemalt 2 faasi: ")
    assert all(THICK in picture for picture in pictures(ALL))
    assert THICK not in "".join(pictures(NEAR))
    assert "üheski teemas ei ole vahe" in chart(NEAR).told


def test_each_view_has_a_shape_of_its_own_and_only_results_are_filled():
    picture = pictures(ALL)[0]
    marks = {kind: re.findall(rf"<{kind} [^>]*>", picture) for kind in ("rect", "polygon")}
    assert len(marks["rect"]) == 8
    assert len(marks["polygon"]) == 7 + 8
    assert sum("stroke-dasharray" in mark for mark in marks["polygon"]) == 8
    assert all('fill="none"' in mark for mark in marks["polygon"])
    assert all('fill="#' in mark for mark in marks["rect"])


def test_a_view_alone_is_compared_with_nothing():
    found = chart(ALONE)
    assert len(found.rows[0]) == 2
    assert THICK not in found.html
    assert "ühe poole vaade" in found.told


def test_a_name_is_nothing_but_words():
    found = chart(ALL, title='<b onclick="x">Peri</b>')
    assert "<b onclick" not in found.html + found.svg
    assert found.svg.startswith("<svg")
