/*
 * An old link to a heading that has been reworded leads to the one that is most like it.
 *
 * A heading's anchor is made of its words, as on GitHub: (35분) that becomes (40분) breaks every link to it. Where
 * no heading is like the one asked for, the page stays at its beginning, as it would without this script.
 */
(() => {
  const LEAST = 0.5

  // Pairs of neighbouring letters, the ends of the text too; minutes and numbers are what changes most.
  const pairsOf = text => {
    const letters = ["^", ...text.normalize("NFC").toLowerCase().replace(/[^\p{L}]/gu, ""), "$"]
    return letters.slice(1).map((letter, at) => letters[at] + letter)
  }

  // Share of pairs that two texts have in common, from 0 to 1 (Dice).
  const likeness = (one, two) => {
    const left = [...two]
    const common = one.filter(pair => {
      const at = left.indexOf(pair)
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    })
    return 2 * common.length / (one.length + two.length)
  }

  const asked = () => {
    try {
      return decodeURIComponent(location.hash.slice(1))
    } catch {
      return ""
    }
  }

  const lead = () => {
    const old = asked()
    if (!old || old.startsWith("__") || document.getElementById(old)) return  // "__": of the theme and of ours
    if (document.getElementsByName(old).length) return
    const pairs = pairsOf(old)
    if (pairs.length < 3) return  // of one letter, all is like all
    let best = null
    let most = LEAST
    for (const heading of document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)[id]")) {
      const like = likeness(pairs, pairsOf(heading.id))
      if (like > most) [best, most] = [heading, like]
    }
    if (best) location.replace(`#${encodeURIComponent(best.id)}`)
  }

  addEventListener("hashchange", lead)
  if (window.document$) window.document$.subscribe(lead)
  else lead()
})()
