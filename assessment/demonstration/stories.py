"""What happened in each of the invented places: its rounds, and what most people said in them.

Levels are written as digits in the order of the questionnaire's domains, `?` where most do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.core.round import DETAIL, NOTHING, RELEASED

# The rounds of one year were opened together: the first ones are older than two years by now; one of the present ones
# ends in a few days.
FIRST, SECOND, THIRD, NOW, ENDING = "first", "second", "third", "now", "ending"
WAVES = (FIRST, SECOND, THIRD, NOW, ENDING)


@dataclass(frozen=True)
class Voices:
    """What the people of one round say.

    `others` is what the second half of them says where they disagree; `worse` in how many domains, from the first on,
    most see things getting worse; `past` whether most say that more was done together once; `why` what most take for
    the reason that little is; `officials` what each of five municipal employees says; `agreed` what a meeting agreed
    on, and `present` how many were there; `keyed` how many answered on paper.
    """

    levels: str = ""
    people: int = 12
    others: str = ""
    worse: int = 0
    past: bool = False
    why: str = ""
    officials: str = ""
    agreed: str = ""
    present: int = 0
    keyed: int = 0
    has_texts: bool = False


@dataclass(frozen=True)
class Story:
    """The rounds of a place by their wave. `is_own` says that the place opens them itself, not the municipality."""

    name: str
    rounds: Mapping[str, Voices] = field(default_factory=dict)
    kind: str = "village"
    share: str = RELEASED
    is_own: bool = False
    is_example: bool = False
    is_strict: bool = False


def _own(name: str, share: str, rounds: Mapping[str, Voices], is_example: bool = False) -> Story:
    return Story(name, rounds, share=share, is_own=True, is_example=is_example)


GROUP_AREA, PART_AREA = "Järvede kant", "Valgekose vana asundus"
# Nobody has joined this name with the village's yet: the page of areas offers it.
TYPED_NAME = "Möldrisaare"

STORIES = (
    # the whole path, in three years
    Story(
        "Valgekose alevik",
        {
            FIRST: Voices("33433332", 21),
            SECOND: Voices("43434433", 26),
            THIRD: Voices("44444434", 28, officials="44444424", has_texts=True),
        },
        kind="borough",
        is_strict=True,
    ),
    Story(
        "Jõekääru alevik",
        {FIRST: Voices("33332333", 18), SECOND: Voices("33333323", 17), THIRD: Voices("34332324", 19, has_texts=True)},
        kind="borough",
        is_own=True,
        is_example=True,
    ),
    Story(
        "Kureveski küla", {FIRST: Voices("11121111", 14), SECOND: Voices("22122212", 15), THIRD: Voices("33343321", 17)}
    ),
    Story(
        "Vahtramäe küla", {FIRST: Voices("22322212", 13), SECOND: Voices("22322222", 12), THIRD: Voices("23322123", 13)}
    ),
    Story(
        "Uustalga küla",
        {SECOND: Voices("22222112", 18, keyed=6), THIRD: Voices("22121323", 21, keyed=8)},
        is_own=True,
        is_example=True,
    ),
    Story("Toomeoja küla", {SECOND: Voices("11111011", 9), THIRD: Voices("12110201", 9)}),
    Story("Koopaoru küla", {SECOND: Voices("11211121", 8), THIRD: Voices("22112321", 9)}),
    Story("Tasanurme küla", {SECOND: Voices("33323333", 15), THIRD: Voices("33432433", 16, officials="33333313")}),
    _own("Kõverjärve küla", RELEASED, {THIRD: Voices("23212332", 11)}, is_example=True),
    Story("Lubjakalda küla", {SECOND: Voices("21222212", 12, keyed=12), THIRD: Voices("22231312", 12, keyed=12)}),
    # where there is no community, each kind of it
    Story("Kikkasaare küla", {THIRD: Voices("00010000", 6, why="few_residents")}),
    Story("Pihlakmetsa küla", {SECOND: Voices("01000101", 11, past=True), THIRD: Voices("00100001", 12, past=True)}),
    Story("Põllupealse küla", {THIRD: Voices("00010101", 14, why="newcomers", officials="11111111")}),
    Story("Kadakaselja küla", {THIRD: Voices("01001000", 10, why="old_quarrels")}),
    Story("Mustasoo küla", {THIRD: Voices("00100010", 5)}),
    # fading, and going down
    Story(
        "Lepaoja küla",
        {
            FIRST: Voices("33333232", 15),
            SECOND: Voices("23223222", 13, worse=2),
            THIRD: Voices("12222122", 12, worse=5, past=True, has_texts=True),
        },
    ),
    Story("Kellaoja küla", {SECOND: Voices("33333333", 12), THIRD: Voices("33423433", 12, worse=4)}),
    Story("Soekalda küla", {FIRST: Voices("33433333", 16), THIRD: Voices("22321222", 15, worse=2)}),
    # unsure, divided, few, nothing known
    Story("Tedremäe küla", {THIRD: Voices("11111111", 16, others="44434433", has_texts=True)}),
    Story("Kruusaaugu küla", {THIRD: Voices("11121112", 5)}),
    Story("Lõokesemäe küla", {SECOND: Voices("22222222", 3), THIRD: Voices("22222222", 3)}),
    Story("Rukkiselja küla", {THIRD: Voices("2?2?22??", 9)}),
    Story("Linamäe küla", {THIRD: Voices(people=0)}),
    # what a meeting agreed on
    Story("Nurmekivi küla", {THIRD: Voices(people=0, agreed="22322222", present=14)}),
    Story(
        "Paekalda küla",
        {
            SECOND: Voices("22222222", 4, agreed="21222212", present=9),
            THIRD: Voices("22232222", 12, agreed="33333233", present=17),
        },
    ),
    # results older than two years
    Story("Sepakalda küla", {FIRST: Voices("23222131", 12)}),
    Story("Tõrvaaugu küla", {FIRST: Voices("11111211", 9)}),
    # open now
    Story("Oravasaare küla", {NOW: Voices("22322222", 7)}),
    Story("Varesniidu küla", {SECOND: Voices("22122222", 12), ENDING: Voices("33222322", 11)}),
    Story("Möldrisaare küla", {ENDING: Voices("22222222", 3)}),
    # what villages opened themselves, and share as they like
    Story(
        "Kiigemäe küla",
        {SECOND: Voices("33333233", 14), THIRD: Voices("43342333", 15, has_texts=True)},
        share=DETAIL,
        is_own=True,
        is_example=True,
    ),
    _own("Sügisjärve küla", DETAIL, {SECOND: Voices("44343434", 13), THIRD: Voices("44444344", 14)}, is_example=True),
    _own("Härmaoja küla", NOTHING, {SECOND: Voices("33333333", 12), THIRD: Voices("44333343", 13)}),
    _own("Metskukla küla", NOTHING, {NOW: Voices("22222222", 6)}),
    _own(TYPED_NAME, RELEASED, {SECOND: Voices("22222122", 10)}),
    # not begun
    Story("Udumäe küla"),
    Story("Hundikuru küla"),
    Story("Ilvesmetsa küla"),
    # areas of the municipality's own making
    Story(GROUP_AREA, {THIRD: Voices("22323122", 13)}, kind="group"),
    Story(PART_AREA, {THIRD: Voices("11122111", 8)}, kind="part"),
)
