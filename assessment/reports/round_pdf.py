"""The sheets of a round: a page for the notice board, the report for the meeting, and a picture to share."""

from __future__ import annotations

from datetime import date

from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.released import INDICATIVE
from assessment.core.round_result import RoundResult
from assessment.core.suppression import Thresholds
from assessment.reports import typesetting
from assessment.reports.round import phase
from assessment.reports.round.blocks import Document, Section
from assessment.reports.round.values import drawings, section, words
from assessment.reports.round_document import document, one_page
from assessment.reports.typesetting import TEMPLATES, Json

NOTICE, REPORT, PICTURE = (TEMPLATES / name for name in ("round_notice.typ", "round_report.typ", "picture.typ"))


def notice(
    questionnaire: Questionnaire,
    say: Say,
    result: RoundResult,
    address: str,
    qr: str,
    thresholds: Thresholds | None = None,
) -> bytes:
    """One page of A4 for the notice board, as an accessible PDF (PDF/UA-1).

    `address` leads to the whole result, and `qr` is the same as a QR code: an SVG.
    """
    told = one_page(document(questionnaire, say, result, thresholds))
    given = _sheet(questionnaire, say, result, told) | {
        "address": {
            "title": say("told.notice.more"),
            "text": address,
            "qr": qr,
            "alt": say("told.notice.qr", address=address),
        },
    }
    return typesetting.pdf(NOTICE, say, given, _day(result))


def meeting_report(
    questionnaire: Questionnaire, say: Say, result: RoundResult, thresholds: Thresholds | None = None
) -> bytes:
    """The whole result for the meeting, with room to write who does what and when; PDF/UA-1, on numbered pages."""
    told = document(questionnaire, say, result, thresholds)
    given = _sheet(questionnaire, say, result, told) | {
        "plan": {
            "title": say("told.plan.title"),
            "head": [say("told.plan.what"), say("told.plan.who"), say("told.plan.when")],
        },
    }
    return typesetting.pdf(REPORT, say, given, _day(result))


def share_picture(
    questionnaire: Questionnaire, say: Say, result: RoundResult, thresholds: Thresholds | None = None
) -> bytes:
    """The phase, the path and the dots of the topics as a PNG, 1200 × 630 in double dots."""
    return typesetting.picture(PICTURE, say, _picture(questionnaire, say, result, thresholds))


def share_svg(
    questionnaire: Questionnaire, say: Say, result: RoundResult, thresholds: Thresholds | None = None
) -> bytes:
    """The same picture as an SVG without fonts, scripts or addresses."""
    return typesetting.svg(PICTURE, say, _picture(questionnaire, say, result, thresholds))


def _day(result: RoundResult) -> date:
    return result.round.closed_on or result.round.closes_on


def _sheet(q: Questionnaire, say: Say, result: RoundResult, told: Document) -> Json:
    return {
        "language": told.language,
        "brand": say("app.title"),
        "title": told.title,
        "place": told.place,
        "when": " · ".join(line for line in (told.period, told.closing) if line),
        "sections": [section(found) for found in told.sections],
        "draw": drawings(q, say, result, told),
        "colour": _colour(q, told),
    }


def _colour(q: Questionnaire, told: Document) -> str | None:
    """The colour of the phase or state."""
    return next((phase.colour for phase in q.phases + q.states if phase.id == told.shown.state), None)


def _picture(q: Questionnaire, say: Say, result: RoundResult, limits: Thresholds | None) -> Json:
    """The values of the picture: the document without its sentences, but with what must be said of the phase."""
    told = document(q, say, result, limits)
    draw = drawings(q, say, result, told)
    names = [q.text(f"domains.{domain}.name", say.language) for domain in q.domain_ids]
    rows = [
        {"name": {"text": name.shown_in(say.language), "language": name.language}, "level": level}
        | {"sentence": say("chart.profile.unknown")}
        for name, level in zip(names, told.shown.levels, strict=True)
    ]
    return {
        "language": say.language,
        "brand": say("app.title"),
        "place": told.place,
        "view": told.closing,
        "grade": f"{say('result.not_grade')} {say('common.provisional')}.",
        "phase": None if told.shown.phase is None else _stated(q, say, result, told),
        "missing": {"title": _of_phase(told).heading.text},
        "path": draw["path"],
        "profile": {"colours": draw["colours"], "rows": rows if told.shown.rated else []},
    }


def _stated(q: Questionnaire, say: Say, result: RoundResult, told: Document) -> Json:
    """The phase by its name; that the picture is mixed comes first, and that it is indicative after it."""
    stated, mixed = _of_phase(told), told.section(phase.MIXED)
    before = f"{mixed.heading.text}. " if mixed else ""
    indicative = result.release.detail == INDICATIVE and not told.shown.is_agreed
    return {
        "lead": before + (stated.lead.text if stated.lead else ""),
        "name": words(stated.heading),
        "topics": say("told.picture.indicative") if indicative else "",
        "colour": _colour(q, told),
    }


def _of_phase(told: Document) -> Section:
    """What is said of the phase: every document does."""
    return next(found for found in told.sections if found.id == phase.PHASE)
