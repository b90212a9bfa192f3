"""The tools that are timed: how each is given a course, how it builds it, and how it forgets what it kept."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.courses import edit_session, write_course

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".cache" / "bench" / ".venv"
_PRODUCT = ("hooks", "overrides", "node_modules", "package.json", "package-lock.json")
_MERMAID = """
markdown_extensions:
  - admonition
  - footnotes
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tasklist: {custom_checkbox: true}
"""
_OURS = """INHERIT: hooks/product.yml
site_name: 과정
site_url: https://example.org/
extra:
  course:
    languages: [ko]
"""
_NO_HANDOUTS = "  handouts: {pages: none}\n"
_MATERIAL = "site_name: 과정\nsite_url: https://example.org/\ntheme: {name: material, language: ko}\n"
_BOOK = '[book]\ntitle = "과정"\nlanguage = "ko"\nsrc = "docs"\n[build]\nbuild-dir = "site"\n'


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool, and how it is used."""

    name: str
    command: Sequence[str | Path]
    settings: Mapping[str, str]
    """The files beside the course's folder, by name."""
    docs_dir: str = "docs"
    kept: Sequence[str] = ("site",)
    """What a cold build does not find: names in the course's folder."""
    keeps: bool = True
    """Whether a second build can be quicker; else only the cold one is timed."""
    prepare: Callable[[Path], None] = field(default=lambda _: None)
    variables: Mapping[str, str] = field(default_factory=dict)
    serve: Sequence[str | Path] = ()
    """How it shows a course while it is written, at ``PORT`` of this machine."""
    page_end: str = "/"
    """What stands in a page's address for the ``.md`` of its source."""


def ours(*, with_handouts: bool) -> Tool:
    """This project."""
    settings = _OURS if with_handouts else _OURS + _NO_HANDOUTS
    return Tool(
        "ours, with handouts" if with_handouts else "ours",
        (sys.executable, "-m", "hooks", "site"),
        {"mkdocs.yml": settings},
        docs_dir="docs/ko",
        kept=("site", ".cache"),
        prepare=_link_product,
        variables={"PYTHONPATH": "hooks", "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        serve=(sys.executable, "-m", "hooks", "serve", "-a", "127.0.0.1:PORT"),
    )


def others() -> list[Tool]:
    """The other tools, as far as they are installed."""
    programs = VENV / "bin"
    settings = {"mkdocs.yml": _MATERIAL + _MERMAID}
    material = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    at = ("serve", "-a", "127.0.0.1:PORT")
    tools = [
        Tool(
            "mkdocs-material",
            material,
            settings,
            keeps=False,
            variables=quiet,
            serve=(sys.executable, "-m", "mkdocs", *at, "--quiet", "--livereload"),
        ),
        Tool(
            "Zensical",
            (programs / "zensical", "build"),
            settings,
            kept=("site", ".cache"),
            serve=(programs / "zensical", *at),
        ),
        Tool(
            "mdBook",
            (programs / "mdbook", "build"),
            {"book.toml": _BOOK},
            keeps=False,
            prepare=_list_pages,
            serve=(programs / "mdbook", "serve", "-n", "127.0.0.1", "-p", "PORT"),
            page_end=".html",
        ),
    ]
    return [tool for tool in tools if shutil.which(str(tool.command[0]))]


def begin(tool: Tool, folder: Path, count: int, seed: int) -> None:
    """Make a folder with a course of `count` sessions for `tool`."""
    folder.mkdir(parents=True)
    for name, text in tool.settings.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_course(folder / tool.docs_dir, count, seed)
    tool.prepare(folder)


def forget(tool: Tool, folder: Path) -> None:
    """Delete what `tool` kept of earlier builds."""
    for name in tool.kept:
        shutil.rmtree(folder / name, ignore_errors=True)
    tool.prepare(folder)


def edit(tool: Tool, folder: Path, word: str) -> None:
    """Change one word of the session in the middle of the course."""
    pages = sorted((folder / tool.docs_dir).rglob("session_*.md"))
    edit_session(pages[len(pages) // 2], word)


def _link_product(folder: Path) -> None:
    """Put the product beside a course, and the fonts as npm gives them: not the pieces cut of these."""
    fonts = Path(".cache", "fonts")
    (folder / fonts).mkdir(parents=True, exist_ok=True)
    for path in (*(ROOT / name for name in _PRODUCT), *(ROOT / fonts).glob("whole-*")):
        link = folder / path.relative_to(ROOT)
        if not link.exists():
            link.symlink_to(path)


def _list_pages(folder: Path) -> None:
    """List the pages, for mdBook."""
    docs = folder / "docs"
    pages = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    (docs / "SUMMARY.md").write_text("".join(f"- [{page}]({page})\n" for page in pages), encoding="utf-8")
