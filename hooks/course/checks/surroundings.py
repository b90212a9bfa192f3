"""What a rule may ask of a page's surroundings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from course.diagrams.drawer import Drawer
from course.formulas.drawer import FormulaDrawer
from course.markdown.links.targets import CourseFiles
from course.settings.course_settings import Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule may need to know besides the source it looks at."""

    settings: Settings
    files: Mapping[str, str] = field(default_factory=dict)
    """Every file of the site by its URI, and its path in the site."""
    course: CourseFiles | None = None
    """The same files, to find what links lead to; None where links are not to be followed."""
    anchors_of: Callable[[str], Collection[str] | None] = lambda _: None
    """The anchors of the page that has this URI; None where it has none that can be read."""
    drawer: Drawer | None = None
    """What draws the diagrams; None where nothing can."""
    formulas: FormulaDrawer | None = None
    """What draws the formulas; None where they are not looked at."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """By URI, the pages that are not out yet, each with its day."""
    template_lines: frozenset[str] = frozenset()
    """The lines that templates put into pages for somebody to replace."""
