"""addresses.txt: what the site has had is not lost without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.problems.codes import level_of
from course.problems.problem import CourseError
from course.publish import site as publishing
from course.publish.hosting.addresses import ADDRESSES, addresses_of, check_addresses, note_addresses
from course.publish.request import Building, BuildRequest
from course.publish.site import publish_site
from course.verbs import site as site_verb
from support.courses import copy_settings, write_files


def addresses(project: Path) -> list[str]:
    """The lines of the list that are addresses."""
    lines = (project / ADDRESSES).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_what_has_an_address(tmp_path: Path) -> None:
    """Pages and calendars; not what pages are made of, nor the page that says what is not there."""
    files = [
        "index.html",
        "404.html",
        "ko/404.html",
        "ko/index.html",
        "ko/한 글/index.html",
        "ko/flat.html",
        "ko/my-index.html",
        "ko/course.ics",
        "ko/course.json",
        "ko/assets/a.js",
        "ko/a/a.pdf",
        "ko/a.md",
    ]
    write_files(tmp_path, dict.fromkeys(files, ""))
    assert addresses_of(tmp_path) == {
        "/",
        "/ko/",
        "/ko/한 글/",
        "/ko/flat.html",
        "/ko/my-index.html",
        "/ko/course.ics",
    }


def test_the_list_grows_and_is_never_written_for_nothing(tmp_path: Path) -> None:
    """Sorted, its first lines saying what it is; a line that is gone from the site stays."""
    site = tmp_path / "site"
    write_files(site, {"b/index.html": "", "a/index.html": ""})
    note_addresses(tmp_path, site)
    assert addresses(tmp_path) == ["/a/", "/b/"]
    before = (tmp_path / ADDRESSES).stat()
    note_addresses(tmp_path, site)
    assert (tmp_path / ADDRESSES).stat() == before
    (site / "b/index.html").unlink()
    write_files(site, {"c/index.html": ""})
    note_addresses(tmp_path, site)
    assert addresses(tmp_path) == ["/a/", "/b/", "/c/"]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [ADDRESSES]


def test_what_somebody_wrote_stays(tmp_path: Path) -> None:
    """Above its address, or at the end; what the list says of itself is there once, in today's words."""
    write_files(tmp_path, {ADDRESSES: "# mine\n\n/a/ -> /c/\n# why\n# and how\n/b/\n\n# last\n"})
    for fresh in ("bb", "c"):
        write_files(tmp_path / "site", {f"{fresh}/index.html": ""})
        note_addresses(tmp_path, tmp_path / "site")
    text = (tmp_path / ADDRESSES).read_text(encoding="utf-8")
    assert text.endswith("# mine\n/a/ -> /c/\n# why\n# and how\n/b/\n/bb/\n/c/\n# last\n")
    assert text.count("`run.py site` adds new ones") == 1


def test_what_is_gone_is_told_at_its_line(tmp_path: Path) -> None:
    """With what can be done; a page that only leads on is there; how the list is written does not matter."""
    write_files(tmp_path, {ADDRESSES: "\ufeff# mine\r\n\r\n/a/\r\n  /b/ \r\n/led/\r\n"})
    write_files(tmp_path / "site", {"a/index.html": "", "led/index.html": "<meta http-equiv=refresh>"})
    (gone,) = check_addresses(tmp_path, tmp_path / "site", strict=False)
    assert str(gone).startswith("addresses.txt:4: the address /b/ is gone from the site; ")
    assert (gone.code, level_of(gone)) == ("address-gone", "hint")
    for way in ("old place", "links to the new place", "run.py move", "delete this line"):
        assert way in gone.mend
    with pytest.raises(CourseError) as raised:
        check_addresses(tmp_path, tmp_path / "site", strict=True)
    assert [level_of(each) for each in raised.value.problems] == ["error"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course whose pages are made by `publish`, and found sound."""
    copy_settings(tmp_path)
    write_files(tmp_path, {"docs/ko/index.md": "# 가\n"})
    monkeypatch.setattr(publishing, "check_site", lambda *_: None)
    monkeypatch.setattr(publishing, "_put_handouts", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def publish(project: Path, *pages: str, docs: Path | None = None, **how: bool) -> None:
    def build(request: BuildRequest) -> bool:
        write_files(request.site_dir, {f"{page}index.html": page for page in ("", *pages)})
        return True

    publish_site(project, project / "site", Building(build, docs_dir=docs, **how))  # type: ignore[arg-type]


def test_a_build_tells_what_it_has_lost(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a hint, each time, until its line is deleted; with --strict-addresses the old site stays."""
    publish(project, "one/", "two/")
    assert addresses(project) == ["/", "/ko/", "/ko/one/", "/ko/two/"]
    assert "address-gone" not in capsys.readouterr().out
    with pytest.raises(CourseError, match="/ko/two/ is gone"):
        publish(project, "one/", "three/", keeps_addresses=True)
    assert (project / "site/ko/two/index.html").is_file()
    assert "/ko/three/" not in addresses(project)
    for _ in range(2):
        publish(project, "one/", "three/")
        told = capsys.readouterr().out
        line = (project / ADDRESSES).read_text(encoding="utf-8").splitlines().index("/ko/two/") + 1
        assert f"addresses.txt:{line}: the address /ko/two/ is gone" in told
    listed = (project / ADDRESSES).read_text(encoding="utf-8")
    (project / ADDRESSES).write_text(listed.replace("/ko/two/\n", ""), encoding="utf-8")
    publish(project, "one/", "three/", keeps_addresses=True)
    assert "address-gone" not in capsys.readouterr().out
    assert addresses(project) == ["/", "/ko/", "/ko/one/", "/ko/three/"]


def test_only_the_course_s_own_site_is_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not another course's, in whose folder nothing is written, nor what only lecturers see."""
    write_files(project, {"other/index.md": "# 나\n"})
    publish(project, "one/", docs=project / "other")
    publish(project, "one/", instructor=True)
    assert not (project / ADDRESSES).exists()
    assert [path.name for path in (project / "other").iterdir()] == ["index.md"]


def test_a_list_that_cannot_be_written_costs_no_site(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told in one line."""
    put = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == ADDRESSES:
            raise PermissionError(13, "Permission denied")
        return put(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    publish(project, "one/")
    assert "addresses.txt was not written: " in capsys.readouterr().out
    assert (project / "site/ko/one/index.html").is_file()
    assert [path.name for path in project.iterdir() if path.name.startswith(".addresses")] == []


@pytest.mark.parametrize("words", [[], ["--strict-addresses"]])
def test_the_command_hands_it_on(words: list[str], project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only who says so has no site published that lacks an address."""
    asked: list[Building] = []
    monkeypatch.setattr(site_verb, "publish_site", lambda *given: asked.append(given[2]))
    assert site_verb.main([*words, "-d", str(project / "site")]) == 0
    assert asked[0].keeps_addresses is bool(words)
