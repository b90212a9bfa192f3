"""One style sheet and one script for all pages, joined of the theme's and the product's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from course.fonts.site_fonts import STYLES_URI, SiteFonts
from course.kept import code_key, key_of
from course.markdown.html.style_classes import render_classes
from course.pages.joined import Joined, Part, can_be_joined, join_scripts, join_styles
from steps.page_templates import folders_by_owner
from steps.site_pages import SitePages
from steps.state import BuildState, is_on_disk, is_serving

#: The part of the style sheet with the classes of the pages' elements.
CLASSES_URI = "assets/stylesheets/classes.css"
_STYLES, _SCRIPT = "assets/stylesheets/course.css", "assets/javascripts/course.js"
#: Stands for the style sheet's name on pages, until it is known: the fonts in it are cut by all the pages.
_UNNAMED = "assets/stylesheets/course.unnamed.css"
#: Stands on pages for the fonts that they need at once.
_FONT = "assets/fonts/unnamed.woff2"
#: Must come before the theme's script: each says why.
_BEFORE_THEME = ("assets/javascripts/search.js", "assets/javascripts/wholeAddresses.js")
#: Brought when wanted, with words that no page carries: the name of these for scripts, and their key.
_WITH_WORDS = {
    "assets/javascripts/notes.js": ("courseNoteWords", "notes"),
    "assets/javascripts/progressFile.js": ("courseFileWords", "progress"),
    "assets/javascripts/present.js": ("courseSlideWords", "slides"),
}
#: Draws diagrams in the browser.
_MERMAID = "assets/javascripts/loadMermaid.js"
_THEME_SCRIPT = re.compile(r"assets/javascripts/bundle\.[0-9a-f]+\.min\.js")
_THEME_STYLES = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")
_THEME_COLOURS = re.compile(r"assets/stylesheets/palette\.[0-9a-f]+\.min\.css")
_JOINED = re.compile(r"assets/(?:stylesheets|javascripts)/course\.\w+\.(?:css|js)")
#: Files of the theme that nothing asks for: its own search, and maps of its scripts.
_UNUSED = re.compile(r"assets/javascripts/(?:lunr|workers)/.*|assets/.*\.map")

Join = Callable[..., Joined]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The style sheet that waits for the fonts of the finished pages."""

    parts: Sequence[Part]
    mapped: bool


def leave_out_unused(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Leave out what the theme brings and no page asks for; what is the course's own stays."""
    folders = _shared_folders(config)
    for file in list(files):
        if _UNUSED.fullmatch(file.src_uri) and file.src_dir in folders:
            files.remove(file)


def join_files(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Put one style sheet and one script in the place of the many that the settings list.

    What is the course's own, listed or laid over a file of the product, stays a file by itself, in its place.
    main.html leaves out what of the theme is joined, and settings of drawings that none asks for:
    ``joined_assets``.
    """
    parts = _Parts(files, config)
    if not state.drawn_in_browser and parts.take(_MERMAID):
        config.extra_javascript.remove(_MERMAID)
    main, colours, bundle = map(parts.named, (_THEME_STYLES, _THEME_COLOURS, _THEME_SCRIPT))
    themes = [uri for uri in (main, colours if config.theme.get("palette") else "") if uri] if main else []
    styles = _in_runs([*themes, *config.extra_css], parts)
    scripts = _in_runs([*([*_BEFORE_THEME, bundle] if bundle else []), *config.extra_javascript], parts)
    mapped = is_serving(config)
    listed: list[Any] = [_add_styles(run, files, config, state, mapped=mapped) for run in styles]
    replaced = dict.fromkeys(themes, "")
    if main:
        replaced[main] = listed.pop(0)
    config.extra_css = listed
    config.extra_javascript = [
        _add(join_scripts(run, _SCRIPT, mapped=mapped), files, config) if isinstance(run, list) else run
        for run in scripts
    ]
    for uri in parts.taken:
        if file := files.get_file_from_path(uri):
            files.remove(file)
    state.joined_text = "\n".join(text for uri, text in parts.taken.items() if uri not in (*themes, bundle))
    env.globals["head_end"] = {}  # main.html: what one of its blocks leaves for a later one of the same page
    env.globals["joined_assets"] = {
        "styles": replaced,
        "script": bundle,
        "draws": bool(state.drawn_in_browser),
        "font": _FONT if state.waiting_styles and not is_on_disk(config) else "",
    }


def say_words(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Put the words of scripts that are brought into these scripts."""
    said = state.words.as_data()
    for uri, (name, key) in _WITH_WORDS.items():
        file = files.get_file_from_path(uri)
        if file is None or file.src_dir not in _shared_folders(config):
            continue
        words = json.dumps(said[key], ensure_ascii=False)
        content = f"window.{name} = {words};\n{file.content_string}"
        files.remove(file)
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
        state.joined_text += words


class _Parts:
    """The files of the product and of the theme that can be joined."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self.files, self.folders = files, _shared_folders(config)
        self.taken: dict[str, str] = {}

    def named(self, pattern: re.Pattern[str]) -> str:
        """The URI that `pattern` fits; empty where the theme has none."""
        return next((uri for uri in self.files.src_uris if pattern.fullmatch(uri)), "")

    def take(self, entry: object) -> Part | None:
        """The part that an entry of the settings names; None for what stays by itself."""
        if entry == STYLES_URI:
            return Part(STYLES_URI, "")
        file = self.files.get_file_from_path(entry) if type(entry) is str else None
        if file is None or not (file.generated_by or file.src_dir in self.folders):
            return None
        text = file.content_string
        if file.src_uri.endswith(".css") and not can_be_joined(text):
            return None
        self.taken[file.src_uri] = text
        return Part(file.src_uri, text)


def _in_runs(entries: Iterable[object], parts: _Parts) -> list[list[Part] | Any]:
    """The entries in their order; those that follow one another and can be joined are a list."""
    runs: list[list[Part] | Any] = []
    for entry in entries:
        part = parts.take(entry)
        if part is None:
            runs.append(entry)
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _add_styles(
    run: list[Part] | Any, files: Files, config: MkDocsConfig, state: BuildState, *, mapped: bool
) -> Any:
    """What the pages link for a run of style sheets."""
    if not isinstance(run, list):
        return run
    if any(part.uri == STYLES_URI for part in run):
        state.waiting_styles = Waiting(run, mapped)
        return _UNNAMED
    return _add(join_styles(run, _STYLES, mapped=mapped), files, config)


def _add(joined: Joined, files: Files, config: MkDocsConfig) -> str:
    """Add the joined file to those of the site; where it lies."""
    made = {joined.uri: joined.text, **({joined.map_uri: joined.source_map} if joined.source_map else {})}
    for uri, content in made.items():
        if uri not in files.src_uris:
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
    return joined.uri


def write_styles(pages: SitePages, fonts: SiteFonts, waiting: Waiting | None) -> str:
    """Write the style sheet with the fonts' rules, name it and the fonts in all `pages`; give back its URI.

    Its last rules are what elements of the pages say in ``data-style``. Joined sheets are kept. Where the
    settings list no fonts.css of ours, the fonts' rules are a file of that name.
    """
    site_dir, kept = pages.site_dir, pages.kept
    if waiting is None:
        _write(site_dir / STYLES_URI, fonts.styles)
        for path in pages.held:
            pages.write(path, pages.read(path))
        return STYLES_URI
    classes = render_classes(set().union(*(pages.needs(path).styles for path in pages.paths)))
    parts = [Part(part.uri, fonts.styles) if part.uri == STYLES_URI else part for part in waiting.parts]
    parts += [Part(CLASSES_URI, classes)] if classes else []
    key = key_of("joined styles", code_key(), parts, waiting.mapped)
    joined = kept.made(key, Joined, lambda: join_styles(parts, _STYLES, mapped=waiting.mapped))
    _write(site_dir / joined.uri, joined.text)
    if joined.source_map:
        _write(site_dir / joined.map_uri, joined.source_map)
    for path in pages.paths:
        content = pages.read(path)
        named = with_styles(content, joined.uri, fonts.by_page.get(path, ()))
        if path in pages.held or named != content:
            pages.write(path, named)
    return joined.uri


def with_styles(page: bytes, uri: str, fonts: Iterable[str]) -> bytes:
    """`page` with the name of the style sheet at `uri`, and a link for each of its `fonts`.

    A browser that finds them in the style sheet asks for them late, and lays the page out anew for each.
    """
    unnamed, named = (Path(each).name.encode() for each in (_UNNAMED, uri))
    page = page.replace(unnamed, named)
    place = page.find(_FONT.encode())
    if place < 0:
        return page
    start, end = page.rindex(b"<", 0, place), page.index(b">", place) + 1  # mermaid2 may have written it anew
    links = b"".join(page[start:end].replace(_FONT.encode(), font.encode()) for font in fonts)
    return page[:start] + links + page[end:]


def is_joined(uri: str) -> bool:
    """Whether the file at `uri` is one of those joined here."""
    return bool(_JOINED.fullmatch(uri))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _shared_folders(config: MkDocsConfig) -> list[str]:
    """The folders of the product's and the theme's files: not those of the course."""
    return [str(each) for each in folders_by_owner(config)[1]]
