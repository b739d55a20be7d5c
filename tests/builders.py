"""Small questionnaires and responses for tests, in the shape of the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

import numpy as np

from assessment.core.counts import counts_of
from assessment.core.phase import phase_of
from assessment.core.profile import Profile, profile_of, score
from assessment.core.questionnaire import Domain, Kind, Phase, Question, Questionnaire, Role
from assessment.core.release import release, release_to_keeper
from assessment.core.released import Release
from assessment.core.response import DK, NO_ANSWER, Columns, Response, columns, trend_code
from assessment.core.rule import Fading, Kinds, Rule
from assessment.core.standing import Standing, index_basis
from assessment.core.suppression import Thresholds

DOMAINS = [
    "leadership",
    "participation",
    "trust",
    "direction",
    "organisation",
    "resources",
    "cooperation",
    "resilience",
]
PHASES = ["none", "awakening", "forming", "active", "sustaining"]
WHY = {"newcomers": "not_yet", "no_inviter": "not_yet", "few_residents": "sparse", "old_quarrels": "divided"}


def questionnaire(domains: int = 8, core: Sequence[int] = (0, 1, 2), phases: int = 5, **rule: object) -> Questionnaire:
    """A questionnaire with the village's ids; further domains and phases are numbered."""
    domain_ids = (DOMAINS + [f"domain_{d}" for d in range(9, 21)])[:domains]
    phase_ids = (PHASES + [f"phase_{k}" for k in range(5, 10)])[:phases]
    fading = Fading(state="fading", past_question="past", kind="dormant")
    return Questionnaire(
        id="village_phases",
        version=1,
        provisional=True,
        licence="",
        languages=("et",),
        phases=tuple(Phase(id_, "#000000") for id_ in phase_ids),
        states=(Phase("fading", "#888888"),),
        kinds=tuple(Kind(id_) for id_ in ("dormant", "not_yet", "sparse", "divided")),
        domains=tuple(Domain(id_, d in core) for d, id_ in enumerate(domain_ids)),
        questions=(Question("past", ("yes", "no", "dk")), Question("why_none", (*WHY, "other"))),
        notes=("strength",),
        areas=("village",),
        roles=(Role("resident", True), Role("leader", True), Role("municipal", False), Role("other", True)),
        workers=(),
        stories=(),
        contacts=(),
        sources={},
        rule=Rule(**{"fading": fading, "kinds": Kinds("why_none", MappingProxyType(WHY)), **rule}),
    )


def response(
    *levels: int | str | None,
    trends: Sequence[str] = (),
    role: str = "resident",
    mode: str = "online",
    **extras: str,
) -> Response:
    """A response; `None` is no answer and "dk" is don't know. Domains and trends that are not given have no answer."""
    codes = [DK if level == "dk" else NO_ANSWER if level is None else int(level) for level in levels]
    size = max(len(codes), 1)
    trend_codes = [trend_code(trend) for trend in trends] + [NO_ANSWER] * (size - len(trends))
    return Response(role, mode, tuple(codes), tuple(trend_codes), MappingProxyType(extras))


def same(level: int, domains: int = 8, **more: object) -> Response:
    """A response with one level in every domain."""
    return response(*[level] * domains, **more)


def phase_for(levels: Sequence[int | None], q: Questionnaire) -> int:
    """The gate alone: the phase of levels that are known, None for a domain that is not rated."""
    rated = np.array([level is not None for level in levels])
    return int(phase_of(q, np.array([-1 if level is None else level for level in levels]), rated))


def scored(responses: Sequence[Response], q: Questionnaire | None = None, min_answers: int = 5) -> Profile:
    """The whole result of responses that make the phase."""
    return profile_of(q or questionnaire(), responses, min_answers)


def many(communities: Sequence[Sequence[Response]], q: Questionnaire, min_answers: int = 5) -> list[Profile]:
    """The results of several communities, scored at once and without the bootstrap."""
    rows = [r for responses in communities for r in responses]
    shape = (len(rows), len(q.domains))
    extras = {
        question.id: np.array(
            [question.options.index(r.extras[question.id]) if question.id in r.extras else NO_ANSWER for r in rows],
            dtype=np.int8,
        )
        for question in q.questions
    }
    columns = Columns(
        np.array([r.levels for r in rows], dtype=np.int8).reshape(shape),
        np.array([r.trends for r in rows], dtype=np.int8).reshape(shape),
        extras,
    )
    community = np.repeat(np.arange(len(communities)), [len(c) for c in communities])
    scores = score(q, columns, community, len(communities), min_answers)
    return [scores.profile(i) for i in range(len(communities))]


def released(responses: Sequence[Response], q: Questionnaire | None = None, few: int = 5) -> Release:
    """What is released of a closed round with these responses."""
    q, limits = q or questionnaire(), Thresholds(few)
    profile = profile_of(q, responses, limits.min_answers(q.rule))
    return release(q, profile, counts_of(q, responses), limits)


def released_to_keeper(responses: Sequence[Response], known: Sequence[Response]) -> Release:
    """The same to somebody who keyed `known` of the responses."""
    q = questionnaire()
    return release_to_keeper(q, scored(responses, q), counts_of(q, responses), counts_of(q, known), Thresholds())


def standing(
    responses: Sequence[Response], name: str = "Metsaküla", closed_on: date = date(2026, 5, 1), **more: object
) -> Standing:
    """A closed round with these responses, as it is compared. `q`, `place`, `release` and `visitable` may be given."""
    q = more.pop("q", None) or questionnaire()
    return Standing(
        community=str(more.pop("community", name)),
        name=name,
        place=str(more.pop("place", "Põlva vald")),
        closed_on=closed_on,
        release=more.pop("release", None) or released(responses, q),
        chances=scored(responses, q).probabilities,
        index=index_basis(q, columns(q, responses)),
        **more,
    )
