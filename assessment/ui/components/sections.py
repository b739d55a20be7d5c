"""The parts of a result, each drawn from what the core found and what the questionnaire says."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from assessment.charts.palette import ink_on
from assessment.core.questionnaire import Contact
from assessment.journeys.self_assessment import QUESTIONS_SHOWN, OwnResult, Step
from assessment.ui.components.words import anchor, listed, marked, name, names, paragraph, section
from assessment.ui.context import Visit


def life(visit: Visit, result: OwnResult) -> str:
    """The path of the texts that fit the result: of the side state if it holds, else of the phase."""
    profile, q = result.profile, visit.questionnaire
    if profile.phase is None:
        return ""
    if profile.state in q.phase_ids:
        return f"phases.{profile.state}"
    return f"states.{profile.state}"


def phase(visit: Visit, result: OwnResult, lead: str = "") -> None:
    """The phase in words after the words of `lead`, with its description, its kind, and that it is no grade."""
    say, q, profile = visit.say, visit.questionnaire, result.profile
    path = life(visit, result)
    called = escape(visit.text(f"{path}.name"))
    colour = next(p.colour for p in q.phases + q.states if p.id == profile.state)
    lines = []
    if path.startswith("states."):
        level = visit.text(f"phases.{q.phase_ids[profile.phase or 0]}.name")
        lines.append(say("result.fading_level", phase=level))
    elif profile.fading_signs and profile.phase:
        # At phase 0 there is nothing that could fade any more; the signs have their section below.
        called += f", <small>{escape(say('score.fading'))}</small>"
    described = f"{path}.description"
    if profile.kind:
        # The kind says it more exactly; the phase's own words cover all kinds and would contradict some of it.
        lines.append(say("result.kind", kind=visit.text(f"kinds.{profile.kind}.name")))
        described = f"kinds.{profile.kind}.description"
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(
        f'<section class="kp-phase" style="--phase:{colour};--ink:{ink_on(colour)}">'
        f"<p>{lead or say('result.phase')}</p><h2>{called}</h2>{body}{paragraph(visit, described)}"
        f'<p class="kp-small">{say("result.not_grade")} <strong>{say("common.provisional")}.</strong></p></section>'
    )


def strengths(visit: Visit, result: OwnResult) -> None:
    """What to build on, before anything that is missing."""
    say = visit.say
    body = "".join(
        f"<li><strong>{name(visit, d)}.</strong> {_strength(visit, result, d)}</li>" for d in result.strengths
    )
    body = f"<ul>{body}</ul>" if body else f"<p>{say('result.strengths.none')}</p>"
    st.html(section(say("result.strengths.title"), body))


def _strength(visit: Visit, result: OwnResult, d: int) -> str:
    # Not the anchor: at the lower levels it holds a complaint too, and a strength would read like mockery.
    q = visit.questionnaire
    level = q.phase_ids[result.levels[d] or 0]
    return marked(visit, q.text(f"domains.{q.domain_ids[d]}.strengths.{level}", visit.language))


def steps(visit: Visit, result: OwnResult) -> None:
    """The nearest one or two steps. Beside the path they can wait: there, other things come first."""
    say = visit.say
    beside = life(visit, result).startswith("states.")
    if not result.steps:
        st.html(section(say("result.steps.title"), f"<p>{say('result.steps.top')}</p>"))
    else:
        title = say("result.steps.later" if beside else "result.steps.title")
        cards = "".join(_step(visit, result, step) for step in result.steps)
        st.html(
            f"<section><h2>{title}</h2><p>{say('result.steps.intro')}</p>"
            f'<div class="kp-cards kp-steps">{cards}</div></section>'
        )


def helps(visit: Visit, result: OwnResult) -> None:
    """What helps in this phase or state."""
    st.html(section(visit.say("result.helps.title"), listed(visit, f"{life(visit, result)}.helps")))


def _step(visit: Visit, result: OwnResult, step: Step) -> str:
    say, d = visit.say, step.domain
    level = visit.questionnaire.phase_ids[step.level]
    helping = paragraph(visit, f"domains.{visit.questionnaire.domain_ids[d]}.steps.{level}")
    return (
        f"<section><h3>{name(visit, d)}</h3><dl>"
        f"<dt>{say('result.step.now')}</dt><dd>{anchor(visit, d, result.levels[d] or 0)}</dd>"
        f"<dt>{say('result.step.next')}</dt><dd>{anchor(visit, d, step.level)}</dd>"
        f"<dt>{say('result.step.helps')}</dt><dd>{helping}</dd></dl></section>"
    )


def questions(visit: Visit, result: OwnResult) -> None:
    """Questions to talk over with neighbours."""
    asked = listed(visit, f"{life(visit, result)}.questions", QUESTIONS_SHOWN, "ol")
    st.html(section(visit.say("result.questions.title"), asked))


def fading(visit: Visit, result: OwnResult) -> None:
    """Fading signs, gently; nothing when there are none."""
    if not result.profile.fading_signs:
        return
    say = visit.say
    text = say("result.fading.text", names=names(visit, result.worse))
    st.html(section(say("result.fading.title"), f"<p>{escape(text)}</p>", "kp-gentle"))


def missing(visit: Visit, result: OwnResult) -> None:
    """Why there is no phase yet, and which topics wait for an answer."""
    say, q = visit.say, visit.questionnaire
    needed = q.rule.rated_needed(len(q.domains))
    text = say("result.missing.text", needed=needed, total=len(q.domains), core=names(visit, q.core))
    still = say("result.missing.open", names=names(visit, result.missing))
    st.html(section(say("result.missing.title"), f"<p>{escape(text)}</p><p>{escape(still)}</p>"))


def own_words(visit: Visit, answers: Mapping[str, str]) -> None:
    """What the visitor wrote, given back. It is plain text: nothing in it is read as markup."""
    q = visit.questionnaire
    written = [(visit.text(f"notes.{note}"), answers[note]) for note in q.notes if answers.get(note)]
    reasons = [(visit.text(f"domains.{d}.name"), answers.get(f"{d}_reason", "")) for d in q.domain_ids]
    rows = written + [(title, text) for title, text in reasons if text]
    if rows:
        body = "".join(f"<dt>{escape(title)}</dt><dd>{_lines(text)}</dd>" for title, text in rows)
        st.html(section(visit.say("result.written.title"), f"<dl>{body}</dl>"))


def contacts(visit: Visit, path: str) -> None:
    """Whom to turn to, in this phase or in any; lines that help at once, in sight and first."""
    here = path.rpartition(".")[2]
    fitting = [contact for contact in visit.questionnaire.contacts if not contact.phases or here in contact.phases]
    lines = [contact for contact in fitting if contact.phone]
    if lines:
        st.html(section(visit.say("result.contacts.lines"), _contacts(visit, lines)))
    others = [contact for contact in fitting if not contact.phone]
    if others:
        with st.expander(visit.say("result.contacts.title")):
            st.html(_contacts(visit, others))


def _contacts(visit: Visit, contacts: list[Contact]) -> str:
    return f'<ul class="kp-contacts">{"".join(_contact(visit, contact) for contact in contacts)}</ul>'


def _contact(visit: Visit, contact: Contact) -> str:
    phone = (
        f' <a href="tel:{escape(contact.phone.replace(" ", ""))}">{escape(contact.phone)}</a>' if contact.phone else ""
    )
    source = f'<a href="{escape(contact.source)}" target="_blank">{escape(urlsplit(contact.source).netloc)}</a>'
    seen = visit.say("result.contacts.seen", source=source, date=contact.checked.strftime("%d.%m.%Y"))
    return (
        f'<li><a href="{escape(contact.url)}" target="_blank">{escape(visit.text(f"contacts.{contact.id}.name"))}</a>'
        f'{phone}. {escape(visit.text(f"contacts.{contact.id}.about"))} <small class="kp-small">{seen}</small></li>'
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
