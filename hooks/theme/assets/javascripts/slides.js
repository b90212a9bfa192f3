/*
 * Cuts a page's article into slides: copies of its blocks, in their order, each once, as much on a slide as fits.
 *
 * present.js brings it. The page stays as it is: what a slide shows is a copy, and `twinOf` tells what of the page it
 * copies. Nothing is known of fonts and words before they are laid out: each slide is filled, measured, and cut.
 */
(() => {
  // What the page adds to the session, and tools: a kind that is not named here is shown rather than lost.
  const ADDED = "handouts changes languages items terms glossary diagram progress timetable folder waiting instructor present"
  const LEFT_OUT = [
    ...ADDED.split(" ").map(kind => `[data-added="${kind}"]`),
    ".headerlink, .md-code__nav, .md-content__button, .footnote-backref, script, style, var.placeholder--field, .agenda__bar",
    ".agenda :is(.agenda__here, .agenda__now), div.footnote > hr, .correction__back, .md-source-file",
  ].join()
  const HEADING = "h1, h2, h3, h4"
  const BLOCK = "p, ul, ol, dl, table, pre, div, blockquote, details, figure, section, aside, h1, h2, h3, h4, h5, h6, hr, fieldset, form"
  const WHOLE = "figure, img, svg, math, video, audio, iframe, hr, object, canvas, form, fieldset, .formula-lines"
  const ACTIVE = "input, select, textarea, button, [contenteditable]"
  const SIZES = [36, 32, 28, 24] // CSS pixels of text at 1280 × 720
  const LINES = 2 // fewer are not left alone on a slide
  const TURNS = 1.2 // on a screen that stands upright, a picture that turning makes so many times larger can be turned
  const LIES = 1.5 // and a drawing, which has text to read, lies on its side at once

  const twins = new WeakMap()
  window.courseTwinOf = copy => twins.get(copy)

  const copyOf = original => {
    const copy = original.cloneNode(true)
    const pair = (one, other) => {
      twins.set(one, twins.get(other) ?? other)
      one.childNodes.forEach((child, at) => pair(child, other.childNodes[at]))
    }
    pair(copy, original)
    return copy
  }

  const shellOf = original => {
    const shell = document.createElement(original.matches("details") ? "div" : original.localName)
    for (const { name, value } of original.attributes)
      if (name !== "id" && !(name === "open" && original.matches("details"))) shell.setAttribute(name, value)
    if (original.matches("details")) shell.classList.add("slide__unfolded")
    twins.set(shell, twins.get(original))
    return shell
  }

  /* ---------------------------------------------------------------- what is on the page */

  // Tabs one below the other: a class sees all of them.
  const showTabs = root => {
    for (const set of root.querySelectorAll(".tabbed-set")) {
      const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")]
      const blocks = [...set.querySelectorAll(":scope > .tabbed-content > .tabbed-block")]
      set.replaceWith(...blocks.map((block, at) => {
        const tab = document.createElement("div")
        const label = document.createElement("p")
        tab.className = "slide__tab"
        label.className = "slide__label"
        label.append(...labels[at]?.childNodes ?? [])
        tab.append(label, ...block.childNodes)
        twins.set(tab, twins.get(block))
        return tab
      }))
    }
  }

  // A line each, so that code is cut between them, marked by a click, and wrapped under its own beginning.
  const showLines = root => {
    for (const code of root.querySelectorAll("pre > code")) {
      const lines = [document.createElement("span")]
      const open = [] // the elements around, from the outside
      const into = () => open.length ? open.at(-1)[1] : lines.at(-1)
      const walk = node => {
        if (node.nodeType === Node.TEXT_NODE) {
          node.data.split(/(?<=\n)/).forEach(text => {
            into().append(text)
            if (!text.endsWith("\n")) return
            lines.push(document.createElement("span"))
            for (const [at, [original]] of open.entries()) {
              const again = original.cloneNode(false)
              ;(at ? open[at - 1][1] : lines.at(-1)).append(again)
              open[at][1] = again
            }
          })
        } else if (node.nodeType === Node.ELEMENT_NODE) {
          const whole = node.matches("[contenteditable]") || !node.textContent.includes("\n")
          const made = whole ? node : node.cloneNode(false)
          const children = [...node.childNodes]
          into().append(made)
          if (whole) return
          open.push([node, made])
          children.forEach(walk)
          open.pop()
        }
      }
      ;[...code.childNodes].forEach(walk)
      if (!lines.at(-1).textContent) lines.pop()
      code.replaceChildren(...lines)
      lines.forEach((line, at) => {
        line.className = "slide__line"
        line.dataset.line = at
      })
      const widest = Math.max(0, ...lines.map(line => line.textContent.trimEnd().length))
      code.parentElement.classList.toggle("slide__long", widest > 80)
    }
  }

  // What stands in one line beside blocks, in an item of a list, say, is a block of its own.
  const wrapRuns = root => {
    for (const box of root.querySelectorAll("li, dd, td, blockquote, details, div, .correction > div")) {
      if (box.closest(".agenda") || ![...box.children].some(child => child.matches(BLOCK))) continue
      let run
      for (const node of [...box.childNodes]) {
        const inline = node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE && !node.matches(`${BLOCK}, summary`))
        if (!inline) run = undefined
        else if (!run && node.textContent.trim() === "" && !node.querySelector?.("img, input, svg, math")) node.remove()
        else {
          if (!run) {
            run = document.createElement("div")
            run.className = "slide__run"
            node.before(run)
          }
          run.append(node)
        }
      }
    }
  }

  const read = article => {
    const copy = copyOf(article)
    const notes = new Map()
    for (const note of copy.querySelectorAll(".instructor-note")) {
      if (note.parentElement.closest(".instructor-note")) continue
      const mark = document.createComment("note")
      notes.set(mark, note)
      note.replaceWith(mark)
    }
    copy.querySelectorAll(LEFT_OUT).forEach(left => left.remove())
    copy.querySelectorAll(".md-typeset__scrollwrap").forEach(box => box.replaceWith(...box.querySelectorAll("table")))
    showTabs(copy)
    showLines(copy)
    wrapRuns(copy)
    for (const details of copy.querySelectorAll("details")) {
      details.open = true
      details.toggleAttribute("data-fold", !details.matches(".correction, .quiz .quiz-word"))
    }
    for (const picture of copy.querySelectorAll("img")) {
      picture.loading = "eager"
      for (const name of ["role", "tabindex", "title"]) picture.removeAttribute(name)
    }
    for (const link of copy.querySelectorAll("a[href]:not([href^='#'], [data-film])")) {
      link.target = "_blank"
      link.rel = "noopener"
    }
    rename(copy)
    return { blocks: unwrapped(copy), notes, agenda: copy.querySelector(".agenda") }
  }

  // No id and no group of radio buttons is there twice; Mermaid's own style sheets know their drawing by its id.
  const rename = copy => {
    const own = element => !element.closest(".mermaid")
    const ids = new Set()
    for (const element of [...copy.querySelectorAll("[id]")].filter(own)) {
      ids.add(element.id)
      element.id = `slide-${element.id}`
    }
    const known = value => value.split(" ").map(id => ids.has(id) ? `slide-${id}` : id).join(" ")
    for (const name of ["for", "aria-labelledby", "aria-describedby"])
      for (const element of [...copy.querySelectorAll(`[${name}]`)].filter(own))
        element.setAttribute(name, known(element.getAttribute(name)))
    for (const input of copy.querySelectorAll("input[name]")) input.name = `slide-${input.name}`
  }

  const unwrapped = box => [...box.childNodes].flatMap(node => {
    if (node.nodeType === Node.COMMENT_NODE) return [node]
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.data.trim()) return []
      const run = document.createElement("p")
      run.append(node)
      return [run]
    }
    return node.matches("div, section, center, article") && node.querySelector(HEADING) ? unwrapped(node) : [node]
  })

  const levelOf = heading => Number(heading.localName[1])

  // Headings that nothing stands between share a slide; a line across the page begins another.
  const sectionsOf = blocks => {
    const sections = []
    let section
    const begin = headings => sections.push(section = { headings, blocks: [] })
    for (const block of blocks) {
      const heading = block.nodeType === Node.ELEMENT_NODE && block.matches(HEADING)
      if (heading && section && !section.blocks.length && section.headings.length && levelOf(section.headings.at(-1)) < levelOf(block)
        && levelOf(section.headings.at(-1)) > 1) section.headings.push(block)
      else if (heading) begin([block])
      else if (block.matches?.("hr")) section = undefined
      else if (!block.matches?.(".agenda")) {
        if (!section || block.matches?.("div.footnote")) begin([])
        section.blocks.push(block)
      }
    }
    return sections
  }

  /* ---------------------------------------------------------------- what may be parted, and where */

  const pictureIn = block => {
    if (block.nodeType !== Node.ELEMENT_NODE) return null
    if (block.matches("figure, video, iframe")) return block.querySelector("svg, img, video, .mermaid") ?? block
    const inside = block.matches("img, svg") ? [block] : [...block.querySelectorAll("img")]
    const large = inside.filter(each => sizeOf(each).width >= 64 || sizeOf(each).height >= 64)
    return large.length === 1 && !block.textContent.trim() ? large[0] : null
  }

  const sizeOf = picture => {
    if (picture.viewBox?.baseVal?.width) return picture.viewBox.baseVal
    const shown = twins.get(picture) ?? picture
    const width = shown.naturalWidth || parseInt(picture.getAttribute("width")) || shown.offsetWidth
    const height = shown.naturalHeight || parseInt(picture.getAttribute("height")) || shown.offsetHeight
    return width && height ? { width, height } : { width: 16, height: 9 }
  }

  // Says what the next thing is, and does not stand alone.
  const isLabel = block => block.nodeType === Node.ELEMENT_NODE && (
    block.matches("h1, h2, h3, h4, h5, h6, summary, dt, caption, .admonition-title, .slide__label, .filename")
    || (block.matches("p, .slide__run") && /[:：]$/.test(block.textContent.trim()) && block.textContent.length < 120))

  const holdsText = block => !block.matches("ul, ol, dl, table, thead, tbody, tr") && ![...block.children].some(child => child.matches(BLOCK))

  const hasSomething = box => Boolean(box.textContent.trim() || box.querySelector("img, svg, math, input, video, iframe"))

  // How many of a list of lines stay: rather up to an empty one, else to one that begins a command.
  const niceCut = (lines, most) => {
    const text = at => lines[at].textContent
    const least = Math.max(1, Math.floor(most / 2))
    for (let at = most; at >= least; at--) if (!text(at - 1).trim() || !text(at).trim()) return at
    for (let at = most; at >= least; at--) if (!/^\s/.test(text(at)) && !/^\s*(#|\/\/|--)/.test(text(at - 1))) return at
    return most
  }

  // Where rows that reach over several may be parted.
  const safeRows = (rows, most) => {
    let open = 0
    let safe = 0
    rows.forEach((row, at) => {
      open = Math.max(open, at + Math.max(1, ...[...row.cells].map(cell => cell.rowSpan || 1)))
      if (open <= at + 1 && at + 1 <= most) safe = at + 1
    })
    return safe
  }

  const mostThat = (fits, least, most) => {
    while (least < most) {
      const middle = Math.ceil((least + most) / 2)
      if (fits(middle)) least = middle
      else most = middle - 1
    }
    return least
  }

  // How many of `parts`, which lie one below the other, end above `edge`; `keep` leaves so many, and tells if they fit.
  const countAbove = (edge, parts, keep) => {
    let count = parts.findIndex(part => part.getBoundingClientRect?.().bottom > edge)
    if (count < 0) count = parts.length
    while (!keep(count) && count) count--
    return count
  }

  class Cutter {
    // `edge` is where the slide ends.
    constructor(fits, height, edge) {
      this.fits = fits
      this.height = height
      this.edge = edge
    }

    // Leaves of `block`, which is on the slide, what fits there; the rest, or null where nothing can stay.
    cut(block) {
      if (block.matches(WHOLE)) return null
      if (block.matches("table")) return this.cutTable(block)
      if (block.matches("code, pre")) return this.cutCode(block)
      return holdsText(block) ? this.cutText(block) : this.cutParts(block)
    }

    cutParts(box) {
      const parts = [...box.childNodes]
      const rest = shellOf(box)
      const keep = count => {
        box.replaceChildren(...parts.slice(0, count))
        rest.replaceChildren(...parts.slice(count))
        return this.fits()
      }
      const kept = countAbove(this.edge, parts, keep)
      const next = rest.firstElementChild
      let parted = false
      if (next) {
        const whole = copyOf(next)
        box.append(next)
        const alone = !parts.slice(0, kept).some(part => part.nodeType === Node.ELEMENT_NODE && hasSomething(part) && !isLabel(part))
        const more = alone || next.offsetHeight > this.height / 2 ? this.cut(next) : null
        if (!more) next.remove()
        rest.prepend(more ?? whole)
        parted = Boolean(more)
        if (more) more.classList.add("slide__on")
      }
      while (!parted && box.lastElementChild && (isLabel(box.lastElementChild) || !hasSomething(box.lastElementChild)))
        rest.prepend(box.lastElementChild)
      if (!hasSomething(box)) return null
      if (box.matches("ol")) rest.start = (box.start || 1) + box.querySelectorAll(":scope > li").length - (parted ? 1 : 0)
      return rest
    }

    cutCode(box) {
      const code = box.matches("pre") ? box.querySelector("code") : box
      const lines = code ? [...code.querySelectorAll(":scope > .slide__line")] : []
      if (lines.length < 2) return null
      const keep = count => {
        code.replaceChildren(...lines.slice(0, count))
        return this.fits()
      }
      let kept = countAbove(this.edge, lines, keep)
      if (kept < lines.length) kept = kept && niceCut(lines, kept)
      if (kept < 1) return null
      keep(kept)
      const rest = shellOf(box)
      const inner = box === code ? rest : shellOf(code)
      if (box !== code) rest.append(inner)
      inner.append(...lines.slice(kept))
      return rest
    }

    cutTable(table) {
      const rows = [...table.querySelectorAll("tr")].filter(row => !row.closest("thead") && row.closest("table") === table)
      const body = rows[0]?.parentElement
      if (!body) return null
      const keep = count => {
        rows.forEach((row, at) => row.hidden = at >= count)
        return this.fits()
      }
      const most = countAbove(this.edge, rows, keep)
      rows.forEach(row => row.hidden = false)
      const rest = shellOf(table)
      for (const part of table.querySelectorAll(":scope > :is(colgroup, thead)")) {
        const again = copyOf(part)
        again.dataset.repeated = ""
        rest.append(again)
      }
      const below = shellOf(body)
      rest.append(below)
      let kept = safeRows(rows, most)
      if (!kept && table.matches(".slide__stacked")) {
        below.append(...rows.slice(1))
        const more = this.cutParts(rows[0])
        if (!more) return null
        below.prepend(more)
        return rest
      }
      if (!kept) return null
      below.append(...rows.slice(kept))
      return rest
    }

    cutText(box) {
      const whole = copyOf(box)
      const places = placesIn(whole)
      const line = parseFloat(getComputedStyle(box).lineHeight) || 30
      const part = (from, to) => {
        const range = document.createRange()
        range.selectNodeContents(whole)
        if (from) range.setStart(...from)
        if (to) range.setEnd(...to)
        return range.cloneContents()
      }
      const keep = count => {
        box.replaceChildren(count ? part(null, places[count - 1].at) : "")
        return this.fits()
      }
      let kept = mostThat(keep, 0, places.length)
      for (let at = kept; at > kept * 0.6; at--) if (places[at - 1].ends) { kept = at; break }
      if (!kept) return null
      keep(kept)
      if (box.offsetHeight < LINES * line * 0.9) return null
      const rest = shellOf(box)
      rest.append(part(places[kept - 1].at, null))
      if (!hasSomething(rest)) return null
      const active = activeIn(whole)
      ;[...activeIn(box), ...activeIn(rest)].forEach((copy, at) => twins.set(copy, twins.get(active[at])))
      return rest
    }
  }

  // What is asked for its twin: what can be used, and the places of notes.
  const activeIn = box => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT)
    const active = []
    while (walker.nextNode())
      if (walker.currentNode.nodeType === Node.COMMENT_NODE || walker.currentNode.matches(ACTIVE)) active.push(walker.currentNode)
    return active
  }

  // Behind words, and between the signs of scripts that write none apart; not inside a formula, a key or a mark.
  const placesIn = box => {
    const places = []
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (node.parentElement.closest("math, svg, button, kbd, sup, sub, [contenteditable]")) continue
      for (const { index, 0: found } of node.data.matchAll(/\s+|(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}。、！？])(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])/gu)) {
        const before = node.data.slice(0, index)
        places.push({ at: [node, index + found.length], ends: /[.!?。！？]["”’)]*$/.test(before) })
      }
    }
    return places
  }

  /* ---------------------------------------------------------------- slides */

  class Deck {
    constructor(stage, unit) {
      this.stage = stage
      this.unit = unit
    }

    open(section, size, part) {
      const slide = document.createElement("section")
      const head = document.createElement("div")
      const body = document.createElement("div")
      const content = document.createElement("div")
      slide.className = "slide md-typeset"
      slide.setAttribute("role", "group")
      slide.style.setProperty("--size", `${size * this.unit}px`)
      head.className = "slide__head"
      body.className = "slide__body"
      content.className = "slide__content"
      if (part === 0) head.append(...section.headings.map(copyOf))
      else if (section.headings.length) {
        const again = copyOf(section.headings.at(-1))
        again.removeAttribute("id")
        again.dataset.repeated = ""
        head.append(again)
      }
      if (section.headings[0]?.matches("h1")) slide.classList.add("slide--title")
      head.hidden = !head.childNodes.length
      body.append(content)
      slide.append(head, body)
      this.stage.append(slide)
      return { element: slide, head, body, content, notes: [], section, closed: false }
    }

    // The slides of a section with text of `size`, filled to a share of their height; more than `most` are not wanted.
    fill(section, size, share, most = Infinity) {
      const slides = []
      let slide
      const open = () => {
        if (slide) slide.element.hidden = true
        slides.push(slide = this.open(section, size, slides.length))
      }
      const room = () => slide.body.clientHeight * share
      const edge = () => slide.content.getBoundingClientRect().top + room() + 0.5
      const filled = () => slide.content.offsetHeight
      const fits = () => filled() <= room() + 0.5
      const others = block => [...slide.content.children].filter(each => each !== block && !isLabel(each))
      const turn = block => {
        const along = []
        block?.remove()
        while (slide.content.lastElementChild && isLabel(slide.content.lastElementChild)) {
          along.unshift(slide.content.lastElementChild)
          slide.content.lastElementChild.remove()
        }
        open()
        slide.content.append(...along)
      }
      // The first block of the queue, of which what does not fit goes on to the next slide.
      const place = block => {
        slide.content.append(block)
        this.suit(block, slide)
        if (fits()) return
        const before = others(block)
        const above = block.offsetTop - slide.content.offsetTop
        const isSmall = block.offsetHeight <= room()
        const whole = copyOf(block)
        const rest = before.length && isSmall && above > room() * 0.3 ? null : new Cutter(fits, room(), edge()).cut(block)
        const left = slide.content.contains(block) ? block.offsetHeight : 0
        if (rest && !(before.length && left < room() * 0.25)) {
          rest.classList.add("slide__on")
          open()
          queue.unshift(rest)
        } else if (before.length) {
          turn(block)
          queue.unshift(whole)
        } else {
          if (block.parentElement) block.replaceWith(whole)
          else slide.content.append(whole)
          this.suit(whole, slide)
          this.shrink(whole, slide, room())
        }
      }
      // As many blocks as fit, up to the next picture.
      const placeAll = () => {
        const end = queue.findIndex(block => block.nodeType === Node.COMMENT_NODE || block.matches(".correction-at") || pictureIn(block))
        const run = queue.slice(0, end < 0 ? undefined : end)
        slide.content.append(...run)
        this.suit(slide.content, slide)
        if (fits()) return run.length
        const kept = [...slide.content.children].slice(0, -run.length)
        const keep = count => {
          slide.content.replaceChildren(...kept, ...run.slice(0, count))
          return fits()
        }
        return countAbove(edge(), run, keep)
      }
      const placePicture = (block, picture) => {
        const { width, height } = sizeOf(picture)
        const stands = free => Math.min(slide.body.clientWidth / width, free / height)
        const lies = free => Math.min(slide.body.clientWidth / height, free / width)
        const labels = [...slide.content.children].reduce((sum, each) => sum + (isLabel(each) ? each.offsetHeight : 0), 0)
        const most = slide.body.clientHeight - labels - 24 * this.unit
        const isUpright = this.stage.clientHeight > this.stage.clientWidth
        const gain = isUpright && picture.matches("svg, img") ? lies(most) / stands(most) : 1
        const isLying = gain >= LIES && picture.matches("svg")
        const scale = isLying ? lies : stands
        const here = scale(slide.body.clientHeight - filled() - 24 * this.unit)
        if (others(block).length && here < scale(most) * 0.9) turn()
        if (block === picture) {
          block = document.createElement("div")
          block.append(picture)
        }
        slide.content.append(block)
        slide.element.classList.add("slide--picture")
        if (gain >= TURNS) slide.element.dataset.turns = isLying ? "lies" : "stands"
        for (let box = picture; box !== slide.content; box = box.parentElement) box.classList.add("slide__picture")
        slide.closed = true
      }
      const step = () => {
        const [block] = queue
        if (block.nodeType === Node.COMMENT_NODE) return slide.notes.push(queue.shift())
        if (block.matches(".correction-at")) {
          const marks = slide.element.querySelector(".slide__marks") ?? slide.element.appendChild(document.createElement("p"))
          marks.className = "slide__marks"
          marks.append(...queue.shift().childNodes)
          slide.element.style.setProperty("--marks", marks.childElementCount) // the heading leaves them room
          if (!slide.closed && !fits()) slide.element.style.removeProperty("--marks")
          return
        }
        if (slide.closed) {
          // A line below a picture stays with it.
          const isCaption = block.matches("p") && !isLabel(block) && !pictureIn(block) && block.textContent.length < 160 && !slide.captioned
          if (isCaption) {
            slide.captioned = true
            return slide.content.append(queue.shift())
          }
          turn()
        }
        const picture = pictureIn(block)
        if (picture) return placePicture(queue.shift(), picture)
        const placed = placeAll()
        queue.splice(0, placed)
        if (!placed) place(queue.shift())
      }
      const queue = section.blocks.map(block => block.nodeType === Node.COMMENT_NODE ? block : copyOf(block))
      open()
      while (queue.length && slides.length <= most) step()
      slide.element.hidden = true
      return slides
    }

    // What is too wide: a table in fewer columns, other things smaller.
    suit(block, slide) {
      const width = slide.body.clientWidth
      for (const table of block.matches("table") ? [block] : block.querySelectorAll("table")) {
        if (table.offsetWidth > width + 1) table.classList.add("slide__wide")
        const narrow = [...table.querySelectorAll("td")].some(cell =>
          cell.textContent.trim().length > 12 && cell.clientWidth < 6.5 * parseFloat(getComputedStyle(cell).fontSize))
        const spans = table.querySelector("[rowspan], [colspan]")
        if (spans || !(narrow || table.offsetWidth > width + 1)) continue
        const heads = [...table.querySelectorAll("thead th")].map(head => head.textContent.trim())
        table.classList.add("slide__stacked")
        for (const row of table.querySelectorAll("tbody tr"))
          [...row.cells].forEach((cell, at) => { if (heads[at]) cell.dataset.head = heads[at] })
      }
      for (const code of block.matches("pre") ? [block] : block.querySelectorAll("pre"))
        code.classList.toggle("slide__tight", code.scrollWidth > code.clientWidth || code.classList.contains("slide__long")
          || [...code.querySelectorAll(".slide__line")].some(line => line.scrollWidth > line.clientWidth || line.offsetHeight > 2.2 * parseFloat(getComputedStyle(line).lineHeight)))
      for (const wide of block.querySelectorAll("math, .formula-lines, img, svg, table")) {
        const box = wide.getBoundingClientRect()
        const edge = slide.body.getBoundingClientRect().right
        if (box.right > edge + 1 && box.width) wide.style.zoom = Math.max(0.2, (edge - box.left) / box.width)
      }
    }

    shrink(block, slide, room) {
      for (let zoom = 0.95; zoom > 0.2 && slide.content.offsetHeight > room; zoom -= 0.05) block.style.zoom = zoom
    }

    // Slides of text between pictures: as large as has room on all of them.
    grow(slides) {
      const fits = ({ element, body, content }) => {
        element.hidden = false
        const fitting = content.offsetHeight <= body.clientHeight && content.scrollWidth <= body.clientWidth
        element.hidden = true
        return fitting
      }
      const growAll = run => {
        if (run.some(({ content }) => content.querySelector("table, pre, img, svg, math, [style]"))) return
        const before = run[0].element.style.getPropertyValue("--size")
        const suits = size => {
          for (const { element } of run) element.style.setProperty("--size", size)
          return run.every(fits)
        }
        if (!SIZES.filter(size => size * this.unit > parseFloat(before)).some(size => suits(`${size * this.unit}px`))) suits(before)
      }
      let run = []
      for (const slide of [...slides, { closed: true }]) {
        if (!slide.closed) run.push(slide)
        else if (run.length && run.length < slides.length) growAll(run)
        if (slide.closed) run = []
      }
    }

    lay(section) {
      const slides = this.spread(section)
      if (!section.headings[0]?.matches("h1")) this.grow(slides)
      return slides
    }

    // The largest text that needs no more slides than the smallest, spread evenly over them.
    spread(section) {
      const drop = slides => slides.forEach(({ element }) => element.remove())
      const sizes = section.headings[0]?.matches("h1") ? SIZES.slice(2) : SIZES
      let least = this.fill(section, sizes.at(-1), 1)
      let size = sizes.at(-1)
      if (least.length > 3) return least // long enough to fill what it has, and dear to try
      for (const larger of least.length > 1 ? sizes.slice(-2, -1) : sizes.slice(0, -1)) {
        const slides = this.fill(section, larger, 1, least.length)
        const better = slides.length <= least.length
        drop(better ? least : slides)
        if (!better) continue
        least = slides
        size = larger
        break
      }
      if (least.length < 2) return least
      const { content, body } = least.at(-1)
      least.at(-1).element.hidden = false
      const isEven = content.offsetHeight > 0.6 * body.clientHeight
      least.at(-1).element.hidden = true
      if (isEven) return least
      let [low, high] = [0.4, 1]
      for (let turn = 0; turn < 3; turn++) {
        const share = (low + high) / 2
        const slides = this.fill(section, size, share, least.length)
        const better = slides.length === least.length
        drop(better ? least : slides)
        if (better) [least, high] = [slides, share]
        else low = share
      }
      return least
    }
  }

  // The slides of `article`, put into `stage`; `unit` is how many pixels a pixel of 1280 × 720 is.
  window.courseSlides = (article, stage, unit) => {
    stage.replaceChildren()
    const { blocks, notes, agenda } = read(article)
    const sections = sectionsOf(blocks)
    if (agenda) {
      const at = sections.findIndex(({ headings }) => headings[0]?.matches("h1")) + 1
      sections.splice(at, 0, { headings: [], blocks: [agenda] })
    }
    const deck = new Deck(stage, unit)
    const slides = sections.flatMap(section => deck.lay(section))
    slides.forEach((slide, at) => {
      const walker = document.createTreeWalker(slide.element, NodeFilter.SHOW_COMMENT)
      while (walker.nextNode()) slide.notes.push(walker.currentNode)
      slide.notes = slide.notes.map(mark => notes.get(mark) ?? notes.get(twins.get(mark))).filter(Boolean)
      slide.at = at
      slide.element.classList.add("slide--settled")
    })
    return slides
  }
})()
