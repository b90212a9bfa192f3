"""One language of the course as plain Markdown: its pages, the files they need, and the proof of both."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from course.diagrams.drawer import Drawer, DrawnDiagram
from course.diagrams.drawing import Drawing
from course.diagrams.svg_file import Measure, render_svg_file
from course.diagrams.wording import DiagramText, describe_diagram
from course.markdown.files.docs_files import read_sources, usual_addresses, waiting_files
from course.markdown.files.folder_pages import is_page
from course.markdown.files.paths import fold_path
from course.markdown.files.shared_addresses import usual_places
from course.markdown.files.source import Source, github_tokens
from course.markdown.links.addresses import addresses_of
from course.markdown.links.targets import CourseFiles
from course.markdown.reading.page_title import page_title
from course.markdown.reading.source_page import is_diagram, read_tokens
from course.model.corrections.corrections import CORRECTIONS_FILE
from course.model.corrections.course_corrections import correct_sessions
from course.model.editions import Edition
from course.model.sessions.parse import parse_session
from course.problems.problem import Problem, display_path
from course.publish.markdown.check import check_drawing, check_page, check_targets
from course.publish.markdown.notes import ends_openly, render_notes
from course.publish.markdown.page import Image, diagrams_of, escaped, export_page, quoted
from course.settings.course_settings import Settings

#: Where the drawings of a folder's pages go, in that folder.
_DRAWINGS = "diagrams"


@dataclass(frozen=True, slots=True)
class Tools:
    """Settings and tools with which all languages are exported."""

    root: Path
    """Problems name files relative to it."""
    settings: Settings
    drawer: Drawer
    palette: Mapping[str, str]
    measure: Measure | None


@dataclass(slots=True)
class EditionPage:
    """A page of the edition, with what has to be proved of it."""

    source: Source
    images: dict[int, Image] = field(default_factory=dict)
    """The image in the place of each drawn diagram, by the diagram's line."""
    diagrams: dict[int, tuple[str, Drawing]] = field(default_factory=dict)
    """URI of the file and drawing of each drawn diagram, by its line."""
    targets: dict[str, int] = field(default_factory=dict)
    """URIs of the files that the page shows or links to, each with the first line that does."""
    ending: str = ""
    """Markdown of the editor's notes, for the end of the page; empty without any."""

    @property
    def undrawn(self) -> int:
        """How many of its diagrams stay as text: faulty ones, and those in blocks of Material's own."""
        fences = (token for token in read_tokens(self.source.text) if token.type == "fence")
        return sum(map(is_diagram, fences)) - len(self.images)


class MarkdownEdition:
    """The files of one language, by URI, and all that is wrong with them."""

    def __init__(self, edition: Edition, tools: Tools) -> None:
        self.edition = edition
        self.tools = tools
        self.files: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.pages: list[EditionPage] = []
        self.left_out: set[str] = set()
        """URIs of files that cannot be read; each is reported, and ends a strict export."""

    def make(self, editions: Sequence[Edition]) -> None:
        """Make the edition's files; `editions` are those of all languages of the course."""
        edition, docs_dir = self.edition, self.edition.docs_dir
        addresses = _addresses(edition)
        others = [each for each in editions if each is not edition]
        lent = {uri: address for each in others for uri, address in _addresses(each).items()}
        types, docs_path = self.tools.settings.download_types, docs_dir.resolve().as_posix()
        later = usual_places(waiting_files(docs_dir))
        course = CourseFiles({**lent, **addresses}, types, docs_path, later)
        published = [uri for uri in addresses if course.is_published(uri)]
        for uri in published:
            if not is_page(uri):
                self._bring(uri, docs_dir / uri)
        sources, _ = read_sources(
            filter(is_page, published), docs_dir, self.tools.root, self.tools.settings.quiz_headings
        )
        self.left_out |= set(filter(is_page, published)) - {source.uri for source in sources}
        sources = [replace(each, text=course.without_waiting(each.uri, each.text)) for each in sources]
        names, notes = _Names(addresses), self._notes(sources)
        for source in sources:
            page = EditionPage(source, targets=_targets(source, course), ending=notes.get(source.uri, ""))
            self._add_page(page, names)
        wanted = {uri for page in self.pages for uri in page.targets}
        for uri in sorted(wanted - self.files.keys() - self.left_out):
            self._borrow(uri, others)

    def _bring(self, uri: str, path: Path) -> None:
        """The file at `path` becomes the edition's `uri`."""
        try:
            self.files[uri] = path.read_bytes()
        except OSError as error:
            self.left_out.add(uri)
            shown, why = (
                display_path(path, self.tools.root),
                (error.strerror or "it cannot be opened").lower(),
            )
            what, mend = "the file cannot be read", "mend the link or the rights, or delete it"
            self.problems.append(Problem(shown, 1, what, why, mend, "file-unreadable"))

    def _add_page(self, page: EditionPage, names: _Names) -> None:
        uri = page.source.uri
        folder, stem = posixpath.dirname(uri), PurePosixPath(uri).stem
        for number, fence in enumerate(diagrams_of(page.source.text), 1):
            line, result = int(fence.meta["line"]), self.tools.drawer.draw(fence.content)
            if result.drawing is None:
                self._tell_undrawn(page.source.path, line, result)
                continue
            name = names.claim(posixpath.join(folder, _DRAWINGS, f"{stem}-diagram-{number}"))
            text = describe_diagram(result.drawing, self.edition.words.diagrams)
            svg = render_svg_file(result.drawing, text, self.tools.palette, self.tools.measure)
            self.files |= {f"{name}.svg": svg.encode(), f"{name}.mmd": f"{result.source}\n".encode()}
            page.images[line] = Image(_alt(text), posixpath.relpath(f"{name}.svg", folder or "."))
            page.diagrams[line] = f"{name}.svg", result.drawing
        content = (self.edition.docs_dir / uri).read_bytes()
        self.files[uri] = export_page(content, page.source, page.images, page.ending)
        self.pages.append(page)

    def _tell_undrawn(self, path: str, line: int, result: DrawnDiagram) -> None:
        """Note a diagram that stays as it is; its own faults are told by the check of the sources."""
        has_engine = self.tools.drawer.engine is not None
        if result.in_browser and (has_engine or not self.problems):  # one line tells it as well as hundreds
            what, why = "nothing here can draw this diagram", "its readers see its source instead"
            mend = "divide it into smaller ones" if has_engine else "run.py diagrams tells what is missing"
            self.problems.append(Problem(path, line, what, why, mend, "markdown-diagram"))

    def _notes(self, sources: Sequence[Source]) -> dict[str, str]:
        """Editors' notes on the sessions of `sources`, by URI; a Problem where a page has no end for them."""
        sessions = [parse_session(source, self.tools.settings) for source in sources]
        docs_dir, words = self.edition.docs_dir, self.edition.words.corrections
        uris = usual_addresses(docs_dir, self.edition.excluded)
        corrected, _ = correct_sessions(filter(None, sessions), sources, uris, docs_dir, self.tools.root)
        notes = {each.uri: render_notes(each, words, self.edition.language.code) for each in corrected}
        for source in sources:
            if notes.get(source.uri) and ends_openly(source.text, notes[source.uri]):
                del notes[source.uri]
                what, why = "the editor's notes are left out", "a block is open at the end of the page"
                mend = "close it, such as a code block, a comment or <pre>"
                self.problems.append(Problem(source.path, 1, what, why, mend, "markdown-notes"))
        return notes

    def _borrow(self, uri: str, others: Iterable[Edition]) -> None:
        """Bring a file from the first of the `others` that has it; a page's place takes a pointer to it."""
        other = next((each for each in others if (each.docs_dir / uri).is_file()), None)
        if other is None:
            return
        if not is_page(uri):
            self._bring(uri, other.docs_dir / uri)
            return
        sources, _ = read_sources([uri], other.docs_dir, self.tools.root)
        self.files |= {source.uri: self._pointer(source, other) for source in sources}
        self.left_out |= set() if sources else {uri}

    def _pointer(self, source: Source, other: Edition) -> bytes:
        """A small page that says that `source` is not translated yet, and leads to it."""
        words = self.edition.words
        title = page_title(source.text, PurePosixPath(source.uri).stem)
        address = "../" * (source.uri.count("/") + 1) + f"{other.language.place}{source.uri}"
        link = f"[{escaped(words.read_original.format(other.name))}]({quoted(address)})"
        return f"# {escaped(title)}\n\n{escaped(words.untranslated)}\n\n{link}\n".encode()

    def check(self) -> list[Problem]:
        """All Problems, sorted: those met while the files were made, and those that the proof finds."""
        return sorted([*self.problems, *self._proof()])

    def _proof(self) -> Iterator[Problem]:
        for page in self.pages:
            path = page.source.path
            yield from check_page(page.source, self.files[page.source.uri], page.images, page.ending)
            for line, (name, drawing) in page.diagrams.items():
                fault = check_drawing(self.files.get(name), drawing)
                if fault:
                    why, mend = "readers would not see the diagram", "please report it; nothing was written"
                    yield Problem(path, line, f"the drawing {name} {fault}", why, mend, "markdown-file")
            yield from check_targets(path, page.targets, {*self.files, *self.left_out})


def _addresses(edition: Edition) -> dict[str, str]:
    """The files of a language, by URI, and their places in a site; without those that hold corrections."""
    addresses = usual_addresses(edition.docs_dir, edition.excluded)
    return {uri: address for uri, address in addresses.items() if PurePosixPath(uri).name != CORRECTIONS_FILE}


def _targets(source: Source, course: CourseFiles) -> dict[str, int]:
    """The files that links and images of `source` lead to, each with the line of the block that does."""
    targets: dict[str, int] = {}
    line = 1
    for token in github_tokens(source.text):
        line = int(token.meta.get("line", 0)) or line
        for _, address in addresses_of(token):
            target = course.resolve(source.uri, address)
            if target.kind in ("page", "file") and target.uri not in course.made:
                targets.setdefault(target.uri, line)
    return targets


def _alt(text: DiagramText) -> str:
    """What a diagram shows, on one line."""
    sentence = ". ".join(filter(None, (text.title, text.description)))
    return " ".join(sentence.split())


class _Names:
    """Names for drawings, each given once, and none that a file of the course has."""

    def __init__(self, uris: Iterable[str]) -> None:
        self.taken = set(map(fold_path, uris))

    def claim(self, wanted: str) -> str:
        """`wanted`, or with a number behind it where a file of that name would be taken for another."""
        tried, number = wanted, 1
        while any(fold_path(f"{tried}.{ending}") in self.taken for ending in ("svg", "mmd")):
            number += 1
            tried = f"{wanted}-{number}"
        self.taken |= {fold_path(f"{tried}.{ending}") for ending in ("svg", "mmd")}
        return tried
