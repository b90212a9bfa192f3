/*
 * Pages that were seen are there without a network. This starts the worker once the page is at rest, and brings
 * takeAlong.js to who wants the whole course, or has it. Where a browser knows no workers, nothing is offered.
 */
(() => {
  const { root, read } = window.courseMemory
  const workers = navigator.serviceWorker
  if (!workers) return
  const { controller } = workers

  const bring = (...given) =>
    window.courseBring("takeAlong.js").then(() => window.courseTakeAlong(...given), () => {})

  const open = () => {
    const place = document.querySelector(".take-along")
    if (place) {
      const button = place.querySelector("button")
      button.textContent = place.ariaLabel
      button.onclick = () => bring(place, true)
      place.hidden = false
    }
    if (read("taken").version) bring(place)
  }

  const start = async () => {
    await workers.register(new URL("course-worker.js", root))
    const { active } = await workers.ready
    if (!controller) active.postMessage([location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)])
    if (window.document$) window.document$.subscribe(open)
    else open()
  }

  // A private window may refuse: then all is as it was.
  addEventListener("load", () => setTimeout(() => start().catch(() => {}), 1000))
})()
