"""A closed round as a text, and back."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.counts import counts_of
from assessment.core.municipality import Marker
from assessment.core.profile import profile_of
from assessment.core.release import release, release_while_open
from assessment.core.response import Response, columns
from assessment.core.snapshot import Snapshot, checksum, from_text, to_text
from assessment.core.standing import index_basis
from assessment.core.suppression import FEW, NotKnown, Suppressed, Thresholds
from tests.builders import questionnaire

Q = questionnaire()
LIMITS = Thresholds()


def snapshot(levels):
    responses = [Response("resident", "online", tuple(row), (2,) * 8) for row in levels]
    profile = profile_of(Q, responses, LIMITS.min_answers(Q.rule))
    shown = release(Q, profile, counts_of(Q, responses), LIMITS)
    return Snapshot(shown, checksum(Q), profile.probabilities, index_basis(Q, columns(Q, responses)))


@pytest.mark.parametrize("number", [0, 1, 4, 5, 8, 12])
def test_what_was_kept_is_read_back_as_it_was(number):
    kept = snapshot(np.random.default_rng(number).integers(-2, 5, (number, 8)).tolist())
    assert from_text(to_text(kept)) == kept
    assert to_text(from_text(to_text(kept))) == to_text(kept)


@pytest.mark.parametrize(
    "municipal", [Suppressed(FEW), Marker(Q.name, "municipal", 6, (0, 1, NotKnown(), 3, 4, 2, 2, 2))]
)
def test_the_municipal_view_is_kept_with_it(municipal):
    kept = replace(snapshot([[2] * 8] * 8), municipal=municipal)
    assert from_text(to_text(kept)) == kept


def test_what_was_kept_before_there_were_municipal_views_is_read_without_one():
    now = json.loads(to_text(snapshot([[2] * 8] * 8)))
    del now["snapshot"]["municipal"]
    assert from_text(json.dumps({**now, "format": 1})) == snapshot([[2] * 8] * 8)


@given(st.lists(st.lists(st.integers(-2, 4), min_size=8, max_size=8), max_size=12))
def test_whatever_was_answered_is_read_back(levels):
    kept = snapshot(levels)
    assert from_text(to_text(kept)) == kept


def test_an_open_round_s_release_is_no_snapshot():
    with pytest.raises(ValueError, match="no snapshot"):
        from_text(json.dumps({"format": 1, "snapshot": [1]}))


@pytest.mark.parametrize("text", ["{}", "[]", '{"format": 3}', '{"format": 1, "snapshot": {"~": "os"}}'])
def test_another_text_is_refused(text):
    with pytest.raises(ValueError, match="known"):
        from_text(text)


def test_the_checksum_is_that_of_what_is_asked():
    changed = replace(Q, texts={"et": {"title": "Teine"}})
    assert checksum(Q) == checksum(questionnaire())
    assert checksum(changed) != checksum(Q)
    assert checksum(replace(Q, comparable_with=("village_phases/v0",))) == checksum(Q), "it is nothing that is asked"
    assert release_while_open(Q).questionnaire == Q.name
