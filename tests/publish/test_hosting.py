"""What a host is told of a site: headers, and notices of all that it ships."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from course.diagrams.engine import engine_licence
from course.pages.app.worker import WORKER
from course.pages.policy import PLACE, with_policy
from course.publish.hosting.headers import HASHED, security_headers, write_headers
from course.publish.hosting.inside_theme import INSIDE, notices_inside
from course.publish.hosting.notices import ICON_SETS, NOTICES, write_notices
from course.publish.hosting.take_along import FILE_LIST
from support.courses import ROOT, BuiltDocs, write_files

THEME = Path(str(metadata.distribution("mkdocs-material").locate_file("material/templates")))
#: The program that draws diagrams.
ENGINE, _ = engine_licence(ROOT)


def read_rules(text: str) -> dict[str, dict[str, str]]:
    """The rules of a file of headers, by their paths."""
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[path][name] = value
        else:
            path = line
            assert path not in rules
            rules[path] = {}
    return rules


def of_path(rules: dict[str, dict[str, str]], path: str) -> dict[str, str]:
    """What a host says with the file at `path`: a ``*`` stands for anything."""
    said: dict[str, str] = {}
    for pattern, headers in rules.items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            assert not set(said) & set(headers), "hosts join these by a comma"
            said |= headers
    return said


def test_every_file_is_said_to_be_what_it_is(built_site: Path) -> None:
    """No type is guessed, no stranger frames a page; only what is named by its content is kept for ever."""
    rules = read_rules((built_site / "_headers").read_text(encoding="utf-8"))
    kept = set()
    for path in built_site.rglob("*"):
        if path.is_file() and path.name != "_headers":
            said = of_path(rules, f"/{path.relative_to(built_site).as_posix()}")
            assert said["X-Content-Type-Options"] == "nosniff"
            assert "frame-ancestors 'self'" in said["Content-Security-Policy"]
            if path.name in (WORKER, FILE_LIST):
                assert said["Cache-Control"] == "no-cache"
            elif "Cache-Control" in said:
                kept.add(path)
                assert "immutable" in said["Cache-Control"]
                assert HASHED.search(path.name), path
    named = {path for path in built_site.rglob("*") if HASHED.search(path.name)}
    assert named <= kept
    assert {path.suffix for path in named} == {".css", ".js", ".woff2"}


def test_hosts_can_read_all_rules(built_site: Path) -> None:
    """Cloudflare Pages takes a hundred rules, and two thousand characters in a line."""
    text = (built_site / "_headers").read_text(encoding="utf-8")
    assert len(read_rules(text)) <= 20
    assert max(map(len, text.splitlines())) <= 2000


@pytest.mark.parametrize(
    ("drawing", "allowed"), [("<svg/>", "'none'"), ('<svg style="a:b"/>', "'unsafe-inline'")]
)
def test_drawings_that_are_files_keep_their_styles(tmp_path: Path, drawing: str, allowed: str) -> None:
    """A host says the same with every file, so also with a drawing that is opened by itself."""
    page = with_policy(f"<head>{PLACE}</head>", "", (), draws=False)
    write_files(tmp_path, {"index.html": page, "a/drawing.svg": drawing})
    assert f"style-src-attr {allowed};" in security_headers(tmp_path)["Content-Security-Policy"]


def test_only_what_is_named_by_its_content_is_kept(tmp_path: Path) -> None:
    """What is the course's own, too; files of one beginning are one rule only where all are so named."""
    shards = ["de/search/texts.0123456789.js", "de/search/texts.abcdef0123.js", "de/search/texts-old.js"]
    files = ["de/assets/a.css", "de/assets/b.0123abcd.js", "de/assets/c.0123abc.js", *shards]
    write_files(tmp_path, dict.fromkeys(files, ""))
    write_headers(tmp_path)
    rules = read_rules((tmp_path / "_headers").read_text(encoding="utf-8"))
    assert list(rules) == ["/*", "/de/assets/b.0123abcd.js", *(f"/{name}" for name in shards[:2])]
    assert rules["/*"] == dict(security_headers(tmp_path))


def parts_of(maps: str) -> set[str]:
    """Npm packages in the theme's own files, as their source maps say."""
    found = set()
    for path in THEME.glob(f"assets/{maps}.map"):
        sources = json.loads(path.read_text("utf-8"))["sources"]
        named = (re.search(r"node_modules/((?:@.+?/)?[^/]+)", each) for each in sources)
        found |= {match[1] for match in named if match}
    return found


def notices_of(site_dir: Path) -> dict[str, str]:
    """The notices in a site, by the names that stand above them, which the first lines list."""
    head, *parts = (site_dir / NOTICES).read_text(encoding="utf-8").split(f"\n{'=' * 80}\n")
    notices = dict(part.split("\n\n", 1) for part in parts)
    assert re.findall("^- (.*)$", head, re.M) == list(notices)
    assert all(len(text) > 200 or "SPDX-License-Identifier: " in text for text in notices.values())
    return notices


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_shipped_is_without_notice(built_site: Path, language: str) -> None:
    """Theme and what it is made of, its icons, each font by its own name, what draws in pages."""
    site_dir = built_site / language
    notices = notices_of(site_dir)
    inside = parts_of("javascripts/bundle.*") | parts_of("stylesheets/*")
    assert {"rxjs", "clipboard", "material-design-color"} <= inside
    fonts = {_family(path) for path in site_dir.glob("assets/fonts/*.woff2")}
    assert len(fonts) >= 3
    formulas = {"Temml"} if (site_dir / "assets/stylesheets/formulas.css").is_file() else set()
    wanted = {"Material for MkDocs", "Icons: material", ENGINE, *inside, *fonts, *formulas}
    assert set(notices) == wanted
    assert "Martin Donath" in notices["Material for MkDocs"]
    assert all("SIL OPEN FONT LICENSE" in notices[name].upper() for name in fonts)


def _family(path: Path) -> str:
    """The font that a cut one was made of: by its maker, or by our own name for one of Google's."""
    with TTFont(path) as font:
        maker = str(font["name"].getDebugName(0))
    signs = {
        "Kil Hyung-jin": "Pretendard",
        "NHN": "D2Coding",
        "emoji": "Noto Emoji",
        "math": "Noto Sans Math",
        "symbols": "Noto Sans Symbols 2",
    }
    return next(name for sign, name in signs.items() if sign in f"{maker} {path.name}")


def test_what_is_not_shipped_is_not_named(build_docs: Callable[..., BuiltDocs]) -> None:
    """A page without diagram, formula and emoji; where Mermaid must be shipped, it is named."""
    files = {"index.md": "# 가\n\n글\n"}
    site_dir = build_docs(files).site_dir
    names = set(notices_of(site_dir))
    assert not names & {ENGINE, "Temml", "Mermaid", "lunr", "Noto Emoji", "Icons: simple"}
    files["index.md"] += "\n```mermaid\nblock-beta\n  columns 2\n  a b\n```\n\n$x^2$\n"
    site_dir = build_docs(files, theme={"name": "material", "icon": {"logo": "simple/linux"}}).site_dir
    names = set(notices_of(site_dir))
    assert {"Temml", "Icons: simple"} <= names
    assert ("Mermaid" in names) == (site_dir / "assets/javascripts/mermaid.min.js").is_file()


def test_every_set_of_icons_has_its_licence(tmp_path: Path) -> None:
    """The theme brings a licence with each set; a new set is seen here. So is lunr, where it is shipped."""
    folders = {path.name for path in (THEME / ".icons").iterdir() if path.is_dir()}
    assert folders == {"material", *ICON_SETS}
    write_files(tmp_path, {"assets/javascripts/lunr/tinyseg.js": ""})
    write_notices(tmp_path, ROOT, frozenset(ICON_SETS))
    assert {f"Icons: {name}" for name in folders} | {"lunr"} <= set(notices_of(tmp_path))
    assert parts_of("javascripts/workers/*") == {"lunr"}


def test_what_is_inside_the_theme_has_its_holders_and_its_words() -> None:
    """As far as the sources in the theme's maps name holders; MIT and Apache-2.0 ask for their words."""
    notices = dict(notices_inside(has_lunr=True))
    said = _holders_in_maps()
    assert set(said) >= {"clipboard", "escape-html", "lunr", "tslib"}
    for name, holders in said.items():
        assert all(holder in notices[name] for holder in holders), name
    for each in INSIDE:
        words = {"MIT": "Permission is hereby granted", "Apache-2.0": "Limitation of Liability"}
        assert words.get(each.licence, each.address) in notices[each.name]
        assert "Martin Donath" not in notices[each.name]


def _holders_in_maps() -> dict[str, set[str]]:
    """Npm packages in the theme's scripts, and the names behind ``©`` or ``Copyright`` in their comments."""
    found: dict[str, set[str]] = {}
    for path in THEME.glob("assets/javascripts/**/*.map"):
        read = json.loads(path.read_text("utf-8"))
        for source, content in zip(read["sources"], read["sourcesContent"], strict=True):
            package = re.search(r"node_modules/((?:@.+?/)?[^/]+)", source)
            holders = re.findall(r"(?:©|Copyright ?\([cC]\))[\d\s-]*(.+)", content or "")
            if package and holders:
                found.setdefault(package[1], set()).update(map(str.strip, holders))
    return found
