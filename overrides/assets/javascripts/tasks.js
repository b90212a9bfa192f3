/*
 * Remembers the task boxes that a student ticks, per page and on this device only.
 *
 * A box is known by its item's text and, among equal texts, its turn: editing other items forgets nothing.
 * Only what differs from the page is kept.
 */
(() => {
  const read = key => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {}
    } catch {
      return {}
    }
  }

  const write = (key, ticks) => {
    try {
      if (Object.keys(ticks).length) localStorage.setItem(key, JSON.stringify(ticks))
      else localStorage.removeItem(key)
    } catch {
      // Storage is full or forbidden: the boxes still work until the page is left.
    }
  }

  const textOf = item => {
    const own = item.cloneNode(true)
    own.querySelectorAll("ul, ol").forEach(list => list.remove())
    return own.textContent.trim().replace(/\s+/g, " ")
  }

  const openPage = () => {
    const key = `tasks:${location.pathname}`
    const ticks = read(key)
    const seen = new Map()
    for (const box of document.querySelectorAll(".task-list-item input[type=checkbox]")) {
      const text = textOf(box.closest("li"))
      const turn = (seen.get(text) ?? 0) + 1
      seen.set(text, turn)
      const name = turn > 1 ? `${text}#${turn}` : text
      box.setAttribute("aria-label", text)
      box.checked = ticks[name] ?? box.defaultChecked
      box.onchange = () => {
        const now = read(key) // another window may have written meanwhile
        if (box.checked === box.defaultChecked) delete now[name]
        else now[name] = box.checked
        write(key, now)
      }
    }
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
