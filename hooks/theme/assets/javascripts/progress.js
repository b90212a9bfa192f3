/*
 * What a student has ticked and answered, on this device only: shown on the page, counted in the menu, taken along
 * as a file. An item is known by its page's address and the text it stands by (among equal texts, by its turn):
 * editing other items forgets nothing. A page says what it has, and how much the pages of its menu have; only what
 * differs from it is kept. What pages have on which something was ticked comes with scripts of their folders.
 */
(() => {
  const KIND = "progress"
  const EXPLAINED = 2
  const memory = window.courseMemory
  const words = () => JSON.parse(document.getElementById("__course").textContent).words.progress
  const fill = (text, ...values) => values.reduce((all, value) => all.replace("{}", value), text)

  // FNV-1a of the UTF-16 units, in base 36: hooks/course/pages/progress.py makes the same.
  const shortName = text => {
    let number = 0x811c9dc5
    for (let at = 0; at < text.length; at += 1) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193)
    return (number >>> 0).toString(36)
  }

  const textOf = item => {
    const own = item.cloneNode(true)
    own.querySelectorAll("ul, ol, [data-added]").forEach(part => part.remove())
    return own.textContent.replace(/[ \t\n\f\r]+/g, " ").replace(/^ | $/g, "").normalize("NFC")
  }

  const list = text => text.split(" ").filter(Boolean)
  const given = () => JSON.parse(document.getElementById("__items")?.dataset.items ?? "{}")
  const listsOf = page => (page === memory.page() ? given().own : undefined) ?? window.courseItems?.[page]
  const itemsOf = page => {
    const [tasks, done, checks] = (listsOf(page) ?? ["", "", ""]).map(list)
    return { tasks, done, checks }
  }

  // How many of a page's items are done, and how many it has.
  const count = (page, kept) => {
    const { tasks, done, checks } = itemsOf(page)
    const state = new Map(done.map(name => [name, true]))
    for (const [text, value] of Object.entries(kept[page] ?? {})) state.set(shortName(text), value)
    const ticked = tasks.filter(name => state.get(name) === true).length
    const explained = checks.filter(name => state.get(name) === EXPLAINED).length
    return { done: ticked + explained, all: tasks.length + checks.length }
  }

  // Counts as the page has them: how many items, and how many of them are ticked in the source.
  const sum = counts => counts.map(each => [each ?? 0].flat())
    .reduce(({ done, all }, [more, ticked = 0]) => ({ done: done + ticked, all: all + more }), { done: 0, all: 0 })

  // The same with what is kept of those pages that `isMeant` names.
  const total = (counts, isMeant, kept) => {
    const { done, all } = sum(counts)
    const changes = Object.keys(kept).filter(isMeant).map(page => count(page, kept).done - count(page, {}).done)
    return { done: changes.reduce((one, other) => one + other, done), all }
  }

  // Brings what the pages have of which something is kept, a script a folder; then counts anew.
  const brought = new Set()
  const bringItems = kept => {
    const there = list(given().parts ?? "")
    for (const page of Object.keys(kept)) {
      const [, folder = ""] = page.match(/^([^/]*\/)./) ?? []
      const name = shortName(folder)
      if (listsOf(page) || brought.has(name) || !there.includes(name)) continue
      brought.add(name)
      window.courseBring(`items/${name}.js`).then(showAll, () => brought.delete(name))
    }
  }

  const badge = ({ done, all }) => {
    const mark = document.createElement("span")
    mark.className = `progress-count${done === all ? " progress-count--whole" : ""}`
    mark.dataset.added = "progress"
    mark.title = fill(words().count, all, done)
    mark.textContent = `${done}/${all}`
    return mark
  }

  const showMenu = kept => {
    const { pages = {}, below = {} } = given()
    document.querySelectorAll(".md-nav .progress-count").forEach(mark => mark.remove())
    for (const item of document.querySelectorAll(".md-nav--primary .md-nav__item")) {
      const links = [...item.querySelectorAll("a.md-nav__link[href]")].filter(link => !link.closest(".md-nav--secondary"))
      const own = new Set(links.filter(link => !link.getAttribute("href").startsWith("#")).map(link => memory.page(link)))
      if (item.querySelector(":scope > .md-nav__link--active")) own.add(memory.page())
      // of a folder that the menu of a large course leaves closed, all that is below
      const closed = item.matches(".md-nav__item--pruned")
      const counts = [...own].map(page => (closed ? below[page] : undefined) ?? pages[page])
      const isMeant = page => own.has(page) || (closed && [...own].some(folder => page.startsWith(folder)))
      const done = total(counts, isMeant, kept)
      if (!done.all) continue
      for (const link of item.querySelectorAll(":scope > .md-nav__link")) {
        const place = link.matches(".md-nav__container") ? link.querySelector(".md-nav__link") : link
        place.querySelector(".md-ellipsis")?.after(badge(done))
      }
    }
  }

  const showAll = () => {
    const kept = memory.read(KIND)
    bringItems(kept)
    showMenu(kept)
    const panel = document.querySelector(".progress-panel")
    if (!panel) return
    const { own, all } = given()
    const done = own ? count(memory.page(), kept) : total([all], () => true, kept)
    panel.querySelector(".progress-panel__count").textContent = fill(words().count, done.all, done.done)
    const bar = panel.querySelector("progress")
    bar.max = done.all
    bar.value = done.done
  }

  const keep = (name, value) => {
    memory.set(KIND, memory.page(), name, value)
    showAll()
  }

  const openTask = (item, box, name) => {
    box.setAttribute("aria-label", textOf(item))
    box.onchange = () => keep(name, box.checked === box.defaultChecked ? undefined : box.checked)
    return value => { box.checked = value ?? box.defaultChecked }
  }

  const openCheck = (item, name) => {
    item.querySelector(":scope > .answer")?.remove()
    const group = document.createElement("fieldset")
    group.className = "answer"
    group.dataset.added = "progress"
    const legend = document.createElement("legend")
    legend.textContent = textOf(item)
    group.append(legend)
    const inputs = words().answers.map((word, value) => {
      const label = document.createElement("label")
      const input = document.createElement("input")
      input.type = "radio"
      input.name = `answer-${shortName(name)}`
      input.onchange = () => keep(name, value)
      label.append(input, word)
      group.append(label)
      return input
    })
    const nested = item.querySelector(":scope > :is(ul, ol)")
    item.insertBefore(group, nested)
    return value => inputs.forEach((input, turn) => { input.checked = turn === value })
  }

  // Of every item on the page, what shows it in a state.
  const openItems = () => {
    const { tasks, checks } = itemsOf(memory.page())
    const seen = new Map()
    const shows = new Map()
    for (const item of document.querySelectorAll("article li")) {
      if (item.closest("[data-added], [data-quiz]")) continue
      const box = item.querySelector(":scope > label > input[type=checkbox], :scope > p > label > input[type=checkbox], :scope > input[type=checkbox]")
      const text = textOf(item)
      const turn = (seen.get(text) ?? 0) + 1
      const name = turn > 1 ? `${text}#${turn}` : text
      if (box && item.matches(".task-list-item")) shows.set(name, openTask(item, box, name))
      else if (checks.includes(shortName(name)) && !tasks.includes(shortName(name))) shows.set(name, openCheck(item, name))
      else continue
      seen.set(text, turn)
    }
    return shows
  }

  const file = act => window.courseBring("progressFile.js").then(() => act(window.courseFile)).catch(console.warn)

  const button = (word, act) => window.courseButton(word, "", act)

  const addPanel = () => {
    document.querySelector(".progress-panel")?.remove()
    const page = memory.page()
    const { own, all } = given()
    if (!own && !all) return
    const said = words()
    const panel = document.createElement("section")
    panel.className = "progress-panel"
    panel.dataset.added = "progress"
    panel.setAttribute("aria-label", said.title)
    const head = document.createElement("p")
    head.innerHTML = '<strong></strong> <span class="progress-panel__count"></span>'
    head.firstChild.textContent = page ? said.title : said.title_all
    const bar = document.createElement("progress")
    bar.setAttribute("aria-label", said.title)
    const told = document.createElement("p")
    told.className = "progress-panel__told"
    told.setAttribute("role", "status")
    told.textContent = said.kept
    const picker = document.createElement("input")
    picker.type = "file"
    picker.accept = "application/json,.json"
    picker.hidden = true
    picker.onchange = async () => {
      if (picker.files[0]) told.textContent = await file(own => own.load(picker.files[0]))
      picker.value = ""
      dispatchEvent(new Event("storage"))
    }
    panel.append(head, bar, button(said.save, () => file(own => own.save())), button(said.load, () => picker.click()), picker, button(said.all, window.courseAllNotes), told)
    document.querySelector("article").append(panel)
  }

  const openPage = () => {
    const shows = openItems()
    const refresh = () => {
      const own = memory.read(KIND)[memory.page()] ?? {}
      for (const [name, showState] of shows) showState(own[name])
      showAll()
    }
    addPanel()
    refresh()
    window.onstorage = refresh // another window of this site, a file, or a quiz
    if (document.querySelector("[data-quiz]")) window.courseBring("quiz.js").then(() => window.courseQuiz()).catch(console.warn)
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
