"""How long one's own result takes as a page and as a picture, and what they weigh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

from assessment.authoring.version import load
from assessment.i18n.texts import words
from assessment.journeys.self_assessment import result
from assessment.reports.own_result import own_result_pdf, own_result_picture
from assessment.settings import ROOT
from benchmarks.machine import seconds, table

CASES = {"too few answers": ("dk", ""), "active": ("3", ""), "fading in every topic": ("2", "worse")}


def run() -> None:
    """Print the table."""
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


def _line(work: Callable[[], bytes]) -> tuple[str, str]:
    return f"{seconds(work) * 1e3:.0f} ms", f"{len(work()) / 1000:.0f} kB"
