"""Lists of a lecturer come to those of the product; an entry of the same name sets the product's options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.settings.extensions import unused_extensions
from course.settings.joining import join_settings, repeated_keys

PRODUCT: dict[str, Any] = {
    "theme": {
        "name": "material",
        "custom_dir": "hooks/theme",
        "features": ["a", "b"],
        "palette": [{"scheme": "default", "primary": "custom", "accent": "custom"}],
    },
    "plugins": [{"search": {"lang": "en", "fields": {"title": 1, "text": 2}}}, "mermaid2"],
    "markdown_extensions": ["footnotes", {"toc": {"permalink": True}}],
    "hooks": ["hooks/events.py"],
    "extra_css": ["a.css", "print.css"],
    "extra_javascript": ["a.js"],
    "exclude_docs": "!/templates/",
    "extra": {"interface": {"a": "b", "c": {"d": "e"}}},
}


def joined(**stated: object) -> dict[str, Any]:
    return join_settings(PRODUCT, stated)


def test_plugins() -> None:
    """A plugin in any form that MkDocs documents is added; options of the product's are set one by one."""
    for stated in (["search", "tags"], ["tags"], {"tags": None}, {"search": {}, "tags": {}}):
        assert joined(plugins=stated)["plugins"] == [*PRODUCT["plugins"], "tags"]
    search = {"search": {"fields": {"text": 3}, "lang": "ko"}}
    assert joined(plugins=[search, {"tags": {"x": 1}}])["plugins"] == [
        {"search": {"lang": "ko", "fields": {"title": 1, "text": 3}}},
        "mermaid2",
        {"tags": {"x": 1}},
    ]
    assert joined(plugins=["material/search"])["plugins"] == PRODUCT["plugins"]
    assert joined(plugins=None)["plugins"] == joined(plugins=[])["plugins"] == PRODUCT["plugins"]


def test_a_plugin_listed_twice_stays_two() -> None:
    """Only the first of a name is the product's: some plugins may be there twice."""
    assert joined(plugins=["mermaid2", "mermaid2"])["plugins"] == [*PRODUCT["plugins"], "mermaid2"]


def test_markdown_extensions() -> None:
    """The same, under each of the names that Python-Markdown knows an extension by."""
    stated = ["def_list", {"markdown.extensions.toc": {"toc_depth": 3}}]
    assert joined(markdown_extensions=stated)["markdown_extensions"] == [
        "footnotes",
        {"toc": {"permalink": True, "toc_depth": 3}},
        "def_list",
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("abbr", "markdown.extensions.abbr", "markdown.extensions.abbr:AbbrExtension", "extra", "attr_list"),
        *("md_in_html", "legacy_attrs", "pymdownx.snippets", "pymdownx.b64", "pymdownx.blocks.html"),
        *("pymdownx.blocks.tab", "pymdownx.striphtml", "pymdownx.extra", "pymdownx.bracketspan"),
    ],
)
def test_extensions_that_nothing_checks_go(name: str) -> None:
    """No list that is joined has them, with options or without, and a line says why."""
    for entry in (name, {name: {"x": 1}}):
        assert joined(markdown_extensions=[entry]) == joined()
        told = [
            *unused_extensions(
                [(Path("mkdocs.yml"), {"markdown_extensions": [entry]})], lambda _: lambda _: 7
            )
        ]
        assert [(each.path, each.line, each.code) for each in told] == (
            [] if name == "attr_list" else [("mkdocs.yml", 7, "setting")]
        )


def test_files() -> None:
    """Hooks, styles, scripts come after the product's, each once; a script with options replaces its like."""
    assert joined(hooks=["mine.py"])["hooks"] == ["hooks/events.py", "mine.py"]
    assert joined(hooks=["hooks/events.py", "mine.py"])["hooks"] == ["hooks/events.py", "mine.py"]
    assert joined(extra_css=["x.css", "a.css"])["extra_css"] == ["a.css", "print.css", "x.css"]
    module = {"path": "a.js", "type": "module"}
    assert joined(extra_javascript=[module, "b.js"])["extra_javascript"] == [module, "b.js"]
    assert joined(exclude_docs="/old/\n")["exclude_docs"] == "!/templates/\n/old/"


def test_former_hooks_go() -> None:
    """The many hook files of an older product are left out: one has their work."""
    assert joined(hooks=["hooks/load_course.py", "hooks/fonts.py", "mine.py"])["hooks"] == [
        "hooks/events.py",
        "mine.py",
    ]


def test_theme() -> None:
    """The theme is merged; features are added; a palette has the course's colours in every position."""
    theme = joined(theme={"name": "material", "custom_dir": "overrides", "features": ["c", "a"]})["theme"]
    assert theme == {**PRODUCT["theme"], "custom_dir": "overrides", "features": ["a", "b", "c"]}
    assert joined(theme="material") == joined(theme=None) == joined(theme={"features": None}) == PRODUCT
    for stated in ({"scheme": "slate", "primary": "red"}, [{"scheme": "slate", "primary": "red"}]):
        assert joined(theme={"palette": stated})["theme"]["palette"] == [
            {"scheme": "slate", "primary": "custom", "accent": "custom"}
        ]


def test_what_is_not_said_stays() -> None:
    """A key whose lines are all comments takes nothing away; a mapping sets single values."""
    assert joined(extra=None) == joined(extra={"interface": None}) == PRODUCT
    assert joined(extra={"interface": {"c": {"d": "x"}}})["extra"]["interface"] == {"a": "b", "c": {"d": "x"}}
    assert join_settings({"nav": ["a"]}, {"nav": ["b"]}) == {"nav": ["b"]}


def test_neither_side_is_changed() -> None:
    """Joining makes new settings."""
    before = repr(PRODUCT)
    joined(plugins=[{"search": {"lang": "ko"}}], theme={"features": ["z"]}, extra={"interface": {"a": 1}})
    assert repr(PRODUCT) == before


def test_repeated_keys() -> None:
    """What a file says just as the product does may go from it."""
    stated = {**PRODUCT, "site_name": "a", "extra_css": ["print.css", "mine.css"]}
    assert repeated_keys(PRODUCT, stated) == [key for key in PRODUCT if key != "extra_css"]


NAMES = st.sampled_from(["search", "tags", "mermaid2", "blog"])
OPTIONS = st.dictionaries(st.sampled_from("xyz"), st.integers(), min_size=1)
NAMED = st.lists(NAMES | st.builds(lambda name, options: {name: options}, NAMES, OPTIONS), unique_by=str)


@given(NAMED, st.lists(st.sampled_from(["a", "b", "c"])))
def test_joining_twice_is_joining_once(named: list[Any], words: list[str]) -> None:
    """MkDocs' own merge of what is inherited, and a settings file read again, change nothing any more."""
    once = joined(plugins=named, extra_css=words, theme={"features": words})
    if len({str(next(iter(n)) if isinstance(n, dict) else n) for n in named}) == len(named):
        assert join_settings(PRODUCT, once) == once
