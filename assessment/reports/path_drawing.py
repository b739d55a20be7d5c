"""The values of the path's drawing: its stops, the one where the community is, and the words for who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.core.ports import Say
from assessment.core.questionnaire import Phase, Questionnaire
from assessment.reports.typesetting import Json


def path_drawing(q: Questionnaire, say: Say, here: str, flags: Mapping[str, str]) -> Json:
    """The stops of the path and beside it. `here` is the id of the own one, `flags` the words at a phase or state.

    Only `here` is ringed: in a side state, the phase that the topics give is flagged as just that.
    """
    places = [_stop(q, say, f"phases.{phase.id}", phase, str(level)) for level, phase in enumerate(q.phases)]
    places += [_stop(q, say, f"states.{state.id}", state, say("chart.path.side")) for state in q.states]
    for place, phase in zip(places, q.phases + q.states, strict=True):
        place |= {"flag": flags.get(phase.id, ""), "here": phase.id == here}
    told = [f"{place['sign']}: {place['said']}" for place in places]
    marked = [f"{place['flag']}: {place['said']}" for place in places if place["flag"]]
    alt = ". ".join([f"{say('chart.path.label')}: {'; '.join(told)}", *marked]) + "."
    return {"title": say("result.path.title"), "alt": alt, "places": places}


def _stop(q: Questionnaire, say: Say, path: str, phase: Phase, sign: str) -> Json:
    name = q.text(f"{path}.name", say.language)
    shown = name.shown_in(say.language)
    beside = path.startswith("states.")
    return {
        "sign": sign,
        "name": {"text": shown, "language": name.language},
        "said": shown,
        "colour": phase.colour,
        "beside": beside,
    }
