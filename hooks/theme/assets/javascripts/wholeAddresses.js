/*
 * Instant navigation makes all addresses of a page whole, and a browser that is told the address of a style sheet
 * anew loads it anew: fonts, layout and all. So the links of style sheets say at once what the theme would make of
 * them, and stay as they are. It comes before the theme's script.
 */
for (const link of document.querySelectorAll("head > link[rel=stylesheet]")) {
  const whole = link.cloneNode()
  whole.setAttribute("href", link.href)
  link.getAttribute = name => whole.getAttribute(name)
  Object.defineProperty(link, "outerHTML", { get: () => whole.outerHTML })
}
