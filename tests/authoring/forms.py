"""A smallest questionnaire without problems, to be spoilt in one place by each test."""

from __future__ import annotations

from pathlib import Path

from assessment.authoring.problems import Problem
from assessment.authoring.version import Loaded, load

STRUCTURE = """\
id: mini
version: 1
status: released
provisional: false
licence: CC-BY-4.0
languages: [et]
phases:
  - {id: quiet, colour: "#fde725"}
  - {id: awake, colour: "#440154"}
domains:
  - {id: trust, core: true}
  - {id: plan}
  - {id: help}
areas: [village]
roles:
  - {id: resident, makes_phase: true}
"""
PHASE = """\
    name: nimi
    genitive: nime
    partitive: nime
    description: kirjeldus
    signs: [märk]
    why: [põhjus]
    risks: [oht]
    helps: [abi]
    questions: [küsimus]
    worker: {role: roll, do: [tee], dont: [ära tee]}
"""
DOMAIN = """\
    name: nimi
    question: küsimus?
    levels: {quiet: vaikne, awake: ärkvel}
    steps: {awake: samm}
    strengths: {awake: tugevus}
"""
TEXTS = f"""\
language: et
review: {{status: draft}}
title: Pealkiri
about: Tutvustus
provisional: Esialgne
instruction: Juhis
dk: Ei tea
reason: Miks?
opening: Mis on hästi?
phases:
  quiet:
{PHASE}  awake:
{PHASE}domains:
  trust:
{DOMAIN}  plan:
{DOMAIN}  help:
{DOMAIN}trend:
  question: Kuhupoole?
  options: {{better: paremaks, same: sama, worse: halvemaks, dk: ei tea}}
area:
  question: Mis ala?
  options: {{village: küla}}
role:
  question: Kes?
  options: {{resident: elanik}}
"""
# Two extra questions, a state and kinds, for the rules about fading; put under STRUCTURE.
FADING = """\
states:
  - {id: fading, colour: "#8a8a8a"}
kinds:
  - {id: dormant}
questions:
  - {id: past, options: [yes, no, dk]}
  - {id: why, options: [new, few]}
rule:
  fading:
    state: fading
    phases: [awake]
    past: {question: past, yes: yes, no: no}
    kind: dormant
  kinds:
    question: why
    map: {new: dormant}
"""

# Interface texts in two languages.
ET = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# a remark
msgid "home.title"
msgstr "Avaleht"

msgid "home.greeting"
msgstr "Tere, {name}! "
"Kuidas läheb?\\n"

msgid "answers"
msgid_plural "answers"
msgstr[0] "üks vastus"
msgstr[1] "{number} vastust"
"""


def write(root: Path, structure: str = STRUCTURE, version: int = 1, id_: str = "mini", **texts: str) -> Path:
    """A version's folder; Estonian texts unless others are given."""
    folder = root / id_ / f"v{version}"
    folder.mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text(structure, encoding="utf-8")
    for language, content in (texts or {"et": TEXTS}).items():
        (folder / f"{language}.yaml").write_text(content, encoding="utf-8")
    return folder


def spoilt(text: str, *changes: tuple[str, str]) -> str:
    """The text with each old piece replaced; a piece that is not there would make the test prove nothing."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def loaded(root: Path, *changes: tuple[str, str], added: str = "") -> Loaded:
    """The smallest questionnaire, with changes of its structure, loaded."""
    return load(write(root, spoilt(STRUCTURE + added, *changes)))


def codes(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    """The codes of problems, in order."""
    return [found.code for found in problems]


def structure_codes(root: Path, *changes: tuple[str, str], added: str = "") -> list[str]:
    """The codes of the problems of questionnaire.yaml alone."""
    problems = loaded(root, *changes, added=added).problems
    return [found.code for found in problems if found.file.endswith("questionnaire.yaml")]


def text_codes(root: Path, *changes: tuple[str, str], structure: str = STRUCTURE) -> list[str]:
    """The codes of the problems of et.yaml alone."""
    problems = load(write(root, structure, et=spoilt(TEXTS, *changes))).problems
    return [found.code for found in problems if found.file.endswith("et.yaml")]


EN = spoilt(ET, ("Avaleht", "Home"), ("Tere", "Hello"), ("üks", "one"))
ENGLISH = spoilt(TEXTS, ("language: et", "language: en"))
