/*
 * Slides of a session's page: its button, and the key P, which begins at the heading under the pointer. What makes and
 * shows them is brought when they are first wanted (present.js); without a network, the next press tries again.
 */
(() => {
  const present = async heading => {
    await window.courseBring("present.js")
    window.coursePresent(heading)
  }

  document.addEventListener("click", event => event.target.closest?.(".course-present") && present())

  // Before the theme's own keys, of which P leads to the previous page, as the comma does; on a Korean keyboard, too.
  document.addEventListener("keydown", event => {
    if (!/^[pㅔ]$/.test(event.key) || event.ctrlKey || event.metaKey || !document.querySelector(".course-present")
      || event.target.closest?.("input,[contenteditable],dialog")) return
    event.stopPropagation()
    present(document.querySelector(":is(h1,h2,h3,h4):hover"))
  }, true)
})()
