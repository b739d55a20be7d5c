"""The form of `rule:` in questionnaire.yaml; the defaults are those of the normative rule."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from assessment.authoring.written import (
    Camp,
    Chance,
    Count,
    Distance,
    Form,
    Level,
    Most,
    Part,
    PartOrNone,
    Percentile,
    Released,
    Replicates,
    Text,
    Weight,
)
from assessment.core.rule import Rule

_RULE = Rule()


class MinAnswersForm(Form):
    """How many answers rate a domain."""

    released: Released = _RULE.min_answers.released
    """For a released result, 3 or more: fewer people could be recognised."""
    own: Count = _RULE.min_answers.own
    """For a person's own view."""
    workshop: Count = _RULE.min_answers.workshop
    """In the room of a workshop."""


class PastForm(Form):
    """The question on whether more was done together in the past."""

    question: Text
    """Id of an extra question."""
    yes: Text = _RULE.fading.past_yes
    """Id of the option that says: more was done."""
    no: Text = _RULE.fading.past_no
    """Id of the option that says: not more."""


class FadingForm(Form):
    """When fading signs are seen, and when they make the side state."""

    state: Text = ""
    """Id of the side state."""
    min_domains: Count = _RULE.fading.min_domains
    """In how many domains most say that it got worse."""
    phases: Annotated[list[Text], Field(min_length=1)] = Field(default_factory=list)
    """Ids of the phases in which signs and a livelier past make the state; left out: the second and the third."""
    past: PastForm | None = None
    """The question on a livelier past; left out: no state and no kind comes from the past."""
    kind: Text = ""
    """Id of the kind of the first phase that a livelier past makes."""


class KindsForm(Form):
    """Which answer points to which kind of the first phase."""

    question: Text
    """Id of an extra question."""
    map: dict[str, Text]
    """Option of that question: id of a kind. Options that are not named are left out."""


class UncertaintyForm(Form):
    """Bootstrap, shrinkage and labels."""

    replicates: Replicates = _RULE.uncertainty.replicates
    """How often the responses are drawn anew."""
    pseudo_responses: Weight = _RULE.uncertainty.pseudo_responses
    """How many responses' weight the shrinkage has."""
    clear: Chance = _RULE.uncertainty.clear
    """From this chance on the phase is clear."""
    leaning: Chance = _RULE.uncertainty.leaning
    """From this chance on the phase is leaning; below `clear`."""
    neighbour: Chance = _RULE.uncertainty.neighbour
    """With a neighbouring phase from this chance on, the result lies between two."""
    range: Chance = _RULE.uncertainty.range
    """The chance that the reported range of phases holds."""
    interval: Annotated[list[Percentile], Field(min_length=2, max_length=2)] = Field(
        default_factory=lambda: list(_RULE.uncertainty.interval)
    )
    """The two percentiles of the index's interval, the lower first."""


class CampsForm(Form):
    """When a domain has two camps."""

    min_answers: Count = _RULE.agreement.camps_min
    """From how many answers on camps are looked for."""
    share: Camp = _RULE.agreement.camps_share
    """The share of answers that each camp has at least."""
    distance: Count = _RULE.agreement.camps_distance
    """How many phases the camps are apart, at least."""


class AgreementForm(Form):
    """Labels of agreement, by the mean distance from the median, in phases."""

    agree: Distance = _RULE.agreement.agree
    """Up to this distance people agree; below `divided`."""
    divided: Distance = _RULE.agreement.divided
    """Above this distance they are divided."""
    mixed_domains: Count = _RULE.agreement.mixed_domains
    """With this many divided domains the picture is said to be mixed."""
    camps: CampsForm = CampsForm()
    """When a domain has two camps."""


class RuleForm(Form):
    """The parameters of the scoring rule. What is left out has the value of the normative rule."""

    counting_share: Part = _RULE.counting_share
    """The share of domains that a response must answer to count."""
    dk_share: PartOrNone = _RULE.dk_share
    """The largest share of 'do not know' with which a domain is rated."""
    rated_share: Part = _RULE.rated_share
    """The share of domains that must be rated for a phase."""
    domain_share: Most = _RULE.domain_share
    """The share of rated domains that must reach a phase."""
    core_floor: Level = _RULE.core_floor
    """How many phases a core domain may be behind."""
    min_answers: MinAnswersForm = MinAnswersForm()
    """How many answers rate a domain."""
    fading: FadingForm | None = None
    """The rule of fading; left out: there is none."""
    kinds: KindsForm | None = None
    """The rule of the kinds of the first phase; left out: there is none."""
    uncertainty: UncertaintyForm = UncertaintyForm()
    """Bootstrap, shrinkage and labels."""
    agreement: AgreementForm = AgreementForm()
    """Labels of agreement."""
