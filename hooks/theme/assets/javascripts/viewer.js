/*
 * The viewer: a diagram or a picture on the whole screen, larger and smaller by buttons, keys, wheel and two fingers.
 *
 * enlarge.js brings it when something is first to be seen large. What is shown is put into the dialog itself; who
 * asked takes it back when that is closed.
 */
(() => {
  const words = JSON.parse(document.getElementById("__course").textContent).words.diagrams

  const button = window.courseButton

  // The element `shown`, as wide and high as `size` says in CSS pixels when nothing is enlarged.
  window.courseViewer = ({ shown, size, label, closed }) => {
    const dialog = document.createElement("dialog")
    const view = document.createElement("div")
    const bar = document.createElement("div")
    let scale = 1

    const middle = () => {
      const { left, top, width, height } = view.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2 }
    }
    // What is at the point stays there: under the fingers, under the pointer, in the middle.
    const zoom = (wanted, { x, y } = middle()) => {
      const before = shown.getBoundingClientRect()
      scale = Math.min(8, Math.max(0.1, wanted))
      shown.style.width = `${size.width * scale}px`
      shown.style.height = `${size.height * scale}px`
      const after = shown.getBoundingClientRect()
      const grown = after.width / before.width
      view.scrollBy(after.left - x + (x - before.left) * grown, after.top - y + (y - before.top) * grown)
    }
    const fit = () => zoom(Math.min(
      (view.clientWidth - 40) / size.width, (view.clientHeight - 40) / size.height, 4))

    dialog.className = "viewer"
    dialog.setAttribute("aria-label", label)
    view.className = "viewer__view"
    view.tabIndex = 0
    bar.className = "viewer__bar"
    bar.append(
      button("−", words.smaller, () => zoom(scale / 1.25)),
      button("+", words.larger, () => zoom(scale * 1.25)),
      button("⤢", words.fit, fit),
      button("✕", words.close, () => dialog.close()),
    )
    dialog.append(bar, view)
    dialog.addEventListener("keydown", event => {
      const act = { "+": () => zoom(scale * 1.25), "=": () => zoom(scale * 1.25), "-": () => zoom(scale / 1.25), 0: fit }[event.key]
      if (!act || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      act()
    })
    view.addEventListener("wheel", event => {
      if (!event.ctrlKey) return
      event.preventDefault()
      zoom(scale * Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY })
    }, { passive: false })
    followPinch(view, () => scale, zoom)
    dialog.addEventListener("close", () => {
      shown.style.removeProperty("width")
      shown.style.removeProperty("height")
      closed?.()
      dialog.remove()
    })
    document.body.append(dialog)
    view.append(shown)
    dialog.showModal()
    fit()
    view.focus()
  }

  // Two fingers apart, together or along, as everywhere on a phone.
  const followPinch = (view, scaleNow, zoom) => {
    const fingers = new Map()
    let start
    let last
    let waiting = false
    const distance = () => {
      const [one, other] = [...fingers.values()]
      return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
    }
    const between = () => {
      const [one, other] = [...fingers.values()]
      return { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 }
    }
    view.addEventListener("pointerdown", event => {
      fingers.set(event.pointerId, event)
      if (fingers.size !== 2) return
      start = { distance: distance(), scale: scaleNow() }
      last = between()
    })
    // Both fingers' moves come one after the other; only together do they say what is meant.
    const follow = () => {
      waiting = false
      if (fingers.size !== 2) return
      const now = between()
      view.scrollBy(last.x - now.x, last.y - now.y)
      zoom(start.scale * distance() / start.distance, now)
      last = now
    }
    view.addEventListener("pointermove", event => {
      if (!fingers.has(event.pointerId)) return
      fingers.set(event.pointerId, event)
      if (!waiting) requestAnimationFrame(follow)
      waiting = true
    })
    for (const kind of ["pointerup", "pointercancel"])
      view.addEventListener(kind, event => {
        if (waiting) follow()
        fingers.delete(event.pointerId)
      })
  }
})()
