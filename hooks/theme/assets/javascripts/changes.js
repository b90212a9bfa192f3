/*
 * What is new since the reader was here: at the end of a page that was changed after he last read it, and on the
 * front page since a day, that of his last visit or one that he chooses. It is kept on this device only. And what he
 * has selected goes into the report of a mistake.
 */
(() => {
  const memory = window.courseMemory
  const PAUSE = 6 * 3600 * 1000 // milliseconds after which who comes back makes another visit
  const LONGEST = 600 // characters of a quote: hosts take no longer addresses
  const dayOf = moment => new Date(moment).toLocaleDateString("sv") // 2026-11-28

  const visit = () => {
    const { at } = memory.read("news").visits ?? {}
    if (at && Date.now() - Date.parse(at) > PAUSE) memory.set("news", "visits", "before", at)
    memory.set("news", "visits", "at", new Date().toISOString())
  }

  const showPage = place => {
    const last = memory.read("read")[memory.page()]?.at
    if (last && place.querySelector("time").dateTime > last) {
      const mark = document.createElement("strong")
      mark.textContent = place.dataset.words.replace("{}", dayOf(last))
      place.prepend(mark, " ")
    }
    memory.set("read", memory.page(), "at", new Date().toISOString())
  }

  const showNews = box => {
    const field = box.querySelector("input")
    const entries = [...box.querySelectorAll("li")].map(item => ({ item, day: item.querySelector("time").textContent, hidden: item.hidden }))
    const { since, before } = memory.read("news").visits ?? {}
    const list = () => {
      for (const { item, day, hidden } of entries) item.hidden = field.value ? day < field.value : hidden
      box.querySelector(".course-news__none").hidden = entries.some(({ item }) => !item.hidden)
    }
    field.value = since ?? (before ? dayOf(before) : "")
    field.parentElement.hidden = false
    field.addEventListener("change", () => {
      memory.set("news", "visits", "since", field.value)
      list()
    })
    list()
  }

  // Before the link takes the selection away, and again for who comes to it by keyboard.
  const quote = event => {
    const link = event.target.closest?.(".page-changes__report")
    const text = link ? String(getSelection()).trim() : ""
    if (!text) return
    link.dataset.plain ??= link.href
    const lines = [...text].slice(0, LONGEST).join("").split("\n").map(line => `> ${line}`)
    link.href = link.dataset.plain + encodeURIComponent(`${lines.join("\n")}\n\n`)
  }
  for (const kind of ["pointerdown", "click"]) document.addEventListener(kind, quote, true)

  const show = () => {
    const page = document.querySelector(".page-changes[data-words]:not([data-shown])")
    const news = document.querySelector(".course-news:not([data-shown])")
    for (const place of [page, news]) if (place) place.dataset.shown = ""
    if (page || news) visit()
    if (page) showPage(page)
    if (news) showNews(news)
  }
  if (window.document$) window.document$.subscribe(show)
  else show()
})()
