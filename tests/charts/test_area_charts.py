"""The charts of a municipality: named, told in words, with a table, in the palette, and showing only what is shared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.charts.areas.counts import phase_counts
from assessment.charts.areas.distribution import distribution
from assessment.charts.areas.drawing import folded, reach
from assessment.charts.areas.frame import AreaChart
from assessment.charts.areas.heat_map import heat_map
from assessment.charts.areas.interval_plot import interval_plot
from assessment.charts.areas.moves import moves
from assessment.charts.areas.municipality_map import Land, municipality_map, plain_map
from assessment.charts.areas.profiles import NAME, NAMES, profiles
from assessment.charts.palette import BACK, DARK_INK, FORWARD, LIGHT_INK
from assessment.core.compared import Compared
from assessment.core.overview import OTHER_VERSION, UNKNOWN
from assessment.core.ports import Say
from assessment.core.register import Source
from assessment.i18n.texts import languages, words
from tests.builders import response, same
from tests.charts.rounds import Q, crowd
from tests.charts.sides import renamed, side_by_side
from tests.municipalities import MUNICIPALITY, ON_PHASE, Invented, picture, places

SVG = "{http://www.w3.org/2000/svg}"
# The ink and the ground of pictures to keep are the theme's light ones.
PALETTE = {phase.colour for phase in Q.phases + Q.states} | {DARK_INK, LIGHT_INK, FORWARD, BACK, "#1b1f23", "#ffffff"}
NASTY = '<script>alert(1)</script> & "O\'Küla" \\N{x} %(a)s {b}'
BORDER = ((((26.8, 57.9), (27.3, 57.9), (27.3, 58.2), (26.8, 58.2), (26.8, 57.9)),),)


def draw_map(say: Say, found: Compared, border: bool = True) -> AreaChart:
    land = Land(BORDER if border else (), source=found.picture.source)
    areas = [side.standing for side in found.sides]
    return municipality_map(Q, say, found.picture.municipality, areas, land, lambda id_: f"area?id={id_}")


CHARTS: dict[str, Callable[[Say, Compared], AreaChart]] = {
    "counts": lambda say, found: phase_counts(Q, say, found.picture),
    "map": draw_map,
    "heat": lambda say, found: heat_map(Q, say, found),
    "interval": lambda say, found: interval_plot(Q, say, found),
    "profiles": lambda say, found: profiles(Q, say, replace(found, sides=found.sides[:6])),
    "moves": lambda say, found: moves(Q, say, found),
    "spread": lambda say, found: distribution(Q, say, found),
}


@cache
def drawn(kind: str, language: str) -> AreaChart:
    return CHARTS[kind](words(language), side_by_side())


EVERY = [pytest.param(kind, language, id=f"{kind}-{language}") for kind in CHARTS for language in languages()]


def tree(html: str) -> ElementTree.Element:
    """As a tree: nothing is left open or unescaped."""
    return ElementTree.fromstring(html)


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def pictures(chart: AreaChart) -> Iterator[ElementTree.Element]:
    return (svg for svg in tree(chart.html).iter(f"{SVG}svg") if svg.get("aria-hidden") != "true")


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_chart_has_a_title_a_description_a_table_and_a_picture_to_keep(kind: str, language: str) -> None:
    chart = drawn(kind, language)
    assert chart.kind == kind
    whole = tree(chart.html)
    assert whole.get("aria-label") == whole.findtext("h2") == chart.title
    assert len(chart.told) > 40
    assert whole.findall(".//table/caption")
    assert len(chart.rows) > 1
    assert {len(row) for row in chart.rows} == {len(chart.rows[0])}
    assert all(chart.rows[0])
    assert tree(chart.svg).findtext(f"{SVG}title") == chart.title
    for shown in pictures(chart):
        assert shown.get("role") == "img"
        assert len(str(shown.get("aria-label"))) > 20


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_a_chart_keeps_to_the_palette_and_runs_nothing(kind: str, language: str) -> None:
    chart = drawn(kind, language)
    for html in (chart.html, chart.svg):
        assert set(re.findall(r"#[0-9a-fA-F]{6}", html)) <= PALETTE
        assert not re.search(r"<script|\son\w+=|javascript:|url\(|https?://(?!www\.w3\.org/2000/svg)", html)
        assert "\n" not in html


@pytest.mark.parametrize("kind", CHARTS)
def test_a_name_is_never_read_as_markup(kind: str) -> None:
    chart = CHARTS[kind](words("et"), renamed(side_by_side(), NASTY))
    for html in (chart.html, chart.svg):
        tree(html)
        assert "<script" not in html
    assert any(NASTY in str(cell) for row in chart.rows for cell in row) or kind == "spread"


def drawn_of(kind: str, *rounds: Invented) -> AreaChart:
    """The chart of one area with these rounds, and of another one that is as it is."""
    place = {"here": list(rounds), "there": [Invented(crowd(14, ON_PHASE[2]))]}
    return CHARTS[kind](words("et"), side_by_side(of=place))


ANSWERS = st.lists(st.lists(st.integers(0, 4), min_size=8, max_size=8), max_size=14)


@pytest.mark.parametrize("kind", CHARTS)
@given(answers=ANSWERS, is_open=st.booleans())
@settings(max_examples=4, deadline=None)
def test_whatever_was_answered_where_nothing_is_shared_changes_no_sign(
    kind: str, answers: list[list[int]], is_open: bool
) -> None:
    hidden = Invented([response(*levels) for levels in answers], share="nothing")
    if is_open:
        hidden = replace(hidden, open_until=date(2026, 10, 5))
    assert drawn_of(kind, hidden) == drawn_of(kind)


@pytest.mark.parametrize("kind", CHARTS)
@given(answers=st.lists(st.lists(st.integers(0, 4), min_size=8, max_size=8), min_size=1, max_size=4))
@settings(max_examples=4, deadline=None)
def test_whatever_fewer_than_five_answered_changes_no_sign(kind: str, answers: list[list[int]]) -> None:
    few = Invented([response(*levels) for levels in answers])
    assert drawn_of(kind, few) == drawn_of(kind, Invented([same(0)]))


@pytest.mark.parametrize("kind", CHARTS)
def test_of_a_result_that_is_not_shared_in_detail_the_index_is_not_the_communitys_own(kind: str) -> None:
    """Its own index would give away the mean of the first domain; that of the comparison is over the others."""
    odd = [response(4, 1, 1, 1, 1, 1, 1, 1) for _ in range(14)]
    own, compared = "1,4", "1,0"
    chart = drawn_of(kind, Invented(odd))
    assert own not in text_of(chart.svg) + text_of(chart.html)
    assert (compared in text_of(chart.svg)) == (kind == "interval")


@pytest.mark.parametrize("kind", CHARTS)
def test_a_picture_of_what_is_invented_says_so_of_itself(kind: str) -> None:
    say = replace(words("et"), mark="NÄIDIS")
    first = next(tree(CHARTS[kind](say, side_by_side()).svg).iter(f"{SVG}text"))
    assert first.text == "NÄIDIS"
    assert "NÄIDIS" not in drawn(kind, "et").svg


@pytest.mark.parametrize("kind", CHARTS)
def test_without_areas_a_chart_still_says_what_it_would_show(kind: str) -> None:
    chart = CHARTS[kind](words("et"), side_by_side(lambda one: False))
    assert chart.title in text_of(chart.html)


class TestTheMap:
    def test_every_phase_is_marked_by_its_digit_and_not_by_colour_alone(self) -> None:
        marks = [text.text for text in tree(drawn("map", "et").svg).iter(f"{SVG}text")]
        assert {"0", "1", "2", "3", "4", "~"} <= set(marks)

    def test_the_legend_counts_the_areas_and_those_of_groups_apart(self) -> None:
        whole, told = picture(), text_of(drawn("map", "et").html)
        for level, id_ in enumerate(Q.phase_ids):
            assert f"{level}: {Q.text(f'phases.{id_}.name', 'et').value} – {whole.counts[id_]}" in told
        assert f"Veel teadmata – {whole.counts[UNKNOWN]}" in told
        assert f"Teine küsimustik – {whole.counts[OTHER_VERSION]}" in told
        assert f"koosolekul kokku lepitud vastus – {sum(whole.agreed_counts.values())}" in told

    def test_an_area_without_answers_is_hatched_and_never_phase_0(self) -> None:
        chart = draw_map(words("et"), side_by_side(lambda one: one == "nothing"))
        assert [text.text for text in tree(chart.svg).iter(f"{SVG}text") if text.text == "0"] == ["0"], "the legend's"
        assert chart.rows[1][1] == "Veel teadmata"

    def test_the_source_stands_below_a_map_that_comes_from_a_register(self) -> None:
        for html in (drawn("map", "et").html, drawn("map", "et").svg):
            assert "Maa- ja Ruumiamet, 01.09.2026" in text_of(html)
        found = side_by_side()
        plain = replace(found, picture=replace(found.picture, source=None))
        assert "Maa- ja Ruumiamet" not in draw_map(words("et"), plain).html

    def test_without_a_border_there_are_dots(self) -> None:
        chart = draw_map(words("et"), side_by_side(), border=False)
        assert len(re.findall("<circle", chart.svg)) > len(places())

    def test_a_name_keeps_its_room_in_a_wide_font(self) -> None:
        # The widths of DejaVu Sans, the widest usual font of a screen.
        for name, width in (("Kruusaaugu", 6.06), ("Lõokesemäe", 6.27), ("Mõmmi", 3.54), ("Illi", 1.13)):
            assert width * 0.98 <= reach(name, 1) <= width * 1.4

    def test_a_name_makes_way_for_the_arrow_of_fading_signs(self) -> None:
        areas = [side.standing for side in side_by_side().sides]
        known = [one for one in areas if one.latest is one.counted and one.counted_as in Q.phase_ids[1:]]
        left = replace(known[0], area=replace(known[0].area, point=(27.04, 58.04), name="Ülemineku"))

        def where(has_signs: bool) -> str:
            assert known[1].latest
            shown = replace(known[1].latest, fading_signs=has_signs)
            right = replace(known[1], latest=shown, area=replace(known[1].area, point=(27.1, 58.048)))
            drawn = municipality_map(Q, words("et"), MUNICIPALITY, [left, right], Land(BORDER)).svg
            return re.findall(r"<text ([^>]*)>Ülemineku<", drawn)[0]

        assert "text-anchor" not in where(has_signs=False), "to the right, below the other mark"
        assert where(has_signs=True) != where(has_signs=False)

    def test_without_places_it_says_why_and_shows_the_list(self) -> None:
        found = side_by_side()
        nowhere = [replace(side.standing, area=replace(side.standing.area, point=None)) for side in found.sides]
        chart = municipality_map(Q, words("et"), MUNICIPALITY, nowhere, Land(source=Source(picture().today)))
        assert chart.svg == ""
        assert "<details open>" in chart.html
        assert words("et")("compare.map.none") in text_of(chart.html)

    def test_whose_place_is_not_known_is_named_below(self) -> None:
        found = side_by_side()
        first, *others = (side.standing for side in found.sides)
        lost = replace(first, area=replace(first.area, point=None))
        chart = municipality_map(Q, words("en"), MUNICIPALITY, [lost, *others], Land())
        assert f"1 area is not on the map, because its location is not known: {first.area.name}." in text_of(chart.html)

    def test_a_mark_is_a_link_for_a_pointer_and_hidden_from_others(self) -> None:
        pins = re.findall(r'<a class="kp-pin"[^>]*>', drawn("map", "et").html)
        assert len(pins) == 2 * len(places())
        assert all('tabindex="-1" aria-hidden="true"' in pin and 'target="_self"' in pin for pin in pins)

    def test_polygons_are_coloured_too_and_unknown_ones_are_not(self) -> None:
        found = side_by_side()
        outlines = {side.standing.area.id: BORDER for side in found.sides}
        areas = [side.standing for side in found.sides]
        chart = municipality_map(Q, words("et"), MUNICIPALITY, areas, Land(BORDER, outlines))
        coloured = re.findall(r'fill="(#\w{6}|none)"[^>]* fill-rule="evenodd" stroke', chart.svg)
        assert len(coloured) == len(areas)
        assert coloured.count("none") == picture().counts[UNKNOWN] + picture().counts[OTHER_VERSION]


@pytest.mark.parametrize("language", languages())
def test_the_name_of_a_domain_stands_whole_before_its_first_mark(language: str) -> None:
    for id_ in Q.domain_ids:
        name = Q.text(f"domains.{id_}.name", language).value
        lines = folded(name, NAMES, NAME, 2)
        assert " ".join(lines) == name
        assert all(reach(line, NAME) <= NAMES for line in lines)


def test_what_is_too_long_for_its_lines_ends_in_dots() -> None:
    assert folded("Väga pikk nimi, mis ei mahu", 60, 10, 2)[-1].endswith("…")


class TestTheMapInADocument:
    def test_it_is_the_same_picture_without_words_around_it(self) -> None:
        shown = picture()
        made = plain_map(Q, words("et"), shown.municipality, shown.areas, Land(source=shown.source))
        root = ElementTree.fromstring(made.svg)
        assert root.tag == f"{SVG}svg"
        assert {one.area.name for one in shown.areas} >= {text.text for text in root.iter(f"{SVG}text")} - set("01234~")
        assert "currentColor" in made.svg
        assert root.get("color") == "#1b1f23"
        assert made.told.startswith("Põlva vald: piirkonnad kaardil. ")
        assert made.notes == (words("et")("compare.map.source", date="01.09.2026"),)

    def test_every_sign_stands_by_itself_with_its_meaning(self) -> None:
        shown = picture()
        made = plain_map(Q, words("et"), shown.municipality, shown.areas, Land())
        assert {meaning.rpartition(" – ")[0] for _, meaning in made.signs} >= {"Veel teadmata", "1: Ärkav kogukond"}
        assert all(ElementTree.fromstring(sign).tag == f"{SVG}svg" for sign, _ in made.signs)

    def test_without_any_place_it_says_why_there_is_none(self) -> None:
        made = plain_map(Q, words("et"), "Põlva vald", (), Land())
        assert (made.svg, made.signs, made.notes) == ("", (), (words("et")("compare.map.none"),))


class TestTheHeatMap:
    def test_a_digit_stands_in_each_cell_and_few_answers_are_bordered(self) -> None:
        place = {"full": [Invented([same(3)] * 12)], "few": [Invented([same(1)] * 6)]}
        rows = tree(heat_map(Q, words("et"), side_by_side(of=place)).html).findall(".//tbody/tr")
        cells = {row.findtext("th"): [(cell.text, cell.get("class")) for cell in row.findall("td")[1:]] for row in rows}
        assert cells == {"Full": [("3", "k3")] * 8, "Few": [("1", "k1 few")] * 8}

    def test_what_is_not_known_is_hatched(self) -> None:
        place = {"unknown": [Invented([response(2, "dk", *[2] * 6)] * 12)]}
        (row,) = tree(heat_map(Q, words("et"), side_by_side(of=place)).html).findall(".//tbody/tr")
        assert [cell.get("class") for cell in row.findall("td")[1:]] == ["k2", "no", *["k2"] * 6]

    def test_a_name_leads_to_the_page_of_its_area(self) -> None:
        place = {"one": [Invented([same(3)] * 12)]}
        chart = heat_map(Q, words("et"), side_by_side(of=place), lambda id_: f"area?id={id_}&lang=et")
        assert '<a href="area?id=area-0&amp;lang=et" target="_self">One</a>' in chart.html

    def test_what_has_no_levels_says_why(self) -> None:
        told = {row[0]: row[-1] for row in drawn("heat", "et").rows[1:]}
        assert told["Nothing"] == told["Open"] == told["Shares nothing"] == "Veel teadmata"
        assert told["Too few"] == "Vastuseid on vähe"
        assert told["Other version"] == "Teine küsimustik (v2)"

    def test_what_groups_agreed_on_stands_apart(self) -> None:
        chart = drawn("heat", "et")
        own, apart = tree(chart.html).findall(".//tbody")
        assert [row.findtext("th") for row in apart.findall("tr")[1:]] == ["Group besides", "Group only"]
        assert "Group only" not in [row.findtext("th") for row in own.findall("tr")]


class TestTheIntervalPlot:
    def test_every_area_is_there_with_its_bars_or_the_reason(self) -> None:
        found, rows = side_by_side(), {row[0]: row[1:] for row in drawn("interval", "et").rows[1:]}
        assert list(rows) == [side.standing.area.name for side in found.sides]
        for side in found.sides:
            area, row = side.standing.area, rows[side.standing.area.name]
            if area.id in found.bars:
                bar = found.bars[area.id].bar
                assert row == (bar.index, *bar.thick, *bar.thin, "")
            else:
                assert row[:-1] == ("",) * 5
                assert row[-1]
        assert rows["Too few"][-1] == rows["Indicative"][-1] == "Vastuseid on vähe"
        assert rows["Group only"][-1] == "Ainult koosoleku vastus"

    def test_areas_are_never_ordered_by_the_index(self) -> None:
        indices = [row[1] for row in drawn("interval", "et").rows[1:] if row[1] != ""]
        assert indices != sorted(indices)
        assert indices != sorted(indices, reverse=True)

    def test_the_domains_of_the_index_are_named(self) -> None:
        told = text_of(drawn("interval", "et").html)
        assert f"{len(side_by_side().domains)} teema keskmine" in told


class TestMoves:
    def test_only_a_sure_change_is_in_colour_and_named(self) -> None:
        svg = drawn("moves", "et").svg
        names = [text.text for text in tree(svg).iter(f"{SVG}text")]
        assert "Moved up" in names
        assert "Moved down" in names
        assert "No clear change" not in names
        assert "Few now" not in names
        still = CHARTS["moves"](words("et"), side_by_side(lambda one: one == "no clear change"))
        picture_alone = re.findall(r"<svg.*?</svg>", still.html)[-1]
        assert not re.search(f"{FORWARD}|{BACK}", picture_alone)

    def test_the_table_says_what_changed_or_why_that_cannot_be_said(self) -> None:
        told = {row[0]: row[-1] for row in drawn("moves", "et").rows[1:]}
        assert told["Moved up"] == "Kogukond on teel edasi liikunud."
        assert told["No clear change"] == "Selget muutust ei ole."

    def test_before_anybody_had_two_rounds_it_says_so(self) -> None:
        chart = CHARTS["moves"](words("en"), side_by_side(lambda one: one == "phase 2"))
        assert chart.svg == ""
        assert "None of these areas has had two closed rounds yet." in text_of(chart.html)


class TestTheDistribution:
    def test_the_numbers_are_those_of_areas_and_unknown_is_counted(self) -> None:
        found, rows = side_by_side(), drawn("spread", "et").rows
        for d, row in enumerate(rows[1:]):
            spread = found.spread(d, len(Q.phases))
            assert row[1:] == (*map(len, spread.levels), len(spread.unknown))

    def test_what_is_not_counted_is_said(self) -> None:
        told = text_of(drawn("spread", "en").html)
        assert "1 area answered another questionnaire and is left out here." in told
        assert "The answer agreed on at a meeting (1) is not counted here." in told


def test_at_least_two_areas_are_picked_for_profiles() -> None:
    chart = CHARTS["profiles"](words("en"), side_by_side(lambda one: one == "phase 2"))
    assert "Pick 2 to 6 areas to see side by side." in text_of(chart.html)
    assert chart.svg == ""


def test_profiles_hold_the_levels_of_each_area() -> None:
    rows = drawn("profiles", "en").rows
    first = side_by_side().sides[0].standing
    assert rows[0][1] == first.area.name
    levels = first.counted.levels if first.counted else (None,) * 8
    assert [row[1] for row in rows[1:]] == ["Not yet known" if k is None else k for k in levels]
