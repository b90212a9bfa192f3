/* Unfolds the editor's note that an address leads to; browsers that do so by themselves are no worse for it. */
(() => {
  const unfold = () => {
    const note = location.hash.startsWith("#__correction-") && document.getElementById(location.hash.slice(1))
    const fold = note && note.closest("details.correction")
    if (!fold || fold.open) return
    fold.open = true
    note.scrollIntoView({ block: "center" })
  }
  addEventListener("hashchange", unfold)
  document.addEventListener("click", event => {
    if (event.target.closest?.(".correction-mark a")) setTimeout(unfold)
  })
  if (window.document$) window.document$.subscribe(unfold)
  else unfold()
})()
