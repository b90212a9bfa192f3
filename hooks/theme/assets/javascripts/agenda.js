/*
 * Marks where the class is now on the agenda of the page, while the clock of the course's time zone is within
 * the session's times; on the session's own day where the page knows it. Not for those who want less motion.
 */
(() => {
  const still = matchMedia("(prefers-reduced-motion: reduce)")
  const word = () => JSON.parse(document.getElementById("__course").textContent).words.agenda.now

  // A phone takes 50 to 100 ms to make the clock of a zone: the build tells how far a zone is that never changes.
  const clock = ({ zone, offset }) => {
    if (offset) {
      const there = new Date(Date.now() + Number(offset) * 60000)
      return { date: there.toISOString().slice(0, 10), minute: there.getUTCHours() * 60 + there.getUTCMinutes() }
    }
    const form = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "numeric", minute: "numeric",
    })
    const part = Object.fromEntries(form.formatToParts(new Date()).map(({ type, value }) => [type, value]))
    return { date: `${part.year}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) }
  }

  const clear = agenda => {
    agenda.querySelectorAll(".agenda__now, .agenda__here").forEach(mark => mark.remove())
    agenda.querySelectorAll("li[aria-current]").forEach(item => item.removeAttribute("aria-current"))
  }

  const within = (item, minute) => minute >= Number(item.dataset.start) && minute < Number(item.dataset.end)

  const mark = agenda => {
    clear(agenda)
    const { date, minute } = clock(agenda.dataset)
    const slots = [...agenda.querySelectorAll(":scope > ol > li")]
    const turn = slots.findIndex(slot => within(slot, minute))
    if (still.matches || turn < 0 || (agenda.dataset.date ?? date) !== date) return
    const slot = slots[turn]
    const inner = [...slot.querySelectorAll("li")].find(item => within(item, minute))
    for (const item of inner ? [slot, inner] : [slot]) item.setAttribute("aria-current", "time")
    const here = document.createElement("span")
    here.className = "agenda__here"
    here.textContent = word()
    ;(inner ?? slot).querySelector(":scope > a").append(here)
    const bar = agenda.querySelector(".agenda__bar")
    const part = bar.children[turn]
    const share = (minute - Number(slot.dataset.start)) / (Number(slot.dataset.end) - Number(slot.dataset.start))
    const now = document.createElement("span")
    now.className = "agenda__now"
    now.style.left = `${((part.offsetLeft + share * part.offsetWidth) / bar.offsetWidth) * 100}%`
    bar.append(now)
  }

  const markAll = () => document.querySelectorAll(".agenda").forEach(mark)

  still.addEventListener("change", markAll)
  setInterval(markAll, 30000)
  if (window.document$) window.document$.subscribe(markAll)
  else markAll()
})()
