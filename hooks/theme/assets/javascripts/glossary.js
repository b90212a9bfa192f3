/*
 * The glossary: what all its entries would say alike, and its filter. Hangul is compared letter by letter (자모), so
 * that a syllable that is still being typed finds what it may become: 네ㅌ, 넽 and 네트 all find 네트워크.
 */
(() => {
  const FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
  const LAST = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
  const JOINED = {
    ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ",
    ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ", ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ",
  }

  const letters = text =>
    [...text.normalize("NFC").toLowerCase()].map(sign => {
      const turn = sign.charCodeAt(0) - 0xac00
      if (turn < 0 || turn >= 11172) return sign
      return FIRST[Math.floor(turn / 588)] + String.fromCharCode(0x314f + Math.floor((turn % 588) / 28)) + LAST[turn % 28]
    }).join("").replace(/[ㄳ-ㅢ]/g, sign => JOINED[sign] ?? sign).replace(/\s+/g, " ").trim()

  const make = (tag, name, ...parts) => {
    const made = document.createElement(tag)
    if (name) made.className = name
    made.append(...parts)
    return made
  }

  const contentOf = element => element.cloneNode(true).childNodes // marks of language, too

  /* A row of the list of sessions as an entry shows it: a link to the section, by the session's title. */
  const place = row => {
    const link = row.firstElementChild.cloneNode()
    link.append(...contentOf(row.parentElement.closest("li").firstElementChild))
    return make("li", "", link)
  }

  /* Where a term is defined or used; more sessions than four are folded away. */
  const where = (glossary, how, references, groups) => {
    const rows = references.map(reference => document.getElementById(reference.hash.slice(1))).filter(Boolean)
    const told = rows.filter(row => !row.matches(".glossary__section")).map(row => row.firstElementChild)
    const list = make("ul", "", ...rows.map(place))
    const head = make("span", "glossary__how", how)
    const many = make("summary", "", head.cloneNode(true), glossary.dataset.sessions.replace("{}", rows.length))
    const places = rows.length > 4 ? make("details", "", many, list) : make("div", "", head, list)
    places.className = "glossary__places"
    const chips = [...groups, ...told].map(group => make("span", "glossary__group", ...contentOf(group)))
    const box = make("div", "glossary__where", ...chips, places)
    box.dataset.added = "glossary"
    return box
  }

  /* An entry of the page says its term, its meaning and the numbers of sessions: the rest is the same everywhere. */
  const complete = (glossary, entry) => {
    const [heading, ...rest] = entry.childNodes
    const used = entry.querySelector(":scope > p[data-added]")
    const link = make("a", "headerlink", "¶")
    link.href = `#${heading.id}`
    link.title = glossary.dataset.link
    link.ariaHidden = "true"
    link.tabIndex = -1
    heading.append(link)
    if (!entry.querySelector(":scope > .glossary__definition"))
      heading.after(make("div", "glossary__definition", ...rest.filter(node => node !== used)))
    for (const box of entry.querySelectorAll(":scope > .glossary__definition")) {
      const references = [...box.querySelectorAll(":scope > a")]
      const groups = [...box.querySelectorAll(":scope > b[data-added]")]
      box.append(where(glossary, glossary.dataset.defined, references, groups))
      for (const part of [...references, ...groups]) part.remove()
    }
    used?.replaceWith(where(glossary, used.firstChild.textContent.trim(), [...used.querySelectorAll("a")], []))
    entry.className = "glossary__entry"
  }

  const openPage = () => {
    const glossary = document.querySelector("[data-glossary]")
    if (!glossary) return
    // A thousand entries take a phone a second: some at a time, all at once only for who looks for one or prints.
    const waiting = [...glossary.querySelectorAll(".glossary__part > div:not(.glossary__entry)")]
    const completeSome = count => waiting.splice(0, count).forEach(entry => complete(glossary, entry))
    const completeAll = () => completeSome(waiting.length)
    const completeInTurn = count => {
      completeSome(count)
      if (waiting.length > 0) setTimeout(completeInTurn, 0, 200)
    }
    const label = glossary.querySelector(".glossary__filter")
    const input = label.querySelector("input")
    const count = glossary.querySelector(".glossary__count")
    const none = glossary.querySelector(".glossary__none")
    const links = glossary.querySelectorAll(".glossary__letters > a")
    const parts = [...glossary.querySelectorAll(".glossary__part")].map((part, turn) => ({
      part,
      link: links[turn],
      entries: [...part.querySelectorAll(":scope > div")].map(entry => ({ entry, text: null })),
    }))

    const filter = () => {
      completeAll()
      const wanted = letters(input.value)
      let found = 0
      for (const { part, link, entries } of parts) {
        let here = 0
        for (const each of entries) {
          each.text ??= letters(textOf(each.entry))
          each.entry.hidden = !each.text.includes(wanted)
          here += each.entry.hidden ? 0 : 1
        }
        part.hidden = here === 0
        link.classList.toggle("glossary__letter--empty", part.hidden)
        found += here
      }
      count.value = count.dataset.count.replace("{}", found)
      none.hidden = found > 0
    }

    label.hidden = false
    input.addEventListener("input", filter)
    input.addEventListener("keydown", event => {
      if (event.key === "Escape") event.stopPropagation()
    })
    // An entry that a link leads to is there, whatever the filter hides.
    const reveal = () => {
      const target = targetOf()
      if (!target?.closest("[data-glossary] [hidden]")) return
      input.value = ""
      filter()
      target.scrollIntoView()
    }
    window.onhashchange = reveal
    window.onbeforeprint = completeAll
    // The entries that the reader sees come first, so that nothing moves later.
    const target = targetOf()
    const seen = waiting.findIndex(entry => entry.contains(target) || entry.compareDocumentPosition(target ?? entry) & 2)
    waiting.unshift(...waiting.splice(Math.max(0, seen - 10), 40))
    completeInTurn(40)
    target?.scrollIntoView()
  }

  const targetOf = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))

  const textOf = entry => {
    const copy = entry.cloneNode(true)
    copy.querySelectorAll(".headerlink, .glossary__places").forEach(part => part.remove())
    return copy.textContent
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
