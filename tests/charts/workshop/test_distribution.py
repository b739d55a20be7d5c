"""The picture of a ballot: in words and numbers, nothing that is held back, and it grows only when it is new."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from assessment.charts.palette import DARK_INK, EDGE, LIGHT_INK, contrast
from assessment.charts.workshop.distribution import Manner, distribution
from assessment.core.ballot import Cast, Counts, Movement, Shown, TableVote, shown
from assessment.core.workshop import DOMAIN, STORY, Step
from assessment.i18n.texts import languages, words
from tests.charts.rounds import Q

TRUST, RÕUDE = Step(DOMAIN, "trust"), Step(STORY, "roude")
PALETTE = {phase.colour for phase in Q.phases + Q.states} | {DARK_INK, LIGHT_INK, EDGE}
TABLES = (TableVote(3, 6, "2"), TableVote(4, 1, "dk"), TableVote(9, 12, "abstain"))


def cast(*levels: int, **more: object) -> Shown:
    return shown(Q, Cast(Counts(levels, 2, 1), **more))


PICTURES = {
    "whole": cast(1, 4, 9, 6, 1),
    "one": cast(0, 0, 5, 0, 0),
    "mixed": cast(3, 4, 4, 4, 3),
    "divided": cast(6, 0, 0, 0, 6),
    "few": cast(0, 1, 2, 0, 0),
    "too few": cast(0, 1, 0, 0, 0),
    "nobody": Shown(),
    "hands": cast(1, 4, 9, 6, 1, hands=Counts((0, 3, 4, 0, 0))),
    "only hands": shown(Q, Cast(Counts((0, 1, 0, 0, 0)), hands=Counts((0, 3, 4, 0, 0)))),
    "not known": shown(Q, Cast(Counts((0, 2, 2, 1, 0), dk=9))),
    "tables": cast(1, 4, 9, 6, 1, tables=TABLES),
    "only tables": shown(Q, Cast(Counts((0,) * 5), tables=TABLES)),
    "many tables": shown(Q, Cast(Counts((0,) * 5), tables=tuple(TableVote(n, 5, "2") for n in range(1, 41)))),
}
EVERY = [
    pytest.param(language, step, picture, id=f"{name}-{step.kind}-{language}")
    for language in languages()
    for step in (TRUST, RÕUDE)
    for name, picture in PICTURES.items()
]


def drawn(language: str, step: Step, picture: Shown) -> str:
    return distribution(Q, words(language), step, picture, Movement(4, 1, 12))


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def told(name: str, step: Step = TRUST, movement: Movement | None = None) -> str:
    return text_of(distribution(Q, words("et"), step, PICTURES[name], movement))


@pytest.mark.parametrize(("language", "step", "picture"), EVERY)
def test_it_is_named_well_formed_and_runs_nothing(language: str, step: Step, picture: Shown) -> None:
    html = drawn(language, step, picture)
    assert ElementTree.fromstring(html).get("aria-label")
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:|href=|url\(|\n", html)


@pytest.mark.parametrize(("language", "step", "picture"), EVERY)
def test_it_uses_only_the_palette(language: str, step: Step, picture: Shown) -> None:
    assert set(re.findall(r"#[0-9a-fA-F]{6}", drawn(language, step, picture))) <= PALETTE


def test_the_edge_of_a_shape_is_seen_in_both_themes() -> None:
    assert min(contrast(EDGE, ground) for ground in ("#ffffff", "#fdfdfb", "#14171a", "#000000")) >= 3


@pytest.mark.parametrize("name", ["whole", "hands", "one"])
def test_each_number_stands_as_text_beside_its_bar(name: str) -> None:
    html = distribution(Q, words("et"), TRUST, PICTURES[name])
    counts = PICTURES[name].counts
    assert counts is not None
    rows = re.findall(r"<li.*?</li>", html)
    assert [text_of(row.rpartition("<b")[2].partition(">")[2]) for row in rows] == [str(n) for n in counts.levels]
    assert ["<rect" in row for row in rows] == [number > 0 for number in counts.levels]


def test_the_result_and_the_agreement_are_words() -> None:
    assert "Tulemus – 2: Kujunev kogukond" in told("whole")
    assert "Üldiselt ollakse ühel meelel." in told("whole")
    assert "Arvamused veidi erinevad." in told("mixed")
    assert "Arvamused lähevad lahku" in told("divided")
    assert "Valikuid: 21 · Ei oska öelda: 2 · Jättis valimata: 1" in told("whole")


def test_the_level_is_marked_once() -> None:
    html = distribution(Q, words("et"), TRUST, PICTURES["whole"])
    assert html.count("kp-here") == 1


def test_of_three_or_four_votes_no_single_number_is_told() -> None:
    html = distribution(Q, words("et"), TRUST, PICTURES["few"])
    assert "kp-bar" not in html
    assert "kp-number" not in html
    assert "<table" not in html
    assert "Tulemus – 2" in text_of(html)
    assert "alates 5 valikust" in text_of(html)


@pytest.mark.parametrize("name", ["too few", "nobody"])
def test_of_fewer_nothing_is_told_but_that(name: str) -> None:
    assert told(name) == "Valikuid on liiga vähe, et tulemust näidata. Tulemus on näha alates 3 valikust."


def test_hands_are_named() -> None:
    assert "sh käsi: 7" in told("hands")
    assert "Näha on ainult saalis loetud käed: 7." in told("only hands")
    assert "käed" not in told("whole")


def test_where_most_do_not_know_there_is_no_result() -> None:
    assert "liiga vähesed oskasid vastata" in told("not known")
    assert "Tulemus" not in told("not known")


def test_tables_stand_side_by_side_with_their_words() -> None:
    shown_ = told("tables")
    assert "Laud 3 6 inimest 2 Kujunev kogukond" in shown_
    assert "Laud 4 1 inimene Ei oska öelda" in shown_
    assert "Laud 9 12 inimest Jättis valimata" in shown_
    assert "liiga vähe" not in told("only tables")


def test_how_the_picture_moved_is_told_in_numbers() -> None:
    assert "hilisem faas 4, varasem 1, sama 12" in told("whole", movement=Movement(4, 1, 12))
    assert "eelmise" not in told("whole")


def test_at_a_story_its_phases_are_flagged_and_nobody_is_right() -> None:
    shown_ = told("whole", RÕUDE)
    story = next(one for one in Q.stories if one.id == "roude")
    assert shown_.count("See faas") == len(story.phases)
    assert "Tulemus" not in shown_
    assert "meelel" not in shown_


def test_a_live_picture_stands_still_and_says_no_result() -> None:
    html = distribution(Q, words("et"), TRUST, PICTURES["whole"], manner=Manner(is_live=True, has_table=False))
    assert "kp-live" in html
    assert "Tulemus" not in text_of(html)
    assert "<table" not in html
