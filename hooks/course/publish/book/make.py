"""One language's book, made of its built site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from course.checks.course_sources import lent_files
from course.fonts.faces import MATH, bundled_advances_em, fonts_installed
from course.fonts.pieces import FORMULAS, cut_piece
from course.fonts.site_fonts import licence_of
from course.fonts.used import formula_characters
from course.fonts.whole import whole_fonts
from course.handout.paper import PAPERS
from course.markdown.html.lxml_tree import to_lxml
from course.model.built_language import read_language
from course.model.editions import Edition
from course.publish.book.about import About, Book
from course.publish.book.chapter import Chapter, anchors_of, only_entries, read_chapter
from course.publish.book.cover import cover_picture
from course.publish.book.files import BookFiles
from course.publish.book.paging import handout_of, mark_pages
from course.publish.book.styles import book_styles
from course.publish.book.wanted import Plan, Wanted, pages_of, plan_book
from course.publish.lms.article import carried_article
from course.publish.lms.drawings import svg_drawing
from course.publish.lms.names import file_names
from course.publish.lms.site_pages import SitePages, find_pages
from course.settings.extra_settings import read_handout_settings

_FONT = "formulas.woff2"
_FONT_FACE = f'@font-face {{ font-family: "{FORMULAS}"; src: url("fonts/{_FONT}"); }}\n'
_MODULES, _FONTS = Path("node_modules"), Path(".cache/fonts")


def make_book(
    edition: Edition, site_dir: Path, project_dir: Path, wanted: Wanted, date: int, *, prints: bool = False
) -> tuple[str, Book, SitePages]:
    """What the book that is `wanted` is called, that book, and the pages in `site_dir` it was chosen from.

    `date`, in seconds since 1970, is that of the sources; 0 where none is known. `prints`: it is for paper,
    where notes are a list, and no page of a handout is looked for. Raises NotThereError.
    """
    language = read_language(edition, site_dir)
    pages = find_pages(language, edition.words.name_spellings, lent_files(project_dir, edition.docs_dir))
    plan = plan_book(pages, edition, wanted)
    files, chapters = _chapters(pages, plan, edition, project_dir, prints=prints)
    marks, handout = [], handout_of(pages, [each.page for each in chapters if not each.is_glossary])
    if handout and not prints:
        paper = PAPERS[read_handout_settings(project_dir / "mkdocs.yml").paper]
        texts = [each for each in chapters if not each.is_glossary]
        marks = mark_pages(texts, handout, paper, language.code)
    fonts = _fonts(chapters, project_dir)
    has_formulas = any(True for each in chapters for _ in each.article.iter("math"))
    about = About(
        course=language.course,
        part=plan.title,
        language=language.code,
        description=str(edition.settings().get("site_description") or ""),
        url=language.site_url,
        rights=language.rights,
        date=date,
        contents=edition.words.handout.contents,
        online=edition.words.lms.online,
        words=edition.words.book,
    )
    book = Book(
        about,
        tuple(chapters),
        plan.menu,
        files.files,
        tuple(marks),
        handout.name if handout else "",
        fonts,
        book_styles(project_dir, has_formulas=has_formulas, font_face=_FONT_FACE if fonts else ""),
        b"" if prints else cover_picture(about, edition, language, project_dir),
    )
    return plan.name, book, pages


def _chapters(
    pages: SitePages, plan: Plan, edition: Edition, project_dir: Path, *, prints: bool
) -> tuple[BookFiles, list[Chapter]]:
    """The chapters, the glossary of what is in them last, and the files that they show."""
    site_dir = pages.language.site_dir
    held = [entry.page for entry in pages_of(plan.menu) if entry.page]
    glossary = [pages.appendix] if pages.appendix and pages.appendix not in held else []
    names = file_names(
        path.relative_to(site_dir).as_posix() for path in sorted(site_dir.rglob("*")) if path.is_file()
    )
    files = BookFiles(pages, {page.site_path for page in (*held, *glossary)}, names, svg_drawing(project_dir))
    chapters = []
    for page in (*held, *glossary):
        content = (site_dir / page.site_path).read_text("utf-8")
        markup = carried_article(content, files.carrier(page), edition.words.lms)
        chapters.append(read_chapter(markup, page, is_glossary=page in glossary, pops_up=not prints))
    read = {each.name: each for each in chapters if not each.is_glossary}
    chapters = [each for each in chapters if not each.is_glossary or only_entries(each, read)]
    _mend_links({each.name: each for each in chapters})
    return files, chapters


def _mend_links(chapters: Mapping[str, Chapter]) -> None:
    """Let links lead to what is there: to a chapter's beginning, where it has no such anchor; and none to a
    glossary that holds nothing, or to a term that it lacks.
    """
    anchors = {name: anchors_of(each.article) for name, each in chapters.items()}
    glossaries = {each.name for each in chapters.values() if each.is_glossary}
    for name, chapter in chapters.items():
        for link in chapter.article.iter("a", "area"):
            href = link.get("href") or ""
            target, _, anchor = href.partition("#")
            if not href or ":" in target.partition("/")[0]:
                continue
            held = anchors.get(target or name)
            if held is None or (anchor and target in glossaries and unquote(anchor) not in held):
                del link.attributes["href"]
            elif anchor and unquote(anchor) not in held:
                link.attributes["href"] = target or name


def _fonts(chapters: list[Chapter], project_dir: Path) -> dict[str, bytes]:
    """The font of formulas, with its licence, cut to those of `chapters`: few devices have one."""
    modules = project_dir / _MODULES
    signs = {
        letter
        for chapter in chapters
        for formula in chapter.article.iter("math")
        for letter in formula_characters(to_lxml(formula))
    }
    if not signs or not fonts_installed(modules):
        return {}
    known = bundled_advances_em(MATH, modules)
    held = "".join(sorted(letter for letter in signs if ord(letter) in known))
    cache = project_dir / _FONTS
    font = cut_piece(whole_fonts(modules, cache) / MATH.whole_file, held, FORMULAS, cache)
    return {
        _FONT: font.read_bytes(),
        "formulas-licence.txt": licence_of(MATH, modules).encode(),
    }
