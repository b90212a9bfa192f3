/*
 * Draws the diagrams of the page that is shown, and loads Mermaid only when one has any.
 *
 * The name of this file has "Mermaid" in it so that mermaid2 takes it for the library and asks no CDN, and a
 * capital M so that mermaid2 leaves pages without diagrams alone (it rewrites all that say "mermaid").
 *
 * A diagram is drawn once, in colours that are CSS variables (course.css): the palette switch and print need
 * no second drawing.
 */
(() => {
  const library = new URL("mermaid.min.js", document.currentScript.src).href
  const course = JSON.parse(document.getElementById("__course").textContent)
  let settings = course.diagrams
  let loaded
  let drawn = 0

  // mermaid2 calls this at the end of a page with diagrams. A page without any, from which instant navigation
  // leads to one with, has no such call: hence the same settings in #__course.
  window.mermaid = { initialize: given => { settings = given } }

  const loadLibrary = () => loaded ??= new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = library
    script.onload = () => {
      window.mermaid.initialize(settings)
      resolve()
    }
    script.onerror = () => {
      loaded = undefined
      script.remove()
      reject(new Error(library))
    }
    document.head.append(script)
  })

  const drawPage = async () => {
    const boxes = [...document.querySelectorAll("div.mermaid:not([data-state])")]
    if (!boxes.length) return
    boxes.forEach(box => { box.dataset.state = "waiting" })
    try {
      await Promise.all([loadLibrary(), document.fonts.ready])
    } catch {
      boxes.forEach(box => showSource(box, course.words.diagram_unavailable))
      return
    }
    for (const box of boxes) if (box.isConnected) await draw(box)
  }

  const draw = async box => {
    const board = layBoard()
    try {
      const { svg } = await window.mermaid.render(`diagram-${++drawn}`, box.dataset.drawn ?? box.textContent, board)
      box.innerHTML = svg
      finish(box, box.firstElementChild)
    } catch (error) {
      showSource(box, `${course.words.diagram_faulty} ${error.message.split("\n")[0]}`)
    } finally {
      board.remove()
    }
  }

  // Labels are measured where the page's own fonts and line breaking rule, yet never inside a closed
  // <details> or an inactive tab, where all sizes are zero.
  const layBoard = () => {
    const board = document.createElement("div")
    board.className = "diagram-board"
    board.setAttribute("aria-hidden", "true")
    document.querySelector("article").append(board)
    return board
  }

  const finish = (box, svg) => {
    const kind = svg.getAttribute("aria-roledescription") ?? ""
    const width = svg.viewBox.baseVal?.width ?? 0
    svg.style.minWidth = `${Math.ceil(width * smallestScale(svg))}px`
    if (!svg.hasAttribute("aria-labelledby")) svg.setAttribute("aria-label", course.words.diagram)
    svg.querySelectorAll(".node [style*='fill'], .cluster > [style*='fill']").forEach(contrastLabel)
    box.dataset.kind = kind
    box.dataset.state = "drawn"
    sizes.observe(box.parentElement)
  }

  // How far a wide diagram may shrink with its text still 11 pixels tall; below that its box scrolls.
  const smallestScale = svg => {
    const texts = [...svg.querySelectorAll("text, foreignObject span")]
    const heights = texts.map(text => parseFloat(getComputedStyle(text).fontSize)).filter(Boolean)
    return Math.min(1, 11 / Math.min(11 * 4, ...heights))
  }

  // A lecturer's fill stays as it is in light and dark: the label on it takes the colour that reads best.
  const contrastLabel = shape => {
    const [red, green, blue, alpha = 1] = (getComputedStyle(shape).fill.match(/[\d.]+/g) ?? []).map(Number)
    if (blue === undefined || alpha < 0.5) return
    const linear = [red, green, blue].map(value => ((value / 255 + 0.055) / 1.055) ** 2.4)
    const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    shape.closest(".node, .cluster").classList.add(luminance > 0.18 ? "on-light" : "on-dark")
  }

  const showSource = (box, why) => {
    const note = document.createElement("figcaption")
    note.textContent = why
    box.dataset.state = "source"
    box.before(note)
  }

  // A figure that scrolls must be reachable with the keyboard.
  const sizes = new ResizeObserver(entries => entries.forEach(({ target }) => {
    target.toggleAttribute("tabindex", target.scrollWidth > target.clientWidth)
    if (target.hasAttribute("tabindex")) target.tabIndex = 0
  }))

  if (window.document$) window.document$.subscribe(drawPage)
  else drawPage()
})()
