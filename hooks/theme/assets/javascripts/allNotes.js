/*
 * All that this device keeps of its reader for the course, by page: marks and notes, what is ticked and answered, what
 * is filled into commands. To be printed, saved as Markdown, taken along as a file, deleted.
 */
(() => {
  const KINDS = ["notes", "progress", "placeholders"]
  const { courseMemory: memory, courseNoteWords: words } = window
  const { element, button } = window.courseNotes
  const told = JSON.parse(document.getElementById("__course").textContent).words.progress

  // Pages as the menu has them, then those that it does not list.
  const pagesOf = notesOf => {
    const titles = new Map([["", document.title.split(" - ").at(-1)]])
    for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link[href]:not([href^='#'])")) {
      if (link.closest(".md-nav--secondary") || link.origin !== location.origin) continue
      titles.set(memory.page(link), (link.querySelector(".md-ellipsis") ?? link).textContent.trim())
    }
    const here = document.querySelector("article h1")
    if (here) titles.set(memory.page(), [...here.childNodes].filter(each => !each.matches?.(".headerlink")).map(each => each.textContent).join("").trim())
    const kept = Object.fromEntries(KINDS.map(kind => [kind, memory.read(kind)]))
    const addresses = new Set([...titles.keys(), ...KINDS.flatMap(kind => Object.keys(kept[kind])), memory.page()])
    return [...addresses].map(address => {
      const notes = Object.entries(notesOf(address)).sort(([, one], [, other]) => String(one.made).localeCompare(other.made))
      const state = value => (value === true ? "☑" : value === false ? "☐" : told.answers[value] ?? String(value))
      return {
        address,
        title: titles.get(address) ?? notes.map(([, note]) => note.title).find(Boolean) ?? address,
        notes,
        done: Object.entries(kept.progress[address] ?? {}).map(([text, value]) => [text.replace(/^quiz: |#\d+$/g, ""), state(value)]),
        filled: Object.entries(kept.placeholders[address] ?? {}).map(([name, value]) => [name, String(value)]),
      }
    }).filter(({ notes, done, filled }) => notes.length + done.length + filled.length)
  }

  const addressOf = page => new URL(encodeURI(page) + (location.protocol === "file:" && /(^|\/)$/.test(page) ? "index.html" : ""), memory.root).href

  /* -------------------------------------------------------------- as Markdown */

  const plain = text => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&")
  const quote = text => text.split("\n").map(line => `> ${plain(line)}`).join("\n")
  // A device that keeps no notes finds the words by themselves.
  const linkTo = (page, { exact, heading = "" }) => {
    const line = exact.split("\n")[0].slice(0, 60)
    return `${addressOf(page)}#${encodeURIComponent(heading)}:~:text=${encodeURIComponent(line).replace(/-/g, "%2D")}`
  }

  const markdownOf = pages => [
    `# ${plain(words.title)}: ${plain(document.title.split(" - ").at(-1))}`,
    ...pages.flatMap(({ address, title, notes, done, filled }) => [
      `## [${plain(title)}](${addressOf(address)})`,
      ...notes.flatMap(([, note]) => [
        `${quote(note.exact)}\n>\n> [${words.place}](${linkTo(address, note)})${note.lost ? ` (${plain(words.lost)})` : ""}`,
        ...(note.note ? [note.note] : []),
      ]),
      ...(done.length ? [`### ${words.done}`, done.map(([text, state]) =>
        "☑☐".includes(state) ? `- [${state === "☑" ? "x" : " "}] ${plain(text)}` : `- ${plain(text)}: ${plain(state)}`).join("\n")] : []),
      ...(filled.length ? [`### ${words.filled}`, filled.map(([name, value]) => `- ${plain(name)}: ${plain(value)}`).join("\n")] : []),
    ]),
  ].join("\n\n") + "\n"

  const save = pages => {
    const link = element("a")
    link.href = URL.createObjectURL(new Blob([markdownOf(pages)], { type: "text/markdown" }))
    link.download = words.file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10000)
  }

  /* -------------------------------------------------------------- on the screen and on paper */

  const pairs = (title, all) => all.length ? [element("h3", "", title), element("ul", "", ...all.map(([name, value]) => element("li", "", `${name}: `, element("b", "", value))))] : []

  const section = ({ address, title, notes, done, filled }) => {
    const link = (text, hash = "") => {
      const made = element("a", "", text)
      made.href = addressOf(address) + hash
      return made
    }
    const entries = notes.map(([id, note]) => {
      const item = element("li", "", element("blockquote", "", link(note.exact, `#__note-${encodeURIComponent(id)}`)))
      if (note.lost) item.append(element("p", "notes-about", words.lost))
      if (note.note) item.append(element("p", "notes-text", note.note))
      return item
    })
    return element("section", "", element("h2", "", link(title)), ...(entries.length ? [element("ul", "notes-all__notes", ...entries)] : []), ...pairs(words.done, done), ...pairs(words.filled, filled))
  }

  const ask = (text, word, act) => {
    const dialog = element("dialog", "notes-dialog", element("p", "", text), element("div", "notes-row",
      button(words.cancel, () => dialog.close()), button(word, () => {
        dialog.close()
        act()
      })))
    dialog.setAttribute("aria-label", word)
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }

  window.courseShowAllNotes = notesOf => {
    if (document.querySelector(".notes-all")) return
    const list = element("div", "notes-all__list")
    const status = element("p", "notes-about", words.kept)
    status.setAttribute("role", "status")
    const picker = element("input")
    picker.type = "file"
    picker.accept = "application/json,.json"
    picker.hidden = true
    picker.onchange = async () => {
      if (picker.files[0]) status.textContent = await window.courseFile.load(picker.files[0])
      picker.value = ""
      dispatchEvent(new Event("storage"))
    }
    const empty = () => ask(words.delete_ask, words.delete_all, () => {
      for (const kind of KINDS) memory.write(kind, {})
      dispatchEvent(new Event("storage"))
    })
    const rows = element("div", "notes-row", button(words.print, () => print()), button(words.markdown, () => save(pagesOf(notesOf))),
      button(told.save, window.courseFile.save), button(told.load, () => picker.click()), picker, button(words.delete_all, empty))
    const title = element("h1", "", words.title)
    title.tabIndex = -1
    const dialog = element("dialog", "notes-all", element("div", "notes-row notes-all__head", title, button(words.close, () => dialog.close())), status, rows, list)
    dialog.setAttribute("aria-label", words.title)
    const fill = () => {
      const pages = pagesOf(notesOf)
      list.replaceChildren(...(pages.length ? pages.map(section) : [element("p", "", words.none)]))
    }
    dialog.addEventListener("keydown", event => event.stopPropagation()) // the theme's keys
    list.addEventListener("click", event => event.target.closest("a") && !event.ctrlKey && !event.metaKey && dialog.close())
    dialog.addEventListener("close", () => {
      removeEventListener("storage", fill)
      dialog.remove()
    })
    addEventListener("storage", fill)
    fill()
    document.body.append(dialog)
    dialog.showModal()
    title.focus()
  }
})()
