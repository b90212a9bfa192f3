/*
 * Where a quote stands in an article, also after the article was edited (as in the W3C's TextQuoteSelector: what was
 * marked, and what stands before and after it).
 *
 * An article is read as one text, in which any run of white space is one character: a line break in code and between
 * blocks, else a space. What the build or a script has added is no part of it.
 */
(() => {
  const ADDED = "[data-added], .headerlink, .md-content__button, .md-source-file, button, script, style, noscript, template, svg > style"
  const BLOCKS = "p, li, dt, dd, td, th, pre, h1, h2, h3, h4, h5, h6, summary, label, figcaption, text, tspan, div, blockquote, article"
  const HEADINGS = ":is(h1, h2, h3, h4, h5, h6)[id]"
  const CONTEXT = 32 // characters kept on either side
  const SURE = 24 // characters of a quote that is known by itself, wherever it has gone
  const ERRORS = 0.2 // share of a quote's characters that may have changed

  const read = article => {
    const nodes = []
    const offsets = []
    let text = ""
    let block
    let broken = false
    const add = (sign, node, offset) => {
      if (/\s/.test(sign) && (!text || /\s$/.test(text))) {
        if (sign === "\n" && text) text = `${text.slice(0, -1)}\n`
        return
      }
      text += sign
      nodes.push(node)
      offsets.push(offset)
    }
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, node => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT
      if (node.matches(ADDED)) return NodeFilter.FILTER_REJECT
      return node.tagName === "BR" ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP
    })
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (node.nodeType !== Node.TEXT_NODE) {
        broken = true
        continue
      }
      const own = node.parentElement.closest(BLOCKS)
      if (own !== block || broken) add("\n", node, 0)
      block = own
      broken = false
      const isCode = own.tagName === "PRE"
      for (let at = 0; at < node.data.length; at += 1) {
        const sign = node.data[at]
        add(/\s/.test(sign) ? (isCode && sign === "\n" ? "\n" : " ") : sign, node, at)
      }
    }
    const headings = [...article.querySelectorAll(HEADINGS)]
    const headingAt = at => headings.filter(heading =>
      heading.contains(nodes[at]) || heading.compareDocumentPosition(nodes[at]) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1)?.id ?? ""
    return { text, flat: text.replace(/\n/g, " "), nodes, offsets, headingAt }
  }

  // The first place from which on `holds` is true.
  const first = (length, holds) => {
    let [low, high] = [0, length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (holds(middle)) high = middle
      else low = middle + 1
    }
    return low
  }

  // What a range of the document holds of the text, without white space at its ends; undefined if nothing.
  const placeOf = ({ text, nodes, offsets }, range) => {
    let start = first(text.length, at => range.comparePoint(nodes[at], offsets[at]) >= 0)
    let end = first(text.length, at => range.comparePoint(nodes[at], Math.min(offsets[at] + 1, nodes[at].length)) > 0)
    while (start < end && /\s/.test(text[start])) start += 1
    while (start < end && /\s/.test(text[end - 1])) end -= 1
    return start < end ? { start, end } : undefined
  }

  // A range for each piece of text, so that what was added between them is left out.
  const rangesOf = ({ nodes, offsets }, { start, end }) => {
    const ranges = []
    for (let at = start; at < end; at += 1) {
      const last = ranges.at(-1)
      const after = Math.min(offsets[at] + 1, nodes[at].length)
      if (last?.endContainer === nodes[at]) last.setEnd(nodes[at], after)
      else {
        const range = document.createRange()
        range.setStart(nodes[at], offsets[at])
        range.setEnd(nodes[at], after)
        ranges.push(range)
      }
    }
    return ranges
  }

  const occurrences = (flat, quote) => {
    const found = []
    for (let at = flat.indexOf(quote); at >= 0; at = flat.indexOf(quote, at + 1)) found.push(at)
    return found
  }

  const describe = (read, { start, end }) => {
    const { text, flat } = read
    return {
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - CONTEXT), start),
      suffix: text.slice(end, end + CONTEXT),
      heading: read.headingAt(start),
      turn: occurrences(flat.slice(0, end - 1), flat.slice(start, end)).length,
    }
  }

  // Share of pairs of neighbouring letters that two texts have in common, from 0 to 1 (Dice).
  const likeness = (one, other) => {
    const pairs = text => Array.from({ length: text.length + 1 }, (_, at) => ` ${text} `.slice(at, at + 2))
    const left = pairs(other)
    const all = pairs(one)
    const common = all.filter(pair => {
      const at = left.indexOf(pair)
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    })
    return 2 * common.length / (all.length + pairs(other).length)
  }

  // The places that are like a quote but for at most `most` letters (Sellers' and Ukkonen's algorithm): of those that
  // overlap, the one with the fewest.
  const nearly = (flat, quote, most) => {
    const length = quote.length
    const errors = Array.from({ length: length + 1 }, (_, at) => at)
    const starts = new Array(length + 1).fill(0)
    let last = Math.min(most, length)
    const found = []
    for (let at = 0; at < flat.length; at += 1) {
      let [diagonal, from] = [errors[0], starts[0]]
      errors[0] = 0
      starts[0] = at + 1
      const reach = Math.min(last + 1, length)
      for (let row = 1; row <= reach; row += 1) {
        const [left, leftFrom] = row > last ? [most + 1, starts[row]] : [errors[row], starts[row]]
        const same = diagonal + (quote[row - 1] === flat[at] ? 0 : 1)
        const fewest = Math.min(same, left + 1, errors[row - 1] + 1)
        const begins = fewest === same ? from : fewest === left + 1 ? leftFrom : starts[row - 1]
        ;[diagonal, from] = [left, leftFrom]
        errors[row] = fewest
        starts[row] = begins
      }
      last = reach
      while (errors[last] > most) last -= 1
      if (last < length) continue
      const place = { start: starts[length], end: at + 1, errors: errors[length] }
      const before = found.at(-1)
      if (!before || before.end <= place.start) found.push(place)
      else if (place.errors < before.errors) found[found.length - 1] = place
    }
    return found
  }

  // Where a quote stands now, and how many of its letters have changed; undefined where it is lost.
  const find = (read, { exact, prefix = "", suffix = "", heading, turn }) => {
    const { flat } = read
    const [quote, before, after] = [exact, prefix, suffix].map(part => part.replace(/\s/g, " "))
    const around = ({ start, end }) =>
      likeness(before, flat.slice(Math.max(0, start - before.length), start)) + likeness(after, flat.slice(end, end + after.length))
    let places = occurrences(flat, quote)
      .map((start, at) => ({ start, end: start + quote.length, errors: 0, same: at === turn }))
      .map(place => ({ ...place, like: around(place) }))
      .filter(({ like }) => quote.length >= SURE || like >= 0.5)
    if (!places.length && quote.length * ERRORS >= 1)
      places = nearly(flat, quote, Math.floor(quote.length * ERRORS))
        .map(place => ({ ...place, like: around(place) }))
        .filter(({ like }) => like >= 0.8)
    const worth = place => place.like + (read.headingAt(place.start) === heading ? 0.25 : 0) + (place.same ? 0.1 : 0) - place.errors / quote.length
    return places.map(place => ({ ...place, worth: worth(place) })).sort((one, other) => other.worth - one.worth || one.start - other.start)[0]
  }

  window.courseNoteText = { read, placeOf, rangesOf, describe, find }
})()
