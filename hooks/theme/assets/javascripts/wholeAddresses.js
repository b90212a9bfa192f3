/*
 * Instant navigation makes all addresses of a page whole, and a browser that is told the address of a style sheet
 * anew loads it anew: fonts, layout and all. So the links of style sheets say at once what the theme would make of
 * them, and stay as they are. It comes before the theme's script.
 *
 * On file:// instant navigation ends before it has begun, and takes with it all that waits for a page to be there; and
 * a folder is a list of files, not its page.
 */
if (location.protocol === "file:") {
  const config = document.getElementById("__config")
  config.textContent = config.textContent.replace('"navigation.instant", ', "")
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a")
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }, true)
}
for (const link of document.querySelectorAll("head > link[rel=stylesheet]")) {
  const whole = link.cloneNode()
  whole.setAttribute("href", link.href)
  link.getAttribute = name => whole.getAttribute(name)
  Object.defineProperty(link, "outerHTML", { get: () => whole.outerHTML })
}
