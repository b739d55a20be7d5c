// What the coordinator's pages can do without: a digit leads on to the next field, a button copies a text.
(() => {
  "use strict"
  document.querySelectorAll("[data-with-script]").forEach(hint => { hint.hidden = false })

  const fields = [...document.querySelectorAll(".keying [data-keys]")]
  const knows = (field, typed) => field.dataset.keys.includes(typed) || (field.dataset.keys.includes("9") && "eе?".includes(typed.toLowerCase()))
  fields.forEach((field, place) => {
    field.addEventListener("focus", () => field.select())
    field.addEventListener("input", event => {
      const typed = field.value.trim()
      if (event.isComposing || typed.length !== 1) return
      const isKnown = knows(field, typed)
      isKnown ? field.removeAttribute("aria-invalid") : field.setAttribute("aria-invalid", "true")
      // A wrong digit is typed over: it stays selected.
      isKnown ? fields[place + 1]?.focus() : field.select()
    })
    field.addEventListener("keydown", event => {
      if (event.key === "Backspace" && !field.value && place) { event.preventDefault(); fields[place - 1].focus() }
    })
  })

  const copy = async field => {
    field.select()
    try { await navigator.clipboard.writeText(field.value); return true } catch { /* only over https */ }
    try { return document.execCommand("copy") } catch { return false }
  }
  document.querySelectorAll("[data-copy]").forEach(button => {
    const said = button.parentElement.querySelector("[data-copied]")
    button.parentElement.hidden = false
    button.addEventListener("click", async () => {
      said.textContent = ""
      if (await copy(document.getElementById(button.dataset.copy))) said.textContent = said.dataset.copied
    })
  })
})()
