/*
 * Shows a page's slides (slides.js) over it, and follows keys, remote control, fingers and buttons.
 *
 * presenting.js brings it when slides are first wanted. The page lies behind, as it was: what is filled in, ticked or
 * answered on a slide is done there, and the slides are made anew. The words stand in `courseSlideWords`.
 */
(() => {
  const words = window.courseSlideWords
  const LEAST = 2 / 3 // on small screens text has 16 pixels where it has 24 at 1280 × 720
  let show

  const say = (text, ...values) => values.reduce((said, value) => said.replace("{}", value), text)

  // A picture that is not there yet has no size.
  const bringPictures = article => Promise.race([
    Promise.all([...article.querySelectorAll("img")].map(picture => {
      picture.loading = "eager"
      return picture.decode().catch(() => {})
    })),
    new Promise(resolve => setTimeout(resolve, 3000)),
  ])

  const element = (name, className, ...children) => {
    const made = document.createElement(name)
    made.className = className
    made.append(...children)
    return made
  }

  // No font has all the signs.
  const iconButton = (path, label, act) => {
    const made = window.courseButton("", label, act)
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path")
    svg.setAttribute("viewBox", "0 0 24 24")
    line.setAttribute("d", path)
    svg.append(line)
    made.append(svg)
    return made
  }

  // The letter on the key, by its place where the keyboard writes others, such as Hangul.
  const letterOf = ({ key, code }) => key.length === 1 && !/^[ -~]$/.test(key) && code.startsWith("Key") ? code[3].toLowerCase() : key.length === 1 ? key.toLowerCase() : key

  class Show {
    constructor(article) {
      this.article = article
      this.marked = new Map() // a block of code on the page → the numbers of its marked lines
      this.unfolded = new Set() // what was unfolded on slides, on the page
      this.messages = new Map() // a sequence diagram on the page → how many of its messages are shown
      this.lying = new Map() // a picture on the page → whether it lies on its side, where that was chosen
      this.at = 0
      this.begun = Date.now()
      this.listeners = new Set()
      this.build()
    }

    build() {
      this.stage = element("div", "present__stage")
      this.stage.tabIndex = -1
      this.number = element("span", "present__number")
      this.place = element("span", "present__place")
      this.status = element("p", "present__status")
      this.status.setAttribute("role", "status")
      this.step = iconButton("M3 4v16M21 4v16M6 9h11m-3-3 3 3-3 3M18 16H8m3-3-3 3 3 3", words.step, () => this.beginMessages())
      this.turner = iconButton("M3 7h10v14H3zM16 3a6 6 0 0 1 5 6m-3-1 3 2 2-3", words.turn, () => this.turn())
      const speaker = iconButton("M3 4h18v12H3zM8 20h8M12 16v4M7 8h6M7 12h10", words.speaker, () => this.openSpeaker())
      const full = iconButton("M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", words.full_screen, () => this.fillScreen())
      this.lister = iconButton("M4 6h2m3 0h11M4 12h2m3 0h11M4 18h2m3 0h11", words.contents, () => this.toggleContents())
      this.lister.setAttribute("aria-expanded", false)
      speaker.className = "present__speaker"
      full.hidden = !document.fullscreenEnabled
      const tools = [
        iconButton("M15 4 7 12l8 8", words.previous, () => this.previous()), this.number,
        iconButton("m9 4 8 8-8 8", words.next, () => this.next()), this.lister, this.step, this.turner, this.place, speaker, full,
        window.courseButton("?", words.help, () => this.toggleHelp()),
        iconButton("m5 5 14 14M19 5 5 19", words.close, () => this.close()),
      ]
      this.bar = element("div", "present__bar", ...tools)
      this.help = this.makeHelp()
      this.contents = element("nav", "present__panel present__contents md-typeset")
      this.contents.setAttribute("aria-label", words.contents)
      this.contents.hidden = true
      this.dark = element("div", "present__blank")
      this.dark.hidden = true
      this.root = element("div", "present__root", this.stage, this.bar, this.help, this.contents, this.dark, this.status)
      this.dialog = element("dialog", "present", this.root)
      this.dialog.setAttribute("aria-label", words.title)
    }

    makeHelp() {
      const list = element("dl", "")
      for (const [keys, what] of [
        ["→ Space PageDown", words.next], ["← PageUp", words.previous], ["Home End", words.ends], ["C", words.contents],
        ["M", words.step], ["R", words.turn], ["B", words.blank], ["F", words.full_screen], ["S", words.speaker], ["?", words.help], ["Esc", words.close],
      ]) {
        const term = element("dt", "", ...keys.split(" ").flatMap(key => [element("kbd", "", key), " "]))
        list.append(term, element("dd", "", what))
      }
      const help = element("div", "present__panel present__help md-typeset", list, element("p", "", words.hint))
      help.hidden = true
      return help
    }

    async open(heading) {
      const { scrollX, scrollY } = window
      this.before = { focus: document.activeElement, x: scrollX, y: scrollY }
      const from = heading ?? headingOnScreen(this.article)
      document.body.append(this.dialog)
      this.dialog.showModal()
      this.make()
      this.started = this.at = from ? this.slideOf(from) : 0
      this.show()
      this.listen()
      this.stage.focus()
    }

    listen() {
      const options = { signal: (this.ending = new AbortController()).signal }
      this.dialog.addEventListener("keydown", event => this.key(event), options)
      this.dialog.addEventListener("cancel", event => {
        event.preventDefault()
        this.escape()
      }, options)
      this.dialog.addEventListener("close", () => this.leave(), options)
      this.stage.addEventListener("click", event => this.click(event), options)
      this.stage.addEventListener("toggle", ({ target }) => this.noteFold(target), { ...options, capture: true })
      this.stage.addEventListener("focusin", ({ target }) => {
        if (target.matches("[contenteditable]")) getSelection().selectAllChildren(target)
      }, options)
      this.stage.addEventListener("focusout", ({ target }) => this.fill(target), options)
      this.dark.addEventListener("click", () => this.blank(), options)
      this.followSwipes(options)
      let waiting
      const again = () => {
        clearTimeout(waiting)
        waiting = setTimeout(() => this.dialog.open && this.remake(), 150)
      }
      const size = new ResizeObserver(() => {
        if (this.stage.clientWidth !== this.width || this.stage.clientHeight !== this.height) again()
      })
      size.observe(this.stage)
      const isText = ({ target }) => !(target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(".agenda")
      const page = new MutationObserver(changes => { if (changes.some(isText)) again() })
      page.observe(this.article, { childList: true, subtree: true, characterData: true })
      document.fonts.addEventListener("loadingdone", again, options)
      window.document$?.subscribe(() => { if (!this.article.isConnected) this.close() })
      options.signal.addEventListener("abort", () => [size, page].forEach(each => each.disconnect()))
    }

    make() {
      this.width = this.stage.clientWidth
      this.height = this.stage.clientHeight
      const unit = Math.max(LEAST, Math.min(innerWidth / 1280, innerHeight / 720))
      this.root.style.setProperty("--unit", `${unit}px`)
      // Hundreds of trials are measured: without the page behind, each costs a fraction. Nothing is painted meanwhile.
      const [page, { scrollX, scrollY }] = [document.querySelector(".md-container"), window]
      page.style.display = "none"
      this.slides = window.courseSlides(this.article, this.stage, unit)
      page.style.removeProperty("display")
      scrollTo({ left: scrollX, top: scrollY, behavior: "instant" })
      for (const { element, at } of this.slides) {
        element.setAttribute("aria-roledescription", words.slide_role)
        element.setAttribute("aria-label", this.nameOf(at))
      }
      this.restore()
    }

    // The same place again, of other size or with other text.
    remake() {
      const before = new Set(this.slides.slice(0, this.at).flatMap(({ element }) => twinsIn(element)))
      const twin = twinsIn(this.slides[this.at].element).find(each => this.article.contains(each) && !before.has(each))
      this.make()
      this.at = Math.min(twin ? this.slideOf(twin) : this.at, this.slides.length - 1)
      this.show({ silent: true })
    }

    restore() {
      for (const { element } of this.slides) {
        for (const details of element.querySelectorAll("details[data-fold]"))
          details.open = this.unfolded.has(window.courseTwinOf(details))
        for (const line of element.querySelectorAll(".slide__line")) this.markLine(line)
        for (const svg of element.querySelectorAll("figure[data-kind=sequence] svg")) this.showMessages(svg)
        this.lay(element)
      }
    }

    slideOf(original) {
      return Math.max(0, this.slides.findIndex(({ element }) => twinsIn(element).includes(original)))
    }

    nameOf(at) {
      return say(words.slide, at + 1, this.slides.length)
    }

    titleOf(at) {
      for (let index = at; index >= 0; index--) {
        const heading = this.slides[index].section.headings.at(-1)
        if (heading) return heading.textContent.trim()
      }
      return ""
    }

    show({ silent = false } = {}) {
      this.slides.forEach(({ element }, at) => element.hidden = at !== this.at)
      this.number.textContent = `${this.at + 1} / ${this.slides.length}`
      this.place.textContent = this.titleOf(this.at)
      this.step.hidden = !this.sequence()
      this.turner.hidden = !this.slides[this.at].element.dataset.turns
      this.bar.style.setProperty("--done", (this.at + 1) / this.slides.length)
      if (!silent) this.status.textContent = `${this.nameOf(this.at)}: ${this.titleOf(this.at)}`
      this.tell()
    }

    tell() {
      this.listeners.forEach(listener => listener())
    }

    /* -------------------------------------------------------------- onward and back */

    next() {
      const svg = this.sequence()
      const shown = this.messages.get(window.courseTwinOf(svg))
      if (svg && shown < messagesOf(svg).length) return this.setMessages(svg, shown + 1)
      const folded = this.slides[this.at].element.querySelector("details[data-fold]:not([open])")
      if (folded) return void (folded.open = true)
      this.go(this.at + 1)
    }

    previous() {
      const svg = this.sequence()
      const shown = this.messages.get(window.courseTwinOf(svg))
      if (svg && shown !== undefined) return this.setMessages(svg, shown ? shown - 1 : undefined)
      const folds = [...this.slides[this.at].element.querySelectorAll("details[data-fold][open]")]
      if (folds.length) return void (folds.at(-1).open = false)
      this.go(this.at - 1)
    }

    go(at) {
      const wanted = Math.max(0, Math.min(this.slides.length - 1, at))
      if (wanted === this.at) return
      this.at = wanted
      if (this.stage.contains(document.activeElement)) this.stage.focus()
      this.show()
    }

    noteFold(details) {
      if (!details.matches?.("details[data-fold]")) return
      const original = window.courseTwinOf(details)
      if (details.open) this.unfolded.add(original)
      else this.unfolded.delete(original)
      this.tell()
    }

    sequence() {
      return this.slides[this.at].element.querySelector("figure[data-kind=sequence] svg:has(.diagram-message)")
    }

    beginMessages() {
      const svg = this.sequence()
      if (!svg) return
      const shown = this.messages.get(window.courseTwinOf(svg))
      this.setMessages(svg, shown === undefined || shown === messagesOf(svg).length ? 0 : shown + 1)
    }

    setMessages(svg, count) {
      const original = window.courseTwinOf(svg)
      if (count === undefined) this.messages.delete(original)
      else this.messages.set(original, count)
      this.showMessages(svg)
      const last = messagesOf(svg)[count - 1]
      if (last) this.status.textContent = last.map(each => each.textContent).join(" ").trim()
      this.tell()
    }

    showMessages(svg) {
      const shown = this.messages.get(window.courseTwinOf(svg)) ?? Infinity
      messagesOf(svg).forEach((parts, at) => parts.forEach(part => part.classList.toggle("slide__waiting", at >= shown)))
    }

    // A wide picture on an upright screen, on its side or not.
    lay(element) {
      if (!element.dataset.turns) return
      const lies = this.lying.get(pictureOn(element)) ?? element.dataset.turns === "lies"
      element.classList.toggle("slide--lying", lies)
    }

    turn() {
      const { element } = this.slides[this.at]
      if (!element.dataset.turns) return
      this.lying.set(pictureOn(element), !element.classList.contains("slide--lying"))
      this.lay(element)
      this.tell()
    }

    /* -------------------------------------------------------------- keys, clicks, fingers */

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const key = letterOf(event)
      if (event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) {
        event.stopPropagation()
        if ((key !== "Enter" && key !== "Escape") || event.isComposing) return
        event.preventDefault()
        event.target.blur()
        return this.stage.focus()
      }
      const presses = event.target.closest?.("button, a, summary, input") && (key === " " || key === "Enter")
      const acts = {
        ArrowRight: () => this.next(), ArrowDown: () => this.next(), PageDown: () => this.next(), n: () => this.next(),
        Enter: () => this.next(), " ": () => event.shiftKey ? this.previous() : this.next(),
        ArrowLeft: () => this.previous(), ArrowUp: () => this.previous(), PageUp: () => this.previous(), Backspace: () => this.previous(),
        c: () => this.toggleContents(), r: () => this.turn(),
        Home: () => this.go(0), End: () => this.go(this.slides.length - 1),
        m: () => this.beginMessages(), b: () => this.blank(), ".": () => this.blank(), f: () => this.fillScreen(),
        s: () => this.openSpeaker(), "?": () => this.toggleHelp(), p: () => this.close(), Escape: () => this.escape(),
      }
      event.stopPropagation() // the theme's keys
      if (!this.contents.hidden && /^Arrow(Down|Up)$/.test(key)) {
        event.preventDefault()
        const item = document.activeElement.closest("li")
        return (key === "ArrowDown" ? item?.nextElementSibling : item?.previousElementSibling)?.firstElementChild.focus()
      }
      if (presses || !Object.hasOwn(acts, key)) return
      event.preventDefault()
      if (!this.dark.hidden && key !== "b" && key !== "." && key !== "Escape") return this.blank()
      acts[key]()
    }

    escape() {
      if (!this.contents.hidden) this.toggleContents()
      else if (!this.help.hidden) this.toggleHelp()
      else if (!this.dark.hidden) this.blank()
      else this.close()
    }

    click(event) {
      const { target } = event
      if (!this.contents.hidden) return this.toggleContents()
      const link = target.closest("a[href]")
      if (link?.getAttribute("href").startsWith("#")) {
        event.preventDefault()
        const original = document.getElementById(decodeURIComponent(link.hash.slice(1)))
        if (original && this.article.contains(original)) this.go(this.slideOf(original))
        return
      }
      const used = target.closest("input, button")
      const twin = used && window.courseTwinOf(used)
      if (twin && this.article.contains(twin)) return twin.click()
      const line = target.closest(".slide__line")
      if (!line || link || target.closest("[contenteditable]") || !getSelection().isCollapsed) return
      const original = this.codeOf(line)
      const lines = this.marked.get(original) ?? new Set()
      const number = line.dataset.line
      if (!lines.delete(number)) lines.add(number)
      this.marked.set(original, lines)
      this.markLine(line)
      this.tell()
    }

    codeOf(line) {
      return window.courseTwinOf(line.closest("code"))
    }

    markLine(line) {
      line.classList.toggle("slide__line--marked", Boolean(this.marked.get(this.codeOf(line))?.has(line.dataset.line)))
    }

    // What is filled in on a slide is filled in on the page, and so on all slides.
    fill(field) {
      const typed = field.matches?.(".quiz--typed input") && window.courseTwinOf(field)
      if (typed && typed.value !== field.value) {
        typed.value = field.value
        typed.dispatchEvent(new Event("input"))
      }
      const twin = field.matches?.("[contenteditable]") && window.courseTwinOf(field)
      if (!twin || twin.textContent === field.textContent) return
      twin.textContent = field.textContent
      for (const name of ["input", "blur"]) twin.dispatchEvent(new Event(name))
    }

    followSwipes(options) {
      let start
      this.stage.addEventListener("pointerdown", event => {
        start = event.isPrimary && event.pointerType !== "mouse" ? event : undefined
      }, options)
      this.stage.addEventListener("pointerup", event => {
        if (!start || event.pointerId !== start.pointerId) return
        const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY]
        start = undefined
        if (Math.abs(x) < 40 || Math.abs(x) < 1.5 * Math.abs(y)) return
        if (x < 0) this.next()
        else this.previous()
      }, options)
      this.stage.addEventListener("pointercancel", () => { start = undefined }, options)
    }

    /* -------------------------------------------------------------- around */

    toggleHelp() {
      if (!this.contents.hidden) this.toggleContents()
      this.help.hidden = !this.help.hidden
    }

    // All headings, each a way to its slide.
    toggleContents() {
      const opens = this.contents.hidden
      this.help.hidden = true
      this.contents.hidden = !opens
      this.lister.setAttribute("aria-expanded", opens)
      if (!opens) return this.contents.contains(document.activeElement) && this.stage.focus()
      const list = element("ul", "")
      let here
      this.slides.forEach((slide, at) => {
        for (const heading of slide.element.querySelectorAll(".slide__head > :not([data-repeated])")) {
          const go = element("button", `present__level-${heading.localName[1]}`, heading.textContent.trim())
          go.type = "button"
          go.addEventListener("click", () => {
            this.toggleContents()
            this.go(at)
          })
          list.append(element("li", "", go))
          if (at <= this.at) here = go
        }
      })
      this.contents.replaceChildren(list)
      here?.setAttribute("aria-current", "true")
      ;(here ?? list.querySelector("button"))?.focus()
    }

    blank() {
      this.dark.hidden = !this.dark.hidden
      this.tell()
    }

    fillScreen() {
      if (!document.fullscreenEnabled) return
      const done = document.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen()
      done.catch(() => {})
    }

    async openSpeaker() {
      try {
        await window.courseBring("speaker.js")
        window.courseSpeaker(this, words)
      } catch (error) {
        console.warn(error)
      }
    }

    close() {
      this.dialog.close()
    }

    leave() {
      this.ending.abort()
      this.speaker?.close()
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
      const slide = this.slides[this.at]
      const moved = this.at !== this.started
      this.dialog.remove()
      show = undefined
      if (!this.article.isConnected) return
      const { focus, x, y } = this.before
      if (!moved) {
        focus?.focus({ preventScroll: true })
        return scrollTo({ left: x, top: y, behavior: "instant" })
      }
      const shown = twinsIn(slide.element).find(each => this.article.contains(each) && each.getClientRects().length)
      shown?.scrollIntoView({ behavior: "instant", block: "start" })
    }
  }

  // What of the page a slide is the first to show.
  const twinsIn = slide => [...slide.querySelectorAll("*")].filter(each => !each.closest("[data-repeated]")).map(window.courseTwinOf).filter(Boolean)

  const pictureOn = slide => window.courseTwinOf(slide.querySelector(":is(svg, img).slide__picture"))

  const headingOnScreen = article => {
    const headings = [...article.querySelectorAll(":is(h1, h2, h3, h4)[id]")].filter(each => each.getClientRects().length)
    const passed = headings.filter(each => each.getBoundingClientRect().top < innerHeight / 2)
    return passed.at(-1) ?? headings[0]
  }

  // The messages and notes of a sequence diagram in their order: the parts of the drawing that each has.
  const messagesOf = svg => {
    const messages = new Map()
    for (const part of svg.querySelectorAll(":is(.diagram-message, .diagram-edge-label, .diagram-note)[data-part]")) {
      const number = Number(part.dataset.part.slice(1))
      messages.set(number, [...messages.get(number) ?? [], part])
    }
    return [...messages.keys()].sort((one, other) => one - other).map(number => messages.get(number))
  }

  window.coursePresent = async heading => {
    const article = document.querySelector("article.md-typeset")
    if (show || !article) return
    show = true // while it is brought, a second press does nothing
    try {
      await Promise.all([...["../stylesheets/present.css", "slides.js"].map(window.courseBring), bringPictures(article), document.fonts.ready])
      show = new Show(article)
      await show.open(heading)
    } catch (error) {
      show = undefined
      throw error
    }
  }
})()
