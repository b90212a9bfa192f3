"""Small courses beside the real one's hooks and settings: written and built; and commands run on them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The folder of the sample course, of two languages, its session a real one. Where another course has taken
#: its place, all this is a copy: see `support.workshop`.
SAMPLE = ROOT
PAGE = "# 첫 쪽\n\n- 하나\n\n```bash\necho 하나\n```\n\n## 🔑 핵심 키워드\n\n- **Pod**: 가장 작은 단위\n"


#: The first line of a lecturer's settings.
INHERIT = "INHERIT: hooks/product.yml\n"


def copy_settings(folder: Path) -> None:
    """The real course's settings, and those that they inherit, in `folder`."""
    (folder / "hooks").mkdir()
    for path in (ROOT / "mkdocs.yml", *(ROOT / "hooks").glob("product*.yml")):
        shutil.copy(path, folder / path.relative_to(ROOT))


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
        timeout=1400,  # a test has its own
    )
    return Ran(done.returncode, done.stdout)


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
        being_compiled = shutil.ignore_patterns("*.pyc.*")  # what is compiled spares half a second a course
        for name in ("hooks", "overrides"):
            shutil.copytree(ROOT / name, folder / name, ignore=being_compiled)
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
        return run_module("hooks", "site", *words, cwd=self.folder)

    def check(self, *words: str) -> Ran:
        """What `run.py check` does once the machine is set up."""
        return run_module("hooks", "check", *words, cwd=self.folder)

    def mkdocs(self, *words: str) -> Ran:
        """Plain `mkdocs build`."""
        return run_module("mkdocs", "build", *words, cwd=self.folder, environment={"PYTHONPATH": ""})

    def site(self) -> dict[str, str]:
        """The site's files and the hashes of what they hold."""
        return tree(self.folder / "site")


def sample_course(folder: Path) -> Course:
    """The sample in both languages, with the real hooks and settings, not built yet."""
    course = Course(folder)
    for name in ("docs", "site"):
        shutil.rmtree(course.folder / name)
    shutil.copytree(SAMPLE / "docs", course.folder / "docs")
    shutil.copy(SAMPLE / "translations.json", course.folder)
    return course


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
