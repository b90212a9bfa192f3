/*
 * Progress and notes as a file, and from one; brought when that is wanted.
 */
(() => {
  const { courseMemory: memory, courseFileWords: words } = window

  const holds = (kept, isValue) => kept && typeof kept === "object" && !Array.isArray(kept) && Object.values(kept).every(own =>
    own && typeof own === "object" && Object.values(own).every(isValue))
  const isState = value => typeof value === "boolean" || [0, 1, 2].includes(value)
  const isNote = value => typeof value?.exact === "string"

  const save = () => {
    const file = { format: "course-progress", version: 1, course: document.title.split(" - ").pop(), pages: memory.read("progress"), notes: memory.read("notes") }
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }))
    link.download = words.file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10000)
  }

  // What the file says wins over what is here; what it does not say stays. What the browser cannot keep whole, it does
  // not keep at all.
  const load = async file => {
    let given = null
    try {
      given = JSON.parse(await file.text())
    } catch {
      // told below
    }
    if (given?.format !== "course-progress" || given.version !== 1 || !holds(given.pages, isState) || !holds(given.notes ?? {}, isNote)) return words.bad_file
    const changes = [["progress", given.pages], ["notes", given.notes ?? {}]].map(([kind, more]) => {
      const before = memory.read(kind)
      const after = { ...before }
      for (const [page, own] of Object.entries(more)) after[page] = { ...before[page], ...own }
      return { kind, before, after }
    })
    if (changes.every(({ kind, after }) => memory.write(kind, after))) return words.loaded
    for (const { kind, before } of changes) memory.write(kind, before)
    return words.not_loaded
  }

  window.courseFile = { save, load }
})()
