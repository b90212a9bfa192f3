/*
 * What only paper needs: the address of each link as one would read it aloud, where it leads off the page; what the
 * reader has unfolded (the theme unfolds all before it prints); and how much room what follows a heading or a label
 * takes, for browsers that would part the two.
 */
(() => {
  const address = link => {
    const url = new URL(link.href, location)
    const here = url.origin === location.origin && url.pathname === location.pathname
    if (here || !/^https?:$/.test(url.protocol)) return ""
    let shown = url.href
    try {
      shown = decodeURI(shown)
    } catch {
      // an address that is no UTF-8 is printed as it is
    }
    shown = shown.replace(/^https?:\/\//, "").replace(/\/$/, "")
    return link.textContent.includes(shown) || !link.textContent.trim() ? "" : shown
  }

  const whole = ".diagram, .highlight, .admonition, pre, blockquote, details"
  const labels = `p:has(+ :is(${whole}, .md-typeset__scrollwrap, table, ul, ol))`
  const headings = ":is(h1, h2, h3, h4, h5, h6)"

  /* From the last to the first: a heading above a label needs the room of both. */
  const makeRoom = () => {
    for (const label of [...document.querySelectorAll(`.md-content :is(${labels}, ${headings})`)].reverse()) {
      const next = label.nextElementSibling
      if (!next || label.closest("li")) continue // a list's mark would stay behind
      const chained = Number(next.dataset.printRoom ?? 0)
      const [above, below] = [label, next].map(element => element.getBoundingClientRect())
      const room = chained || next.matches(whole) ? below.bottom - above.bottom + chained : below.top - above.bottom + 64
      label.dataset.printRoom = Math.min(Math.round(room), 860)
      label.style.setProperty("--print-room", `${label.dataset.printRoom}px`)
    }
  }

  const prepare = () => {
    for (const link of document.querySelectorAll(".md-content a[href]")) link.dataset.printAddress = address(link)
    makeRoom()
    for (const code of document.querySelectorAll(".md-content .highlight"))
      code.classList.toggle("printed-long", code.textContent.split("\n").length > 30)
  }

  const noteFolds = () => {
    for (const details of document.querySelectorAll(".md-content details[open]")) details.dataset.printOpen = ""
  }

  document.addEventListener("click", event => {
    const details = event.target.closest?.("summary")?.parentElement
    if (details) setTimeout(() => details.toggleAttribute("data-print-open", details.open))
  })
  // Only for paper: measuring every block would keep a reader of the screen waiting.
  addEventListener("beforeprint", prepare)
  matchMedia("print").addEventListener("change", ({ matches }) => matches && prepare())
  if (window.document$) window.document$.subscribe(noteFolds)
  else noteFolds()
})()
