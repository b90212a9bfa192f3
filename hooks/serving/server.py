"""Answers browsers with the pages that are there, and tells them which have changed."""

from __future__ import annotations

import json
import mimetypes
import posixpath
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

from serving.changes import Changes
from serving.faults import PROBLEMS

#: Where pages listen for changes: no page of a course can be there.
_CHANGES = "/-/changes"
_SCRIPTS = tuple(map(Path(__file__).with_name, ("problems.js", "reload.js")))
#: Seconds after which a listener is told that there is nothing, to find out whether it is still there.
_PATIENCE = 15.0


#: What the bar of problems shows below the page at an address.
Problems = Callable[[str], Mapping[str, Any]]


class Shown(Protocol):
    """The pages of one language."""

    mount: str
    """The address of its first page, without the host: begins and ends with a slash."""

    def folder(self) -> Path | None:
        """Where its files are, which may take a build; None where there are none."""
        ...


class Server(ThreadingHTTPServer):
    """The server of several languages: it binds when it is made."""

    daemon_threads = True

    def __init__(
        self, host: str, port: int, shown: Sequence[Shown], changes: Changes, problems: Problems | None = None
    ) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), partial(_Answer, shown, changes, problems))


class _Answer(BaseHTTPRequestHandler):
    """The answer to one request."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, shown: Sequence[Shown], changes: Changes, problems: Problems | None, *rest: object
    ) -> None:
        self._shown, self._changes, self._problems = shown, changes, problems
        with suppress(ConnectionError):  # whoever asked has gone
            super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, or with changes as they come."""
        address = urlsplit(self.path)
        if address.path == _CHANGES:
            self._stream(parse_qs(address.query).get("since", [""])[0])
        elif address.path == PROBLEMS:
            told = self._problems(parse_qs(address.query).get("page", ["/"])[0]) if self._problems else None
            content = json.dumps(told, ensure_ascii=False).encode()
            self._send(200 if told else 404, content, "application/json; charset=utf-8")
        else:
            self._send_page(unquote(address.path))

    do_HEAD = do_GET

    def _send_page(self, path: str) -> None:
        own = [each for each in self._shown if path.startswith(each.mount)]
        if not own:
            home = next((each.mount for each in self._shown if path in ("/", each.mount[:-1])), "")
            self._redirect(home) if home else self._send(404, b"404 Not Found", "text/plain")
            return
        language = max(own, key=lambda each: len(each.mount))
        below = posixpath.normpath("/" + path[len(language.mount) :]).lstrip("/")
        seen = self._changes.number  # what changes while the file is read is told to the page
        folder = language.folder()
        if folder and (folder / below).is_dir() and not path.endswith("/"):
            self._redirect(f"{path}/")
            return
        name = posixpath.join(below, "index.html") if path.endswith("/") else below
        content = _read(language.folder, name)
        if content is not None:
            self._send(200, content, _type_of(name), seen)
        else:
            missing = _read(language.folder, "404.html")
            self._send(404, missing or b"404 Not Found", _type_of("404.html"), seen)

    def _redirect(self, path: str) -> None:
        self.send_response(302)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, content: bytes, kind: str, seen: int = 0) -> None:
        if kind.startswith("text/html"):
            content = _with_script(content, seen)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self, since: str) -> None:
        """Server-sent events: the addresses that have changed, each time some have."""
        given = self.headers.get("Last-Event-ID") or since
        number = int(given) if given.isdecimal() else self._changes.number
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        while True:
            number, changed = self._changes.since(number, _PATIENCE)
            data = json.dumps(sorted(changed), ensure_ascii=False)
            self.wfile.write((f"id: {number}\ndata: {data}\n\n" if changed else ": \n\n").encode())
            self.wfile.flush()

    def log_message(self, format: str, *_: object) -> None:
        """Requests are nobody's business."""


def _read(folder: Callable[[], Path | None], name: str) -> bytes | None:
    """A file; looked for twice, for the folder may have gone while it was looked for."""
    for _ in range(2):
        with suppress(OSError, ValueError):
            place = folder()
            path = place.resolve() / name if place else None
            return path.read_bytes() if place and path and _is_in(place, path) else None
    return None


def _is_in(folder: Path, path: Path) -> bool:
    """Whether a file is in a folder: an address may lead anywhere."""
    return path.resolve().is_relative_to(folder.resolve())


def _type_of(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith((".js", ".mjs")):
        kind = "text/javascript"
    elif name.endswith(".md"):
        kind = "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _with_script(page: bytes, seen: int) -> bytes:
    """`page` with the scripts that show what is to be mended, and what has changed since number `seen`."""
    scripts = b"".join(b"<script>%b</script>" % path.read_bytes() for path in _SCRIPTS)
    scripts = scripts.replace(b"__SEEN__", str(seen).encode())
    body, end, rest = page.rpartition(b"</body>")
    return b"%b%b%b%b" % (body or rest, scripts, end, rest if end else b"")
