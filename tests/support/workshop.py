"""The product as its own repository has it, put together again where a course has taken the sample's place.

The tests read the sample course, its settings and the product's own workflows. In the product's repository
all are there. `run.py init` has set them aside in a course's; who began without it has them in git's store.
There the tests run on a copy, and one alone looks at the course itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from course.repository.release import SAMPLE, read_release
from course.repository.sample import is_product_folder, name_of, read_sample, standing_sample
from support.courses import ROOT, write_files

#: Names the folder of the course to the tests that run on a copy.
VARIABLE = "COURSE_FOLDER"
#: What a copy shares, because it takes long to make.
_SHARED = ("node_modules", "tests/node_modules", ".cache/fonts", ".cache/eastern-fonts")


def folder_of_course() -> Path:
    """The folder whose course, whoever's it is, is looked at."""
    return Path(os.environ.get(VARIABLE, ROOT))


def run_elsewhere(words: Sequence[str]) -> int | None:
    """Exit status of pytest, run with `words` on a copy with the sample; None where ROOT has all itself."""
    if VARIABLE in os.environ or "--update" in words or is_product_folder(ROOT):
        return None
    with TemporaryDirectory(prefix="product-") as place:
        copy = Path(place, "product")
        if lacking := put_together(ROOT, copy):
            print(
                f"The sample course is gone ({lacking}), from git too: only the course itself is looked at."
            )
            print("run.py upgrade ZIP, with the version that is here, brings it back for the tests.")
            words, copy = ["-q", "tests/whole/test_own_course.py"], ROOT
        else:
            print(f"The course here is not the sample: the tests run on a copy that has it, {copy}")
            print(_who_develops(ROOT), end="", flush=True)
        variables = {**os.environ, VARIABLE: str(ROOT)}
        return subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=copy, env=variables, check=False
        ).returncode


def _who_develops(root: Path) -> str:
    """What to do where it is the sample itself that somebody is changing; nothing in a course's folder."""
    changed = sorted({*read_sample(root)} - {*standing_sample(root)})
    if (root / SAMPLE).is_dir() or len(changed) == len(read_sample(root)):
        return ""
    note = "pytest --update tests/repository/test_parts.py"
    return f"Changed of the sample: {', '.join(changed)}. In the product's own repository, note it: {note}\n"


def put_together(root: Path, copy: Path) -> str:
    """Put the product in `root` and the sample into `copy`; a file that is lacking, or nothing."""
    release, is_begun = read_release(root), (root / SAMPLE).is_dir()
    files = {path: content for path, content in release.files.items() if not path.startswith(".product/")}
    if is_begun:
        kept = {path: content for path, content in release.files.items() if path.startswith(f"{SAMPLE}/")}
        files |= {path.removeprefix(f"{SAMPLE}/"): content for path, content in kept.items()}
    for path, name in read_sample(root).items():
        content = files.get(path) if is_begun else _content(root, path, name)
        if content is None:
            return path
        files[path] = content
    write_files(copy, files)
    for path in release.programs & files.keys():
        (copy / path).chmod(0o755)
    for name in _SHARED:
        if (root / name).is_dir():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            with suppress(OSError):  # Windows asks for a right
                (copy / name).symlink_to(root / name, target_is_directory=True)
    for words in (["init", "--quiet"], ["add", "--all"]):
        with suppress(OSError):
            subprocess.run(["git", "-C", str(copy), *words], capture_output=True, check=False)
    return ""


def _content(root: Path, path: str, name: str) -> bytes | None:
    """The sample's file as it came: as it lies in `root`, or else in git's store."""
    here = root / path
    if here.is_file() and name_of(here.read_bytes()) == name:
        return here.read_bytes()
    command = ["git", "-C", str(root), "cat-file", "blob", name]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout
