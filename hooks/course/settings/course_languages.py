"""The languages in ``extra.course.languages``, and the settings for each language's edition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from course.settings.joining import join_settings

#: Settings that a language may have of its own.
OWN_KEYS = ("site_name", "site_description", "site_author", "copyright", "nav", "interface")

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def stated_languages(stated: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Own settings of each language, by its tag; empty if no languages are named, or the list is faulty."""
    course = _mapping(_mapping(stated.get("extra")).get("course"))
    listed = course.get("languages")
    return {} if language_faults("languages", listed) else _by_code(listed)


def language_faults(key: str, value: object) -> list[tuple[str, str]]:
    """Every fault of the list of languages, each as the end of a sentence and how to mend it.

    The sentence begins with the setting's name: `` names ko twice``.
    """
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
    """The settings of the edition in the language `code`: the course's, laid over the product's.

    `product` is already in that language. ``extra: interface:`` of the course holds words of its first
    language: it counts only where `first`.
    """
    extra = _mapping(stated.get("extra"))
    if not first:
        extra = {key: value for key, value in extra.items() if key != "interface"}
    own_settings = dict(stated_languages(stated).get(code, {}))
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
    """`location` without a language's folder at its end, if it has one."""
    above, _, last = location.rstrip("/").rpartition("/")
    return above if last in folders else location.rstrip("/")


def _by_code(listed: object) -> dict[str, Mapping[str, Any]]:
    entries = map(_entry, listed if isinstance(listed, list) else [])
    return dict(entry for entry in entries if entry)


def _entry(value: object) -> tuple[str, Mapping[str, Any]] | None:
    """Tag and own settings of a language, written as ``ko`` or ``en: {site_name: …}``; None if faulty."""
    if isinstance(value, str):
        return value, {}
    if isinstance(value, Mapping) and len(value) == 1:
        ((code, stated),) = value.items()
        if isinstance(code, str) and (stated is None or isinstance(stated, Mapping)):
            return code, stated or {}
    return None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
