"""Reads the words of a language from its file, with changes of single words in the settings."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from course.problems.problem import CourseError, Problem, display_path
from course.settings.config import read_chain, read_config, read_file
from course.settings.course_languages import stated_languages
from course.settings.key_places import key_places
from course.settings.languages.alone import WORDS
from course.settings.languages.tags import nearest
from course.settings.words.check import Stated, sound_words
from course.settings.words.own import OWN, missing_words, own_words
from course.settings.words.shape import Shape, Text, WordGroup, group_of
from course.settings.words.words import Words

#: The files of words, one a language.
FOLDER = WORDS
_INTERFACE, _LANGUAGES = "extra.interface.", "extra.course.languages"
_SPELLINGS = "name_spellings"
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class WordsRead:
    """The words of a language, with what is wrong in the files they were read from."""

    words: Words
    """All words; in place of a faulty or missing one stands the language's usual one, or English."""
    problems: tuple[Problem, ...]
    """Everything that is wrong with them."""
    remark: str
    """One line that says that the language has no file of words; empty where it has."""


def words_of(config_path: Path, named: str = "", folder: Path = FOLDER) -> WordsRead:
    """The words of a site, in its language, with the changes in its settings file at `config_path`.

    Where the settings name several languages, it is the one that is `named`, or else the first.
    """
    config = read_config(config_path, language=named)
    language = str(_mapping(config.get("theme")).get("language") or _ENGLISH)
    changes = list(_changes(config_path, language))
    read = read_words(language, changes, folder, config_path.parent)
    if not read.remark or read.remark.startswith(f"{OWN}/"):
        return read
    lines = key_places(config_path)
    line = lines.get(f"{_LANGUAGES}.{language}") or lines.get(_LANGUAGES) or lines.get("theme.language") or 1
    return dataclasses.replace(read, remark=f"{config_path.name}:{line}: {read.remark}")


def product_words(language: str, root: Path) -> WordsRead:
    """The product's words for `language`, without a course's changes."""
    return read_words(language, (), FOLDER, root, has_own=False)


def read_words(
    language: str, changes: Sequence[Stated], folder: Path, root: Path, *, has_own: bool = True
) -> WordsRead:
    """The words of `language` from its file in `folder`, else in English, with `changes` laid over them.

    What the course's own file in `root` says goes before the product's, where it `has_own` ones that count.
    The file is that of the `nearest` tag: ``pt.yml`` for ``pt-BR``. Problems name files relative to `root`.
    """
    shape, paths = group_of(Words), {path.stem: path for path in sorted(folder.glob("*.yml"))}
    paths.setdefault(_ENGLISH, folder / f"{_ENGLISH}.yml")  # where it is not there, that is told
    own_path = paths.get(nearest(language, paths))
    read = {path: _read_file(path, root) for path in paths.values()}
    problems = list(read[own_path or paths[_ENGLISH]][1])
    values = _laid_over(read[paths[_ENGLISH]][0], read[own_path][0] if own_path else _named(language))
    values = {**values, _SPELLINGS: _all_spellings([read[path][0] for path in _english_first(paths)])}
    own = own_words(language, root) if has_own else None
    for stated in (*([own] if own else []), *changes):
        sound, faults = sound_words(shape, stated)
        values = _laid_over(values, sound)
        problems += faults
    words = Words(**{key: _made(each, values.get(key), key) for key, each in shape.words.items()})
    return WordsRead(words, tuple(problems), "" if own_path else _remark(language, own))


def _remark(language: str, own: Stated | None) -> str:
    """What to do about a language that the product lacks; nothing where the course has all its words."""
    if own is None:
        what = f"there are no words for the language {language}: its pages say in English what the theme says"
        return f"{what}; run.py words {language} writes {OWN}/{language}.yml, to be translated"
    missing = missing_words(own.values, group_of(Words))
    if not missing:
        return ""
    what = f"{own.path}: {len(missing)} word{'' if len(missing) == 1 else 's'} not translated yet"
    return f"{what}: pages say them in English; run.py words {language} lists them"


def _changes(config_path: Path, language: str) -> Iterator[Stated]:
    """The words that the settings at `config_path`, and those they inherit, state for a site in `language`.

    What a file says is in its own language, the first where it names more: a site in another language that
    inherits from it takes none of it, but for the names of folders, which are the same in all.
    """
    spoken = None
    for path, values in read_chain(config_path):
        languages = stated_languages(values)
        spoken = next(iter(languages), _mapping(values.get("theme")).get("language", spoken))
        words = _mapping(_mapping(values.get("extra")).get("interface"))
        language_words = languages.get(language, {}).get("interface")
        if spoken not in (None, language):
            words = {key: value for key, value in words.items() if key == _SPELLINGS}
        for prefix, stated in ((_INTERFACE, words), (f"{_LANGUAGES}.{language}.interface.", language_words)):
            if stated is not None:
                shown, lines = display_path(path, config_path.parent), partial(key_places, path)
                yield Stated(shown, stated, lines, prefix, complete=False)


def _read_file(path: Path, root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """What is sound in a language's file, and what is not."""
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    return _read_version(path, display_path(path, root), changed)


@lru_cache(maxsize=64)
def _read_version(path: Path, shown: str, changed: int) -> tuple[dict[str, Any], list[Problem]]:
    """The same of one version of the file: a build reads the words of all languages many times."""
    shape = group_of(Words)
    try:
        values = read_file(path)
    except CourseError as error:
        return {}, [dataclasses.replace(problem, path=shown) for problem in error.problems]
    return sound_words(shape, Stated(shown, values, partial(key_places, path)))


def _named(language: str) -> dict[str, Any]:
    """What a language is called that has no words: by its tag."""
    return {"language_name": language, "read_in_language": language, "handout": {"language": language}}


def _english_first(paths: Mapping[str, Path]) -> list[Path]:
    return [paths[name] for name in sorted(paths, key=lambda name: (name != _ENGLISH, name))]


def _all_spellings(files: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """The spellings of all languages together: a translated course may keep its folders' names."""
    by_word: dict[str, tuple[str, ...]] = {}
    for words in files:
        for word, spellings in words.get(_SPELLINGS, {}).items():
            by_word[word] = tuple(dict.fromkeys((*by_word.get(word, ()), *spellings)))
    return by_word


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`above` over `below`, mappings merged key by key."""
    both = {
        key: _laid_over(below[key], value)
        for key, value in above.items()
        if isinstance(value, Mapping) and isinstance(below.get(key), Mapping)
    }
    return {**below, **above, **both}


def _made(shape: Shape, value: Any, key: str) -> Any:
    """The word or group `value`; one that no file has is told by then, and stands by its `key`."""
    if isinstance(shape, WordGroup):
        given = _mapping(value)
        needed = {name: _made(each, given.get(name), name) for name, each in shape.words.items()}
        return shape.kind(**needed) if shape.kind else {**given, **needed}
    return value if value is not None else key if isinstance(shape, Text) else (key,) * (shape.count or 0)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
