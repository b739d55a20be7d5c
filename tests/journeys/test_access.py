"""Letting people of a municipality in; and everybody who tries to get in without being let in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from assessment.codes import RandomCodes
from assessment.core.access import LEAD, OPERATOR, WORKER
from assessment.core.area import Area
from assessment.core.errors import (
    ExpiredError,
    ForbiddenError,
    GoneError,
    RevokedError,
    TooLongError,
    TooManyTriesError,
    UnusableError,
    WrongCodeError,
)
from assessment.core.identity import of_email, of_subject
from assessment.core.round import Round
from assessment.journeys import access
from assessment.journeys.access import VISIT_DAYS, Invitation
from tests.fakes import FixedClock, MemoryStore, PatientThrottle

DAY = date(2026, 11, 24)
PÕLVA, VÕRU = "Põlva vald", "Võru vald"


class World:
    """A store, a clock, real codes and a throttle; and what people do there."""

    def __init__(self) -> None:
        self.store, self.clock, self.codes = MemoryStore(), FixedClock(DAY), RandomCodes(b"k" * 32)
        self.throttle = PatientThrottle()

    def invite(self, role=WORKER, municipality=PÕLVA, by=None, **more):
        return access.invite(self.store, self.clock, self.codes, Invitation(role, municipality, **more), by)

    def of_key(self, key, visitor="somebody"):
        return access.of_key(self.store, self.clock, self.codes, self.throttle, visitor, key)

    def enter(self, invited, before=""):
        return access.enter(self.store, self.clock, self.codes, self.of_key(invited.key), before).secret

    def present(self, secret):
        return access.present(self.store, self.clock, self.codes, secret)

    def revoke(self, one, by=None):
        return access.revoke(self.store, self.clock, one.id, by)

    def signed_in(self, **claims):
        issued = datetime(self.clock.day.year, self.clock.day.month, self.clock.day.day, 12, tzinfo=UTC)
        return access.signed_in(self.store, self.clock, self.codes, {"iat": issued.timestamp(), **claims})

    def later(self, days):
        self.clock.day = DAY + timedelta(days=days)


@pytest.fixture
def world():
    return World()


def test_who_is_invited_comes_in_by_the_link_and_is_known_again(world):
    invited = world.invite(label="kultuur")
    secret = world.enter(invited)
    found = world.present(secret)
    assert (found.municipality, found.role, found.label) == (PÕLVA, WORKER, "kultuur")
    assert found.expires_on == DAY + timedelta(days=365)
    assert world.store.access(found.id).last_used_on == DAY


def test_neither_key_nor_secret_nor_identity_is_kept(world):
    invited = world.invite()
    secret = world.enter(invited)
    world.invite(identity=of_email("mari@polva.ee"))
    kept = repr(vars(world.store))
    for hidden in (invited.key, secret, "mari@polva.ee"):
        assert hidden not in kept
    assert secret != invited.key


def test_the_last_use_is_a_day_and_written_once_a_day(world, monkeypatch):
    secret = world.enter(world.invite())
    written = []
    monkeypatch.setattr(world.store, "use_access", lambda *what: written.append(what))
    world.present(secret)
    world.present(secret)
    assert written == []
    world.later(1)
    world.present(secret)
    assert [day for _, day in written] == [DAY + timedelta(days=1)]


# --- those who are not let in


@pytest.mark.parametrize("key", ["", " ", "nope", "0" * 32, "K" * 5000, "first", "leave", "õ", "' OR 1=1 --"])
def test_a_forged_key_leads_nowhere(world, key):
    world.invite()
    with pytest.raises(WrongCodeError):
        world.of_key(key)


@pytest.mark.parametrize("secret", ["x", "0" * 32, WORKER, LEAD, OPERATOR, "first", "operator:Põlva vald", "null"])
def test_a_forged_cookie_leads_nowhere(world, secret):
    access.first(world.store, world.clock, world.codes)
    world.enter(world.invite(LEAD))
    assert world.present(secret) is None


def test_ids_hashes_and_keys_are_no_secrets_of_a_visit(world):
    invited = world.invite()
    world.enter(invited)
    (visit,) = world.store._visits
    (key,) = world.store._access_keys
    for stolen in (invited.key, invited.access.id, visit, key):
        assert world.present(stolen) is None


def test_a_secret_of_a_visit_is_no_key(world):
    with pytest.raises(WrongCodeError):
        world.of_key(world.enter(world.invite()))


def test_codes_of_rounds_are_no_keys(world):
    """Not even where the hash under which a round's key is kept was stored as an access's by mistake."""
    world.invite()
    coordinator, share, resume = world.codes.key(), world.codes.share_code("r"), world.codes.resume_code()
    slip = world.codes.slip_codes("r", 1)[0]
    new = Round("r", "village_phases/v1", Area("Peri küla", PÕLVA), "2026", DAY, DAY)
    world.store.open_round(new, world.codes.digest(share), world.codes.digest(coordinator))
    world.store._access_keys[world.codes.digest(coordinator)] = "stolen"
    for code in (coordinator, share, resume, slip):
        with pytest.raises(WrongCodeError):
            world.of_key(code)
        assert world.present(code) is None


def test_an_expired_link_lets_nobody_in_and_ends_open_pages(world):
    invited = world.invite(days=3)
    secret = world.enter(invited)
    world.later(3)
    assert world.present(secret) is not None
    world.later(4)
    assert world.present(secret) is None
    with pytest.raises(ExpiredError):
        world.of_key(invited.key)


def test_an_ended_link_lets_nobody_in_and_ends_open_pages(world):
    invited = world.invite()
    secret = world.enter(invited)
    world.revoke(invited.access)
    assert world.present(secret) is None
    with pytest.raises(RevokedError):
        world.of_key(invited.key)


def test_a_cookie_that_is_replayed_after_leaving_leads_nowhere(world):
    secret = world.enter(world.invite())
    access.leave(world.store, world.codes, secret)
    assert world.present(secret) is None


def test_a_cookie_ends_with_its_visit_though_the_access_goes_on(world):
    secret = world.enter(world.invite())
    world.later(VISIT_DAYS)
    assert world.present(secret) is not None
    world.later(VISIT_DAYS + 1)
    assert world.present(secret) is None
    assert access.forget_visits(world.store, world.clock) == 1


def test_who_enters_with_another_link_leaves_the_visit_before(world):
    worker, operator = world.invite(), world.invite(OPERATOR)
    before = world.enter(worker)
    after = world.enter(operator, before)
    assert world.present(before) is None
    assert world.present(after).role == OPERATOR


def test_wrong_keys_are_counted_by_themselves_and_slowed_down(world):
    key = world.invite().key
    for _ in range(world.throttle.allowed):
        with pytest.raises(WrongCodeError):
            world.of_key("nope", "a stranger")
    with pytest.raises(TooManyTriesError):
        world.of_key(key, "a stranger")
    assert set(world.throttle.wrong) == {("a stranger", "access")}
    assert world.of_key(key, "its owner").municipality == PÕLVA


def test_an_ended_or_expired_key_is_no_guess(world):
    invited = world.invite(days=1)
    world.later(2)
    with pytest.raises(ExpiredError):
        world.of_key(invited.key)
    assert world.throttle.wrong == []


# --- those who let others in


def test_a_lead_lets_colleagues_in_and_out_again(world):
    lead = world.invite(LEAD).access
    colleague = world.invite(WORKER, by=lead).access
    assert access.listed(world.store, lead) == tuple(sorted((lead, colleague), key=lambda one: one.id))
    assert world.revoke(colleague, lead).revoked_on == DAY


@pytest.mark.parametrize(("role", "municipality"), [(OPERATOR, ""), (OPERATOR, PÕLVA), (WORKER, VÕRU), (LEAD, VÕRU)])
def test_a_lead_lets_in_no_operator_and_nobody_elsewhere(world, role, municipality):
    lead = world.invite(LEAD).access
    with pytest.raises(ForbiddenError):
        world.invite(role, municipality, by=lead)
    assert world.store.accesses() == (lead,)


def test_a_lead_neither_sees_nor_ends_accesses_elsewhere(world):
    lead, elsewhere, operator = (world.invite(*who).access for who in ((LEAD,), (WORKER, VÕRU), (OPERATOR,)))
    for other in (elsewhere, operator, lead):
        with pytest.raises(ForbiddenError):
            world.revoke(other, lead)
    assert access.listed(world.store, lead) == (lead,)
    assert all(one.revoked_on is None for one in world.store.accesses())


def test_a_worker_lets_nobody_in_or_out(world):
    worker, lead = world.invite().access, world.invite(LEAD).access
    with pytest.raises(ForbiddenError):
        world.invite(by=worker)
    with pytest.raises(ForbiddenError):
        world.revoke(lead, worker)
    assert access.listed(world.store, worker) == ()


def test_a_lead_whose_access_was_ended_meanwhile_lets_nobody_in(world):
    lead, colleague = world.invite(LEAD).access, world.invite().access
    world.revoke(lead)
    with pytest.raises(ForbiddenError):
        world.invite(by=lead)
    with pytest.raises(ForbiddenError):
        world.revoke(colleague, lead)


def test_an_access_that_was_made_up_lets_nobody_in(world):
    with pytest.raises(GoneError):
        world.invite(by=World().invite(OPERATOR).access)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"role": "mayor"}, UnusableError),
        ({"days": 0}, UnusableError),
        ({"days": 1097}, UnusableError),
        ({"municipality": " \u200b "}, UnusableError),
        ({"municipality": "x" * 121}, TooLongError),
        ({"label": "x" * 121}, TooLongError),
    ],
)
def test_what_cannot_be_kept_is_refused(world, given, error):
    with pytest.raises(error):
        world.invite(**given)
    assert world.store.accesses() == ()


def test_names_are_kept_in_one_spelling_and_an_operator_has_no_municipality(world):
    assert world.invite(municipality="  Po\u0303lva \n vald ").access.municipality == PÕLVA
    assert world.invite(OPERATOR, PÕLVA).access.municipality == ""


def test_the_first_start_gives_one_operator_and_no_later_one(world):
    first = access.first(world.store, world.clock, world.codes)
    assert world.of_key(first.key).role == OPERATOR
    assert access.first(world.store, world.clock, world.codes) is None
    world.revoke(first.access)
    assert access.first(world.store, world.clock, world.codes) is None


def test_two_first_starts_at_once_give_one_operator(world, monkeypatch):
    access.first(world.store, world.clock, world.codes)
    known = [(), world.store.accesses()]
    monkeypatch.setattr(world.store, "accesses", lambda: known.pop(0))
    assert access.first(world.store, world.clock, world.codes) is None


# --- those who sign in elsewhere


def test_a_verified_address_or_a_subject_leads_to_its_access(world):
    mari = world.invite(identity=of_email("Mari.Maasikas@polva.ee"))
    jaan = world.invite(LEAD, VÕRU, identity=of_subject("https://tara.ria.ee", "EE60001019906"))
    assert mari.key == jaan.key == ""
    assert world.signed_in(email="mari.maasikas@polva.ee", email_verified=True).id == mari.access.id
    assert world.signed_in(iss="https://tara.ria.ee", sub="EE60001019906").id == jaan.access.id
    assert world.store.access(mari.access.id).last_used_on == DAY


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": "mari.maasikas@polva.ee"},
        {"email": "mari.maasikas@polva.ee", "email_verified": False},
        {"email": "marimaasikas@polva.ee", "email_verified": True},
        {"email": "mari.maasikas@polva.ee.evil.com", "email_verified": True},
        {"iss": "https://tara.ria.ee", "sub": "EE60001019907"},
        {"iss": "https://tara-test.ria.ee", "sub": "EE60001019906"},
        {"sub": "EE60001019906"},
    ],
)
def test_whoever_is_somebody_else_is_not_let_in(world, claims):
    world.invite(identity=of_email("mari.maasikas@polva.ee"))
    world.invite(identity=of_subject("https://tara.ria.ee", "EE60001019906"))
    assert world.signed_in(**claims) is None


def test_who_signs_in_is_out_as_soon_as_the_access_is_ended_or_over(world):
    invited = world.invite(identity=of_email("mari@polva.ee"), days=2)
    claims = {"email": "mari@polva.ee", "email_verified": True}
    world.later(3)
    assert world.signed_in(**claims) is None
    world.later(0)
    world.revoke(invited.access)
    assert world.signed_in(**claims) is None


def test_an_identity_has_one_valid_access_and_may_be_invited_again_after_it(world):
    who = {"identity": of_email("mari@polva.ee")}
    first = world.invite(**who).access
    with pytest.raises(UnusableError):
        world.invite(LEAD, VÕRU, **who)
    world.revoke(first)
    world.invite(LEAD, VÕRU, **who)
    assert world.signed_in(email="mari@polva.ee", email_verified=True).municipality == VÕRU
