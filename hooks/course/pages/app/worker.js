/*
 * Answers for the course where there is no network: pages that were seen, and the copy that a reader has taken along.
 *
 * What is named by its content comes from what is kept. All else is asked of the network first, for what is there
 * today is what counts; a copy stands in where no answer comes. Of copies, the whole one comes first: never half
 * of one version and half of another. takeAlong.js makes it, under these names.
 */
const HOME = self.registration.scope
const SEEN = `course-seen:${new URL(HOME).pathname}`
const TAKEN = `course-taken:${new URL(HOME).pathname}:`
const LIST = `${HOME}course-files.json`
const NAMED_BY_CONTENT = /\.[0-9a-f]{8}\.(?:css|js|woff2|webp)$/
const MOST_SEEN = 300
const MOST_BYTES = 8e6
const PATIENCE_MS = 4000

// One address for a page, however it is written.
const keyOf = address => {
  const { origin, pathname } = new URL(address)
  try {
    const names = pathname.replace(/\/index\.html$/, "/").split("/")
    return origin + names.map(name => encodeURIComponent(decodeURIComponent(name))).join("/")
  } catch {
    return origin + pathname // no UTF-8
  }
}

// The list comes into a copy last: what has one is whole.
const wholeCopy = async () => {
  const names = (await caches.keys()).filter(name => name.startsWith(TAKEN))
  for (const name of names.reverse()) {
    const cache = await caches.open(name)
    if (await cache.match(LIST)) return cache
  }
}

const copyOf = async key =>
  await (await wholeCopy())?.match(key) ?? caches.match(key, { cacheName: SEEN, ignoreVary: true })

const keep = async (key, response) => {
  const large = Number(response.headers.get("Content-Length")) > MOST_BYTES
  const kept = response.status === 200 && response.type === "basic" && !response.redirected && !large && key !== LIST
  if (!kept || await (await wholeCopy())?.match(key)) return response.body?.cancel()
  const seen = await caches.open(SEEN)
  await seen.put(key, response)
  await Promise.all((await seen.keys()).slice(0, -MOST_SEEN).map(old => seen.delete(old)))
}

// Films are asked for in parts, and some browsers take nothing else.
const asAsked = async (request, response) => {
  const [, from, to] = request.headers.get("Range")?.match(/^bytes=(\d+)-(\d*)$/) ?? []
  if (from === undefined) return response
  const whole = await response.blob()
  const part = whole.slice(Number(from), to ? Number(to) + 1 : whole.size)
  const headers = new Headers(response.headers)
  headers.set("Content-Range", `bytes ${from}-${Number(from) + part.size - 1}/${whole.size}`)
  headers.set("Content-Length", part.size)
  return new Response(part, { status: 206, headers })
}

const page = () => new Response(
  `<!doctype html><html lang="${SAID.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="color-scheme" content="light dark"><title>${SAID.title}</title><p>${SAID.offline}<p><a href="${HOME}">${SAID.title}</a>`,
  { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })

const answer = async (event, key) => {
  const { request } = event
  const kept = NAMED_BY_CONTENT.test(key) && await caches.match(key, { ignoreVary: true })
  if (kept) return asAsked(request, kept)
  const asked = fetch(request)
  event.waitUntil(asked.then(response => keep(key, response.clone())).catch(() => {}))
  const copy = () => copyOf(key).then(found => found && asAsked(request, found))
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE_MS)).then(copy)
  try {
    return await Promise.race([asked, late.then(found => found ?? asked)])
  } catch {
    return await copy() ?? (request.mode === "navigate" ? page() : Response.error())
  }
}

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()))

// What a page had before the worker was there: from what the browser has just loaded.
self.addEventListener("message", event => event.waitUntil(Promise.all(event.data.map(async address => {
  const key = keyOf(address)
  if (!key.startsWith(HOME)) return
  try {
    await keep(key, await fetch(address, { cache: "force-cache" }))
  } catch {
    // no room, or no network
  }
}))))

self.addEventListener("fetch", event => {
  const { method, url, cache } = event.request
  const key = keyOf(url)
  // takeAlong.js asks with "no-store": for what is there now, and to put it by itself
  if (method === "GET" && key.startsWith(HOME) && cache !== "no-store" && cache !== "only-if-cached")
    event.respondWith(answer(event, key))
})
