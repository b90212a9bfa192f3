"""Sites built with lists and templates as the documentation of MkDocs and of Material shows them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from lxml import html

from support.courses import INHERIT, ROOT, Course, Ran, tree

#: Every list, in the form that its documentation shows.
LISTS = """site_name: 과정
plugins:
  - search:
      lang: ko
  - tags
markdown_extensions:
  - attr_list
  - def_list
  - toc:
      toc_depth: 3
hooks:
  - my_hooks.py
extra_css:
  - stylesheets/extra.css
extra_javascript:
  - javascripts/extra.js
theme:
  name: material
  custom_dir: overrides
  features:
    - navigation.tabs
  palette:
    - scheme: default
      toggle:
        icon: material/brightness-7
        name: Switch to dark mode
    - scheme: slate
      toggle:
        icon: material/brightness-4
        name: Switch to light mode
nav:
  - 첫 쪽: index.md
validation:
  omitted_files: warn
"""
FILES = {
    "mkdocs.yml": INHERIT + LISTS,
    "my_hooks.py": "def on_page_content(html, **_):\n    return html + '<p data-added=mine>mine</p>'\n",
    "docs/ko/stylesheets/extra.css": ".mine { color: red }\n",
    "docs/ko/javascripts/extra.js": "// mine\n",
    "overrides/main.html": (
        '{% extends "base.html" %}\n\n{% block announce %}\n  알립니다\n{% endblock %}\n'
        '{% block libs %}\n  {{ super() }}\n  <script src="mine-lib.js"></script>\n{% endblock %}\n'
    ),
    "overrides/assets/own.txt": "own",
}


def check_joined(site: Path) -> None:
    """What the lecturer lists is there, and all of the product's."""
    text = (site / "index.html").read_text(encoding="utf-8")
    page = html.fromstring(text)
    styles = [href.split("/")[-1] for href in page.xpath("//link[@rel='stylesheet']/@href")]
    assert [re.sub(r"\.\w{8}\.", ".", name) for name in styles] == ["course.css", "extra.css"]
    scripts = [src.split("/")[-1] for src in page.xpath("//script/@src")]
    assert [re.sub(r"\.\w{8}\.", ".", name) for name in scripts] == ["mine-lib.js", "course.js", "extra.js"]
    assert page.xpath("//*[@data-added='mine']")
    assert page.xpath("//*[contains(@class, 'md-tabs')]")
    assert len(page.xpath("//input[@data-md-color-primary='custom']")) == 2
    assert "알립니다" in page.xpath("//*[@data-md-component='announce']")[0].text_content()
    assert page.xpath("//script[@id='__course']"), "the product's own blocks are gone"
    assert (site / "assets/own.txt").read_text(encoding="utf-8") == "own"


def test_lists_are_joined_by_run_py(course: Course) -> None:
    """`run.py site` builds with both."""
    course.write(FILES)
    ran = course.publish("--no-strict")
    assert ran.status == 0, ran.output
    check_joined(course.folder / "site")


def test_lists_are_joined_by_mkdocs(course: Course) -> None:
    """So does plain `mkdocs build`, where the list of hooks has ours."""
    hooks = "hooks:\n  - hooks/events.py\n"
    course.write({**FILES, "mkdocs.yml": INHERIT + LISTS.replace("hooks:\n", hooks)})
    ran = course.mkdocs()
    assert ran.status == 0, ran.output
    check_joined(course.folder / "site")


def test_without_our_hooks_plain_mkdocs_fails(course: Course) -> None:
    """MkDocs replaces the list of hooks: it makes no site that lacks what the product adds, and says why."""
    course.write({"mkdocs.yml": f"{INHERIT}site_name: 과정\nhooks: [mine.py]\n", "mine.py": ""})
    ran = course.mkdocs()
    assert ran.status == 1
    assert "hooks/events.py, without which the course cannot be built: list it first" in ran.output


def test_old_settings_build_the_same_site(course: Course) -> None:
    """The settings files of an older product give the same site, and one line on how to shorten them."""
    course.write({"docs/en/index.md": "# First\n\n## Keywords\n\n- **Pod**: smallest\n"})
    assert course.publish("--no-strict").status == 0
    site = tree(course.folder / "site")
    for name in ("mkdocs-old.yml", "mkdocs-old.en.yml"):
        text = (ROOT / "tests/cases/settings" / name).read_text("utf-8")
        text = text.replace("https://example.org/", os.environ["SITE_URL"])  # it names its own address
        course.write({name.replace("-old", ""): text})
    ran = course.publish("--no-strict")
    assert tree(course.folder / "site") == site
    assert len([line for line in ran.lines if "it can be short" in line]) == 1, ran.output
    assert len([line for line in told(ran) if "not used: abbr (" in line and "snippets (" in line]) == 1


FAULTS = [
    (
        {"mkdocs.yml": "plugins: [no_such]\n"},
        'mkdocs.yml:3: plugins: The "no_such" plugin is not installed; ',
    ),
    ({"mkdocs.yml": "hooks: [none.py]\n"}, "mkdocs.yml:3: hooks: The path "),
    (
        {"mkdocs.yml": "hooks: [mine.py]\n", "mine.py": "import nothing_there\n"},
        "mkdocs.yml:3: hooks: ModuleNotFoundError: No module named 'nothing_there'; ",
    ),
    (
        {"mkdocs.yml": "markdown_extensions: [no.such]\n"},
        "mkdocs.yml:3: markdown_extensions: Failed to load extension 'no.such': ModuleNotFoundError: ",
    ),
    ({"mkdocs.yml": "theme: {custom_dir: none}\n"}, "mkdocs.yml:3: theme: The path set in custom_dir "),
    ({"mkdocs.yml": "languages: [ko]\n"}, "mkdocs.yml:3: languages: Unrecognised configuration name"),
    (
        {"mkdocs.yml": "extra: {course: {languages: ko}}\n"},
        "mkdocs.yml:3: extra.course.languages is not a list of languages; ",
    ),
    (
        {"mkdocs.yml": "extra: {course: {languages: [ko, {en: {docs_dir: x}}]}}\n"},
        "mkdocs.yml:3: extra.course.languages: en cannot have its own docs_dir; ",
    ),
    (
        {"overrides/main.html": "<p>\n"},
        "overrides/main.html:1: it extends no template; every page would be without what the course adds ",
    ),
    (
        {"overrides/partials/footer.html": "a\n{% if %}\n"},
        "overrides/partials/footer.html:2: no template: ",
    ),
]


def told(ran: Ran) -> list[str]:
    """The Problems among what a command printed."""
    return [line for line in ran.lines if "[setting]" in line]


@pytest.mark.parametrize(("files", "problem"), FAULTS)
def test_faults_are_told_in_a_line(course: Course, files: dict[str, str], problem: str) -> None:
    """What MkDocs, a hook or a template says is one line with its place, and the old site stays."""
    settings = f"{INHERIT}site_name: 과정\n{files.get('mkdocs.yml', '')}"
    course.write({**files, "mkdocs.yml": settings})
    old = course.site()
    ran = course.publish()
    assert (ran.status, len(told(ran))) == (1, 1), ran.output
    assert problem in told(ran)[0]
    assert "Traceback" not in ran.output
    assert course.site() == old
