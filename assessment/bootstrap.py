"""The doorstep: puts the parts together, once for a process."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from assessment import addresses
from assessment.authoring.questionnaires import Library, load_released
from assessment.authoring.version import load
from assessment.codes import RandomCodes, installation_key
from assessment.core.errors import QuestionnaireError
from assessment.core.history import comparable_versions
from assessment.core.ports import Clock, Codes, Say, Store, Throttle
from assessment.core.questionnaire import Questionnaire
from assessment.core.standing import Comparable
from assessment.core.suppression import Thresholds
from assessment.core.workshop import Standing, Workshop
from assessment.i18n import texts
from assessment.journeys import access, hosting, remaining, retention, round_result
from assessment.settings import ROOT, Settings, read_settings
from assessment.storage.opening import open_store
from assessment.throttle import MinuteThrottle

MAIN_QUESTIONNAIRE = "village_phases"
PORT = 8501
log = logging.getLogger("assessment")
_opening = Lock()


class EstonianClock:
    """The day in Estonia, wherever the server stands."""

    def today(self) -> date:
        """The day in Estonia."""
        return datetime.now(ZoneInfo("Europe/Tallinn")).date()


@dataclass(frozen=True)
class House:
    """The parts that every surface works with. `is_demonstration` says that all that its store holds is invented."""

    settings: Settings
    library: Library
    store: Store
    clock: Clock
    codes: Codes
    throttle: Throttle
    is_demonstration: bool = False

    @property
    def thresholds(self) -> Thresholds:
        """From how many answers on what is shown."""
        return Thresholds(self.settings.release_from)

    @property
    def questionnaire(self) -> Questionnaire | None:
        """The village questionnaire that is in use, or None when no released version can be used."""
        return self.library.questionnaires.get(MAIN_QUESTIONNAIRE)

    def version(self, name: str) -> Questionnaire:
        """The version that an assessment was begun with, e.g. `village_phases/v1`: answers keep their own words.

        Raises `QuestionnaireError` if it cannot be used any more.
        """
        current = self.questionnaire
        if current is not None and current.name == name:
            return current
        return _version(self.settings.questionnaires / name)

    def comparable(self, names: Iterable[str]) -> Comparable:
        """Which of these versions, and of those before them, are declared comparable."""
        return comparable_versions(names, self.version)

    def not_ready(self) -> str | None:
        """Why the app cannot serve people, in a sentence, or None when it can."""
        if self.questionnaire is None:
            return "No released questionnaire can be used. The problems are in the log."
        self.store.ping()
        return None


def house() -> House:
    """The house of this process, built at the first call. Sessions that come meanwhile wait for it."""
    with _opening:
        return _built()


@cache
def _built() -> House:
    found = build(read_settings())
    if found.is_demonstration:
        log.warning("The database is a demonstration: everything in it is invented.")
    return found


def build(settings: Settings, is_durable: bool = True) -> House:
    """A house with these settings; `is_durable` says whether its database must outlive a power cut."""
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    library = load_released(settings.questionnaires)
    if library.report.problems:
        # As an error where a version was refused: it is told even where only errors are logged.
        tell = log.warning if library.report.ok else log.error
        tell("Problems in the questionnaires:\n%s", library.report)
    store = open_store(settings.database_url, is_durable)
    codes, is_demonstration = RandomCodes(_key(settings)), store.demonstration() is not None
    return House(settings, library, store, EstonianClock(), codes, MinuteThrottle(), is_demonstration)


def _key(settings: Settings) -> bytes:
    given = settings.secret_key.get_secret_value()
    return given.encode() if given else installation_key(ROOT / "data" / "secret.key")


@cache
def _version(folder: Path) -> Questionnaire:
    found = load(folder).questionnaire
    if found is None:  # not remembered: a version that was put back is found without a restart
        raise QuestionnaireError(f"The answers belong to {folder.parent.name}/{folder.name}, which cannot be loaded.")
    return found


@dataclass(frozen=True)
class Removed:
    """What was removed: rounds' responses (of how many), self-assessments, visits, workers' notes, live workshops."""

    rounds: int
    solo: int
    visits: int = 0
    notes: int = 0
    workshops: int = 0


def remove_old(house: House) -> Removed:
    """Close the rounds whose last day is over, and remove what was kept for `RETENTION_MONTHS` or `NOTES_MONTHS`.

    A round whose questionnaire cannot be read waits, and is logged.
    """
    months, done, today = house.settings.retention_months, 0, house.clock.today()
    for ended in remaining.waiting(house.store):  # a program that ended at the very moment of their end
        try:
            _keep_remains(house, ended)
        except QuestionnaireError as error:
            log.error("What remains of the workshop %s waits: %s", ended.workshop.id, error)
    for one in house.store.rounds():
        try:
            if one.is_due(today):
                round_result.close(house.store, house.clock, house.version(one.questionnaire), house.thresholds, one)
        except QuestionnaireError as error:
            log.error("The round %s waits to be closed: %s", one.id, error)
    for one in retention.due(house.store, house.clock, months):
        try:
            questionnaire = house.version(one.questionnaire)
            # Its result is there already, except where a program ended at the very moment of closing.
            round_result.close(house.store, house.clock, questionnaire, house.thresholds, one)
            retention.anonymise(house.store, house.clock, questionnaire, one)
            done += 1
        except QuestionnaireError as error:
            log.error("The round %s waits to be anonymised: %s", one.id, error)
    solo = retention.forget_solo(house.store, house.clock, months)
    visits = access.forget_visits(house.store, house.clock)
    notes = retention.forget_notes(house.store, house.clock, house.settings.notes_months)
    workshops = retention.forget_workshops(house.store, house.clock, months)
    return Removed(done, solo, visits, notes, workshops)


def move_workshop(house: House, standing: Standing, move: str, seen: int | None = None) -> Standing:
    """Move a workshop, as `journeys.hosting.move` does; of one that ends, what remains is kept at once."""
    moved = hosting.move(house.store, house.clock, standing, move, seen)
    if moved.course.has_ended:
        _keep_remains(house, moved)
        return house.store.workshop(moved.workshop.id)
    return moved


def _keep_remains(house: House, standing: Standing) -> None:
    questionnaire = house.version(standing.workshop.questionnaire)
    kept = remaining.keep(house.store, house.clock, house.codes, questionnaire, standing)
    if kept is not None:
        round_result.close(house.store, house.clock, questionnaire, house.thresholds, kept)


def first_link(house: House) -> str:
    """The link of an operator, if nobody was ever let in; else an empty text. Only its hash is kept."""
    first = access.first(house.store, house.clock, house.codes)
    return f"{public_address(house.settings)}/m/{first.key}" if first else ""


@cache
def app_version() -> str:
    """The version of this application, as `pyproject.toml` says it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def say(language: str) -> Say:
    """The interface's words in a language, marked where this process works with a demonstration."""
    # Words alone open no house: `score` needs no database.
    is_marked = _built.cache_info().currsize and _built().is_demonstration
    return texts.marked_words(language) if is_marked else texts.words(language)


def public_address(settings: Settings) -> str:
    """The address that links lead to: the setting, else that of this machine on its network, else localhost."""
    found = [settings.public_url] if settings.public_url else [*addresses.for_phones("", "", PORT)]
    return found[0] if found else f"http://localhost:{PORT}"


def lasting_address(settings: Settings, workshop: Workshop) -> str:
    """The address of links that outlive a workshop: the setting, else where its phones reached the app."""
    return settings.public_url or workshop.address or public_address(settings)


def language_name(language: str) -> str:
    """The language's name as its speakers write it."""
    return texts.own_name(language)


def languages() -> tuple[str, ...]:
    """The languages of the interface, the first language first."""
    return texts.languages()
