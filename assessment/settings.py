"""The settings, read once from the environment or `.env` into a frozen object."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assessment.core.errors import AssessmentError

ROOT = Path(__file__).resolve().parent.parent
SQLITE = "sqlite:///"

# What each setting may hold, said to whoever wrote something else.
_RULES = {
    "DATABASE_URL": "an address that begins with sqlite:/// (and a file, without options) or postgresql://",
    "QUESTIONNAIRES": "the path of a folder",
    "PUBLIC_URL": "empty, or an address that begins with http:// or https://",
    "RELEASE_FROM": "a whole number from 3 to 100",
    "RETENTION_MONTHS": "a whole number from 1 to 120",
    "NOTES_MONTHS": "a whole number from 1 to 120",
    "SECRET_KEY": "empty, or 32 signs or more",
    "LOG_LEVEL": "one of DEBUG, INFO, WARNING, ERROR",
    "GC_SECONDS": "a number of seconds from 1 to 3600",
}


class SettingsError(AssessmentError):
    """A setting that cannot be used: one sentence for each, with the place, the rule and the remedy."""


class Settings(BaseSettings):
    """What an installation may decide. Relative paths start at the project's folder."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, validate_default=True)

    # Not in the repr: the address may hold a password, and a repr ends up in logs.
    database_url: str = Field(
        default="sqlite:///data/kogukonnapeegel.db",
        repr=False,
        description="Where answers are kept: a SQLite file, or a PostgreSQL database (`postgresql://user:password@host/name`).",
    )
    questionnaires: Path = Field(
        default=Path("questionnaires"), description="The folder with the questionnaires and their texts."
    )
    public_url: str = Field(
        default="",
        description="The address that links and QR codes lead to, e.g. `https://peegel.example.ee`. Empty: this "
        "machine's own on its network, port 8501.",
    )
    release_from: int = Field(
        default=5, ge=3, le=100, description="From how many answers on a round's result is shown; never below 3."
    )
    retention_months: int = Field(
        default=12,
        ge=1,
        le=120,
        description="Months after a round's closing until its responses are removed and only counts and the released "
        "result are left; self-assessments without a code go after as long.",
    )
    # Longer than responses: what was agreed last year is what this year's plans are made from.
    notes_months: int = Field(
        default=36,
        ge=1,
        le=120,
        description="Months after which what a municipality's worker noted of an area is removed: contacts, the own "
        "view, the steps taken, and notes on rounds set aside.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="The key of the codes' hashes, 32 signs or more. Empty: one is made at first start, "
        "in `data/secret.key`.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`. Answers never are."
    )
    gc_seconds: float = Field(
        default=30, ge=1, le=3600, description="Seconds between two collections of garbage in the server's memory."
    )

    @field_validator("database_url", "questionnaires", "secret_key", mode="before")
    @classmethod
    def _is_text(cls, value: object) -> object:
        if isinstance(value, str) and any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in value):
            raise ValueError("no text")
        return value

    @field_validator("database_url")
    @classmethod
    def _sqlite_path_from_root(cls, url: str) -> str:
        # No options, no other spelling of a path: SQLite would open a file that nobody made and protected.
        odd = "?" in url or url.removeprefix(SQLITE).startswith(("file:", ":memory:"))
        if url.startswith(SQLITE) and len(url) > len(SQLITE) and not odd:
            return SQLITE + str(ROOT / url.removeprefix(SQLITE))
        if url.startswith(("postgresql://", "postgresql+psycopg://")):
            return url
        raise ValueError("unknown kind of database")

    @field_validator("questionnaires")
    @classmethod
    def _folder_from_root(cls, folder: Path) -> Path:
        return ROOT / folder

    @field_validator("public_url")
    @classmethod
    def _is_web(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("no web address")
        return url.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, key: SecretStr) -> SecretStr:
        if 0 < len(key.get_secret_value()) < 32:
            raise ValueError("too short to be a secret")
        return key

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, level: object) -> object:
        return level.strip().upper() if isinstance(level, str) else level


def read_settings(env_file: Path = ROOT / ".env") -> Settings:
    """The settings of this installation; the environment comes before `.env`. Raises `SettingsError`."""
    try:
        return Settings(_env_file=env_file, _env_file_encoding="utf-8")
    except ValidationError as error:
        sentences = [_sentence(str(fault["loc"][0]).upper(), fault["input"]) for fault in error.errors()]
    except (OSError, UnicodeError):
        sentences = [f"{env_file.name} cannot be read. It must be a text file in UTF-8 that this program may open."]
    # Outside the `except`, so that the value (maybe with a password) is not carried along in the traceback.
    raise SettingsError("\n".join(sentences))


def _sentence(name: str, value: object) -> str:
    written = "what is written there" if name in ("DATABASE_URL", "SECRET_KEY") else repr(value)
    default = Settings.model_fields[name.lower()].default
    named = f", {default}" if str(default) else ""
    return (
        f"{name} (environment or .env): {written} cannot be used. It must be {_RULES[name]}. "
        f"Correct it, or leave it out for the default{named}."
    )
