/*
 * What test_slides.py reads off a page and off its slides.
 */
({
  // What the article says and shows, read off the page, in the order in which a class is to see it.
  onPage: () => {
    const left = "[data-added]:not([data-added=agenda], [data-added=alert], [data-added^=correction], [data-added=placeholder], [data-added=film])"
      + ", .headerlink, nav.md-code__nav, .footnote-backref, .correction__back, .agenda__bar, .agenda__now, .agenda__here, button, style, script, svg, math, var.placeholder--field"
    const tabs = set => [...set.querySelectorAll(":scope > .tabbed-labels > label")].flatMap((label, at) =>
      [label, set.querySelectorAll(":scope > .tabbed-content > .tabbed-block")[at]])
    const read = node => {
      if (node.nodeType === 3) return node.data
      if (node.nodeType !== 1) return ""
      if (node.matches("svg.diagram-drawing")) return `[${node.querySelector("title").textContent}]`
      if (node.matches("math")) return `[${node.querySelectorAll("*").length} ${node.textContent}]`
      if (node.matches("img")) return `[${new URL(node.src).pathname}]`
      if (node.matches("input[type=checkbox]")) return `[${node.checked}]`
      if (node.matches(left)) return ""
      return (node.matches(".tabbed-set") ? tabs(node) : [...node.childNodes]).map(read).join("")
    }
    const article = document.querySelector("article")
    const agenda = article.querySelector(".agenda")
    const said = [...article.childNodes].filter(node => node !== agenda).map(read).join("")
    return { said: said.replace(/\s/g, ""), agenda: agenda ? read(agenda).replace(/\s/g, "") : "" }
  },

  // The same of the slides. What is there a second time says so: heads of tables, headings.
  onSlides: () => {
    const read = node => {
      if (node.nodeType === 3) return node.data
      if (node.nodeType !== 1 || node.matches("[data-repeated]")) return ""
      if (node.matches("svg.diagram-drawing")) return `[${node.querySelector("title").textContent}]`
      if (node.matches("math")) return `[${node.querySelectorAll("*").length} ${node.textContent}]`
      if (node.matches("img")) return `[${new URL(node.src).pathname}]`
      if (node.matches("input[type=checkbox]")) return `[${node.checked}]`
      return [...node.childNodes].map(read).join("")
    }
    const slides = [...document.querySelectorAll(".present__stage > .slide")]
    const agenda = slides.find(slide => slide.querySelector(".agenda"))
    const said = slides.filter(slide => slide !== agenda).map(read).join("")
    return { said: said.replace(/\s/g, ""), agenda: agenda ? read(agenda).replace(/\s/g, "") : "" }
  },

  // What is wrong to look at: out of the slide, too small, scrolling, empty.
  ugly: () => {
    const edge = document.querySelector(".present__stage").getBoundingClientRect()
    const least = 24 * parseFloat(document.querySelector(".present__root").style.getPropertyValue("--unit"))
    const slides = [...document.querySelectorAll(".present__stage > .slide")]
    const told = []
    const isOut = box => box.width && (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1)
    slides.forEach((slide, at) => {
      slides.forEach(other => other.hidden = other !== slide)
      for (const details of slide.querySelectorAll("details")) details.open = true
      const tell = what => told.push(`${at + 1}: ${what}`)
      const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
      let shown = slide.querySelectorAll("svg, img").length
      while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement
        if (!node.data.trim() || parent.closest("annotation, title, desc")) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const box = range.getBoundingClientRect()
        if (isOut(box)) tell(`out: ${node.data.slice(0, 40)}`)
        if (!box.width && !parent.closest(".slide__stacked > thead, .agenda__clock")) tell(`hidden: ${node.data.slice(0, 40)}`)
        if (box.width && !parent.closest("[data-repeated]")) shown++
        const size = parseFloat(getComputedStyle(parent).fontSize) * (parent.currentCSSZoom ?? 1)
        if (box.width && !parent.closest("svg, math, .slide__stacked td::before") && size < least - 0.5) tell(`${size} px: ${node.data.slice(0, 40)}`)
      }
      for (const element of slide.querySelectorAll("img, svg, math, table, pre, input"))
        if (isOut(element.getBoundingClientRect())) tell(`out: ${element.outerHTML.slice(0, 60)}`)
      for (const element of slide.querySelectorAll("*"))
        if (!element.closest("svg, math") && /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
          tell(`scrolls: ${element.outerHTML.slice(0, 60)}`)
      for (const head of slide.querySelectorAll("thead th"))
        if (getComputedStyle(head).backgroundColor === "rgba(0, 0, 0, 0)") tell(`plain head: ${head.textContent}`)
      for (const cell of slide.querySelectorAll(".slide__stacked td"))
        if (getComputedStyle(cell).textAlign !== "start") tell(`to the side: ${cell.textContent}`)
      for (const cell of slide.querySelectorAll(".slide__stacked td:not([data-head])")) tell(`no head: ${cell.textContent}`)
      if (!shown) tell("empty")
    })
    return told
  },

})
