"""How long scoring takes: many communities at once, and the bootstrap beside the bare array work that it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assessment.core.profile import score, with_uncertainty
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import Columns
from benchmarks.machine import seconds, table
from tests.builders import questionnaire


def run() -> None:
    """Print all tables."""
    _communities()
    print()
    _bootstrap()
    print()
    _growth()


def _columns(q: Questionnaire, n: int, seed: int = 1) -> Columns:
    """n responses around a level of their own, one answer in ten a dk or missing."""
    draw = np.random.default_rng(seed)
    shape = (n, len(q.domains))
    levels = np.clip(draw.integers(0, q.top + 1, (n, 1)) + draw.integers(-1, 2, shape), 0, q.top)
    levels = np.where(draw.random(shape) < 0.1, draw.integers(-2, 0, shape), levels).astype(np.int8)
    extras = {x.id: draw.integers(0, len(x.options), n).astype(np.int8) for x in q.questions}
    return Columns(levels, draw.integers(0, 4, shape).astype(np.int8), extras)


def _communities() -> None:
    q, rows = questionnaire(), []
    for size in (1, 100, 4700):
        columns = _columns(q, size * 20)
        community = np.repeat(np.arange(size), 20)
        scores = score(q, columns, community, size, 5)
        arrays = seconds(lambda c=columns, w=community, s=size: score(q, c, w, s, 5))
        objects = seconds(lambda s=scores: [s.profile(i) for i in range(len(s))])
        aim = "≤ 300 ms" if size == 4700 else ""
        rows.append([str(size), f"{arrays * 1e3:.1f} ms", aim, f"{objects * 1e3:.1f} ms"])
    print("Without bootstrap, 20 responses × 8 domains each")
    table(["communities", "scored", "aim", "and each as a Profile"], rows)


def _bare(n: int, domains: int, levels: int, replicates: int) -> Callable[[], object]:
    """What no bootstrap can do without: the product, and the comparisons for levels, rated domains and the gate."""
    draw = np.random.default_rng(1)
    weights = draw.integers(0, 3, (n, replicates)).astype(np.float32)
    features = draw.integers(0, 2, (domains * (levels + 1), n)).astype(np.float32)

    def work() -> object:
        counts = (features @ weights).reshape(domains, levels + 1, replicates)
        level = (2 * counts[:, 1:levels] > counts[:, :1]).view(np.int8).sum(1, dtype=np.int8)
        rated = (counts[:, 0] >= 5) & (2 * counts[:, levels] <= n)
        level = np.where(rated, level, np.int8(-1))
        return sum((level >= k).view(np.int8).sum(0, dtype=np.int8) >= 6 for k in range(1, levels))

    return work


def _bootstrap_times(q: Questionnaire, n: int) -> tuple[float, float]:
    columns = _columns(q, n)
    profile = score(q, columns, np.zeros(n, dtype=np.int64), 1, 5).profile(0)
    whole = seconds(lambda: with_uncertainty(profile, q, columns, 5))
    bare = seconds(_bare(n, len(q.domains), q.top + 1, q.rule.uncertainty.replicates))
    return whole, bare


def _line(name: str, times: tuple[float, float], aim: str = "") -> list[str]:
    whole, bare = times
    return [name, f"{whole * 1e3:.2f} ms", f"{bare * 1e3:.2f} ms", f"{whole / bare:.1f}", aim]


HEAD = ["", "whole", "bare product and comparisons", "ratio", "aim"]


def _bootstrap() -> None:
    print("Bootstrap of one community, 20 responses × 8 domains, B = 2000")
    table(HEAD, [_line("one community", _bootstrap_times(questionnaire(), 20), "≤ 5 ms, ratio ≤ 3")])


def _growth() -> None:
    q = questionnaire()
    rows = [_line(f"n = {n}", _bootstrap_times(q, n)) for n in (5, 20, 80, 320, 1280)]
    rows += [_line(f"D = {d}", _bootstrap_times(questionnaire(domains=d), 20)) for d in (4, 8, 16)]
    for size in (500, 2000, 8000):
        more = replace(q.rule.uncertainty, replicates=size)
        rows.append(_line(f"B = {size}", _bootstrap_times(questionnaire(uncertainty=more), 20)))
    print("Growth (n responses, D domains, B replicates; the others at 20, 8 and 2000)")
    table(HEAD, rows)
