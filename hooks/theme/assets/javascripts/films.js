/*
 * Films of other hosts: the frame is put in the still's place when that is tapped, and nothing is asked before.
 *
 * Without a script the still is a link to the film.
 */
document.addEventListener("click", event => {
  const still = event.target.closest?.("a[data-film]")
  if (!still || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  let frame = still.nextElementSibling
  if (!frame?.matches("iframe[data-src]")) { // the lecturer's own picture
    frame = document.createElement("iframe")
    frame.setAttribute("sandbox", still.dataset.film)
    frame.referrerPolicy = "strict-origin-when-cross-origin"
    frame.allowFullscreen = true
    frame.title = still.querySelector("img").alt || still.hostname
    frame.dataset.src = still.href
    still.after(frame)
  }
  frame.src = still.href
  still.remove()
  frame.focus()
})
