/*
 * The course's own search behind the theme's dialog.
 *
 * The theme asks a worker, which would read a whole course at once. This stands in for it: what it needs is
 * brought when the search is opened (searchEngine.js, and the parts of the index that a query asks for). It comes
 * before the theme's script, which starts its worker at once.
 */
(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3 // the theme's names: integrations/search/worker/message
  const ENGINE = new URL("searchEngine.js", document.currentScript.src)
  const FIELD = ".md-search__input"
  let bringing

  const engine = () => bringing ??= new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = ENGINE
    script.onload = () => resolve(window.courseSearch)
    script.onerror = () => {
      bringing = undefined
      reject(new Error(ENGINE))
    }
    document.head.append(script)
  })

  class CourseSearch extends EventTarget {
    #asked = 0

    postMessage({ type, data }) {
      if (type === SETUP) queueMicrotask(() => this.#answer(READY))
      if (type === QUERY) this.#find(data, ++this.#asked)
    }

    async #find(query, number) {
      let found = { items: [] }
      try {
        if (query.trim()) found = await (await engine()).find(query)
      } catch (error) {
        console.warn(error) // without a network, say: nothing is found
      }
      if (number === this.#asked) this.#answer(RESULT, found)
    }

    #answer(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }))
    }

    terminate() {}
  }

  window.Worker = new Proxy(window.Worker, {
    construct: (target, [address, ...rest]) =>
      /\/workers\/search\./.test(address) ? new CourseSearch() : Reflect.construct(target, [address, ...rest]),
  })

  // The theme asks for its index on every page; ours has nothing in it, and waits until the search is opened.
  const INDEX = /\/search\/search_index\.json$/
  const { open, send } = XMLHttpRequest.prototype
  const later = []
  let wanted = new URLSearchParams(location.search).has("h") // a result's page, where the theme marks what was asked
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.courseLater = INDEX.test(new URL(address, location).pathname)
    return open.call(this, method, address, ...rest)
  }
  XMLHttpRequest.prototype.send = function (...given) {
    if (this.courseLater && !wanted) later.push(() => send.apply(this, given))
    else send.apply(this, given)
  }
  const ask = () => {
    wanted = true
    later.splice(0).forEach(act => act())
  }

  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(FIELD)) return
    ask()
    engine().then(search => search.open()).catch(() => {}) // the query will tell
  })

  // The theme looks at the field when a key comes up: text is pasted, dictated, dropped and composed without one.
  const look = field => {
    field.dispatchEvent(new Event("keyup"))
    field.dispatchEvent(new Event("focus")) // for what it suggests
  }
  document.addEventListener("input", ({ target }) => target.matches(FIELD) && look(target))
  document.addEventListener("reset", ({ target }) => {
    const field = target.querySelector(FIELD)
    if (field) setTimeout(() => look(field))
  })
})()
