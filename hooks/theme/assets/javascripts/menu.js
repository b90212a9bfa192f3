/*
 * Menu and search for those who use a keyboard or a screen reader, where the theme thinks of pointers alone:
 * nothing closed can be reached, what opens a menu is a button, and who leaves the search is back where he was.
 */
(() => {
  const narrow = matchMedia("(max-width: 76.234375em)") // the menu is a drawer, as in the theme's styles
  const drawer = document.getElementById("__drawer"), search = document.getElementById("__search")
  const all = selector => document.querySelectorAll(selector)

  // Out of reach is what cannot be seen: the drawer, its closed menus, the results of a search that is closed.
  const close = () => {
    all(".md-sidebar--primary").forEach(menu => { menu.inert = narrow.matches && !drawer?.checked })
    all(".md-sidebar--primary .md-nav__toggle").forEach(toggle => {
      const menu = toggle.parentElement.querySelector(":scope > .md-nav")
      if (menu) menu.inert = narrow.matches && !toggle.checked
    })
    all(".md-search__output").forEach(results => { results.inert = !search?.checked })
    all("label > [role=button]").forEach(button => {
      button.setAttribute("aria-expanded", String(button.parentElement.control.checked))
    })
  }

  // A label can be no button: its arrow, or all that it shows, becomes one.
  const name = () => {
    all(".md-nav__link[tabindex='0'], .md-header__button[for=__drawer]:not(:has([role=button]))").forEach(label => {
      const named = label.htmlFor === "__drawer"
        ? document.querySelector(".md-nav--primary")?.getAttribute("aria-label")
        : label.closest(".md-nav__item").querySelector(".md-ellipsis")?.textContent.trim()
      let button = label.querySelector(".md-nav__icon")
      if (!button) {
        button = document.createElement("span")
        button.append(...label.childNodes)
        label.append(button)
      }
      button.tabIndex = 0
      button.setAttribute("role", "button")
      button.setAttribute("aria-label", named ?? "")
      label.removeAttribute("tabindex")
    })
    close()
  }

  let before = null
  addEventListener("focusin", ({ target }) => {
    if (!target.closest(".md-search, .md-header__button[for=__search]")) before = target
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
  addEventListener("change", close)
  narrow.addEventListener("change", close)
  if (window.document$) window.document$.subscribe(name)
  else name()
})()
