"""What a build makes of files that nobody may publish: told, left out, and nothing waited for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from course.problems.codes import CODES
from support.courses import BuiltDocs, Course, run_module, tree

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes as Unix has them")

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
STYLES = "assets/stylesheets/course.css"
FILES = {
    "index.md": "# 첫\n\n글\n",
    "w/<img src=x onerror=alert(1)>.pdf": b"%PDF",
    "w/s.md": "# 세션\n\n글\n",
    "evil.html": "<script>1</script>",
    "x.js": "1",
    "x.svg": SVG,
    "LICENSE": "x",
    "LICENSE.md": "# 라이선스\n\n글\n",
    "course.json": "{}",
    STYLES: "body { display: none }",
    "assets/javascripts/progress.js": "1",
    "assets/own.png": b"png",
}
TOLD = {
    "leak.md": "file-outside",
    "p.md": "file-special",
    "w/a.png": "file-special",
    "corrections.yml": "file-special",
    "a.png": "file-unreadable",
    "a.md": "file-unreadable",
    "x.svg": "file-runs",
    "LICENSE": "same-address",
    "course.json": "same-address",
    STYLES: "same-address",
}


def add_special_files(docs_dir: Path) -> None:
    """Links and pipes, which `build_docs` cannot write."""
    for name in ("p.md", "w/a.png", "corrections.yml"):
        (docs_dir / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(docs_dir / name)
    for name, target in {"leak.md": "/etc/passwd", "a.png": "gone", "a.md": "a.md"}.items():
        (docs_dir / name).symlink_to(target)


def test_a_build_that_is_not_strict_leaves_them_out(
    tmp_path: Path, build_docs: Callable[..., BuiltDocs]
) -> None:
    """Each is told with its code, none is in the site, and the product's own files are as they were."""
    add_special_files(tmp_path / "docs")
    built = build_docs(FILES)
    assert built.failure is None
    for name, code in TOLD.items():  # a build that tells many hints tells only their number
        is_told = [each for each in built.messages if f"/{name}:1: " in each and f"[{code}]" in each]
        assert is_told or CODES[code].level == "hint", name
    site = tree(built.site_dir)
    assert not site.keys() & {"evil.html", "x.js", "x.svg", "LICENSE", "leak/index.html", "p/index.html"}
    assert {"LICENSE/index.html", "assets/own.png", "w/s/index.html"} <= site.keys()
    assert not site.keys() & {STYLES, "assets/javascripts/progress.js"}  # the product's are joined
    (joined,) = built.site_dir.glob("assets/stylesheets/course.*.css")
    assert "body{display:none}" not in joined.read_text("utf-8").replace(" ", "")
    assert "$schema" in (built.site_dir / "course.json").read_text("utf-8")
    assert "root:" not in "".join(
        path.read_text("utf-8", "replace") for path in built.site_dir.rglob("*.html")
    )
    assert "<img" not in (built.site_dir / "w/index.html").read_text("utf-8")


@pytest.mark.parametrize(("name", "target"), [("up", "."), ("etc", "/etc"), ("root", "/")])
def test_no_build_begins_where_mkdocs_would_go_astray(
    tmp_path: Path, build_docs: Callable[..., BuiltDocs], name: str, target: str
) -> None:
    """A folder linked from elsewhere, or into itself, ends also a build that is not strict."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).symlink_to(target, target_is_directory=True)
    built = build_docs({"index.md": "# 첫\n"})
    assert built.failure
    assert not built.site_dir.exists()


def test_commands_tell_them_in_a_line_each(tmp_path: Path) -> None:
    """The check, the strict build and the exports end with status 1, soon, and without a traceback."""
    course = Course(tmp_path)
    course.write({f"docs/ko/{name}": content for name, content in FILES.items()})
    add_special_files(tmp_path / "docs/ko")
    before, started = course.site(), time.monotonic()
    for words in (["check"], ["site"], ["export", "markdown", "-o", "out"], ["check", "docs/ko/p.md"]):
        ran = run_module("hooks", *words, cwd=tmp_path)
        assert ran.status == 1, ran.output
        assert "Traceback" not in ran.output
        assert [line for line in ran.lines if "docs/ko/p.md:1: " in line and "[file-special]" in line]
    assert course.site() == before
    assert not (tmp_path / "out").exists()
    assert time.monotonic() - started < 60


def test_a_pipe_in_place_of_the_ledger_is_told(tmp_path: Path) -> None:
    """``translations.json`` is not opened where it is no file."""
    course = Course(tmp_path)
    course.write({"docs/en/index.md": "# First\n"})
    os.mkfifo(tmp_path / "translations.json")
    ran = course.publish()
    assert ran.status == 1
    assert "translations.json:1: this is no file but a pipe" in ran.output
    assert "Traceback" not in ran.output
