// Shows what has changed: put into every page that the server sends. Where the page's own text is another, its
// parts are put in place of the old ones, as the theme does when a reader goes to another page: the place that
// one reads stays. Where something around them or a file that it shows is another, the page is loaded again.
(() => {
  const PARTS = ["announce", "container", "header-topic", "logo", "outdated", "skip", "tabs"] // the theme's names
  const EVERYTHING = "*", FRAME = "/-/frame", PROBLEMS = "/-/problems" // the server's: changes.py, faults.py
  let seen = "__SEEN__", source, renewed = Promise.resolve()
  const plain = path => decodeURI(path).replace(/index\.html$/, "")
  const part = (name, page) => page.querySelector(`[data-md-component=${name}]`)
  const addresses = (page, selector) => [...page.querySelectorAll(selector)].map(each => each.src ?? each.href)
  const loaded = () => performance.getEntriesByType("resource")
    .filter(({initiatorType}) => !["fetch", "xmlhttprequest"].includes(initiatorType)).map(({name}) => name)
  const shows = changed =>
    [...loaded(), ...addresses(document, "[src], link[rel=stylesheet]")].some(name => {
      const {origin, pathname} = new URL(name, location)
      return origin === location.origin && changed.has(plain(pathname)) && pathname !== location.pathname
    })
  const isFramedAlike = page => {
    const known = new Set(addresses(document, "script[src]"))
    const settings = each => each.querySelector("#__course, #__config")?.textContent
    return addresses(page, "script[src]").every(name => known.has(name)) && settings(page) === settings(document)
  }
  const dress = async page => {
    const styles = "link[rel=stylesheet]"
    const wanted = new Set(addresses(page, styles)), here = new Set(addresses(document, styles))
    const fresh = [...page.querySelectorAll(styles)].filter(({href}) => !here.has(href))
    await Promise.all(fresh.map(link => new Promise(done => {
      link.onload = link.onerror = done
      document.head.append(link)
    })))
    for (const link of document.querySelectorAll(styles)) if (!wanted.has(link.href)) link.remove()
  }
  const put = page => {
    for (const each of page.querySelectorAll("[href], [src]"))
      for (const name of ["href", "src"]) if (typeof each[name] === "string") each[name] = each[name] // whole, as all here
    const {scrollX, scrollY} = window
    for (const name of PARTS) {
      const [old, fresh] = [part(name, document), part(name, page)]
      if (old && fresh) old.replaceWith(fresh)
    }
    document.title = page.title
    for (const script of part("container", document).querySelectorAll("script")) {
      const live = document.createElement("script") // one that was parsed apart is never run
      for (const {name, value} of script.attributes) live.setAttribute(name, value)
      live.textContent = script.textContent
      script.replaceWith(live)
    }
    window.document$.next(document)
    scrollTo(scrollX, scrollY) // a script may have gone to what the address names
  }
  const renew = async () => {
    const address = location.href.split("#")[0]
    const answer = await fetch(address)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    if (location.href.split("#")[0] !== address) return // the reader has gone on
    const isPage = answer.ok && window.document$?.next && part("container", page) && part("container", document)
    if (!isPage || !isFramedAlike(page)) return location.reload()
    await dress(page)
    put(page)
  }
  const follow = changed => {
    if (changed.has(PROBLEMS)) dispatchEvent(new Event("course-problems"))
    const isOwn = changed.has(plain(location.pathname))
    if (changed.has(EVERYTHING) || shows(changed) || (isOwn && changed.has(FRAME))) location.reload()
    else if (isOwn) renewed = renewed.then(renew).catch(() => location.reload())
  }
  const listen = () => {
    source?.close()
    if (document.visibilityState !== "visible") return
    source = new EventSource(`/-/changes?since=${seen}`)
    source.onmessage = ({data, lastEventId}) => {
      seen = lastEventId
      follow(new Set(JSON.parse(data).map(plain)))
    }
  }
  addEventListener("visibilitychange", listen)
  addEventListener("pagehide", () => source?.close())
  addEventListener("pageshow", listen)
})()
