"""An old course's faults can be accepted once; from then on the list of them only shrinks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from course.problems.problem import ACCEPTED
from course.verbs.check import main
from support.courses import Course, copy_settings, write_files

OLD = "# 세션\n\n[하나](gone.md)\n\n### 건너뜀\n\n[하나](gone.md)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A course whose three faults are accepted."""
    write_files(tmp_path, {"docs/ko/a.md": OLD, "docs/ko/b.md": "# 글\n"})
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main([]) == 1
    assert main(["--accept"]) == 0
    assert f"{ACCEPTED} holds 3 accepted Problems" in capsys.readouterr().out
    return tmp_path


def entries(folder: Path) -> list[str]:
    """The accepted Problems."""
    return [line for line in (folder / ACCEPTED).read_text(encoding="utf-8").splitlines() if line[0] != "#"]


def test_accepted_problems_are_known_by_their_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They fail nothing, wherever their lines have moved to."""
    assert entries(folder) == [
        "docs/ko/a.md [heading-skipped] ### 건너뜀",
        "docs/ko/a.md [link-dead] [하나](gone.md)",
        "docs/ko/a.md [link-dead] [하나](gone.md)",
    ]
    write_files(folder, {"docs/ko/a.md": OLD.replace("# 세션\n", "# 세션\n\n새 글.\n\n새 글.\n", 1)})
    assert main([]) == 0
    assert "nothing to mend; 3 accepted before" in capsys.readouterr().out


def test_new_problems_are_told_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One more link to the same nothing is told, and a fault in another file; neither is accepted."""
    write_files(folder, {"docs/ko/a.md": OLD + "\n[하나](gone.md)\n", "docs/ko/b.md": "# 글\n\n# 글\n"})
    assert main([]) == 1
    told = capsys.readouterr().out
    assert "docs/ko/a.md:9:" in told
    assert "docs/ko/b.md:3:" in told
    assert "2 to mend; 3 accepted before" in told
    assert main(["--accept"]) == 1
    assert "\nNot accepted: 2 new (" in capsys.readouterr().out
    assert len(entries(folder)) == 3


def test_mended_problems_must_be_dropped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mended one is told at its line of the list until it is dropped; then it is new when it comes back."""
    write_files(folder, {"docs/ko/a.md": OLD.replace("###", "##")})
    assert main(["docs/ko/b.md"]) == 0, "only what was looked at can be mended"
    assert main([]) == 1
    told = capsys.readouterr().out
    assert f"{ACCEPTED}:3: mended since it was accepted: docs/ko/a.md [heading-skipped]" in told
    assert "[accepted-mended]" in told
    assert main(["--accept"]) == 0
    assert "holds 2 accepted Problems; 1 mended and dropped" in capsys.readouterr().out
    write_files(folder, {"docs/ko/a.md": OLD})
    assert main([]) == 1
    write_files(folder, {"docs/ko/a.md": "# 세션\n"})
    assert main(["--accept"]) == 0
    assert not (folder / ACCEPTED).exists()


def test_a_lost_page_is_never_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that cannot be read, and two that want one address, are told always."""
    write_files(
        tmp_path,
        {"docs/ko/a.md": "# 글\n".encode("cp949"), "docs/ko/b.md": "#글", "docs/ko/b/index.md": "글"},
    )
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    main(["--accept"])
    assert main([]) == 1
    assert not (tmp_path / ACCEPTED).exists()


def test_accepting_is_for_the_whole_course(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Single files cannot be accepted: what lies elsewhere would be dropped."""
    with pytest.raises(SystemExit):
        main(["--accept", "docs/ko/a.md"])
    assert "name no files with it" in capsys.readouterr().err


def test_another_course_is_accepted_by_itself(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --docs its list lies in its folder, by paths from there on, however the folder is named."""
    theirs = tmp_path_factory.mktemp("theirs") / "docs"
    write_files(theirs, {"README.md": "# 과정\n\n[하나](gone.md)\n"})
    ours = (folder / ACCEPTED).read_text(encoding="utf-8")
    assert main(["--docs", str(theirs)]) == 1
    assert main(["--accept", "--docs", str(theirs)]) == 0
    assert main(["--docs", str(theirs)]) == main(["--docs", os.path.relpath(theirs)]) == main([]) == 0
    assert entries(theirs) == ["README.md [link-dead] [하나](gone.md)"]
    assert (folder / ACCEPTED).read_text(encoding="utf-8") == ours
    write_files(theirs, {"README.md": "# 과정\n"})
    capsys.readouterr()
    assert main(["--docs", str(theirs)]) == 1
    assert f"{ACCEPTED}:3: mended since it was accepted: " in capsys.readouterr().out
    assert main([]) == 0, "our own list is not about their folder"
    assert main(["--accept", "--docs", str(theirs)]) == 0
    assert not (theirs / ACCEPTED).exists()
    assert (folder / ACCEPTED).read_text(encoding="utf-8") == ours


def test_an_old_list_beside_the_settings_is_still_read(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it has of another course counts until that course is accepted again; then it moves there."""
    theirs = tmp_path_factory.mktemp("theirs") / "docs"
    write_files(theirs, {"README.md": "# 과정\n\n[하나](gone.md)\n\n[둘](gone.md)\n"})
    ours = (folder / ACCEPTED).read_text(encoding="utf-8")
    old = f"{Path(os.path.relpath(theirs)).as_posix()}/README.md [link-dead] [하나](gone.md)\n"
    (folder / ACCEPTED).write_text(ours + old, encoding="utf-8")
    capsys.readouterr()
    assert main(["--docs", str(theirs)]) == 1
    assert "1 to mend; 1 accepted before" in capsys.readouterr().out
    assert main(["--accept", "--docs", str(theirs)]) == 1, "the list only shrinks, wherever it is"
    assert entries(theirs) == ["README.md [link-dead] [하나](gone.md)"]
    assert (folder / ACCEPTED).read_text(encoding="utf-8") == ours


@pytest.mark.parametrize(
    ("faults", "left"),
    [
        ({"a.md": "# 글\n\n[하나](gone.md)\n"}, ""),
        (
            {"a.md": "# 글\n\n<p onclick='x'>글</p>\n\n<p onclick='y'>글</p>\n"},
            "2 html-unsafe (it is not safe",
        ),
        (
            {"a.md": "글".encode("cp949"), "b.md": "# 글\n\n[하나](gone.md)\n"},
            "1 not-utf-8 (the page would",
        ),
    ],
)
def test_the_last_line_says_what_is_not_accepted(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    faults: dict[str, str | bytes],
    left: str,
) -> None:
    """What no list takes is told with the reason; all else is taken."""
    write_files(tmp_path / "theirs", {"README.md": "# 과정\n", **faults})
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["--accept", "--docs", "theirs"]) == bool(left)
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"Not accepted: {left}" if left else f"theirs/{ACCEPTED} holds 1 accepted Problem")
    assert main(["--docs", "theirs"]) == bool(left)


def test_three_commands_publish_a_course_with_faults(course: Course, tmp_path: Path) -> None:
    """A failing build names the ways on; after --accept it goes through, without the list on the site."""
    write_files(tmp_path / "theirs", {"README.md": "# 과정\n\n[하나](gone.md)\n\n![](a.png)\n\n### 둘\n"})
    words = ("--docs", str(tmp_path / "theirs"))
    ran = course.publish(*words)
    assert ran.status == 1
    assert ran.output.count("[link-dead]") == 1, "told once"
    assert "\nREADME.md:3: " in ran.output, "by the path from the folder that was given on"
    *_, last = ran.output.strip().splitlines()
    assert "--accept` notes" in last
    assert "--no-strict` publishes" in last
    assert "run.py" in ran.output
    assert course.check(*words).status == 1
    assert course.check(*words, "--accept").status == 0
    ran = course.publish(*words)
    assert ran.status == 0, ran.output
    assert not list(course.folder.rglob(f"site/**/{ACCEPTED}"))


def test_a_build_of_another_course_knows_an_old_list(course: Course, tmp_path: Path) -> None:
    """The build names the folder whole, the list beside the settings as it was given: the entry counts."""
    write_files(tmp_path / "theirs", {"README.md": "# 과정\n\n[하나](gone.md)\n"})
    course.write({ACCEPTED: "../theirs/README.md [link-dead] [하나](gone.md)\n"})
    ran = course.publish("--docs", str(tmp_path / "theirs"))
    assert ran.status == 0, ran.output


def test_accepted_problems_do_not_keep_the_site_back(course: Course) -> None:
    """A strict build publishes in spite of what is accepted, and fails for what is new."""
    course.write({"docs/ko/a.md": "# 세션\n\n[하나](gone.md)\n"})
    assert course.publish().status == 1
    course.write({ACCEPTED: "docs/ko/a.md [link-dead] [하나](gone.md)\n"})
    ran = course.publish()
    assert ran.status == 0, ran.output
    assert f"1 accepted Problems ({ACCEPTED})" in ran.output
    course.write({"docs/ko/a.md": "# 세션\n\n[하나](gone.md)\n\n![](gone.png)\n"})
    ran = course.publish()
    assert ran.status == 1
    assert "gone.md" not in ran.output
    assert "image-dead" in ran.output
