"""The interface's words: found, filled, in the right plural, and none of them idle or missing."""

import logging
import os
import re

import pytest

from assessment.i18n.texts import languages, words
from assessment.settings import ROOT

SOURCES = {
    path: path.read_text(encoding="utf-8") for kind in ("*.py", "*.html") for path in (ROOT / "assessment").rglob(kind)
}


def patterns() -> list[re.Pattern[str]]:
    found = {
        match for source in SOURCES.values() for match in re.findall(r"""f?["']([a-z_]+\.[\w.{}\[\]]+)["']""", source)
    }
    return [re.compile(re.sub(r"\\{.*?\\}", r"[\\w-]+", re.escape(one))) for one in found]


def test_estonian_is_the_first_language():
    assert languages()[0] == "et"
    assert {"en", "ru"} < set(languages())


def test_a_text_is_filled():
    assert words("en")("assess.progress.domain", number=3, total=8) == "Topic 3 of 8"


@pytest.mark.parametrize(
    ("language", "number", "start"),
    [
        ("et", 1, "1 inimene"),
        ("et", 2, "2 inimest"),
        ("et", 0, "0 inimest"),
        ("en", 1, "1 person"),
        ("en", 5, "5 people"),
        ("ru", 1, "1 человек "),
        ("ru", 2, "2 человека "),
        ("ru", 5, "5 человек "),
        ("ru", 11, "11 человек "),
        ("ru", 21, "21 человек "),
        ("ru", 22, "22 человека "),
        ("ru", 112, "112 человек "),
    ],
)
def test_plurals(language, number, start):
    assert words(language).count("score.present", number).startswith(start)


@pytest.mark.parametrize(
    ("number", "needed"),
    [
        (1, "должна продвинуться ещё 1 тема;"),
        (2, "должны продвинуться ещё 2 темы;"),
        (5, "должны продвинуться ещё 5 тем;"),
        (11, "должны продвинуться ещё 11 тем;"),
        (21, "должна продвинуться ещё 21 тема;"),
    ],
)
def test_russian_has_three_plural_forms(number, needed):
    assert needed in words("ru").count("score.needed", number, names="Участие")


@pytest.mark.parametrize(
    ("language", "shown", "large"),
    [("et", "2,8", "4\u00a0700"), ("en", "2.8", "4,700"), ("ru", "2,8", "4\u00a0700")],
)
def test_numbers_are_written_as_the_language_writes_them(language, shown, large):
    assert words(language).number(2.7625) == shown
    assert words(language).number(4700, 0) == large


def catalogue(root, language, text="", rule="(n != 1)", charset="UTF-8"):
    head = f"Content-Type: text/plain; charset={charset}\\nPlural-Forms: nplurals=2; plural={rule};\\n"
    path = root / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(
        f'msgid ""\nmsgstr "{head}"\n\nmsgid "a.b"\nmsgstr "jah{text}"\n'.encode("utf-8", "surrogateescape")
    )
    return path


def test_every_language_with_a_usable_file_is_offered__ok(tmp_path):
    for language in ("ru", "et", "fi"):
        catalogue(tmp_path, language)
    assert languages(tmp_path) == ("et", "fi", "ru")


@pytest.mark.parametrize("name", ["en_old", "en copy", "klingon", "xx", "EN", os.fsdecode(b"e\xff")])
def test_folder_that_is_no_language_is_left_out(tmp_path, caplog, name):
    for language in ("et", "en", name):
        catalogue(tmp_path, language)
    with caplog.at_level(logging.WARNING):
        assert languages(tmp_path) == ("et", "en")
    [told] = caplog.messages
    assert "left out" in told
    told.encode()


@pytest.mark.parametrize(
    "broken",
    [
        {"text": "\udcff"},
        {"charset": "UTF-8bogus"},
        {"rule": "(n != "},
        {"rule": "foo"},
        {"rule": "n-5"},
        {"rule": "n==0 ? 0 : 1/(n-1)"},
    ],
)
def test_language_with_a_broken_file_is_left_out(tmp_path, caplog, broken):
    catalogue(tmp_path, "et")
    catalogue(tmp_path, "fi", **broken)
    with caplog.at_level(logging.WARNING):
        assert languages(tmp_path) == ("et",)
    assert len(caplog.messages) == 1


def test_file_that_is_none_is_left_out(tmp_path):
    catalogue(tmp_path, "et")
    (tmp_path / "fi" / "LC_MESSAGES" / "messages.po").mkdir(parents=True)
    assert languages(tmp_path) == ("et",)


def test_the_first_language_stands_so_that_its_file_can_be_checked(tmp_path):
    catalogue(tmp_path, "et", rule="foo")
    assert languages(tmp_path) == ("et",)


@pytest.mark.parametrize("unseen", ["\u200b", "\u00a0", " ", "\u00ad\u2060"])
def test_text_of_which_nothing_is_seen_is_said_in_the_first_language(tmp_path, unseen):
    catalogue(tmp_path, "et")
    path = catalogue(tmp_path, "en")
    path.write_text(path.read_text("utf-8").replace("jah", unseen), "utf-8")
    assert words("en", tmp_path)("a.b") == "jah"


def test_what_a_language_lacks_is_said_in_the_first_one(tmp_path):
    for language, text in (
        ("et", 'msgid "a.b"\nmsgstr "jah"\n\nmsgid "a.c"\nmsgstr "ei"\n'),
        ("en", 'msgid "a.b"\nmsgstr ""\n'),
    ):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(text, encoding="utf-8")
    english = words("en", tmp_path)
    assert (english("a.b"), english("a.c")) == ("jah", "ei")
    with pytest.raises(KeyError):
        english("a.d")


@pytest.mark.parametrize("language", languages())
def test_no_text_is_idle(language):
    known = patterns()
    idle = [id_ for id_ in words(language).texts if not any(pattern.fullmatch(id_) for pattern in known)]
    assert not idle


def test_every_text_that_is_said_exists():
    said = {
        id_
        for source in SOURCES.values()
        for id_ in re.findall(r"""(?<!bootstrap\.)\bsay(?:\.count)?\(\s*["']([a-z_.]+)["']""", source)
    }
    assert len(said) > 50
    assert said <= set(words("et").texts)
