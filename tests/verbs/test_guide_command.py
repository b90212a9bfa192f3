"""``run.py guide``: prints the entry of a code, and has the guide as the course of other commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from course.problems.codes import CODES
from course.problems.entries import languages, read_entries
from course.publish.guide_course import bring_back, lay_out
from course.verbs.start import start
from support.courses import ROOT, write_files


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit status, output and errors of `run.py guide`."""
    status = start(["guide", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_code_has_an_entry_to_print(language: str) -> None:
    """Each registered code, none other, in every language of the guide."""
    assert languages() == ["en", "ko"]
    assert set(read_entries(language)) == set(CODES)


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """In both languages, or in one; the example is not taken for text, and no mark of a page is left."""
    status, out, _ = run(capsys, "fence-unclosed")
    assert status == 0
    assert "오류. 코드 블록을" in out
    assert "Error. A code block" in out
    assert out.count("    | ```bash\n") == 4
    status, out, _ = run(capsys, "[code-lost]", "--language", "en")
    assert (status, out.splitlines()[0]) == (0, "code-lost: What is lost")
    assert "<a" not in out
    assert "**" not in out


def test_an_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """So does a language that the guide is not in name those that it is."""
    status, out, err = run(capsys, "fence-unclosd")
    assert (status, out) == (2, "")
    assert "no code fence-unclosd; the nearest: fence-unclosed" in err
    status, _, err = run(capsys, "fence-unclosed", "--language", "ja")
    assert (status, err) == (2, "run.py guide: the guide is not in ja; its languages are en, ko\n")


def test_the_guide_is_the_course_of_a_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands behind `guide` reads the guide alone, and what it notes is noted in the guide."""
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    pages = {f"guide/docs/{code}/index.md": "# 안내서\n\n글.\n" for code in ("ko", "en")}
    write_files(
        tmp_path,
        {**pages, "guide/mkdocs.yml": (ROOT / "guide/mkdocs.yml").read_text(), "docs/ko/a.md": "```\n열림\n"},
    )
    monkeypatch.chdir(tmp_path)
    status, out, _ = run(capsys, "check")
    assert (status, out.splitlines()[-1]) == (0, "2 sources checked: nothing to mend")
    assert run(capsys, "translate", "accept", "docs/en/index.md")[0] == 0
    assert '"docs/en/index.md"' in (tmp_path / "guide/translations.json").read_text()
    assert Path.cwd() == tmp_path
    write_files(tmp_path, {"guide/docs/ko/b.md": "# 둘\n\n```\n열림\n"})
    status, out, _ = run(capsys, "check")
    assert (status, out.partition(": ")[0]) == (1, "docs/ko/b.md:3")


def test_the_layout_follows_a_folder_that_is_moved(tmp_path: Path) -> None:
    """Links lead to the guide of the folder they are in, and a second layout changes nothing."""
    write_files(
        tmp_path,
        {"a/guide/mkdocs.yml": "site_name: a\n", "a/guide/docs/ko/a.md": "", "a/hooks/product.yml": "{}\n"},
    )
    lay_out(tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "b")
    place = lay_out(tmp_path / "b")
    assert (place / "docs").samefile(tmp_path / "b/guide/docs")
    bring_back(tmp_path / "b")
    assert not (tmp_path / "b/guide/translations.json").exists()


def test_a_product_without_its_guide_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, with what to do."""
    monkeypatch.chdir(tmp_path)
    status, _, err = run(capsys)
    assert status == 2
    assert err.startswith("run.py guide: the folder guide/ is not there")
    assert run(capsys, "--build")[0] == 2
