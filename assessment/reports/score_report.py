"""The results of `score` as JSON and CSV (as a table: `score_table`). They hold nothing that needs a release: the
operator who runs the command has the responses themselves."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Protocol

from assessment.core.agreement import DomainAgreement
from assessment.core.profile import Profile
from assessment.core.questionnaire import Questionnaire

Json = dict[str, object]


class Statement(Protocol):
    """A result by itself, as the journey gives it."""

    @property
    def respondent(self) -> str:
        """Who stated it."""

    @property
    def present(self) -> int | None:
        """How many were present."""

    @property
    def levels(self) -> tuple[int | None, ...]:
        """The levels as stated."""

    @property
    def profile(self) -> Profile:
        """The result."""


class ScoredCommunity(Protocol):
    """One settlement and round, as the journey gives it."""

    @property
    def settlement(self) -> str:
        """The settlement's name as written."""

    @property
    def round(self) -> str:
        """The round's name as written, empty when there is one round only."""

    @property
    def profile(self) -> Profile:
        """The community's result."""

    @property
    def municipal_levels(self) -> tuple[int | None, ...] | None:
        """The municipal view's levels."""

    @property
    def municipal_responses(self) -> int:
        """How many municipal responses there are, counting or not."""

    @property
    def group_results(self) -> Sequence[Statement]:
        """Agreed answers of groups."""

    @property
    def outside_views(self) -> Sequence[Statement]:
        """Views from outside."""


def as_json(questionnaire: Questionnaire, communities: Sequence[ScoredCommunity]) -> str:
    """The results as JSON, numbers unrounded."""
    content = {
        "questionnaire": questionnaire.name,
        "communities": [_community(questionnaire, community) for community in communities],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def _community(q: Questionnaire, community: ScoredCommunity) -> Json:
    p = community.profile
    return {
        "settlement": community.settlement,
        "round": community.round,
        "responses": p.responses,
        "counting": p.counting,
        "status": p.status,
        "phase": p.phase,
        "state": p.state,
        "fading_signs": p.fading_signs,
        "kind": p.kind,
        "levels": _by_domain(q, p.levels),
        "index": p.index,
        "index_interval": None if p.index_interval is None else list(p.index_interval),
        "probabilities": None if p.probabilities is None else list(p.probabilities),
        "insufficient_share": p.insufficient_share,
        "label": p.label,
        "range": None if p.range is None else list(p.range),
        "bounds": list(p.bounds),
        "agreement": _by_domain(q, [_agreement(agreement) for agreement in p.agreement]),
        "next_step": _next_step(q, p),
        "municipal_levels": None if community.municipal_levels is None else _by_domain(q, community.municipal_levels),
        "group_results": [_statement(q, statement) for statement in community.group_results],
        "outside_views": [_statement(q, statement) for statement in community.outside_views],
    }


def _by_domain(q: Questionnaire, values: Sequence[object]) -> Json:
    return dict(zip(q.domain_ids, values, strict=True))


def _agreement(agreement: DomainAgreement | None) -> Json | None:
    if agreement is None:
        return None
    return {
        "ad": agreement.ad,
        "within_one": agreement.within_one,
        "two_camps": agreement.two_camps,
        "a": agreement.a,
        "label": agreement.label,
    }


def _next_step(q: Questionnaire, profile: Profile) -> Json | None:
    step = profile.next_step
    if step is None:
        return None
    return {
        "target": step.target,
        "domains_needed": step.domains_needed,
        "nearest": [q.domain_ids[d] for d in step.nearest],
        "core_blocking": [q.domain_ids[d] for d in step.core_blocking],
    }


def _statement(q: Questionnaire, statement: Statement) -> Json:
    return {
        "respondent": statement.respondent,
        "present": statement.present,
        "levels": _by_domain(q, statement.levels),
        "phase": statement.profile.phase,
    }


def as_csv(questionnaire: Questionnaire, communities: Sequence[ScoredCommunity]) -> str:
    """The results as CSV, one row a settlement and round; lists are spread over columns."""
    rows = [_flat(questionnaire.domain_ids, _community(questionnaire, community)) for community in communities]
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _flat(domains: Sequence[str], community: Json) -> Json:
    """The columns of one community; the lists of single statements are given as their number."""
    row: Json = {}
    for key, value in community.items():
        if key in ("levels", "municipal_levels"):
            prefix = "" if key == "levels" else "municipal_"
            levels = value if isinstance(value, dict) else {}
            row |= {f"{prefix}{domain}": levels.get(domain) for domain in domains}
        elif key == "agreement" and isinstance(value, dict):
            row |= {f"{domain}_agreement": found and found["label"] for domain, found in value.items()}
        elif isinstance(value, list) and key in ("group_results", "outside_views"):
            row[key] = len(value)
        elif key in ("index_interval", "range", "bounds"):
            low, high = value if isinstance(value, list) else (None, None)
            row |= {f"{key}_low": low, f"{key}_high": high}
        elif key == "probabilities":
            row[key] = " ".join(str(p) for p in value) if isinstance(value, list) else None
        elif key == "next_step":
            step = value if isinstance(value, dict) else {}
            row |= {"next_target": step.get("target"), "next_domains_needed": step.get("domains_needed")}
            row |= {f"next_{k}": " ".join(step.get(k, ())) for k in ("nearest", "core_blocking")}
        else:
            row[key] = safe(value)
    return row


# What a formula begins with.
_RUN = frozenset("=+-@\t")


def safe(value: object) -> object:
    """A text that a spreadsheet would run as a formula is kept as text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in _RUN else value
