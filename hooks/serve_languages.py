"""`mkdocs serve` shows one language; the others are built when the reader goes to them.

Without this the link to the other language leads nowhere until the site is published.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from course.languages.on_demand import LanguageOnDemand

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None], **kwargs: Any
) -> LiveReloadServer:
    """Answer for the other languages, beside the one that `server` follows."""
    languages = config.extra["course_languages"]
    holder = tempfile.TemporaryDirectory(prefix="course-languages-")  # gone with the server
    parent = server.mount_path.rstrip("/").rpartition("/")[0]
    app: Application = server.serve_request
    for edition in languages.others:
        place = f"{parent}/{edition.language.folder}/"
        folder = Path(holder.name, edition.language.folder)
        language = LanguageOnDemand(edition, languages.editions, folder)
        app = _with_language(app, language, _file_server(server, builder, folder, place), place)
    server.set_app(app)
    config.extra["course_served_languages"] = holder
    return server


def _file_server(
    server: LiveReloadServer, builder: Callable[[], None], folder: Path, place: str
) -> Application:
    """MkDocs' own answers for the files of `folder`; this one binds no port and follows nothing."""
    host, port = server.server_address[:2]
    files = LiveReloadServer(builder, str(host), int(port), str(folder), place)
    files.error_handler = lambda code: (folder / "404.html").read_bytes() if code == 404 else None
    return files.serve_request


def _with_language(
    app: Application, language: LanguageOnDemand, files: Application, place: str
) -> Application:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if not path.startswith(place):
            return app(environ, start_response)
        if path.endswith(("/", ".html")):
            language.bring()
        return files(environ, start_response)

    return answer
