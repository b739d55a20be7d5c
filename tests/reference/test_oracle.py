"""Random spreadsheets scored twice, by the product and by the slow oracle beside this file: both must say the same."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from functools import cache
from math import ceil, floor, sqrt

import pytest

from assessment.authoring.version import load
from assessment.intake.responses_file import read_responses
from assessment.journeys.scoring import score_responses
from assessment.reports.score_report import as_json
from assessment.settings import ROOT
from tests.reference import oracle

QUESTIONNAIRE = load(ROOT / "questionnaires" / "village_phases" / "v1").questionnaire
COLUMNS = ("settlement", "round", "respondent", "role", "mode", "present", *oracle.DOMAINS)
COLUMNS += (*(f"{domain}_trend" for domain in oracle.DOMAINS), "past", "why_none")
BY_CHANCE = {"index_interval", "probabilities", "insufficient_share", "label", "range"}
REASONS = ("", "newcomers", "few_residents", "old_quarrels", "no_inviter", "other")
MIN_ANSWERS = (1, 3, 5)
TABLES = range(6)
COMMUNITIES = 40
REPLICATES = 2000


def random_table(seed: int) -> str:
    """A spreadsheet of many small communities whose rows are mixed with one another."""
    chance = random.Random(seed)
    communities = [list(random_community(chance, f"Küla {i // 2}", ("", "2027")[i % 2])) for i in range(COMMUNITIES)]
    rows = [row for rows in communities for row in rows]
    chance.shuffle(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def random_community(chance: random.Random, settlement: str, round_: str) -> Iterator[dict[str, object]]:
    """0 to 30 individual answers around a level of each domain, and some of the kinds that never make the phase."""
    pick = chance.choice
    near, noise, unknown, empty = pick(range(5)), pick((0, 1, 1, 2, 4)), pick((0, 0, 0.1, 0.5)), pick((0, 0, 0.1, 0.4))
    centre = {domain: near + pick((-1, 0, 0, 0, 1)) for domain in oracle.DOMAINS}
    trend, past = pick((0, 0.4, 0.5, 0.9)), pick((0, 0.5, 0.9))
    reasons, roles = (
        chance.choices(REASONS, k=3),
        pick((["resident"], ["", "leader", "seasonal", "other", "municipal"])),
    )
    size = pick((0, chance.randint(1, 9), chance.randint(1, 9), chance.randint(10, 30)))
    for i in range(size + pick((0, 0, 3))):
        modes = ("", "online", "paper", "workshop") if i < size else ("group", "outside", "online")
        row = {
            "settlement": settlement,
            "round": round_,
            "respondent": pick(("", f"v{i}")),
            "role": pick(roles) if i < size else "municipal",
            "mode": pick(modes),
            "present": pick(("", 1, 12)),
            "past": pick(("", "dk", "no")) if chance.random() >= past else "yes",
            "why_none": pick(reasons),
        }
        for domain, level in centre.items():
            answer = min(4, max(0, level + chance.randint(-noise, noise)))
            row[domain] = chance.choices(("dk", "", answer), (unknown, empty, 1))[0]
            row[f"{domain}_trend"] = pick(("", "better", "same", "dk")) if chance.random() >= trend else "worse"
        yield row


@cache
def product(seed: int, least: int) -> list[dict]:
    rows = read_responses(random_table(seed).encode(), QUESTIONNAIRE)
    found = json.loads(as_json(QUESTIONNAIRE, score_responses(QUESTIONNAIRE, rows, least)))
    assert found["questionnaire"] == "village_phases/v1"
    return found["communities"]


def without_chance(community: dict) -> dict:
    return {key: value for key, value in community.items() if key not in BY_CHANCE}


def differences(found: object, wanted: object, path: str = "") -> list[str]:
    """Where two results differ, each with its path; numbers with a fraction may differ by what a float loses."""
    if isinstance(found, dict) and isinstance(wanted, dict) and list(found) == list(wanted):
        return [line for key in found for line in differences(found[key], wanted[key], f"{path}/{key}")]
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        return [
            line for i, pair in enumerate(zip(found, wanted, strict=True)) for line in differences(*pair, f"{path}/{i}")
        ]
    if isinstance(found, float) and isinstance(wanted, float) and abs(found - wanted) < 1e-9:
        return []
    return [] if found == wanted and type(found) is type(wanted) else [f"{path}: {found!r}, by the oracle {wanted!r}"]


@pytest.mark.parametrize("least", MIN_ANSWERS)
@pytest.mark.parametrize("seed", TABLES)
def test_all_that_is_not_chance_is_as_the_oracle_says(seed: int, least: int) -> None:
    found = [without_chance(community) for community in product(seed, least)]
    assert not differences(found, oracle.score(oracle.read(random_table(seed)), least))


def test_the_random_tables_reach_every_outcome() -> None:
    found = [community for seed in TABLES for least in MIN_ANSWERS for community in product(seed, least)]
    agreements = [domain for community in found for domain in community["agreement"].values() if domain]
    steps = [community["next_step"] for community in found if community["next_step"]]
    assert {community["status"] for community in found} == {"ok", "insufficient", "not_known", "no_data"}
    assert {community["phase"] for community in found} == {None, 0, 1, 2, 3, 4}
    assert {community["state"] for community in found} == {None, "fading", *oracle.PHASES}
    assert {community["kind"] for community in found} == {None, "dormant", "not_yet", "sparse", "divided"}
    assert {community["label"] for community in found} == {None, "clear", "leaning", "between"}
    assert {(domain["label"], domain["two_camps"]) for domain in agreements} >= {
        ("agree", False),
        ("mixed", False),
        ("divided", False),
        ("divided", True),
    }
    assert any(step["core_blocking"] for step in steps)
    assert any(step["domains_needed"] == 0 for step in steps)
    assert any(community["municipal_levels"] for community in found)
    assert any(community["group_results"] and community["outside_views"] for community in found)
    assert any(None not in community["bounds"] and community["phase"] is None for community in found)


@pytest.mark.parametrize("least", MIN_ANSWERS)
@pytest.mark.parametrize("seed", TABLES)
def test_label_and_range_follow_from_the_probabilities(seed: int, least: int) -> None:
    for community in product(seed, least):
        phase, chances = community["phase"], community["probabilities"]
        assert set(community) == BY_CHANCE | set(without_chance(community))
        assert (community["index_interval"] is None) == (not any(community["agreement"].values()))
        assert (community["insufficient_share"] is None) == (phase is None)
        if phase is None or chances is None:
            assert [chances, community["label"], community["range"]] == [None] * 3
        else:
            assert sum(chances) == pytest.approx(1)
            assert community["label"] == oracle.label_of(chances, phase)
            assert community["range"] == oracle.range_of(chances, phase)


@pytest.mark.parametrize("least", MIN_ANSWERS)
def test_the_bootstrap_differs_by_no_more_than_chance(least: int) -> None:
    chance, compared = random.Random(least), 0
    rows = oracle.read(random_table(least))
    for community in product(least, least)[:: COMMUNITIES // 10]:
        place = (community["settlement"], community["round"])
        counting = oracle.counting_of(row for row in rows if (row.settlement, row.round) == place)
        if community["index"] is None:
            continue
        phases, indexes = oracle.bootstrap(counting, least, REPLICATES, chance)
        assert is_between_quantiles(community["index_interval"], indexes)
        if community["phase"] is not None:
            compared += 1
            assert is_within_chance(community, phases, len(counting))
    assert compared >= 3


def is_between_quantiles(interval: list[float], indexes: list) -> bool:
    """Whether both ends lie where the 2.5 and 97.5 percentiles of 2000 replicates can fall: within 1.5 points."""
    last = len(indexes) - 1
    places = [(0.01, 0.04), (0.96, 0.99)]
    limits = [(indexes[floor(low * last)], indexes[ceil(high * last)]) for low, high in places]
    return all(low - 1e-6 <= end <= high + 1e-6 for end, (low, high) in zip(interval, limits, strict=True))


def is_within_chance(community: dict, phases: list[int | None], n: int) -> bool:
    """Whether the shares of both bootstraps are nearer than four standard errors: .07 at a half, less elsewhere."""
    known = [phase for phase in phases if phase is not None]
    missing = phases.count(None) / len(phases)
    shares = oracle.shrunk([known.count(k) / len(known) for k in range(oracle.TOP + 1)], n)
    missing_pair = (community["insufficient_share"], missing, 2000, len(phases))
    pairs = [(p, q, 2000 * (1 - missing), len(known)) for p, q in zip(community["probabilities"], shares, strict=True)]
    return all(
        abs(found - share) <= 0.003 + 4 * sqrt(share * (1 - share) * (1 / drawn + 1 / here))
        for found, share, drawn, here in [missing_pair, *pairs]
    )
