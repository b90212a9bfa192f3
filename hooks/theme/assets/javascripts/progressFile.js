/*
 * Progress and notes as a file, and from one; brought when that is wanted.
 */
(() => {
  const KIND = "progress"
  const memory = window.courseMemory
  const words = () => JSON.parse(document.getElementById("__course").textContent).words.progress

  const holds = (kept, isValue) => kept && typeof kept === "object" && !Array.isArray(kept) && Object.values(kept).every(own =>
    own && typeof own === "object" && Object.values(own).every(isValue))
  const isState = value => typeof value === "boolean" || [0, 1, 2].includes(value)
  const isNote = value => typeof value?.exact === "string"

  const save = () => {
    const file = { format: "course-progress", version: 1, course: document.title.split(" - ").pop(), pages: memory.read(KIND), notes: memory.read("notes") }
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }))
    link.download = words().file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10000)
  }

  // What the file says wins over what is here; what it does not say stays.
  const load = async file => {
    let given = null
    try {
      given = JSON.parse(await file.text())
    } catch {
      // told below
    }
    if (given?.format !== "course-progress" || given.version !== 1 || !holds(given.pages, isState) || !holds(given.notes ?? {}, isNote)) return words().bad_file
    for (const [kind, more] of [[KIND, given.pages], ["notes", given.notes ?? {}]]) {
      const kept = memory.read(kind)
      for (const [page, own] of Object.entries(more)) kept[page] = { ...kept[page], ...own }
      memory.write(kind, kept)
    }
    return words().loaded
  }

  window.courseFile = { save, load }
})()
