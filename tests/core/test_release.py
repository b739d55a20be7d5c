"""What may be released: the table of section 9 row by row, and attacks on it."""

from dataclasses import fields, is_dataclass, replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.agreement import DomainAgreement
from assessment.core.beside import agreed_answer, in_the_room
from assessment.core.blocks import Block
from assessment.core.counts import counts_of
from assessment.core.errors import AssessmentError, ThresholdError
from assessment.core.municipality import (
    for_municipality,
    municipal_view,
    outside_view,
    view_for_municipality,
)
from assessment.core.phase import NextStep
from assessment.core.profile import profile_of_one
from assessment.core.release import release, release_to_keeper, release_while_open, with_texts
from assessment.core.released import ALL, FULLER, INDICATIVE, NOTHING, Chance, Distribution, Release, Trends
from assessment.core.remarks import Remark, WrittenRemark, shown_remarks
from assessment.core.suppression import (
    FEW,
    KNOWN,
    MODERATION,
    NOT_DETAILED,
    NOT_SHARED,
    OPEN,
    NotKnown,
    Suppressed,
    Thresholds,
    may_join,
    progress,
    tenths,
)
from tests.builders import questionnaire, released, released_to_keeper, response, same, scored

Q = questionnaire()
LIMITS = Thresholds()
HIDDEN = Suppressed(FEW)
WORSE = ["worse"] * 8
FULLER_FIELDS = ("chances", "unsure", "bounds", "index", "mixed_picture", "mode")
ALL_FIELDS = ("role_blocks", "mode_blocks")


def village(number, level=2, **more):
    """Responses at two neighbouring levels."""
    return [same(level + i % 3 // 2, **more) for i in range(number)]


def values(shown):
    """Every value in a release, however deep, except for what merely names a domain or a questionnaire."""
    if is_dataclass(shown):
        for field in fields(shown):
            if field.name not in ("id", "questionnaire", "reason"):
                yield from values(getattr(shown, field.name))
    elif isinstance(shown, dict):
        yield from values(tuple(shown.values()))
    elif isinstance(shown, tuple | list):
        for item in shown:
            yield from values(item)
    else:
        yield shown


class TestThresholds:
    @pytest.mark.parametrize(
        ("few", "expected"), [(5, (5, 8, 10)), (3, (3, 8, 10)), (8, (8, 8, 10)), (9, (9, 9, 10)), (12, (12, 12, 12))]
    )
    def test_the_others_never_fall_below_eight_and_ten_nor_below_few(self, few, expected):  # SC-910
        limits = Thresholds(few)
        assert (limits.few, limits.fuller, limits.all) == expected

    @pytest.mark.parametrize("few", [2, 1, 0, -5])
    def test_below_three_is_refused(self, few):  # SC-911
        with pytest.raises(ThresholdError, match=str(few)):
            Thresholds(few)
        assert issubclass(ThresholdError, AssessmentError)

    def test_domains_need_the_larger_of_the_two_numbers(self):  # SC-912
        assert [Thresholds(few).min_answers(Q.rule) for few in (3, 5, 7)] == [5, 5, 7]

    @pytest.mark.parametrize(("few", "n", "step"), [(5, 0, 0), (5, 1, 1), (5, 4, 1), (5, 9, 5), (5, 10, 10), (7, 9, 7)])
    def test_an_open_round_shows_steps_only(self, few, n, step):  # SC-913
        assert progress(n, Thresholds(few)).at_least == step

    def test_tenths_stay_between_one_and_nine(self):  # SC-914
        assert [tenths(p) for p in (0, 0.05, 0.149, 0.15, 0.35, 0.45, 0.94, 0.96, 1)] == [1, 1, 1, 2, 4, 5, 9, 9, 9]

    def test_a_workshop_joins_a_round_of_none_or_enough_others(self):  # SC-915
        assert [n for n in range(8) if may_join(n, LIMITS)] == [0, 5, 6, 7]


class TestFew:
    @pytest.mark.parametrize("number", [1, 4])
    def test_below_the_threshold_there_is_only_that(self, number):  # SC-920
        shown = released(village(number))
        assert shown.detail == NOTHING
        assert set(values(replace(shown, detail=HIDDEN))) == set()

    def test_not_even_the_number(self):  # SC-921
        assert released([same(0)]) == released(village(4, 3, trends=WORSE))

    def test_responses_of_which_none_counts_are_few_too(self):  # SC-922: "none counts" would be a number
        assert released([response("dk", *[None] * 7)] * 9) == released([same(1)])

    def test_no_answers_at_all_are_no_data(self):  # SC-923, section 10
        shown = released([])
        assert (shown.status, shown.counting, shown.phase) == ("no_data", 0, HIDDEN)

    def test_an_open_round_has_no_result(self):  # SC-924
        shown = release_while_open(Q)
        assert set(values(replace(shown, detail=HIDDEN))) == set()
        assert shown.phase == Suppressed(OPEN)


class TestIndicative:
    def test_what_five_to_seven_release(self):  # SC-930
        for number in (5, 7):
            responses = village(number, 1, trends=WORSE, past="yes")
            shown, profile = released(responses), scored(responses)
            assert shown.detail == INDICATIVE
            assert (shown.phase, shown.state, shown.fading_signs) == (1, "fading", True)
            assert (shown.label, shown.range, shown.kind) == (profile.label, profile.range, None)
            assert tuple(domain.level for domain in shown.domains) == profile.levels
            assert (shown.counting, shown.responses, shown.modes) == (number, number, ("online",))

    def test_and_what_they_do_not(self):  # SC-931
        shown = released(village(7, trends=WORSE))
        assert {getattr(shown, name) for name in (*FULLER_FIELDS, *ALL_FIELDS)} == {HIDDEN}
        for domain in shown.domains:
            hidden = (domain.agreement, domain.within_one, domain.worsening, domain.spread)
            assert {*hidden, domain.distribution, domain.trends} == {HIDDEN}
        assert not [value for value in values(shown) if isinstance(value, float)]

    def test_the_kind_of_phase_zero(self):  # SC-932
        assert released([same(0, past="yes")] * 5).kind == "dormant"

    def test_the_nearest_domains_are_in_the_questionnaires_order(self):  # SC-933
        rows = [response(2, 2, 2, 1, 1, 1, 1, top) for top in (1, 1, 1, 2, 2)]
        for number in (5, 9):
            assert scored((rows * 2)[:number]).next_step.nearest[0] == 7
            step = released((rows * 2)[:number]).next_step
            assert (step.nearest, step.order) == ((3, 4, 5, 6, 7), "questionnaire")
        assert released(rows * 2).next_step.order == "share"
        assert released(rows * 2).next_step.nearest[0] == 7

    def test_a_domain_that_is_not_rated_is_not_known(self):  # SC-934
        shown = released([response(2, 2, 2, 2, 2, 2, 2, "dk")] * 7)
        assert shown.domains[7].level == NotKnown()
        assert shown.phase == 2

    def test_without_enough_domains_there_is_no_phase(self):  # SC-935
        shown = released([response(2, 2, 2, 2, 2, None, None, None)] * 6)
        assert (shown.status, shown.phase, shown.state, shown.label) == ("insufficient", *[NotKnown()] * 3)
        assert shown.next_step is None

    @given(st.data())
    @settings(max_examples=60)
    def test_profiles_that_differ_in_hidden_parts_give_one_release(self, data):  # SC-936
        responses = village(data.draw(st.sampled_from([5, 6, 7])))
        profile, share = scored(responses), st.floats(0, 1)
        other = replace(
            profile,
            index=data.draw(st.floats(0, 4)),
            index_interval=(data.draw(share), data.draw(share)),
            probabilities=tuple(data.draw(share) for _ in range(5)),
            insufficient_share=data.draw(share),
            bounds=(data.draw(st.integers(0, 4)), 4),
            worsening=tuple(data.draw(st.booleans()) for _ in range(8)),
            mixed_picture=data.draw(st.booleans()),
            agreement=tuple(
                DomainAgreement(data.draw(share), data.draw(share), True, 0.1, "divided") for _ in range(8)
            ),
            next_step=replace(profile.next_step, nearest=tuple(data.draw(st.permutations(profile.next_step.nearest)))),
        )
        counts = counts_of(Q, responses)
        changed = replace(counts, levels=tuple(row[::-1] for row in counts.levels), dk=(1,) * 8, trends=((1,) * 4,) * 8)
        changed = replace(changed, roles=(("resident", 1), ("leader", counts.counting - 1), ("other", 0)))
        assert release(Q, profile, counts, LIMITS) == release(Q, other, changed, LIMITS)


class TestFuller:
    def test_what_eight_release_besides(self):  # SC-940
        responses = village(8, trends=WORSE)
        shown, profile = released(responses), scored(responses)
        assert shown.detail == FULLER
        assert shown.chances == tuple(Chance(k, tenths(p)) for k, p in enumerate(profile.probabilities) if p >= 0.05)
        assert shown.bounds == (2, 2)
        assert (shown.index.value, shown.mode, shown.mixed_picture, shown.unsure) == (2.2, "online_paper", False, 0)
        assert shown.index.low < 2.2 < shown.index.high
        for domain in shown.domains:
            assert (domain.agreement, domain.within_one, domain.worsening) == ("agree", 9, True)

    def test_and_what_they_do_not(self):  # SC-941
        shown = released(village(9, trends=WORSE))
        assert {getattr(shown, name) for name in ALL_FIELDS} == {HIDDEN}
        assert {figure for d in shown.domains for figure in (d.spread, d.distribution, d.trends)} == {HIDDEN}

    def test_the_index_has_one_decimal(self):  # SC-942: a finer mean of few answers is their sum
        shown = released([response(2, 2, 2, 2, 2, 2, 2, 1), *village(7)])
        assert all(value == round(value, 1) for value in (shown.index.value, shown.index.low, shown.index.high))

    def test_one_domains_own_figures_need_as_many_answers(self):  # SC-943
        shown = released([*village(7, trends=WORSE), *[response(2, 2, 2, 2, 2, 2, 2, None, trends=WORSE[:7])] * 2])
        assert [domain.agreement for domain in shown.domains] == ["agree"] * 7 + [HIDDEN]
        assert [domain.within_one for domain in shown.domains] == [9] * 7 + [HIDDEN]
        assert [domain.worsening for domain in shown.domains] == [True] * 7 + [HIDDEN]
        assert shown.domains[7].level == 2

    def test_a_hidden_label_does_not_show_through_the_mixed_picture(self):  # SC-944
        split = [response(1, 1, 1, 1, 1, 0, 0, 0)] * 3 + [response(1, 1, 1, 1, 1, 4, 4, 4)] * 4
        assert released([*split, response(1, 1, 1, 1, 1, 4, 4, 4)]).mixed_picture
        seven = [*split, response(1, 1, 1, 1, 1, 4, 4, None)]
        assert scored(seven).mixed_picture
        assert not released(seven).mixed_picture

    @pytest.mark.parametrize(
        ("modes", "mode"),
        [
            ({"online": 4, "paper": 5}, "online_paper"),
            ({"workshop": 9}, "workshop"),
            ({"online": 9, "workshop": 1}, "online_paper"),
            ({"online": 8, "workshop": 1}, "mixed"),
            ({"paper": 1, "workshop": 9}, "workshop"),
            ({"paper": 2, "workshop": 9}, "mixed"),
        ],
    )
    def test_the_mode_that_comparison_goes_by(self, modes, mode):  # SC-945
        responses = [same(2, mode=name) for name, number in modes.items() for _ in range(number)]
        assert released(responses).mode == mode
        assert released(responses).modes == tuple(m for m in ("online", "paper", "workshop") if m in modes)


class TestAll:
    def test_what_ten_release_besides(self):  # SC-950
        roles = [*village(8), *village(6, role="leader"), *village(3, role="other", mode="paper")]
        shown = released([*roles, response("dk", *[2] * 7, trends=WORSE)])
        assert shown.detail == ALL
        assert shown.domains[0].distribution == Distribution((0, 0, 12, 5, 0), 1)
        assert shown.domains[0].spread.ad == pytest.approx(5 / 17)
        assert shown.domains[0].trends == HIDDEN
        assert shown.role_blocks == (Block(("resident",), 9), Block(("leader", "other"), 9))
        assert [block.number for block in shown.mode_blocks] == [18]
        assert shown.texts == Suppressed(MODERATION)

    def test_trends_are_counted_from_ten_opinions(self):  # SC-951
        ten = village(10, trends=["better", "same", "worse"])
        assert released(ten).domains[1].trends == Trends(0, 10, 0, 0)
        assert released([*ten[:9], same(2, trends=["dk"] * 8)]).domains[1].trends == HIDDEN

    def test_one_domains_own_figures_need_as_many_answers(self):  # SC-952
        shown = released([*village(9), response(*[2] * 7, None)])
        assert shown.domains[7].distribution == shown.domains[7].spread == HIDDEN
        assert shown.domains[6].distribution == Distribution((0, 0, 7, 3, 0), 0)
        assert shown.domains[7].agreement == "agree"

    def test_an_order_by_share_needs_every_domain_in_it(self):  # SC-953
        assert released([*village(9), response(*[2] * 7, None)]).next_step.order == "questionnaire"

    @pytest.mark.parametrize(("silent", "shown"), [(0, 12), (1, HIDDEN), (4, HIDDEN), (5, 17)])
    def test_responses_beside_the_counting_ones(self, silent, shown):  # SC-954
        assert released([*village(12), *[response("dk", *[None] * 7)] * silent]).responses == shown

    def test_a_domain_most_do_not_know_shows_who_does(self):  # SC-955
        shown = released([*village(10), *[response(*[2] * 7, "dk")] * 11])
        assert (shown.domains[7].level, shown.domains[7].spread) == (NotKnown(), NotKnown())
        assert shown.domains[7].distribution == Distribution((0, 0, 7, 3, 0), 11)

    def test_another_threshold_moves_everything(self):  # SC-956
        assert released(village(11), few=12).detail == NOTHING
        assert released(village(12), few=12).detail == ALL
        assert released(village(3), few=3).detail == INDICATIVE

    @given(st.lists(st.sampled_from(["resident", "leader", "other"]), min_size=1, max_size=24))
    @settings(max_examples=40, deadline=None)
    def test_no_small_role_is_left_over(self, roles):  # SC-957
        shown = released([same(2, role=role) for role in roles])
        if isinstance(shown.role_blocks, Suppressed):
            assert len(roles) < 10
            return
        assert shown.counting == sum(block.number for block in shown.role_blocks)
        for chosen in product((0, 1), repeat=len(shown.role_blocks)):
            some = sum(block.number for block, use in zip(shown.role_blocks, chosen, strict=True) if use)
            assert all(left == 0 or left >= 5 for left in (some, shown.counting - some))

    def test_a_profile_of_other_responses_is_refused(self):  # SC-958
        with pytest.raises(ValueError, match="same responses"):
            release(Q, scored(village(10)), counts_of(Q, village(9)), LIMITS)
        sparse = [*village(4), *[response(*[2] * 7, None)] * 3]
        with pytest.raises(ValueError, match="too few"):
            release(Q, scored(sparse, min_answers=3), counts_of(Q, sparse), LIMITS)


class TestKeeper:
    @pytest.mark.parametrize(("known", "hidden"), [(0, False), (6, False), (7, True), (10, True), (11, False)])
    def test_needs_enough_responses_besides_their_own(self, known, hidden):  # SC-960
        everybody = village(11, trends=WORSE)
        shown = released_to_keeper(everybody, everybody[:known])
        exact = (shown.role_blocks, shown.mode_blocks, *(d.distribution for d in shown.domains))
        more = (*(d.spread for d in shown.domains), *(d.trends for d in shown.domains), shown.texts)
        assert all((figure == Suppressed(KNOWN)) is hidden for figure in (*exact, *more))
        assert shown.detail == (FULLER if hidden else ALL)
        assert shown.phase == 2

    def test_for_each_domain_too(self):  # SC-961
        own = [response(*[2] * 7, None)] * 5
        shown = released_to_keeper([*own, *village(9), same(2)], own)
        assert shown.domains[7].distribution == Distribution((0, 0, 7, 3, 0), 0)
        known = village(6)
        shown = released_to_keeper([*known, *village(4), *own], known)
        assert shown.domains[7].distribution == Suppressed(KNOWN)
        assert shown.domains[6].distribution != Suppressed(KNOWN)

    def test_blocks_are_the_same_or_none(self):  # SC-962
        everybody = [*village(9), *village(6, role="leader")]
        assert released_to_keeper(everybody, everybody[:3]).role_blocks == released(everybody).role_blocks
        assert released_to_keeper(everybody, everybody[-3:]).role_blocks == Suppressed(KNOWN)

    def test_small_rounds_stay_hidden(self):  # SC-963
        assert released_to_keeper(village(4), village(4)) == released(village(4))


class TestTexts:
    def remarks(self, number, **more):
        return [WrittenRemark("strength", f"{i}", **more) for i in range(number)]

    def test_from_ten_all_that_were_approved(self):  # SC-970
        written = [*self.remarks(2, approved=True), WrittenRemark("next", "rude")]
        assert set(shown_remarks(written, 10, LIMITS)) == {Remark("strength", "0"), Remark("strength", "1")}

    def test_from_five_those_allowed_though_few(self):  # SC-971
        written = [*self.remarks(2, approved=True), WrittenRemark("next", "yes", approved=True, though_few=True)]
        assert shown_remarks(written, 5, LIMITS) == (Remark("next", "yes"),)
        assert shown_remarks(written, 4, LIMITS) == HIDDEN
        assert shown_remarks(self.remarks(2, approved=True), 9, LIMITS) == HIDDEN
        assert shown_remarks([WrittenRemark("next", "rude", though_few=True)], 9, LIMITS) == HIDDEN

    def test_their_order_is_that_of_no_list(self):  # SC-972
        written = self.remarks(9, approved=True)
        shown = shown_remarks(written, 10, LIMITS)
        assert shown == shown_remarks(written[::-1], 10, LIMITS)
        assert [remark.words for remark in shown] not in (list("012345678"), list("876543210"))

    def test_they_join_the_release_after_moderation(self):  # SC-973
        written = self.remarks(3, approved=True, though_few=True)
        assert len(with_texts(released(village(10)), written, LIMITS).texts) == 3
        assert with_texts(released(village(4)), written, LIMITS) == released(village(4))
        keeper = released_to_keeper(village(11), village(8))
        assert with_texts(keeper, written, LIMITS) == keeper


class TestMunicipality:
    def village(self):
        return released([*village(12, trends=WORSE), same(0, trends=WORSE)])

    def test_nothing_or_everything(self):  # SC-980
        assert for_municipality(Q, self.village(), "nothing").phase == Suppressed(NOT_SHARED)
        assert for_municipality(Q, self.village(), "detail") == self.village()
        with pytest.raises(ValueError, match="not 'all'"):
            for_municipality(Q, self.village(), "all")

    def test_of_the_first_core_domain_the_level_only(self):  # SC-981
        first = for_municipality(Q, self.village(), "released").domains[0]
        assert first.level == 2
        assert {f for f in values((first,)) if f != 2} == set()
        shown = for_municipality(Q, self.village(), "released")
        assert shown.domains[1].distribution == self.village().domains[1].distribution
        assert (shown.phase, shown.chances, shown.role_blocks) == (
            2,
            self.village().chances,
            self.village().role_blocks,
        )

    def test_nothing_of_it_shows_through_the_rest(self):  # SC-982: trends through the signs, its mean through the index
        shown = for_municipality(Q, self.village(), "released")
        assert shown.index == Suppressed(NOT_DETAILED)
        assert {d.worsening for d in shown.domains} == {d.trends for d in shown.domains} == {Suppressed(NOT_DETAILED)}
        assert shown.next_step.order == "questionnaire"

    def test_villages_that_differ_in_it_alone_look_alike(self):  # SC-983
        split = [response(0 if i < 6 else 4, *[2] * 7) for i in range(13)]
        agreed = [response(4, *[2] * 7)] * 13
        keys = ("domains", "index", "mixed_picture", "next_step", "texts", "role_blocks")
        one, other = (for_municipality(Q, released(rows), "released") for rows in (split, agreed))
        assert {name: getattr(one, name) for name in keys} == {name: getattr(other, name) for name in keys}

    def test_the_mixed_picture_is_seen_without_it(self):  # SC-984
        rows = [response(x, x, x, 2, 2, 2, 2, 2) for x in [0, 4] * 5]
        assert released(rows).mixed_picture
        assert not for_municipality(Q, released(rows), "released").mixed_picture

    def test_texts_about_it_stay_in_the_village(self):  # SC-985
        written = [WrittenRemark(item, "x", approved=True) for item in ("leadership_reason", "trust_reason", "next")]
        shown = for_municipality(Q, with_texts(self.village(), written, LIMITS), "released")
        assert {remark.item for remark in shown.texts} == {"trust_reason", "next"}
        too_late = with_texts(for_municipality(Q, self.village(), "released"), written, LIMITS)
        assert too_late.texts == Suppressed(NOT_DETAILED)

    def test_a_small_round_keeps_its_reasons(self):  # SC-986
        few = for_municipality(Q, released(village(6)), "released")
        assert (few.index, few.domains[1].worsening, few.domains[1].agreement) == (HIDDEN, HIDDEN, HIDDEN)

    def test_the_municipal_view_shows_from_five(self):  # SC-987
        officials = village(6, 3, role="municipal")
        view = municipal_view(Q, scored(officials), counts_of(Q, officials), LIMITS)
        assert (view.source, view.number, view.levels) == ("municipal", 6, (3,) * 8)
        few = municipal_view(Q, scored(officials[:4]), counts_of(Q, officials[:4]), LIMITS)
        outside = outside_view(Q, profile_of_one(Q, same(1, mode="outside")))
        assert few == HIDDEN
        assert view_for_municipality(few, outside) == outside
        assert view_for_municipality(few, None) == HIDDEN
        assert view_for_municipality(view, outside) == view


class TestBeside:
    def test_an_agreed_answer_has_no_threshold(self):  # SC-990
        shown = agreed_answer(Q, profile_of_one(Q, same(3, mode="group")), 12)
        assert (shown.phase, shown.state, shown.present, shown.levels) == (3, "active", 12, (3,) * 8)
        unknown = agreed_answer(Q, profile_of_one(Q, response("dk", *[3] * 7, mode="group")), 12)
        assert (unknown.phase, unknown.levels[0]) == (NotKnown(), NotKnown())

    @pytest.mark.parametrize(
        ("votes", "dk", "level", "distribution"),
        [
            ((0, 1, 1, 0, 0), 9, HIDDEN, HIDDEN),
            ((0, 1, 2, 0, 0), 0, 2, HIDDEN),
            ((0, 2, 2, 0, 0), 0, 1, HIDDEN),
            ((0, 2, 3, 0, 0), 1, 2, Distribution((0, 2, 3, 0, 0), 1)),
            ((0, 1, 2, 0, 0), 4, NotKnown(), HIDDEN),
        ],
    )
    def test_the_room_of_a_workshop(self, votes, dk, level, distribution):  # SC-991
        shown = in_the_room(Q, votes, dk, LIMITS)
        assert (shown.level, shown.distribution) == (level, distribution)


RESPONSES = st.builds(
    lambda levels, trends, role: response(*levels, trends=trends, role=role),
    st.lists(st.sampled_from(["dk", None, 0, 1, 2, 3, 4]), min_size=8, max_size=8),
    st.lists(st.sampled_from(["", "better", "same", "worse", "dk"]), min_size=8, max_size=8),
    st.sampled_from(["resident", "leader", "other"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(RESPONSES, max_size=16))
def test_no_release_holds_more_than_its_row_allows(responses):  # SC-995
    shown = released(responses)
    n = counts_of(Q, responses).counting
    numbers = [value for value in values(shown) if isinstance(value, int | float) and not isinstance(value, bool)]
    assert isinstance(shown, Release)
    assert not any(value is None for name in (*FULLER_FIELDS, *ALL_FIELDS) for value in [getattr(shown, name)])
    if n < 5:
        assert not any(numbers)
    if n < 8:
        assert not any(isinstance(value, float) for value in numbers)
        assert {getattr(shown, name) for name in FULLER_FIELDS} == {HIDDEN}
    if n < 10:
        assert {getattr(shown, name) for name in ALL_FIELDS} == {HIDDEN}
        assert {d.distribution for d in shown.domains} == {HIDDEN}
    for d, domain in enumerate(shown.domains):
        answers = counts_of(Q, responses).answers(d)
        assert isinstance(domain.agreement, str) <= (answers >= 8)
        assert isinstance(domain.distribution, Distribution) <= (answers >= 10)
        assert isinstance(domain.level, int) <= (answers >= 5)


def test_a_step_is_released_whole():  # SC-996
    step = released(village(10)).next_step
    assert NextStep(step.target, step.domains_needed, step.nearest, step.core_blocking) == scored(village(10)).next_step


def test_the_builder_and_the_keeper_agree_where_nothing_is_known():  # SC-997
    responses = village(12)
    nothing = counts_of(Q, [])
    assert release_to_keeper(Q, scored(responses), counts_of(Q, responses), nothing, LIMITS) == released(responses)
