"""Whether a shell block parses: bash reads it (``-n``) and runs nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from course.markdown.reading.placeholders import without_placeholders

#: Line, from 1, that bash names, and what it says; None where the text parses.
Fault = tuple[int, str] | None
_ERROR_LINE = re.compile(r"^.*?line (?P<line>\d+): (?P<what>.*)$", re.MULTILINE)
_NO_END = re.compile(r"here-document at line (?P<line>\d+) delimited by end-of-file \(wanted `(?P<end>.*)'\)")
_PROMPT = re.compile(
    r"^\s*(?:\([\w.-]+\)\s*)?(?:\[?[\w.-]+@[\w.-]+[^$#%\n]*?[$#%]|~?/?[\w/~.-]*\s?[$%]|/[\w/.-]*\s#|[$%])\s+(?P<command>\S.*)$"
)
#: What bash and zsh show before a line that goes on with the one above.
_CONTINUED = re.compile(
    r"^[ \t]*(?:(?:[bd]?quote|case|cmd(?:and|or|subst)|do|elif|else|for|function|heredoc|if|pipe|select|then|"
    r"until|while)(?: (?:then|else|for|while|do|if))*)?>(?: |$)",
    re.MULTILINE,
)
#: A word that no shell can misread, and lines of such words, with pipes, redirections and comments.
_WORD = r"""(?:[^\s"'`$&|;<>()\\#!]|'[^'\n]*'|"[^"\\$`\n]*"|\$\w+(?!\w)|\$\{\w+\}|\\[^\n])+"""
_COMMAND = rf"{_WORD}(?:[ \t]+(?:{_WORD}|\d?>>?[ \t]*{_WORD}|2>&1))*"
_PLAIN = re.compile(
    rf"[ \t]*(?:{_COMMAND}(?:[ \t]*(?:\|\|?|&&|;)[ \t]*{_COMMAND})*[ \t]*)?(?:(?:^|[ \t])#.*)?$"
)
_RESERVED = re.compile(
    r"(?:^|\s)(?:if|then|else|elif|fi|do|done|case|esac|while|until|for|in|select|function|time|coproc|"
    r"[{}]|\[\[|\]\])(?:$|[\s;])"
)
#: Lines that are no commands by their look: what tools print, and sentences.
_OUTPUT = re.compile(
    r"""^(?:\s{8,}|.*:\s*$|\s*`-)|^\s*(?:[^\x00-\x7f]|[A-Z](?!\w*=)|\d|[|+*<>=%"'{}\[\]/~^?!@,()]|-{1,3}(?:\s|$)|"""
    r"""[\w.-]+:(?:\s|$)|.*\S[ ]{2,}\S)"""
)
_ELLIPSIS = re.compile(r"\.\.\.|…")
_MOST_TRIES = 30


@cache
def find_bash() -> str | None:
    """Path of this machine's bash; None without one that finds the fault in a faulty script."""
    path = shutil.which("bash")
    if path is None:
        return None
    try:
        good, bad = _run(path, "true\n"), _run(path, "if\n")
    except OSError:
        return None
    return path if good.returncode == 0 and bad.returncode and "syntax error" in bad.stderr else None


def bash_stamp() -> tuple[object, ...]:
    """What tells one bash of this machine from another, without starting it; nothing where there is none."""
    path = shutil.which("bash")
    if path is None:
        return ()
    stat = Path(path).stat()
    return path, stat.st_size, stat.st_mtime_ns


def _run(bash: str, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [bash, "--norc", "--noprofile", "-O", "extglob", "-n"],
        input=script,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={"LC_ALL": "C"},
        check=False,
        timeout=20,
    )


@lru_cache(maxsize=8192)
def _bash_fault(bash: str, script: str) -> Fault:
    try:
        done = _run(bash, script)
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode == 0:
        return None
    if match := _NO_END.search(done.stderr):
        return int(
            match["line"]
        ), f"the here-document that begins here never ends: no line is just {match['end']}"
    faults = [(int(match["line"]), match["what"].strip()) for match in _ERROR_LINE.finditer(done.stderr)]
    said = [
        fault for fault in faults if not fault[1].startswith("`")
    ]  # the second of two only cites the line
    return min(said or faults, default=None)


def check_shell(code: str, bash: str) -> Fault:
    """The fault that bash finds in `code`, a block of commands, perhaps with prompts and output; else None.

    Placeholders are words. The block is good if it parses in any of these ways: as it stands, only the lines
    behind prompts, without the lines that tools print, without the ``> `` of lines that go on, with its
    ellipses as commands.
    """
    text = without_placeholders(code)
    if "\0" in text or _is_plain(text):
        return None
    fault = _bash_fault(bash, text)
    if fault is None or any(_parses(reading, bash) for reading in _readings(text)):
        return None
    return fault


def _is_plain(code: str) -> bool:
    """Whether every line is of plain words: then any shell can read it, and none need be asked."""
    lines = code.replace("\\\n", " ").split("\n")
    return all(_PLAIN.match(line) and not _RESERVED.search(line) for line in lines)


def _readings(text: str) -> Iterator[str]:
    if _CONTINUED.search(text):
        yield _CONTINUED.sub("", text)
    yield _ELLIPSIS.sub("x", text)
    yield re.sub(r"<[^<>\n;&]{1,60}>", "x", text)
    yield re.sub(r"\.\.\.|…", "\n:\n", text)
    yield re.sub(r"\[[^\]\n]*\]|\{[^}\n]*\}|\([^)\n]*\)", "x", text)


def _parses(text: str, bash: str) -> bool:
    lines = text.split("\n")
    if any(_PROMPT.match(line) for line in lines) and _session_parses(lines, bash):
        return True
    for _ in range(_MOST_TRIES):
        fault = _bash_fault(bash, "\n".join(lines))
        if fault is None:
            return True
        at = min(fault[0], len(lines)) - 1
        bare = next((n for n in (at, at - 1) if n >= 0 and _OUTPUT.match(lines[n])), None)
        if bare is None:
            break
        lines[bare] = ""
    blanked = ["" if _OUTPUT.match(line) else line for line in text.split("\n")]
    return _bash_fault(bash, "\n".join(blanked)) is None


def _session_parses(lines: list[str], bash: str) -> bool:
    """Whether every command behind a prompt parses, alone or with some of the lines below it."""
    starts = [n for n, line in enumerate(lines) if _PROMPT.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = _PROMPT.match(lines[start])
        command = match["command"] if match else ""
        if not any(
            _bash_fault(bash, "\n".join([command, *lines[start + 1 : stop]])) is None
            for stop in range(start + 1, min(end, start + _MOST_TRIES) + 1)
        ):
            return False
    return True
