from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from assessment.settings import ROOT, Settings, SettingsError, read_settings


def read(tmp_path: Path, lines: str = "") -> Settings:
    (tmp_path / ".env").write_text(lines, encoding="utf-8")
    return read_settings(tmp_path / ".env")


def test_without_any_setting_a_laptop_works(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "missing")
    assert settings.database_url == f"sqlite:///{ROOT}/data/kogukonnapeegel.db"
    assert settings.questionnaires == ROOT / "questionnaires"
    assert (settings.log_level, settings.gc_seconds) == ("INFO", 30)


def test_the_environment_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "error")
    settings = read(tmp_path, "LOG_LEVEL=DEBUG\nGC_SECONDS=5\n")
    assert (settings.log_level, settings.gc_seconds) == ("ERROR", 5)


def test_an_empty_setting_means_its_default(tmp_path: Path) -> None:
    assert read(tmp_path, "LOG_LEVEL=\nDATABASE_URL=\n").log_level == "INFO"


def test_paths_start_at_the_projects_folder_unless_they_are_whole(tmp_path: Path) -> None:
    settings = read(tmp_path, "DATABASE_URL=sqlite:////srv/a.db\nQUESTIONNAIRES=other\n")
    assert settings.database_url == "sqlite:////srv/a.db"
    assert settings.questionnaires == ROOT / "other"


def test_settings_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        read(tmp_path).log_level = "DEBUG"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("LOG_LEVEL=LOUD", "one of DEBUG, INFO, WARNING, ERROR"),
        ("GC_SECONDS=often", "from 1 to 3600"),
        ("GC_SECONDS=0", "from 1 to 3600"),
        ("SECRET_KEY=short", "32 signs or more"),
        ("DATABASE_URL=mysql://h/d", "sqlite:/// (and a file, without options) or postgresql://"),
        ("DATABASE_URL=sqlite:///:memory:", "without options"),
        ("DATABASE_URL=sqlite:///a.db?mode=ro", "without options"),
        ("DATABASE_URL=sqlite:///file:a.db", "without options"),
        ("QUESTIONNAIRES=a\x00b", "the path of a folder"),
        ("SECRET_KEY=" + "k" * 32 + "\x00", "32 signs or more"),
        ("DATABASE_URL=sqlite:///", "sqlite:/// (and a file, without options) or postgresql://"),
    ],
)
def test_a_wrong_setting_is_told_with_place_rule_and_remedy(tmp_path: Path, line: str, rule: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, line)
    told = str(caught.value)
    assert told.startswith(line.split("=")[0] + " (environment or .env)")
    assert rule in told
    assert "leave it out for the default" in told


def test_all_wrong_settings_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, "LOG_LEVEL=LOUD\nGC_SECONDS=often\n")
    assert len(str(caught.value).splitlines()) == 2


def test_a_password_is_in_no_message_and_no_repr(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, "DATABASE_URL=mysql://user:hush@host/d\n")
    assert "hush" not in str(caught.value)
    assert caught.value.__context__ is None
    assert "hush" not in repr(read(tmp_path, "DATABASE_URL=postgresql://user:hush@host/d\n"))


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(tmp_path / ".env")


def test_settings_are_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| `([^`]*)` \|", readme, re.MULTILINE))
    rows = {name: default.strip() for name, default in rows.items()}
    assert rows == {name.upper(): str(field.default) for name, field in Settings.model_fields.items()}


def test_the_example_names_every_setting() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"# {name.upper()}={field.default}\n" in example
        assert field.description
