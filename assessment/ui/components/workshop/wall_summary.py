"""The end of a workshop on the wall: its profile and phase, what to build on, the next step, what to talk about."""

from __future__ import annotations

from html import escape

from assessment.charts.phase_path import phase_path
from assessment.charts.workshop.build_up import build_up
from assessment.charts.workshop.places import places
from assessment.core.profile import Profile
from assessment.core.scene import Places
from assessment.journeys.self_assessment import QUESTIONS_SHOWN, steps_of, strengths_of
from assessment.ui.components.workshop.wall_fit import LINE, SMALLEST, lines, size
from assessment.ui.components.workshop.wall_join import Wall

# The column of what to go on from: its width and its height; how wide a heading's room is.
WIDTH, HEIGHT, HEADING = 82.0, 62.0, 5.0
LARGEST = 3.4


def summary(wall: Wall) -> str:
    """What one community's levels give; of an open room where its places are, and nothing in common."""
    if wall.scene.profile is None:
        drawn = places(wall.questionnaire, wall.say, wall.scene.places or Places(None), has_table=False)
        return f'<div class="kp-picture" style="--size:4.2">{drawn}</div>'
    return _community(wall, wall.scene.profile)


def _community(wall: Wall, profile: Profile) -> str:
    q, say = wall.questionnaire, wall.say
    path = phase_path(q, say, profile.phase, profile.state, say("wall.here"))
    rows = build_up(q, say, wall.workshop.domain_ids, wall.levels, has_table=False)
    if profile.phase is None:
        core = ", ".join(wall.text(f"domains.{q.domain_ids[d]}.name") for d in q.core)
        why = say("wall.no_phase", needed=q.rule.rated_needed(len(q.domains)), total=len(q.domains), core=core)
        forward = f'<p class="kp-said">{escape(why)}</p>'
        letters = LARGEST
    else:
        forward, letters = _forward(wall, profile)
    return (
        f'<div class="kp-phase-of">{path}</div><div class="kp-two"><div style="--size:{_row_size(wall):g}">{rows}</div>'
        f'<div class="kp-forward" style="--size:{letters:g}">{forward}</div></div>'
    )


def _row_size(wall: Wall) -> float:
    """How large the names of the domains are: the longest takes at most two lines of half of the column."""
    names = [wall.text(f"domains.{id_}.name") for id_ in wall.workshop.domain_ids]
    return size(names, 28.0, HEIGHT, gap=1.5, largest=3.2)


def _forward(wall: Wall, profile: Profile) -> tuple[str, float]:
    """Strengths, the next step and questions, with the size at which they fit; what comes last gives way first."""
    q, say = wall.questionnaire, wall.say
    steps = steps_of(q, profile)
    strong = [_strength(wall, profile, d) for d in strengths_of(profile, {step.domain for step in steps})]
    next_ = [
        (wall.text(f"domains.{q.domain_ids[s.domain]}.name"), _step(wall, s.domain, s.level)) for s in steps[:1]
    ] or [("", say("result.steps.top"))]
    path = f"states.{profile.state}" if profile.state in [side.id for side in q.states] else f"phases.{profile.state}"
    asked = [text.shown_in(say.language) for text in q.items(f"{path}.questions", say.language)][:QUESTIONS_SHOWN]
    letters = LARGEST
    while _height([*strong, *next_], asked, letters) > HEIGHT and (letters > SMALLEST or len(asked) > 1):
        if letters > SMALLEST:
            letters = round(letters - 0.1, 1)
        else:
            asked = asked[:-1]
    html = _part(say("result.strengths.title"), strong) if strong else ""
    html += _part(say("result.steps.title"), next_) + _questions(say("wall.questions"), asked)
    return html, letters


def _strength(wall: Wall, profile: Profile, d: int) -> tuple[str, str]:
    q = wall.questionnaire
    id_, level = q.domain_ids[d], q.phase_ids[profile.levels[d] or 0]
    return wall.text(f"domains.{id_}.name"), wall.text(f"domains.{id_}.strengths.{level}")


def _step(wall: Wall, d: int, level: int) -> str:
    q = wall.questionnaire
    return wall.text(f"domains.{q.domain_ids[d]}.steps.{q.phase_ids[level]}")


def _height(told: list[tuple[str, str]], asked: list[str], letters: float) -> float:
    texts = [f"{name}. {text}" for name, text in told] + asked
    return 3 * (HEADING + 1) + sum(lines(text, WIDTH, letters) * letters * LINE + 0.6 for text in texts)


def _part(title: str, told: list[tuple[str, str]]) -> str:
    body = "".join(f"<p>{f'<b>{escape(name)}.</b> ' if name else ''}{escape(text)}</p>" for name, text in told)
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def _questions(title: str, asked: list[str]) -> str:
    rows = "".join(f"<li>{escape(text)}</li>" for text in asked)
    return f"<section><h2>{escape(title)}</h2><ol>{rows}</ol></section>"
