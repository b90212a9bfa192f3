"""Links to other hosts: a server of the tests answers as hosts do, and is asked as seldom as can be."""

from __future__ import annotations

import email.utils
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from course.checks.online import found, links_check
from course.checks.online.asking import Answer, Asker
from course.checks.online.found import Place, find_links, is_public, is_trusted
from course.checks.online.links_check import check_links
from course.markdown.files.source import read_source
from course.problems.problem import NotThereError
from course.settings.course_settings import check_settings
from course.verbs import links as verb
from support.courses import ROOT, copy_settings, write_files

#: What is answered to GET and HEAD alike: status, and headers.
Reply = tuple[int, dict[str, str]]


class Host:
    """A host that answers as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.times: list[float] = []
        self.busy = self.most_at_once = 0
        self.replies: dict[str, Callable[[str, int], Reply]] = {}
        host, lock = self, threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with lock:
                    host.busy += 1
                    host.most_at_once = max(host.busy, host.most_at_once)
                    host.times.append(time.monotonic())
                    host.asked.append(f"{self.command} {self.path}")
                    count = sum(each.endswith(f" {self.path}") for each in host.asked)
                reply = host.replies.get(self.path, lambda *_: (200, {}))
                status, headers = reply(self.command, count)
                with lock:
                    host.busy -= 1
                with suppress(OSError):
                    self.send_response(status)
                    for name, value in {"Content-Length": "0", **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()

            do_HEAD = do_GET

            def log_message(self, *_: object) -> None:
                """Nothing is told."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def says(self, path: str, status: int, **headers: str) -> str:
        """Have `path` answered so, always; its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = lambda *_: (status, named)
        return f"{self.address}{path}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def host() -> Iterator[Host]:
    one = Host()
    yield one
    one.close()


@pytest.fixture
def slept() -> list[float]:
    """How long the asker wanted to sleep; it does not."""
    return []


@pytest.fixture
def asker(slept: list[float]) -> Iterator[Asker]:
    one = Asker(0, 0.3, sleep=slept.append, may_ask=lambda _: True)
    yield one
    one.pool.clear()


def test_what_answers_is_good(host: Host, asker: Asker) -> None:
    """One question by HEAD is enough; a host that knows no HEAD is asked by GET."""
    assert asker.ask(f"{host.address}/a") == Answer("good")
    host.replies["/b"] = lambda method, _: (405 if method == "HEAD" else 200, {})
    host.replies["/c"] = lambda method, _: (404 if method == "HEAD" else 206, {})
    assert asker.ask(f"{host.address}/b").kind == asker.ask(f"{host.address}/c").kind == "good"
    assert host.asked == ["HEAD /a", "HEAD /b", "GET /b", "HEAD /c", "GET /c"]


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (404, "gone", "404 (not found)"),
        (410, "gone", "410 (gone)"),
        (401, "refused", "401 (unauthorized)"),
        (403, "refused", "403 (forbidden)"),
        (451, "refused", "451 (unavailable for legal reasons)"),
        (429, "refused", "429 (too many requests)"),
        (500, "unreachable", "500 (internal server error)"),
        (503, "unreachable", "503 (service unavailable)"),
        (999, "unreachable", "999"),
        (304, "unreachable", "304 (not modified)"),
    ],
)
def test_what_does_not_answer_well(host: Host, asker: Asker, status: int, kind: str, said: str) -> None:
    """Each status by what its reader can do; what may change is asked for three times."""
    answer = asker.ask(host.says("/x", status))
    assert (answer.kind, answer.said) == (kind, said)
    heads = [each for each in host.asked if each == "HEAD /x"]
    assert len(heads) == (3 if status == 429 or status >= 500 else 1)


def test_what_comes_back_is_good(host: Host, asker: Asker, slept: list[float]) -> None:
    """A host that fails, then does not; it is given more time before each try."""
    host.replies["/x"] = lambda _, count: (502 if count <= 4 else 200, {})
    assert asker.ask(f"{host.address}/x").kind == "good"
    assert slept == [2, 4]


def test_a_host_is_left_alone_as_it_asks(host: Host, asker: Asker, slept: list[float]) -> None:
    """Seconds or a date in Retry-After; one that asks for very long is asked no more."""
    host.replies["/s"] = lambda _, count: (429, {"Retry-After": "7"}) if count == 1 else (200, {})
    assert asker.ask(f"{host.address}/s").kind == "good"
    date = email.utils.formatdate(time.time() + 30, usegmt=True)
    host.replies["/d"] = lambda _, count: (503, {"Retry-After": date}) if count <= 2 else (200, {})
    assert asker.ask(f"{host.address}/d").kind == "good"
    assert slept[0] == 7
    assert 25 < slept[1] < 31
    for wait in ("3600", "Fri, 31 Dec 2100 23:59:59 GMT"):
        assert asker.ask(host.says("/long", 429, Retry_After=wait)).kind == "refused"
    assert host.asked.count("HEAD /long") == 2
    assert asker.ask(host.says("/odd", 429, Retry_After="soon")).kind == "refused"


def test_where_a_link_has_moved_is_told(host: Host, asker: Asker) -> None:
    """For good, by 301 and 308, as far as that goes; what is lent for now is good where it is."""
    host.says("/new", 200)
    host.says("/newer", 301, Location="/new")
    assert asker.ask(host.says("/old", 308, Location=f"{host.address}/newer#part")) == Answer(
        "moved", leads_to=f"{host.address}/new"
    )
    for status in (302, 303, 307):
        assert asker.ask(host.says("/now", status, Location="new")).kind == "good"
    host.says("/then", 301, Location="/newest")
    assert asker.ask(host.says("/first", 302, Location="/then")).kind == "good"
    assert asker.ask(host.says("/dead", 301, Location="/none")).kind == "moved"
    host.says("/none", 404)
    assert asker.ask(f"{host.address}/dead").kind == "gone"


def test_links_that_lead_on_and_on(host: Host, asker: Asker) -> None:
    """Or to what is no page of the web, or to none."""
    assert asker.ask(host.says("/loop", 302, Location="/loop")).said == "it leads on and on"
    assert asker.ask(host.says("/mail", 302, Location="mailto:a@b.example")).kind == "unreachable"
    assert asker.ask(host.says("/none", 302)).kind == "unreachable"
    assert len([each for each in host.asked if "loop" in each]) == 8


def test_a_stranger_s_link_does_not_lead_into_this_network(host: Host, slept: list[float]) -> None:
    """A public host may send nobody to a private one."""
    asker = Asker(0, 0.3, sleep=slept.append, may_ask=lambda address: "/inside" not in address)
    answer = asker.ask(host.says("/out", 302, Location="/inside"))
    assert (answer.kind, answer.said) == ("unreachable", f"it leads on to {host.address}/inside")
    assert host.asked == ["HEAD /out"]
    asker.pool.clear()


def test_hosts_that_are_not_there(host: Host, asker: Asker) -> None:
    """No port, no name, no answer in time, no address: each is told in its words."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        assert asker.ask(f"http://127.0.0.1:{port}/").said == "no connection"
    assert asker.ask("http://nobody.invalid/").said == "there is no such host"
    assert asker.ask(f"http://{'a' * 70}.example/").said in ("it is no address", "there is no such host")

    def late(*_: object) -> Reply:
        time.sleep(0.5)
        return 200, {}

    host.replies["/late"] = late
    answer = asker.ask(f"{host.address}/late")
    assert (answer.said, answer.is_host_there) == ("it does not answer in time", False)


def test_a_host_is_asked_by_one_at_a_time_with_a_pause(host: Host, tmp_path: Path) -> None:
    """However many links lead there, and whoever redirects to it."""
    links = {f"{host.address}/{n}": [Place("a.md", n)] for n in range(4)}
    links |= {f"{host.address.replace('127.0.0.1', 'localhost')}/x": [Place("a.md", 9)]}
    asker = Asker(0.1, may_ask=lambda _: True)
    assert check_links(links, asker, tmp_path).problems == ()
    own = [at for at, asked in zip(host.times, host.asked, strict=True) if "/x" not in asked]
    gaps = [after - before for before, after in pairwise(own)]
    assert len(gaps) == 3
    assert min(gaps) > 0.09
    assert host.most_at_once <= 2
    asker.pool.clear()


def test_what_was_well_is_remembered_for_a_week(
    host: Host, asker: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not is asked for again each time, and all is with `anew`; a spoilt memory is none."""
    host.says("/gone", 404)
    links = {f"{host.address}/{name}": [Place("a.md", 1)] for name in ("good", "gone")}

    def asked(**how: bool) -> set[str]:
        host.asked.clear()
        checked = check_links(links, asker, tmp_path, anew=how.get("anew", False))
        assert [each.code for each in checked.problems] == ["link-gone"]
        return {each.split("/")[1] for each in host.asked}

    assert asked() == {"good", "gone"}
    assert asked() == {"gone"}
    assert asked(anew=True) == {"good", "gone"}
    now = time.time()
    monkeypatch.setattr(links_check.time, "time", lambda: now + 8 * 24 * 60 * 60)
    assert asked() == {"good", "gone"}
    for path in tmp_path.rglob(".cache/kept/*/*"):
        path.write_bytes(b"spoilt")
    assert asked() == {"good", "gone"}


def test_each_place_of_a_link_is_told(host: Host, asker: Asker, tmp_path: Path) -> None:
    """At its file and line; an address is asked for once, whatever part of the page a link names."""
    text = f"# 가\n\n[a]({host.address}/old#one)\n\n> <{host.address}/gone>\n\n![]({host.address}/gone)\n"
    text += f'\n<a href="{host.address}/old">b</a>\n\n```text\n{host.address}/code\n```\n'
    quoted = f'page.md:\n  - quote: 가\n    verdict: wrong\n    source: "{host.address}/gone"\n'
    write_files(tmp_path, {"docs/page.md": text, "docs/corrections.yml": quoted})
    host.says("/gone", 404)
    host.says("/old", 301, Location="/new")
    source = read_source(tmp_path / "docs/page.md", tmp_path / "docs", tmp_path)
    links = find_links([source], found.corrections_files([source], tmp_path), tmp_path)
    told = check_links(links, asker, tmp_path)
    assert [(each.path, each.line, each.code) for each in told.problems] == [
        ("docs/corrections.yml", 2, "link-gone"),
        ("docs/page.md", 3, "link-moved"),
        ("docs/page.md", 5, "link-gone"),
        ("docs/page.md", 7, "link-gone"),
        ("docs/page.md", 9, "link-moved"),
    ]
    assert told.problems[1].mend == f"write {host.address}/new"
    assert sorted(host.asked) == ["GET /gone", "HEAD /gone", "HEAD /new", "HEAD /old"]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8080/",
        "http://web/",
        "http://web.default.svc.cluster.local",
        "http://web.default.svc:80/",
        "https://10.96.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "https://www.example.org/",
        "https://shop.example/",
        "http://a.test",
    ],
)
def test_what_only_the_course_knows_is_not_asked_for(address: str) -> None:
    """Names in a cluster, of this machine and of examples."""
    assert not is_public(address)


def test_what_is_asked_for() -> None:
    """Hosts by name or by a public number; what the settings trust is left out."""
    for address in (
        "https://kubernetes.io/docs/",
        "http://8.8.8.8/",
        "https://한국.kr/",
        "https://a.example.dev",
    ):
        assert is_public(address)
    trusted = ["https://a.dev/in/", "https://a.dev/one"]
    assert is_trusted("https://a.dev/in/x", trusted)
    assert is_trusted("https://a.dev/one", trusted)
    assert not is_trusted("https://a.dev/one/two", trusted)
    assert not is_trusted("https://a.dev/inner", trusted)
    assert check_settings({"trusted_links": trusted}, "mkdocs.yml", {}) == []
    for wrong in ("https://a.dev/", ["a.dev"], [1], {}):
        assert check_settings({"trusted_links": wrong}, "mkdocs.yml", {}), wrong


def test_no_network_is_told_as_such(asker: Asker, tmp_path: Path) -> None:
    """Where no host of several is there: nothing is told of the links."""
    links = {f"http://{name}.invalid/": [Place("a.md", 1)] for name in "abc"}
    with pytest.raises(NotThereError, match="connect to the network"):
        check_links(links, asker, tmp_path)
    few = dict(list(links.items())[:2])
    assert [each.code for each in check_links(few, asker, tmp_path).problems] == ["link-unreachable"] * 2


def test_the_command(
    host: Host,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    slept: list[float],
) -> None:
    """It tells all kinds, fails for what is gone, asks for nothing that is trusted, and writes no source."""
    gone, moved = host.says("/gone", 404), host.says("/moved", 301, Location="/there")
    closed, trusted = host.says("/closed", 403), f"{host.address}/mine/a"
    page = f"# 가\n\n<{gone}> <{moved}> <{closed}> <{trusted}> <http://localhost/>\n"
    copy_settings(tmp_path)
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  course:\n", f"  course:\n    trusted_links: ['{host.address}/mine/']\n", 1)
    write_files(tmp_path, {"docs/ko/index.md": page, "mkdocs.yml": settings})
    asker = Asker(0, 0.3, sleep=slept.append, may_ask=lambda address: "localhost" not in address)
    monkeypatch.setattr(verb, "Asker", lambda: asker)
    monkeypatch.chdir(tmp_path)
    assert verb.main([]) == 1
    told = capsys.readouterr().out
    for code in ("link-gone", "link-moved", "link-refused"):
        assert f"[{code}]" in told
    assert "3 links asked for, 0 within the last week, 2 not public or trusted" in told
    assert not any("/mine/" in each for each in host.asked)
    assert verb.main(["docs/ko/index.md", "--format", "github"]) == 1
    assert "::error file=docs/ko/index.md,line=3,title=link-gone::" in capsys.readouterr().out
    assert (tmp_path / "docs/ko/index.md").read_text(encoding="utf-8") == page
    asker.pool.clear()


def test_no_build_asks_a_host() -> None:
    """Nothing but the command knows this room."""
    using = [
        path.relative_to(ROOT / "hooks").as_posix()
        for path in (ROOT / "hooks").rglob("*.py")
        if "checks.online" in path.read_text(encoding="utf-8") and path.parent.name != "online"
    ]
    assert using == ["course/verbs/links.py"]
