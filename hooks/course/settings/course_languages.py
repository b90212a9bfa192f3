"""The languages that ``extra.course.languages`` names, and the settings of each one's edition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from course.settings.joining import join_settings

#: What a language may say for itself.
OWN_KEYS = ("site_name", "site_description", "site_author", "copyright", "nav", "interface")

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def stated_languages(stated: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """By its code, what each language says for itself; nothing where none are named, or wrongly."""
    course = _mapping(_mapping(stated.get("extra")).get("course"))
    listed = course.get("languages")
    return {} if language_faults("languages", listed) else _by_code(listed)


def language_faults(key: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with the list of languages, and how to mend it."""
    example = f"write it as {key}: [ko, en]"
    entries = [_entry(each) for each in value] if isinstance(value, list) else []
    if not entries or None in entries:
        return [(" is not a list of languages", example)]
    languages = [entry for entry in entries if entry is not None]
    codes = [code for code, _ in languages]
    faults = [
        (f" names {code}, which is no language's tag", example) for code in codes if not _CODE.fullmatch(code)
    ]
    faults += [
        (f" names {code} twice", "name it once") for code in sorted(set(codes)) if codes.count(code) > 1
    ]
    for code, stated in languages:
        unknown = [str(each) for each in stated if each not in OWN_KEYS]
        faults += [
            (f": {code} cannot have its own {each}", f"use one of {', '.join(OWN_KEYS)}") for each in unknown
        ]
    return faults


def settings_in(
    code: str, stated: Mapping[str, Any], product: Mapping[str, Any], *, first: bool
) -> dict[str, Any]:
    """The settings of the edition in the language `code`: what the course states, over the product's.

    `product` is in that language already. Words of the interface that the course states are those of its
    `first` language.
    """
    extra = _mapping(stated.get("extra"))
    if not first:
        extra = {key: value for key, value in extra.items() if key != "interface"}
    own_settings = dict(stated_languages(stated)[code])
    words = own_settings.pop("interface", None)
    settings = join_settings(join_settings(product, {**stated, "extra": extra}), own_settings)
    if words:
        settings = join_settings(settings, {"extra": {"interface": words}})
    folders = list(stated_languages(stated))
    locations = {
        "docs_dir": f"{_above(stated.get('docs_dir') or 'docs', folders)}/{code}",
        "site_dir": f"{_above(stated.get('site_dir') or 'site', folders)}/{code}",
    }
    if address := stated.get("site_url"):
        locations["site_url"] = f"{_above(address, folders)}/{code}/"
    return join_settings(settings, {**locations, "theme": {"language": code}})


def _above(location: str, folders: Sequence[str]) -> str:
    """The folder or address that holds the languages', where `location` is that of one of them, or theirs."""
    above, _, last = location.rstrip("/").rpartition("/")
    return above if last in folders else location.rstrip("/")


def _by_code(listed: object) -> dict[str, Mapping[str, Any]]:
    entries = map(_entry, listed if isinstance(listed, list) else [])
    return dict(entry for entry in entries if entry)


def _entry(value: object) -> tuple[str, Mapping[str, Any]] | None:
    """A language's code and what it says for itself: ``ko``, or ``en: {site_name: …}``."""
    if isinstance(value, str):
        return value, {}
    if isinstance(value, Mapping) and len(value) == 1:
        ((code, stated),) = value.items()
        if isinstance(code, str) and (stated is None or isinstance(stated, Mapping)):
            return code, stated or {}
    return None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
