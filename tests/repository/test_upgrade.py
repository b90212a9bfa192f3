"""An upgrade replaces the product, touches nothing of the course, and stops before anything of it is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course.problems.problem import NotThereError
from course.repository import replacing
from course.repository.product_files import render_list
from course.repository.release import LIST, SAMPLE, Release, read_release
from course.repository.replacing import BEFORE, WORK, lay_out
from course.verbs.upgrade import main
from support.courses import ROOT, tree, write_files

#: A product of few files.
PRODUCT: dict[str, str | bytes] = {
    "run.py": "import sys\nprint('checked', sys.argv[1:])\n",
    "requirements.txt": "a==1\n",
    "hooks/__main__.py": "",
    "hooks/product.yml": "theme: {}\n",
    "hooks/version.txt": "1.0.0\n",
    "hooks/course/old.py": "OLD = 1\n",
    "hooks/course/same.py": "SAME = 1\n",
    "README.md": "# Product\n",
    ".github/workflows/site.yml": "on: push\n",
    ".github/dependabot.yml": "version: 2\n",
    ".ci/run": "#!/bin/sh\n",
    "mkdocs.yml": "site_name: Sample\n",
    "docs/ko/index.md": "# Sample\n",
}
#: A course of somebody's.
OWN: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: Mine\n",
    "docs/en/index.md": "# Mine\n",
    "docs/en/hooks/a.md": "# Hooks\n",
    "overrides/main.html": "mine",
    "words/ja.yml": "a: b\n",
    "translations.json": "{}\n",
    "accepted-problems.txt": "docs/en/index.md [x] a\n",
    "addresses.txt": "/\n",
    "hooks/course/mine.py": "MINE = 1\n",
}
NEWER: dict[str, str | bytes] = {
    **{name: text for name, text in PRODUCT.items() if name != "hooks/course/old.py"},
    "hooks/version.txt": "1.1.0\n",
    "hooks/course/new.py": "NEW = 1\n",
    "README.md": "# Product 1.1\n",
    "docs/ko/index.md": "# Sample 1.1\n",
    "docs/ko/more.md": "# More\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course over PRODUCT, with NEWER beside it."""
    for name, files in (("product", PRODUCT), ("newer", NEWER)):
        write_files(tmp_path / name, files)
        (tmp_path / name / ".ci/run").chmod(0o755)
    lay_out(tmp_path / "course", read_release(tmp_path / "product"))
    write_files(tmp_path / "course", OWN)
    monkeypatch.chdir(tmp_path / "course")
    return tmp_path / "course"


def test_the_product_is_replaced_and_the_course_is_not(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """New, changed and gone files of the product; the course's as they were; the check by the new one."""
    assert main(["../newer"]) == 0
    out = capfd.readouterr().out
    assert "From version 1.0.0 to 1.1.0:" in out
    assert "  hooks/: 1 new, 1 changed, 1 removed" in out
    assert "checked ['check']" in out
    for name, text in OWN.items():
        assert (folder / name).read_text(encoding="utf-8") == text, name
    assert not (folder / "hooks/course/old.py").exists()
    assert (folder / "hooks/course/new.py").is_file()
    assert (folder / "README.md").read_text(encoding="utf-8") == "# Product 1.1\n"
    assert (folder / SAMPLE / "docs/ko/more.md").is_file()
    assert not (folder / "docs/ko").exists()
    assert not (folder / ".github/dependabot.yml").exists()
    assert (folder / ".ci/run").stat().st_mode & 0o111
    assert main(["../newer"]) == 0
    assert "nothing to do" in capfd.readouterr().out


def test_a_zip_with_a_folder_around_it_is_a_version_too(folder: Path) -> None:
    """As GitHub makes them; programs stay programs."""
    with zipfile.ZipFile(folder.parent / "newer.zip", "w") as archive:
        for path in sorted((folder.parent / "newer").rglob("*")):
            archive.write(path, Path("course-site-1.1.0", path.relative_to(folder.parent / "newer")))
    assert main(["../newer.zip"]) == 0
    assert (folder / "hooks/version.txt").read_text(encoding="utf-8") == "1.1.0\n"
    assert (folder / ".ci/run").stat().st_mode & 0o111


def test_one_can_go_back(folder: Path) -> None:
    """The product as it was is a version like any other."""
    before = tree(folder)
    assert main(["../newer"]) == 0
    assert main([BEFORE.as_posix()]) == 0
    after = {name: mark for name, mark in tree(folder).items() if not name.startswith(".cache/")}
    assert after == before


def test_changes_of_the_product_are_not_lost(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """They are named, and nothing is done; told to replace them, it keeps them aside."""
    write_files(folder, {"hooks/course/old.py": "OLD = 2\n", "hooks/version.txt": "1.0.0-mine\n"})
    before = tree(folder)
    assert main(["../newer"]) == 1
    err = capfd.readouterr().err
    assert "hooks/version.txt, hooks/course/old.py" in err
    assert tree(folder) == before
    assert main(["../newer", "--replace"]) == 0
    assert (folder / BEFORE / "hooks/course/old.py").read_text(encoding="utf-8") == "OLD = 2\n"
    assert not (folder / "hooks/course/old.py").exists()


def test_what_the_product_only_began_stays_once_changed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A README of one's own, and a workflow that was deleted."""
    write_files(folder, {"README.md": "# My course\n"})
    (folder / ".github/workflows/site.yml").unlink()
    write_files(folder.parent / "newer", {".github/workflows/site.yml": "on: [push]\n"})
    assert main(["../newer"]) == 0
    assert "yours, left as they are: .github/workflows/site.yml, README.md" in capfd.readouterr().out
    assert (folder / "README.md").read_text(encoding="utf-8") == "# My course\n"
    assert not (folder / ".github/workflows/site.yml").exists()


def test_line_ends_are_no_change(folder: Path) -> None:
    """Git on Windows may write CRLF."""
    write_files(folder, {"hooks/product.yml": "theme: {}\r\n", "hooks/course/old.py": "OLD = 1\r\n"})
    assert main(["../newer"]) == 0


def test_without_a_list_every_difference_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A course from before there was one."""
    shutil.rmtree(folder / ".product")
    assert main(["../newer"]) == 1
    assert "no list (.product/files.txt) tells who changed them: hooks/version.txt" in capfd.readouterr().err
    assert main(["../newer", "--replace"]) == 0
    assert (folder / LIST).is_file()


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    before = tree(folder)
    assert main(["../newer", "--dry-run"]) == 0
    assert tree(folder) == before


@pytest.mark.parametrize("at", [1, 3, 5])
def test_what_the_machine_refuses_leaves_the_old_product(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Whichever file cannot be put in place."""
    before, count = tree(folder), 0
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == at:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        main(["../newer"])
    assert tree(folder) == before


def test_what_a_stopped_machine_left_is_put_back_by_run_py(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its standard library alone, before anything else: the product may be half of each version."""
    import run as commands

    before = tree(folder)
    monkeypatch.setattr(replacing, "put_back", lambda folder: None)
    monkeypatch.setattr(Path, "unlink", _killed)
    with pytest.raises(KeyboardInterrupt):
        main(["../newer"])
    monkeypatch.undo()
    assert tree(folder) != before
    monkeypatch.setattr(commands, "ROOT", folder)
    commands.put_back()
    assert tree(folder) == before
    assert not (folder / WORK).exists()
    commands.put_back()


def _killed(path: Path, missing_ok: bool = False) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "has no run.py"),
        ({"../run.py": "x"}, "holds '../run.py'"),
        ({"/etc/run.py": "x"}, "holds '/etc/run.py'"),
        ({"a/..\\run.py": "x", "b": "y"}, "holds"),
    ],
)
def test_what_is_no_version_is_refused(folder: Path, files: dict[str, str], why: str) -> None:
    """Nothing is unpacked before all names have been looked at."""
    with zipfile.ZipFile(folder.parent / "bad.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    before = tree(folder)
    with pytest.raises(NotThereError, match=why.replace("\\", "\\\\")):
        main(["../bad.zip"])
    for where in (".", "../none.zip", "docs"):
        with pytest.raises(NotThereError):
            main([where])
    assert tree(folder) == before


def test_the_product_itself_is_a_version() -> None:
    """All of its files have their places; caches are none; the sample goes aside."""
    release = read_release(ROOT)
    assert release.version
    assert {f"{SAMPLE}/mkdocs.yml", f"{SAMPLE}/docs/ko/index.md", "hooks/events.py", ".ci/run"} <= set(
        release.files
    )
    assert not [
        name for name in release.files if "__pycache__" in name or name.startswith(("docs/", ".venv"))
    ]
    assert ".ci/run" in release.programs
    assert render_list(release.files).count(b"\n") > 500


def test_without_git_the_same_files_are_found(folder: Path) -> None:
    """What is made on a machine is passed over by its name."""
    product = folder.parent / "newer"
    by_walking = read_release(product)
    write_files(
        product, {"hooks/__pycache__/a.pyc": b"", ".venv/x": "", "node_modules/a": "", "site/index.html": ""}
    )
    assert read_release(product) == by_walking
    write_files(product, {".gitignore": "__pycache__\n.venv\nnode_modules\nsite\n"})
    subprocess.run(["git", "init", "--quiet", str(product)], check=True)
    assert {*read_release(product).files} == {*by_walking.files, ".gitignore"}


def test_run_py_knows_the_version_by_itself() -> None:
    """Before anything is set up, in an isolated Python."""
    command = [sys.executable, "-I", "-S", str(ROOT / "run.py"), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"course-site {read_release(ROOT).version}\n")


def test_an_empty_release_is_not_looked_for(folder: Path) -> None:
    """A folder whose product is broken can still be brought to another version."""
    (folder / "requirements.txt").unlink()
    assert main(["../newer", "--yes"]) == 0
    assert (folder / "requirements.txt").is_file()
    assert isinstance(read_release(folder), Release)
