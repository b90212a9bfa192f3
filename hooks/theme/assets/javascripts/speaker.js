/*
 * The speaker's window: this slide and the next, the instructor's notes, the time that has gone, and how the class
 * stands against its agenda. present.js brings it.
 *
 * It is a window of the same page's, which builds and fills it; closed, it is forgotten, and ends with the slides.
 */
(() => {
  const element = (name, className, ...children) => {
    const made = document.createElement(name)
    made.className = className
    made.append(...children)
    return made
  }

  // Minutes of the day, where the class is.
  const clock = zone => {
    const options = { hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23", timeZone: zone }
    const part = Object.fromEntries(new Intl.DateTimeFormat("en", options).formatToParts(new Date()).map(({ type, value }) => [type, Number(value)]))
    return part.hour * 60 + part.minute + part.second / 60
  }

  // The minutes at which each slide begins and ends by the agenda, counted from the class's beginning; null outside it.
  const planOf = ({ article, slides }) => {
    const items = [...article.querySelectorAll(".agenda li")].filter(item => !item.querySelector("li"))
    const [first] = items.map(item => Number(item.dataset.start))
    if (!items.length || Number.isNaN(first)) return { plan: slides.map(() => null) }
    const slots = new Map(items.map(item => [decodeURIComponent(item.querySelector("a").hash.slice(1)), item.dataset]))
    const outer = new Map([...article.querySelectorAll(".agenda li:has(li)")].map(item =>
      [decodeURIComponent(item.querySelector("a").hash.slice(1)), item.querySelector("li").dataset]))
    let slot = null
    let level = 0
    const of = slides.map(({ section }) => {
      for (const heading of section.headings) {
        const id = heading.id.replace(/^slide-/, "")
        const found = slots.get(id) ?? outer.get(id)
        if (found) level = Number(heading.localName[1])
        else if (Number(heading.localName[1]) <= level) slot = null
        slot = found ?? slot
      }
      return slot
    })
    const plan = of.map((slot, at) => {
      if (!slot) return null
      const all = of.flatMap((other, index) => other === slot ? [index] : [])
      const [start, minutes] = [slot.start - first, slot.end - slot.start]
      const share = index => start + minutes * index / all.length
      return [share(all.indexOf(at)), share(all.indexOf(at) + 1)]
    })
    return { plan, first, last: Math.max(...items.map(item => Number(item.dataset.end))), zone: article.querySelector(".agenda").dataset.zone }
  }

  const two = number => String(number).padStart(2, "0")

  window.courseSpeaker = (show, words) => {
    if (show.speaker && !show.speaker.closed) return show.speaker.focus()
    const speaker = window.open("", "course-speaker", "popup,width=1100,height=760")
    if (!speaker) {
      show.status.textContent = words.blocked
      show.place.textContent = words.blocked
      return
    }
    show.speaker = speaker
    const page = speaker.document
    page.head.replaceChildren(...[...document.querySelectorAll("link[rel=stylesheet]")].map(link => {
      const copy = page.createElement("link")
      copy.rel = "stylesheet"
      copy.href = link.href
      return copy
    }))
    page.title = words.speaker
    page.documentElement.lang = document.documentElement.lang
    page.documentElement.className = "js"
    for (const { name, value } of document.body.attributes)
      if (name === "dir" || name.startsWith("data-md-color")) page.body.setAttribute(name, value)
    page.body.className = "speaker"

    const said = name => element("p", `speaker__${name}`)
    const [number, status, elapsed, time] = ["number", "status", "elapsed", "time"].map(said)
    status.setAttribute("role", "status")
    const frames = [element("div", "speaker__frame"), element("div", "speaker__frame")]
    const notes = element("div", "speaker__notes md-typeset")
    const button = window.courseButton
    const reset = button(words.reset, words.reset, () => {
      show.begun = Date.now()
      tick()
    })
    page.body.replaceChildren(page.adoptNode(element("main", "speaker__page",
      element("section", "speaker__now", element("h2", "", words.now), frames[0]),
      element("section", "speaker__next", element("h2", "", words.following), frames[1]),
      element("section", "speaker__side", time, elapsed, status, reset,
        element("div", "speaker__buttons", button("‹", words.previous, () => show.previous()), number, button("›", words.next, () => show.next()))),
      element("section", "speaker__said", element("h2", "", words.notes), notes))))

    const put = (frame, slide) => {
      const box = page.createElement("div")
      box.className = "speaker__slide present__root"
      box.style.setProperty("--unit", show.root.style.getPropertyValue("--unit"))
      box.style.width = `${show.width}px`
      box.style.height = `${show.height}px`
      if (slide) {
        const copy = page.importNode(slide.element, true)
        copy.hidden = false
        copy.inert = true
        box.append(copy)
      }
      frame.replaceChildren(box)
      const scale = frame.clientWidth / show.width
      frame.style.height = `${show.height * scale}px`
      box.style.transform = `scale(${scale})`
      if (!slide) box.append(page.adoptNode(element("p", "speaker__end", words.last)))
    }

    const tick = () => {
      const now = new Date()
      time.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`
      const seconds = Math.floor((Date.now() - show.begun) / 1000)
      elapsed.textContent = `${words.elapsed} ${Math.floor(seconds / 60)}:${two(seconds % 60)}`
      const { plan, first, last, zone } = planOf(show)
      const due = plan[show.at]
      const text = due ? standing(due, minutesGone(first, last, zone, seconds), words) : ""
      if (status.textContent !== text) status.textContent = text
    }

    const follow = () => {
      if (speaker.closed) return
      put(frames[0], show.slides[show.at])
      put(frames[1], show.slides[show.at + 1])
      number.textContent = `${show.at + 1} / ${show.slides.length}`
      const said = show.slides[show.at].notes
      notes.replaceChildren(...said.length ? said.map(note => page.importNode(note, true)) : [words.no_notes])
      tick()
    }

    const timer = speaker.setInterval(tick, 1000)
    show.listeners.add(follow)
    page.addEventListener("keydown", event => show.key(event))
    speaker.addEventListener("resize", follow)
    const end = () => {
      show.listeners.delete(follow)
      speaker.clearInterval(timer)
    }
    speaker.addEventListener("pagehide", end)
    addEventListener("pagehide", () => speaker.close(), { once: true })
    follow()
    for (const link of page.head.querySelectorAll("link")) link.onload = follow
  }

  // By the clock while it is about the class's time, else from when the slides were begun.
  const minutesGone = (first, last, zone, seconds) => {
    const now = clock(zone)
    return now > first - 30 && now < last + 60 ? now - first : seconds / 60
  }

  const standing = ([begins, ends], gone, words) => {
    const late = Math.floor(gone - ends)
    const early = Math.floor(begins - gone)
    if (late >= 1) return words.late.replace("{}", late)
    return early >= 1 ? words.early.replace("{}", early) : words.on_time
  }
})()
