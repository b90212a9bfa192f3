"""One table says what is the product's and what the course's; the sample course is known by its files."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from course.repository.parts import PARTS, kind_of, kinds_of, render_table
from course.repository.release import VERSION_FILE
from course.repository.sample import LIST, name_of, read_sample, standing_sample
from support.courses import ROOT, write_files

_HEAD = (
    "# The sample course, each file with the name that git gives its content: `run.py init` sets it aside.\n"
)


def tracked() -> list[str]:
    """The files that git has, or would take."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(git, cwd=ROOT, capture_output=True, check=True)
    return [name for name in done.stdout.decode().split("\0") if name and _is_plain(ROOT / name)]


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def test_every_file_is_in_one_part() -> None:
    """Each file that git has is of one kind, and each pattern of the product's is for something."""
    names = tracked()
    assert len(names) > 500
    assert {name: kinds_of(name) for name in names if len(kinds_of(name)) != 1} == {}
    made_later = {".product"}
    for kind in ("product", "begun", "upkeep"):
        for pattern in set(PARTS[kind]) - made_later:
            assert any(ROOT.glob(pattern)), pattern


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("hooks/course/a.py", "product"),
        ("requirements-npm.txt", "product"),
        ("mkdocs.en.yml", "course"),
        ("docs/ko/hooks/a.md", "course"),
        ("words/ja.yml", "course"),
        ("accepted-problems.txt", "course"),
        ("overrides/main.html", "course"),
        (".github/workflows/mine.yml", "course"),
        (".github/workflows/site.yml", "begun"),
        (".github/workflows/update.yml", "upkeep"),
        ("notes/of/mine.txt", "course"),
    ],
)
def test_whose_a_file_is(path: str, kind: str) -> None:
    """A folder's files are its; what the table does not know is the course's, whoever made it."""
    assert kind_of(path) == kind


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_guide_shows_the_table(language: str) -> None:
    """As the code has it, in both languages."""
    page = ROOT / f"guide/docs/{language}/own.md"
    assert f"\n\n{render_table(language)}\n\n" in page.read_text(encoding="utf-8")


def test_workflows_test_the_product_alone() -> None:
    """A push that changes the course alone runs no tests: the paths are those of the table."""
    text = (ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8")
    left_out = set(re.findall(r"':!([^']+)'", text))
    assert left_out == set(PARTS["course"])


def test_the_version_is_in_one_place() -> None:
    """Three numbers, in a file that run.py can read by itself."""
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", (ROOT / VERSION_FILE).read_text(encoding="utf-8"))


def test_the_sample_is_listed(request: pytest.FixtureRequest) -> None:
    """Every file of the sample course as it is; `--update` notes what has changed."""
    names = [name for name in tracked() if kind_of(name) == "course" and name != "addresses.txt"]
    lines = [f"{name_of((ROOT / name).read_bytes())}  {name}\n" for name in sorted(names)]
    if request.config.getoption("--update"):
        (ROOT / LIST).write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")
    assert (ROOT / LIST).read_text(encoding="utf-8") == _HEAD + "".join(lines)


def test_names_of_contents_are_those_of_git(tmp_path: Path) -> None:
    """So that git can give a file of the sample back."""
    write_files(tmp_path, {"a": "가\n"})
    git = ["git", "hash-object", "--no-filters", str(tmp_path / "a")]
    assert subprocess.run(git, capture_output=True, check=True).stdout.decode().strip() == name_of(
        "가\n".encode()
    )


def test_no_file_is_there_twice() -> None:
    """Of more than a few lines: what is the same in two places is changed in one of them."""
    seen: dict[str, str] = {}
    twice = []
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if len(content) > 400:
            twice += [(seen[name_of(content)], name)] if name_of(content) in seen else []
            seen[name_of(content)] = name
    assert twice == []


def test_what_was_changed_is_no_sample(tmp_path: Path) -> None:
    """A file with a letter more is somebody's own."""
    write_files(
        tmp_path, {LIST: (ROOT / LIST).read_bytes(), "mkdocs.yml": (ROOT / "mkdocs.yml").read_bytes()}
    )
    assert standing_sample(tmp_path) == ["mkdocs.yml"]
    write_files(tmp_path, {"mkdocs.yml": "site_name: mine\n"})
    assert standing_sample(tmp_path) == []
    assert "docs/ko/index.md" in read_sample(tmp_path)
