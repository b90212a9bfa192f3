/*
 * What a term means, beside the word: on hover, on focus, and on touch, where a second tap follows the link to the
 * glossary. Escape closes it, and the pointer may move onto it. The text is on the page already, where screen
 * readers find it by aria-describedby.
 */
(() => {
  let shown = null
  let leaving = 0

  const box = document.createElement("div")
  box.className = "term-tip md-typeset"
  box.dataset.added = "terms"
  box.setAttribute("aria-hidden", "true") // the description is what is read aloud
  box.hidden = true

  const close = () => {
    clearTimeout(leaving)
    box.hidden = true
    shown?.classList.remove("term--open")
    shown = null
  }

  const closeSoon = () => {
    clearTimeout(leaving)
    leaving = setTimeout(close, 250)
  }

  const place = term => {
    const edge = 8
    const lines = [...term.getClientRects()]
    const line = lines[0]
    const width = Math.min(340, document.documentElement.clientWidth - 2 * edge)
    box.style.width = "max-content"
    box.style.maxWidth = `${width}px`
    const own = box.getBoundingClientRect()
    const left = Math.max(edge, Math.min(line.left, document.documentElement.clientWidth - own.width - edge))
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0
    const above = line.top - own.height - 6
    const top = above > header ? above : lines.at(-1).bottom + 6
    box.style.left = `${left + window.scrollX}px`
    box.style.top = `${top + window.scrollY}px`
  }

  const open = term => {
    clearTimeout(leaving)
    if (shown === term) return
    close()
    const text = document.getElementById(term.getAttribute("aria-describedby"))
    if (!text) return
    box.replaceChildren(...[...text.childNodes].map(node => node.cloneNode(true)))
    document.body.append(box)
    box.hidden = false
    shown = term
    term.classList.add("term--open")
    place(term)
  }

  const termOf = event => event.target.closest?.("a.term")
  const isTouch = event => event.pointerType === "touch"

  document.addEventListener("pointerover", event => {
    if (isTouch(event)) return
    const term = termOf(event)
    if (term) open(term)
    else if (box.contains(event.target)) clearTimeout(leaving)
    else if (shown && document.activeElement !== shown) closeSoon()
  })
  document.addEventListener("focusin", event => {
    const term = termOf(event)
    if (term) open(term)
    else close()
  })
  // A touch gives focus, too: whether the tip was there before the finger came is what a tap asks.
  let wasOpen = false
  document.addEventListener("pointerdown", event => {
    const term = termOf(event)
    wasOpen = Boolean(term) && term === shown
    if (!term && !box.contains(event.target)) close()
  }, { capture: true })
  document.addEventListener("click", event => {
    const term = termOf(event)
    if (!term || !isTouch(event) || wasOpen) return
    event.preventDefault()
    event.stopPropagation()
    open(term)
  }, { capture: true })
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && shown) close()
  })
  window.addEventListener("resize", close)
  window.document$?.subscribe(close)
})()
