"""`run.py site --docs FOLDER` builds somebody's course where it lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.model.editions import language_folders, read_other_course
from course.problems.problem import CourseError
from support.courses import PAGE, Course, tree, write_files

#: A clone, as it lies on somebody's disk.
CLONE: dict[str, str | bytes] = {
    "README.md": "# 🚀 남의 `과정`\n\n[첫 주](week_01/)\n",
    "week_01/day1/session_1.md": PAGE,
    ".git/config": "[core]\n",
    ".github/PULL_REQUEST_TEMPLATE.md": "# PR\n",
}


def test_another_course_is_built_and_not_touched(course: Course, tmp_path: Path) -> None:
    """Its front page names the site, its hidden folders stay out of it, and no file of it changes."""
    clone = tmp_path / "남의 과정"
    write_files(clone, CLONE)
    before = tree(clone)
    ran = course.publish("--docs", str(clone), "-d", str(tmp_path / "out"))
    assert ran.status == 0, ran.output
    assert tree(clone) == before
    front = (tmp_path / "out/ko/index.html").read_text(encoding="utf-8")
    assert "<title>🚀 남의 과정</title>" in front
    assert (tmp_path / "out/ko/week_01/day1/session_1/index.html").is_file()
    assert not any((tmp_path / "out").rglob("*PULL_REQUEST*"))
    assert (course.folder / "site/index.html").read_text(encoding="utf-8") == "old"


def test_another_course_is_checked_too(course: Course, tmp_path: Path) -> None:
    """What is wrong in it keeps its site from being published, and --no-strict publishes it."""
    write_files(tmp_path / "clone", {"README.md": "# 과정\n\n```bash\necho\n"})
    words = ("--docs", str(tmp_path / "clone"), "-d", str(tmp_path / "out"))
    ran = course.publish(*words)
    assert ran.status == 1
    assert f"{tmp_path.as_posix()}/clone/README.md:3: the code block" in ran.output
    assert not (tmp_path / "out").exists()
    assert course.publish(*words, "--no-strict").status == 0
    assert (tmp_path / "out/ko/index.html").is_file()


def test_languages_of_another_course(course: Course, tmp_path: Path) -> None:
    """A course with folders for languages is built in each; one without, in the first language."""
    both = read_other_course(course.folder, tmp_path)
    assert [(each.language.folder, each.docs_dir) for each in both] == [("ko", tmp_path)]
    write_files(tmp_path, {"ko/index.md": "글\n\n# 우리 과정\n", "README.md": "# 저장소\n"})
    both = read_other_course(course.folder, tmp_path)
    assert [(each.language.title, each.docs_dir) for each in both] == [("우리 과정", tmp_path / "ko")]


def test_folder_that_is_not_there(course: Course, tmp_path: Path) -> None:
    """A folder that does not exist is told in one line."""
    with pytest.raises(CourseError) as told:
        read_other_course(course.folder, tmp_path / "nothing")
    assert [problem.code for problem in told.value.problems] == ["docs-missing"]
    ran = course.publish("--docs", str(tmp_path / "nothing"))
    assert ran.status == 1
    assert "Traceback" not in ran.output
    assert "nothing:1: the folder is not there; there is nothing to build;" in ran.output


def test_a_course_without_a_front_page_is_one_course(tmp_path: Path) -> None:
    """Folders such as week_01 at its top are no languages; those of a site of several languages are."""
    docs, one, two = tmp_path / "docs", tmp_path / "one", tmp_path / "two"
    write_files(docs, {"week_01/a.md": "글\n", "week_02/b.md": "글\n"})
    write_files(one, {"assets/a.css": "", "week_01/index.html": "", "week_02/index.html": ""})
    assert language_folders(one, docs) == [(docs, one, "/")]
    write_files(two, {"index.html": "", "week_01/index.html": "", "week_01/assets/a.css": ""})
    assert language_folders(two, docs) == [(docs / "week_01", two / "week_01", "/week_01/")]
