// Saves each answer the moment it is made. What the server has not acknowledged is kept on this phone and sent again.
(() => {
  "use strict"
  const RETRY = 4000, TYPING = 800
  const storage = (() => { try { localStorage.getItem("kp"); return localStorage } catch { return null } })()
  const read = key => { try { return JSON.parse(storage.getItem(key)) || {} } catch { return {} } }
  const write = (key, kept) => {
    try { Object.keys(kept).length ? storage.setItem(key, JSON.stringify(kept)) : storage.removeItem(key) } catch { /* full, or not allowed */ }
  }
  const place = (round, own) => `kp:${round}:${own}`

  const forget = document.querySelector("[data-forget]")
  if (forget) forget.addEventListener("submit", () => write(place(forget.dataset.forget, forget.querySelector("[name=own]").value), {}))

  const form = document.querySelector("form[data-round]")
  if (!form) return
  const status = form.querySelector(".status"), told = form.dataset, own = form.elements.namedItem("own")
  const key = () => place(told.round, own.value)
  let waiting = read(key()), sending = null, timer = 0, typing = 0
  const refused = new Set()

  const show = (words, waits) => {
    if (status.textContent !== words) status.textContent = words
    status.classList.toggle("waits", waits)
  }
  const clock = () => new Date().toTimeString().slice(0, 5)
  const keep = (item, value) => { waiting[item] = value; write(key(), waiting) }

  // The page was drawn without what only this phone knows.
  for (const [item, value] of Object.entries(waiting)) {
    const field = form.elements.namedItem(item)
    if (field) field.value = value
  }

  // Sends one answer: "saved", "later" where the server could not be reached, or the sentence with which it refused.
  const send = async (item, value) => {
    const body = new URLSearchParams({ csrf: form.elements.namedItem("csrf").value, own: own.value, [item]: value })
    try {
      const stop = AbortSignal.timeout ? AbortSignal.timeout(15000) : undefined
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: stop })
      if (answer.status >= 500 || answer.status === 429) return "later"
      const said = await answer.json()
      if (!answer.ok) return said.message
      if (said.own !== own.value) {
        write(key(), {})
        document.querySelectorAll("input[name=own]").forEach(field => { field.value = said.own })
      }
      return "saved"
    } catch { return "later" }
  }

  const sendAll = async () => {
    clearTimeout(timer)
    let reason = ""
    while (Object.keys(waiting).length) {
      const [item, value] = Object.entries(waiting)[0]
      const outcome = await send(item, value)
      if (outcome === "later") {
        show(told.offline, true)
        timer = setTimeout(flush, RETRY)
        return
      }
      if (waiting[item] === value) delete waiting[item]
      write(key(), waiting)
      refused.delete(item)
      if (outcome !== "saved") {
        reason = outcome
        if (form.elements.namedItem(item)) refused.add(item)
      }
    }
    show(reason || told.saved.replace("{time}", clock()), Boolean(reason))
  }
  // One after the other: the first answer begins the response that the others belong to.
  const flush = () => (sending ??= sendAll().finally(() => { sending = null }))
  const flushAll = async () => { do { await flush() } while (Object.keys(waiting).length && !status.classList.contains("waits")) }

  const isItem = field => field.name && (field.type === "radio" || field.tagName === "TEXTAREA")
  form.addEventListener("change", event => {
    if (!isItem(event.target)) return
    clearTimeout(typing)
    keep(event.target.name, event.target.value)
    if (!status.classList.contains("waits")) show(told.saving, false)
    flushAll()
  })
  form.addEventListener("input", event => {
    if (event.target.tagName !== "TEXTAREA") return
    keep(event.target.name, event.target.value)
    clearTimeout(typing)
    typing = setTimeout(flushAll, TYPING)
  })
  let pressed = "next"
  form.addEventListener("click", event => { const button = event.target.closest("button"); if (button) pressed = button.value })
  form.addEventListener("submit", async event => {
    event.preventDefault()
    const back = pressed === "back"
    for (const item of refused) keep(item, form.elements.namedItem(item).value)
    if (Object.keys(waiting).length) await flushAll()
    if (Object.keys(waiting).length || refused.size) { status.scrollIntoView({ block: "center" }); return }
    const next = back ? told.back : told.next
    // A browser that believes to be offline may be wrong: it is asked once, so that nobody is held up.
    if (navigator.onLine === false && !await fetch(next, { method: "HEAD" }).catch(() => null)) { show(told.later, true); return }
    location.assign(next)
  })
  addEventListener("online", () => { status.classList.remove("waits"); Object.keys(waiting).length ? flushAll() : show("", false) })
  addEventListener("pageshow", event => { if (event.persisted) location.reload() })
  if (Object.keys(waiting).length) flushAll()
})()
