"""Tags of languages: which is nearest, which way it is written, what is none."""

from __future__ import annotations

import pytest

from course.settings.course_languages import language_faults, stated_languages
from course.settings.languages.tags import TAG, is_written_from_right, nearest

KNOWN = ("de", "en", "ja", "ko", "pt", "zh", "zh-TW")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ko", "ko"),
        ("ko-KP", "ko"),
        ("pt-BR", "pt"),
        ("PT-br", "pt"),
        ("de-1996", "de"),
        ("zh-Hans", "zh"),
        ("zh-SG", "zh"),
        ("zh-Hant", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("zh-hant-mo", "zh-TW"),
        ("tlh", ""),
        ("kok", ""),
        ("english", ""),
    ],
)
def test_the_nearest_language(tag: str, found: str) -> None:
    """A wider one of the same language and script; of none, nothing."""
    assert nearest(tag, KNOWN) == found


def test_the_nearest_is_the_language_itself_where_it_is_known() -> None:
    """Its region and its script count."""
    assert nearest("zh-Hant", [*KNOWN, "zh-Hant"]) == "zh-Hant"
    assert nearest("pt-BR", [*KNOWN, "pt-BR"]) == "pt-BR"
    assert nearest("pt-BR", []) == ""


def test_which_way_languages_are_written() -> None:
    """The script goes before the language."""
    from_right = ("ar", "ar-EG", "he", "fa-AF", "ur", "az-Arab", "ku-Arab-IQ", "ff-Adlm")
    assert all(map(is_written_from_right, from_right))
    assert not any(map(is_written_from_right, ("en", "ko", "pt-BR", "zh-Hant", "az-Latn", "ur-Latn", "tlh")))


@pytest.mark.parametrize("tag", ["en", "gsw", "pt-BR", "zh-Hant-HK", "de-CH-1996", "de-DE-u-co-phonebk"])
def test_what_is_a_tag(tag: str) -> None:
    """All of BCP 47 that a page can be in."""
    assert TAG.fullmatch(tag)
    assert language_faults("languages", [tag]) == []


def test_what_is_no_tag_is_told() -> None:
    """With the tag, where it is nearly one."""
    faults = dict(language_faults("languages", ["pt_BR", "EN", "한국어"]))
    assert faults[" names pt_BR, which is no language's tag"] == "write it as pt-BR"
    assert faults[" names EN, which is no language's tag"] == "write it as en"
    assert faults[" names 한국어, which is no language's tag"] == "write it as languages: [ko, en]"


def test_norwegian_is_a_language() -> None:
    """YAML reads ``no`` as false."""
    for listed in ([False], [{False: {"site_name": "Kurs"}}]):
        stated = {"extra": {"course": {"languages": listed}}}
        assert list(stated_languages(stated)) == ["no"]
