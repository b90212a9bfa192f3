// Shows what there is to mend in a bar below the page: put into every page that the server sends. Each entry leads
// to its place; the bar goes when all is mended. It has the theme's colours, and the system's font: the site's
// holds the letters of its pages alone.
(() => {
  const STYLE = `
    :host { all: initial; color: inherit; font-family: inherit }
    [hidden] { display: none }
    .said { position: absolute; overflow: hidden; width: 1px; height: 1px; clip-path: inset(50%) }
    section {
      position: fixed; z-index: 5; inset: auto 0 0; box-sizing: border-box; max-height: 50vh; overflow: auto;
      border-top: 3px solid #d9534f; box-shadow: 0 -2px 8px rgb(0 0 0 / 25%);
      background: var(--md-default-bg-color, Canvas); color: var(--md-typeset-color, CanvasText);
      font: 15px/1.5 system-ui, sans-serif
    }
    summary { box-sizing: border-box; min-height: 44px; padding: 11px 16px; cursor: pointer; font-weight: 700 }
    ol { margin: 0; padding: 0 16px 12px; list-style: none }
    li { padding: 8px 0; border-top: 1px solid var(--md-default-fg-color--lightest, GrayText); overflow-wrap: anywhere }
    a { color: var(--md-typeset-a-color, LinkText); text-underline-offset: .15em }
    a, .text { display: block }
    .where { font: 13px/1.5 var(--md-code-font-family, monospace), monospace }
    :focus-visible { outline: 3px solid var(--md-typeset-a-color, Highlight); outline-offset: -3px }
    @media print { section { display: none } }
  `
  const host = document.createElement("course-problems"), root = host.attachShadow({mode: "open"})
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]
  root.innerHTML = `<p class="said" role="status"></p>
    <section hidden><details><summary></summary><ol></ol></details></section>`
  const [status, section, details, summary, list] =
    ["p", "section", "details", "summary", "ol"].map(name => root.querySelector(name))
  const made = (name, kind, text) => Object.assign(document.createElement(name), {className: kind, textContent: text})
  const entry = ({text, where, href}) => {
    const item = document.createElement("li"), told = made(href ? "a" : "span", "text", text)
    if (href) told.href = href
    told.lang = "en"
    item.append(told)
    if (where) item.append(made("span", "where", where))
    return item
  }
  const leaveRoom = () => { document.body.style.paddingBottom = section.hidden ? "" : `${summary.offsetHeight}px` }
  let shown
  const show = ({title, none, more, lang, faults}) => {
    const news = JSON.stringify(faults)
    if (news === shown) return
    const isFocused = root.activeElement
    section.hidden = !faults.length
    host.lang = lang
    section.setAttribute("aria-label", title)
    summary.textContent = title
    list.replaceChildren(...faults.map(entry), ...(more ? [made("li", "more", more)] : []))
    if (isFocused && !root.activeElement && !section.hidden) summary.focus()
    if (shown !== undefined || faults.length) status.textContent = faults.length ? title : none
    shown = news
    leaveRoom()
  }
  const renew = async () => {
    const answer = await fetch(`/-/problems?page=${encodeURIComponent(location.pathname)}`)
    if (answer.ok) show(await answer.json())
  }
  const kept = "course-problems-open"
  details.open = sessionStorage.getItem(kept) === "yes"
  details.addEventListener("toggle", () => sessionStorage.setItem(kept, details.open ? "yes" : "no"))
  section.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !details.open) return
    event.stopPropagation()
    details.open = false
    summary.focus()
  })
  addEventListener("course-problems", () => void renew().catch(() => {}))
  addEventListener("resize", leaveRoom)
  document.body.append(host)
  void renew().catch(() => {})
})()
