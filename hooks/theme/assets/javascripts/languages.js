/*
 * A reader who switches the language stays in his section.
 *
 * The header's links lead to the same page without this script. Here they get the section that is being read,
 * and follow instant navigation, which leaves the header alone: #__languages has the links of the page shown.
 */
(() => {
  // Material takes every link[rel=alternate] for the front page of a site, and asks each for its sitemap; ours
  // name single pages and files. With a second word in `rel`, which changes nothing else, it leaves them alone.
  const leave = element => {
    if (element.matches?.("link[rel=alternate]")) element.rel = "alternate bookmark"
    return element
  }
  const append = document.head.appendChild.bind(document.head)
  document.head.appendChild = element => append(leave(element))
  document.querySelectorAll("head > link[rel=alternate]").forEach(leave)

  const offered = code => document.querySelector(`#__languages a[hreflang="${code}"]`)

  // The last heading that has passed the upper third of the window, unless its page was left at its very top.
  const sectionRead = () => {
    if (window.scrollY < 40) return ""
    const edge = window.innerHeight / 3
    const passed = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)[id]")]
      .filter(heading => !heading.closest("[data-added]") && heading.getBoundingClientRect().top < edge)
    return passed.pop()?.id ?? ""
  }

  const aim = link => {
    const source = offered(link.hreflang)
    if (!source) return
    const anchor = JSON.parse(source.dataset.sections)[sectionRead()]
    link.href = source.href + (anchor ? `#${encodeURIComponent(anchor)}` : "")
  }

  // Before any way to follow a link: a click, its keyboard twin, a middle click, the menu of the right button.
  for (const kind of ["pointerdown", "focusin", "click", "contextmenu"]) {
    document.addEventListener(kind, event => {
      const link = event.target.closest?.("a[data-language]")
      if (link) aim(link)
    }, { capture: true })
  }

  const openPage = () => document.querySelectorAll("a[data-language]").forEach(link => {
    link.href = offered(link.hreflang)?.href ?? link.href
  })

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
