/*
 * Queries as students type them, made such that the theme's search understands them.
 *
 * Flags and paths: it takes a leading - for "without", + for "only with", ~ ^ * : for purposes of its own. Nobody
 * searches a course so, but everybody looks for -it, --dry-run and ~/.kube.
 * Korean compounds: whoever writes 라우팅테이블 finds 라우팅 테이블, by the words that the course has.
 */
(() => {
  const SETUP = 0, QUERY = 2 // the theme's names for what its search is asked: integrations/search/worker/message
  const HANGUL = /[가-힣]+/g
  let documents = []
  let words, beginnings

  const read = () => {
    const text = documents.map(({ title, text, k = "", kt = "" }) => `${title} ${text} ${k} ${kt}`).join(" ")
    words = new Set(text.match(HANGUL))
    beginnings = new Set()
    for (const word of words)
      for (let end = 1; end <= word.length; end++) beginnings.add(word.slice(0, end))
  }

  // Whether the course has a word that begins so, perhaps with another particle of up to two syllables behind it.
  const isKnown = word => [0, 1, 2].some(cut => word.length - cut > 1 && beginnings.has(word.slice(0, word.length - cut)))

  const parts = word => {
    if (word.length < 4 || beginnings.has(word)) return [word]
    for (let at = word.length - 1; at > 1; at--) {
      const first = word.slice(0, at), rest = word.slice(at)
      if (!words.has(first)) continue
      if (isKnown(rest) || words.has(rest)) return [first, rest]
      const further = parts(rest)
      if (further.length > 1) return [first, ...further]
    }
    return [word]
  }

  const plain = query => {
    if (!words) read()
    const named = query.replace(/(^|\s)-[A-Za-z](?=\s|$)/g, "$1") // a flag of one letter begins half of all words
    return (named.trim() ? named : query)
      .replace(/(^|\s)[-+~^*:]+(?=\S)/g, "$1")
      .replace(/[~^*:]+/g, " ")
      .replace(HANGUL, word => parts(word).join(" "))
  }

  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.type === SETUP) {
      documents = message.data.docs
      words = undefined
    }
    const asks = message?.type === QUERY && typeof message.data === "string"
    return post.call(this, asks ? { ...message, data: plain(message.data) } : message, ...rest)
  }
})()
