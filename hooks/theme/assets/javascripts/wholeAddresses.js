/*
 * Instant navigation makes all addresses of a page whole, and a browser that is told the address of a style sheet
 * anew loads it anew: fonts, layout and all. So what the page's head links says at once what the theme would make of
 * it, and stays as it is. It comes before the theme's script.
 */
for (const link of document.querySelectorAll("head > :is(link[rel=stylesheet], link[rel=icon], link[rel=preload])")) {
  const whole = link.cloneNode()
  whole.setAttribute("href", link.href)
  link.getAttribute = name => whole.getAttribute(name)
  Object.defineProperty(link, "outerHTML", { get: () => whole.outerHTML })
}
