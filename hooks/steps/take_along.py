"""What makes the site something to install and to take along: manifest, icons, worker."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from course.pages.app.icons import IconError, kept_icons
from course.pages.app.manifest import MANIFEST, render_manifest
from course.pages.app.worker import WORKER, render_no_worker, render_worker
from course.settings.colours import BRAND, PAPER
from steps.state import BuildState, is_on_disk, is_serving, store_of

log = get_plugin_logger("take_along")

_STARTER = "assets/javascripts/keepPages.js"
_SCRIPTS = (_STARTER, "assets/javascripts/takeAlong.js")
#: The product's own icon.
_ICON = "assets/images/favicon.svg"


def offer_taking_along(env: Environment, files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add manifest, icons and worker of a site that is published; where it is not wanted, what ends a worker.

    While serving, in the lecturer's edition and in the site for disks there is nothing of it.
    """
    is_published = not (state.instructor or is_serving(config) or is_on_disk(config))
    takes = env.globals["takes_along"] = is_published and state.settings.take_along
    if not takes:
        for uri in _SCRIPTS:
            if file := files.get_file_from_path(uri):
                files.remove(file)
        config.extra_javascript = [each for each in config.extra_javascript if str(each) != _STARTER]
    if not is_published:
        return
    made: dict[str, str | bytes] = {WORKER: _worker(config, state) if takes else render_no_worker()}
    if takes:
        made |= _icons(files, config)
        made[MANIFEST] = _manifest(config, state)
    for uri, content in made.items():
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))


def _worker(config: MkDocsConfig, state: BuildState) -> str:
    said = state.words.take_along
    return render_worker(str(config.theme["language"]), unescape(config.site_name), said.offline)


def _manifest(config: MkDocsConfig, state: BuildState) -> str:
    name, description = unescape(config.site_name), config.site_description or ""
    brand = state.brand or BRAND
    return render_manifest(name, description, str(config.theme["language"]), brand=brand, paper=PAPER)


def _icons(files: Files, config: MkDocsConfig) -> dict[str, bytes]:
    """The icons, of the course's own icon, else of its logo, else of the product's icon."""
    named = [str(config.theme.get(name) or "") for name in ("favicon", "logo")]
    own = [uri for uri in named if uri != _ICON]
    for uri in (*own, _ICON):
        if not (file := files.get_file_from_path(uri)):
            continue
        try:
            return dict(kept_icons(file.content_bytes, PAPER, store_of(config)))
        except IconError as error:
            log.info(f"{Path(uri).name} cannot be drawn as an icon ({error}): the next one is")
    return {}
