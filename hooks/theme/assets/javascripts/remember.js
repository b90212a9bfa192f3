/*
 * What this site remembers for its reader, on this device only: one object per kind in localStorage, with the
 * pages' addresses as keys. Other scripts use it as courseMemory.
 */
window.courseMemory ??= (() => {
  const scope = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location)
  const key = kind => `course.${kind}:${scope.pathname}`

  const read = kind => {
    try {
      return JSON.parse(localStorage.getItem(key(kind))) ?? {}
    } catch {
      return {}
    }
  }

  const write = (kind, all) => {
    try {
      if (Object.keys(all).length) localStorage.setItem(key(kind), JSON.stringify(all))
      else localStorage.removeItem(key(kind))
      return true
    } catch {
      return false // storage is full or forbidden: all works until the page is left
    }
  }

  // The page's address below the site's front page, the same on a server and from a file.
  const page = (link = location) =>
    decodeURIComponent(link.pathname.slice(scope.pathname.length)).replace(/(^|\/)index\.html$/, "$1")

  const set = (kind, of, name, value) => {
    const all = read(kind) // another window may have written meanwhile
    const own = { ...all[of] }
    if (value === undefined || value === "") delete own[name]
    else own[name] = value
    if (Object.keys(own).length) all[of] = own
    else delete all[of]
    return write(kind, all)
  }

  return { read, write, set, page, key, root: scope }
})()
