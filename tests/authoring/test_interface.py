from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring.interface import PLACE, check_interface
from assessment.authoring.questionnaires import check
from tests.authoring.forms import EN, ET, codes, spoilt

REPOSITORY = Path(__file__).parents[2]
LOCALES = REPOSITORY / "assessment" / "i18n" / "locales"


def locales(root: Path, **catalogues: str | bytes) -> Path:
    for language, content in ({"et": ET, "en": EN} | catalogues).items():
        path = root / "locales" / language / PLACE
        path.parent.mkdir(parents=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root / "locales"


def english(root: Path, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    found = check_interface(locales(root, en=spoilt(EN, *changes)))
    return [(one.code, one.severity) for one in found]


def test_complete_texts__ok(tmp_path: Path) -> None:
    assert check_interface(locales(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr "Home"', 'msgstr "Home'),
        ('msgstr "Home"', "msgstr Home"),
        ('msgstr "Home"', "Home"),
        ('msgstr "Home"', 'msgstr "Home" "x"'),
        ('msgstr "Home"', 'msgstr "Home"\nmsgstr "House"'),
        ('msgid "home.title"\n', ""),
        ('msgid ""\n', '"stray"\nmsgid ""\n'),
        ("charset=UTF-8\\n", "charset=UTF-8\\nPOT-Creation-Date: yesterday\\n"),
    ],
)
def test_line_that_cannot_be_read__error(tmp_path: Path, old: str, new: str) -> None:
    assert ("PO-001", "error") in english(tmp_path, (old, new))


@pytest.mark.parametrize(
    ("content", "code"),
    [("õ".encode("latin-1"), "FILE-005"), ("a".encode("utf-16"), "FILE-006"), (b"\0", "FILE-007")],
)
def test_file_that_is_no_text__error(tmp_path: Path, content: bytes, code: str) -> None:
    assert codes(check_interface(locales(tmp_path, en=content))) == [code]


def test_first_language_lacks_a_text__error(tmp_path: Path) -> None:
    [found] = check_interface(locales(tmp_path, et=spoilt(ET, ('"Avaleht"', '""'))))
    assert (found.code, found.severity) == ("PO-002", "error")
    assert found.message == "1 text has no Estonian, the first language: home.title"


def test_text_that_only_another_language_has__error(tmp_path: Path) -> None:
    assert english(tmp_path, ('msgid "home.title"', 'msgid "home.tilte"')) == [
        ("PO-002", "error"),
        ("PO-003", "warning"),
    ]


def test_other_language_lacks_a_text__error(tmp_path: Path) -> None:
    assert english(tmp_path, ('"Home"', '""')) == [("PO-003", "warning")]
    assert english(tmp_path / "2", ('msgstr[1] "{number} vastust"', 'msgstr[1] ""')) == [("PO-003", "warning")]


FUZZY = ('msgid "home.title"', '#, fuzzy\nmsgid "home.title"')


def test_fuzzy__error(tmp_path: Path) -> None:
    assert english(tmp_path, FUZZY) == [("PO-004", "warning")]


def test_fuzzy_in_the_first_language__error(tmp_path: Path) -> None:
    [found] = check_interface(locales(tmp_path, et=spoilt(ET, FUZZY)))
    assert (found.code, found.severity, found.line, found.path) == ("PO-014", "error", 8, "home.title")


def test_text_of_which_nothing_is_seen__error(tmp_path: Path) -> None:
    for number, unseen in enumerate(("\u200b", "\u3164", "\u00ad \u2060", "\u00a0")):
        assert english(tmp_path / str(number), ('"Home"', f'"{unseen}"')) == [("PO-003", "warning")]


def test_placeholders_that_differ__error(tmp_path: Path) -> None:
    assert english(tmp_path, ("{name}", "{nmae}")) == [("PO-005", "error")]
    assert english(tmp_path / "2", ("{number} ", "")) == [("PO-005", "error")]


def test_number_of_plural_forms__error(tmp_path: Path) -> None:
    assert english(tmp_path, ('msgstr[1] "{number} vastust"\n', "")) == [("PO-006", "error"), ("PO-005", "error")]
    assert ("PO-006", "error") in english(tmp_path / "2", ('vastust"\n', 'vastust"\nmsgstr[2] "{number} x"\n'))


def test_russian_needs_three_plural_forms(tmp_path: Path) -> None:
    russian = spoilt(EN, ("nplurals=2; plural=(n != 1)", "nplurals=3; plural=(n%10==1 ? 0 : 1)"))
    assert codes(check_interface(locales(tmp_path, ru=russian))) == ["PO-006"]
    complete = spoilt(russian, ('vastust"\n', 'vastust"\nmsgstr[2] "{number} x"\n'))
    assert codes(check_interface(locales(tmp_path / "2", ru=complete))) == []


def test_id_written_twice__error(tmp_path: Path) -> None:
    twice = 'msgid "home.title"\nmsgstr "Home"\n\nmsgid "home.greeting"'
    found = check_interface(locales(tmp_path, en=spoilt(EN, ('msgid "home.greeting"', twice))))
    assert [(one.code, one.line, one.path) for one in found] == [("PO-007", 10, "home.title")]
    assert "first on line 7" in found[0].message


@pytest.mark.parametrize(
    "braces",
    ["{name", "name}", "{name!q}", "{name!r}", "{name:d}", "{name:}", "{name:{w}}", "{name.x}", "{name[0]}", "{}",
     "{0}", "{ name }"],
)  # fmt: skip
def test_braces_that_are_no_placeholder__error(tmp_path: Path, braces: str) -> None:
    assert english(tmp_path, ("{name}", braces)) == [("PO-008", "error")]


def test_doubled_braces_are_text__ok(tmp_path: Path) -> None:
    assert english(tmp_path, ("{name}", "{{{name}}} }}{{x}}")) == []


def test_plural_in_one_language_only__error(tmp_path: Path) -> None:
    single = (
        'msgid_plural "answers"\nmsgstr[0] "one vastus"\nmsgstr[1] "{number} vastust"',
        'msgstr "{number} answers"',
    )
    assert english(tmp_path, single) == [("PO-009", "error")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("charset=UTF-8", "charset=latin-1"),
        ("charset=UTF-8", "charset=UTF-8bogus"),
        ("charset=UTF-8", "charset=xUTF-8"),
        ("Content-Type", "X-Type"),
        ("charset=UTF-8\\n", "charset=UTF-8\\nContent-Type: text/plain; charset=latin-1\\n"),
        ("nplurals=2", "nplurals=3"),
        ("nplurals=2", "nplurals=x"),
        ("Plural-Forms", "X"),
    ],
)
def test_header__error(tmp_path: Path, old: str, new: str) -> None:
    found = english(tmp_path, (old, new))
    if old != "Plural-Forms":
        assert found == [("PO-010", "error")]


@pytest.mark.parametrize("charset", ["utf-8", "Utf-8", "UTF-8 "])
def test_charset_in_small_letters__ok(tmp_path: Path, charset: str) -> None:
    assert english(tmp_path, ("charset=UTF-8", f"charset={charset}")) == []


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("(n != ", "it is no rule"),
        ("foo", "it is no rule"),
        ("(n != 1)) + __import__('os')", "it is no rule"),
        ("n-5", "it leads 0 to form -5, but the forms are 0 to 1"),
        ("n", "it leads 2 to form 2, but the forms are 0 to 1"),
        ("n>150 ? 2 : 1", "it leads 151 to form 2, but the forms are 0 to 1"),
        ("1/(n-3)", "it leads 0 to form -1, but the forms are 0 to 1"),
        ("n==0 ? 0 : 1/(n-1)", "it divides by zero"),
        ("n" + "+n" * 600, "it is no rule"),
    ],
)
def test_plural_rule__error(tmp_path: Path, rule: str, why: str) -> None:
    [found] = check_interface(locales(tmp_path, en=spoilt(EN, ("plural=(n != 1)", f"plural={rule}"))))
    assert (found.code, found.severity, found.line) == ("PO-013", "error", 1)
    assert why in found.message
    assert found.message.endswith("Write: Plural-Forms: nplurals=2; plural=(n != 1);")


@pytest.mark.parametrize("rule", ["n>1", "(n % 10 == 1 && n % 100 != 11) ? 0 : 1", "0"])
def test_plural_rule__ok(tmp_path: Path, rule: str) -> None:
    assert english(tmp_path, ("plural=(n != 1)", f"plural={rule}")) == []


def test_missing_first_language__error(tmp_path: Path) -> None:
    folder = locales(tmp_path)
    (folder / "et" / PLACE).unlink()
    assert codes(check_interface(folder)) == ["FILE-001"]
    assert codes(check_interface(tmp_path / "nowhere")) == ["FILE-001"]


@pytest.mark.parametrize("name", ["klingon", "en_old", "en copy", "x_y", "EN", "xx"])
def test_folder_that_is_no_language__error(tmp_path: Path, name: str) -> None:
    folder = locales(tmp_path, **{name: "rubbish"})
    [found] = check_interface(folder)
    assert (found.code, found.severity, Path(found.file).name) == ("PO-012", "warning", name)
    assert codes(check([folder / name / PLACE]).problems) == ["PO-012"]


def test_folder_of_a_language_without_a_file__error(tmp_path: Path) -> None:
    folder = locales(tmp_path)
    (folder / "fi").mkdir()
    (folder / ".git").mkdir()
    assert "FILE-001" in codes(check_interface(folder))


def test_old_texts_and_contexts__ok(tmp_path: Path) -> None:
    old = '\n#~ msgid "gone"\n#~ msgstr "x"\n\nmsgctxt "menu"\nmsgid "home.title"\nmsgstr "Home"\n'
    assert check_interface(locales(tmp_path, et=ET + old, en=EN + old)) == []


def test_check_finds_interface_texts_by_folder_and_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = locales(tmp_path, en=spoilt(EN, ('"Home"', '""')))
    assert codes(check([folder]).problems) == ["PO-003"]
    assert codes(check([folder / "et" / PLACE]).problems) == []
    assert codes(check([folder / "en" / PLACE]).problems) == ["PO-003"]
    monkeypatch.chdir((folder / "en" / PLACE).parent)
    [found] = check([Path("messages.po")]).problems
    assert (found.code, found.file) == ("PO-003", "messages.po")


def test_texts_of_the_repository_have_no_problem() -> None:
    assert (LOCALES / "et" / PLACE).is_file()
    assert check_interface(LOCALES) == []
