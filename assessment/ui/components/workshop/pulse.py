"""What keeps a page of a workshop up to date: it listens to the workshop's pulse, and asks for a run when it changes.

@st.fragment
def numbers():
    pulse.listen(projector_key)
    ...  # what changes with the pulse; it is drawn anew within a second
"""

from __future__ import annotations

import streamlit as st

# Between two runs, in milliseconds: a hall that votes within two seconds asks for seven of them and not for hundreds.
BETWEEN_RUNS = 300
# How often the page is drawn anew, and how often the socket is tried again, while there is none.
WITHOUT_SOCKET = 1000

# The socket belongs to the element and not to a run of the fragment: it stays while the element stands in the page.
_LISTEN = """
export default function ({ data, parentElement, setTriggerValue }) {
  const known = parentElement.kpPulse
  if (known?.path === data.path) { known.tell = setTriggerValue; return known.leave }
  known?.end()

  const pulse = { path: data.path, tell: setTriggerValue, heard: "", told: "", waits: 0, last: 0 }
  let socket = null, ended = false
  const changed = () => {
    if (!pulse.waits) pulse.waits = setTimeout(() => {
      pulse.waits = 0
      pulse.last = Date.now()
      pulse.told = pulse.heard
      pulse.tell("changed", pulse.heard || String(pulse.last))
    }, Math.max(0, pulse.last + data.between - Date.now()))
  }
  const connect = () => {
    if (ended) return
    const address = new URL(data.path, document.baseURI)
    address.protocol = address.protocol.replace("http", "ws")
    socket = new WebSocket(address)
    socket.onmessage = message => {
      let said
      try { said = JSON.parse(message.data) } catch { return }
      if (said.type !== "pulse") return
      pulse.heard = message.data
      if (pulse.heard !== pulse.told) changed()
    }
    socket.onclose = () => { socket = null; setTimeout(connect, data.without) }
  }
  // Without a socket the page asks by itself: some proxies let none through, and a server may be starting anew.
  const asking = setInterval(() => {
    if (!parentElement.isConnected) pulse.end()
    else if (socket?.readyState !== WebSocket.OPEN && !document.hidden) { pulse.heard = ""; changed() }
  }, data.without)
  pulse.end = () => {
    ended = true
    clearInterval(asking)
    clearTimeout(pulse.waits)
    socket?.close()
  }
  pulse.leave = () => { if (!parentElement.isConnected) pulse.end() }
  parentElement.kpPulse = pulse
  connect()
  return pulse.leave
}
"""


def listen(projector_key: str) -> None:
    """Run the fragment in which this is called whenever somebody joins or votes, or the workshop is moved.

    To be called in each run of a fragment (`st.fragment`), once in a page. Without a socket it runs once a second.
    """
    component = st.components.v2.component("workshop_pulse", js=_LISTEN)
    component(
        data={"path": f"w/{projector_key}/live", "between": BETWEEN_RUNS, "without": WITHOUT_SOCKET},
        key="workshop_pulse",
        height=0,
        on_changed_change=_run,
    )


def _run() -> None:
    """The run itself is what was asked for."""
