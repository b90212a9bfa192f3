/*
 * A reader's own marks and notes. What they need (notes.js) is brought once text is selected, where something is
 * marked, or when all of it is to be seen.
 */
(() => {
  const ARTICLE = "article.md-typeset"
  const memory = window.courseMemory
  const bring = () => window.courseBring("notes.js").catch(console.warn)

  window.courseAllNotes = () => bring().then(() => window.courseNotes?.showAll())

  const select = () => {
    const selection = getSelection()
    if (!selection.isCollapsed && selection.anchorNode.parentElement?.closest(ARTICLE)) bring()
  }
  for (const kind of ["selectionchange", "pointerup", "keyup"]) document.addEventListener(kind, select)

  const openPage = () => {
    if (window.courseNotes) window.courseNotes.openPage()
    else if (memory.read("notes")[memory.page()] || location.hash.startsWith("#__note")) bring()
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
