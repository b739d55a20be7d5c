"""The catalogue of authors' mistakes: a code and its own sentence, which names the rule and the remedy.

Tests and the author's guide cite the codes; the sentences may be reworded.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning"]

_FILES = {
    "FILE-001": "nothing is found here. Check the spelling of the path.",
    "FILE-002": "this is a folder where a file is needed. Rename or remove the folder.",
    "FILE-003": "the file is larger than {limit} kB. Questionnaires are far smaller: is it the right file?",
    "FILE-004": "the file cannot be opened ({reason}). Check who may read it.",
    "FILE-005": "the file is not UTF-8. In your editor choose 'Save with encoding', 'UTF-8'.",
    "FILE-006": "the file is saved as UTF-16. In your editor choose 'Save with encoding', 'UTF-8'.",
    "FILE-007": "the invisible character {shown} is not allowed in the file. Delete it; is this really a text file?",
    "FILE-008": "no questionnaire is in this folder. One lies in <id>/v1/questionnaire.yaml.",
    "FILE-009": "only folders, .yaml files of a questionnaire and .po files of the interface can be checked.",
    "FILE-010": "the folder '{name}' is not called v1, v2, … so it is never read. Rename it.",
    "FILE-011": "the file '{name}' is never read. {remedy}",
    "FILE-012": "the program failed here ({error}), so nothing was loaded. The fault is its own: please report it.",
    "FILE-013": "no version is in the folder '{name}', so nothing in it is read. One lies in {name}/v1.",
    "FILE-014": "'{name}' is no folder, so no version is read from it. Put the version's folder here, or remove it.",
    "FILE-015": "this is no file but a pipe, a device or the like; it was not opened. Name a file.",
}
_YAML = {
    "YAML-001": "the file is empty. Begin with a line such as 'id: my_questionnaire'.",
    "YAML-002": "{why}",
    "YAML-003": "the line begins with a tab. Indent with spaces.",
    "YAML-004": "a second document begins here. Keep one in each file; remove the line with '---'.",
    "YAML-005": "a tag ({shown}) is not allowed; nothing was run. Remove it, or put the text in quotes.",
    "YAML-006": "an anchor or alias ({shown}) is not allowed. Write the content out, or put a text in quotes.",
    "YAML-007": "'<<' does not merge keys here. Write the keys out.",
    "YAML-009": "the file holds more than {limit} values. A questionnaire holds far fewer: is it the right file?",
    "YAML-010": "the escape {shown} stands for half a sign and cannot be shown. Write the sign itself.",
    "YAML-008": "more than {limit} levels of indentation or brackets. Close a bracket, or indent less.",
}
_KEYS = {
    "KEY-001": "unknown key '{key}'. {remedy}",
    "KEY-002": "'{key}' is missing. Add it; the guide shows an example.",
    "KEY-003": "'{key}' is written twice (first on line {first}). Keep one.",
    "KEY-004": "a key must be text, not {shown}. {remedy}",
    "TYPE-001": "a text is needed, not {shown}. Write {allowed}.",
    "TYPE-002": "a whole number is needed, not {shown}. Write {allowed}.",
    "TYPE-003": "a number is needed, not {shown}. Write {allowed}.",
    "TYPE-004": "true or false is needed, not {shown}. Write true or false, without quotes.",
    "TYPE-005": "a list is needed, not {shown}. Write [one, another], or lines that begin with a dash.",
    "TYPE-006": "keys with values are needed, not {shown}. Write lines such as 'key: value', indented.",
    "TYPE-007": "a day is needed, not {shown}. Write {allowed}.",
    "TYPE-008": "a share is needed, not {shown}. Write {allowed}.",
}
_VALUES = {
    "VALUE-001": "{shown} is not allowed here. Write {allowed}.",
    "VALUE-002": "a list of {count} is too short: at least {least} are needed here. Add what is missing.",
    "VALUE-003": "a list of {count} is too long: at most {most} are allowed here. Remove some.",
    "VALUE-004": "the colour {shown} is already that of '{first}'. Give each phase and state its own.",
    "ID-001": "{shown} is not an id. Write {allowed}.",
    "ID-002": "the id '{id}' is used twice (first on line {first}). Give each its own.",
    "ID-003": "there is no {kind} '{id}'. {remedy}",
    "ID-004": "the id '{id}' and the folder '{folder}' differ. Make them the same.",
    "ID-005": "the version {version} and the folder '{folder}' differ. The folder of version {version} is v{version}.",
    "ID-006": "the id '{id}' is kept for the program's own use. Choose another.",
}
_RULES = {
    "RULE-001": "no domain is a core domain. Add 'core: true' to at least one.",
    "RULE-002": "no role makes the phase. Write 'makes_phase: true' for at least one.",
    "RULE-003": "core_floor is {value}, but the phases are numbered 0 to {top}. Write 0 to {top}.",
    "RULE-004": "leaning ({leaning}) must be below clear ({clear}). Change one of them.",
    "RULE-005": "agree ({agree}) must be below divided ({divided}). Change one of them.",
    "RULE-006": "an interval needs a lower and a higher percentile. Write two of 0-100, such as [2.5, 97.5].",
    "RULE-007": "{key} is {value}, but there are {domains} domains. Write 1 to {domains}.",
    "RULE-008": "'yes' and 'no' point to the same option. Name two different options.",
    "RULE-009": "'{key}' needs '{other}' beside it. Add '{other}', or remove '{key}'.",
    "RULE-010": "'{name}' is not before this version, v{version}. Name earlier versions only.",
    "RULE-011": "{name} has other {what}, so it cannot be compared: {there} there, {here} here. Remove '{name}'.",
}
_TEXTS = {
    "TEXT-001": "{count} {have} no {language}, the first language: {ids}",
    "TEXT-003": "the domain '{domain}' has no anchor for {levels} in {language}. Describe what one sees at each level.",
    "TEXT-004": "the questionnaire has no text '{id}'. {remedy}",
    "TEXT-005": "a list is needed, not {shown}. Write lines that begin with a dash, also if there is only one.",
    "TEXT-006": "one text is needed, not {shown}. Write it after the colon, in quotes if it holds a colon.",
    "TEXT-008": "the texts of {language}, the first language, are missing. Add {file}.",
    "TEXT-010": "'language: {written}' is in a file of '{stem}'. Change the line or rename the file.",
    "TEXT-012": "the text holds the invisible character {shown}. Delete it.",
    "TEXT-013": "the text has {length} characters; at most {limit} are allowed. Shorten it.",
    "PO-001": "{why}",
    "PO-002": "{count} {have} no {language}, the first language: {ids}",
    "PO-005": "the placeholders differ from {language}: {here} here, {there} there. Copy the words in braces.",
    "PO-006": "{count} plural forms, but {language} has {needed}: write msgstr[0] to msgstr[{last}].",
    "PO-007": "'{id}' is written twice (first on line {first}). Keep one.",
    "PO-008": "the braces in {shown} are no placeholder. Write {{name}}, nothing more in it, and close each brace.",
    "PO-010": "the lines above the first text lack one. Write: {header}",
    "PO-013": "the plural rule '{rule}' cannot be used: {why}. Write: {header}",
    "PO-014": "the text is marked 'fuzzy', so it is not used, and no other language stands in. Remove the mark.",
    "PO-009": "'{id}' has plural forms in one language and not in {language}. Use msgid_plural in both or neither.",
}
_WARNINGS = {
    "TEXT-002": "{count} {have} no {language}; the {first} is shown, marked: {ids}",
    "TEXT-007": "{count} here, {other} in {language}. Check that no item was forgotten.",
    "TEXT-009": "the texts of {language} are missing; the {first} is shown, marked. Add {file}.",
    "TEXT-011": "{language} is not in 'languages' of questionnaire.yaml, so it is not offered. Add '{stem}' there.",
    "PO-003": "{count} {have} no {language}; the {first} is shown: {ids}",
    "PO-012": "'{name}' is no known code of a language, such as fi, so the folder is never read. Rename it.",
    "PO-004": "the translation is marked 'fuzzy': unsure. Read it and remove the mark.",
}

SENTENCES = MappingProxyType(_FILES | _YAML | _KEYS | _VALUES | _RULES | _TEXTS | _WARNINGS)
WARNINGS = frozenset(_WARNINGS) | {"FILE-010", "FILE-011"}


def severity(code: str) -> Severity:
    """Whether a mistake stops the version from being loaded."""
    return "warning" if code in WARNINGS else "error"
