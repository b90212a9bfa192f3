"""``run.py words TAG``: what the site says in a language, with the English beside it, to be translated."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Sequence
from pathlib import Path

from course.markdown.files.reserved import theme_folders
from course.problems.command_words import Parser
from course.problems.problem import CourseError
from course.settings.key_places import key_places
from course.settings.languages.tags import TAG, nearest
from course.settings.words.own import OWN, missing_words, own_path, read_own, render_words
from course.settings.words.read import FOLDER, product_words, read_words
from course.settings.words.shape import group_of
from course.settings.words.words import Words
from course.verbs.handed import BY_ITSELF, Handed

_ENGLISH = "en"
_HEAD = """# What the site, its handouts and its editions say in {code}. Write the words behind the colons:
# the English is beside each, and is shown where there is nothing. Keep {{}} and {{names}}: values go there.
# `run.py words {code}` lists what is missing, and adds what a newer version of the product says.
"""
_THEME_WORD = re.compile(r'^\s*("[\w.]+"): ("(?:[^"\\]|\\.)*")', re.MULTILINE)
#: What of the theme's words no page of a course shows.
_UNSHOWN = re.compile(r"language|direction|(?:blog|consent|meta|readtime|rss|source|search\.config|select)\b")


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status 0 with the file written, and what it lacks told. Raises CourseError for a faulty one."""
    code, root = _parser().parse_args(words).tag, Path.cwd()
    path = own_path(code, root) or root / OWN / f"{code}.yml"
    if faults := read_words(code, [], FOLDER, root).problems:
        raise CourseError(faults)
    spoken, group = product_words(code, root), group_of(Words)
    usual = {} if spoken.remark else {**spoken.words.as_data(), "name_spellings": {}}
    own, theme = read_own(path) or usual, _theme_words(code, root)
    english = product_words(_ENGLISH, root).words.as_data()
    text = _HEAD.format(code=path.stem) + render_words(own, english, group, theme)
    path.parent.mkdir(exist_ok=True)
    is_new = not path.is_file()
    if is_new or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")
    said = own.get("theme") or {}
    missing = [*missing_words(own, group), *(f"theme.{key}" for key in theme if not said.get(key))]
    _tell(path, f"{OWN}/{path.name}", missing, is_new=is_new)
    return 0


def _tell(path: Path, shown: str, missing: Sequence[str], *, is_new: bool) -> None:
    count = f"{len(missing)} word{'' if len(missing) == 1 else 's'} to translate"
    if is_new and missing:
        print(f"{shown} is there: {count}, beside each its English")
        return
    lines = key_places(path)
    for name in missing:
        print(f"{shown}:{lines.get(name, 1)}: {name} is not translated; pages say it in English")
    print(f"{shown}: {count if missing else 'nothing is missing'}")


def _theme_words(code: str, root: Path) -> dict[str, str]:
    """What the theme says in English, by its names for it; nothing where it speaks the language."""
    folders = [folder / "partials" / "languages" for folder in theme_folders(root)]
    paths = {path.stem: path for folder in folders for path in folder.glob("*.html")}
    if nearest(code, paths) or _ENGLISH not in paths:
        return {}
    pairs = _THEME_WORD.findall(paths[_ENGLISH].read_text(encoding="utf-8"))
    words = {ast.literal_eval(key): ast.literal_eval(text) for key, text in pairs}
    return {key: text for key, text in words.items() if not _UNSHOWN.match(key)}


def _parser() -> argparse.ArgumentParser:
    what = "Begin, or go on with, the words of a language."
    parser = Parser(prog="run.py words", description=what)
    parser.add_argument("tag", type=_tag, metavar="TAG", help="the language, such as it or pt-BR")
    return parser


def _tag(word: str) -> str:
    if not TAG.fullmatch(word):
        raise argparse.ArgumentTypeError(f"{word} is no language's tag; write one such as it or pt-BR")
    return word
