/*
 * The copy button of a console session copies its commands alone, without prompts and output, so that they can
 * be pasted and run; with Shift it copies all that is written, as selecting it by hand does. A block is a session
 * where its first line that is no comment begins with a prompt of its language.
 */
(() => {
  const PATHS = String.raw`[A-Za-z]:\\[^>\n]*`
  const USER = /^(?:\(\S+\) ?)?(?:\[[^\]\n]+@[^\]\n]+\]|[\w.-]+@[\w.-]+(?::[^\s$#]*)?) ?[$#%] /
  const SHELL = [/^\$ /, USER, /^❯ /, new RegExp(`^PS ${PATHS}> ?`), /^PS> /, new RegExp(`^${PATHS}>`)]
  const BARE = /^> /
  const PYTHON = [/^>>> ?/, /^In \[\d+\]: /]
  const TOOL = [/^[\w(][\w.:@/()[\]-]*(?: [\w.:@/()[\]-]+)?[>#] /, /^[\w-]+=[#>] /]
  const CONSOLE = [...SHELL, ...PYTHON, /^% /, BARE, ...TOOL]
  const LANGUAGES = {
    "bash sh shell zsh ksh fish powershell pwsh ps1 posh batch bat cmd dosbatch text": [...SHELL, ...PYTHON],
    "python python3 py pycon doctest ipython": PYTHON,
    "console shell-session sh-session bash-session terminal session ps1con pwsh-session powershell-session doscon": CONSOLE,
    "sql mysql postgresql psql sqlite3 redis": TOOL,
    "js javascript node ts typescript r ruby irb": [BARE, /^irb[^>\n]*> /],
  }
  const FURTHER = [/^\.\.\. ?/, /^ *-> /, /^ +\.\.\.: ?/]
  const CONTINUED = [...FURTHER, /^>>? ?/] // `> ` may begin output too, such as npm's
  const OPEN = /(?:[\\`^|({]|&&|\b(?:do|then|else))$/

  const isOpen = command => OPEN.test(command) || (command.match(/(?<!\\)'/g)?.length ?? 0) % 2 === 1
    || (command.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1

  const promptsOf = box => {
    const named = [...box.classList].find(name => name.startsWith("language-"))?.slice("language-".length).toLowerCase()
    const key = Object.keys(LANGUAGES).find(names => names.split(" ").includes(named))
    return key ? LANGUAGES[key] : []
  }

  const without = (line, prompts) => {
    const prompt = prompts.find(each => each.test(line))
    return prompt ? line.replace(prompt, "") : null
  }

  /* The commands in `text`, a line each; null where it is no session. */
  const commandsOf = (text, known) => {
    const lines = text.split("\n")
    const first = lines.find(line => line.trim() && !/^\s*(?:#|\/\/|--|REM )(?!\S*[$#] )/.test(line))
    if (first === undefined || without(first, known) === null) return null
    const prompts = known.filter(prompt => prompt !== BARE || BARE.test(first))
    const commands = []
    let goesOn = false
    let ending = null
    for (const line of lines) {
      const own = without(line, prompts)
      const more = without(line, CONTINUED)
      if (ending !== null) {
        commands.push(more ?? line)
        if ((more ?? line).trim() === ending) ending = null
      } else if (goesOn && (more !== null || isOpen(commands.at(-1)))) {
        commands.push(more ?? line)
      } else if (own !== null) {
        commands.push(own)
        ending = own.match(/<<-?\s*(["']?)(\w+)\1/)?.[2] ?? null
      } else if (commands.length && without(line, FURTHER) !== null) {
        commands.push(more)
      }
      goesOn = ending === null && ((goesOn && more !== null) || ((own !== null || goesOn) && isOpen(commands.at(-1))))
    }
    return commands.filter(command => command.trim()).join("\n")
  }

  const sessionOf = button => {
    const code = document.querySelector(button.dataset.clipboardTarget)
    const box = code?.closest("[class*=language-]")
    return box ? [code, commandsOf(code.innerText, promptsOf(box))] : [code, null]
  }

  const buttonOf = event => event.target.closest?.("[data-clipboard-target]")

  // Before the theme's own listener, which copies what `data-copy` says.
  document.addEventListener("click", event => {
    const button = buttonOf(event)
    if (!button || event.shiftKey) return
    const [code, commands] = sessionOf(button)
    if (!commands) return
    code.dataset.copy = commands
    setTimeout(() => delete code.dataset.copy)
  }, true)

  const explain = event => {
    const button = buttonOf(event)
    if (!button || button.dataset.explained) return
    button.dataset.explained = ""
    const words = JSON.parse(document.getElementById("__course").textContent).words
    if (sessionOf(button)[1]) button.title = words.copy_commands
  }
  document.addEventListener("pointerover", explain)
  document.addEventListener("focusin", explain)
})()
