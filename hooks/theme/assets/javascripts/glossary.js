/*
 * The glossary's filter. Hangul is compared letter by letter (자모), so that a syllable that is still being typed
 * finds what it may become: 네ㅌ, 넽 and 네트 all find 네트워크.
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

  const openPage = () => {
    const glossary = document.querySelector("[data-glossary]")
    if (!glossary) return
    const label = glossary.querySelector(".glossary__filter")
    const input = label.querySelector("input")
    const count = glossary.querySelector(".glossary__count")
    const none = glossary.querySelector(".glossary__none")
    const links = glossary.querySelectorAll(".glossary__letters > a")
    const parts = [...glossary.querySelectorAll(".glossary__part")].map((part, turn) => ({
      part,
      link: links[turn],
      entries: [...part.querySelectorAll(".glossary__entry")].map(entry => ({ entry, text: letters(textOf(entry)) })),
    }))

    const filter = () => {
      const wanted = letters(input.value)
      let found = 0
      for (const { part, link, entries } of parts) {
        let here = 0
        for (const { entry, text } of entries) {
          entry.hidden = !text.includes(wanted)
          here += entry.hidden ? 0 : 1
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
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
      if (!target?.closest("[data-glossary] [hidden]")) return
      input.value = ""
      filter()
      target.scrollIntoView()
    }
    window.onhashchange = reveal
    filter()
  }

  const textOf = entry => {
    const copy = entry.cloneNode(true)
    copy.querySelectorAll(".headerlink, .glossary__places").forEach(part => part.remove())
    return copy.textContent
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
