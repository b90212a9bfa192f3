"""`run.py init --convert` makes settings of an older version current, and the course stays the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from course.model.editions import read_editions
from course.settings.config import PlainLoader, read_config
from course.verbs.init import main
from support.courses import INHERIT, ROOT, copy_settings, tree, write_files

CASES = ROOT / "tests/cases/settings"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of two languages with settings of an older version."""
    copy_settings(tmp_path)
    shutil.copy(CASES / "mkdocs-old.yml", tmp_path / "mkdocs.yml")
    shutil.copy(CASES / "mkdocs-old.en.yml", tmp_path / "mkdocs.en.yml")
    write_files(tmp_path, {"docs/ko/index.md": "# 과정\n", "docs/en/index.md": "# Course\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stated(folder: Path) -> dict[str, object]:
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=PlainLoader))  # noqa: S506 - a safe loader


def test_what_the_product_says_is_taken_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is left of 260 lines: name, address, languages, and the words that were other ones."""
    before = [(each.language.code, each.language.title, each.docs_dir) for each in read_editions(folder)]
    old = {name: (folder / name).read_text(encoding="utf-8") for name in ("mkdocs.yml", "mkdocs.en.yml")}
    assert main(["--convert"]) == 0
    settings = stated(folder)
    assert set(settings) <= {"INHERIT", "site_name", "site_description", "site_url", "extra", "plugins"}
    assert settings["site_name"] == "Kubernetes 네트워킹 과정"
    assert not (folder / "mkdocs.en.yml").exists()
    after = [(each.language.code, each.language.title, each.docs_dir) for each in read_editions(folder)]
    assert after == before
    for name, text in old.items():
        kept = folder / name.replace("mkdocs", "mkdocs-before-init")
        assert kept.read_text(encoding="utf-8") == text
    capsys.readouterr()
    made = tree(folder)
    assert main(["--convert"]) == 0
    assert "is current; nothing was changed" in capsys.readouterr().out
    assert tree(folder) == made


def test_what_is_the_course_s_own_stays(folder: Path) -> None:
    """A plugin, an extension's option, a feature, a logo, a nav; tags that only MkDocs reads as they are."""
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("plugins:\n", "plugins:\n  - tags:\n      tags_file: tags.md\n")
    text = text.replace("    - toc.follow\n", "    - toc.follow\n    - navigation.tabs\n")
    text = text.replace("  icon:\n    logo: course\n", "  logo: assets/own.svg\n")
    text += "  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
    text += 'copyright: "© 2026 Kim: all rights"\nnav:\n  - index.md\n  - 나머지: [a.md]\n'
    write_files(folder, {"mkdocs.yml": text})
    before = read_config(folder / "mkdocs.yml")
    assert main(["--convert"]) == 0
    assert "!!python/name:material.extensions.emoji.twemoji" in (folder / "mkdocs.yml").read_text(
        encoding="utf-8"
    )
    settings = stated(folder)
    assert settings["theme"] == {"logo": "assets/own.svg", "features": ["navigation.tabs"]}
    assert settings["nav"] == ["index.md", {"나머지": ["a.md"]}]
    assert settings["copyright"] == "© 2026 Kim: all rights"
    assert {"tags": {"tags_file": "tags.md"}} in settings["plugins"]  # type: ignore[operator]
    after = read_config(folder / "mkdocs.yml")
    assert after["nav"] == before["nav"]
    assert "navigation.tabs" in after["theme"]["features"]


def test_a_language_with_settings_of_its_own_keeps_its_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list of languages cannot have plugins: the file stays, and is named."""
    with (folder / "mkdocs.en.yml").open("a", encoding="utf-8") as file:
        file.write("plugins:\n  - tags\n")
    assert main(["--convert"]) == 0
    assert "mkdocs.en.yml stays" in capsys.readouterr().out
    assert (folder / "mkdocs.en.yml").is_file()
    assert [each.language.code for each in read_editions(folder)] == ["ko", "en"]


def test_current_settings_stay(folder: Path) -> None:
    """With their comments."""
    (folder / "mkdocs.en.yml").unlink()
    write_files(
        folder, {"mkdocs.yml": f"{INHERIT}# mine\nsite_name: 가\nextra:\n  course:\n    languages: [ko]\n"}
    )
    before = tree(folder)
    assert main(["--convert"]) == 0
    assert tree(folder) == before
