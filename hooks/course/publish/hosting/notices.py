"""``assets/LICENSES.txt``: the licences of all that a site holds and others have made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from course.diagrams.engine import engine_licence
from course.fonts.site_fonts import FONTS_DIR
from course.formulas.build import STYLES_URI as FORMULAS
from course.publish.hosting.inside_theme import notices_inside
from course.reads import pages_below

NOTICES = "assets/LICENSES.txt"
#: Sets of icons that a course may name, besides those that the theme itself uses.
ICON_SETS = ("fontawesome", "octicons", "simple")
_THEME, _ICONS = "mkdocs-material", "material/templates/.icons"
_DRAWING, _MERMAID = b'class="diagram-drawing', "assets/javascripts/mermaid.min.js"
_RULE = "=" * 80
_HEAD = "The pages, styles, scripts and fonts of this site hold work of others, under these licences.\n"


def write_notices(site_dir: Path, project_dir: Path, icons: frozenset[str]) -> None:
    """Write the notices for the pages in `site_dir`; `icons` are the sets, such as ``octicons``, in use."""
    notices = dict(sorted(_notices(site_dir, project_dir, icons), key=lambda notice: notice[0].lower()))
    path = site_dir / NOTICES
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_notices(notices), encoding="utf-8", newline="\n")


def render_notices(notices: Mapping[str, str]) -> str:
    """One text of all `notices`, by the names of what they are for."""
    names = "".join(f"- {name}\n" for name in notices)
    texts = "".join(f"\n{_RULE}\n{name}\n\n{text.strip()}\n" for name, text in notices.items())
    return f"{_HEAD}\n{names}{texts}"


def _notices(site_dir: Path, project_dir: Path, icons: frozenset[str]) -> Iterator[tuple[str, str]]:
    modules = project_dir / "node_modules"
    yield "Material for MkDocs", _licence_of(_THEME)
    yield from notices_inside(has_lunr=_has_lunr(site_dir))
    for name in sorted({"material", *icons}):
        yield f"Icons: {name}", _licence_of(_THEME, f"{_ICONS}/{name}")
    for path in sorted((site_dir / FONTS_DIR).glob("*.LICENSE.txt")):
        yield path.name.removesuffix(".LICENSE.txt").replace("-", " "), path.read_text("utf-8")
    if _is_drawn(site_dir):
        yield engine_licence(project_dir)
    for name, uri in {"Mermaid": _MERMAID, "Temml": FORMULAS}.items():
        if (site_dir / uri).is_file():
            yield name, (modules / name.lower() / "LICENSE").read_text("utf-8")


def _licence_of(package: str, folder: str = "") -> str:
    """Text of the licence of an installed package, or of the one in a `folder` of it."""
    installed = metadata.distribution(package)
    if not folder:
        return installed.read_text("licenses/LICENSE") or ""
    (path,) = Path(str(installed.locate_file(folder))).glob("LICENSE*")
    return path.read_text("utf-8")


def _has_lunr(site_dir: Path) -> bool:
    return any((site_dir / "assets/javascripts" / name).is_dir() for name in ("lunr", "workers"))


def _is_drawn(site_dir: Path) -> bool:
    return any(_DRAWING in path.read_bytes() for path in pages_below(site_dir))
