/*
 * Placeholders in commands are fields: filled in once, they are filled in all blocks of the page, and so is what
 * the copy button copies. An empty field shows, and gives, what the lecturer wrote. Print shows the original.
 */
(() => {
  const KIND = "placeholders"

  const openPage = () => {
    const words = JSON.parse(document.getElementById("__course").textContent).words.placeholder
    const fields = new Map()

    const show = (name, value, but) => {
      for (const { field, original } of fields.get(name)) {
        field.classList.toggle("placeholder__field--filled", value !== "")
        if (field !== but) field.textContent = value || original
      }
    }

    const fill = (name, field) => {
      const { original } = fields.get(name).find(each => each.field === field)
      const text = field.textContent.replace(/\s*\n\s*/g, " ").trim()
      const value = text === original ? "" : text
      window.courseMemory.set(KIND, window.courseMemory.page(), name, value)
      show(name, value, field)
      return value
    }

    const add = mark => {
      const name = mark.dataset.name
      const field = document.createElement("span")
      field.className = "placeholder__field"
      field.dataset.added = "placeholder"
      field.setAttribute("role", "textbox")
      field.setAttribute("aria-label", words.label.replace("{}", name))
      field.setAttribute("spellcheck", "false")
      field.setAttribute("autocapitalize", "off")
      field.setAttribute("enterkeyhint", "done")
      field.translate = false
      field.tabIndex = 0
      try {
        field.contentEditable = "plaintext-only"
      } catch {
        field.contentEditable = "true" // browsers older than 2025
      }
      const original = mark.textContent
      field.textContent = original
      fields.set(name, [...(fields.get(name) ?? []), { field, original }])
      field.addEventListener("focus", () => getSelection().selectAllChildren(field))
      field.addEventListener("input", () => fill(name, field))
      field.addEventListener("blur", () => {
        show(name, fill(name, field))
        getSelection().removeAllRanges()
      })
      field.addEventListener("paste", event => {
        event.preventDefault()
        const text = event.clipboardData.getData("text/plain").replace(/\s*\n\s*/g, " ").trim()
        document.execCommand("insertText", false, text)
      })
      field.addEventListener("keydown", event => {
        event.stopPropagation() // the theme's keys: a letter typed here is no command
        if (event.key === "Enter" && !event.isComposing) event.preventDefault()
        if ((event.key === "Enter" && !event.isComposing) || event.key === "Escape") field.blur()
      })
      mark.classList.add("placeholder--field")
      mark.after(field)
    }

    document.querySelectorAll("pre var.placeholder:not(.placeholder--field)").forEach(add)
    const filled = window.courseMemory.read(KIND)[window.courseMemory.page()] ?? {}
    for (const name of fields.keys()) if (filled[name]) show(name, filled[name])
  }

  if (window.document$) window.document$.subscribe(openPage)
  else openPage()
})()
