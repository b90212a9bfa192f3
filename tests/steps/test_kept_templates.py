"""Compiled templates that are kept, and the files that a theme lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from course.kept import CACHE
from steps.kept_templates import keep_templates


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """Settings of a course in a folder that holds a template of its own."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "page.html").write_text("{{ 1 + 1 }}\n", encoding="utf-8")
    settings = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    settings.load_dict({"site_name": "x", "theme": {"name": "material", "custom_dir": "own"}})
    settings.load_dict({"docs_dir": str(tmp_path)})
    settings.validate()
    return settings


def _kept(config: MkDocsConfig) -> list[Path]:
    folder = Path(config.config_file_path).parent / CACHE
    return sorted(path for path in folder.glob("*/*") if path.is_file())


def _is_compiled(config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, str]:
    """Whether page.html is compiled by a fresh environment, and what it shows."""
    compiled: list[object] = []
    usual = Environment.compile

    def compile_(self: Environment, source: object, *given: object, **named: object) -> object:
        compiled.append(source)
        return usual(self, source, *given, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Environment, "compile", compile_)
        shown = config.theme.get_env().get_template("page.html").render()
    return bool(compiled), shown


def test_a_template_is_compiled_once(config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build takes what was compiled; a changed text is compiled anew."""
    keep_templates(config)
    assert _is_compiled(config, monkeypatch) == (True, "2")
    assert _is_compiled(config, monkeypatch) == (False, "2")
    Path(config.theme.dirs[0], "page.html").write_text("{{ 1 + 2 }}\n", encoding="utf-8")
    assert _is_compiled(config, monkeypatch) == (True, "3")


def test_a_template_of_another_compiler_is_compiled_anew(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another Jinja, or code of ours, may compile it otherwise."""
    keep_templates(config)
    _is_compiled(config, monkeypatch)
    monkeypatch.setattr("steps.kept_templates.jinja2.__version__", "0.0")
    keep_templates(config)
    assert _is_compiled(config, monkeypatch)[0]


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 100, None])
def test_a_spoilt_template_is_compiled_anew(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch, spoilt: bytes | None
) -> None:
    """One that was emptied, overwritten or cut is as good as none."""
    keep_templates(config)
    _is_compiled(config, monkeypatch)
    for path in _kept(config):
        path.write_bytes(path.read_bytes()[:-9] if spoilt is None else spoilt)
    assert _is_compiled(config, monkeypatch) == (True, "2")
    assert _is_compiled(config, monkeypatch) == (False, "2")


def test_the_files_of_a_theme_are_those_of_mkdocs(config: MkDocsConfig, tmp_path: Path) -> None:
    """What a dot hides is not looked through; MkDocs would leave it out of all that it found."""
    for name in (".hidden.css", ".folder/a.css", "inner/.b.css", "inner/.c/d.css", "inner/e.css", "f.css"):
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")

    def found() -> list[str]:
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        return sorted(file.src_uri for file in files)

    usual = found()
    keep_templates(config)
    assert found() == usual
    assert {"inner/e.css", "f.css"} <= {*usual}
