// Loads the page again when what it shows has changed: put into every page that the server sends.
(() => {
  let seen = "__SEEN__", source
  const plain = path => decodeURI(path).replace(/index\.html$/, "")
  const shows = changed =>
    changed.has("*") || changed.has(plain(location.pathname)) ||
    performance.getEntriesByType("resource").some(({name}) => {
      const {origin, pathname} = new URL(name)
      return origin === location.origin && changed.has(plain(pathname))
    })
  const listen = () => {
    source?.close()
    if (document.visibilityState !== "visible") return
    source = new EventSource(`/-/changes?since=${seen}`)
    source.onmessage = ({data, lastEventId}) => {
      seen = lastEventId
      if (shows(new Set(JSON.parse(data).map(plain)))) location.reload()
    }
  }
  addEventListener("visibilitychange", listen)
  addEventListener("pagehide", () => source?.close())
  addEventListener("pageshow", listen)
})()
