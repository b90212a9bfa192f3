/*
 * A reader's marks and notes on a page, kept on this device only: a bar beside selected text, the marks in the text,
 * a sign beside each, and a list at the page's end, where a mark that has lost its place stands, too.
 *
 * marking.js brings it. The page's elements stay as they are: browsers that know no `CSS.highlights` (before 2025, some)
 * show signs and list alone. The words stand in `courseNoteWords`.
 */
(() => {
  const KIND = "notes"
  const LONGEST = 4000 // characters of a mark: who selects the whole page wants to copy it
  const MARGIN = 8 // pixels between a bar and the window's edge
  const words = window.courseNoteWords
  const memory = window.courseMemory
  const unsaved = {} // by page, what the browser did not keep
  let page // what is shown: its article, its text, its marks by their ids, its parts
  let pressed = false

  const element = (name, className, ...children) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...children)
    return made
  }
  const button = (word, act, title) => {
    const made = element("button", "notes-button", word)
    made.type = "button"
    if (title) made.title = title
    made.onclick = act
    return made
  }
  const say = (text, value) => text.replace("{}", value)
  const short = (text, length = 80) => {
    const line = text.replace(/\s+/g, " ")
    return line.length > length ? `${line.slice(0, length)}…` : line
  }

  /* -------------------------------------------------------------- what is kept */

  const isNote = note => typeof note?.exact === "string" && note.exact.trim() !== ""
  const notesOf = address => Object.fromEntries(
    Object.entries({ ...memory.read(KIND)[address], ...unsaved[address] }).filter(([, note]) => isNote(note)))

  const keep = (id, note) => {
    const address = page.address
    delete unsaved[address]?.[id]
    const isKept = memory.set(KIND, address, id, note)
    if (!isKept && note) (unsaved[address] ??= {})[id] = note
    show()
    return isKept
  }

  const store = (id, note) => {
    if (keep(id, note)) tell("")
    else tell(words.not_kept)
  }

  const remove = (id, back) => {
    const note = page.notes[id]
    if (!note) return
    keep(id)
    tell(words.deleted, [words.undo, () => {
      store(id, note)
      back?.()
    }])
  }

  /* -------------------------------------------------------------- what is shown */

  const tell = (text, [word, act] = []) => {
    const { told } = page
    told.hidden = !text
    told.replaceChildren(...(text ? [element("span", "", text)] : []))
    if (!text) return
    if (word) told.append(button(word, act))
    told.append(button(words.close, () => tell("")))
    if (word) told.querySelector("button").focus({ preventScroll: true })
  }

  const paint = () => {
    if (!CSS.highlights) return
    for (const [name, isMeant] of [["course-mark", note => !note.note], ["course-note", note => note.note]]) {
      const ranges = Object.entries(page.notes).flatMap(([id, note]) => (isMeant(note) ? page.places.get(id)?.ranges : undefined) ?? [])
      CSS.highlights.set(name, new Highlight(...ranges))
    }
  }

  const boxesOf = ranges => ranges.flatMap(range => [...range.getClientRects()]).filter(({ width, height }) => width && height)

  const placeSigns = () => {
    const origin = page.layer.getBoundingClientRect()
    const edge = Math.min(page.article.getBoundingClientRect().right - origin.left, document.documentElement.clientWidth - origin.left - 28)
    let free = -Infinity
    const signs = [...page.layer.querySelectorAll(".notes-sign")].map(sign => [sign, boxesOf(page.places.get(sign.dataset.note).ranges)[0]])
    for (const [sign, box] of signs) sign.hidden = !box
    for (const [sign, box] of signs.filter(each => each[1]).sort(([, one], [, other]) => one.top - other.top)) {
      const top = Math.max(box.top - origin.top, free)
      free = top + 26
      sign.style.setProperty("left", `${edge}px`)
      sign.style.setProperty("top", `${top}px`)
    }
  }

  const icon = () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
    svg.setAttribute("viewBox", "0 0 24 24")
    path.setAttribute("d", "M4 3h16v12h-8l-5 5v-5H4zM8 7h8M8 11h5")
    svg.append(path)
    return svg
  }

  const showSigns = () => {
    const focused = document.activeElement?.dataset?.note
    page.layer.querySelectorAll(".notes-sign").forEach(sign => sign.remove())
    for (const id of inOrder().filter(each => page.places.has(each))) {
      const { exact, note } = page.notes[id]
      const label = say(note ? words.open_note : words.open_mark, short(exact, 40))
      const sign = button(icon(), () => edit(id), note ? short(note, 200) : label)
      sign.className = `notes-sign${note ? "" : " notes-sign--quiet"}`
      sign.setAttribute("aria-label", label)
      sign.dataset.note = id
      page.layer.append(sign)
      if (id === focused) sign.focus({ preventScroll: true })
    }
    placeSigns()
  }

  const inOrder = () => Object.keys(page.notes).sort((one, other) =>
    (page.places.get(one)?.start ?? 0) - (page.places.get(other)?.start ?? 0))

  const entry = id => {
    const { exact, note } = page.notes[id]
    const link = button(short(exact), () => (page.places.has(id) ? follow(id) : edit(id)))
    link.className = "notes-panel__quote"
    const item = element("li", "", link)
    if (note) item.append(element("p", "notes-text", note))
    item.append(button(words.edit, () => edit(id), say(words.open_note, short(exact, 40))), button(words.delete, () => remove(id)))
    return item
  }

  const showPanel = () => {
    const wasOpen = page.panel.querySelector("details")?.open
    page.panel.replaceChildren()
    page.panel.hidden = !Object.keys(page.notes).length
    const ids = inOrder()
    const lost = ids.filter(id => !page.places.has(id))
    const found = ids.filter(id => page.places.has(id))
    if (lost.length)
      page.panel.append(element("strong", "", words.lost), element("p", "notes-about", words.lost_about), element("ul", "", ...lost.map(entry)))
    if (found.length) {
      const list = element("details", "notes-panel__list", element("summary", "", say(words.here, found.length)), element("ul", "", ...found.map(entry)))
      list.open = wasOpen ?? false
      page.panel.append(list)
    }
    page.panel.append(button(words.all, () => window.courseNotes.showAll()))
    if (page.panel !== page.article.lastElementChild) page.article.append(page.panel)
  }

  // That a mark has no place any more is kept: the list of all pages, which sees none of them, says so.
  const noteLost = id => {
    const { lost = false, ...note } = page.notes[id]
    if (lost === !page.places.has(id) || unsaved[page.address]?.[id]) return
    memory.set(KIND, page.address, id, page.places.has(id) ? note : { ...note, lost: true })
  }

  const show = () => {
    page.changes.disconnect()
    page.notes = notesOf(page.address)
    page.text = window.courseNoteText.read(page.article)
    page.places = new Map()
    for (const [id, note] of Object.entries(page.notes)) {
      const place = window.courseNoteText.find(page.text, note)
      if (place) page.places.set(id, { ...place, ranges: window.courseNoteText.rangesOf(page.text, place) })
      noteLost(id)
    }
    paint()
    showSigns()
    showPanel()
    page.changes.observe(page.article, { childList: true, subtree: true })
  }

  /* -------------------------------------------------------------- to a mark */

  const unfold = node => {
    for (let each = node.parentElement; each && each !== page.article; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true
      if (each.matches(".tabbed-block")) {
        const turn = [...each.parentElement.children].indexOf(each)
        each.closest(".tabbed-set").querySelectorAll(":scope > input")[turn]?.click()
      }
    }
  }

  const follow = id => {
    const { ranges } = page.places.get(id)
    unfold(ranges[0].startContainer)
    const [box] = boxesOf(ranges)
    if (!box) return
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
    scrollTo({ top: scrollY + box.top - innerHeight / 3, behavior: calm ? "instant" : "smooth" })
    placeSigns()
    page.layer.querySelector(`[data-note="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
    if (!CSS.highlights) return
    CSS.highlights.set("course-followed", new Highlight(...ranges))
    setTimeout(() => CSS.highlights.delete("course-followed"), 2000)
  }

  const followHash = () => {
    const hash = decodeURIComponent(location.hash)
    if (hash === "#__notes") window.courseNotes.showAll()
    const id = hash.startsWith("#__note-") ? hash.slice(8) : ""
    if (page.notes[id]) page.places.has(id) ? follow(id) : page.panel.scrollIntoView()
  }

  /* -------------------------------------------------------------- a note */

  // Whatever closes it, what was typed is kept.
  const edit = (id, made) => {
    const note = made ?? page.notes[id]
    const place = page.places.get(id)
    const field = element("textarea", "")
    field.value = note.note ?? ""
    field.rows = 5
    field.placeholder = words.kept
    const dialog = element("dialog", "notes-dialog", element("blockquote", "", short(note.exact, 300)))
    if (!made && !place) dialog.append(element("p", "notes-about", words.lost_about))
    if (place?.errors) dialog.append(element("p", "notes-about", words.changed))
    const row = element("div", "notes-row", button(words.save, () => dialog.close()))
    if (!made) row.append(button(words.delete, () => {
      field.value = note.note ?? ""
      dialog.close()
      remove(id)
    }))
    dialog.append(element("label", "", element("span", "", words.note), field), row)
    dialog.setAttribute("aria-label", words.note)
    dialog.addEventListener("keydown", event => {
      event.stopPropagation() // the theme's keys
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dialog.close()
    })
    dialog.addEventListener("close", () => {
      const text = field.value.trim()
      dialog.remove()
      if (text === (note.note ?? "")) return
      store(id, { ...note, note: text || undefined })
      page.layer.querySelector(`[data-note="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
    })
    document.body.append(dialog)
    dialog.showModal()
    field.focus()
  }

  /* -------------------------------------------------------------- selected text */

  const selected = () => {
    const selection = getSelection()
    if (!selection.rangeCount || selection.isCollapsed) return undefined
    const range = selection.getRangeAt(0).cloneRange()
    range.setEnd(...(last => [last.endContainer, last.endOffset])(selection.getRangeAt(selection.rangeCount - 1)))
    if (!range.intersectsNode(page.article)) return undefined
    page.text = window.courseNoteText.read(page.article)
    const place = window.courseNoteText.placeOf(page.text, range)
    return place && place.end - place.start <= LONGEST ? place : undefined
  }

  const make = place => {
    const id = Date.now().toString(36) + Math.floor(Math.random() * 1296).toString(36).padStart(2, "0")
    const title = document.querySelector("h1")?.firstChild ? document.title.split(" - ").slice(0, -1).join(" - ") : ""
    return [id, { ...window.courseNoteText.describe(page.text, place), title, made: new Date().toISOString() }]
  }

  const hideBar = () => {
    page.bar.hidden = true
  }

  const showBar = () => {
    const place = pressed || document.querySelector("dialog[open]") ? undefined : selected()
    page.selected = place
    if (!place) {
      if (!page.bar.contains(document.activeElement)) hideBar()
      return
    }
    const boxes = boxesOf(window.courseNoteText.rangesOf(page.text, place))
    if (!boxes.length) return hideBar()
    const origin = page.layer.getBoundingClientRect()
    page.bar.hidden = false
    const { width, height } = page.bar.getBoundingClientRect()
    const [start, end] = [boxes[0], boxes.at(-1)]
    const isBelow = end.bottom + height + 2 * MARGIN < innerHeight
    const top = isBelow ? end.bottom + MARGIN : Math.max(start.top - height - MARGIN, MARGIN)
    const left = Math.min(Math.max(end.right - width / 2, MARGIN), document.documentElement.clientWidth - width - MARGIN)
    page.bar.style.setProperty("left", `${left - origin.left}px`)
    page.bar.style.setProperty("top", `${top - origin.top}px`)
  }

  const act = isNote => {
    const place = page.selected ?? selected()
    hideBar()
    if (!place) return
    const [id, note] = make(place)
    getSelection().removeAllRanges()
    if (isNote) edit(id, note)
    else {
      store(id, note)
      page.layer.querySelector(`[data-note="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
    }
  }

  const makeBar = () => {
    const bar = element("div", "notes-bar", button(words.mark, () => act(false), words.bar), button(words.note, () => act(true), words.bar))
    bar.hidden = true
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", words.bar)
    bar.setAttribute("aria-keyshortcuts", "M")
    bar.onpointerdown = event => event.preventDefault() // the selection stays
    bar.onkeydown = event => {
      const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
      const buttons = [...bar.children]
      if (turn) buttons[(buttons.indexOf(document.activeElement) + turn + buttons.length) % buttons.length].focus()
      if (event.key === "Escape") {
        hideBar()
        document.activeElement.blur()
      }
    }
    return bar
  }

  let waiting
  const showSoon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => page && showBar(), 150)
  }

  // The letter on the key, by its place where the keyboard writes others, such as Hangul.
  const isM = ({ key, code }) => key === "m" || key === "M" || (code === "KeyM" && !/^[ -~]$/.test(key))

  const pressKey = event => {
    if (!page || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === "Escape" && !page.bar.hidden) return hideBar()
    if (!isM(event) || event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return
    showBar()
    if (page.bar.hidden) return
    event.preventDefault()
    page.bar.firstChild.focus({ preventScroll: true })
  }

  const click = event => {
    if (!page || !getSelection().isCollapsed || event.target.closest("a, button, input, label, summary, textarea, [contenteditable], [role=button]")) return
    if (!page.article.contains(event.target)) return
    const isThere = box => event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
    const id = inOrder().findLast(each => page.places.has(each) && boxesOf(page.places.get(each).ranges).some(isThere))
    if (id) edit(id)
  }

  /* -------------------------------------------------------------- on paper */

  // Marks as elements, since not all browsers print highlights; numbers where notes stand, and these behind the text.
  // Only while the page is printed.
  const beginPrint = () => {
    endPrint()
    const ids = inOrder()
    if (!ids.length) return
    page.changes.disconnect()
    page.printed = []
    const put = part => {
      part.dataset.added = "notes"
      page.printed.push(part)
      return part
    }
    const [found, lost] = [true, false].map(isHere => ids.filter(id => page.notes[id].note && page.places.has(id) === isHere))
    found.forEach((id, at) => placeNumber(page.places.get(id).ranges.at(-1), put(element("sup", "notes-number", `${at + 1}`))))
    for (const range of rangesOfAll()) {
      const mark = element("mark", "notes-mark")
      range.surroundContents(mark)
      page.printed.unshift(mark)
    }
    const entry = id => element("li", "", element("q", "", short(page.notes[id].exact)), element("p", "notes-text", page.notes[id].note))
    const list = (name, title, own) => own.length ? [element("p", "", element("strong", "", title)), element(name, "", ...own.map(entry))] : []
    const parts = [...list("ol", words.note, found), ...list("ul", words.lost, lost)]
    if (parts.length) page.article.append(put(element("section", "notes-printed", ...parts)))
  }

  // Behind a drawing or a formula, which have no room for it.
  const placeNumber = (range, number) => {
    const whole = range.endContainer.parentElement.closest("svg, math")
    const end = range.cloneRange()
    end.collapse(false)
    if (whole) whole.after(number)
    else end.insertNode(number)
  }

  // Of all marks that elements can stand around, each letter once, from the last to the first: what is put around one
  // leaves those before it as they are.
  const rangesOfAll = () => {
    const text = window.courseNoteText.read(page.article) // numbers have parted it
    const joined = []
    for (const { start, end } of [...page.places.values()].sort((one, other) => one.start - other.start)) {
      const last = joined.at(-1)
      if (last && start <= last.end) last.end = Math.max(last.end, end)
      else joined.push({ start, end })
    }
    return joined.flatMap(place => window.courseNoteText.rangesOf(text, place)).reverse()
      .filter(range => range.toString().trim() && !range.startContainer.parentElement.closest("svg, math"))
  }

  const endPrint = () => {
    if (!page.printed) return
    for (const part of page.printed) {
      const around = part.parentNode
      part.replaceWith(...(part.matches("mark") ? part.childNodes : []))
      around.normalize() // the text that was parted
    }
    page.printed = undefined
    show()
  }

  /* -------------------------------------------------------------- a page */

  const leavePage = () => {
    page?.changes.disconnect()
    page?.sizes.disconnect()
    for (const part of [page?.layer, page?.panel]) part?.remove()
    page = undefined
    for (const name of ["course-mark", "course-note"]) CSS.highlights?.delete(name)
  }

  const openPage = () => {
    leavePage()
    const article = document.querySelector("article.md-typeset")
    if (!article || article.querySelector("[data-glossary]")) return // that one is made anew as it is read
    let changed
    const told = element("div", "notes-told")
    told.setAttribute("role", "status")
    told.hidden = true
    const bar = makeBar()
    const layer = element("div", "notes-layer", bar, told)
    const panel = element("section", "notes-panel")
    panel.setAttribute("aria-label", words.title)
    for (const part of [layer, panel]) part.dataset.added = "notes"
    page = {
      article, layer, bar, told, panel, address: memory.page(), notes: {}, places: new Map(),
      sizes: new ResizeObserver(placeSigns),
      changes: new MutationObserver(found => {
        if (found.every(({ target }) => panel.contains(target))) return
        clearTimeout(changed)
        changed = setTimeout(() => page?.article === article && show(), 300)
      }),
    }
    article.after(layer)
    show()
    page.sizes.observe(article)
    followHash()
    showSoon()
  }

  const styles = window.courseBring("../stylesheets/notes.css").catch(console.warn)
  const bring = name => styles.then(() => window.courseBring(name))

  bring("noteText.js").then(() => {
    for (const [kind, act] of [
      ["pointerdown", () => { pressed = true }], ["pointerup", () => { pressed = false, showSoon() }],
      ["pointercancel", () => { pressed = false, showSoon() }], ["selectionchange", showSoon],
      ["keydown", pressKey], ["click", click], ["toggle", () => page && placeSigns()],
    ]) document.addEventListener(kind, act, true)
    addEventListener("hashchange", () => page && followHash())
    addEventListener("storage", () => page && show())
    addEventListener("beforeprint", () => page && beginPrint())
    addEventListener("afterprint", () => page && endPrint())
    openPage()
  }).catch(console.warn)

  window.courseNotes = {
    openPage: () => window.courseNoteText && openPage(),
    showAll: () => Promise.all(["progressFile.js", "allNotes.js"].map(bring)).then(() => window.courseShowAllNotes(notesOf)).catch(console.warn),
    element, button, say,
  }
})()
