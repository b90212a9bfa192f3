/*
 * Menu and search for those who use a keyboard or a screen reader, where the theme thinks of pointers alone:
 * nothing closed can be reached, what opens a menu is a button, and who leaves the search is back where he was.
 */
(() => {
  const narrow = matchMedia("(max-width: 76.234375em)") // the menu is a drawer, as in the theme's styles
  const small = matchMedia("(max-width: 59.984375em)") // the search is a page of its own
  const drawer = document.getElementById("__drawer"), search = document.getElementById("__search")
  const all = selector => document.querySelectorAll(selector)

  const isOpen = () => Boolean(narrow.matches && drawer?.checked)

  // Of a menu in the drawer, the one in it that lies over it: the last that is open.
  const above = menu => narrow.matches &&
    [...menu.querySelectorAll(":scope > .md-nav__list > .md-nav__item > .md-nav__toggle:checked")].at(-1)

  // Out of reach is what cannot be seen: the drawer, its closed menus and those that others cover, the page below
  // it, the results of a search that is closed, and on a phone what is typed into.
  const close = () => {
    all(".md-sidebar--primary").forEach(menu => { menu.inert = narrow.matches && !drawer?.checked })
    all(".md-content, .md-footer, .md-top").forEach(below => { below.inert = isOpen() })
    all(".md-sidebar--primary .md-nav__toggle").forEach(toggle => {
      const menu = toggle.parentElement.querySelector(":scope > .md-nav")
      if (menu) menu.inert = narrow.matches && !toggle.checked
    })
    const parts = ".md-nav__title, .md-nav__item, .md-nav__item > :not(.md-nav, input)"
    all(`.md-sidebar--primary :is(${parts})`).forEach(part => {
      const open = above(part.parentElement.closest(".md-nav"))
      part.inert = Boolean(open) && !part.contains(open)
    })
    all(".md-search__output").forEach(results => { results.inert = !search?.checked })
    all(".md-search__form").forEach(form => { form.inert = small.matches && !search?.checked })
    all("label > [role=button]").forEach(button => {
      button.setAttribute("aria-expanded", String(button.parentElement.control.checked))
    })
  }

  // A label can be no button: its arrow, or all that it shows, becomes one.
  const back = ".md-sidebar--primary .md-nav .md-nav > .md-nav__title[for]"
  const labels = ".md-nav__link[tabindex='0'], .md-sidebar--primary .md-nav__link[for=__toc], " +
    `${back}, .md-header__button:is([for=__drawer], [for=__search])`
  const nameOf = label => {
    if (label.htmlFor === "__drawer") return document.querySelector(".md-nav--primary")?.getAttribute("aria-label")
    if (label.htmlFor === "__search") return document.querySelector(".md-search")?.getAttribute("aria-label")
    if (label.matches(".md-nav__title")) return label.textContent.trim()
    return label.closest(".md-nav__item").querySelector(".md-ellipsis")?.textContent.trim()
  }
  const name = () => {
    all(labels).forEach(label => {
      if (label.querySelector("[role=button]")) return
      let button = label.querySelector(".md-nav__icon")
      if (!button) {
        button = document.createElement("span")
        button.append(...label.childNodes)
        label.append(button)
      }
      button.tabIndex = 0
      button.setAttribute("role", "button")
      button.setAttribute("aria-label", nameOf(label) ?? "")
      label.removeAttribute("tabindex")
    })
    close()
  }

  // Who opens a menu of the drawer is in it; who leaves it, at what opens it.
  const follow = toggle => {
    if (!narrow.matches || !toggle.checked && toggle === drawer) return
    let menu = toggle === drawer
      ? document.querySelector(".md-nav--primary")
      : toggle.parentElement.querySelector(":scope > .md-nav")
    for (let open = toggle.checked && above(menu); open; open = above(menu))
      menu = open.parentElement.querySelector(":scope > .md-nav")
    const target = toggle.checked
      ? menu?.querySelector(":scope > .md-nav__title > [role=button]") ?? menu?.querySelector("a[href]")
      : toggle.parentElement.querySelector(":scope > :not(.md-nav) [role=button]")
    target?.focus({ preventScroll: true })
  }

  let before = null
  addEventListener("focusin", ({ target }) => {
    if (!target.closest(".md-search")) before = target
  })
  addEventListener("keydown", event => {
    if ((event.key === " " || event.key === "Enter") && event.target.matches?.("label > [role=button]")) {
      event.preventDefault()
      event.target.click()
    }
    if (event.key !== "Escape") return
    if (search?.checked) setTimeout(() => before?.focus())
    else if (drawer?.checked) {
      drawer.click()
      document.querySelector(".md-header__button[for=__drawer] > [role=button]").focus()
    }
  }, { capture: true })
  addEventListener("change", ({ target }) => {
    close()
    if (target === search && search.checked) document.querySelector(".md-search__input")?.focus()
    if (target === drawer || target.matches?.(".md-sidebar--primary .md-nav__toggle")) follow(target)
  })
  for (const query of [narrow, small]) query.addEventListener("change", close)
  if (window.document$) window.document$.subscribe(name)
  else name()
})()
