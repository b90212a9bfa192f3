"""The course's server, as its container runs it: nginx.conf by the system's nginx, on a prepared site."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from course.publish.hosting.headers import security_headers, write_headers
from support.courses import ROOT, write_files

MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
LONG = "긴 글 " * 500
SITE: dict[str, str | bytes] = {
    "index.html": f"<html>{LONG}",
    "404.html": "없음",
    "ko/404.html": "없음",
    "en/404.html": "not there",
    "en/index.html": "front",
    "en/page/index.html": f"<html>{LONG}",
    "en/page.md": "# A",
    "en/course.ics": "BEGIN:VCALENDAR",
    "en/assets/course.0123abcd.js": LONG,
    "en/assets/course.js": LONG,
    "en/assets/x.0123abcd.woff2": b"font" * 1000,
    "en/.hidden": "secret",
}


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers by lower-case names, and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def prepare(site_dir: Path, place: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "container/prepare.py"), str(site_dir), str(place)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start(folder: Path) -> Server:
    """Nginx with the container's settings, but for places and port; as nobody, where root runs the tests."""
    port = free_port()
    text = (ROOT / "container/nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"(?=/(srv|tmp)/)", str(folder), text).replace("8080", str(port))
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    (folder / "tmp").mkdir()
    as_nobody = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    (folder / "tmp").chmod(0o777)
    with (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(
            ["nginx", "-e", "stderr", "-c", str(folder / "nginx.conf")],
            stderr=errors,
            **as_nobody,  # type: ignore[arg-type]
        )
    server = Server(port, folder, process)
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return server
        assert process.poll() is None, (folder / "errors").read_text(encoding="utf-8")
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The server, with a small site; what it may only read is closed to it."""
    if not shutil.which("nginx") or not MODULE.is_file():
        pytest.skip(
            "nginx is not here with its module for brotli: apt-get install libnginx-mod-http-brotli-static"
        )
    with tempfile.TemporaryDirectory(prefix="served-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        write_files(folder / "site", SITE)
        write_headers(folder / "site")
        (folder / "srv").mkdir()
        assert prepare(folder / "site", folder / "srv").returncode == 0
        running = start(folder)
        yield running
        running.process.send_signal(signal.SIGQUIT)
        assert running.process.wait(20) == 0
        assert (folder / "errors").read_text(encoding="utf-8") == ""


def test_every_answer_has_the_headers(server: Server) -> None:
    """Those of `_headers`: a page, a file, a page that is not there, the answer to a wrong method."""
    wanted = {name.lower(): value for name, value in security_headers(server.folder / "site").items()}
    assert len(wanted) >= 5
    for path, method, status in [
        ("/", "GET", 200),
        ("/en/page/", "HEAD", 200),
        ("/en/assets/course.0123abcd.js", "GET", 200),
        ("/en/none/", "GET", 404),
        ("/en/page/", "POST", 405),
        ("/healthz", "GET", 200),
    ]:
        got, headers, _ = server.ask(path, method)
        assert got == status, path
        assert {name: headers.get(name) for name in wanted} == wanted, path
        assert headers["server"] == "nginx"


@pytest.mark.parametrize("path", ["/", "/en/page/", "/en/assets/course.js"])
def test_texts_come_compressed(server: Server, path: str) -> None:
    """As the reader's browser takes them, best first; each form has its own place in caches between them."""
    _, headers, plain = server.ask(path)
    assert "content-encoding" not in headers
    for accepted, coding in {"gzip, br": "br", "gzip": "gzip", "br;q=0, gzip": "gzip"}.items():
        status, headers, body = server.ask(path, Accept_Encoding=accepted)
        assert (status, headers["content-encoding"], headers["vary"]) == (200, coding, "Accept-Encoding")
        assert len(body) < len(plain) / 5
        assert (brotli.decompress(body) if coding == "br" else gzip.decompress(body)) == plain


def test_what_is_named_by_its_content_is_kept(server: Server) -> None:
    """For ever; all else is asked for anew each time, and not sent again while it is the same."""
    for path in ("/en/assets/course.0123abcd.js", "/en/assets/x.0123abcd.woff2"):
        assert "immutable" in server.ask(path)[1]["cache-control"]
    for path in ("/", "/en/page/", "/en/assets/course.js", "/en/assets/x.0123abcd.none", "/en/course.ics"):
        assert server.ask(path)[1]["cache-control"] == "no-cache"
    _, headers, _ = server.ask("/en/page/")
    status, _, body = server.ask("/en/page/", If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")


def test_each_language_tells_that_a_page_is_not_there(server: Server) -> None:
    """By its own page; what hosts alone read, and what begins with a dot, is not there either."""
    for path, text in {
        "/none": "없음",
        "/ko/none/": "없음",
        "/en/none/none": "not there",
        "/_headers": "없음",
        "/en/.hidden": "없음",
        "/en/assets/": "not there",
        "/../../etc/passwd": "",
    }.items():
        status, _, body = server.ask(path)
        assert (status, body.decode() if text else "") == (404 if text else 400, text), path


def test_addresses_and_types(server: Server) -> None:
    """A folder's address gets its slash, whatever name and port stand before; types name their characters."""
    status, headers, _ = server.ask("/en/page", Host="course.example")
    assert (status, headers["location"]) == (301, "/en/page/")
    for path, kind in {
        "/en/page/": "text/html; charset=utf-8",
        "/en/page.md": "text/markdown; charset=utf-8",
        "/en/course.ics": "text/calendar; charset=utf-8",
        "/en/assets/course.js": "application/javascript; charset=utf-8",
        "/en/assets/x.0123abcd.woff2": "font/woff2",
        "/healthz": "text/plain; charset=utf-8",
    }.items():
        assert server.ask(path)[1]["content-type"] == kind
    assert server.ask("/healthz")[2] == b"ok\n"


def test_it_writes_to_its_own_place_alone(server: Server) -> None:
    """It runs as nobody here, where only that folder is open to it; a body that is sent is not kept."""
    assert server.ask("/en/", "POST", Content_Length="0")[0] == 405
    written = [path for path in server.folder.rglob("*") if path.owner() == "nobody"]
    assert os.geteuid() != 0 or written
    assert all(path.is_relative_to(server.folder / "tmp") for path in written)


@pytest.mark.long
def test_a_class_that_comes_all_at_once_is_served(server: Server, tell: Callable[[str], None]) -> None:
    """64 readers for ten seconds: every answer is whole."""
    if not shutil.which("wrk"):
        pytest.skip("wrk is not here: apt-get install wrk")
    command = ["wrk", "-t1", "-c64", "-d10s", "--latency", "-H", "Accept-Encoding: br"]
    address = f"http://127.0.0.1:{server.port}/en/page/"
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    assert "Socket errors" not in said
    assert "Non-2xx" not in said
    rate, slowest = (re.search(rf"{name}:?\s+(\S+)", said) for name in ("Requests/sec", "99%"))
    assert rate, said
    assert slowest, said
    assert float(rate[1]) > 500
    tell(f"server: {rate[1]} requests/s, 99 % within {slowest[1]}")


def test_a_header_of_one_path_is_not_lost(tmp_path: Path) -> None:
    """Preparing fails where `_headers` says of one path what nginx.conf does not know."""
    write_files(tmp_path / "site", {"index.html": "a", "_headers": "/*\n  A: b\n/x\n  B: c\n"})
    ran = prepare(tmp_path / "site", tmp_path / "srv")
    assert ran.returncode == 1
    assert "/x has a B of its own" in ran.stderr


def test_preparing_gives_the_same_bytes(tmp_path: Path) -> None:
    """Short texts stay as they are; the site's own folder is left alone."""
    write_files(tmp_path / "site", {"index.html": LONG, "a.txt": "short", "_headers": "/*\n  A: \"b\" 'c'\n"})
    for name in ("one", "two"):
        assert prepare(tmp_path / "site", tmp_path / name).returncode == 0
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two
    assert {path.as_posix() for path in one} == {
        "site/index.html",
        "site/index.html.br",
        "site/index.html.gz",
        "site/a.txt",
        "site.conf",
    }
    assert one[Path("site.conf")] == b'add_header A "\\"b\\" \'c\'" always;\n'


def test_the_container_is_kept_small_and_harmless() -> None:
    """Two stages of one image, named by its digest; the last has no Python, and is not run by root."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    images = re.findall(r"^FROM (\S+)", text, re.M)
    assert len(images) == 2
    assert len(set(images)) == 1
    assert re.fullmatch(r"debian:\w+-slim@sha256:[0-9a-f]{64}", images[0])
    last = text[text.rindex("\nFROM") :]
    assert "python" not in last
    assert re.findall(r"^USER (.*)$", last, re.M) == ["33:33"]
    assert re.findall(r"^COPY (.*)$", last, re.M) == [
        "container/nginx.conf /etc/nginx/nginx.conf",
        "--from=build /srv /srv",
    ]
    assert "python3 run.py site \\\n    && .venv/bin/python container/prepare.py site /srv" in text
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".venv", "node_modules", "site", ".cache"} <= set(ignored)
    assert ".git" not in ignored
