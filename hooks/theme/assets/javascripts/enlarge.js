/*
 * Pictures open large by tap, Enter or Space. The viewer, which diagrams have too, is brought when it is first wanted.
 *
 * Without a script a picture is a picture: what makes it a button is added here.
 */
(() => {
  const HERE = document.currentScript.src
  const words = JSON.parse(document.getElementById("__course").textContent).words.diagrams
  const brought = {}

  // The script or style sheet at that place beside this script, once; after a failure, again.
  window.courseBring = name => brought[name] ??= new Promise((resolve, reject) => {
    const isSheet = name.endsWith(".css")
    const made = document.createElement(isSheet ? "link" : "script")
    if (isSheet) made.rel = "stylesheet"
    made[isSheet ? "href" : "src"] = new URL(name, HERE)
    made.onload = resolve
    made.onerror = () => {
      delete brought[name]
      reject(new Error(name))
    }
    document.head.append(made)
  })

  // A sign needs a label; a word is one.
  window.courseButton = (text, label, act) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = text
    if (label) {
      made.title = label
      made.setAttribute("aria-label", label)
    }
    made.addEventListener("click", act)
    return made
  }

  window.courseEnlarge = async wanted => {
    try {
      await window.courseBring("viewer.js")
      window.courseViewer(wanted)
    } catch (error) {
      console.warn(error) // without a network, say: the next tap tries again
    }
  }

  const enlarge = picture => {
    const { width, height } = picture.getBoundingClientRect()
    const wide = Math.max(width, parseInt(picture.getAttribute("width")) || 0)
    const shown = new Image()
    shown.src = picture.currentSrc || picture.src
    shown.alt = picture.alt
    // What the page shows is there at once; the original, which it may only have a smaller copy of, takes its place.
    if (!picture.closest("picture") && shown.src !== picture.src) {
      const original = new Image()
      original.onload = () => { shown.src = original.src }
      original.src = picture.src
    }
    window.courseEnlarge({ shown, size: { width: wide, height: wide * height / width }, label: picture.alt || words.enlarge })
  }

  const makeButton = picture => {
    picture.alt ||= words.enlarge
    if (!picture.title) picture.title = words.enlarge
    picture.setAttribute("role", "button")
    picture.tabIndex = 0
    picture.addEventListener("click", () => enlarge(picture))
    picture.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return
      event.preventDefault()
      enlarge(picture)
    })
  }

  // A link to the very picture asks for no more than the viewer shows.
  const takeLink = (link, picture) => {
    if (!picture.src || link.href !== picture.src || link.textContent.trim()) return
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      enlarge(picture)
    })
  }

  // Once it has a size: not icons, nor what is too small for a finger. A hidden one gets its size when it is shown.
  const sizes = new ResizeObserver(entries => entries.forEach(({ target, contentRect: { width, height } }) => {
    if (Math.min(width, height) < 24 || Math.max(width, height) < 64) return
    sizes.unobserve(target)
    makeButton(target)
  }))

  const found = new WeakSet()
  const findPictures = () => {
    for (const picture of document.querySelectorAll("article.md-typeset img")) {
      if (found.has(picture)) continue
      found.add(picture)
      const around = picture.closest("a, button, summary, label")
      if (!around) sizes.observe(picture)
      else if (around.matches("a[href]")) takeLink(around, picture)
    }
  }

  // The other language's pictures come later, beside their likes.
  const later = new MutationObserver(findPictures)

  const openPage = () => {
    later.disconnect()
    findPictures()
    const article = document.querySelector("article.md-typeset")
    if (article) later.observe(article, { childList: true, subtree: true })
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
