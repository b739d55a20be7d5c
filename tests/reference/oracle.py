"""The scoring rule a second time, slowly and in plain Python: nothing here is shared with the product.

Sections are those of `scoring.md`. Whatever is compared with a limit is a fraction or a whole number, so that
no tie hangs on a rounding. The bootstrap draws with Python's own random numbers: its shares can be compared only
within what chance allows, all else exactly.
"""

from __future__ import annotations

import csv
import io
import random
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil

CORE = ("leadership", "participation", "trust")
DOMAINS = (*CORE, "direction", "organisation", "resources", "cooperation", "resilience")
PHASES = ("none", "awakening", "forming", "active", "sustaining")
TOP = len(PHASES) - 1
KIND_OF = {"newcomers": "not_yet", "no_inviter": "not_yet", "few_residents": "sparse", "old_quarrels": "divided"}
SINGLE = {"online", "paper", "workshop"}  # the modes in which one person answers for one person

Levels = dict[str, int | None]


@dataclass(frozen=True)
class Row:
    """One row of the spreadsheet; a domain without a level is not in `levels`."""

    settlement: str
    round: str
    respondent: str
    role: str
    mode: str
    present: int | None
    levels: dict[str, int]
    dk: frozenset[str]
    trends: dict[str, str]
    past: str
    why_none: str


def read(table: str) -> list[Row]:
    """The rows of a CSV with commas that has every column and no fault."""
    return [read_row(cells) for cells in csv.DictReader(io.StringIO(table))]


def read_row(cells: dict[str, str]) -> Row:
    return Row(
        **{key: cells[key] for key in ("settlement", "round", "respondent", "past", "why_none")},
        role=cells["role"] or "resident",
        mode=cells["mode"] or "online",
        present=int(cells["present"]) if cells["present"] else None,
        levels={d: int(cells[d]) for d in DOMAINS if cells[d] not in ("", "dk")},
        dk=frozenset(d for d in DOMAINS if cells[d] == "dk"),
        trends={d: cells[f"{d}_trend"] for d in DOMAINS if cells[f"{d}_trend"] not in ("", "dk")},
    )


# 1. Answers
def counts(row: Row) -> bool:
    return 2 * len(row.levels) >= len(DOMAINS)


def could_make_the_phase(row: Row) -> bool:
    return row.mode in SINGLE and row.role != "municipal"


# 2. Level of a domain
def answers(rows: Iterable[Row], domain: str) -> list[int]:
    return [row.levels[domain] for row in rows if domain in row.levels]


def share_from(values: Sequence[int], k: int) -> Fraction:
    return Fraction(sum(x >= k for x in values), len(values))


def low_median(values: Sequence[int]) -> int:
    return max((k for k in range(1, TOP + 1) if 2 * sum(x >= k for x in values) > len(values)), default=0)


def levels_of(rows: Sequence[Row], least: int) -> Levels:
    """The level of every domain, None where it is not rated."""
    found: Levels = dict.fromkeys(DOMAINS)
    for domain in DOMAINS:
        values = answers(rows, domain)
        unknown = sum(domain in row.dk for row in rows)
        if len(values) >= least and 2 * unknown <= len(rows):
            found[domain] = low_median(values)
    return found


# 3. Phase of the community
def phase_of(levels: Levels) -> int | None:
    rated = [level for level in levels.values() if level is not None]
    core = [levels[c] for c in CORE]
    if len(rated) < Fraction(7, 10) * len(DOMAINS) or None in core:
        return None
    phase = 0
    for k in range(1, TOP + 1):
        enough = sum(level >= k for level in rated) >= needed(levels)
        if not enough or any(level < k - 1 for level in core):
            break
        phase = k
    return phase


def needed(levels: Levels) -> int:
    return ceil(Fraction(2, 3) * sum(level is not None for level in levels.values()))


def next_step(rows: Sequence[Row], levels: Levels, phase: int | None) -> dict | None:
    if phase is None or phase == TOP:
        return None
    target = phase + 1
    below = [d for d in DOMAINS if levels[d] is not None and levels[d] < target]
    there = sum(level is not None and level >= target for level in levels.values())
    return {
        "target": target,
        "domains_needed": max(0, needed(levels) - there),
        "nearest": sorted(below, key=lambda d: (-share_from(answers(rows, d), target), DOMAINS.index(d))),
        "core_blocking": [c for c in CORE if levels[c] < phase],
    }


# 4. Fading
def has_fading_signs(rows: Sequence[Row], least: int) -> bool:
    worse = set()
    for domain in DOMAINS:
        trends = [row.trends[domain] for row in rows if domain in row.trends]
        if len(trends) >= least and 2 * trends.count("worse") > len(trends):
            worse.add(domain)
    first, *others = CORE
    return len(worse) >= 3 or (first in worse and any(c in worse for c in others))


def more_was_done_before(rows: Sequence[Row], least: int) -> bool:
    opinions = [row.past for row in rows if row.past in ("yes", "no")]
    return len(opinions) >= least and opinions.count("yes") > opinions.count("no")


def kind_of(rows: Sequence[Row], least: int) -> str | None:
    """The kind of a community whose phase is 0."""
    if more_was_done_before(rows, least):
        return "dormant"
    kinds = Counter(KIND_OF[row.why_none] for row in rows if row.why_none in KIND_OF)
    most = [kind for kind, n in kinds.items() if n == max(kinds.values())]
    return most[0] if kinds.total() >= least and len(most) == 1 else None


def state_of(rows: Sequence[Row], phase: int | None, least: int) -> str | None:
    if phase is None:
        return None
    fading = phase in (1, 2) and has_fading_signs(rows, least) and more_was_done_before(rows, least)
    return "fading" if fading else PHASES[phase]


# 5. Index
def index_of(rows: Sequence[Row], rated: Iterable[str]) -> float | None:
    means = [sum(values) / len(values) for d in rated if (values := answers(rows, d))]
    return sum(means) / len(means) if means else None


# 6. Uncertainty
def bootstrap(
    rows: Sequence[Row], least: int, replicates: int, chance: random.Random
) -> tuple[list[int | None], list[float]]:
    """The phases of the replicates, None where insufficient, and their indexes from the lowest to the highest."""
    rated = [d for d, level in levels_of(rows, least).items() if level is not None]
    samples = [chance.choices(rows, k=len(rows)) for _ in range(replicates)]
    indexes = (index_of(sample, rated) for sample in samples)
    phases = [phase_of(levels_of(sample, least)) for sample in samples]
    return phases, sorted(index for index in indexes if index is not None)


def shrunk(shares: Sequence[float], n: int) -> list[float]:
    """P̃(k) of the shares P(k) of n responses, reflected at the ends."""
    below, above = [shares[0], *shares[:-1]], [*shares[1:], shares[-1]]
    return [(n * p + (low + high) / 2) / (n + 1) for p, low, high in zip(shares, below, above, strict=True)]


def label_of(chances: Sequence[float], phase: int) -> str:
    chances = [round(p, 9) for p in chances]
    if any(chances[k] >= 0.35 for k in (phase - 1, phase + 1) if 0 <= k <= TOP):
        return "between"
    return "clear" if chances[phase] >= 0.80 else "leaning" if chances[phase] >= 0.55 else "between"


def range_of(chances: Sequence[float], phase: int) -> list[int]:
    runs = ((low, high) for low in range(phase + 1) for high in range(phase, TOP + 1))
    sums = {(low, high): round(sum(chances[low : high + 1]), 9) for low, high in runs}
    enough = [run for run, total in sums.items() if total >= 0.80]
    return list(min(enough, key=lambda run: (run[1] - run[0], -sums[run], run[0])))


def bounds_of(rows: Sequence[Row], least: int) -> list[int | None]:
    """The phases if every level that is missing were 0, and if it were the highest."""
    return [phase_of(levels_of([filled(row, level) for row in rows], least)) for level in (0, TOP)]


def filled(row: Row, level: int) -> Row:
    return Row(**{**vars(row), "levels": dict.fromkeys(DOMAINS, level) | row.levels, "dk": frozenset()})


# 7. Agreement
def agreement_of(values: Sequence[int]) -> dict:
    middle = statistics.median(map(Fraction, values))
    spread = sum(abs(x - middle) for x in values) / len(values)
    level, camps, a = low_median(values), has_two_camps(values), van_der_eijk(values)
    divided = spread > Fraction(6, 5) or camps or a < 0
    return {
        "ad": float(spread),
        "within_one": sum(abs(x - level) <= 1 for x in values) / len(values),
        "two_camps": camps,
        "a": float(a),
        "label": "divided" if divided else "agree" if spread <= Fraction(4, 5) else "mixed",
    }


def has_two_camps(values: Sequence[int]) -> bool:
    n, bars = len(values), [values.count(k) for k in range(TOP + 1)]
    for a, b in combinations(range(TOP + 1), 2):
        low, between, high = bars[: a + 1], bars[a + 1 : b], bars[b:]
        large = min(Fraction(sum(low), n), Fraction(sum(high), n)) >= Fraction(3, 10)
        if n >= 8 and b - a >= 2 and large and all(2 * bar <= min(max(low), max(high)) for bar in between):
            return True
    return False


def van_der_eijk(values: Sequence[int]) -> Fraction:
    """Agreement A from -1 to 1 (van der Eijk 2001): layers of equal height are peeled off, each weighed by its size."""
    bars, a = [values.count(k) for k in range(TOP + 1)], Fraction()
    while any(bars):
        height = min(bar for bar in bars if bar)
        layer = [int(bar > 0) for bar in bars]
        a += Fraction(height * sum(layer), len(values)) * pattern_agreement(layer)
        bars = [bar - height * there for bar, there in zip(bars, layer, strict=True)]
    return a


def pattern_agreement(layer: Sequence[int]) -> Fraction:
    k, size = len(layer), sum(layer)
    if size in (1, k):
        return Fraction(size == 1)
    triples = Counter(combinations(layer, 3))
    with_unimodality, against = triples[1, 1, 0] + triples[0, 1, 1], triples[1, 0, 1]
    unimodality = Fraction((k - 2) * with_unimodality - (k - 1) * against, (k - 2) * (with_unimodality + against))
    return unimodality * (1 - Fraction(size - 1, k - 1))


# The result
def score(rows: Sequence[Row], least: int) -> list[dict]:
    """All that is exact in the result of every settlement and round, in order of first appearance."""
    places = dict.fromkeys((row.settlement, row.round) for row in rows)
    return [score_community([row for row in rows if (row.settlement, row.round) == place], least) for place in places]


def score_community(rows: Sequence[Row], least: int) -> dict:
    counting, responses = counting_of(rows), sum(map(could_make_the_phase, rows))
    municipal = [row for row in rows if row.mode in SINGLE and row.role == "municipal" and counts(row)]
    levels = levels_of(counting, least)
    phase = phase_of(levels)
    status = "ok" if phase is not None else "insufficient" if counting else "not_known" if responses else "no_data"
    return {
        "settlement": rows[0].settlement,
        "round": rows[0].round,
        "responses": responses,
        "counting": len(counting),
        "status": status,
        "phase": phase,
        "state": state_of(counting, phase, least),
        "fading_signs": has_fading_signs(counting, least),
        "kind": kind_of(counting, least) if phase == 0 else None,
        "levels": levels,
        "index": index_of(counting, [d for d in DOMAINS if levels[d] is not None]),
        "bounds": bounds_of(counting, least),
        "agreement": {d: None if level is None else agreement_of(answers(counting, d)) for d, level in levels.items()},
        "next_step": next_step(counting, levels, phase),
        "municipal_levels": levels_of(municipal, least) if len(municipal) >= least else None,
        "group_results": [by_itself(row) for row in rows if row.mode == "group"],
        "outside_views": [by_itself(row) for row in rows if row.mode == "outside"],
    }


def counting_of(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if could_make_the_phase(row) and counts(row)]


def by_itself(row: Row) -> dict:
    levels = levels_of([row], 1)
    return {"respondent": row.respondent, "present": row.present, "levels": levels, "phase": phase_of(levels)}
