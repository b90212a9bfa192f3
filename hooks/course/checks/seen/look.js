/*
 * What of a page a reader can see, as one window shows it now. `given.holders` are the elements that blocks stand in,
 * marked with `data-seen`: for each its blocks' texts, folded, and its pictures, task boxes and formulas, by the blocks'
 * numbers; a formula is marked with its own number in `data-seen-formula`.
 * With `given.open` it only makes the page ready. Given back is [number, reason] for every block of which a letter or a picture cannot be seen.
 *
 * A letter is seen where its element is painted, at its own place, large and opaque enough, in another colour than
 * what lies behind it, and nothing lies over it, after the window and every scroller around have been scrolled to it.
 */
async given => {
  /* First, on the page as it was opened: unfold by a click what is folded, and let late pictures come. */
  if (given.open) {
    for (const details of document.querySelectorAll("details:not([open])")) {
      if (details.matches(".quiz-word")) details.hidden = false // as an answer to its question does
      const summary = details.querySelector(":scope > summary")
      if (summary && !details.matches(".quiz .quiz-word")) summary.click()
      else details.open = true
    }
    const late = [...document.querySelectorAll("[data-seen] img")].filter(image => !image.complete || image.loading === "lazy")
    const arrived = late.map(image => {
      image.loading = "eager"
      return image.decode().catch(() => null)
    })
    await Promise.race([Promise.all([document.fonts.ready, ...arrived]), new Promise(done => setTimeout(done, 3000))])
    return []
  }

  const OPACITY = 0.1, CONTRAST = 2, PICTURE = 3, LETTER = given.letter
  const NO_TEXT = "script, style, template, noscript, button, nav, title, desc"
  const SHOWN_OTHERWISE = "rp, video, audio, object, canvas, iframe, annotation, annotation-xml"
  const FORMULA_HERE = "\ufffc" // stands for a formula in a block's text
  const REPLACED = "img, video, canvas, iframe, object, embed"
  const SHAPES = "rect, path, polygon, circle, ellipse"

  const fold = text => text.normalize("NFC").replace(/[\s\u200b\u2060\ufe0e\ufe0f\u00b6]+/g, "")
  const kept = (make, map = new Map()) => key => {
    if (!map.has(key)) map.set(key, make(key))
    return map.get(key)
  }
  const styleOf = kept(element => getComputedStyle(element))
  const named = element => {
    const classes = [...element.classList].slice(0, 2).map(name => `.${name}`).join("")
    return `<${element.localName}${element.id ? `#${element.id}` : classes}>`
  }
  const above = element => element.parentElement ?? element.getRootNode().host ?? null
  const ancestors = function* (element) {
    for (let each = element; each; each = above(each)) yield each
  }

  /* ------------------------------------------------------------------ colours */

  const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true })
  const parts = kept(colour => {
    brush.clearRect(0, 0, 1, 1)
    brush.fillStyle = "rgba(0, 0, 0, 0)"
    brush.fillStyle = colour
    brush.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  })
  const over = ([r, g, b, a], opacity, ground) => [r, g, b].map((part, at) => part * a * opacity + ground[at] * (1 - a * opacity))
  const luminance = colour => colour.map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0)
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const canvas = (() => {
    const sheet = document.documentElement.appendChild(document.createElement("i"))
    sheet.style.color = "Canvas"
    const [red, green, blue] = parts(getComputedStyle(sheet).color)
    sheet.remove()
    return [red, green, blue]
  })()

  /* ------------------------------------------------------------------ what an element does to all that is in it */

  const ownOpacity = style => {
    let share = Number(style.opacity)
    for (const each of style.filter.split(" ")) // as computed: opacity(0.5) blur(3px)
      if (each.startsWith("opacity(")) share *= parseFloat(each.slice("opacity(".length))
    return share
  }
  const opacityOf = kept(element => {
    const outer = above(element)
    return ownOpacity(styleOf(element)) * (outer ? opacityOf(outer) : 1)
  })
  const blurOf = kept(element => {
    const blurs = styleOf(element).filter.split(" ").filter(each => each.startsWith("blur("))
    const outer = above(element)
    return Math.max(0, ...blurs.map(each => parseFloat(each.slice("blur(".length)))) + (outer ? blurOf(outer) : 0)
  })
  const isSkipped = kept(element => styleOf(element).contentVisibility === "hidden" || (above(element) ? isSkipped(above(element)) : false))
  const isScroller = (style, axis) => /^(auto|scroll)$/.test(style[`overflow${axis}`])
  const scrollersOf = kept(element => [...ancestors(element)].filter(each =>
    each !== document.documentElement && each !== document.body &&
    ((isScroller(styleOf(each), "X") && each.scrollWidth > each.clientWidth) ||
      (isScroller(styleOf(each), "Y") && each.scrollHeight > each.clientHeight))))

  /* Boxes that ::before and ::after paint at a place of their own, as the browser has laid them out. */
  const paintedBeside = kept(element => ["::before", "::after"].flatMap(name => {
    const style = getComputedStyle(element, name)
    if (style.content === "none" || style.display === "none" || !/^(absolute|fixed)$/.test(style.position)) return []
    if (Number(style.zIndex) < 0) return []
    let around = element
    while (around && styleOf(around).position === "static") around = above(around)
    const box = (style.position === "fixed" ? document.documentElement : around ?? document.documentElement).getBoundingClientRect()
    const border = around ? parseFloat(styleOf(around).borderLeftWidth) || 0 : 0
    const length = key => parseFloat(style[key]) || 0
    const isWhole = style.boxSizing === "border-box"
    const width = length("width") + (isWhole ? 0 : length("paddingLeft") + length("paddingRight"))
    const height = length("height") + (isWhole ? 0 : length("paddingTop") + length("paddingBottom"))
    const from = { x: length("left") + border, y: length("top") + border, around: style.position === "fixed" ? null : around }
    return [{ name, style, width, height, from, box }]
  }))
  const besideAt = (element, x, y) => paintedBeside(element).filter(({ from, width, height }) => {
    const box = from.around ? from.around.getBoundingClientRect() : { left: 0, top: 0 }
    const [left, top] = [box.left + from.x, box.top + from.y]
    return x >= left && x <= left + width && y >= top && y <= top + height
  })

  /*
   * What a box paints: its colour; the colours of a gradient over that; whether there is a picture, of which nothing is
   * known; and whether nothing is seen through it.
   */
  const NOTHING = [0, 0, 0, 0]
  const stopsOf = kept(image => /url\(/.test(image) ? [] : (image.match(/rgba?\([^)]*\)/g) ?? []).map(parts))
  const paint = (style, opacity) => {
    const isMasked = (style.maskImage ?? "none") !== "none"
    const isText = (style.webkitBackgroundClip ?? "").includes("text")
    if (isMasked || isText) return { colour: NOTHING, stops: [], opacity, isPicture: false, covers: false }
    const colour = parts(style.backgroundColor)
    const image = style.backgroundImage
    const stops = image === "none" ? [] : stopsOf(image)
    const isPicture = image !== "none" && !stops.length
    const covers = colour[3] > 0.9 || isPicture || (stops.length > 0 && stops.every(stop => stop[3] > 0.9))
    return { colour, stops, opacity, isPicture, covers: covers && opacity > 0.9 }
  }
  const paintOf = kept(element => {
    const opacity = opacityOf(element)
    if (element.matches(REPLACED)) return { colour: NOTHING, stops: [], opacity, isPicture: true, covers: opacity > 0.9 }
    if (!(element instanceof SVGElement && element.matches(SHAPES))) return paint(styleOf(element), opacity)
    const { fill, fillOpacity } = styleOf(element)
    const isPicture = fill.startsWith("url")
    const colour = fill === "none" || isPicture ? NOTHING : parts(fill)
    return { colour, stops: [], opacity: opacity * Number(fillOpacity), isPicture, covers: colour[3] * opacity > 0.9 }
  })
  /* The colours that a ground may have once a layer is laid over it. */
  const laid = (grounds, { colour, stops, opacity }) => {
    const below = grounds.map(ground => over(colour, opacity, ground))
    return [...below, ...stops.flatMap(stop => below.map(ground => over(stop, opacity, ground)))].slice(0, 24)
  }

  /* ------------------------------------------------------------------ one point of one piece */

  const safe = () => [innerHeight * 0.3, innerHeight * 0.7]
  const bring = (piece, place) => {
    let point = place()
    for (const box of scrollersOf(piece.element)) {
      const { left, top } = box.getBoundingClientRect()
      const [x, y] = [left + box.clientLeft, top + box.clientTop]
      const isOut = point.x < x + 1 || point.x > x + box.clientWidth - 1
      const isOver = point.y < y + 1 || point.y > y + box.clientHeight - 1
      if (!isOut && !isOver) continue
      const by = (at, from, size) => at - from - size / 2
      box.scrollTo({
        left: box.scrollLeft + (isOut ? by(point.x, x, box.clientWidth) : 0),
        top: box.scrollTop + (isOver ? by(point.y, y, box.clientHeight) : 0),
        behavior: "instant",
      })
      point = place()
    }
    return point
  }
  const scrollWindow = (piece, place, share) => {
    const point = bring(piece, place)
    const isOut = point.x < 0 || point.x >= innerWidth
    scrollTo({ left: isOut ? scrollX + point.x - innerWidth / 2 : scrollX, top: scrollY + point.y - innerHeight * share, behavior: "instant" })
    return bring(piece, place)
  }

  const cutBy = (element, { x, y }) => {
    for (const each of ancestors(element)) {
      const style = styleOf(each)
      if (style.clipPath !== "none" || style.clip !== "auto") return each
      if (style.overflowX === "visible" && style.overflowY === "visible") continue
      const box = each.getBoundingClientRect()
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) return each
    }
    return null
  }

  /*
   * All that lies at a point is asked for (which takes long) once for each ground: a block's letters of one colour on
   * the same boxes. Of further ones it is enough that nothing lies over them.
   */
  const known = new Set()
  const isKnown = piece => Boolean(piece.ground) && known.has(piece.ground)
  const holderNumber = element => element.closest("[data-seen]")?.dataset.seen
  const groundOf = element => {
    const paints = []
    for (const each of ancestors(element)) {
      paints.push(styleOf(each).backgroundColor, opacityOf(each))
      if (each.dataset.seen) break
    }
    const { color, webkitTextFillColor, fill } = styleOf(element)
    return [holderNumber(element), color, webkitTextFillColor, fill, ...paints].join()
  }
  const lookAt = (piece, point) => {
    const { x, y } = point
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return "it lies outside of the page"
    if (isKnown(piece) && piece.isAt(document.elementFromPoint(x, y)) && !paintedBeside(piece.element).length) return null
    const reason = lookThrough(piece, x, y)
    if (!reason && piece.ground) known.add(piece.ground)
    return reason
  }
  const lookThrough = (piece, x, y) => {
    const point = { x, y }
    const stack = document.elementsFromPoint(x, y)
    const at = stack.findIndex(piece.isAt)
    if (at < 0) {
      const cut = cutBy(piece.element, point)
      return cut ? `${named(cut)} cuts it off` : stack.length ? `${named(stack[0])} is there in its place` : "it lies outside of the page"
    }
    if (piece.ink && piece.ink[3] * piece.opacity < OPACITY && !piece.isOutlined) return "its letters have no colour"
    let grounds = [canvas]
    let isUnknown = false
    for (const element of stack.slice(at).reverse()) {
      const layer = paintOf(element)
      grounds = laid(grounds, layer)
      if (layer.covers) isUnknown = false
      if (layer.isPicture) isUnknown = true
    }
    let inks = grounds.map(ground => piece.ink ? over(piece.ink, piece.opacity, ground) : ground)
    const overlays = stack.slice(0, at).reverse().flatMap(element => {
      const beside = element.contains(piece.element) ? besideAt(element, x, y) : []
      const layers = beside.map(({ style }) => paint(style, opacityOf(element) * Number(style.opacity)))
      return (layers.length ? layers : [paintOf(element)]).map(layer => [element, layer])
    })
    const own = piece.ink ? besideAt(stack[at], x, y) : []
    overlays.push(...own.map(({ style }) => [stack[at], paint(style, opacityOf(stack[at]) * Number(style.opacity))]))
    for (const [element, layer] of overlays) {
      if (layer.covers) return `${named(element)} lies over it`
      const plain = { ...layer, stops: [] } // each ink keeps its ground
      ;[grounds, inks] = [laid(grounds, plain), laid(inks, plain)]
    }
    if (!piece.ink || isUnknown || piece.isOutlined) return null
    const ratio = Math.max(...inks.map((ink, turn) => contrast(ink, grounds[turn])))
    return ratio < CONTRAST ? `its colour is too near to that behind it (${ratio.toFixed(1)}:1)` : null
  }

  /* Whether a point is seen with it in the middle of the window, or, past what sticks to its edges, elsewhere. */
  const lookFor = (piece, place) => {
    let point = bring(piece, place)
    const [high, low] = safe()
    const isIn = point.y >= high && point.y <= low && point.x >= 0 && point.x < innerWidth
    if (!isIn) point = scrollWindow(piece, place, 0.35)
    let reason = lookAt(piece, point)
    for (const share of reason ? [0.5, 0.2, 0.8] : []) {
      if (!lookAt(piece, scrollWindow(piece, place, share))) return null
    }
    return reason
  }

  /* ------------------------------------------------------------------ pieces: text nodes, pictures, boxes */

  const notDrawn = element => {
    const hidden = [...ancestors(element)].find(each => styleOf(each).display === "none")
    return hidden ? `${named(hidden)} is not displayed` : "it has no place on the page"
  }
  const hiddenAtAll = element => {
    const style = styleOf(element)
    if (style.visibility !== "visible" || isSkipped(element)) return "it is set to be invisible"
    return opacityOf(element) < OPACITY ? "it is see-through" : null
  }

  const judgeText = node => {
    const element = above(node)
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = () => [...range.getClientRects()]
    const lines = rects()
    if (!lines.some(rect => rect.width > 0 || rect.height > 0)) return notDrawn(element)
    const hidden = hiddenAtAll(element)
    if (hidden) return hidden
    const tallest = Math.max(...lines.map(rect => Math.max(Math.min(rect.height, rect.width * 8), 0)))
    if (tallest < LETTER) return `its letters are ${tallest.toFixed(0)} pixels high`
    if (blurOf(element) > tallest / 4) return "it is blurred"
    const style = styleOf(element)
    const isDrawn = element instanceof SVGElement
    const boxes = [element]
    while (styleOf(boxes[0]).display === "contents" && above(boxes[0])) boxes.unshift(above(boxes[0]))
    const piece = {
      element,
      isAt: each => boxes.includes(each),
      ink: isDrawn ? (style.fill.startsWith("url") ? null : parts(style.fill)) : parts(style.webkitTextFillColor ?? style.color),
      opacity: opacityOf(element) * (isDrawn ? Number(style.fillOpacity) : 1),
      ground: isDrawn ? "" : groundOf(element),
      isOutlined: style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) > 0 || (style.webkitBackgroundClip ?? "").includes("text"),
    }
    const faults = lines.map((line, number) => {
      if (line.width < 0.5) return null
      const isEnd = number === 0 || number === lines.length - 1
      const shares = line.width < 60 || !isEnd ? [0.5] : [0.02, 0.5, 0.98]
      const reasons = shares.map(share => lookFor(piece, () => {
        const rect = rects()[number] ?? line
        return { x: rect.left + rect.width * share, y: rect.top + rect.height / 2 }
      })).filter(Boolean)
      return reasons.length * 2 > shares.length ? reasons[0] : null
    })
    return faults.find(Boolean) ?? null
  }

  const judgeBox = (element, least = PICTURE) => {
    const rect = () => element.getBoundingClientRect()
    const { width, height } = rect()
    if (!element.getClientRects().length) return notDrawn(element)
    const hidden = hiddenAtAll(element)
    if (hidden) return hidden
    if (width < least || height < least) return `it is ${width.toFixed(0)} by ${height.toFixed(0)} pixels large`
    const piece = { element, isAt: each => element.contains(each), ink: null }
    const reasons = [0.5, 0.2, 0.8].map(share => lookFor(piece, () => {
      const box = rect()
      return { x: box.left + box.width * share, y: box.top + box.height * share }
    })).filter(Boolean)
    return reasons.length > 1 ? reasons[0] : null
  }

  /* A picture for light pages, or where it is not shown its like for dark ones (hooks/course/pages/pictures.py). */
  const shownOf = image => {
    const light = image.closest(".picture--light")
    return (light && !light.getClientRects().length && light.nextElementSibling?.querySelector("img")) || image
  }

  const judgePicture = given => {
    const image = shownOf(given)
    const isLoaded = image.complete && image.naturalWidth > 0
    if (!isLoaded && hiddenAtAll(image) === null) return null // from elsewhere: its size is not known here
    return isLoaded && image.naturalWidth <= PICTURE ? null : judgeBox(image)
  }

  /* A theme may draw the box of a task beside the real one, which it makes see-through. */
  const judgeTask = box => {
    const reason = judgeBox(box)
    const label = box.closest("label")
    const drawn = reason && label ? [...label.querySelectorAll("*")].filter(each => each !== box && paintedBeside(each).length) : []
    return drawn.some(each => !hiddenAtAll(each) && lookFor({ element: each, isAt: found => found === each, ink: null }, () => {
      const [{ from, width, height }] = paintedBeside(each)
      const around = from.around ? from.around.getBoundingClientRect() : { left: 0, top: 0 }
      return { x: around.left + from.x + width / 2, y: around.top + from.y + height / 2 }
    }) === null) ? null : reason
  }

  /* ------------------------------------------------------------------ blocks */

  const textsIn = holder => {
    const root = holder.querySelector(":scope svg") && holder.matches("figure, .diagram") ? "svg" : null
    const found = []
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const parent = above(walker.currentNode)
      if (!fold(walker.currentNode.data) || parent.closest("[data-seen]") !== holder) continue
      if (parent.closest(NO_TEXT) || (root && !parent.closest(root))) continue
      found.push(walker.currentNode)
    }
    return found
  }

  /* A formula: its box, and a letter of it. Not all: some are there to take up room alone. */
  const judgeFormula = kept(element => {
    const reason = judgeBox(element, 1)
    if (reason) return reason
    const letters = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    let unseen = null
    while (letters.nextNode()) {
      const { currentNode: node } = letters
      if (!fold(node.data) || above(node).closest(SHOWN_OTHERWISE)) continue
      const hidden = judgeText(node)
      if (!hidden) return null
      unseen ??= hidden
    }
    return unseen
  })

  /* What can be seen of the texts in a holder, a letter for each formula; and what hides the rest of them. */
  const seenIn = holder => {
    const reasons = []
    let seen = ""
    let last = null
    for (const node of textsIn(holder)) {
      const formula = above(node).closest("[data-seen-formula]")
      if (formula && formula === last) continue
      last = formula
      const math = formula ?? above(node).closest("math")
      const isJudged = math || !above(node).closest(SHOWN_OTHERWISE)
      const reason = !isJudged ? null : math ? judgeFormula(math) : judgeText(node)
      if (reason) reasons.push(reason)
      else seen += formula ? FORMULA_HERE : fold(node.data)
    }
    return { seen, reasons }
  }

  const judgeHolder = (holder, { texts, images, tasks, formulas, boxes }) => {
    const told = []
    const { seen, reasons } = texts.length ? seenIn(holder) : { seen: "", reasons: [] }
    let at = 0
    for (const [number, text] of texts) {
      let next = at
      for (const letter of fold(text)) {
        const found = seen.indexOf(letter, next)
        next = found < 0 ? -1 : found + letter.length
        if (next < 0) break
      }
      if (next < 0) told.push([number, reasons[0] ?? "a script has taken it away"])
      else at = next
    }
    const own = selector => [...holder.querySelectorAll(selector)]
      .filter(each => each.closest("[data-seen]") === holder && !each.closest(".picture--dark"))
    for (const [numbers, selector, judge] of [[images, "img", judgePicture], [tasks, "input:is([type=checkbox], [type=radio])", judgeTask]]) {
      if (!numbers.length) continue
      const faults = own(selector).map(judge)
      numbers.forEach((number, turn) => {
        const fault = turn < faults.length ? faults[turn] : "a script has taken it away"
        if (fault) told.push([number, fault])
      })
    }
    for (const number of formulas) {
      const element = holder.querySelector(`[data-seen-formula="${number}"]`)
      const fault = element ? judgeFormula(element) : "a script has taken it away"
      if (fault) told.push([number, fault])
    }
    for (const number of boxes) {
      const fault = judgeBox(holder, 20)
      if (fault) told.push([number, fault])
    }
    return told
  }

  /* ------------------------------------------------------------------ the page */

  const sheet = document.head.appendChild(document.createElement("style"))
  sheet.textContent = "*, ::before, ::after { pointer-events: auto !important }"
  document.querySelectorAll("[inert]").forEach(element => { element.inert = false })
  for (const animation of document.getAnimations()) {
    try {
      animation.finish()
    } catch {
      animation.cancel() // one without an end
    }
  }

  const holders = new Map([...document.querySelectorAll("[data-seen]")].reverse().map(each => [Number(each.dataset.seen), each]))
  const choose = pane => {
    for (let each = pane; each; each = above(each)?.closest(".tabbed-block")) {
      const set = each.closest(".tabbed-set")
      const turn = [...each.parentElement.children].indexOf(each)
      const radio = set?.querySelectorAll(":scope > input")[turn]
      if (radio) radio.checked = true
    }
  }
  const byPane = new Map()
  given.holders.forEach((blocks, number) => {
    const pane = holders.get(number)?.closest(".tabbed-block") ?? null
    byPane.set(pane, [...(byPane.get(pane) ?? []), number])
  })
  const told = []
  for (const [pane, numbers] of byPane) {
    if (pane) choose(pane)
    for (const number of numbers) {
      const holder = holders.get(number)
      const { texts, images, tasks, formulas, boxes } = given.holders[number]
      const all = [...texts.map(([block]) => block), ...images, ...tasks, ...formulas, ...boxes]
      if (holder) told.push(...judgeHolder(holder, given.holders[number]))
      else told.push(...all.map(block => [block, "a script has taken it away"]))
    }
  }
  sheet.remove()
  scrollTo({ top: 0, behavior: "instant" })
  return told
}
