"""What a round's coordinator does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.core.area import Area
from assessment.core.errors import ClosedError, GoneError, UnknownItemError, UnusableError
from assessment.core.released import NOTHING
from assessment.core.snapshot import from_text
from assessment.core.suppression import KNOWN, MODERATION, OPEN, REMOVED, Suppressed, Thresholds
from assessment.journeys import coordination, opening, retention, round_result
from assessment.journeys import round as journey
from tests.builders import DOMAINS, questionnaire
from tests.fakes import CountingCodes, FixedClock, MemoryStore

Q, LIMITS, CODES = questionnaire(), Thresholds(), CountingCodes()
FULL = dict.fromkeys(DOMAINS, "3")


class Round:
    """A round of Peri küla on a store in memory."""

    def __init__(self) -> None:
        self.store, self.clock = MemoryStore(), FixedClock(date(2026, 11, 24))
        plan = opening.Plan(Area("Peri küla", "Põlva vald"))
        self.round = opening.open_round(self.store, self.clock, CODES, Q, plan).round

    def answers(self, number, **more):
        for _ in range(number):
            one = journey.begin(self.store, self.clock, CODES, CODES.identifier(), self.round)
            journey.answer(self.store, self.clock, Q, self.round, one.id, FULL | more)

    def key_in(self, sheet_id="", **given):
        return coordination.key_in(self.store, self.clock, CODES, Q, self.round, given, sheet_id)

    def agree(self, **given):
        return coordination.agree(self.store, self.clock, CODES, Q, self.round, given)

    def sheets(self):
        return coordination.sheets(self.store, self.clock, self.round)

    def close(self):
        return round_result.close(self.store, self.clock, Q, LIMITS, self.now())

    def shown(self):
        return round_result.shown(self.store, self.clock, lambda _: Q, LIMITS, self.now())

    def now(self):
        return self.store.round(self.round.id)

    def texts(self):
        return coordination.waiting_texts(self.store, CODES, Q, LIMITS, self.now())

    def approve(self, approved):
        coordination.approve(self.store, CODES, Q, LIMITS, self.now(), approved)


class Beside:
    """The store of a round, in the moment in which somebody else does something with it."""

    def __init__(self, peri):
        self.peri = peri

    def __getattr__(self, name):
        return getattr(self.peri.store, name)

    def extend(self):
        return coordination.extend(self.peri.store, self.peri.clock, self.peri.now(), date(2027, 1, 31))


class BetweenStopAndFreeze(Beside):
    """Somebody else asks for more time when the round is stopped, and before its result is kept."""

    def freeze(self, round_id, snapshot):
        self.extend()
        return self.peri.store.freeze(round_id, snapshot)


class ReopenedBeforeFreeze(Beside):
    """The round is closed with few by one coordinator; another was slower, and the first reopens it meanwhile."""

    def snapshot(self, _):
        return None

    def freeze(self, round_id, snapshot):
        self.extend()
        self.peri.answers(1)
        return self.peri.store.freeze(round_id, snapshot)


@pytest.fixture
def peri():
    return Round()


class TestTime:
    def test_an_open_round_is_extended(self, peri):
        later = coordination.extend(peri.store, peri.clock, peri.round, date(2027, 1, 31))
        assert later.closes_on == date(2027, 1, 31)

    def test_a_closed_round_of_few_opens_again(self, peri):
        peri.answers(4)
        peri.close()
        coordination.extend(peri.store, peri.clock, peri.now(), date(2027, 1, 31))
        peri.answers(1)
        assert peri.close().phase == 3

    def test_a_closed_round_whose_result_was_released_does_not(self, peri):
        peri.answers(5)
        peri.close()
        with pytest.raises(ClosedError):
            coordination.extend(peri.store, peri.clock, peri.now(), date(2027, 1, 31))
        assert peri.shown().release.phase == 3

    def test_a_round_that_is_being_closed_opens_again_only_when_it_is_known_what_is_released(self, peri):
        """Between its end and its release nobody may slip in: who closes is shown a result, and no second one."""
        peri.answers(5)
        store = BetweenStopAndFreeze(peri)
        with pytest.raises(ClosedError):
            round_result.close(store, peri.clock, Q, LIMITS, peri.now())
        assert peri.now().closed_on is not None
        assert peri.close().phase == 3

    def test_who_closes_while_another_reopens_is_shown_nothing(self, peri):
        peri.answers(4)
        peri.close()
        store = ReopenedBeforeFreeze(peri)
        assert round_result.close(store, peri.clock, Q, LIMITS, peri.now()).phase == Suppressed(OPEN)
        assert peri.store.snapshot(peri.round.id) is None
        assert peri.close().counting == 5

    @pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 11, 25)])
    def test_a_day_that_is_none_is_refused(self, peri, day):
        with pytest.raises(UnusableError):
            coordination.extend(peri.store, peri.clock, peri.round, day)


class TestPaper:
    def test_sheets_are_responses_by_paper_in_the_order_of_their_numbers(self, peri):
        for number in ("10", "9"):
            peri.key_in(sheet=number, **FULL)
        assert [sheet.number for sheet in peri.sheets()] == ["9", "10"]
        assert {one.mode for one in peri.store.responses(peri.round.id)} == {"paper"}

    def test_a_sheet_is_changed_in_its_place(self, peri):
        id_ = peri.key_in(sheet="1", **FULL)
        peri.key_in(id_, sheet="1", **FULL | {"trust": "", "role": "leader"})
        (sheet,) = peri.sheets()
        assert "trust" not in sheet.answers
        assert sheet.answers["role"] == "leader"

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"sheet": "1", "trust": "2"}, UnusableError),
            ({"sheet": "2"}, UnusableError),
            ({"sheet": "2", "trust": "9"}, UnknownItemError),
        ],
    )
    def test_a_number_twice_an_empty_sheet_and_a_wrong_digit_store_nothing(self, peri, given, error):
        peri.key_in(sheet="1", **FULL)
        with pytest.raises(error):
            peri.key_in(**given)
        assert len(peri.sheets()) == 1

    def test_keying_in_again_tells_what_differs(self, peri):
        peri.key_in(sheet="1", **FULL)
        (sheet,) = peri.sheets()
        again = FULL | {"trust": "2", "direction": "", "sheet": "77"}
        found = coordination.differences(Q, sheet, again)
        assert [(one.item, one.first, one.second) for one in found] == [("trust", "3", "2"), ("direction", "3", "")]

    def test_after_closing_nobody_sees_or_changes_a_sheet(self, peri):
        id_ = peri.key_in(sheet="1", **FULL)
        peri.close()
        assert peri.sheets() == ()
        for refused in (
            lambda: peri.key_in(sheet="2", **FULL),
            lambda: peri.key_in(id_, sheet="1", **FULL),
            lambda: coordination.remove_sheet(peri.store, peri.clock, peri.round, id_),
        ):
            with pytest.raises(ClosedError):
                refused()

    def test_only_sheets_are_removed_this_way(self, peri):
        peri.answers(1)
        (online,) = peri.store.responses(peri.round.id)
        with pytest.raises(GoneError):
            coordination.remove_sheet(peri.store, peri.clock, peri.round, online.id)
        with pytest.raises(GoneError):
            peri.key_in(online.id, **FULL)

    def test_nobody_is_shown_what_the_one_who_keyed_could_subtract_from(self, peri):
        for number in range(8):
            peri.key_in(sheet=str(number + 1), **FULL)
        peri.answers(2)
        shown = peri.close()
        assert shown.counting == 10
        assert {domain.distribution for domain in shown.domains} == {Suppressed(KNOWN)}


class TestGroup:
    def test_what_a_meeting_agreed_on_is_no_part_of_the_result(self, peri):
        peri.answers(5)
        peri.agree(**dict.fromkeys(DOMAINS, "1"), present="14", dissent="Kaks arvasid teisiti.")
        assert peri.shown().agreed is None
        peri.close()
        found = peri.shown()
        assert (found.release.phase, found.release.counting) == (3, 5)
        assert (found.agreed.phase, found.agreed.present, found.dissent) == (1, 14, "Kaks arvasid teisiti.")

    def test_it_can_be_given_after_a_closing_with_few_and_is_replaced_by_a_later_one(self, peri):
        peri.answers(2)
        peri.close()
        peri.agree(**dict.fromkeys(DOMAINS, "1"), present="14", dissent="Ei.")
        peri.agree(**dict.fromkeys(DOMAINS, "2"), present="15")
        found = peri.shown()
        assert found.release.detail == NOTHING
        assert (found.agreed.phase, found.agreed.present, found.dissent) == (2, 15, "")
        coordination.remove_agreed(peri.store, peri.round)
        assert peri.shown().agreed is None

    @pytest.mark.parametrize("present", ["", "1", "many", "2001", "²", "-5"])
    def test_it_says_how_many_were_there(self, peri, present):
        with pytest.raises(UnusableError):
            peri.agree(trust="2", present=present)
        assert coordination.agreed(peri.store, peri.round) is None


class TestTexts:
    def test_from_ten_answers_on_all_wait_and_the_approved_are_shown(self, peri):
        peri.answers(9)
        peri.answers(1, strength="Meil on hea kiik", trust_reason="Küsi Marilt")
        assert peri.texts() == ()
        peri.close()
        found = peri.texts()
        assert {(text.item, text.flags) for text in found} == {("strength", ()), ("trust_reason", ("person",))}
        assert peri.shown().release.texts == Suppressed(MODERATION)
        peri.approve({text.id: text.item == "strength" for text in found} | {"made up": True})
        assert [remark.words for remark in peri.shown().release.texts] == ["Meil on hea kiik"]
        peri.approve({text.id: False for text in found})
        assert peri.shown().release.texts == Suppressed(MODERATION)

    def test_below_ten_only_those_whose_writer_allowed_it_are_read_by_anybody(self, peri):
        peri.answers(4)
        peri.answers(1, strength="Kiik", though_few="yes")
        peri.answers(1, strength="Saun", though_few="no")
        peri.close()
        assert [text.words for text in peri.texts()] == ["Kiik"]

    def test_with_few_answers_nobody_reads_anything(self, peri):
        peri.answers(4, strength="Kiik", though_few="yes")
        peri.close()
        assert peri.texts() == ()

    def test_what_a_municipal_employee_or_who_answered_little_wrote_is_not_shown(self, peri):
        peri.answers(10)
        peri.answers(1, strength="Vald", role="municipal")
        one = journey.begin(peri.store, peri.clock, CODES, "little", peri.round)
        journey.answer(peri.store, peri.clock, Q, peri.round, one.id, {"trust": "1", "strength": "Vähe"})
        peri.close()
        assert peri.texts() == ()


class TestRetention:
    def test_a_year_after_closing_only_counts_and_the_released_result_are_left(self, peri):
        peri.answers(10, strength="Kiik")
        peri.close()
        peri.approve({text.id: True for text in peri.texts()})
        peri.agree(**dict.fromkeys(DOMAINS, "2"), present="15", dissent="Ei.")
        before = peri.shown().release
        peri.clock.day = date(2027, 11, 23)
        assert retention.due(peri.store, peri.clock, 12) == ()
        peri.clock.day += timedelta(days=1)
        (of_round,) = retention.due(peri.store, peri.clock, 12)
        retention.anonymise(peri.store, peri.clock, Q, of_round)
        assert retention.due(peri.store, peri.clock, 12) == ()
        assert [one.mode for one in peri.store.responses(peri.round.id)] == ["group"]
        assert "Kiik" not in peri.store.counts[peri.round.id]
        after = peri.shown()
        assert after.release == replace(before, texts=Suppressed(REMOVED))
        assert (after.agreed.phase, after.dissent) == (2, "")

    @pytest.mark.parametrize("number", [1, 4, 7])
    def test_no_single_response_can_be_read_from_what_is_left_of_few(self, peri, number):
        """Of one response the counts are the response; of a few they and their means nearly are."""
        peri.answers(number)
        peri.close()
        retention.anonymise(peri.store, peri.clock, Q, peri.now())
        assert peri.store.counts[peri.round.id] == "{}"
        kept = from_text(peri.store.snapshot(peri.round.id))
        assert (kept.chances, set(kept.index.means)) == (None, {None})
        assert {value for row in kept.index.covariance for value in row} == {0.0}

    def test_of_enough_the_counts_are_left(self, peri):
        peri.answers(10)
        peri.close()
        retention.anonymise(peri.store, peri.clock, Q, peri.now())
        assert '"counting": 10' in peri.store.counts[peri.round.id]

    def test_an_anonymised_round_of_few_does_not_open_again(self, peri):
        peri.answers(2)
        peri.close()
        retention.anonymise(peri.store, peri.clock, Q, peri.now())
        with pytest.raises(ClosedError):
            coordination.extend(peri.store, peri.clock, peri.now(), date(2027, 1, 31))


class TestLaterRounds:
    def test_the_next_round_asks_the_same_area_in_the_same_way_and_shows_what_changed(self, peri):
        peri.answers(10)
        peri.close()
        peri.clock.day = date(2027, 11, 24)
        plan = opening.next_plan(peri.now(), "2027")
        later = opening.open_round(peri.store, peri.clock, CODES, Q, plan).round
        assert (later.area, later.ways, later.series) == (peri.round.area, peri.round.ways, peri.round.id)
        peri.round = later
        assert peri.shown().earlier == ()
        peri.answers(10)
        peri.close()
        (before,) = peri.shown().earlier
        assert (before.period, before.release.phase, before.change.phase) == ("2026", 3, "no_clear_change")

    def test_rounds_opened_and_closed_on_one_day_stand_in_the_order_of_opening(self, peri):
        for period in ("first", "second", "third"):
            plan = opening.next_plan(peri.now(), period)
            peri.round = opening.open_round(peri.store, peri.clock, CODES, Q, plan).round
            peri.close()
        assert [one.period for one in peri.shown().earlier] == ["second", "first"]

    def test_whoever_opens_a_round_of_the_same_name_learns_nothing_of_another(self, peri):
        peri.answers(10)
        peri.close()
        plan = opening.Plan(Area("Peri küla", "Põlva vald"))
        peri.round = opening.open_round(peri.store, peri.clock, CODES, Q, plan).round
        peri.close()
        assert peri.shown().earlier == ()
