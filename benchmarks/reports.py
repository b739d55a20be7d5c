"""How long one's own result and a round's take as sheets and as pictures, and what they weigh."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count

from assessment.authoring.version import load
from assessment.core.round_result import RoundResult
from assessment.i18n.texts import words
from assessment.journeys.self_assessment import result
from assessment.reports.own_result import own_result_pdf, own_result_picture
from assessment.reports.round_document import document
from assessment.reports.round_html import as_html
from assessment.reports.round_pdf import meeting_report, notice, share_picture
from assessment.settings import ROOT
from benchmarks.machine import seconds, table
from tests.reports.rounds import ADDRESS, QR, RESULTS, Q

ROUNDS = ("3", "12", "fading")
CASES = {"too few answers": ("dk", ""), "active": ("3", ""), "fading in every topic": ("2", "worse")}


def run() -> None:
    """Print both tables."""
    _own()
    _round()


def _own() -> None:
    q, day, rows = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire, date(2026, 11, 24), []
    for language in q.languages:
        say = words(language)
        for name, (level, trend) in CASES.items():
            answers = dict.fromkeys(q.domain_ids, level) | {"past": "yes"}
            answers |= {f"{domain}_trend": trend for domain in q.domain_ids if trend}
            own, new = result(q, answers), count()
            # Another place each time: typst remembers what it has laid out.
            page = _line(lambda: own_result_pdf(q, say, own, day, f"Küla {next(new)}"))  # noqa: B023
            picture = _line(lambda: own_result_picture(q, say, own, f"Küla {next(new)}"))  # noqa: B023
            rows.append([f"{name}, {language}", *page, *picture])
    table(["my result", "PDF (≤ 1 s)", "weight (≤ 300 kB)", "picture", "weight"], rows)


def _round() -> None:
    rows = []
    for language in Q.languages:
        say = words(language)
        for name in ROUNDS:
            found, new = RESULTS[name], count()

            def another(of: RoundResult = found, new: Iterator[int] = new) -> RoundResult:
                return replace(of, round=replace(of.round, period=str(next(new))))

            told = seconds(lambda: as_html(document(Q, say, another()), {}))  # noqa: B023
            board = _line(lambda: notice(Q, say, another(), ADDRESS, QR))  # noqa: B023
            meeting = _line(lambda: meeting_report(Q, say, another()))  # noqa: B023
            picture = _line(lambda: share_picture(Q, say, another()))  # noqa: B023
            rows.append([f"{name}, {language}", f"{told * 1e3:.1f} ms", *board, *meeting, *picture])
    head = ["round of", "HTML", "notice (≤ 1 s)", "(≤ 300 kB)", "report (≤ 1 s)", "(≤ 300 kB)", "picture", "weight"]
    table(head, rows)


def _line(work: Callable[[], bytes]) -> tuple[str, str]:
    return f"{seconds(work) * 1e3:.0f} ms", f"{len(work()) / 1000:.0f} kB"
