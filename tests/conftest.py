"""What the tests share: the real course built once, and small made-up courses built with its mkdocs.yml."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from course.npm import install_npm_packages
from pages import launched

_TOLD = "told"
ROOT = Path(__file__).resolve().parent.parent
PAGE = "# 첫 쪽\n\n- 하나\n\n```bash\necho 하나\n```\n\n## 🔑 핵심 키워드\n\n- **Pod**: 가장 작은 단위\n"

#: The same examples in every run: what a run finds is due to what was changed. `--hypothesis-profile=default`
#: looks for others.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")


def pytest_configure(config: pytest.Config) -> None:
    """Bring what a build brings, so that no test is skipped where only tests are run."""
    if hasattr(config, "workerinput"):
        return  # the process that started this one has brought it
    for problem in install_npm_packages(ROOT):
        print(problem)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """A function that puts a line among those the run ends with, whichever process runs the test."""
    return lambda line: record_property(_TOLD, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write what the tests tell."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, line in report.user_properties:
                if name == _TOLD:
                    terminalreporter.write_line(str(line))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites the expected part of the golden cases; a person reads the difference."""
    parser.addoption("--update", action="store_true", help="rewrite what the golden cases expect")


@dataclass(frozen=True)
class BuiltDocs:
    """A made-up course, built."""

    site_dir: Path
    """Its site: `site_dir` / "session" / "index.html" is the page of session.md."""
    messages: tuple[str, ...]
    """What MkDocs and the hooks logged as warnings and errors, in order."""
    failure: str | None
    """What the build ended with, None when it ended well."""


@dataclass(frozen=True)
class Ran:
    """A finished command."""

    status: int
    """Its exit status."""
    output: str
    """All it printed."""

    @property
    def lines(self) -> list[str]:
        """The lines it printed."""
        return self.output.splitlines()


def run_module(*module_and_words: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None) -> Ran:
    """`python -m` with the core at hand, as run.py starts it, but in the Python that runs the tests."""
    variables = {**os.environ, "PYTHONPATH": str(cwd / "hooks"), "PYTHONUTF8": "1", **(environment or {})}
    done = subprocess.run(
        [sys.executable, "-m", *module_and_words],
        cwd=cwd,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    return Ran(done.returncode, done.stdout)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the real course's site, published as run.py does; it contains ko/."""
    site_dir = tmp_path_factory.mktemp("published") / "site"
    ran = run_module("course", "site", "-d", str(site_dir))
    assert ran.status == 0, ran.output
    return site_dir


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def build_docs(tmp_path: Path) -> Iterator[Callable[..., BuiltDocs]]:
    """A function that builds files, by their place below the docs folder, with the real mkdocs.yml.

    `strict` makes warnings fatal; other keywords replace settings of mkdocs.yml.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    handler = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)

    def build_files(
        files: Mapping[str, str | bytes], *, strict: bool = False, **settings: object
    ) -> BuiltDocs:
        write_files(tmp_path / "docs", files)
        site_dir, failure = tmp_path / "site", None
        handler.messages.clear()
        config = load_config(
            str(ROOT / "mkdocs.yml"),
            docs_dir=str(tmp_path / "docs"),
            site_dir=str(site_dir),
            strict=strict,
            **settings,
        )
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort as abort:
            failure = str(abort)
        finally:
            config.plugins.on_shutdown()
        return BuiltDocs(site_dir, tuple(handler.messages), failure)

    yield build_files
    logger.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write `files`, by their place below `folder`, their text as it is."""
    for place, content in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


class Course:
    """A small course beside the real one's hooks and settings, with a site already there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("hooks", "overrides"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("mkdocs.yml", "package.json", "package-lock.json"):
            shutil.copy(ROOT / name, folder / name)
        if (ROOT / "node_modules").is_dir():
            (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
        cut = ROOT / ".cache" / "fonts"  # cutting them takes seconds
        cut.mkdir(parents=True, exist_ok=True)
        (folder / ".cache").mkdir()
        (folder / ".cache" / "fonts").symlink_to(cut, target_is_directory=True)
        write_files(folder, {"docs/ko/index.md": PAGE, "site/index.html": "old", "site/ko/index.html": "alt"})

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files by their place in the course's folder."""
        write_files(self.folder, files)

    def publish(self, *words: str) -> Ran:
        """What `run.py site` does once the machine is set up."""
        return run_module("course", "site", *words, cwd=self.folder)

    def mkdocs(self, *words: str) -> Ran:
        """Plain `mkdocs build`."""
        return run_module("mkdocs", "build", *words, cwd=self.folder, environment={"PYTHONPATH": ""})

    def site(self) -> dict[str, str]:
        """The site's files and the hashes of what they hold."""
        return tree(self.folder / "site")


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "강의 과정")
