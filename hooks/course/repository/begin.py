"""Begins a course in a folder that has the product: its settings, a front page and a first week; no build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course.markdown.reading.page_templates import (
    TEMPLATES,
    as_heading,
    fill_template,
    place_heading,
    write_new,
)
from course.problems.problem import display_path
from course.repository.answers import Answers
from course.repository.product_files import render_list
from course.repository.release import LIST, read_release
from course.repository.sample import set_sample_aside, standing_sample
from course.repository.settings_file import render_settings
from course.settings.languages.tags import nearest
from course.settings.words.read import product_words

SETTINGS = "mkdocs.yml"
#: Where the settings that init replaces are kept, once it was told to.
KEPT_SETTINGS = "mkdocs-before-init.yml"
#: What the first session is called until it has a name, by language.
_FIRST = {
    "ko": "첫 세션",
    "en": "First session",
    "ja": "最初のセッション",
    "zh": "第一节课",
    "zh-TW": "第一堂課",
    "de": "Erste Lektion",
    "fr": "Première séance",
    "es": "Primera sesión",
}
_WEEK, _SESSION = "week_01/README.md", "week_01/day1/session_1.md"


class TakenError(Exception):
    """There is somebody's own work in the way; the text says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was done."""

    made: tuple[Path, ...]
    """Files that were written, in order."""
    gone: tuple[str, ...]
    """Paths of the sample's files that were taken out of the course."""
    borrowed: tuple[str, ...]
    """Languages without templates, whose pages begin in English."""


def template_path(root: Path, language: str, kind: str) -> Path:
    """Where the template of a ``week`` or ``session`` in a language is, else the English one."""
    written = {path.parent.name: path for path in sorted((root / TEMPLATES).glob(f"*/{kind}.md"))}
    return written.get(nearest(language, written), root / TEMPLATES / "en" / f"{kind}.md")


def check_free(root: Path, *, replaces: bool) -> None:
    """Raises TakenError where the settings in `root` are a course's own, unless they may be replaced."""
    path = root / SETTINGS
    if replaces or not path.exists() or SETTINGS in standing_sample(root):
        return
    raise TakenError(
        f"{SETTINGS} here is a course's own already, and nothing was changed; --replace writes it anew "
        f"and keeps the old one as {KEPT_SETTINGS}, --convert makes it current"
    )


def begin_course(root: Path, answers: Answers, *, year: int, docs_dir: str = "") -> Begun:
    """Begin the course that `answers` describe in `root`.

    With `docs_dir`, its pages are there already, and nothing is written among them. No page that somebody
    wrote is ever touched. Raises OSError where the machine refuses.
    """
    settings = render_settings(answers, year=year, docs_dir=docs_dir)
    gone = set_sample_aside(root, keeps_sample=answers.keeps_sample)
    path = root / SETTINGS
    if path.exists():
        path.replace(_unused(root / KEPT_SETTINGS))
    path.write_text(settings, encoding="utf-8", newline="\n")
    made, borrowed = [path], set[str]()
    if not docs_dir:
        for page, template, is_borrowed in _pages(root, answers):
            text = template.read_text(encoding="utf-8-sig")
            write_new(page, fill_template(text, _heading(page, answers, root)))
            made.append(page)
            borrowed |= {page.relative_to(root).parts[1]} if is_borrowed else set()
    listed = root / LIST
    listed.parent.mkdir(exist_ok=True)
    listed.write_bytes(render_list(read_release(root).files))
    return Begun(tuple(made), tuple(gone), tuple(sorted(borrowed)))


def _pages(root: Path, answers: Answers) -> Iterator[tuple[Path, Path, bool]]:
    """Each page to be begun with its template, and whether that is of another language."""
    sample = set(standing_sample(root))
    for code in answers.languages:
        folder = root / "docs" / code
        own = [page for page in folder.rglob("*.md") if page.relative_to(root).as_posix() not in sample]
        wanted = [("index.md", "index")] if not any(page.parent == folder for page in own) else []
        wanted += [] if own else [(_WEEK, "week"), (_SESSION, "session")]
        for uri, kind in wanted:
            if (template := template_path(root, code, kind)).is_file():
                yield folder / uri, template, template.parent.name != nearest(code, [template.parent.name])


def _heading(page: Path, answers: Answers, root: Path) -> str:
    code, uri = page.relative_to(root / "docs").as_posix().split("/", 1)
    names = product_words(code, root).words.numbered_names
    if uri == _WEEK:
        return place_heading(names, week=1)
    if uri == _SESSION:
        first = _FIRST[nearest(code, _FIRST) or "en"]
        return f"{place_heading(names, week=1, day=1, session=1)}: {first}"
    return as_heading(answers.name)


def _unused(path: Path) -> Path:
    """`path`, or the first like it with a number that is not there."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))
    return path if not path.exists() else next(each for each in numbered if not each.exists())


def render_next(root: Path, begun: Begun, answers: Answers) -> list[str]:
    """What is to be done next, a line each."""
    first = next((page for page in begun.made if page.name.startswith("session_")), None)
    lines = ["", "What to do next:"]
    lines += [f"  write           {display_path(first, root)}, and run.py new begins more"] if first else []
    lines += [
        "  look            python3 run.py serve, then http://127.0.0.1:8000/",
        "  check           python3 run.py check",
    ]
    lines += (
        [] if answers.address else [f"  say where       site_url in {SETTINGS}, once you know the address"]
    )
    lines += ["  keep            git add -A && git commit -m 'Begin the course'"]
    lines += [
        "  publish         push to GitHub (Settings, Pages: GitHub Actions) or GitLab; or copy site/ anywhere"
    ]
    return lines
