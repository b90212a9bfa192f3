/*
 * Quizzes: what was chosen or typed is marked when its reader asks for it; a question once answered is kept with
 * the ticks. progress.js brings this to pages that have a quiz. Which answer is right is in none of the files:
 * hooks/course/pages/quizzes.py writes salted hashes, and makes the same of what the settings say.
 */
(() => {
  const KIND = "progress"
  const memory = window.courseMemory

  // SHA-256, as FIPS 180-4 has it: the browser's own is for secure pages alone, and none from http:// is one.
  const primes = []
  for (let number = 2; primes.length < 64; number += 1) if (primes.every(prime => number % prime)) primes.push(number)
  const fraction = root => Math.floor((root % 1) * 2 ** 32)
  const ROUNDS = primes.map(prime => fraction(Math.cbrt(prime)))
  const START = primes.slice(0, 8).map(prime => fraction(Math.sqrt(prime)))
  const turned = (word, ...by) => by.reduce((all, each) => all ^ ((word >>> each) | (word << (32 - each))), 0)

  const sha256 = text => {
    const bytes = [...new TextEncoder().encode(text)]
    const length = bytes.length * 8
    bytes.push(0x80)
    while (bytes.length % 64 !== 56) bytes.push(0)
    for (let at = 7; at >= 0; at -= 1) bytes.push(Math.floor(length / 2 ** (8 * at)) & 255)
    let state = START
    for (let from = 0; from < bytes.length; from += 64) {
      const words = []
      let [a, b, c, d, e, f, g, h] = state
      for (let at = 0; at < 64; at += 1) {
        if (at < 16) {
          words[at] = bytes.slice(from + 4 * at, from + 4 * at + 4).reduce((word, byte) => (word << 8) | byte, 0)
        } else {
          const [near, far] = [words[at - 2], words[at - 15]]
          words[at] = (words[at - 16] + (turned(far, 7, 18) ^ (far >>> 3)) + words[at - 7]
            + (turned(near, 17, 19) ^ (near >>> 10))) | 0
        }
        const one = h + turned(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]
        const other = turned(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))
        ;[a, b, c, d, e, f, g, h] = [(one + other) | 0, a, b, c, (d + one) | 0, e, f, g]
      }
      const last = [a, b, c, d, e, f, g, h]
      state = state.map((word, at) => (word + last[at]) | 0)
    }
    return state.map(word => (word >>> 0).toString(16).padStart(8, "0")).join("")
  }

  const hashed = (told, said) => sha256(`${told.salt}\n${said}`).slice(0, 16)
  const alike = text => text.normalize("NFC").toUpperCase().toLowerCase().replace(/\s+/g, "")

  const made = (tag, about, text = "") => {
    const element = document.createElement(tag)
    Object.assign(element, about)
    element.dataset.added = "quiz"
    element.textContent = text
    return element
  }

  // What an answer says to those who do not see it.
  const nameOf = item => {
    const own = item.cloneNode(true)
    own.querySelectorAll("label, annotation, details, [data-added]").forEach(part => part.remove())
    own.querySelectorAll("img").forEach(image => image.replaceWith(image.alt))
    return own.textContent.replace(/\s+/g, " ").trim()
  }

  // The button and what it says. `judge` gives one of the words: right, wrong, partly or nothing.
  const addButton = (told, words, place, judge) => {
    const button = made("button", { type: "button", className: "quiz-check" }, words.check)
    const said = made("span", { className: "quiz-said" })
    said.setAttribute("role", "status")
    const tell = verdict => {
      said.textContent = verdict ? words[verdict] : ""
      said.dataset.verdict = verdict
    }
    button.onclick = () => {
      const verdict = judge()
      tell(verdict)
      if (verdict !== "right") return
      memory.set(KIND, memory.page(), `quiz: ${told.name}`, true)
      dispatchEvent(new Event("storage")) // progress.js counts anew
    }
    place.append(button, said)
    return { button, tell }
  }

  const openChoice = (list, told, words, number) => {
    const group = document.createElement("fieldset")
    group.className = "quiz"
    list.before(group)
    const legend = made("legend")
    legend.append(made("span", { className: "quiz-question" }, told.name), told.one ? words.one : words.several)
    const explanation = list.nextElementSibling
    group.append(legend, list)
    const answers = [...list.children].filter(item => item.dataset.answer).map((item, turn) => {
      const input = item.querySelector("input")
      const word = item.querySelector(":scope > details.quiz-word")
      const mark = made("strong", { className: "quiz-mark" })
      input.closest("label").classList.add("quiz-box")
      input.type = told.one ? "radio" : "checkbox"
      input.name = `quiz-${number}`
      input.checked = false
      input.setAttribute("aria-label", nameOf(item))
      input.closest("label").after(mark)
      if (word) word.hidden = true
      const isRight = () => item.dataset.answer === hashed(told, `${turn} right`)
      const show = verdict => {
        mark.textContent = verdict === undefined ? "" : words.marks[verdict ? 0 : 1]
        item.classList.toggle("quiz-item--right", verdict === true)
        item.classList.toggle("quiz-item--wrong", verdict === false)
        explain(verdict !== undefined)
      }
      const explain = shown => {
        if (word) word.open = !(word.hidden = !shown)
      }
      item.onclick = event => {
        if (event.target.closest("a, button, input, label, summary, textarea, li") === item) input.click()
      }
      return { input, isRight, show, explain }
    })
    let isSolved = false
    const showSolved = () => {
      for (const answer of answers) {
        answer.input.checked = answer.isRight()
        answer.show(answer.input.checked ? true : undefined)
        answer.explain(true)
      }
    }
    const judge = () => {
      const chosen = answers.filter(answer => answer.input.checked)
      if (!chosen.length) return "nothing"
      chosen.forEach(answer => answer.show(answer.isRight()))
      if (!chosen.every(answer => answer.isRight())) return "wrong"
      if (answers.filter(answer => answer.isRight()).length > chosen.length) return "partly"
      if (explanation?.matches("details")) explanation.open = true
      answers.forEach(answer => answer.explain(true))
      isSolved = true
      return "right"
    }
    const { tell } = addButton(told, words, group, judge)
    for (const { input } of answers) {
      input.onchange = () => {
        answers.forEach(answer => answer.show(undefined))
        tell("")
      }
    }
    return solved => {
      if (solved === isSolved) return
      isSolved = solved
      if (solved) showSolved()
      else {
        for (const answer of answers) {
          answer.input.checked = false
          answer.show(undefined)
        }
      }
      tell(solved ? "right" : "")
    }
  }

  const openTyped = (place, told, words) => {
    const label = made("label", {}, words.type)
    const field = made("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false })
    place.className = "quiz quiz--typed"
    place.setAttribute("role", "group")
    place.setAttribute("aria-label", told.name)
    label.append(field)
    place.append(label)
    let isSolved = false
    const judge = () => {
      if (!alike(field.value)) return "nothing"
      const isRight = told.typed.includes(hashed(told, alike(field.value)))
      field.setAttribute("aria-invalid", !isRight)
      isSolved ||= isRight
      return isRight ? "right" : "wrong"
    }
    const { button, tell } = addButton(told, words, place, judge)
    field.oninput = () => {
      field.removeAttribute("aria-invalid")
      tell("")
    }
    field.onkeydown = event => {
      if (event.key === "Enter" && !event.isComposing) button.click()
    }
    return solved => {
      if (solved === isSolved) return
      isSolved = solved
      tell(solved ? "right" : "")
    }
  }

  let shows = []
  const showAll = () => {
    const own = memory.read(KIND)[memory.page()] ?? {}
    for (const [name, show] of shows) show(own[`quiz: ${name}`] === true)
  }

  window.courseQuiz = () => {
    const places = [...document.querySelectorAll("article [data-quiz]")]
    const words = JSON.parse(places.find(place => place.dataset.words)?.dataset.words ?? "{}")
    shows = places.filter(place => !place.closest(".quiz--typed") && !place.parentElement.matches(".quiz")).map((place, number) => {
      const told = JSON.parse(place.dataset.quiz)
      return [told.name, (told.typed ? openTyped : openChoice)(place, told, words, number)]
    })
    showAll()
  }

  window.courseBring("../stylesheets/quiz.css").catch(console.warn)
  addEventListener("storage", showAll)
})()
