/*
 * The search's worker on file://, where browsers start none: a hidden frame in its place.
 *
 * Only pages built for file:// bring this. The theme's worker looks for `IFrameWorker` in its parent, to find the
 * files it needs beside its own.
 */
(() => {
  if (location.protocol !== "file:") return

  const bring = (target, address) => new Promise((resolve, reject) => {
    const script = target.createElement("script")
    script.src = address
    script.onload = resolve
    script.onerror = () => reject(new Error(address))
    target.body.append(script)
  })

  class FrameWorker extends EventTarget {
    #frame = document.createElement("iframe")
    #ready

    constructor(address) {
      super()
      this.#frame.hidden = true
      this.#frame.title = "search"
      document.body.append(this.#frame)
      const inside = this.#frame.contentWindow
      inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }))
      inside.importScripts = async (...addresses) => {
        for (const each of addresses) await bring(inside.document, each)
      }
      this.#ready = bring(inside.document, new URL(address, document.baseURI).href)
      this.#ready.catch(error => this.dispatchEvent(new ErrorEvent("error", { message: error.message })))
    }

    postMessage(data) {
      const inside = this.#frame.contentWindow
      this.#ready.then(() => inside.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })), () => {})
    }

    terminate() {
      this.#frame.remove()
    }
  }

  window.Worker = window.IFrameWorker = FrameWorker
})()
