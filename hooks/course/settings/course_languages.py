"""The languages in ``extra.course.languages``, and the settings for each language's edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.settings.joining import join_settings
from course.settings.languages.tags import TAG

#: Settings that a language may have of its own.
OWN_KEYS = ("site_name", "site_description", "site_author", "copyright", "nav", "interface")


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
        (f" names {code}, which is no language's tag", _as_tag(code) or example)
        for code in codes
        if not TAG.fullmatch(code)
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


def _as_tag(code: str) -> str:
    """How to mend what is nearly a tag, such as ``pt_BR``; empty where it is nothing like one."""
    language, *further = code.replace("_", "-").split("-")
    tag = "-".join((language.lower(), *further))
    return f"write it as {tag}" if TAG.fullmatch(tag) else ""


def settings_in(
    code: str, stated: Mapping[str, Any], product: Mapping[str, Any], *, first: bool, is_alone: bool
) -> dict[str, Any]:
    """The settings of the edition in the language `code`: the course's, laid over the product's.

    ``extra: interface:`` of the course holds words of its first language: it counts only where `first`. Where
    the course `is_alone`, in one language, its pages are the site itself, not a folder of it.
    """
    extra = _mapping(stated.get("extra"))
    if not first:
        extra = {key: value for key, value in extra.items() if key != "interface"}
    own_settings = dict(stated_languages(stated).get(code, {}))
    words = own_settings.pop("interface", None)
    settings = join_settings(join_settings(product, {**stated, "extra": extra}), own_settings)
    if words:
        settings = join_settings(settings, {"extra": {"interface": words}})
    folders, place = list(stated_languages(stated)), "" if is_alone else f"/{code}"
    locations = {
        "docs_dir": f"{above(stated.get('docs_dir') or 'docs', folders)}/{code}",
        "site_dir": f"{above(stated.get('site_dir') or 'site', folders)}{place}",
    }
    if address := stated.get("site_url"):
        locations["site_url"] = f"{above(address, folders)}{place}/"
    return join_settings(settings, {**locations, "theme": {"language": code}})


def above(location: str, folders: Sequence[str]) -> str:
    """`location` without a language's folder at its end, if it has one."""
    folder, _, last = location.rstrip("/").rpartition("/")
    return folder if last in folders else location.rstrip("/")


def _by_code(listed: object) -> dict[str, Mapping[str, Any]]:
    entries = map(_entry, listed if isinstance(listed, list) else [])
    return dict(entry for entry in entries if entry)


def _entry(value: object) -> tuple[str, Mapping[str, Any]] | None:
    """Tag and own settings of a language, written as ``ko`` or ``en: {site_name: …}``; None if faulty."""
    if value is False:  # as YAML reads Norwegian, ``no``
        return "no", {}
    if isinstance(value, str):
        return value, {}
    if isinstance(value, Mapping) and len(value) == 1:
        ((code, stated),) = value.items()
        code = "no" if code is False else code
        if isinstance(code, str) and (stated is None or isinstance(stated, Mapping)):
            return code, stated or {}
    return None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
