"""What the wall shows at each moment of a workshop, as HTML of one size of wall."""

from __future__ import annotations

from html import escape
from math import ceil

from assessment.charts.workshop.distribution import Manner, described, distribution
from assessment.charts.workshop.marks import disc, ring
from assessment.core.ballot import Shown
from assessment.core.workshop import DOMAIN, ENDED, HIDDEN, IDEAS, LOBBY, PAUSED, REVEALED, STORY, SUMMARY, VOTING
from assessment.ui.components.drawn import as_images
from assessment.ui.components.workshop.wall_fit import SMALLEST, lines, size
from assessment.ui.components.workshop.wall_ideas import ideas
from assessment.ui.components.workshop.wall_join import Wall
from assessment.ui.components.workshop.wall_summary import summary

# The room of a scene beside the panel: its width, and its height below the heading.
WIDTH, HEIGHT = 142.0, 74.0
# The size of a heading and the height of its two lines at most; bold letters take more room.
NAME, NAME_LINE, BOLD = 6.4, 6.0, 0.88
# So many tables stand side by side below a picture.
TABLES_ABREAST = 5


def draw(wall: Wall) -> str:
    """The scene with its heading and the label of the model. What changes beside it is the panel's."""
    scene = wall.scene.standing
    kind = "summary" if scene.step.kind == SUMMARY and scene.state == REVEALED else scene.state
    language = escape(wall.say.language)
    return as_images(
        f'<div class="kp-wall kp-at-{kind}" lang="{language}"><div class="kp-scene">{_heading(wall)}{_body(wall)}'
        f"</div>{_foot(wall)}</div>"
    )


def _name_size(name: str, width: float) -> tuple[float, float]:
    """How large a heading is, and what it takes more than one line of the largest."""
    letters = size([name], width * BOLD, 2 * NAME_LINE, largest=NAME)
    return letters, max(0.0, (lines(name, width * BOLD, letters) * letters - NAME) * 1.1)


def state_words(wall: Wall) -> str:
    """The moment in a sentence, for those who do not see it."""
    standing, say = wall.scene.standing, wall.say
    told = say(f"wall.state.{standing.state}")
    if standing.state in (LOBBY, PAUSED, ENDED):
        return told
    # On ideas the first ballot is the writing.
    number = standing.course.ballot - (standing.step.kind == IDEAS)
    again = f" {say('wall.ballot', number=number)}" if number > 1 else ""
    return f"{title(wall)}. {told}{again}"


def title(wall: Wall) -> str:
    """What the room is at: the domain's or the story's name, or what else it is."""
    step = wall.scene.standing.step
    if step.kind == DOMAIN:
        return wall.text(f"domains.{step.id}.name")
    if step.kind == STORY:
        return (
            wall.text(f"stories.{step.id}.title") if wall.scene.standing.state == REVEALED else wall.say("wall.story")
        )
    if step.kind == IDEAS:
        return wall.say("wall.ideas")
    return wall.say("wall.places" if wall.workshop.area is None else "wall.summary")


def _heading(wall: Wall) -> str:
    standing, say = wall.scene.standing, wall.say
    if standing.state in (LOBBY, PAUSED, ENDED):
        name = wall.workshop.area.name if wall.workshop.area else say("wall.open_room")
        lead = say("wall.welcome") if standing.state == LOBBY else say("app.title")
        letters, _ = _name_size(name, WIDTH - 22)
        return (
            f'<header style="--size:{letters:g}"><p class="kp-lead">{escape(lead)}</p><h1>{escape(name)}</h1></header>'
        )
    asked = f'<p class="kp-asked">{escape(_question(wall))}</p>'
    letters, _ = _name_size(title(wall), WIDTH)
    lead = f'<p class="kp-lead">{escape(_where(wall))}</p>'
    return f'<header style="--size:{letters:g}">{lead}<h1>{escape(title(wall))}</h1>{asked}</header>'


def _room(wall: Wall) -> float:
    """How high the room below the heading is."""
    return HEIGHT - _name_size(title(wall), WIDTH)[1]


def _where(wall: Wall) -> str:
    """Which of the domains it is, and from the second on which ballot."""
    standing, say = wall.scene.standing, wall.say
    told = []
    if standing.step.kind == DOMAIN:
        ids = wall.workshop.domain_ids
        told.append(say("wall.step", number=ids.index(standing.step.id) + 1, total=len(ids)))
    if standing.step.kind in (DOMAIN, STORY) and standing.course.ballot > 1:
        told.append(say("wall.ballot", number=standing.course.ballot))
    return " · ".join(told)


def _question(wall: Wall) -> str:
    standing, say = wall.scene.standing, wall.say
    if standing.step.kind == DOMAIN:
        return wall.text(f"domains.{standing.step.id}.question")
    if standing.step.kind == STORY:
        return say("wall.story.ask" if standing.state != REVEALED else "wall.story.shown")
    if standing.step.kind == IDEAS:
        if standing.state == VOTING:
            return say("wall.ideas.ask" if standing.course.ballot < 2 else "wall.ideas.choose")
        return say("wall.ideas.written" if standing.course.ballot < 2 else "wall.ideas.chosen")
    return ""


def _body(wall: Wall) -> str:
    standing = wall.scene.standing
    if standing.state == LOBBY:
        return _lobby(wall)
    if standing.state in (PAUSED, HIDDEN, ENDED):
        return _calm(wall, standing.state)
    if standing.step.kind == SUMMARY:
        return summary(wall)
    if standing.step.kind == IDEAS:
        return ideas(wall, WIDTH, _room(wall))
    if wall.scene.shown is not None:
        return _picture(wall, wall.scene.shown)
    return _story(wall) if standing.step.kind == STORY else _descriptions(wall)


def _calm(wall: Wall, state: str) -> str:
    """A page of two sentences: nothing is asked of anybody now."""
    said, more = escape(wall.say(f"wall.{state}")), escape(wall.say(f"wall.{state}.more"))
    return f'<div class="kp-calm"><p>{said}</p><p>{more}</p></div>'


def _lobby(wall: Wall) -> str:
    say = wall.say
    steps = "".join(f"<li>{escape(say(f'wall.lobby.{number}'))}</li>" for number in (1, 2, 3))
    how = say("wall.blind" if wall.workshop.is_blind else "wall.not_blind")
    return f'<ol class="kp-how">{steps}</ol><p class="kp-note">{escape(how)}</p>'


def _descriptions(wall: Wall) -> str:
    """The five descriptions, as large as they fit."""
    q, step = wall.questionnaire, wall.scene.standing.step
    texts = [wall.text(described(step, phase)) for phase in q.phase_ids]
    letters = size(texts, WIDTH - 12, _room(wall), gap=2.2)
    # Neither numbers nor colours: a description is chosen by what it says, not by where it stands on a path.
    rows = "".join(f"<li>{ring()}<span>{escape(text)}</span></li>" for text in texts)
    return f'<ol class="kp-options" style="--size:{letters:g}">{rows}</ol>'


def _story(wall: Wall) -> str:
    q, step = wall.questionnaire, wall.scene.standing.step
    story = wall.text(f"stories.{step.id}.text")
    names = [wall.text(f"phases.{phase}.name") for phase in q.phase_ids]
    letters = size([story], WIDTH, _room(wall) - 24, largest=5.0)
    rows = "".join(f"<li>{disc(q, level)}<span>{escape(name)}</span></li>" for level, name in enumerate(names))
    return (
        f'<p class="kp-story" style="--size:{letters:g}">{escape(story)}</p>'
        f'<ol class="kp-options kp-names" style="--size:3.6">{rows}</ol>'
    )


def _picture(wall: Wall, shown: Shown) -> str:
    """The picture of the ballot, as large as it fits with what is said below it."""
    standing = wall.scene.standing
    is_live = standing.state == VOTING
    drawn = distribution(
        wall.questionnaire, wall.say, standing.step, shown, wall.scene.movement, Manner(is_live, has_table=False)
    )
    texts = [wall.text(described(standing.step, phase)) for phase in wall.questionnaire.phase_ids]
    below = _below(shown, is_live)
    if shown.level is None and shown.counts is None:
        letters = 4.0 if len(shown.tables) <= 12 else 3.4 if len(shown.tables) <= 35 else SMALLEST
    else:
        width = (WIDTH - 20) * (0.6 if shown.counts is not None else 1)
        # The flag of a story's phase takes a line of its own.
        gap, largest = (7.0, 3.6) if standing.step.kind == STORY else (3.0, 4.4)
        letters = size(texts, width, _room(wall) - below, gap, largest)
    kind = " kp-beside" if shown.tables and shown.level is not None else ""
    return f'<div class="kp-picture{kind}" style="--size:{letters:g}">{drawn}</div>'


def _below(shown: Shown, is_live: bool) -> float:
    """How high all is that stands below the bars."""
    high = 4.5 if is_live else 9.5
    return high + (1.0 + 4.8 * ceil(len(shown.tables) / TABLES_ABREAST) if shown.tables else 0.0)


def _foot(wall: Wall) -> str:
    """That the model is provisional, small but always there."""
    place = wall.workshop.area.name if wall.workshop.area else wall.say("wall.open_room")
    label = f"{wall.say('common.provisional')}. " if wall.questionnaire.provisional else ""
    said = escape(label + wall.say("wall.no_grade"))
    return f'<footer class="kp-foot"><span>{said}</span> <span>{escape(place)}</span></footer>'
