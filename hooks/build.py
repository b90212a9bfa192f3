"""One language's pages built by MkDocs, in this process: what the verbs of the core are handed."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.utils import DuplicateFilter

from course.markdown.reading.publication import showing_waiting
from course.publish.request import BuildOptions, BuildRequest
from steps.environment import asks_for_instructor
from steps.imports_on_demand import bring_mermaid2
from steps.kept_pages import keeping_pages
from steps.log_lines import MATTERS, LogLines
from steps.state import BuildState, begin
from steps.whole_settings import load_settings

_LEVELS = {"": logging.INFO, "quiet": logging.ERROR, "verbose": logging.DEBUG}


def build_pages(request: BuildRequest, listener: BasePlugin[Any] | None = None) -> bool:
    """Build what `request` asks for; false where MkDocs, a plugin or a step ended the build.

    Warnings and errors go to the error output, in the form of ``mkdocs build``. A `listener` hears the events
    of the build, which then is not ended: pages can be made again with what it was handed.
    """
    shown = "all" if request.serve_url else ""  # who writes a page sees it before it is out
    with _telling(request), showing_waiting(shown):
        try:
            config = _load(request)
            dirty = not request.options.clean
            if listener:
                config.plugins["course/listener"] = listener
            config.plugins.on_startup(command="serve" if request.serve_url else "build", dirty=dirty)
            try:
                with keeping_pages(config):
                    mkdocs_build.build(config, serve_url=request.serve_url or None, dirty=dirty)
            finally:
                if not listener:
                    config.plugins.on_shutdown()
        except Abort as abort:
            abort.show()
        except MkDocsException as error:
            error.show()
        else:
            return True
    return False


def _load(request: BuildRequest) -> MkDocsConfig:
    """MkDocs' settings with the values that `request` sets, and with the state of a new build in them."""
    options = request.options
    bring_mermaid2()
    config = load_settings(
        request.config_path,
        request.language,
        docs_dir=str(request.docs_dir) if request.docs_dir else None,
        site_name=request.site_name,
        site_dir=str(request.site_dir),
        strict=options.strict,
        theme=options.theme,
        use_directory_urls=options.directory_urls,
        site_url=request.serve_url or None,
        dev_addr=urlsplit(request.serve_url).netloc or None,
    )
    if request.offline and (plugin := config.plugins.get("material/offline")):
        plugin.config["enabled"] = True
    state = BuildState(instructor=request.instructor, brings_npm=request.brings_npm)
    state.course_dir, state.teller = request.course_dir, request.teller
    state.is_checked_later, state.last_dir = request.is_checked_later, request.last_dir
    begin(config, state)
    return config


@contextmanager
def _telling(request: BuildRequest) -> Iterator[None]:
    """Inside the ``with`` block MkDocs logs as its own command does; logging is restored at its end.

    Where the steps of the command are told, only what matters of its log is.

    Source: ``mkdocs.__main__``, which has no function for it: `State`, `color_option`, `_enable_warnings`.
    """
    log, options, once = logging.getLogger("mkdocs"), request.options, DuplicateFilter()
    progress = request.teller.progress if request.teller else None
    is_short = progress and not options.loudness
    stream = LogLines(progress, request.site_dir) if progress and is_short else logging.StreamHandler()
    stream.setFormatter(_formatter())
    level, propagates = log.level, log.propagate
    log.setLevel(_LEVELS[options.loudness])
    log.propagate = False
    log.addHandler(stream)
    mkdocs_build.log.addFilter(once)
    try:
        with warnings.catch_warnings():
            if not sys.warnoptions:
                warnings.simplefilter("module", DeprecationWarning)
                warnings.showwarning = _log_warning  # type: ignore[assignment]
            yield
    finally:
        mkdocs_build.log.removeFilter(once)
        log.removeHandler(stream)
        log.setLevel(level)
        log.propagate = propagates


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    *_: object,
) -> None:
    """Write a warning of Python's, such as a plugin's DeprecationWarning, to the log of MkDocs."""
    is_for_all = not issubclass(category, DeprecationWarning | PendingDeprecationWarning)
    logging.getLogger("mkdocs").info(
        "%s: %s (%s:%s)", category.__name__, message, filename, lineno, extra={MATTERS: is_for_all}
    )


def _formatter() -> logging.Formatter:
    """Lines as MkDocs writes them: in colour on a terminal that has any."""
    plain = not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain:
        return logging.Formatter("%(levelname)-8s-  %(message)s")
    from mkdocs.__main__ import ColorFormatter  # here: it brings all that reads a command line

    return ColorFormatter()


if __name__ == "__main__":  # for the languages that `mkdocs serve` does not follow
    settings, site, named = sys.argv[1:4]
    wanted = BuildRequest(Path(settings), Path(site), named, instructor=asks_for_instructor())
    raise SystemExit(not build_pages(replace(wanted, options=BuildOptions(strict=False))))
