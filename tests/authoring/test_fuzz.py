"""Whatever stands in a file, the outcome is problems and never an exception."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.authoring.interface import PLACE, check_interface
from assessment.authoring.positions import parse
from assessment.authoring.questionnaires import check, load_released
from tests.authoring.forms import EN, ET, FADING, STRUCTURE, TEXTS

REAL = Path(__file__).parents[2] / "questionnaires" / "village_phases" / "v1"
MINI = (STRUCTURE + FADING).encode()
PIECES = [
    *(piece.encode() for piece in ["\n", "\t", "[", "]", "{", "}", "'", '"', "#", "~", "%"]),
    *(b" ", b": ", b"- ", b"&a ", b"*a ", b"!t ", b"? ", b"|\n", b"---\n", b"...\n", b"<<: ", b"%YAML 1.1\n"),
    *(b"true", b"no", b"1", b"-1.5", b".nan", b".inf", b"1/0", b"dk", b"levels.x: 1", b"9" * 400),
    *(b'"[key]": 1\n', b"https://[x", b'"\\u200b"'),
    *(b"\xff", b"\x00", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\\x00", b'"\\ud800"', b'"\\UFFFFFFFF"'),
]
EDITS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(PIECES) | st.binary(max_size=5)),
    min_size=1,
    max_size=6,
)
FEW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def mutated(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for place, removed, piece in edits:
        start = place % (len(content) + 1)
        content = content[:start] + piece + content[start + removed :]
    return content


def outcome(structure: bytes, texts: bytes, id_: str) -> str:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / id_ / "v1"
        folder.mkdir(parents=True)
        (folder / "questionnaire.yaml").write_bytes(structure)
        (folder / "et.yaml").write_bytes(texts)
        library, report = load_released(Path(root)), check([Path(root)])
        assert (not library.questionnaires) or report.ok
        printed = str(report) + str(library.report)
        printed.encode("utf-8")
        assert "FILE-012" not in printed, "an exception was caught"
        return printed


@given(structure=st.binary(max_size=200), texts=st.binary(max_size=200))
@FEW
def test_random_bytes(structure: bytes, texts: bytes) -> None:
    assert "error" in outcome(structure, texts, "mini")


@given(edits=EDITS)
@FEW
def test_mutated_structure(edits: list[tuple[int, int, bytes]]) -> None:
    assert "error" in outcome(mutated(MINI, edits), TEXTS.encode(), "mini")


@given(edits=EDITS)
@FEW
def test_mutated_texts(edits: list[tuple[int, int, bytes]]) -> None:
    assert "error" in outcome(STRUCTURE.encode(), mutated(TEXTS.encode(), edits), "mini")


@given(edits=EDITS, both=EDITS)
@settings(FEW, max_examples=15)
def test_mutated_real_files(edits: list[tuple[int, int, bytes]], both: list[tuple[int, int, bytes]]) -> None:
    structure, texts = (REAL / "questionnaire.yaml").read_bytes(), (REAL / "et.yaml").read_bytes()
    assert "error" in outcome(mutated(structure, edits), mutated(texts, both), "village_phases")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**30) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = [line.split(":")[0] for line in (STRUCTURE + FADING).splitlines() if line[0].isalpha()]


@given(parts=st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1))
@FEW
def test_any_value_at_any_key(parts: dict[str, object]) -> None:
    """JSON is YAML, so a value of any shape can stand at each key."""
    kept = [block for block in blocks(STRUCTURE + FADING) if block.split(":")[0] not in parts]
    added = [f"{key}: {json.dumps(value)}\n" for key, value in parts.items()]
    assert "error" in outcome("".join(kept + added).encode(), TEXTS.encode(), "mini")


def blocks(text: str) -> list[str]:
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[0].isalpha():
            found.append(line)
        else:
            found[-1] += line
    return found


@given(edits=EDITS)
@FEW
def test_mutated_interface_texts(edits: list[tuple[int, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        for language, content in (("et", ET.encode()), ("en", mutated(EN.encode(), edits))):
            path = Path(root) / language / PLACE
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        assert isinstance(check_interface(Path(root)), list)


@given(text=st.text(alphabet=st.sampled_from("ab:-[]{}'\"#&*!|>%?,\n\t \\x0U~@`"), max_size=60))
@settings(FEW, max_examples=300)
def test_any_signs_of_yaml(text: str) -> None:
    root, problems = parse(text, "a.yaml")
    assert root is not None or problems


WIDE = "".join(f"  k{n}: 1\n" for n in range(4_900))
LARGE = [
    b"a: " + b"x" * 900_000,
    b"[" + b"a," * 400_000,
    b"- a\n" * 200_000,
    STRUCTURE.encode() + b"rule:\n" + WIDE.encode(),
    STRUCTURE.encode() + b"sources:\n" + WIDE.encode(),
    (STRUCTURE + "notes:\n" + "- a\n" * 9_000).encode(),
    (STRUCTURE + "notes:\n" + "".join(f"- n{n}\n" for n in range(4_000)) + "workers:\n" + "- 1\n" * 4_000).encode(),
    (STRUCTURE + "stories:\n- {sources: [" + "x, " * 9_000 + "]}\n").encode(),
]


@pytest.mark.parametrize("large", LARGE)
def test_large_files_end_soon(large: bytes) -> None:
    began = time.perf_counter()
    assert "error" in outcome(large, TEXTS.encode() + large, "mini")
    assert time.perf_counter() - began < 30
