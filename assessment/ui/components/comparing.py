"""What is compared and how. The choices stand in the address, so that its link shows a colleague the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from assessment.charts.areas.marks import state_words
from assessment.charts.areas.profiles import FEWEST, MOST
from assessment.charts.areas.standings import version_words
from assessment.core.compared import BANDS, Compared, Filters, band_of, years
from assessment.core.overview import OTHER_VERSION, UNKNOWN, Picture, SharedResult
from assessment.core.register import KINDS
from assessment.ui.components.words import as_label
from assessment.ui.context import Visit
from assessment.ui.uninterrupted import uninterrupted

HEAT, MAP, INTERVAL, PROFILES, MOVES, SPREAD = VIEWS = ("heat", "map", "interval", "profiles", "moves", "spread")
# These rest on the frozen rounds; reading them takes longer than all the rest.
OF_ROUNDS = (INTERVAL, MOVES)
# Names in the address; none of them tells of answers.
VIEW, KIND, PEOPLE, PHASE, YEAR, ORDER, VERSION = ("view", "kind", "people", "phase", "year", "order", "version")
PICKED = "area"
ALL, NOT_KNOWN, BY_NAME, BY_PLACE = "all", "unknown", "name", "place"


@dataclass(frozen=True)
class Chosen:
    """What was chosen: the chart, whose areas, and the version of the questionnaire that they are compared by."""

    view: str
    filters: Filters
    version: str


def view(visit: Visit) -> str:
    """The chart to look at."""
    say, key = visit.say, f"compare-{VIEW}-{visit.language}"
    st.session_state[key] = _asked(VIEW, VIEWS)
    names = {name: say(f"compare.view.{name}") for name in VIEWS}
    chosen: str | None = st.segmented_control(
        say("compare.view"),
        VIEWS,
        format_func=names.__getitem__,
        required=True,
        wrap=True,
        key=key,
        on_change=_keep,
        args=(VIEW, key, VIEWS[0]),
        label_visibility="collapsed",
    )
    return chosen or VIEWS[0]


def choices(visit: Visit, picture: Picture, shown: str) -> Chosen:
    """The filters and the order, side by side where there is room."""
    say = visit.say
    with st.container(key="compare-filters", horizontal=True):
        kind = _choice(visit, KIND, {ALL: say("compare.all"), **_kinds(visit, picture)})
        people = _choice(visit, PEOPLE, {ALL: say("compare.all"), **_bands(visit, picture)})
        phase = _choice(visit, PHASE, {ALL: say("compare.all"), **_phases(visit, picture)})
        year = _choice(visit, YEAR, {ALL: say("compare.newest"), **{str(one): str(one) for one in years(picture)}})
        order = _choice(visit, ORDER, {name: say(f"compare.order.{name}") for name in (BY_NAME, BY_PLACE)})
        version = _version(visit, picture)
    filters = Filters(
        kinds=frozenset() if kind == ALL else frozenset([kind]),
        bands=frozenset() if people == ALL else frozenset([None if people == NOT_KNOWN else int(people)]),
        counted_as=frozenset() if phase == ALL else frozenset([phase]),
        year=None if year == ALL else int(year),
        by_place=order == BY_PLACE,
    )
    return Chosen(shown, filters, version)


def _kinds(visit: Visit, picture: Picture) -> dict[str, str]:
    found = {one.area.kind for one in picture.areas}
    return {kind: visit.say(f"compare.kind.{kind}") for kind in KINDS if kind in found}


def _bands(visit: Visit, picture: Picture) -> dict[str, str]:
    """The bands of inhabitants that there are areas in; none where no numbers are known."""
    found = {band_of(one.area.population) for one in picture.areas}
    if found == {None}:
        return {}
    words = {str(i): f"{low}–{high}" if high else f"{low}+" for i, (low, high) in enumerate(BANDS) if i in found}
    return words | ({NOT_KNOWN: visit.say("compare.people.unknown")} if None in found else {})


def _phases(visit: Visit, picture: Picture) -> dict[str, str]:
    q = visit.questionnaire
    found = {one.counted_as for one in picture.areas}
    order = [*q.phase_ids, *(state.id for state in q.states), OTHER_VERSION, UNKNOWN]
    return {id_: state_words(q, visit.say, id_) for id_ in order if id_ in found}


def _version(visit: Visit, picture: Picture) -> str:
    """The version to compare by: offered only where results of more than one cannot be compared with one another."""
    found = Counter(one.questionnaire for one in _results(picture) if one.has_result)
    if not found or all(picture.is_comparable(one) for one in _results(picture)):
        return picture.questionnaire
    usual = picture.questionnaire if picture.questionnaire in found else found.most_common(1)[0][0]
    names = [usual, *sorted(set(found) - {usual})]
    return _choice(visit, VERSION, {name: version_words(visit.questionnaire, name) for name in names})


def _results(picture: Picture) -> Iterable[SharedResult]:
    return (result for one in picture.areas for result in one.results)


def pick(visit: Visit, found: Compared) -> frozenset[str]:
    """The areas to see side by side: those of which something is known are offered, each a button."""
    say, key = visit.say, f"compare-{PICKED}-{visit.language}"
    names = {side.standing.area.id: as_label(side.standing.area.name) for side in found.sides if side.standing.counted}
    st.session_state[key] = [id_ for id_ in st.query_params.get_all(PICKED) if id_ in names]
    with st.container(key="compare-pick"):
        chosen = st.pills(
            say("compare.profiles.pick", fewest=FEWEST, most=MOST),
            list(names),
            selection_mode="multi",
            format_func=names.__getitem__,
            wrap=True,
            key=key,
            on_change=_keep_all,
            args=(PICKED, key),
        )
    if len(chosen) > MOST:
        st.html(f'<p class="kp-note" role="status">{say("compare.profiles.most", most=MOST)}</p>')
    return frozenset(chosen)


def _choice(visit: Visit, name: str, options: Mapping[str, str]) -> str:
    """One of several, the first being the usual one; where there is nothing to choose nothing is asked."""
    if ALL in options and len(options) < 3:
        return ALL
    key, ids = f"compare-{name}-{visit.language}", list(options)
    st.session_state[key] = _asked(name, ids)
    chosen: str = st.selectbox(
        visit.say(f"compare.{name}"),
        ids,
        format_func=options.__getitem__,
        placeholder="",
        filter_mode=None,
        key=key,
        on_change=_keep,
        args=(name, key, ids[0]),
    )
    return chosen


def _asked(name: str, options: Sequence[str]) -> str:
    """What the address asks for, or the usual."""
    wanted = st.query_params.get(name, "")
    return wanted if wanted in options else options[0]


@uninterrupted
def _keep(name: str, key: str, usual: str) -> None:
    """Write a choice to the address; what is usual is left out."""
    chosen = st.session_state[key]
    if chosen == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = chosen


@uninterrupted
def _keep_all(name: str, key: str) -> None:
    st.query_params[name] = st.session_state[key]
