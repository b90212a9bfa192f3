"""A book's cover: its name, what it holds and whose it is, on the course's colour, with its logo; a PNG file.

The picture says nothing that the title page does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from course.fonts import whole_fonts
from course.fonts.faces import TEXT, fonts_installed
from course.handout.typst.press import FACES, Press, PressError, characters
from course.handout.typst.strings import quoted
from course.model.built_language import BuiltLanguage
from course.model.editions import Edition
from course.publish.book.about import About
from course.publish.more_fonts import eastern_fonts, more_fonts
from course.settings.colours import BRAND

_TEMPLATE = Path(__file__).with_name("cover.typ")
_MODULES, _FONTS = Path("node_modules"), Path(".cache/fonts")


def cover_picture(about: About, edition: Edition, language: BuiltLanguage, project_dir: Path) -> bytes:
    """The cover as PNG, the same bytes each time; nothing where a font for its letters is not there.

    A logo that cannot be drawn is left out.
    """
    modules, lines = project_dir / _MODULES, about.lines
    if not fonts_installed(modules):
        return b""
    used = frozenset("".join(lines)) - {" "}
    more = more_fonts(eastern_fonts(used, language.code, project_dir, print), (), language.code, project_dir)
    if not used <= characters(modules) | more.characters:
        return b""
    families = (*more.eastern, *(face.own_family for face in (TEXT, *FACES)))
    press = Press(whole_fonts(modules, project_dir / _FONTS), (more.folder,) if more.folder else ())
    logos = _logos(edition, language)
    for logo in (*logos, None):
        source = _source(about, lines[1:], tuple(dict.fromkeys(families)), _brand(edition), logo)
        try:
            return press.png(source, {logo.name: logo} if logo else {})
        except PressError:
            if logo is None:
                raise
    return b""


def _logos(edition: Edition, language: BuiltLanguage) -> tuple[Path, ...]:
    """The file of the course's logo in its site, where it has one."""
    theme = edition.settings().get("theme")
    logo = theme.get("logo") if isinstance(theme, dict) else None
    path = language.site_dir / str(logo) if logo else None
    return (path,) if path and path.is_file() else ()


def _brand(edition: Edition) -> str:
    extra = edition.settings().get("extra")
    course = extra.get("course") if isinstance(extra, dict) else None
    colours = course.get("colours") if isinstance(course, dict) else None
    return str(colours.get("brand", BRAND)) if isinstance(colours, dict) else BRAND


def _source(
    about: About, below: Sequence[str], families: Sequence[str], brand: str, logo: Path | None
) -> str:
    given = {
        "title": quoted(" ".join(about.course.split())),
        "below": _tuple(below),
        "families": _tuple(families),
        "language": quoted(about.language.partition("-")[0]),
        "brand": quoted(brand),
        "logo": quoted(logo.name) if logo else "none",
    }
    return "".join(f"#let {name} = {value}\n" for name, value in given.items()) + _TEMPLATE.read_text("utf-8")


def _tuple(texts: Sequence[str]) -> str:
    return f"({''.join(f'{quoted(each)}, ' for each in texts)})"
