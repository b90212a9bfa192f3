"""The fonts of the pages (`on_post_build`: what is cut is what the finished pages show)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger

from course.fonts.site_fonts import write_site_fonts

log = get_plugin_logger("fonts")


@event_priority(-50)  # after all that still changes pages, before completeness
def on_post_build(config: MkDocsConfig, **kwargs: Any) -> None:
    """Write the site's font files and fonts.css."""
    root, site_dir = Path(config.config_file_path).parent, Path(config.site_dir)
    own = [site_dir / str(name) for name in (*config.extra_css, *config.extra_javascript)]
    fonts = write_site_fonts(site_dir, root / "node_modules", root / ".cache" / "fonts", own)
    if fonts.files:  # load_course has told why there are none
        log.info(str(fonts))
