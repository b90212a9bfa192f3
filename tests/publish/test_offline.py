"""Once installed, the site is built with no network at all, and its pages ask none of anybody else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from support.courses import ROOT, Course, run_module, tree

# Loaded by every Python the build starts: refuses and notes each connection that leaves this machine.
GUARD = """
import os, socket

def _refuse(address):
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(address, tuple) and host not in ("127.0.0.1", "::1", "localhost", None, ""):
        with open(os.environ["NETWORK_LOG"], "a", encoding="utf-8") as log:
            log.write(f"{host}\\n")
        raise OSError(f"the network is blocked: {host}")

def _guarded(name, place):
    original = getattr(socket.socket, name)
    def method(self, *words):
        _refuse(words[place])
        return original(self, *words)
    setattr(socket.socket, name, method)

for _name, _place in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
    _guarded(_name, _place)
_look_up = socket.getaddrinfo

def _getaddrinfo(host, *words, **options):
    _refuse((host,))
    return _look_up(host, *words, **options)

socket.getaddrinfo = _getaddrinfo
"""
PROXIES = ("http_proxy", "https_proxy", "all_proxy")
NO_PROXY = dict.fromkeys([*PROXIES, *map(str.upper, PROXIES)], "")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment in which no Python reaches the network; NETWORK_LOG names the file of attempts."""
    folder = tmp_path_factory.mktemp("guard")
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    path = f"{folder}{':' if sys.platform != 'win32' else ';'}{ROOT / 'hooks'}"
    return {"PYTHONPATH": path, "NETWORK_LOG": str(folder / "attempts"), **NO_PROXY}


def test_guard_blocks_and_notes(guarded: dict[str, str], tmp_path: Path) -> None:
    """The guard itself: a request by name and one by number are refused and noted."""
    log = tmp_path / "attempts"
    for host in ("example.org", "192.0.2.1"):
        (tmp_path / "ask.py").write_text(
            f"import urllib.request as r; r.urlopen('http://{host}/', timeout=5)", encoding="utf-8"
        )
        paths = f"{guarded['PYTHONPATH']}{':' if sys.platform != 'win32' else ';'}{tmp_path}"
        ran = run_module("ask", environment={**guarded, "PYTHONPATH": paths, "NETWORK_LOG": str(log)})
        assert ran.status == 1
        assert f"the network is blocked: {host}" in ran.output
    assert log.read_text(encoding="utf-8").split() == ["example.org", "192.0.2.1"]


def test_site_is_built_without_network(
    guarded: dict[str, str], sample: Course, built_site: Path, tmp_path: Path
) -> None:
    """With every connection refused nobody asks for one and the site is the same, byte for byte."""
    words = ("hooks", "site", "-d", str(tmp_path / "site"))
    ran = run_module(*words, cwd=sample.folder, environment=guarded)
    assert ran.status == 0, ran.output
    log = Path(guarded["NETWORK_LOG"])
    assert not log.exists(), log.read_text(encoding="utf-8")
    assert tree(tmp_path / "site") == tree(built_site)


@pytest.mark.skipif(not shutil.which("unshare"), reason="only Linux can take the network away from a process")
def test_site_is_built_where_there_is_no_network(sample: Course, tmp_path: Path) -> None:
    """In a network namespace without an interface, which holds for all programs, the site is built."""
    command = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system forbids new network namespaces")
    publish = [sys.executable, "-m", "hooks", "site", "-d", str(tmp_path / "site")]
    done = subprocess.run(
        [*command, "env", f"PYTHONPATH={sample.folder / 'hooks'}", "PYTHONUTF8=1", *publish],
        cwd=sample.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


LOADED = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "use": ("href", "xlink:href"),
}
NOT_LOADED = {"canonical", "alternate", "next", "prev", "author", "license"}
CSS_LOADED = re.compile(r"@import\s+['\"]([^'\"]+)|url\(\s*['\"]?([^'\")]+)")


def test_pages_load_nothing_from_elsewhere(built_site: Path) -> None:
    """No script, style, image, font or frame of any page comes from another host."""
    pages = sorted(built_site.rglob("*.html"))
    assert len(pages) > 3
    loaded = [(page.relative_to(built_site), address) for page in pages for address in loads(page)]
    assert any(address.endswith(".css") for _, address in loaded)
    assert [each for each in loaded if is_elsewhere(each[1])] == []


def test_styles_load_nothing_from_elsewhere(built_site: Path) -> None:
    """No stylesheet imports or fetches from another host."""
    styles = sorted(built_site.rglob("*.css"))
    assert styles
    assert [
        (style.name, address)
        for style in styles
        for address in css_loads(style.read_text("utf-8"))
        if is_elsewhere(address)
    ] == []


def loads(page: Path) -> Iterator[str]:
    """Addresses that a browser fetches by itself when it shows `page`."""
    document = html.fromstring(page.read_bytes())
    for element in document.iter(*LOADED):
        if element.tag == "link" and NOT_LOADED & set((element.get("rel") or "").split()):
            continue
        yield from filter(None, (element.get(name) for name in LOADED[element.tag]))
    for element in document.iter("style"):
        yield from css_loads(element.text or "")
    for element in document.xpath("//*[@style]"):
        yield from css_loads(element.get("style"))


def css_loads(text: str) -> list[str]:
    """Addresses a stylesheet fetches."""
    return [imported or fetched for imported, fetched in CSS_LOADED.findall(text)]


def is_elsewhere(address: str) -> bool:
    """Whether the address names a host."""
    return bool(re.match(r"\s*(https?:)?//", address, re.IGNORECASE))
