"""What always stands on the wall: how one joins, and how many did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from assessment import addresses
from assessment.charts.workshop.marks import disc
from assessment.core.ports import Say
from assessment.core.questionnaire import Questionnaire
from assessment.core.scene import Scene
from assessment.core.workshop import ENDED, IDEAS, LOBBY, REVEALED, SUMMARY, VOTING, Workshop
from assessment.reports import qr
from assessment.ui.components.drawn import as_images


@dataclass(frozen=True)
class Wall:
    """What is drawn: the scene as a projector may see it, in the workshop's own questionnaire and language.

    `levels` are those of the room at the summary, by domain's id: there also where they are too few for a phase.
    """

    questionnaire: Questionnaire
    say: Say
    scene: Scene
    code: str
    levels: Mapping[str, int] = field(default_factory=dict)

    @property
    def workshop(self) -> Workshop:
        """The workshop whose wall it is."""
        return self.scene.standing.workshop

    def text(self, id_: str) -> str:
        """A text of the questionnaire, as it is said."""
        return self.questionnaire.text(id_, self.say.language).shown_in(self.say.language)


def panel(wall: Wall) -> str:
    """The column beside the scene: code, QR, address, and the numbers of the present moment."""
    body = f'<p class="kp-join-code"><span>{escape(wall.say("wall.code"))}</span> <b>{escape(wall.code)}</b></p>'
    kind = " kp-large" if wall.scene.standing.state == LOBBY else ""
    label = escape(wall.say("wall.join"))
    inside = f"{_qr(wall)}{body}{_numbers(wall)}{_agreed(wall)}"
    return f'<div class="kp-join{kind}" role="group" aria-label="{label}">{inside}</div>'


def whole(wall: Wall) -> str:
    """The same over the whole wall, for those who sit far away."""
    return (
        f'<div class="kp-whole">{_qr(wall)}<p class="kp-join-code"><span>{escape(wall.say("wall.code"))}</span> '
        f"<b>{escape(wall.code)}</b></p></div>"
    )


def _qr(wall: Wall) -> str:
    """The QR code with the address that it holds, to type; without one that phones can reach, why there is none."""
    address = wall.workshop.address
    if not addresses.is_for_phones(address):
        why = "wall.address.none" if not address else "wall.address.local"
        return f'<p class="kp-note">{escape(wall.say(why))}</p>'
    drawn = as_images(qr.svg(f"{address}/j/{wall.code}", wall.say("wall.qr", code=wall.code)))
    # Typed, it needs no protocol where that is the usual one.
    typed = f"{address}/j".removeprefix("http://").removeprefix("https://")
    # A break may come after a sign that parts an address, never within a number.
    shown = escape(typed).replace(":", "<wbr>:").replace("/", "<wbr>/")
    return f'{drawn}<p class="kp-join-address">{shown}</p>'


def _numbers(wall: Wall) -> str:
    """How many joined, tables among them, and how many have chosen while one may."""
    scene, say = wall.scene, wall.say
    if scene.presence is None or scene.standing.state == ENDED:
        return ""
    tables = scene.presence.tables
    of_tables = f'<p class="kp-small">{escape(say("wall.joined.tables", number=tables))}</p>' if tables else ""
    told = [(say("wall.joined"), scene.presence.joined, of_tables)]
    is_writing = scene.standing.step.kind == IDEAS and scene.standing.course.ballot < 2
    if scene.standing.state == VOTING and not is_writing and scene.standing.step.kind != SUMMARY:
        told.append((say("wall.voted"), scene.presence.voted, ""))
    return "".join(
        f'<dl class="kp-numbers"><div><dt>{escape(name)}</dt> <dd>{say.number(number, 0)}</dd></div></dl>{more}'
        for name, number, more in told
    )


def _agreed(wall: Wall) -> str:
    """What the room agreed on at this step, so that everybody sees what was noted."""
    standing = wall.scene.standing
    note = (wall.scene.agreed or {}).get(standing.step.key)
    if note is None or note.level is None or standing.state != REVEALED:
        return ""
    name = wall.text(f"phases.{wall.questionnaire.phase_ids[note.level]}.name")
    drawn = as_images(disc(wall.questionnaire, note.level))
    return (
        f'<div class="kp-agreed"><p>{drawn} <span>{escape(wall.say("wall.agreed"))}</span></p>'
        f"<p><b>{escape(name)}</b></p></div>"
    )
