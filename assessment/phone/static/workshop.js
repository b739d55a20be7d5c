// Keeps a seat's page in step with the hall over one WebSocket. A vote is kept on this phone until the server says that
// it is stored. Where no socket can be opened, votes are posted like forms and the page is asked for again.
(() => {
  "use strict"
  const main = document.querySelector("main[data-workshop]")
  if (!main) return
  const told = main.dataset, state = document.getElementById("state"), status = main.querySelector(".status")
  const seat = Number(told.seat), PATIENCE = 5000, ASLEEP = 10000, SILENCE = 50000, LOOK = 4000, PAUSE = 300
  const NO_SEAT = 4403, NO_WORKSHOP = 4404

  // What waits to be acknowledged, by seat and ballot; the tabs of one phone share it.
  const place = `kp:hall:${told.live}`
  let memory = {}
  const read = () => { try { return JSON.parse(localStorage.getItem(place)) || {} } catch { return memory } }
  const write = kept => {
    memory = kept
    try { Object.keys(kept).length ? localStorage.setItem(place, JSON.stringify(kept)) : localStorage.removeItem(place) } catch { /* full, or not allowed */ }
  }
  const keyOf = vote => `${vote.seat}|${vote.step}|${vote.ballot}`
  const withId = id => Object.values(read()).find(vote => vote.id === id)
  const drop = vote => {
    const kept = read()
    if (kept[keyOf(vote)]?.id === vote.id) { delete kept[keyOf(vote)]; write(kept) }
  }
  const hasOwnWaiting = () => Object.values(read()).some(vote => vote.seat === seat)

  const show = (words, waits = false) => {
    if (status.textContent !== words) status.textContent = words
    status.classList.toggle("waits", waits)
  }
  const heard = document.createElement("p")  // for screen readers: where the hall is now
  heard.className = "heard"
  heard.setAttribute("role", "status")
  main.append(heard)
  const clock = () => new Date().toTimeString().slice(0, 5)
  const saved = at => { if (!hasOwnWaiting()) show(told.saved.replace("{time}", at)) }

  // --- the own votes on the page ---
  let own = null
  const mine = ballot => read()[`${seat}|${ballot}`]?.choice ?? (own ? own[ballot] ?? "" : null)
  const mark = () => {
    for (const form of state.querySelectorAll("form[data-ballot]")) {
      const choice = mine(form.dataset.ballot)
      if (choice === null) continue  // only the server knows, and has drawn it
      const chosen = choice.split(" ")
      for (const field of form.querySelectorAll("input[type=radio], input[type=checkbox]")) field.checked = chosen.includes(field.value)
      const answered = form.closest("[data-step]")?.querySelector(".answered")
      if (answered) answered.hidden = !choice
    }
    for (const list of state.querySelectorAll("ul[data-ballot]")) {
      const choice = mine(list.dataset.ballot)
      if (choice === null) continue
      for (const row of list.querySelectorAll("[data-choice], [data-idea]")) {
        const is = choice.split(" ").includes(row.dataset.choice ?? row.dataset.idea)
        row.classList.toggle("own", is)
        row.querySelector(".mine").hidden = !is
      }
    }
  }

  // An own idea that the host has allowed meanwhile stands among those of all.
  const markIdeas = () => {
    const seen = new Set([...state.querySelectorAll(".wishes [dir=auto], form[data-ballot] [dir=auto]")].map(one => one.textContent.replace(/^\+ /, "").trim()))
    for (const row of main.querySelectorAll("[data-own]")) if (seen.has(row.querySelector("[dir=auto]").textContent.trim())) row.querySelector(".small").textContent = row.closest("section").dataset.allowed
  }

  // --- what the hall is at ---
  const here = () => {
    const part = state.querySelector("[data-state]")
    const ballots = [...state.querySelectorAll("[data-ballot]")].map(one => one.dataset.ballot)
    return [part?.dataset.state, part?.dataset.kind, state.querySelector("h1")?.textContent, ...ballots].join(" ")
  }
  const swap = (html, revision) => {
    const active = state.contains(document.activeElement) ? document.activeElement : null
    const before = here(), typed = state.querySelector("textarea")?.value
    const unfolded = [...state.querySelectorAll("details[open]")].map(one => one.id)
    state.innerHTML = html
    told.revision = revision
    const text = state.querySelector("textarea"), heading = state.querySelector("h1")
    if (text && typed) text.value = typed
    mark()
    markIdeas()
    if (here() === before) {
      for (const id of unfolded) { const one = document.getElementById(id); if (one) one.open = true }
      const name = active?.name, same = [...state.querySelectorAll("input, textarea, button, summary, a")]
        .find(one => one.tagName === active?.tagName && one.name === name && one.value === active.value)
      if (active) (same ?? heading)?.focus({ preventScroll: true })
      return
    }
    show("")
    heard.textContent = heading?.textContent ?? ""
    if (heading) heading.tabIndex = -1
    if (active) heading?.focus({ preventScroll: true })
    if (main.getBoundingClientRect().top < 0) main.scrollIntoView()
  }

  // --- votes ---
  let socket = null, sent = new Map(), isLive = false, again = 0, pressed = 0, last = 0
  const isOpen = () => socket !== null && socket.readyState === WebSocket.OPEN
  const choose = form => {
    const { step, ballot } = form.elements
    const choice = [...form.querySelectorAll("input:checked")].map(field => field.value).join(" ")
    if (!choice && !form.querySelector("[type=checkbox]")) return
    const vote = { id: Math.floor((Date.now() + Math.random()) * 1000), seat, step: step.value, ballot: Number(ballot.value), choice }
    write({ ...read(), [keyOf(vote)]: vote })
    show(told.saving)
    // Whoever holds an arrow key runs through the choices: the last one counts.
    clearTimeout(pressed)
    const wait = Math.max(0, last + PAUSE - Date.now())
    pressed = setTimeout(() => { last = Date.now(); deliver() }, wait)
  }
  const deliver = () => {
    for (const vote of Object.values(read())) {
      if (sent.has(vote.id)) continue
      if (isOpen()) {
        sent.set(vote.id, Date.now())
        socket.send(JSON.stringify(vote))
      } else if (!isLive) post(vote)
    }
  }
  const later = (vote, wait) => {
    show(told.offline, true)
    clearTimeout(again)
    again = setTimeout(() => { sent.delete(vote.id); deliver() }, wait * (1 + Math.random()))
  }
  const acknowledged = (vote, at) => {
    drop(vote)
    if (vote.seat === seat && own) own[`${vote.step}|${vote.ballot}`] = vote.choice
    mark()
    if (vote.seat === seat) saved(at)
  }
  const refused = (vote, text) => {
    drop(vote)
    mark()
    if (vote.seat === seat) show(text, true)
  }
  const post = async vote => {
    sent.set(vote.id, Date.now())
    const fields = { csrf: told.csrf, seat: vote.seat, step: vote.step, ballot: vote.ballot }
    if (vote.step === "ideas") for (const id of vote.choice.split(" ").filter(Boolean)) fields[`idea:${id}`] = id
    else fields.choice = vote.choice
    try {
      const at = `${told.live.replace(/\/live$/, "")}/vote?lang=${told.lang}`
      const answer = await fetch(at, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } })
      if (answer.status >= 500 || answer.status === 429) throw new Error("later")
      const said = await answer.json()
      answer.ok ? acknowledged(vote, clock()) : refused(vote, said.text)
    } catch { later(vote, 2000) }
  }

  state.addEventListener("change", event => {
    const form = event.target.closest("form[data-ballot]")
    if (form) choose(form)
  })
  state.addEventListener("submit", event => {
    const form = event.target
    if (form.dataset.ballot) {
      event.preventDefault()
      choose(form)
      return
    }
    // The state is the same for every phone: what only this page knows is added.
    for (const [name, value] of Object.entries({ csrf: told.csrf, seat })) {
      if (form.elements.namedItem(name)) continue
      const field = document.createElement("input")
      Object.assign(field, { type: "hidden", name, value })
      form.append(field)
    }
  })

  // --- the socket ---
  let tries = 0, timer = 0, latest = null, heardAt = 0, lostAt = Date.now(), hiddenAt = 0
  const live = is => { isLive = is; main.classList.toggle("live", is) }
  const reload = () => {
    let before = 0
    try { before = Number(sessionStorage.getItem(place)); sessionStorage.setItem(place, Date.now()) } catch { return }
    if (Date.now() - before > 30000) location.reload()
  }
  const hear = message => {
    heardAt = Date.now()
    const said = JSON.parse(message.data)
    if (said.type === "own") { own = said.votes[seat] ?? {}; mark() }
    if (said.type === "state") {
      tries = 0
      // The page was drawn with this revision; a note or an idea that is new changes it without another one.
      if (String(said.revision) !== told.revision || (latest !== null && latest !== said.html)) swap(said.html, String(said.revision))
      latest = said.html
    }
    if (said.type !== "ack" && said.type !== "refused") return
    const vote = withId(said.id)
    if (!vote) return
    if (said.type === "ack") acknowledged(vote, said.at)
    else if (said.reason === "later" || said.reason === "slow") later(vote, 1000)
    else refused(vote, said.text)
  }
  const connect = () => {
    clearTimeout(timer)
    const at = new URL(told.live, location.href)
    at.protocol = at.protocol.replace("http", "ws")
    at.search = `?lang=${told.lang}`
    let fresh
    try { fresh = new WebSocket(at.href) } catch { return retry() }  // not allowed, or too old
    const old = socket
    socket = fresh
    if (old) old.close()
    const tooLong = setTimeout(() => fresh.close(), PATIENCE)
    fresh.onopen = () => {
      clearTimeout(tooLong)
      heardAt = Date.now()
      sent = new Map()
      live(true)
      if (status.classList.contains("waits")) show("")
      if (hasOwnWaiting()) show(told.saving)
      deliver()
    }
    fresh.onmessage = hear
    fresh.onclose = event => {
      clearTimeout(tooLong)
      if (socket !== fresh) return
      socket = null
      if (heardAt >= lostAt) lostAt = Date.now()
      if (event.code === NO_SEAT || event.code === NO_WORKSHOP) reload()
      retry()
    }
  }
  const retry = () => {
    clearTimeout(timer)
    timer = setTimeout(connect, 300 + Math.random() * Math.min(2700, 300 * 2 ** tries++))
  }
  const now = () => { tries = 0; connect() }

  // --- without a socket ---
  const look = async () => {
    try {
      const answer = await fetch(location.href.split("#")[0], { headers: { Accept: "text/html" } })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const fresh = page.querySelector("main[data-workshop]")
      if (isOpen() || !fresh) return
      if (fresh.dataset.revision !== told.revision) swap(page.getElementById("state").innerHTML, fresh.dataset.revision)
      if (status.classList.contains("waits") && !hasOwnWaiting()) show("")
      deliver()
    } catch { show(told.offline, true) }
  }
  let looked = 0
  setInterval(() => {
    const time = Date.now()
    if (document.hidden) return
    if (isOpen()) {
      const isUnanswered = [...sent].some(([id, at]) => time - at > PATIENCE && withId(id))
      // A network that is gone tells nobody: the server is heard every 20 s, and answers each vote.
      if (isUnanswered || time - heardAt > SILENCE) now()
    } else if (time - lostAt > PATIENCE) {
      if (isLive) { live(false); sent = new Map() }
      if (time - looked > LOOK) { looked = time; look() }
    }
  }, 1000)
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { hiddenAt = Date.now(); return }
    if (!isOpen() || Date.now() - hiddenAt > ASLEEP) now()
  })
  addEventListener("online", now)
  addEventListener("pageshow", event => { if (event.persisted) now() })

  mark()
  connect()
})()
