"""``run.py guide [CODE…]``: shows or builds the guide, or prints what it says of the codes of Problems."""

from __future__ import annotations

import argparse
import difflib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from course.problems.codes import CODES
from course.problems.command_words import Parser
from course.problems.entries import languages, read_entries
from course.problems.problem import NotThereError
from course.problems.telling import in_colour
from course.publish.guide_course import bring_back, lay_out
from course.verbs.handed import BY_ITSELF, Handed
from course.verbs.start import VERBS, start

_HELP = """usage: run.py guide [-a HOST:PORT] [-o]      show the guide at http://127.0.0.1:8001/
       run.py guide CODE… [--language TAG]   print what it says of a code, such as fence-unclosed
       run.py guide --build FOLDER           build it, in both languages, to be put on any web host
       run.py guide VERB …                   another command of run.py, with the guide as its course"""
#: Verbs that have the guide as their course when they are named behind `guide`.
_VERBS = frozenset(VERBS) - {"guide", "init", "new", "upgrade", "words"}


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: that of the command that shows or builds the guide; 2 where it has no such code."""
    words = list(words or [])
    if words[:1] in (["-h"], ["--help"]):
        print(_HELP)
        return 0
    if words and words[0] not in _VERBS and not words[0].startswith("-"):
        return print_entries(words)
    if words[:1] == ["--build"]:
        if len(words) < 2:
            raise NotThereError("--build needs a folder, such as: run.py guide --build guide-site")
        words = ["site", "-d", os.path.realpath(words[1]), *words[2:]]
    elif not words or words[0] not in _VERBS:
        words = ["serve", *words]
    return run_on_guide(words, handed)


def run_on_guide(words: Sequence[str], handed: Handed) -> int:
    """Exit status of the command `words` with the guide as its course."""
    project_dir = Path.cwd()
    os.chdir(lay_out(project_dir))
    try:
        return start(words, handed)
    finally:
        os.chdir(project_dir)
        bring_back(project_dir)


def print_entries(words: Sequence[str]) -> int:
    """Print the entries of the codes in `words`, in every language or the one named; the exit status."""
    given = _parser().parse_args(words)
    spoken = [given.language] if given.language else sorted(languages(), reverse=True)
    if missing := [each for each in spoken if each not in languages()]:
        known = ", ".join(languages()) or "none: the folder guide/ is not there"
        raise NotThereError(f"the guide is not in {missing[0]}; its languages are {known}")
    codes = [word.strip("[].,;`") for word in given.codes]
    for code in codes:
        if code not in CODES:
            raise NotThereError(_unknown(code))
    entries = [(code, read_entries(language)[code]) for code in codes for language in spoken]
    print(*(_plain(code, entry) for code, entry in entries), sep="\n\n")
    return 0


def _unknown(code: str) -> str:
    near = difflib.get_close_matches(code, CODES, 3)
    mend = f"the nearest: {', '.join(near)}" if near else "it stands in brackets at the end of a message"
    return f"there is no code {code}; {mend}"


def _plain(code: str, entry: str) -> str:
    """The entry of `code` as it is read in a terminal: without the marks that only a page needs."""
    title, _, entry = entry.removeprefix("### ").partition("\n")
    fences = r"^(`{3,})(\w+)(?: (\S+))?\n(.*?)^\1$"
    parts, at = [], 0
    for fence in re.finditer(fences, entry, re.MULTILINE | re.DOTALL):
        parts += [_unmarked(entry[at : fence.start()]), f"    {fence[3]}:\n" * bool(fence[3])]
        parts += "".join(f"    | {line}\n" for line in fence[4].splitlines())
        at = fence.end() + 1
    head = code if title == code else f"{code}: {title}"
    head = f"\x1b[1m{head}\x1b[0m" if in_colour() else head
    return f"{head}\n\n{''.join([*parts, _unmarked(entry[at:])]).strip()}"


def _unmarked(text: str) -> str:
    text = re.sub(r'^(?:<a id="[\w-]+"></a>`[\w-]+` ?)+\n\n', "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", re.sub(r"^#+ ", "", text, flags=re.MULTILINE))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="run.py guide", description="What the guide says of a code.")
    parser.add_argument("codes", nargs="+", metavar="CODE", help="such as fence-unclosed")
    parser.add_argument("--language", default="", metavar="TAG", help="ko or en (both)")
    return parser
