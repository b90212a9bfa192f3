/*
 * The whole course on this device: how large it is, how far it has come, whether there is a new version.
 *
 * A copy is made beside the one that is there, file by file, each held against the hash in the list. Its list comes
 * last and makes it whole: only then does the worker answer from it, and the old one goes. What is not whole is
 * no copy; what has come of it is not fetched again.
 */
(() => {
  const { root, read, write } = window.courseMemory
  const FLAG = "taken" // keepPages.js asks for it
  const SEEN = `course-seen:${root.pathname}`
  const TAKEN = `course-taken:${root.pathname}:`
  const LIST = new URL("course-files.json", root).href
  const AT_ONCE = 6

  const fill = (text, ...values) => values.reduce((all, value) => all.replace("{}", value), text)
  const addressOf = path => new URL(path.split("/").map(encodeURIComponent).join("/"), root).href
  const sum = files => files.reduce((all, [, size]) => all + size, 0)

  const hashOf = async content => {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content))
    return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("").slice(0, 16)
  }

  const copies = async () => (await caches.keys()).filter(name => name.startsWith(TAKEN))

  // The list of the whole copy, if there is one.
  const takenList = async () => {
    for (const name of (await copies()).reverse()) {
      const list = await (await caches.open(name)).match(LIST)
      if (list) return list.json()
    }
  }

  const clear = async (...kept) =>
    Promise.all([...await copies(), SEEN].filter(name => !kept.includes(name)).map(name => caches.delete(name)))

  const fetched = async (address, hash, signal) => {
    const response = await fetch(address, { cache: "no-store", signal })
    const content = await response.arrayBuffer()
    if (!response.ok || await hashOf(content) !== hash) throw new Error(address) // the host is being changed, say
    const headers = new Headers(response.headers)
    for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name)
    return new Response(content, { headers })
  }

  const held = async (stock, address, hash) => {
    const response = await stock.match(address, { ignoreVary: true })
    return response && await hashOf(await response.clone().arrayBuffer()) === hash ? response : undefined
  }

  // Fills the cache with all that the list names; `tell` is told the bytes that are there.
  const take = async (list, cache, signal, tell) => {
    const old = [...(await copies()).filter(name => name !== TAKEN + list.version), SEEN]
    const stocks = await Promise.all(old.map(name => caches.open(name)))
    const waiting = [...list.files]
    let there = 0
    const takeSome = async () => {
      for (let file; (file = waiting.pop());) {
        signal.throwIfAborted()
        const [path, size, hash] = file
        const address = addressOf(path)
        if (!await held(cache, address, hash)) {
          let known
          for (const stock of stocks) known ??= await held(stock, address, hash)
          await cache.put(address, known ?? await fetched(address, hash, signal))
        }
        if (!signal.aborted) tell(there += size) // else the place says why by now
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, takeSome))
    signal.throwIfAborted()
    await cache.put(LIST, new Response(JSON.stringify(list)))
  }

  const hasRoom = async size => {
    const { quota, usage } = await navigator.storage?.estimate?.() ?? {}
    return quota === undefined || quota - usage > size
  }

  // Why it could not be taken, as a name in the words; nothing if it was.
  const taken = async (list, size, abort, tell) => {
    const name = TAKEN + list.version
    try {
      if (!await hasRoom(size)) return "full"
      navigator.storage?.persist?.().catch(() => {})
      await take(list, await caches.open(name), abort.signal, tell)
    } catch (error) {
      const asked = abort.signal.aborted
      abort.abort() // the others, too
      const full = error?.name === "QuotaExceededError"
      if (asked || full) await caches.delete(name)
      return asked ? "stopped" : full ? "full" : "failed"
    }
    await clear(name)
    write(FLAG, { version: list.version })
  }

  const button = (word, act) => window.courseButton(word, "", act)

  // What the place says, with its buttons; the first has the focus where one was pressed.
  const show = (place, text, parts, pressed = true) => {
    const told = place.querySelector("p") ?? document.createElement("p")
    told.setAttribute("role", "status")
    told.textContent = text
    place.replaceChildren(told, ...parts)
    if (pressed) place.querySelector("button")?.focus()
    return told
  }

  const open = async (place, list, pressed, wants, told) => {
    const { words } = list
    const number = new Intl.NumberFormat(list.language, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
    const megabytes = bytes => number.format(Math.max(bytes, 1e5) / 1e6)
    const own = await takenList()
    const again = why => open(place, list, true, false, why)
    const hashes = new Map(own?.files.map(([path, , hash]) => [path, hash]))
    const size = sum(list.files.filter(([path, , hash]) => hashes.get(path) !== hash))

    const start = async () => {
      const abort = new AbortController()
      const bar = document.createElement("progress")
      bar.max = sum(list.files)
      bar.value = 0
      bar.setAttribute("aria-label", words.take)
      const all = megabytes(bar.max)
      const text = show(place, fill(words.count, all, megabytes(0)), [bar, button(words.cancel, () => abort.abort())])
      text.removeAttribute("role") // the bar says it, and not at every file
      const failed = await taken(list, size, abort, there => {
        bar.value = there
        text.textContent = fill(words.count, all, megabytes(there))
      })
      if (own && !failed) location.reload()
      else again(words[failed])
    }
    const remove = button(words.remove, async () => {
      await clear()
      write(FLAG, {})
      again()
    })

    if (own?.version === list.version) show(place, words.taken, [remove], pressed)
    else if (own) show(place, told ?? words.new, [button(fill(words.renew, megabytes(size)), start), remove], pressed)
    else if (!wants) show(place, told ?? "", [button(words.take, () => open(place, list, true, true))], pressed)
    else show(place, fill(words.size, megabytes(size)), [button(words.start, start), button(words.cancel, () => again())])
  }

  // A bar above a page, where its copy is of an older version.
  const addBar = () => {
    const bar = document.createElement("section")
    bar.className = "take-along"
    bar.dataset.added = "take-along"
    document.querySelector("article").prepend(bar)
    return bar
  }

  // In the place of the button, which was pressed; without a place, only if there is a new version.
  window.courseTakeAlong = async (place, pressed = false) => {
    try {
      const own = await takenList()
      if (!own && !pressed) return write(FLAG, {}) // the browser has cleared its caches
      const response = await fetch(LIST, { cache: "no-cache" })
      if (!response.ok) throw new Error(LIST)
      const list = await response.json()
      if (place || own.version !== list.version) await open(place ?? addBar(), list, pressed, pressed)
    } catch {
      if (pressed) show(place, place.dataset.failed, [...place.querySelectorAll("button")])
    }
  }
})()
