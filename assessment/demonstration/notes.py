"""What the invented municipality's worker has noted: contacts, how places look from outside, and first steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assessment.bootstrap import House
from assessment.core.access import Access
from assessment.core.questionnaire import Questionnaire
from assessment.core.register import RegisteredArea
from assessment.core.work import CHOSEN, KIND, LISTED, WrittenContact, WrittenStep, WrittenView
from assessment.journeys import work

WHO = "KT"  # a worker's initials


@dataclass(frozen=True)
class Contact:
    """A contact so many days ago, and the next step that was agreed on, so many days from now."""

    ago: int
    agreed: str
    step: str = ""
    ahead: int = 0
    is_done: bool = False


CONTACTS: Mapping[str, tuple[Contact, ...]] = {
    "Valgekose alevik": (
        Contact(200, "Rääkisime tulemusest seltsi juhatusega.", "Kutsuda naaberkülad laadale", -120, is_done=True),
        Contact(20, "Selts tahab oma kogemust teistele rääkida.", "Leida õhtu ja koht", 14),
    ),
    "Lepaoja küla": (
        Contact(45, "Eestvedaja on väsinud ja otsib järglast.", "Kohtuda kolme aktiivsema perega", 5),
        Contact(12, "Pered on nõus kokku saama.", "Leida vestluse juhtija", 21),
    ),
    "Kureveski küla": (
        Contact(60, "Külavanem valiti, soovib nõu arengukava jaoks.", "Saata näidised", -40, is_done=True),
    ),
    "Tedremäe küla": (Contact(30, "Kaks seltskonda ei räägi omavahel.", "Pakkuda neutraalset koosolekut", 10),),
    "Põllupealse küla": (Contact(90, "Uued elanikud suhtlevad oma rühmas, koos veel ei käida."),),
    "Hundikuru küla": (Contact(15, "Kõigis kolmes talus käidud, kohvi joodud."),),
    "Tõrvaaugu küla": (Contact(400, "Lubasid sügisel uuesti vastata.", "Helistada", -300),),
    "Varesniidu küla": (Contact(7, "Meelde tuletatud, et voor lõpeb varsti."),),
}

# Places of which only so much is noted, and how many days ago.
SEEN = "Tulemus koos läbi vaadatud."
SEEN_AGO: Mapping[str, int] = {
    "Jõekääru alevik": 48,
    "Kellaoja küla": 25,
    "Kiigemäe küla": 47,
    "Kikkasaare küla": 41,
    "Koopaoru küla": 46,
    "Kõverjärve küla": 43,
    "Lubjakalda küla": 33,
    "Nurmekivi küla": 50,
    "Paekalda küla": 29,
    "Pihlakmetsa küla": 37,
    "Soekalda küla": 22,
    "Sügisjärve küla": 35,
    "Tasanurme küla": 18,
    "Toomeoja küla": 420,
    "Uustalga küla": 39,
    "Vahtramäe küla": 27,
}

# How places look from outside: a level for each domain, `-` where nothing is known.
VIEWS: Mapping[str, WrittenView] = {
    "Hundikuru küla": WrittenView((), WHO, kind="sparse"),
    "Ilvesmetsa küla": WrittenView((), WHO, kind="dormant"),
    "Toomeoja küla": WrittenView((2, 2, 2, 1, 1, 2, 2, 1), WHO),
    "Lepaoja küla": WrittenView((1, 2, 2, 1, 2, None, 2, 1), WHO, is_fading=True),
}

STEPS: Mapping[str, tuple[WrittenStep, ...]] = {
    "Hundikuru küla": (
        WrittenStep(LISTED, date.min, WHO, "Kolm talu, kaks suvemaja."),
        WrittenStep(KIND, date.min, WHO),
    ),
    "Ilvesmetsa küla": (
        WrittenStep(LISTED, date.min, WHO),
        WrittenStep(CHOSEN, date.min, WHO, "Enne on teised külad."),
    ),
}


def write(house: House, questionnaire: Questionnaire, access: Access) -> None:
    """Note it all, as the worker with this access would."""
    today = house.clock.today()
    by_name = {area.name: area for area in house.store.areas(access.municipality)}
    seen = {name: (Contact(ago, SEEN),) for name, ago in SEEN_AGO.items()}
    for name, contacts in {**CONTACTS, **seen}.items():
        of = _notebook(house, access, by_name[name])
        for one in contacts:
            work.log_contact(house.store, house.clock, house.codes, of, _written(one, today))
    for name, view in VIEWS.items():
        of = _notebook(house, access, by_name[name])
        whole = view if view.levels else replace(view, levels=(None,) * len(questionnaire.domains))
        work.keep_view(house.store, house.clock, house.codes, questionnaire, of, whole)
    for name, steps in STEPS.items():
        of = _notebook(house, access, by_name[name])
        for number, step in enumerate(steps):
            day = today - timedelta(days=30 - 7 * number)
            work.take_step(house.store, house.clock, of, replace(step, day=day))


def _notebook(house: House, access: Access, area: RegisteredArea) -> work.Notebook:
    return work.notebook(house.store, house.clock, access, area)


def _written(one: Contact, today: date) -> WrittenContact:
    until = today + timedelta(days=one.ahead) if one.step else None
    day = today - timedelta(days=one.ago)
    return WrittenContact(day, WHO, one.agreed, one.step, WHO if one.step else "", until, one.is_done)
