"""Pairs of rounds whose answers differ in nearly every count, and of which the rule releases the same.

Whatever tells one of a pair from the other tells something that the rule hides. They were found by changing the answers
of the right one at random, for as long as what is released stayed equal.

A row is one response: how it came (`w` by link, `p` keyed from paper), the role, whether more was done together in the
past, the levels and the trends of the eight domains; `d` is don't know, `-` no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assessment.codes import RandomCodes
from assessment.core.answers import PRESENT, SHEET
from assessment.core.area import Area
from assessment.core.ports import Clock, Store
from assessment.core.questionnaire import Questionnaire
from assessment.core.response import GROUP, ONLINE, PAPER
from assessment.core.round import Round
from assessment.core.suppression import Thresholds
from assessment.journeys import round_result

LEFT, RIGHT = 0, 1
SIDES = (LEFT, RIGHT)
MODES = {"w": ONLINE, "p": PAPER}
ROLES = {"r": "resident", "l": "leader", "s": "seasonal", "o": "other", "m": "municipal"}
TRENDS = {"b": "better", "s": "same", "w": "worse", "d": "dk", "-": ""}
PAST = {"y": "yes", "n": "no", "d": "dk", "-": ""}
# What one writes in the left round and in the right one: a text that nobody allowed to show.
WORDS = ("Vasakul saladus", "Paremal saladus")

_SEVEN = (
    "w r n 22312122 -sbwssdb|w o n 22222222 s-wssbss|w l d 2d133231 wwwwbw-w|w l y 1221d213 -ssdswbb|"
    "w r d 22122233 s-b-sdss|w r y 23222221 wss-dsw-|w o y 21223221 w-swsw-s",
    "w o y 22422230 dws--dbs|w s y 314442d3 -wdwbbwb|w s d 1dd43241 -wss-bbb|w s n 4411d321 bw-dbds-|"
    "w r d 23221313 b--sbbws|w r n 3d0d31d4 dsdb---d|w s n 21421322 wd--wsbs",
)
_NINE = (
    "w r d 21212232 dsbb--bd|w o y 222d2221 w-ddwdsd|w s n 3-3d2123 bdbsssbb|w r d 3d332333 swswbwws|"
    "w l n 22122221 s-ss-wdw|w r y 21121331 bssbsssw|w o y 23321211 sbdsbsbw|w r y -2122223 wd-sssbs|"
    "w o y d3322322 sss---sw",
    "w o n 22231322 wbwd-wbb|w r d 130d2d13 swddbsww|w s y 2d221212 swbd--wb|w r y 2d303322 b-d--ww-|"
    "w o y 4014d310 s--ddbb-|w l n 22dd2143 bwssssbw|w l n 12323231 wb--ssw-|w l y d4232322 bsd-wds-|"
    "w l d d331423d -bddsbd-",
)
# Eight of twelve were keyed by who reads the result too: subtracting them would leave four.
_KEYED = (
    "p r y 1121222d wbsssdss|p r n -2-22113 bss-sbdd|p r d 23223133 ddb-d---|p o d 1d121211 db-db--w|"
    "p r d 12222232 sss---sd|p r y 12123213 bwbswbdw|p l n 22132312 wbsbw-ww|p l n 222-1221 dbswsbsb|"
)
_PAPER = (
    _KEYED + "w s y -2222223 -bb-wwds|w r y 23222231 bsdwdsws|w l n 23132312 -dswssbw|w o n 23222212 dwbbwdww",
    _KEYED + "w l n 32d04303 wbbw-sww|w r y 222dd2d2 -sw-s-bw|w s y 4d21321d dbsw-d-b|w s y 3d41222d wsdsb-d-",
)
# Everything is shown of these but the topic that few could answer, small groups, and the few who do not count.
_TWENTY = (
    "w r y 322323d3 bbssbwsw|w r n 32322221 swbssssb|w r y 131212d1 bssbwwww|w r y 132221d2 wbssbbbw|"
    "w r n 223223d2 wbwwsbss|w r y 12223311 swsbsswb|w r n 112321d2 wswswsss|w r n 232223d2 bwbbbbss|"
    "w r y 22232232 sswbsssb|w r n 122221d2 ssbsswss|w r y 311222d1 wbsssbbw|w l y 321222d2 wbwbwwbb|"
    "w l n 111222d3 wwbbsbwb|w l n 212322d2 sssswwss|w l n 222222d2 ssswsbbs|w s n 212222d2 swsbbsbs|"
    "w s y 32231212 bsssbbwb|w s y 32122222 wbsssssw|w o y 21222222 wswssbbs|w o n 22123221 bbwswswb|"
    "w o y dddddddd --------|w m n 11111111 ssssssss",
    "w s y 322323d3 bbssbwsw|w o n 323222d1 swbssssb|w r y 13121231 bssbwwww|w r y 132221d2 wbssbbbw|"
    "w s n 223223d2 wbwwsbss|w l y 122233d1 swsbsswb|w r y 112321d2 wswswsss|w r y 23222322 bwbbbbss|"
    "w r n 222322d2 sswbsssb|w l n 122221d2 ssbsswss|w l y 31122241 wbsssbbw|w l n 32122232 wbwbwwbb|"
    "w r n 111222d3 wwbbsbwb|w l n 21232212 sssswwss|w r n 22222222 ssswsbbs|w r y 21222202 swsbbsbs|"
    "w o y 322312d2 bsssbbwb|w r y 321222d2 wbsssssw|w r n 21222202 wswssbbs|w r n 22123231 bbwswswb|"
    "w o y dddddddd --------|w l n 4------- --------|w m n 33333333 bbbbbbbb|w m y 44444444 bbbbbbbb|"
    "w m y 44344444 bbbbbbbb",
)


@dataclass(frozen=True)
class Twins:
    """Two rounds by one name. `is_agreed`: a meeting agreed on an answer. `after` names the earlier round."""

    rows: tuple[str, str]
    is_open: bool = False
    is_agreed: bool = False
    has_words: bool = False
    after: str = ""


TWINS: Mapping[str, Twins] = {
    "none": Twins(("", "w m y 33333333 bbbbbbbb|w m y 44444444 bbbbbbbb|w m n 00000000 wwwwwwww")),
    "three": Twins(
        (
            "w r d 2133d-22 bs--dbdd|w s y 2d232321 dsw-dwsw|w r y 22222212 swwb-bdd",
            "w l y 4310021d dswsswww|w l y 033d0d34 -ddss-dd|w l y 424d3133 sb-ddwbb|w l n 11111111 wwwwwwww",
        ),
        is_agreed=True,
        has_words=True,
    ),
    "seven": Twins(_SEVEN, has_words=True),
    "nine": Twins(_NINE, has_words=True),
    "paper": Twins(_PAPER, is_agreed=True, has_words=True),
    "twenty": Twins(_TWENTY, after="seven"),
    "open": Twins((_SEVEN[LEFT], _NINE[RIGHT]), is_open=True, has_words=True),
    "open to few": Twins((_SEVEN[LEFT][:23], _SEVEN[RIGHT][:95]), is_open=True),
}


def round_id(name: str) -> str:
    """That of a pair: the same on both sides, so that all codes and addresses are."""
    return f"{list(TWINS).index(name):032x}"


def key(name: str) -> str:
    """That of the coordinator's private pages."""
    return f"key-of-{name.replace(' ', '-')}"


def rows(q: Questionnaire, name: str, side: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The mode of each response, and its answers."""
    twins = TWINS[name]
    for number, row in enumerate(filter(None, twins.rows[side].split("|"))):
        mode, role, past, levels, trends = row.split()
        given = {"role": ROLES[role], "past": PAST[past]}
        for domain, level, trend in zip(q.domain_ids, levels, trends, strict=True):
            given |= {domain: {"d": "dk", "-": ""}.get(level, level), f"{domain}_trend": TRENDS[trend]}
        if mode == "p":
            given[SHEET] = str(number + 1)
        elif twins.has_words:
            given |= {"strength": WORDS[side], f"{q.domain_ids[0]}_reason": WORDS[side]}
        yield MODES[mode], {item: value for item, value in given.items() if value}


def keep(store: Store, clock: Clock, codes: RandomCodes, q: Questionnaire, name: str, side: int) -> Round:
    """Store a round of a pair, and close it unless it stays open."""
    twins, today = TWINS[name], clock.today()
    first = today - timedelta(days=9 if twins.after else 10)
    series = "series" if twins.after or name in [other.after for other in TWINS.values()] else ""
    new = Round(
        id=round_id(name),
        questionnaire=q.name,
        area=Area("Peri küla", "Põlva vald"),
        period=f"Voor {len(twins.after)}",
        opened_on=first,
        closes_on=today + timedelta(days=10),
        series=series,
    )
    store.open_round(new, codes.digest(codes.share_code(new.id)), codes.digest(key(name)))
    for number, (mode, given) in enumerate(rows(q, name, side)):
        store.start(f"{number:016x}{new.id[16:]}", None, q.name, first, new.id, mode, given=given)
    if twins.is_agreed:
        given = {**dict.fromkeys(q.domain_ids, "1"), PRESENT: "12"}
        store.start(f"f{new.id[1:]}", None, q.name, first, new.id, GROUP, given=given)
    if not twins.is_open:
        store.stop(new.id, _closed_on(today, twins))
        round_result.close(store, clock, q, Thresholds(), store.round(new.id))
    return store.round(new.id)


def _closed_on(today: date, twins: Twins) -> date:
    return today - timedelta(days=1 if twins.after else 5)
