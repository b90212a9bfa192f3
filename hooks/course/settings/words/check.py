"""Checks the words in a file: returns those that are sound, and a Problem for every other."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from course.problems.problem import Problem
from course.settings.words.shape import Shape, Text, Texts, WordGroup

#: A language that has all words, for those who write another's.
EXAMPLE = "hooks/words/en.yml"
#: Why a fault matters.
_LACKED, _UNUSED, _WRONG = "pages would lack it", "nothing shows it", "pages could not show it as meant"


@dataclass(frozen=True, slots=True)
class Stated:
    """The words of the interface in a file, not yet checked."""

    path: str
    """Path of the file, as in a `Problem`."""
    values: object
    """The words as YAML reads them: a mapping, unless the file is faulty."""
    lines: Callable[[], Mapping[str, int]]
    """A function that gives the line of every key of the file: see `key_places`."""
    prefix: str = ""
    """What the full names of keys begin with: ``extra.interface.``, or nothing in a file of words alone."""
    complete: bool = True
    """Whether the file must hold every word: a language's own file must, a settings file need not."""


def sound_words(group: WordGroup, stated: Stated) -> tuple[dict[str, Any], list[Problem]]:
    """The words in the file that are sound, by their keys, and a Problem for every other of `group`."""
    reader = _Reader(stated)
    words = reader.group(group, stated.values, ())
    return words, reader.problems


class _Reader:
    """Reads one file's words."""

    def __init__(self, stated: Stated) -> None:
        self.stated = stated
        self.problems: list[Problem] = []

    def group(self, group: WordGroup, values: object, keys: tuple[str, ...]) -> dict[str, Any]:
        """The sound words among `values`, which stand at `keys`."""
        if not isinstance(values, Mapping):
            self._report(keys, "is not a mapping", _LACKED, "write keys and words below it")
            return {}
        words = {}
        for key, value in values.items():
            word_keys = (*keys, str(key))
            shape = group.words.get(key, group.others)
            if shape is None:
                self._report(word_keys, "is no word of the interface", _UNUSED, _other_name(key, group.words))
            elif (word := self._word(shape, value, word_keys)) is not None:
                words[str(key)] = word
        for key in group.words if self.stated.complete else ():
            if key not in values:
                self._report((*keys, key), "is missing", _LACKED, f"write it as {EXAMPLE} does")
        return words

    def _word(self, shape: Shape, value: object, keys: tuple[str, ...]) -> Any:
        """What `value` is read as; None where it is faulty."""
        if isinstance(shape, WordGroup):
            return self.group(shape, value, keys)
        what, mend = _text_fault(shape, value) if isinstance(shape, Text) else _list_fault(shape, value)
        if what:
            self._report(keys, what, _WRONG, mend)
            return None
        return tuple(value) if isinstance(value, list) else value

    def _report(self, keys: tuple[str, ...], what: str, why: str, mend: str) -> None:
        name = self.stated.prefix + ".".join(keys)
        shown = name.removesuffix(".") or "the file"
        line = _line(name.removesuffix("."), self.stated.lines())
        self.problems.append(Problem(self.stated.path, line, f"{shown} {what}", why, mend, "setting"))


def _line(key: str, lines: Mapping[str, int]) -> int:
    """The line of `key`, or of the nearest that it is in."""
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key, 1)


def _other_name(key: object, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(key), list(known), 1)
    return f"use {near[0]}, or take it out" if near else "take it out"


def _text_fault(shape: Text, value: object) -> tuple[str, str]:
    """What is wrong with a text, and how to mend it; nothing where it is sound."""
    if not isinstance(value, str):
        return "is not a text", "write it in quotes"
    if shape.holds is None or shape.holds.fits(value):
        return "", ""
    placeholders = " and ".join(shape.holds.placeholders)
    lost = [placeholder for placeholder in shape.holds.placeholders if not _has(value, placeholder)]
    what = f"has lost {' and '.join(lost)}" if lost else "has other placeholders than it may"
    return what, f"write {placeholders} in it, where the values go, and no other braces"


def _has(text: str, placeholder: str) -> bool:
    """Whether `text` has the placeholder `placeholder`, with a width or without."""
    return placeholder in text or (placeholder != "{}" and placeholder.replace("}", ":") in text)


def _list_fault(shape: Texts, value: object) -> tuple[str, str]:
    """The same for a list of texts."""
    many = f"{shape.count} texts" if shape.count else "texts"
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return f"is not a list of {many}", "write it as [one, two], each in quotes if need be"
    if shape.count and len(value) != shape.count:
        return f"is not a list of {many}", f"write {shape.count}, not {len(value)}"
    return "", ""
