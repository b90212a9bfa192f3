/*
 * What the walk over hostile pages does inside a page. It is there before all scripts of the page and keeps its own
 * hold of what it uses, for pages try to put something else in its place.
 */
(() => {
  const log = console.log.bind(console)
  const find = Document.prototype.querySelector.bind(document)
  const findAll = selector => [...Document.prototype.querySelectorAll.call(document, selector)]
  const below = (element, selector) => [...Element.prototype.querySelectorAll.call(element, selector)]
  const close = (element, selector) => Element.prototype.closest.call(element, selector)
  const read = (element, name) => Element.prototype.getAttribute.call(element, name)
  const later = setTimeout.bind(window)
  const pause = milliseconds => new Promise(done => later(done, milliseconds))

  // A payload that runs calls one of these, or sets `ran`.
  const tell = number => log(`HOSTILE ran ${number}`)
  const keep = (name, value, set) => Object.defineProperty(window, name, { get: () => value, set })
  for (const name of ["alert", "confirm", "prompt"]) keep(name, tell)
  keep("ran", undefined, tell)
  keep("open", address => log(`HOSTILE opened ${address}`))
  keep("print", () => {})

  const attempt = action => {
    try {
      return action()
    } catch {
      return undefined
    }
  }

  // What is missing of a page whose scripts have all done their work; nothing on a sound page.
  const missing = () => {
    const gaps = []
    if (!find(".md-header[data-md-component=header]") || !find(".md-footer")) gaps.push("frame")
    if (!window.courseMemory || typeof window.courseMemory.read !== "function") gaps.push("memory")
    if (typeof window.document$?.subscribe !== "function") gaps.push("theme")
    const sound = findAll("pre > code").filter(code => code.textContent.trim() === "echo alive" && close(code, ".highlight"))
    if (!sound.every(code => find(".md-code__nav, .md-clipboard") && below(close(code, ".highlight"), ".md-code__nav, .md-clipboard").length)) gaps.push("copy button")
    window.dispatchEvent(new Event("beforeprint")) // only then are addresses put behind links
    if (!findAll(".md-content a[href]").every(link => link.dataset.printAddress !== undefined || close(link, ".tabbed-labels"))) gaps.push("print")
    return gaps
  }

  // Whether the key that opens the search does so: the theme's listeners are there.
  const searchOpens = () => {
    const search = find("input#__search[data-md-toggle=search]")
    document.activeElement?.blur?.()
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }))
    const opened = Boolean(search?.checked)
    if (opened) search.click()
    return opened
  }

  // What lies over the header or the menu, and what of the text leaves its place.
  const covers = () => {
    const found = []
    const points = [[80, 24, ".md-header"], [500, 24, ".md-header"], [1200, 24, ".md-header"], [160, 400, ".md-sidebar, .md-main"]]
    scrollTo(0, 0)
    for (const [x, y, place] of points) {
      const top = Document.prototype.elementFromPoint.call(document, x, y)
      if (!top || !close(top, place) || (place !== ".md-header" && close(top, "article"))) found.push(`${top?.tagName} at ${x},${y}`)
    }
    for (const element of findAll("article *")) {
      if (close(element, "[data-added]") || close(element, ".md-code__nav, .md-clipboard, .md-top, .tabbed-labels, .tabbed-button")) continue
      const { position, display } = getComputedStyle(element)
      if (/fixed|sticky/.test(position) && display !== "none") found.push(`${element.tagName} ${position}`)
    }
    return found
  }

  const EVENTS = ["pointerover", "mouseover", "mouseenter", "pointerenter", "mousemove", "mousedown", "mouseup", "focusin", "toggle", "input", "change"]
  const ADDRESS = /^\s*https?:/i

  // A link that only leads elsewhere is clicked, and does not lead there.
  const stay = link => {
    const address = attempt(() => link.href?.baseVal ?? link.href)
    if (typeof address !== "string" || !ADDRESS.test(address)) return false
    if (link.href?.baseVal === undefined) link.setAttribute("href", "#__walked")
    else link.href.baseVal = "#__walked"
    link.removeAttribute("target")
    return true
  }

  const touch = async element => {
    const names = [...element.attributes].map(each => each.name)
    for (const kind of [...EVENTS, ...names.filter(name => /^on/i.test(name)).map(name => name.slice(2))])
      attempt(() => EventTarget.prototype.dispatchEvent.call(element, new MouseEvent(kind, { bubbles: !/enter|toggle/.test(kind), cancelable: true, view: window })))
    attempt(() => element.focus())
    if (element instanceof HTMLDetailsElement) element.open = !element.open
    if (element instanceof HTMLMediaElement) attempt(() => { element.preload = "auto"; element.load() })
    if (names.includes("popover")) attempt(() => element.showPopover())
    const leads = /^(a|area)$/i.test(element.localName)
    const still = leads && stay(element)
    const submits = element instanceof HTMLFormElement
    if (submits) attempt(() => HTMLFormElement.prototype.requestSubmit.call(element))
    else if (element instanceof HTMLElement) attempt(() => HTMLElement.prototype.click.call(element))
    else attempt(() => EventTarget.prototype.dispatchEvent.call(element, new MouseEvent("click", { bubbles: true, cancelable: true, view: window })))
    if ((leads && !still) || submits || /^(button|input)$/i.test(element.localName)) await pause(1)
  }

  // Clicks, points at, focuses and unfolds all that an author has a hand in.
  const touchAll = async () => {
    const own = findAll(".md-content *, article *").filter(element => !close(element, "[data-added], .md-code__nav, .md-clipboard"))
    const others = findAll("body *").filter(element => [...element.attributes].some(each => /^on|^formaction$/i.test(each.name)
      || (/^(xlink:)?href$|^action$/i.test(each.name) && !/^[\s]*(https?:|[#./?]|[^:]*$)/i.test(each.value))))
    for (const element of new Set([...own, ...others])) if (element.isConnected) await touch(element)
    await pause(40)
  }

  // The pictures that GitHub shows, too: those of <img>, whichever of its sources the browser takes, and forgets if none comes.
  const pictures = () => findAll("img").flatMap(image => [image.src, image.currentSrc, ...image.srcset.split(/[\s,]+/)])

  keep("__walk", { missing, searchOpens, covers, touchAll, pictures, pause })
})()
