"""The command line: `python -m assessment score | check | round | workshop | invite | access | anonymise | schema`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from assessment import bootstrap
from assessment.authoring.format import write_schema
from assessment.authoring.problems import printable
from assessment.authoring.questionnaires import check
from assessment.authoring.version import load
from assessment.commands import access, areas, demo, retention, rounds, workshop
from assessment.core.errors import AssessmentError, QuestionnaireError, RowsError
from assessment.core.questionnaire import Questionnaire
from assessment.intake.responses_file import read_responses, repeated_respondents, similar_settlements
from assessment.journeys.scoring import score_responses
from assessment.reports import score_report, score_table
from assessment.settings import ROOT, read_settings

LOCALES = Path(__file__).parent / "i18n" / "locales"
MOST_NOTES = 20
DEFAULT_QUESTIONNAIRE = "village_phases/v1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 1 when something is wrong."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except RowsError as error:
        print("\n".join(error.faults), file=sys.stderr)
        print(f"{error.number} fault{'' if error.number == 1 else 's'}. Nothing was scored.", file=sys.stderr)
        return 1
    except AssessmentError as error:
        print(error, file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assessment", description="Development phases of communities.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    score = commands.add_parser("score", help="score a spreadsheet of responses", description=_score.__doc__)
    score.add_argument("file", metavar="FILE.csv", help="the spreadsheet, or - for standard input")
    score.add_argument("--questionnaire", default=DEFAULT_QUESTIONNAIRE, metavar="ID/vN", help="default: %(default)s")
    score.add_argument("--format", choices=("table", "json", "csv"), default="table", help="default: %(default)s")
    score.add_argument("--lang", choices=bootstrap.languages(), default="et", help="of the table; default: %(default)s")
    score.add_argument(
        "--min-answers", type=_positive, metavar="N", help="levels that rate a domain; default: the rule's"
    )
    score.set_defaults(run=_score)

    checking = commands.add_parser("check", help="find mistakes in questionnaires and interface texts")
    checking.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="default: all of them")
    checking.set_defaults(run=_check)

    rounds.add_to(commands)
    access.add_to(commands)
    areas.add_to(commands)
    retention.add_to(commands)
    demo.add_to(commands)
    workshop.add_to(commands)

    schema = commands.add_parser("schema", help="write questionnaires/schema.json, for completion in editors")
    schema.set_defaults(run=_schema)
    return parser


def _positive(written: str) -> int:
    number = int(written) if written.isascii() and written.isdigit() else 0
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError(f"'{written}' is not allowed. Allowed: a whole number from 1.")
    return number


def _score(options: argparse.Namespace) -> int:
    """Score a spreadsheet of responses, one row a response, for each settlement and round in it."""
    questionnaire = _questionnaire(options.questionnaire)
    rows = read_responses(_content(options.file), questionnaire, printable(Path(options.file).name))
    notes = similar_settlements(rows) + repeated_respondents(rows)
    for sentence in notes[:MOST_NOTES]:
        print(f"Note: {sentence}", file=sys.stderr)
    if len(notes) > MOST_NOTES:
        print(f"Note: and {len(notes) - MOST_NOTES} more of the kind.", file=sys.stderr)
    least = options.min_answers or questionnaire.rule.min_answers.released
    communities = score_responses(questionnaire, rows, least)
    if options.format == "json":
        print(score_report.as_json(questionnaire, communities))
    elif options.format == "csv":
        print(score_report.as_csv(questionnaire, communities), end="")
    else:
        print(score_table.as_table(questionnaire, communities, bootstrap.say(options.lang)), end="")
    return 0


def _content(file: str) -> bytes:
    if file == "-":
        if sys.stdin is None:
            raise RowsError(["-: there is no standard input. Name a CSV file, or send one through a pipe."])
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise RowsError([f"{printable(file)}: {error.strerror}. Name a CSV file that can be read."]) from error


def _questionnaire(name: str) -> Questionnaire:
    """The version that is named, draft or released; the newest usable one of an id without a version is not guessed."""
    folder = read_settings().questionnaires
    known = sorted(f"{path.parent.name}/{path.name}" for path in folder.glob("*/v*") if path.is_dir())
    if name not in known:
        there = printable(", ".join(known) or "none")
        raise QuestionnaireError(f"--questionnaire: there is no '{printable(name)}'. There are: {there}.")
    loaded = load(folder / name)
    if loaded.questionnaire is None:
        place = printable(f"{folder / name}")
        raise QuestionnaireError(f"{printable(name)} has mistakes. See: python -m assessment check {place}")
    return loaded.questionnaire


def _check(options: argparse.Namespace) -> int:
    paths = options.paths or [_short(read_settings().questionnaires), _short(LOCALES)]
    report = check(paths)
    print(report)
    return 0 if report.ok else 1


def _short(path: Path) -> Path:
    """A path below the working folder as it would be typed."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _schema(_: argparse.Namespace) -> int:
    target = ROOT / "questionnaires" / "schema.json"
    try:
        write_schema(target)
    except OSError as error:
        place, reason = printable(f"{_short(target)}"), error.strerror or "unknown reason"
        raise AssessmentError(f"{place} cannot be written: {reason}. Check who may write there.") from error
    print(f"Wrote {_short(target)}")
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of villages, wherever the terminal thinks it is; and of files, whose names need not be UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. Python would complain once more when it closes the output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
