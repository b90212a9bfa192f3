/*
 * Both languages of a page side by side, block by block; on a phone one below the other, in print two columns.
 *
 * The other page is fetched when it is asked for. Its blocks are put beside their likes, which stay where they are:
 * ids, ticked tasks and drawings of this page are untouched. On file://, where no page may read another, there is no
 * button.
 */
(() => {
  if (location.protocol === "file:") {
    document.querySelectorAll("#__languages a[data-show]").forEach(link => link.removeAttribute("data-show"))
    return // without an offer no room is kept for the button
  }

  const isContent = element =>
    !element.matches("[data-added]:not(.film), .film + iframe, script, style, nav, form, hr, .md-source-file, .md-content__button")

  // A film that waits is its still with the frame behind it.
  const frameOf = element => (element.matches(".film") ? [element.nextElementSibling] : [])

  // What an element is, whatever it says; a film, whether it was tapped or not.
  const kind = element => element.matches(".film") ? "IFRAME" :
    element.tagName + (element.tagName === "DIV" ? element.className.replace(/\bs[0-9a-f]{8}$/, "").trim() : "")

  // Pairs of the longest common run of kinds: where a translation lags, what has no like stays alone.
  const align = (own, other) => {
    const [a, b] = [own.map(kind), other.map(kind)]
    const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1])
    const pairs = []
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) pairs.push([own[i++], other[j++]])
      else if (length[i + 1][j] >= length[i][j + 1]) i++
      else j++
    }
    return pairs
  }

  // The other page's block, its addresses whole and its ids its own.
  const adopt = (block, base, lang) => {
    const whole = address => (address.startsWith("#") ? address : new URL(address, base).href)
    for (const element of [block, ...block.querySelectorAll("[href], [src], [srcset], [poster]")]) {
      for (const name of ["href", "src", "poster"])
        if (element.hasAttribute(name)) element.setAttribute(name, whole(element.getAttribute(name)))
      if (element.srcset) element.srcset = element.srcset.split(/,\s+/).map(each => each.replace(/^\S+/, whole)).join(", ")
    }
    const ids = [block, ...block.querySelectorAll("[id]")].map(element => element.id).filter(Boolean)
      .sort((a, b) => b.length - a.length).map(id => id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    const box = document.createElement("div")
    box.lang = lang
    box.className = "side__other"
    box.dataset.added = "languages"
    box.innerHTML = [block, ...frameOf(block)].map(each => each.outerHTML).join("")
    box.querySelectorAll(".headerlink, [data-added]:not(.film)").forEach(added => added.remove())
    box.querySelectorAll("input").forEach(input => {
      input.disabled = true
      input.setAttribute("aria-label", input.closest("li, fieldset")?.textContent.trim() ?? "")
    })
    box.querySelectorAll(".diagram__view, pre > code").forEach(view => { view.tabIndex = 0 }) // they scroll
    const anyId = ids.length && new RegExp(`(["#]|by="[^"]* )(${ids.join("|")})(?=["\\s){,.:>])`, "g")
    if (anyId) box.innerHTML = box.innerHTML.replace(anyId, `$1${lang}-$2`)
    // Their classes are those of the other page's style sheet.
    box.querySelectorAll("[data-style]").forEach(element => { element.style.cssText = element.dataset.style })
    return box
  }

  const contentOf = article => [...article.children].filter(isContent)

  const show = async (article, source) => {
    const response = await fetch(source.href)
    if (!response.ok) throw new Error(response.statusText)
    const other = new DOMParser().parseFromString(await response.text(), "text/html")
    for (const [own, like] of align(contentOf(article), contentOf(other.querySelector("article")))) {
      const row = document.createElement("div")
      row.className = "side__row"
      own.before(row)
      row.append(own, ...frameOf(own))
      const sameCode = own.querySelector("pre") && own.textContent === like.textContent
      if (!sameCode) row.append(adopt(like, source.href, source.hreflang))
    }
    article.classList.add("side")
  }

  const hide = article => {
    article.querySelectorAll(".side__row").forEach(row =>
      row.replaceWith(...[...row.children].filter(each => !each.matches(".side__other"))))
    article.classList.remove("side")
  }

  const addButton = (article, source) => {
    const button = document.createElement("button")
    const { show: offer, hide: end, failed } = source.dataset
    button.type = "button"
    button.className = "side__button"
    button.dataset.added = "languages"
    button.setAttribute("aria-pressed", "false")
    button.textContent = offer
    button.onclick = async () => {
      const on = button.getAttribute("aria-pressed") === "true"
      button.disabled = true
      try {
        if (on) hide(article)
        else await show(article, source)
        button.setAttribute("aria-pressed", String(!on))
        button.textContent = on ? offer : end
      } catch {
        button.textContent = failed
      }
      button.disabled = false
    }
    const title = article.querySelector("h1")
    if (title) title.after(button)
    else article.prepend(button)
  }

  const openPage = () => {
    const article = document.querySelector("article.md-typeset")
    if (!article || article.querySelector(".side__button")) return
    document.querySelectorAll("#__languages a[data-show]").forEach(source => addButton(article, source))
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
