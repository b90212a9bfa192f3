"""What the tests share: the sample course built once, and small made-up courses built with its mkdocs.yml."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from course.npm import install_npm_packages
from support.courses import ROOT, BuiltDocs, Course, sample_course, write_files
from support.effort import choose
from support.house import read_house
from support.pages import launched
from support.shared import made_once
from support.workshop import run_elsewhere

_TOLD = "told"

#: Where sites of the tests are published, unless their settings say so themselves.
os.environ["SITE_URL"] = "https://school.example/"
#: The same examples in every run: what a run finds is due to what was changed. `--hypothesis-profile=default`
#: looks for others.
settings.register_profile("repeatable", derandomize=True, deadline=None)  # machines are busy
settings.load_profile("repeatable")


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the tests on a copy of the product where the course here is not the sample."""
    return run_elsewhere(config.invocation_params.args)


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
    """Write what the tests tell, and how the house stands, so that drift is seen."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, line in report.user_properties:
                if name == _TOLD:
                    terminalreporter.write_line(str(line))
    for report in terminalreporter.getreports("skipped"):
        if isinstance(report.longrepr, tuple) and "not run: " in report.longrepr[2]:
            terminalreporter.write_line(report.longrepr[2].removeprefix("Skipped: "))
    terminalreporter.write_line(str(read_house(ROOT)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites the expected part of the golden cases; a person reads the difference."""
    parser.addoption("--update", action="store_true", help="rewrite what the golden cases expect")
    parser.addoption("--quick", action="store_true", help="no test that builds a site or needs a browser")
    parser.addoption("--all", action="store_true", help="long tests too, and ten times as many examples")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes longer than the options allow."""
    choose(config, items)


@pytest.fixture(autouse=True)
def same_environment() -> Iterator[None]:
    """Put back what a command has set that a test ran in this process: the next test must not see it."""
    before = dict(os.environ)
    yield
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The sample course, for all tests: to be read only."""
    return sample_course(tmp_path_factory.mktemp("sample") / "course")


@pytest.fixture(scope="session")
def built_site(sample: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the sample course's site, published as run.py does; it contains ko/. To be read only."""

    def publish(folder: Path) -> None:
        ran = sample.publish("-d", str(folder / "site"))
        assert ran.status == 0, ran.output

    return made_once(tmp_path_factory, "published", publish) / "site"


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


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "강의 과정")
