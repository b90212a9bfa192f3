"""The pages are sound HTML: the Nu HTML checker finds no error of ours on any kind of page.

Source: WHATWG HTML, by the checker that the W3C runs (`tests/nu/package.json`). It needs Java.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from course.npm import install_npm_packages
from support.courses import ROOT, sample_course
from support.stress_session import stress_pictures, stress_session

NU = ROOT / "tests" / "nu"
JAR = NU / "node_modules/vnu-jar/build/dist/vnu.jar"
#: A checker of many pages that starts quickly; its schemas nest deeply.
JAVA = ("-Xss64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

#: What the checker says of the theme's own markup. Firefox, which alone heeds it there, would else open the
#: menu and the search again that were open when a page was loaded anew.
EXCEPTIONS = ("Attribute “autocomplete” is only allowed when the input type is",)

#: A fault for each kind that a template may come to have.
FAULTS = {
    "<p id='a'></p><p id='a'></p>": "Duplicate ID",
    "<label for='nothing'>a</label>": "must be the ID of a non-hidden form control",
    "<a href='b'><a href='c'>d</a></a>": "already open",
    "<ul><p>e</p></ul>": "not allowed as child of element “ul”",
    "<span aria-expanded='1'>f</span>": "aria-expanded",
    "<img src='g.png'>": "must have an “alt” attribute",
}


def errors(*paths: Path) -> list[str]:
    """What the checker says is wrong in files and folders; skips, and says so, where there is no checker."""
    java = shutil.which("java")
    if not java:
        pytest.skip("not run: the Nu HTML checker needs Java (apt-get install default-jre-headless)")
    problems = install_npm_packages(NU)
    if not JAR.is_file():
        pytest.skip(f"not run: npm has not brought the Nu HTML checker ({problems[0].what})")
    ran = subprocess.run(
        [java, *JAVA, "-jar", JAR, "--format", "json", "--exit-zero-always", "--skip-non-html", *paths],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    return [
        f"{each['url'].removeprefix('file:')}:{each.get('lastLine', 1)}: {each['message']}"
        for each in json.loads(ran.stderr)["messages"]
        if each["type"] != "info" and not each["message"].startswith(EXCEPTIONS)
    ]


def test_every_kind_of_page_is_sound(built_site: Path, tmp_path: Path) -> None:
    """No error on any page of the site; each fault that a page is given is found."""
    page = (built_site / "ko/index.html").read_text(encoding="utf-8")
    for number, fault in enumerate(FAULTS):
        changed = page.replace("</article>", f"{fault}</article>")
        (tmp_path / f"{number}.html").write_text(changed, encoding="utf-8")
    found = errors(built_site, tmp_path)
    assert [line for line in found if not line.startswith(f"{tmp_path}")] == []
    for number, part in enumerate(FAULTS.values()):
        assert any(f"/{number}.html:" in line and part in line for line in found), part


@pytest.mark.long
def test_so_is_all_that_a_course_can_hold(tmp_path: Path) -> None:
    """The guide, a folder with a page of its own, a session that is hard to print, notes for instructors."""
    course = sample_course(tmp_path / "course")
    shutil.copytree(ROOT / "guide/docs", course.folder / "docs/ko/guide")
    course.write({"docs/ko/week_05/day2/session_1.md": stress_session()})
    course.write({f"docs/ko/week_05/day2/{name}": content for name, content in stress_pictures().items()})
    ran = course.publish("-d", str(tmp_path / "site"), "--instructor", "--no-strict")
    assert ran.status == 0, ran.output
    assert (tmp_path / "site/ko/guide/ko/index.html").is_file()
    assert errors(tmp_path / "site") == []
