/*
 * What a reader can do with a drawn diagram: see it large, save it, scroll it with the keyboard.
 *
 * The drawing itself needs no script. While it is shown large the same element stands in the dialog, so that
 * its ids stay unique; closing puts it back.
 */
(() => {
  const words = JSON.parse(document.getElementById("__course").textContent).words.diagrams
  const colours = ["ground", "text", "faint", "line", "box", "group", "border", "accent", "radius", "font", "code-font"]

  const button = (text, label, act) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = text
    made.title = label
    made.setAttribute("aria-label", label)
    made.addEventListener("click", act)
    return made
  }

  // The file stands alone: the page's colours, as they are now, go with it.
  const save = figure => {
    const svg = figure.querySelector("svg.diagram-drawing")
    const copy = svg.cloneNode(true)
    const style = getComputedStyle(svg)
    for (const part of [copy, ...copy.querySelectorAll("[data-style]")])
      part.style.cssText += part.dataset.style ?? ""
    for (const name of colours) copy.style.setProperty(`--drawing-${name}`, style.getPropertyValue(`--drawing-${name}`))
    copy.style.setProperty("background", style.getPropertyValue("--drawing-ground"))
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }))
    link.download = `${document.title.replace(/[\\/:*?"<>|]+/g, " ").trim()} ${figure.id.replace("diagram_", "")}.svg`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }

  const enlarge = figure => {
    const svg = figure.querySelector("svg.diagram-drawing")
    const home = svg.parentElement
    const dialog = document.createElement("dialog")
    const view = document.createElement("div")
    const bar = document.createElement("div")
    const natural = svg.viewBox.baseVal
    let scale

    const middle = () => {
      const { left, top, width, height } = view.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2 }
    }
    // What is at the point stays there: under the fingers, under the pointer, in the middle.
    const zoom = (wanted, { x, y } = middle()) => {
      const before = svg.getBoundingClientRect()
      scale = Math.min(8, Math.max(0.1, wanted))
      svg.style.width = `${natural.width * scale}px`
      const after = svg.getBoundingClientRect()
      const grown = after.width / before.width
      view.scrollBy(after.left - x + (x - before.left) * grown, after.top - y + (y - before.top) * grown)
    }
    const fit = () => zoom(Math.min(
      (view.clientWidth - 40) / natural.width, (view.clientHeight - 40) / natural.height, 4))

    dialog.className = "diagram-dialog"
    dialog.setAttribute("aria-label", svg.querySelector("title").textContent)
    view.className = "diagram-dialog__view"
    view.tabIndex = 0
    bar.className = "diagram-dialog__bar"
    bar.append(
      button("−", words.smaller, () => zoom(scale / 1.25)),
      button("+", words.larger, () => zoom(scale * 1.25)),
      button("⤢", words.fit, fit),
      button("✕", words.close, () => dialog.close()),
    )
    dialog.append(bar, view)
    dialog.addEventListener("keydown", event => {
      const act = { "+": () => zoom(scale * 1.25), "=": () => zoom(scale * 1.25), "-": () => zoom(scale / 1.25), 0: fit }[event.key]
      if (!act || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      act()
    })
    view.addEventListener("wheel", event => {
      if (!event.ctrlKey) return
      event.preventDefault()
      zoom(scale * Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY })
    }, { passive: false })
    followPinch(view, () => scale, zoom)
    dialog.addEventListener("close", () => {
      svg.style.removeProperty("width")
      home.append(svg)
      dialog.remove()
    })
    document.body.append(dialog)
    view.append(svg)
    dialog.showModal()
    fit()
    view.focus()
  }

  // Two fingers apart, together or along, as everywhere on a phone.
  const followPinch = (view, scaleNow, zoom) => {
    const fingers = new Map()
    let start
    let last
    let waiting = false
    const distance = () => {
      const [one, other] = [...fingers.values()]
      return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
    }
    const between = () => {
      const [one, other] = [...fingers.values()]
      return { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 }
    }
    view.addEventListener("pointerdown", event => {
      fingers.set(event.pointerId, event)
      if (fingers.size !== 2) return
      start = { distance: distance(), scale: scaleNow() }
      last = between()
    })
    // Both fingers' moves come one after the other; only together do they say what is meant.
    const follow = () => {
      waiting = false
      if (fingers.size !== 2) return
      const now = between()
      view.scrollBy(last.x - now.x, last.y - now.y)
      zoom(start.scale * distance() / start.distance, now)
      last = now
    }
    view.addEventListener("pointermove", event => {
      if (!fingers.has(event.pointerId)) return
      fingers.set(event.pointerId, event)
      if (!waiting) requestAnimationFrame(follow)
      waiting = true
    })
    for (const kind of ["pointerup", "pointercancel"])
      view.addEventListener(kind, event => {
        if (waiting) follow()
        fingers.delete(event.pointerId)
      })
  }

  // A view that scrolls must be reachable with the keyboard.
  const sizes = new ResizeObserver(entries => entries.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
    else target.removeAttribute("tabindex")
  }))

  const openPage = () => {
    for (const figure of document.querySelectorAll("figure.diagram:not(:has(.diagram__tools))")) {
      const view = figure.querySelector(".diagram__view")
      if (!view) continue
      const tools = document.createElement("div")
      tools.className = "diagram__tools"
      tools.dataset.added = "diagram"
      tools.append(
        button(words.enlarge, words.enlarge, () => enlarge(figure)),
        button(words.download, words.download, () => save(figure)),
      )
      figure.querySelector(".diagram__words").before(tools)
      view.setAttribute("role", "group")
      view.setAttribute("aria-label", figure.querySelector("svg.diagram-drawing > title").textContent)
      sizes.observe(view)
    }
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
