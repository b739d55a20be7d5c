"""What every page stands in: the language of the document, the header and the footer."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from assessment import bootstrap
from assessment.core.ports import Say
from assessment.ui.context import LANGUAGE, Visit
from assessment.ui.uninterrupted import uninterrupted

# The project's own style sheet; it comes with the page's first bytes (app.py), not with a run of the script.
STYLE = Path(__file__).parent / "style.css"

# Streamlit writes the document once, and keeps the scroll position when a button brings another screen. A screen
# reader needs the language that is shown now; everybody needs to begin a new screen at its top.
_FOLLOW_PAGE = """
let before, revealed, open
// The arrow of a list has an English name; the list comes later than this does.
const nameArrows = () => document.querySelectorAll('[role="combobox"] ~ button').forEach(arrow => {
  if (arrow.getAttribute('aria-label') !== open) arrow.setAttribute('aria-label', open)
})
new MutationObserver(nameArrows).observe(document.body, { childList: true, subtree: true })
// Where the server is gone, a sentence in the page's language instead of an English window for programmers.
let waiting = 0, wasLost = false, ask = null
const lost = document.createElement('p')
lost.className = 'kp-lost'
lost.setAttribute('role', 'status')
lost.dataset.reactAriaTopLayer = 'true'  // what that window would hide from screen readers
lost.dataset.words = ''
document.body.append(lost)
const app = document.querySelector('.stApp')
const look = () => {
  const isThere = app.dataset.testConnectionState === 'CONNECTED'
  document.body.classList.toggle('kp-is-lost', !isThere)
  // From the first moment on: each try to connect is another state, and must not begin the waiting anew.
  if (!isThere) {
    wasLost = true
    waiting ||= setTimeout(() => { lost.textContent = lost.dataset.words }, 1500)
    return
  }
  // A server that was started anew knows nothing of this page, and runs none of its fragments before the whole of it.
  if (wasLost && ask) ask('back', String(Date.now()))
  wasLost = false
  clearTimeout(waiting)
  waiting = 0
  lost.textContent = ''
}
if (app) new MutationObserver(look).observe(app, { attributeFilter: ['data-test-connection-state'] })
export default function ({ data, setTriggerValue }) {
  ask = setTriggerValue
  document.documentElement.lang = data.language
  document.title = data.title
  const skip = document.querySelector('[data-testid="stSkipToContent"]')
  if (skip) skip.textContent = data.skip
  open = data.open
  lost.dataset.words = data.lost
  nameArrows()
  if (before !== undefined && before !== data.screen) {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
    document.querySelector('details.kp-ways')?.removeAttribute('open')
    const first = document.querySelector('[data-testid="stMain"] h1')
    if (first) { first.tabIndex = -1; first.focus({ preventScroll: true }) }
  }
  before = data.screen
  if (data.reveal && data.reveal !== revealed) document.querySelector(data.reveal)?.scrollIntoView({ block: "center" })
  revealed = data.reveal
  // The browser's own question before what is shown only once is gone; it asks only who has clicked something here.
  window.onbeforeunload = data.unsaved ? event => event.preventDefault() : null
}
"""


def follow_page(say: Say, title: str, screen: str, reveal: str = "", unsaved: bool = False) -> None:
    """Let the document's language and title follow the page, and a new screen begin at its top.

    `reveal` is a CSS selector of what has just been opened and must be seen, if anything; `unsaved` says that the
    page shows what a reload would lose.
    """
    component = st.components.v2.component("follow_page", js=_FOLLOW_PAGE)
    follows = {"language": say.language, "title": title, "screen": screen}
    words = {"skip": say("app.skip"), "open": say("app.open"), "lost": say("app.lost")}
    component(
        data={**follows, **words, "reveal": reveal, "unsaved": unsaved},
        key="follow_page",
        height=0,
        on_back_change=_run,
    )


def _run() -> None:
    """The run itself is what was asked for."""


def header(visit: Visit) -> None:
    """The name of the place on the web, leading home, and the languages."""
    with st.container(key="header", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.page_link(visit.pages["home"], label=f"**{visit.say('app.title')}**")
        with st.container(key="languages", horizontal=True, width="content", gap="small"):
            for language in bootstrap.languages():
                _language_button(visit, language)
    if visit.say.mark:
        st.html(f'<p class="kp-demonstration"><strong>{visit.say.mark}</strong> {visit.say("demo.text")}</p>')


def _language_button(visit: Visit, language: str) -> None:
    name = bootstrap.language_name(language)
    current = language == visit.language
    label = f"✓ {name}" if current else name
    st.button(label, key=f"language-{language}", type="tertiary", on_click=_choose, args=(language,))


@uninterrupted
def _choose(language: str) -> None:
    st.session_state[LANGUAGE] = language
    st.query_params["lang"] = language


def footer(visit: Visit, whole: bool) -> None:
    """How privacy is kept and what is provisional; the `whole` footer adds the reasons and the licences."""
    say = visit.say
    parts = [say("footer.privacy"), escape(visit.text("provisional")), say("footer.licence")]
    if not whole:
        parts = [f"{say('footer.anonymous')} {say('footer.provisional')}"]
    st.html(f'<footer class="kp-footer">{"".join(f"<p>{part}</p>" for part in parts)}</footer>')
