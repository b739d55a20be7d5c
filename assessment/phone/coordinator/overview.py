"""The coordinator's first page: where the round stands, and everything that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from assessment.core.round import GROUP, LINK, PAPER
from assessment.core.suppression import Suppressed
from assessment.journeys import retention, round_result
from assessment.phone.coordinator import following, meeting, printing, texts
from assessment.phone.coordinator.desk import Desk, page
from assessment.phone.drawing import DATE
from assessment.reports import invitation, qr

TOLD = ("day", "closed")
READY = {"invite": invitation.invitation, "remind": invitation.reminder, "notice": invitation.notice_text}


@dataclass(frozen=True)
class Step:
    """One of the steps in which answers are counted, and whether the round has come so far."""

    words: str
    is_reached: bool
    is_now: bool


def show(request: Request, desk: Desk, _: str) -> Response:
    """While the round is open what it needs, after closing what came of it."""
    done = request.query_params.get("done", "")
    shared: dict[str, object] = {
        "facts": _facts(desk),
        "has_group": GROUP in desk.round.ways or meeting.is_there(desk),
        "files": printing.offered(desk),
        "told": desk.say(f"coord.done.{done}") if _is_true(desk, done) else "",
    }
    return _open(request, desk, shared) if desk.is_open else _closed(request, desk, shared)


def _open(request: Request, desk: Desk, shared: dict[str, object]) -> Response:
    say, limits = desk.say, desk.house.thresholds
    found = desk.progress
    return page(
        request,
        desk,
        "open.html",
        200,
        **shared,
        steps=_steps(desk, found.at_least),
        is_enough=found.at_least >= limits.all,
        has_link=LINK in desk.round.ways,
        has_paper=PAPER in desk.round.ways,
        qr=Markup(qr.svg(desk.share_address, say("coord.share.qr"))),
        ready=[(name, say(f"coord.ready.{name}"), _ready(desk, name)) for name in READY],
    )


def _closed(request: Request, desk: Desk, shared: dict[str, object]) -> Response:
    house = desk.house
    released = round_result.result(house.store, house.clock, desk.questionnaire, house.thresholds, desk.round)
    return page(
        request,
        desk,
        "ended.html",
        200,
        **shared,
        counting=None if isinstance(released.counting, Suppressed) else released.counting,
        waiting=len(texts.waiting(desk)),
        result=f"{request.scope.get('root_path', '')}/r/{desk.code}",
        app_result=f"{request.scope.get('root_path', '')}/result?code={desk.code}&lang={desk.say.language}",
        result_address=desk.result_address,
        once=following.once(),
    )


def _steps(desk: Desk, at_least: int) -> list[Step]:
    """The steps up to the one where everything is shown, and on to the one that is reached."""
    say, few, most = desk.say, desk.house.thresholds.few, desk.house.thresholds.all
    words = [(0, say("coord.steps.none")), (1, say("coord.steps.fewer", number=few))]
    last = max(at_least, -(-most // few) * few)
    words += [(number, say("coord.steps.more", number=number)) for number in range(few, last + 1, few)]
    return [Step(said, number <= at_least, number == at_least) for number, said in words]


def _ready(desk: Desk, name: str) -> str:
    """A text to paste."""
    return READY[name](desk.questionnaire, desk.say, desk.round, desk.share_address, desk.code)


def _facts(desk: Desk) -> list[tuple[str, str]]:
    """What was decided when the round was opened, and what becomes of the answers."""
    say, one = desk.say, desk.round
    ways = [say(f"coord.way.{way}") for way in one.ways]
    facts = [(say("coord.ways"), "; ".join(ways))]
    if LINK in one.ways:
        strict = say.count("coord.strict", one.slips) if one.is_strict else say("coord.not_strict")
        facts.append((say("coord.link_is"), strict))
    if one.may_answer:
        facts.append((say("phone.who"), one.may_answer))
    facts.append((say("coord.share_is"), say(f"coord.share.{one.share}")))
    facts.append((say("coord.example"), say("coord.example.yes" if one.is_example else "coord.example.no")))
    return [*facts, (say("coord.kept"), _kept(desk))]


def _kept(desk: Desk) -> str:
    """When only counts are left of the responses."""
    if desk.round.anonymised_on is not None:
        return desk.say("coord.kept.gone", date=desk.round.anonymised_on.strftime(DATE))
    months = desk.house.settings.retention_months
    day = retention.anonymised_from(desk.round, months)
    if day is None:
        return desk.say.count("coord.kept.months", months)
    return desk.say("coord.kept.until", date=day.strftime(DATE))


def _is_true(desk: Desk, done: str) -> bool:
    """Whether what the address says was done holds."""
    return done in TOLD and desk.is_open == (done == "day")
