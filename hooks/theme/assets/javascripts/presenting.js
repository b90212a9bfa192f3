/*
 * Slides of a session's page: its button, the key P and a mark beside each heading. What makes and shows them is
 * brought when they are first wanted (present.js).
 */
(() => {
  let button

  // Without a network, say, the next press tries again.
  const present = heading => window.courseBring("present.js").then(() => window.coursePresent(heading)).catch(console.warn)

  // Before the theme's own keys, of which P leads to the previous page, as the comma does.
  addEventListener("keydown", event => {
    // By its place where the keyboard writes other letters, such as Hangul.
    const isP = /^[ -~]$/.test(event.key) ? event.key === "p" : event.code === "KeyP"
    if (!isP || event.ctrlKey || event.metaKey || event.altKey || !button?.isConnected
      || event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return
    event.stopImmediatePropagation()
    present()
  }, true)

  const openPage = () => {
    button = document.querySelector(".course-present")
    if (!button) return
    button.hidden = false
    button.onclick = () => present()
    for (const heading of document.querySelectorAll("article > :is(h1, h2, h3, h4)[id]")) {
      const mark = window.courseButton("", button.title, () => present(heading))
      mark.className = "headerlink present-here"
      mark.dataset.added = "present"
      mark.ariaHidden = "true" // the key does the same
      mark.tabIndex = -1
      heading.append(mark)
    }
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
