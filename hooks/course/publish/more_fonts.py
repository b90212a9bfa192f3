"""The fonts that one course needs beside the bundled ones: brought when their letters come up, or its own."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from course.fonts.eastern import (
    LOCK_DIR,
    EasternFont,
    covered,
    drawn_eastern,
    fonts_for,
    is_eastern_language,
    missing_letters,
)
from course.fonts.faces import FACES, advances_em, drawn_by
from course.fonts.families import Eastern
from course.fonts.instances import has_axes, write_instance
from course.fonts.more import MoreFonts
from course.fonts.sound import is_font
from course.npm import bring_package

CACHE = Path(".cache/eastern-fonts")
Tell = Callable[[str], None]


def eastern_fonts(
    characters: frozenset[str], language: str, project_dir: Path, tell: Tell
) -> tuple[EasternFont, ...]:
    """The fonts for the Han and Kana among `characters` that are there, brought where they were not.

    What is fetched is told before; what cannot be had is told once, and the course goes on without it.
    """
    cache_dir = project_dir / CACHE
    known = _bundled(project_dir / "node_modules", language)
    there: list[EasternFont] = []
    for font in fonts_for(language):
        if not missing_letters(characters, known) or not _is_there(font, project_dir, tell):
            break
        there.append(font)
        known |= frozenset(map(chr, advances_em(font.folder(cache_dir) / "regular.ttf")))
    return tuple(there)


def _bundled(modules_dir: Path, language: str) -> frozenset[str]:
    """What the bundled fonts draw; of a course in Han or Kana they draw none of its letters."""
    if is_eastern_language(language):
        return frozenset(map(chr, range(0x2E80)))
    there = (face for face in FACES if (modules_dir / face.file).is_file())
    return frozenset().union(*(drawn_by(face, modules_dir) for face in there))


def _is_there(font: EasternFont, project_dir: Path, tell: Tell) -> bool:
    folder = font.folder(project_dir / CACHE)
    names = font.files()
    if (
        all(is_font(folder / name) for name in names if name.endswith(".ttf"))
        and (folder / "LICENSE.txt").is_file()
    ):
        return True
    return _bring(font, project_dir, _Teller(tell))


class _Teller:
    """A function to tell with, all of which are alike: a font is asked for once, whoever asks."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Teller)

    def __hash__(self) -> int:
        return 1


@cache
def _bring(font: EasternFont, project_dir: Path, teller: _Teller) -> bool:
    """Whether npm brought the font; asked once in a run."""
    teller.tell(f"the course has Han or Kana: npm brings {font.family} for it ({font.size_mb} MB, once)")
    why = bring_package(LOCK_DIR, font.npm_name, font.files(), font.folder(project_dir / CACHE))
    if why:
        lack = "pages show it in a font of their readers', handouts show boxes with numbers"
        teller.tell(f"{font.family} could not be had: {why}; {lack}; connect to the network and build again")
    return not why


def more_fonts(
    eastern: Sequence[EasternFont], own: Iterable[Path], language: str, project_dir: Path
) -> MoreFonts:
    """The fonts of one course's handouts beside the bundled ones, laid ready in a folder."""
    cache_dir = project_dir / CACHE
    files = [Path(face.file) for font in eastern for face in font.faces(cache_dir)]
    lecturers = [path for path in own if path.is_file()]
    if not files and not lecturers:
        return MoreFonts()
    folder = _laid_ready([*files, *lecturers], project_dir / ".cache" / "fonts")
    families = tuple(font.family for font in eastern)
    from course.handout.typst.press import families_in  # here: a site's pages go without Typst

    own_families = tuple(name for name in families_in(folder) if name not in families)
    return MoreFonts(folder, families, own_families, covered(language))


def eastern_of_pages(language: str, project_dir: Path, tell: Tell) -> Callable[[frozenset[str]], Eastern]:
    """A function from the characters of a site's pages to what draws the Han and Kana among them."""

    def choose(characters: frozenset[str]) -> Eastern:
        fonts = eastern_fonts(characters, language, project_dir, tell)
        faces = tuple(font.faces(project_dir / CACHE) for font in fonts)
        lacks = missing_letters(characters, _bundled(project_dir / "node_modules", language))
        return Eastern(faces, lambda had: drawn_eastern(had, language), is_lasting=not lacks)

    return choose


def _laid_ready(files: Sequence[Path], cache_dir: Path) -> Path:
    """A folder in `cache_dir` that holds copies of `files` and nothing else."""
    contents = [hashlib.sha256(path.read_bytes()).hexdigest() + path.suffix for path in files]
    folder = cache_dir / f"more-{hashlib.sha256(' '.join(contents).encode()).hexdigest()[:16]}"
    if folder.is_dir() and all(map(is_font, folder.iterdir())):
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    cache_dir.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="more.", dir=cache_dir))
    for number, path in enumerate(files):
        _lay(path, fresh, str(number))
    try:
        fresh.rename(folder)
    except OSError:  # another build was first
        shutil.rmtree(fresh)
    return folder


def _lay(path: Path, folder: Path, name: str) -> None:
    """Copy a font into `folder`; of one that has many weights in one file, which Typst cannot use, two."""
    if path.suffix.lower() == ".ttc" or not has_axes(path):
        shutil.copyfile(path, folder / f"{name}{path.suffix.lower()}")
        return
    for weight in (400, 700):
        write_instance(path, weight, folder / f"{name}-{weight}{path.suffix.lower()}")
