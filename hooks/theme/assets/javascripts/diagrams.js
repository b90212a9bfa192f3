/*
 * What a reader can do with a drawn diagram: see it large, save it, scroll it with the keyboard.
 *
 * The drawing itself needs no script. While it is shown large the same element stands in the dialog, so that
 * its ids stay unique; closing puts it back.
 */
(() => {
  const words = JSON.parse(document.getElementById("__course").textContent).words.diagrams
  const colours = ["ground", "text", "faint", "line", "box", "group", "border", "accent", "radius", "font", "code-font"]

  const button = window.courseButton

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
    window.courseEnlarge({
      shown: svg,
      size: svg.viewBox.baseVal,
      label: svg.querySelector("title").textContent,
      closed: () => home.append(svg),
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
