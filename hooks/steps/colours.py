"""The colours that a lecturer sets, as a style sheet behind the product's own."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from course.settings.colours import colour_faults, render_colours
from steps.state import BuildState

#: Before course.css by its name, since drawings take the first value of a colour among the site's styles.
_STYLES, _BEFORE = "assets/stylesheets/colours.css", "assets/stylesheets/course.css"


def load_colours(config: MkDocsConfig, state: BuildState) -> None:
    """Make the style sheet of the colours and list it in ``extra_css``; nothing where none are set.

    Faulty colours are left out here: `take_settings` reports them with the other settings.
    """
    course = config.extra.get("course")
    colours = course.get("colours") if isinstance(course, dict) else None
    if colours is None or colour_faults("colours", colours):
        return
    state.brand = str(colours.get("brand", ""))
    state.colour_styles = render_colours(colours)
    config.extra_css.insert(config.extra_css.index(_BEFORE) + 1, _STYLES)


def write_colours(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add the style sheet that `load_colours` made to the site's files."""
    if state.colour_styles:
        level = InclusionLevel.INCLUDED
        files.append(File.generated(config, _STYLES, content=state.colour_styles, inclusion=level))
