"""What a municipality sees of its areas: only what is shared, through the gateway, and in no order by score."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.alphabet import letters
from assessment.core.attention import attention
from assessment.core.beside import agreed_answer
from assessment.core.change import MOVED_DOWN, MOVED_UP, NO_CLEAR_CHANGE
from assessment.core.overview import (
    AGREED,
    CLOSED,
    CLOSING,
    FADING,
    MOVED,
    NO_CONTACT,
    NOT_BEGUN,
    OLD,
    OPEN,
    OTHER_VERSION,
    REASONS,
    UNKNOWN,
    AreaStanding,
)
from assessment.core.profile import profile_of_one
from assessment.core.register import RegisteredArea
from assessment.core.released import ALL, FULLER, INDICATIVE, NOTHING
from assessment.core.response import Response
from assessment.core.shared_result import agreed_result, from_text, shared_results, to_text
from tests import municipalities
from tests.charts.rounds import Q, crowd
from tests.municipalities import MUNICIPALITY, TODAY, Invented, kept, picture, standings, version


def results(*rounds):
    """What is shared of the rounds of one series, oldest first."""
    return shared_results([kept("Peri", number, one) for number, one in enumerate(rounds, 1)], version)


def of(kind):
    return standings()[kind]


class TestSharedResults:
    def test_it_holds_what_the_gateway_lets_through(self):
        (found,) = results(Invented(crowd(14)))
        release = municipalities.kept("Peri", 1, Invented(crowd(14))).snapshot.release
        assert found.levels == tuple(domain.level for domain in release.domains)
        assert (found.phase, found.state, found.counting) == (release.phase, release.state, 14)
        assert (found.label, found.range, found.mode) == (release.label, release.range, "online_paper")
        assert (found.detail, found.status) == (ALL, "ok")

    def test_the_index_is_only_shared_in_detail(self):
        assert results(Invented(crowd(14)))[0].index is None
        assert results(Invented(crowd(14), share="detail"))[0].index is not None

    def test_few_answers_mark_a_level_and_too_few_leave_none(self):
        few, fuller, nothing = results(Invented(crowd(6)), Invented(crowd(9)), Invented(crowd(3)))
        assert few.detail == INDICATIVE
        assert few.few_answers == (True,) * 8
        assert fuller.detail == FULLER
        assert not any(fuller.few_answers)
        assert nothing.detail == NOTHING
        assert nothing.status == "few"
        assert nothing.counting is None
        assert nothing.levels == (None,) * 8
        assert not nothing.has_result

    def test_one_domain_with_few_answers_is_marked_by_itself(self):
        dk_on_trust = [
            replace(one, levels=(*one.levels[:2], 2 if i < 6 else -1, *one.levels[3:]))
            for i, one in enumerate(crowd(12, dk=0))
        ]
        (found,) = results(Invented(dk_on_trust))
        assert found.few_answers == (False, False, True, *(False,) * 5)

    def test_a_sure_change_is_told_and_an_unsure_one_is_not_called_so(self):
        low, high = crowd(20, (1,) * 8), crowd(25, (3,) * 8)
        up, down = (
            results(Invented(low, date(2024, 5, 1)), Invented(high))[1],
            results(Invented(high), Invented(low))[1],
        )
        same = results(Invented(low), Invented(low))[1]
        assert (up.verdict, up.moved, up.since) == (MOVED_UP, MOVED_UP, "2024")
        assert (down.verdict, down.moved) == (MOVED_DOWN, MOVED_DOWN)
        assert (same.verdict, same.moved) == (NO_CLEAR_CHANGE, None)

    def test_there_is_no_verdict_between_versions_nor_with_few(self):
        other = results(Invented(crowd(20), q=municipalities.OTHER), Invented(crowd(20)))[1]
        few = results(Invented(crowd(6)), Invented(crowd(20)))[1]
        assert other.verdict is None
        assert few.verdict is None

    def test_a_round_that_shares_nothing_leaves_no_trace_in_its_series(self):
        hidden = Invented(crowd(20, (1,) * 8), date(2024, 5, 1), share="nothing")
        alone, after = results(Invented(crowd(25, (3,) * 8))), results(hidden, Invented(crowd(25, (3,) * 8)))
        assert len(after) == 1
        assert asdict(after[0]) == asdict(alone[0]) | {"round_id": "Peri 2", "series": "Peri 2"}
        with_two = results(Invented(crowd(20, (1,) * 8), date(2023, 5, 1)), hidden, Invented(crowd(25, (3,) * 8)))
        assert [one.since for one in with_two] == ["", "2023"]

    def test_what_is_kept_as_a_text_comes_back_as_it_was(self):
        of_round = kept("Peri", 3, Invented()).round
        for kind, one in standings().items():
            for result in (one.latest, *one.earlier):
                if result is not None:
                    found = from_text(to_text(of_round, result))
                    assert found.result == result, kind
                    assert (found.id, found.closed_on) == (result.round_id, result.closed_on)
                    assert (found.area, found.number, found.closes_on) == (of_round.area, 3, of_round.closes_on)

    def test_a_text_of_another_form_is_refused(self):
        text = to_text(kept("Peri", 1, Invented()).round, results(Invented(crowd(14)))[0])
        with pytest.raises(ValueError, match="form"):
            from_text("0" + text[1:])

    def test_a_group_answer_of_a_round_that_shares_nothing_is_refused(self):
        of_round = kept("Peri", 1, Invented(share="nothing")).round
        answer = agreed_answer(Q, profile_of_one(Q, Response("group", "group", (2,) * 8, (-1,) * 8, {})), 14)
        with pytest.raises(ValueError, match="nothing"):
            agreed_result(answer, of_round, "s", TODAY)

    @given(
        st.integers(0, 12), st.sampled_from(["released", "detail"]), st.lists(st.integers(0, 4), min_size=8, max_size=8)
    )
    def test_nothing_is_in_it_that_the_rule_hides(self, number, share, levels):
        (found,) = results(Invented(crowd(number, tuple(levels)), share=share))
        if number < 5:
            assert found.counting in (None, 0)
            assert (found.phase, found.state, found.label, found.range, found.index) == (None,) * 5
            assert not any(level is not None for level in found.levels)
            assert not found.fading_signs
        if number < 8:
            assert found.index is None
            assert not found.mixed_picture
        if share == "released":
            assert found.index is None


class TestGathering:
    def test_an_area_that_shares_nothing_looks_like_one_without_a_round(self):
        nothing = of("nothing")
        for kind in ("shares nothing", "shares nothing, open"):
            assert asdict(of(kind)) | {"area": None} == asdict(nothing) | {"area": None}
        hidden = picture(lambda kind: "shares nothing" in kind)
        assert not hidden.attention
        assert hidden.counts == {UNKNOWN: 2}

    @pytest.mark.parametrize(
        ("kind", "counted_as", "is_agreed", "state"),
        [
            ("phase 0", "none", False, CLOSED),
            ("phase 4", "sustaining", False, CLOSED),
            ("fading", "fading", False, CLOSED),
            ("unknown", UNKNOWN, False, CLOSED),
            ("too few", UNKNOWN, False, CLOSED),
            ("nobody", UNKNOWN, False, CLOSED),
            ("other version", OTHER_VERSION, False, CLOSED),
            ("group only", "forming", True, CLOSED),
            ("group besides", "forming", False, CLOSED),
            ("few now", "awakening", False, CLOSED),
            ("open", UNKNOWN, False, OPEN),
            ("closing", "awakening", False, OPEN),
            ("nothing", UNKNOWN, False, NOT_BEGUN),
        ],
    )
    def test_each_area_is_counted_once_as_what_it_is(self, kind, counted_as, is_agreed, state):
        one = of(kind)
        assert (one.counted_as, one.is_agreed, one.state) == (counted_as, is_agreed, state)

    def test_every_area_is_counted(self):
        whole = picture()
        assert sum(whole.counts.values()) + sum(whole.agreed_counts.values()) == len(whole.areas)
        assert whole.agreed_counts == {"forming": 1}

    def test_an_unknown_area_is_never_phase_0(self):
        assert picture(lambda kind: kind in ("unknown", "too few", "nobody", "open", "nothing")).counts == {UNKNOWN: 5}

    def test_the_newest_round_with_a_result_stands_and_the_others_are_its_history(self):
        one = of("three rounds")
        assert [result.closed_on.year for result in (one.latest, *one.earlier)] == [2026, 2024, 2022]
        few = of("few now")
        assert few.latest.closed_on.year == 2025
        assert [result.status for result in few.earlier] == ["few"]

    def test_a_group_answer_keeps_its_own_mark_beside_a_result(self):
        one = of("group besides")
        assert (one.latest.phase, one.agreed.phase, one.agreed.detail, one.agreed.present) == (2, 3, AGREED, 14)
        assert one.counted is one.latest

    def test_a_version_that_is_declared_comparable_is_counted_with_the_one_in_use(self):
        of_other = picture(lambda kind: kind == "other version", comparable=({Q.name, municipalities.OTHER.name},))
        assert of_other.counts == {"forming": 1}

    def test_areas_stand_in_the_order_of_the_alphabet(self):
        names = [one.area.name for one in picture().areas]
        assert names.index("Moved down") < names.index("Nobody") < names.index("Old")
        assert names.index("No clear change") < names.index("Nobody")
        assert names == sorted(names, key=letters)

    def test_names_that_were_only_typed_make_areas_of_their_own(self):
        made = municipalities.picture_of(
            MUNICIPALITY, Q.name, TODAY, (), municipalities.shared_rounds("peri", [Invented(crowd(14))])
        )
        (one,) = made.areas
        assert one.area.id == "name:põlva vald|peri"
        assert one.area.kind == "village"
        assert one.latest is not None

    def test_a_typed_name_meets_the_register_however_it_was_written(self):
        peri = RegisteredArea("a-1", "  PERI ", "põlva VALD")
        made = municipalities.picture_of(
            MUNICIPALITY, Q.name, TODAY, [peri], municipalities.shared_rounds("peri", [Invented(crowd(14))])
        )
        assert [one.area.id for one in made.areas] == ["a-1"]
        assert made.area("a-1").latest is not None
        assert made.area("elsewhere") is None

    def test_rounds_under_merged_names_are_one_area(self):
        rounds = [
            *municipalities.shared_rounds("peri", [Invented(crowd(14), date(2025, 5, 1))]),
            *municipalities.shared_rounds("peri küla", [Invented(crowd(20))]),
        ]
        peri = RegisteredArea("a-1", "Peri", MUNICIPALITY)
        (one,) = municipalities.picture_of(
            MUNICIPALITY, Q.name, TODAY, [peri], rounds, {"põlva vald|peri küla": "a-1"}
        ).areas
        assert one.latest.counting == 20
        assert [result.counting for result in one.earlier] == [14]


class TestAttention:
    def reasons(self, kind, **more):
        return [one.reason for one in attention([of(kind)], TODAY, **more)]

    @pytest.mark.parametrize(
        ("kind", "reasons"),
        [
            ("fading", [FADING]),
            ("moved up", [MOVED]),
            ("moved down", [MOVED]),
            ("no clear change", []),
            ("closing", [CLOSING]),
            ("open", []),
            ("old", [OLD]),
            ("phase 0", []),
            ("other version", []),
            ("shares nothing", []),
            ("shares nothing, open", []),
        ],
    )
    def test_each_area_wants_it_for_its_own_reason(self, kind, reasons):
        assert self.reasons(kind) == reasons

    def test_a_round_closes_soon_from_seven_days_before_its_last_day(self):
        one = of("closing")
        days = {days: replace(one, closes_on=TODAY + timedelta(days)) for days in (-1, 0, 7, 8)}
        found = {days: [a.reason for a in attention([each], TODAY)] for days, each in days.items()}
        assert found == {-1: [], 0: [CLOSING], 7: [CLOSING], 8: []}

    def test_areas_without_a_contact_are_named_where_contacts_are_kept(self):
        assert self.reasons("phase 0", contacts={}) == [NO_CONTACT]
        assert self.reasons("phase 0", contacts={of("phase 0").area.id: TODAY}) == []
        assert self.reasons("phase 0", contacts=None) == []

    def test_it_is_in_the_order_of_reasons_and_names(self):
        found = picture(contacts={}).attention
        assert [REASONS.index(one.reason) for one in found] == sorted(REASONS.index(one.reason) for one in found)
        moved = [one.name for one in found if one.reason == MOVED]
        assert moved == ["Moved down", "Moved up", "Three rounds"]

    def test_an_old_result_says_since_when_and_a_change_since_which_round(self):
        found = {one.reason: one for one in picture(lambda kind: kind in ("old", "moved up")).attention}
        assert found[OLD].day == date(2023, 5, 28)
        assert (found[MOVED].verdict, found[MOVED].since) == (MOVED_UP, "2024")

    def test_an_area_without_anything_wants_nothing(self):
        assert attention([AreaStanding(RegisteredArea("a", "A", MUNICIPALITY))], TODAY) == ()


def test_everything_that_is_shared_of_an_area_stands_in_the_order_of_closing():
    three = next(one for one in picture().areas if one.area.name == "Three rounds")
    assert [one.closed_on.year for one in three.rounds] == [2022, 2024, 2026]
    assert three.results == three.rounds
    same_day = replace(three, earlier=tuple(replace(one, closed_on=three.latest.closed_on) for one in three.earlier))
    assert same_day.rounds[::-1] == (same_day.latest, *same_day.earlier), "the one that is named first is the newer"
    besides = next(one for one in picture().areas if one.area.name == "Group besides")
    assert besides.results == (*besides.rounds, besides.agreed)
    assert AreaStanding(RegisteredArea("a", "A", MUNICIPALITY)).results == ()
