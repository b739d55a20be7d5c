"""The earlier rounds of an area: which they are, in which order, and with which of them a round is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assessment.core.area import Area
from assessment.core.change import MOVED_DOWN, MOVED_UP, NO_CLEAR_CHANGE, Change, IndexChange
from assessment.core.errors import QuestionnaireError
from assessment.core.history import KeptRound, comparable_versions, earlier_rounds
from assessment.core.municipality import for_municipality
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import Response, columns
from assessment.core.round import Round
from assessment.core.snapshot import Snapshot, from_text, to_text
from assessment.core.standing import Refused, index_basis
from assessment.core.suppression import NotKnown
from tests.builders import questionnaire, released, response, same, scored

Q = questionnaire()
V2 = replace(Q, version=2)
PERI = Area("Peri küla", "Põlva vald")


def kept(
    responses: Sequence[Response], year: int, q: Questionnaire = Q, series: str = "peri", closed: date | None = None
) -> KeptRound:
    """A round of a year, as it was kept when it closed."""
    of_round = Round(
        id=f"round-{year}",
        questionnaire=q.name,
        area=PERI,
        period=str(year),
        opened_on=date(year, 4, 1),
        closes_on=date(year, 4, 28),
        closed_on=closed or date(year, 4, 28),
        series=series,
        number=year,
    )
    shown = Snapshot(
        released(responses, q), "", scored(responses, q).probabilities, index_basis(q, columns(q, responses))
    )
    return KeptRound(of_round, from_text(to_text(shown)))


def many(level: int, number: int = 20, mode: str = "online") -> list[Response]:
    return [same(level, mode=mode) for _ in range(number)]


NOW = kept(many(3), 2026)


def changes(*others: KeptRound, shown: KeptRound = NOW, comparable: Sequence[frozenset[str]] = ()) -> list[object]:
    """What changed from each earlier round to the shown one: the verdict on the phase, or the reason against one."""
    found = [one.change for one in earlier_rounds(shown, others, comparable)]
    return [one.phase if isinstance(one, Change) else one for one in found]


def test_the_latest_stands_first_in_whatever_order_they_came() -> None:
    others = [kept(many(1), 2022), kept(many(2), 2024), kept(many(1), 2023)]
    found = earlier_rounds(NOW, others)
    assert [one.period for one in found] == ["2024", "2023", "2022"]
    assert [one.closed_on.year for one in found] == [2024, 2023, 2022]
    assert [one.release for one in found] == [others[i].snapshot.release for i in (1, 2, 0)]


def test_each_tells_the_change_to_now_and_to_the_next_one() -> None:
    found = earlier_rounds(NOW, [kept(many(3), 2022), kept(many(1), 2024)])
    verdicts = [
        (one.change.phase, one.step.phase)
        for one in found
        if isinstance(one.change, Change) and isinstance(one.step, Change)
    ]
    assert verdicts == [(MOVED_UP, MOVED_UP), (NO_CLEAR_CHANGE, MOVED_DOWN)]
    assert found[0].step == found[0].change


def test_there_is_none_before_the_first() -> None:
    assert earlier_rounds(NOW, []) == ()
    assert earlier_rounds(NOW, [NOW, kept(many(1), 2027)]) == ()


def test_a_round_that_is_open_is_neither_earlier_nor_has_earlier_ones() -> None:
    opened = KeptRound(replace(kept(many(1), 2024).round, closed_on=None), NOW.snapshot)
    assert earlier_rounds(NOW, [opened]) == ()
    assert earlier_rounds(opened, [NOW]) == ()


def test_of_two_that_closed_on_one_day_the_one_opened_first_is_earlier() -> None:
    spring = kept(many(1), 2025, closed=NOW.round.closed_on)
    assert [one.period for one in earlier_rounds(NOW, [spring])] == ["2025"]
    assert earlier_rounds(spring, [NOW]) == ()


def test_a_round_of_another_series_is_not_shown_whatever_its_area_is_called() -> None:
    assert earlier_rounds(NOW, [kept(many(1), 2024, series="opened by somebody else")]) == ()


def test_another_version_is_refused_unless_it_is_declared_comparable() -> None:
    before = kept(many(1), 2024, V2)
    names = (V2.name, Q.name)
    assert changes(before) == [Refused("questionnaire", names)]
    assert changes(before, comparable=[frozenset(names)]) == [MOVED_UP]


def test_another_mode_is_refused() -> None:
    assert changes(kept(many(1, mode="workshop"), 2024)) == [Refused("mode", ("workshop", "online_paper"))]
    assert changes(kept(many(1, mode="paper"), 2024)) == [MOVED_UP]


@pytest.mark.parametrize(("workshop", "expected"), [(2, MOVED_UP), (3, Refused("mode", ("mixed", "online_paper")))])
def test_a_round_of_both_modes_needs_nine_tenths_of_one(workshop: int, expected: object) -> None:
    assert changes(kept(many(1, 20 - workshop) + many(1, workshop, "workshop"), 2024)) == [expected]


@pytest.mark.parametrize(("number", "expected"), [(3, Refused("few")), (7, Refused("few")), (8, MOVED_UP)])
def test_fewer_than_eight_answers_are_refused(number: int, expected: object) -> None:
    assert changes(kept(many(1, number), 2024)) == [expected]


def test_without_a_phase_the_index_alone_is_compared() -> None:
    unsure = [response(1, 1, 1, 1, 1, "dk", "dk", "dk") for _ in range(20)]
    found = earlier_rounds(NOW, [kept(unsure, 2024)])[0].change
    assert isinstance(found, Change)
    assert found.phase == NotKnown()
    assert isinstance(found.index, IndexChange)
    assert (found.index.domains, found.index.changed) == ((0, 1, 2, 3, 4), True)


def test_one_that_cannot_be_compared_breaks_the_path_and_not_what_lies_beyond() -> None:
    found = earlier_rounds(NOW, [kept(many(1), 2022), kept(many(2, mode="workshop"), 2024)])
    assert isinstance(found[0].step, Refused)
    assert isinstance(found[1].step, Refused)
    assert isinstance(found[1].change, Change)


def test_what_a_viewer_may_not_see_is_not_compared_either() -> None:
    before = kept(many(1), 2024)
    hidden = replace(before.snapshot, release=for_municipality(Q, before.snapshot.release, "nothing"))
    assert changes(KeptRound(before.round, hidden)) == [Refused("not_shared")]


def versions(**declared: Sequence[str]) -> dict[str, Questionnaire]:
    return {
        name: replace(Q, version=int(name[1:]), comparable_with=tuple(f"{Q.id}/{one}" for one in others))
        for name, others in declared.items()
    }


@pytest.mark.parametrize(
    ("at_hand", "declared", "expected"),
    [
        (["v1", "v3"], {"v3": ["v2"], "v2": ["v1"], "v1": []}, [{"v1", "v2", "v3"}]),
        (["v1", "v3"], {"v3": ["v1"], "v2": ["v1"], "v1": []}, [{"v1", "v3"}]),
        (["v1", "v2"], {"v2": [], "v1": []}, []),
        (["v1", "v2", "v3", "v4"], {"v4": ["v3"], "v3": [], "v2": ["v1"], "v1": []}, [{"v3", "v4"}, {"v1", "v2"}]),
        (["v1", "v2", "v3"], {"v3": ["v1", "v2"], "v2": [], "v1": []}, [{"v1", "v2", "v3"}]),
        (["v1", "v3"], {"v3": ["v2"], "v1": []}, [{"v2", "v3"}]),
    ],
)
def test_declarations_make_a_chain(
    at_hand: list[str], declared: dict[str, list[str]], expected: list[set[str]]
) -> None:
    known = versions(**declared)

    def version(name: str) -> Questionnaire:
        if name.split("/")[1] not in known:
            raise QuestionnaireError(f"{name} is gone")
        return known[name.split("/")[1]]

    found = comparable_versions([f"{Q.id}/{one}" for one in at_hand], version)
    assert {frozenset(name.split("/")[1] for name in names) for names in found} == set(map(frozenset, expected))
