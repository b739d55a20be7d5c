"""From what an author wrote to the core's frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from assessment.authoring.document import Document, Location
from assessment.authoring.format import PhaseForm, QuestionnaireForm, TextsForm
from assessment.authoring.ids import ids, placed_ids, well_formed
from assessment.authoring.positions import Items
from assessment.authoring.rule_form import AgreementForm, FadingForm, KindsForm, RuleForm, UncertaintyForm
from assessment.core.questionnaire import (
    Contact,
    Domain,
    Kind,
    Phase,
    Question,
    Questionnaire,
    Review,
    Role,
    Story,
    TextValue,
)
from assessment.core.rule import Agreement, Fading, Kinds, MinAnswers, Rule, Uncertainty

Texts = Mapping[str, TextValue]
_SECTIONS = ("phases", "states", "kinds", "domains", "questions", "notes", "areas", "roles", "workers", "stories",
             "contacts")  # fmt: skip
_REQUIRED = ("phases", "domains", "areas", "roles")


def questionnaire(
    form: QuestionnaireForm, texts: Mapping[str, Texts], reviews: Mapping[str, TextsForm]
) -> Questionnaire:
    """The questionnaire of a form without problems, with its texts."""
    return Questionnaire(
        id=form.id,
        version=form.version,
        provisional=form.provisional,
        licence=form.licence,
        languages=tuple(form.languages),
        phases=tuple(map(_phase, form.phases)),
        states=tuple(map(_phase, form.states)),
        kinds=tuple(Kind(kind.id, tuple(kind.sources)) for kind in form.kinds),
        domains=tuple(Domain(domain.id, domain.core, tuple(domain.sources)) for domain in form.domains),
        questions=tuple(Question(question.id, tuple(question.options)) for question in form.questions),
        notes=tuple(form.notes),
        areas=tuple(form.areas),
        roles=tuple(Role(role.id, role.makes_phase) for role in form.roles),
        workers=tuple(form.workers),
        stories=tuple(Story(story.id, tuple(story.phases), tuple(story.sources)) for story in form.stories),
        contacts=tuple(
            Contact(one.id, one.url, one.source, one.checked, one.phone or "", tuple(one.phases))
            for one in form.contacts
        ),
        sources=MappingProxyType(dict(form.sources)),
        rule=_rule(form.rule, [phase.id for phase in form.phases]),
        texts=MappingProxyType({language: MappingProxyType(dict(here)) for language, here in texts.items()}),
        comparable_with=tuple(f"{form.id}/{version}" for version in form.comparable_with),
        reviews=MappingProxyType({code: Review(one.review.status, one.review.note) for code, one in reviews.items()}),
    )


def skeleton(document: Document) -> Questionnaire | None:
    """Only the ids, enough to tell which texts are needed. None while an id is in doubt, so that one misspelt
    section does not make a hundred texts unknown."""
    if not all(_in_order(document, section) for section in _SECTIONS):
        return None
    questions = [Question(id_, _options(document, place)) for id_, place in placed_ids(document, "questions")]
    if not all(question.options and well_formed(question.options) for question in questions):
        return None
    listed = {section: tuple(ids(document, section)) for section in _SECTIONS}
    return Questionnaire(
        id=document.word("id"),
        version=0,
        provisional=True,
        licence="",
        languages=tuple(ids(document, "languages")),
        phases=tuple(Phase(id_, "") for id_ in listed["phases"]),
        states=tuple(Phase(id_, "") for id_ in listed["states"]),
        kinds=tuple(map(Kind, listed["kinds"])),
        domains=tuple(map(Domain, listed["domains"])),
        questions=tuple(questions),
        notes=listed["notes"],
        areas=listed["areas"],
        roles=tuple(Role(id_, True) for id_ in listed["roles"]),
        workers=listed["workers"],
        stories=tuple(Story(id_, (), ()) for id_ in listed["stories"]),
        contacts=tuple(Contact(id_, "", "", date.min) for id_ in listed["contacts"]),
        sources=dict.fromkeys(document.key_names("sources"), ""),
        rule=Rule(),
    )


def _in_order(document: Document, section: str) -> bool:
    """Whether a section is there, if it is required or written, and every item of it has an id of its own."""
    found = document.items(section)
    if not found and (section in _REQUIRED or not isinstance(document.at(section), Items)):
        return section not in _REQUIRED and section not in document.key_names()
    words = ids(document, section)
    return len(words) == len(found) and well_formed(words)


def _options(document: Document, place: Location) -> tuple[str, ...]:
    question = place[:-1]
    return tuple(document.word(*question, "options", i) for i in range(len(document.items(*question, "options"))))


def _phase(form: PhaseForm) -> Phase:
    return Phase(form.id, form.colour, tuple(form.sources))


def _rule(form: RuleForm, phases: list[str]) -> Rule:
    least = form.min_answers
    return Rule(
        counting_share=form.counting_share,
        dk_share=form.dk_share,
        rated_share=form.rated_share,
        domain_share=form.domain_share,
        core_floor=form.core_floor,
        min_answers=MinAnswers(least.released, least.own, least.workshop),
        fading=_fading(form.fading, phases) if form.fading else Fading(),
        kinds=_kinds(form.kinds) if form.kinds else Kinds(),
        uncertainty=_uncertainty(form.uncertainty),
        agreement=_agreement(form.agreement),
    )


def _fading(form: FadingForm, phases: list[str]) -> Fading:
    usual = tuple(position for position in Fading().phases if position < len(phases))
    return Fading(
        state=form.state,
        min_domains=form.min_domains,
        phases=tuple(sorted(phases.index(id_) for id_ in form.phases)) or usual,
        past_question=form.past.question if form.past else "",
        past_yes=form.past.yes if form.past else Fading().past_yes,
        past_no=form.past.no if form.past else Fading().past_no,
        kind=form.kind,
    )


def _kinds(form: KindsForm) -> Kinds:
    return Kinds(form.question, MappingProxyType(dict(form.map)))


def _uncertainty(form: UncertaintyForm) -> Uncertainty:
    lower, upper = form.interval
    return Uncertainty(
        replicates=form.replicates,
        pseudo_responses=form.pseudo_responses,
        clear=form.clear,
        leaning=form.leaning,
        neighbour=form.neighbour,
        range=form.range,
        interval=(lower, upper),
    )


def _agreement(form: AgreementForm) -> Agreement:
    return Agreement(
        agree=form.agree,
        divided=form.divided,
        camps_min=form.camps.min_answers,
        camps_share=form.camps.share,
        camps_distance=form.camps.distance,
        mixed_domains=form.mixed_domains,
    )
