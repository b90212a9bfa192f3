// What tests/theme/test_reach.py asks of a page.
(() => {
  const all = selector => [...document.querySelectorAll(selector)]
  const name = each => `${each.tagName}.${each.className}: ${each.textContent.trim().slice(0, 30)}`

  // Of boxes of one question, the one that the tab key stops at.
  const stands = radio => {
    const same = all(`input[name="${radio.name}"]`)
    return radio === (same.find(each => each.checked) ?? same[0])
  }

  // What can have the focus and is there to be seen.
  const stops = () => all("a[href], button, input, select, summary, [tabindex='0']").filter(each =>
    each.tabIndex >= 0 && !each.disabled && !each.closest("[inert]") &&
    each.checkVisibility({ visibilityProperty: true }) && (each.type !== "radio" || stands(each))).length

  const isRinged = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0

  // Why what has the focus cannot be seen: outside the window, under something, or like all else.
  const unseen = () => {
    const each = document.activeElement
    if (each === document.body) return ""
    const shown = each.matches(".task-list-item input") ? each.nextElementSibling : each
    const around = each.closest("label, form") ?? each
    const styles = [getComputedStyle(each), getComputedStyle(shown, "::before"), getComputedStyle(around)]
    const box = each.getClientRects()[0]
    if (!box) return `nowhere: ${name(each)}`
    const places = [
      [box.left + 2, box.top + 2],
      [box.right - 2, box.bottom - 2],
      [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
    ]
    const isThere = places.some(([x, y]) => {
      const top = document.elementFromPoint(x, y)
      return top && (each.contains(top) || top.contains(each) || top.closest("label")?.control === each)
    })
    if (!isThere) return `covered: ${name(each)} ${JSON.stringify(box)}`
    return styles.some(isRinged) || each.matches(".md-search__input") ? "" : `without a ring: ${name(each)}`
  }

  // What reaches out of the window or is cut off, but for what scrolls in a box of its own or ends in dots.
  const own = "pre, table, .md-typeset__scrollwrap, .diagram, .md-path__list, .formula, math, [hidden], [inert], " +
    ".md-sidebar, .md-search, .md-ellipsis, .course-language__name, legend"
  const cut = () => {
    const wide = document.documentElement.clientWidth, whole = document.documentElement.scrollWidth
    const found = whole > wide ? [`the page is ${whole} wide`] : []
    for (const each of all("header *, main *, footer *, body > ul *")) {
      const box = each.getBoundingClientRect(), style = getComputedStyle(each)
      if (!box.width || !box.height || each.closest(own)) continue
      if (box.right > wide + 1 || box.left < -1) found.push(`outside: ${name(each)}`)
      else if (each.scrollWidth > each.clientWidth + 1 && style.overflowX !== "visible" &&
        style.textOverflow !== "ellipsis" && style.display !== "inline") found.push(`cut: ${name(each)}`)
    }
    return found
  }

  // Blocks of the article that have something to say and no place on the page, but for what is folded.
  const lost = () => all("article :is(h1, h2, h3, h4, p, li, th, td, pre, figure, img, svg.diagram-drawing)")
    .filter(each => !each.closest("details:not([open]), [hidden]"))
    .filter(each => each.textContent.trim() || each.matches("img"))
    .filter(each => !each.getClientRects().length || getComputedStyle(each).visibility === "hidden")
    .map(name)

  const parts = each => [null, "::before", "::after"].map(part => getComputedStyle(each, part))
  const moving = () => all("*").filter(each => parts(each).some(style =>
    parseFloat(style.transitionDuration) > 0.01 || style.animationIterationCount === "infinite")).map(name)

  // The grounds of what draws by a ground alone.
  const grounds = drawn => drawn.map(([each, part]) =>
    getComputedStyle(document.querySelector(each), part).backgroundColor)

  window.reach = { stops, unseen, cut, lost, moving, grounds }
})()
