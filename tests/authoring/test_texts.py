from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring.texts import LONGEST, slot_tree
from assessment.authoring.version import load
from assessment.core.questionnaire import TextSlot
from tests.authoring.forms import DOMAIN, ENGLISH, STRUCTURE, TEXTS, codes, spoilt, text_codes, write

TWO = spoilt(STRUCTURE, ("languages: [et]", "languages: [et, en]"))


def test_texts_are_kept_by_id__ok(tmp_path: Path) -> None:
    form = load(write(tmp_path)).questionnaire
    assert form is not None
    assert form.text("domains.trust.levels.awake", "et").value == "ärkvel"
    assert [item.value for item in form.items("phases.quiet.signs", "et")] == ["märk"]
    assert form.reviews["et"].status == "draft"
    assert set(form.texts["et"]) == {slot.id for slot in form.text_slots()}


def test_missing_texts_are_told_in_one_problem__error(tmp_path: Path) -> None:
    content = spoilt(TEXTS, ("about: Tutvustus\n", ""), ("dk: Ei tea", "dk: ''"), ("reason: Miks?", "reason:"))
    [found] = load(write(tmp_path, et=content)).problems
    assert (found.code, found.line) == ("TEXT-001", None)
    assert found.message == "3 texts have no Estonian, the first language: about, dk, reason"


def test_one_missing_text_is_told_in_the_singular__error(tmp_path: Path) -> None:
    [found] = load(write(tmp_path, et=spoilt(TEXTS, ("signs: [märk]", "signs: []")))).problems
    assert found.message == "1 text has no Estonian, the first language: phases.quiet.signs"


def test_missing_part_is_all_its_texts__error(tmp_path: Path) -> None:
    [found] = load(write(tmp_path, et=TEXTS[: TEXTS.index("role:\n  question")])).problems
    assert found.message.endswith("role.question, role.options.resident")
    [found] = load(
        write(tmp_path / "2", et=spoilt(TEXTS, (TEXTS[TEXTS.index("phases:") : TEXTS.index("domains:")], "")))
    ).problems
    assert found.message.startswith("24 texts have no Estonian")
    assert found.message.endswith("and 16 more")


def test_domain_without_an_anchor__error(tmp_path: Path) -> None:
    content = spoilt(TEXTS, ("levels: {quiet: vaikne, awake: ärkvel}", "levels: {quiet: vaikne}"))
    [found] = load(write(tmp_path, et=content)).problems
    assert found.code == "TEXT-003"
    assert found.message.startswith("the domain 'trust' has no anchor for the level 'awake' in Estonian.")


def test_domain_without_a_strength__error(tmp_path: Path) -> None:
    found = load(write(tmp_path, et=spoilt(TEXTS, ("    strengths: {awake: tugevus}\n", ""))))
    assert found.questionnaire is None
    assert [(one.code, one.severity, one.message) for one in found.problems] == [
        ("TEXT-001", "error", "1 text has no Estonian, the first language: domains.trust.strengths.awake")
    ]


def test_strength_that_another_language_lacks__error(tmp_path: Path) -> None:
    content = spoilt(ENGLISH, ("    strengths: {awake: tugevus}\n", ""))
    found = load(write(tmp_path, TWO, et=TEXTS, en=content))
    assert found.questionnaire is not None
    assert [(one.code, one.severity) for one in found.problems] == [("TEXT-002", "warning")]
    assert found.problems[0].message.endswith("marked: domains.trust.strengths.awake")
    assert found.questionnaire.text("domains.trust.strengths.awake", "en").language == "et"


def test_first_phase_has_no_strength__error(tmp_path: Path) -> None:
    assert text_codes(tmp_path, ("{awake: tugevus}", "{quiet: x, awake: tugevus}")) == ["TEXT-004"]


def test_text_that_another_language_lacks__error(tmp_path: Path) -> None:
    content = spoilt(ENGLISH, ("about: Tutvustus\n", ""), (", awake: ärkvel}", "}"))
    found = load(write(tmp_path, TWO, et=TEXTS, en=content))
    assert found.questionnaire is not None
    assert [(one.code, one.severity, one.message) for one in found.problems] == [
        (
            "TEXT-002",
            "warning",
            "2 texts have no English; the Estonian is shown, marked: about, domains.trust.levels.awake",
        )
    ]
    shown = found.questionnaire.text("about", "en")
    assert (shown.value, shown.language) == ("Tutvustus", "et")


def test_two_complete_languages__ok(tmp_path: Path) -> None:
    assert load(write(tmp_path, TWO, et=TEXTS, en=ENGLISH)).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("about:", "abuot:", "has no text 'abuot'. Did you mean 'about'?"),
        ("  awake:\n", "  awoke:\n", "has no text 'phases.awoke'. Did you mean 'awake'?"),
        ("dk: ei tea}", "dk: ei tea, never: iial}", "has no text 'trend.options.never'. Known here: better, same"),
        ("title:", "zzz: x\ntitle:", "has no text 'zzz'."),
        ("{quiet: vaikne", "{quiet.x: y, quiet: vaikne", "has no text 'domains.trust.levels.quiet.x'."),
    ],
)
def test_unknown_text_is_told_once__error(tmp_path: Path, old: str, new: str, told: str) -> None:
    [found] = load(write(tmp_path, et=spoilt(TEXTS, (old, new)))).problems
    assert found.code == "TEXT-004"
    assert told in found.message


def test_texts_are_not_judged_while_ids_are_in_doubt__error(tmp_path: Path) -> None:
    structure = spoilt(STRUCTURE, ("domains:", "domians:"))
    assert codes(load(write(tmp_path, structure)).problems) == ["KEY-001"]


@pytest.mark.parametrize("wrong", ["signs: märk", "signs: {a: märk}"])
def test_text_in_place_of_a_list__error(tmp_path: Path, wrong: str) -> None:
    assert text_codes(tmp_path, ("signs: [märk]", wrong)) == ["TEXT-005"]


@pytest.mark.parametrize("wrong", ["about: [Tutvustus]", "about: {x: Tutvustus}"])
def test_list_in_place_of_a_text__error(tmp_path: Path, wrong: str) -> None:
    assert text_codes(tmp_path, ("about: Tutvustus", wrong)) == ["TEXT-006"]


@pytest.mark.parametrize("wrong", ["signs: [märk, '']", "signs: [märk, [x]]", "signs: [märk, {x: y}]", "signs: [~]"])
def test_item_that_is_no_text__error(tmp_path: Path, wrong: str) -> None:
    assert text_codes(tmp_path, ("signs: [märk]", wrong)) == ["TEXT-006"]


def test_text_in_place_of_keys__error(tmp_path: Path) -> None:
    assert text_codes(tmp_path, ("  options: {village: küla}", "  options: küla")) == ["TYPE-006"]


def test_text_that_looks_like_a_number_is_a_text__ok(tmp_path: Path) -> None:
    form = load(
        write(tmp_path, et=spoilt(TEXTS, ("title: Pealkiri", "title: 2026"), ("dk: Ei", "dk: false")))
    ).questionnaire
    assert form is not None
    assert [form.text(id_, "et").value for id_ in ("title", "dk")] == ["2026", "false tea"]


def test_lists_of_unequal_length__error(tmp_path: Path) -> None:
    content = spoilt(ENGLISH, ("signs: [märk]", "signs: [one, two]"))
    [found] = load(write(tmp_path, TWO, et=TEXTS, en=content)).problems
    assert (found.code, found.severity, found.path) == ("TEXT-007", "warning", "phases › quiet › signs")
    assert found.message == "2 items here, 1 item in Estonian. Check that no item was forgotten."


def test_first_language_without_a_file__error(tmp_path: Path) -> None:
    structure = spoilt(STRUCTURE, ("languages: [et]", "languages: [ru, et]"))
    found = load(write(tmp_path, structure))
    assert found.questionnaire is None
    assert "TEXT-008" in codes(found.problems)


def test_other_language_without_a_file__error(tmp_path: Path) -> None:
    found = load(write(tmp_path, TWO))
    assert found.questionnaire is not None
    assert [(one.code, one.severity) for one in found.problems] == [("TEXT-009", "warning")]
    assert found.problems[0].message == "the texts of English are missing; the Estonian is shown, marked. Add en.yaml."


def test_language_that_is_not_that_of_the_file__error(tmp_path: Path) -> None:
    assert text_codes(tmp_path, ("language: et", "language: en")) == ["TEXT-010"]


def test_language_that_is_not_listed__error(tmp_path: Path) -> None:
    found = load(write(tmp_path, et=TEXTS, en=ENGLISH))
    assert found.questionnaire is not None
    assert [(one.code, one.severity) for one in found.problems] == [("TEXT-011", "warning")]


def test_language_no_is_text__ok(tmp_path: Path) -> None:
    structure = spoilt(STRUCTURE, ("languages: [et]", "languages: [et, no]"))
    norwegian = spoilt(TEXTS, ("language: et", "language: no"))
    assert load(write(tmp_path, structure, et=TEXTS, no=norwegian)).problems == ()


@pytest.mark.parametrize("escape", ["\\x07", "\\u202e", "\\e"])
def test_invisible_character__error(tmp_path: Path, escape: str) -> None:
    assert text_codes(tmp_path, ("about: Tutvustus", f'about: "a{escape}b"')) == ["TEXT-012"]


UNSEEN = ["\\u200b", "\\u00ad", "\\u3164", "\\u2060", "\\u00a0", "\\u2800", "\\u115f\\ufe0f", " \\u200b\\n"]


@pytest.mark.parametrize("escape", UNSEEN)
def test_text_of_which_nothing_is_seen_is_missing__error(tmp_path: Path, escape: str) -> None:
    content = spoilt(TEXTS, ("about: Tutvustus", f'about: "{escape}"'))
    [found] = load(write(tmp_path, et=content)).problems
    assert (found.code, found.message) == ("TEXT-001", "1 text has no Estonian, the first language: about")
    assert text_codes(tmp_path / "2", ("signs: [märk]", f'signs: [märk, "{escape}"]')) == ["TEXT-006"]


@pytest.mark.parametrize("text", [".", "õ\\u200b", "☺\\ufe0f", "中"])
def test_text_with_one_sign_that_is_seen__ok(tmp_path: Path, text: str) -> None:
    assert text_codes(tmp_path, ("about: Tutvustus", f'about: "{text}"')) == []


def test_half_a_sign_in_a_text_is_told_once__error(tmp_path: Path) -> None:
    changes = (("about: Tutvustus", 'about: "a\\ud800b"'), ("signs: [märk]", 'signs: ["\\udfff"]'))
    assert text_codes(tmp_path, *changes, ("dk: Ei tea", "dk:")) == ["YAML-010", "YAML-010", "TEXT-001"]


def test_soft_hyphen_and_line_break__ok(tmp_path: Path) -> None:
    assert text_codes(tmp_path, ("about: Tutvustus", 'about: "küla\\u00adselts\\nja muud"')) == []


def test_text_of_the_largest_length__ok(tmp_path: Path) -> None:
    assert text_codes(tmp_path, ("Tutvustus", "õ" * LONGEST)) == []


def test_text_that_is_too_long__error(tmp_path: Path) -> None:
    assert text_codes(tmp_path, ("Tutvustus", "õ" * (LONGEST + 1))) == ["TEXT-013"]


@pytest.mark.parametrize("status", ["machine", "draft", "reviewed"])
def test_review_status__ok(tmp_path: Path, status: str) -> None:
    assert text_codes(tmp_path, ("status: draft", f"status: {status}, note: Mari luges")) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("status: draft", "status: checked", "VALUE-001"),
        ("review: {status: draft}\n", "", "KEY-002"),
        ("review: {", "reviev: {", "KEY-002"),
        ("{status: draft}", "draft", "TYPE-006"),
        ("{status: draft}", "{stats: draft}", "KEY-001"),
        ("language: et\n", "", "KEY-002"),
    ],
)
def test_fixed_part__error(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert text_codes(tmp_path, (old, new))[0] == code


def test_text_that_was_refused_is_not_told_twice__error(tmp_path: Path) -> None:
    assert text_codes(tmp_path, ("about: Tutvustus", "about: *x"), ("signs: [märk]", "signs: [*y]")) == [
        "YAML-006",
        "YAML-006",
    ]


def test_key_written_twice_in_the_texts__error(tmp_path: Path) -> None:
    assert text_codes(tmp_path, (DOMAIN, DOMAIN + "    name: teine nimi\n")) == ["KEY-003"]


def test_tree_of_texts_cannot_hold_a_text_below_a_text() -> None:
    with pytest.raises(TypeError, match=r"a\.b lies below"):
        slot_tree((TextSlot("a"), TextSlot("a.b")))
