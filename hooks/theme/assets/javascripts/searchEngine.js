/*
 * Finds pages by the index that hooks/course/pages/search writes: terms_of there and `read` here go by one rule.
 *
 * A word is looked for as it stands, and without Korean particles or a plural s where the course has it so. Pages
 * that have all words in one heading come first, whole words before parts of words; then words in several headings,
 * in one section, on one page. Where two pages are level a session comes before other pages: it explains.
 */
window.courseSearch = (() => {
  const ENDS = 1, BEGINS = 2, TITLE = 4, BITS = 5
  const PAIRED = "가-힣々\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
  const LETTER = `(?:(?![${PAIRED}])[\\p{L}\\p{N}])`
  const RUN = new RegExp(
    `${LETTER}*\\p{Nd}(?:[.,:](?=\\p{Nd})${LETTER}+)+|[${PAIRED}]+|${LETTER}+(?:\\+\\+|#)?`, "gu")
  const SCRIPTS = /[가-힣]+|[\u30a1-\u30ff]+|[々\u3400-\u9fff\uf900-\ufaff]+|[\u3041-\u309f]+/g
  const FLAG = /(?<![\p{L}\p{N}_-])--?[a-z][a-z0-9]*(?:-[a-z0-9]+)*/gu
  const SHOWN_PAGES = 10 // the theme shows so many at once; the texts of others are brought once they are drawn
  const SHOWN_SECTIONS = 8, FURTHER_SECTIONS = 2
  // How well a word stands in a section: as a whole word of the heading, as a part of one, in the text.
  const WHOLE = 200, HEADING = 100
  const root = new URL("../../", document.currentScript.src), here = new URL("search/", root)

  // ---------------------------------------------------------------- parts of the index

  let taken, brought, index

  const forget = () => {
    taken = {}
    brought = new Map()
    index = undefined
  }
  forget()

  const bring = file => {
    if (!brought.has(file)) brought.set(file, new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.src = new URL(file, here)
      script.onload = () => {
        script.remove()
        resolve()
      }
      script.onerror = () => reject(new Error(script.src))
      document.head.append(script)
    }))
    return brought.get(file)
  }

  const part = async (kind, number) => {
    const name = `${kind}.${index.names[kind][number]}`
    await bring(`${name}.js`)
    return taken[name]
  }

  const open = async (file = "index.js") => {
    await bring(file)
    index ??= unpack(taken.index)
  }

  const unpack = ({ pages, words, texts, names, particles, further }) => {
    const behindNoun = endings => new RegExp(`(?<=[가-힣]{2})(?:${endings.join("|")})$`)
    let section = 0, text = 0
    const all = pages.map(([location, title, count, session]) =>
      ({ location, title, session, first: (section += count) - count }))
    const pageOf = new Uint32Array(section)
    all.forEach(({ first }, at) => pageOf.fill(at, first, all[at + 1]?.first))
    return {
      words, names, pageOf,
      pages: all,
      texts: texts.map(count => (text += count) - count), // the first section of each part
      particle: behindNoun(particles),
      further: behindNoun(further),
      loose: new RegExp(`^(?:${[...particles, ...further].join("|")})+$`),
    }
  }

  // The number of the last part that begins at or before `wanted`.
  const partAt = (beginnings, wanted) => {
    let low = 0, high = beginnings.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (beginnings[middle] <= wanted) low = middle
      else high = middle
    }
    return low
  }

  const wordParts = (term, asPrefix) => {
    if (!index.words.length) return []
    const numbers = [partAt(index.words, term)]
    while (asPrefix && index.words[numbers.at(-1) + 1]?.startsWith(term)) numbers.push(numbers.at(-1) + 1)
    return numbers
  }

  const decode = postings => {
    const sections = new Map()
    let at = -1
    for (const each of postings.split(",")) {
      const value = parseInt(each, 16)
      at += (value >> BITS) + 1
      sections.set(at, value & ((1 << BITS) - 1))
    }
    return sections
  }

  // The sections that have a term, as [term, Map of section to bits]; of all terms that begin so if `asPrefix`.
  const lookUp = async (term, asPrefix = false) => {
    const found = []
    for (const lines of await Promise.all(wordParts(term, asPrefix).map(number => part("words", number)))) {
      // Lines are looked for where they stand: most of a part is never asked for.
      const text = `\n${lines}\n`, beginning = `\n${term}${asPrefix ? "" : " "}`
      for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
        const [whole, postings] = text.slice(at + 1, text.indexOf("\n", at + 1)).split(" ")
        found.push([whole, decode(postings)])
        if (!asPrefix) break
      }
    }
    return found
  }

  // ---------------------------------------------------------------- words of a query

  const plain = text => text.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").normalize("NFC")

  // Ways to write a word, the given first.
  const formsOf = (word, end) => {
    const forms = [word]
    for (let bare = word.replace(end, ""); bare !== forms.at(-1) && forms.length < 4; bare = bare.replace(end, ""))
      forms.push(bare)
    return forms
  }

  // serverFactory → server, factory
  const humpsOf = run => /\p{Ll}/u.test(run) ? (run.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []) : []

  const read = query => {
    const words = []
    const rest = plain(query).replace(FLAG, flag => {
      words.push({ text: flag, flag: true })
      return " "
    })
    for (const { 0: run, index: at } of rest.matchAll(RUN)) {
      if (!new RegExp(`^[${PAIRED}]`).test(run)) words.push({ text: run.toLowerCase(), humps: humpsOf(run) })
      else if (index.loose.test(run) && /[\p{L}\p{N}]/u.test(rest[at - 1] ?? " ")) continue // Pod는
      else
        for (const [each] of run.matchAll(SCRIPTS))
          if (each === run || !/^[\u3041-\u309f]$/.test(each)) words.push({ text: each, paired: true }) // を
    }
    return words
  }

  // ---------------------------------------------------------------- where a word stands

  const often = bits => bits >> 3

  // In the heading: as a word, at the beginning of one, at the end, inside; or in the text, likewise.
  const level = (all, begins, ends, times) => {
    const place = begins && ends ? 3 : begins ? 2 : ends ? 1 : 0
    return all ? (place === 3 ? WHOLE : HEADING + 10 * place) : 1 + 4 * place + times
  }

  const pairHits = async form => {
    const hits = new Map()
    if (form.length === 1) {
      for (const [term, sections] of await lookUp(form, true))
        for (const [at, bits] of sections) {
          const found = level(bits & TITLE, bits & BEGINS, term === form && bits & ENDS, often(bits))
          hits.set(at, Math.max(found, hits.get(at) ?? 0))
        }
      return hits
    }
    const terms = Array.from({ length: form.length - 1 }, (_, at) => form.slice(at, at + 2))
    const found = await Promise.all(terms.map(async term => (await lookUp(term))[0]?.[1] ?? new Map()))
    const first = found[0], last = found.at(-1), mayLack = Math.floor(terms.length / 3) // 보안그룹 for 보안 그룹
    for (const [at, bits] of first) {
      if (!last.has(at)) continue
      let there = 0, inTitle = 0, times = 3
      for (const sections of found) {
        const each = sections.get(at)
        if (each === undefined) continue
        there++
        inTitle += (each & TITLE) / TITLE
        times = Math.min(times, often(each))
      }
      if (there === terms.length)
        hits.set(at, level(inTitle === there, bits & BEGINS, last.get(at) & ENDS, times))
      else if (terms.length - there <= mayLack) hits.set(at, inTitle === there ? LOOSE : 0.5)
    }
    return hits
  }

  const wordHits = async form => {
    const hits = new Map()
    for (const [term, sections] of await lookUp(form, form.length > 1)) // one letter begins too many words
      for (const [at, bits] of sections) {
        const found = level(bits & TITLE, bits & BEGINS, term === form && bits & ENDS, often(bits))
        hits.set(at, Math.max(found, hits.get(at) ?? 0))
      }
    return hits
  }

  const isWhole = found => found === WHOLE || (found >= 13 && found < HEADING / 2)
  const LOOSE = HEADING / 2 // most neighbours of a word's letters are in a heading
  const isFound = hits => [...hits.values()].some(found => found >= 1 && found !== LOOSE)
  const wholes = hits => [...hits.values()].filter(isWhole).length

  // A shorter form counts where the course has it without the ending too: 플레이 has no particle.
  const inAllForms = async (forms, look) => {
    const all = await Promise.all(forms.map(look))
    const hits = all[0]
    let usual = wholes(hits)
    all.slice(1).forEach((shorter, at) => {
      const count = wholes(shorter)
      if (count <= usual && isFound(hits)) return
      usual = count
      for (const [section, found] of shorter) {
        const less = found - (found >= HEADING ? at + 1 : 0.1 * (at + 1))
        if (less > (hits.get(section) ?? 0)) hits.set(section, less)
      }
    })
    return hits
  }

  // The sections that have all parts of a name.
  const inHumps = async humps => {
    const [first, ...others] = await Promise.all(humps.map(wordHits))
    const least = at => Math.min(first.get(at), ...others.map(hits => hits.get(at) ?? 0))
    return new Map([...first.keys()].map(at => [at, least(at)]).filter(([, found]) => found))
  }

  const hitsOf = async word => {
    if (word.flag) {
      const flag = (await lookUp(word.text))[0]?.[1]
      if (flag) return new Map([...flag].map(([at, bits]) => [at, level(bits & TITLE, true, true, often(bits))]))
      word.text = word.text.replace(/^-+/, "")
    }
    if (!word.paired) {
      const forms = [word.text, word.text.replace(/(?<=\p{L}{3})s$/u, ""), word.text.replace(/^v(?=\p{Nd})/u, "")]
      const hits = await inAllForms([...new Set(forms)], wordHits)
      return hits.size || word.humps?.length < 2 ? hits : inHumps(word.humps.map(each => each.toLowerCase()))
    }
    const hits = await inAllForms((word.forms = formsOf(word.text, index.particle)), pairHits)
    if (isFound(hits)) return hits
    return inAllForms((word.forms = formsOf(word.text, index.further)), pairHits)
  }

  // ---------------------------------------------------------------- pages

  // How near two words stand in a heading: their neighbouring letters are a term there.
  const neighbours = async words => {
    const pairs = words.slice(1).flatMap((word, at) => {
      const before = words[at]
      if (!word.paired || !before.paired) return []
      return before.forms.map(form => form.at(-1) + word.text[0])
    })
    const near = new Set()
    for (const found of await Promise.all(pairs.map(term => lookUp(term))))
      for (const [at, bits] of found[0]?.[1] ?? []) if (bits & TITLE) near.add(at)
    return near
  }

  const average = numbers => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  const inHeading = found => found >= HEADING

  // The pages that have the words, with the sections that do, best first.
  const rank = (words, hits, near) => {
    const pages = new Map()
    hits.forEach((sections, word) => {
      for (const [at, found] of sections) {
        const page = index.pageOf[at]
        if (!pages.has(page)) pages.set(page, new Map())
        const levels = pages.get(page)
        if (!levels.has(at)) levels.set(at, new Array(words.length).fill(0))
        levels.get(at)[word] = found
      }
    })
    const length = words.reduce((sum, { text }) => sum + text.length, 0)
    return [...pages].map(([at, levels]) => {
      const page = index.pages[at]
      const own = levels.get(page.first) ?? []
      const best = words.map((_, word) => Math.max(...[...levels.values()].map(each => each[word])))
      const sections = [...levels].map(([section, each]) => {
        const isPage = section === page.first
        const withPage = each.map((found, word) => Math.max(found, inHeading(own[word] ?? 0) ? HEADING : 0))
        // 7 to 5: in this heading; 4: in the page's title and this heading; 3: in this section.
        const rung = each.every(inHeading) ? (each.every(found => found > WHOLE - 10) ? (isPage ? 7 : 6) : 5)
          : withPage.every(inHeading) ? 4
          : each.every(Boolean) ? 3 : 0
        const covers = isPage ? (40 * length) / Math.max(length, page.title.length) : 0
        const fine = average(each) + (isPage ? 30 : 0) + covers + (near.has(section) ? 60 : 0)
        return { section, rung, fine, levels: each }
      }).sort((a, b) => b.rung - a.rung || b.fine - a.fine)
      const rung = sections[0].rung || (best.every(Boolean) ? (best.every(inHeading) ? 2 : 1) : 0)
      const had = best.filter(Boolean).length
      const more = Math.log1p(sections.reduce((sum, { fine }) => sum + fine, 0) - sections[0].fine)
      return { page, sections, best, had, rung, fine: sections[0].fine + (rung > 2 ? 0.1 : 2) * more }
    }).sort((a, b) =>
      b.had - a.had || b.rung - a.rung || b.page.session - a.page.session || b.fine - a.fine
      || a.page.first - b.page.first)
  }

  // ---------------------------------------------------------------- what is shown

  const escape = text => text.replace(/[&<>"]/g, each => `&#${each.charCodeAt(0)};`)

  const markOf = words => {
    const patterns = words.filter(({ flag }) => !flag).flatMap(({ text, forms = [text] }) =>
      forms.map(form => [...form].map(each => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(" ?")))
    return patterns.length ? new RegExp(patterns.sort((a, b) => b.length - a.length).join("|"), "giu") : /(?!)/g
  }

  const marked = (text, mark) => {
    let shown = "", end = 0
    for (const { 0: hit, index: at } of text.matchAll(mark)) {
      shown += `${escape(text.slice(end, at))}<mark>${escape(hit)}</mark>`
      end = at + hit.length
    }
    return shown + escape(text.slice(end))
  }

  // Some words around the first hit.
  const teaser = (text, mark) => {
    const hit = Math.max(text.search(mark), 0)
    const from = hit < 60 ? 0 : text.lastIndexOf(" ", hit - 40) + 1 || hit - 40
    const to = text.length < from + 200 ? text.length : text.lastIndexOf(" ", from + 200)
    const end = to > hit ? to : Math.min(text.length, from + 200)
    return marked(`${from ? "… " : ""}${text.slice(from, end)}${end < text.length ? " …" : ""}`, mark)
  }

  const textOf = async section => {
    const number = partAt(index.texts, section)
    return (await part("texts", number))[section - index.texts[number]]
  }

  const termsOf = (words, levels) => Object.fromEntries(words.map(({ text }, at) => [text, levels[at] > 0]))

  const sectionItems = ({ page, sections }, words, mark, most) =>
    Promise.all(sections.slice(0, most).map(async ({ section, rung, fine, levels }) => {
      const [anchor, title, text] = await textOf(section)
      const location = page.location + (anchor && `#${anchor}`)
      return {
        location, title: marked(title, mark), text: text && `<p>${teaser(text, mark)}</p>`,
        score: 1000 * rung + fine, terms: termsOf(words, levels),
      }
    }))

  const item = async (found, words, mark) => {
    const items = await sectionItems(found, words, mark, SHOWN_SECTIONS)
    return items.some(({ location }) => location === found.page.location) ? items : [...items, bare(found.page, mark)]
  }

  const bare = (page, mark, terms = {}) =>
    ({ location: page.location, title: marked(page.title, mark), text: "", score: 0, terms })

  // Pages after the first ten, by address: the theme draws their titles as the reader scrolls to them.
  let later = new Map()

  const complete = async entry => {
    const link = entry.querySelector("a"), { search } = new URL(link.href)
    const sections = await later.get(link.href.split(/[?#]/)[0])?.()
    for (const { location, title, text } of sections ?? []) {
      const isPage = !location.includes("#"), own = isPage ? link : link.cloneNode(true)
      if (isPage) link.querySelector("h1").insertAdjacentHTML("afterend", text)
      else {
        own.href = Object.assign(new URL(location, root), { search })
        own.firstElementChild.innerHTML = `<h2>${title}</h2>${text}`
        entry.append(own)
      }
    }
  }

  const watchResults = () => new MutationObserver(changes => {
    for (const { addedNodes } of changes)
      for (const entry of addedNodes) complete(entry).catch(error => console.warn(error)) // the title stays
  }).observe(document.querySelector(".md-search-result__list"), { childList: true })

  // The last word as the titles of the first results continue it.
  const suggestion = (query, pages) => {
    const last = query.split(/[\s-]+/).at(-1)
    if (!last) return []
    for (const { page } of pages.slice(0, 5))
      for (const word of page.title.split(/[^\p{L}\p{N}]+/u))
        if (word.length > last.length && word.toLowerCase().startsWith(last.toLowerCase()))
          return [last + word.slice(last.length)]
    return []
  }

  const pagesOf = async words => {
    const hits = await Promise.all(words.map(hitsOf))
    const pages = rank(words, hits, await neighbours(words))
    const full = pages.filter(({ had }) => had === pages[0].had)
    return full.length < 5 ? pages : full
  }

  let turn = 0

  const ask = async query => {
    const own = ++turn
    const words = read(query)
    const pages = words.length ? await pagesOf(words) : []
    if (own !== turn) return { items: [] } // typed on: nobody waits for these texts
    const mark = markOf(words)
    const items = await Promise.all(pages.slice(0, SHOWN_PAGES).map(each => item(each, words, mark)))
    const others = pages.slice(SHOWN_PAGES)
    later = new Map(others.map(each =>
      [String(new URL(each.page.location, root)), () => sectionItems(each, words, mark, FURTHER_SECTIONS)]))
    for (const { page, best } of others) items.push([bare(page, mark, termsOf(words, best))])
    return { items, suggest: suggestion(query, pages) }
  }

  watchResults()

  return {
    open,
    take: (name, data) => { taken[name] = data },
    // Parts have gone if the site was built anew meanwhile: then the new index is read.
    find: async query => {
      try {
        await open()
        return await ask(query)
      } catch {
        forget()
        await open(`index.js?${Date.now()}`)
        return ask(query)
      }
    },
  }
})()
