"""``run.py upgrade ZIP|FOLDER``: another version of the product under the same course."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from course.problems.command_words import Parser
from course.problems.problem import NotThereError
from course.repository.plan import plan_upgrade, refusal, render_plan
from course.repository.product_files import is_own, read_list
from course.repository.release import Release, read_release
from course.repository.replacing import BEFORE, replace_product
from course.verbs.handed import BY_ITSELF, Handed

_EPILOG = """Nothing of the course is touched: mkdocs.yml, docs/, overrides/, words/, translations.json,
addresses.txt, accepted-problems.txt. What of the product was changed here is told first, and replaced only
with --replace. The product as it was is kept: run.py upgrade .cache/before-upgrade goes back to it."""


def main(words: Sequence[str] | None = None, handed: Handed = BY_ITSELF) -> int:
    """Exit status: that of the check that follows; 1 where it is refused, 2 for what is no version."""
    given = _parser().parse_args(words)
    folder = Path.cwd()
    if given.where.resolve() == folder:
        raise NotThereError("that is this folder; name the ZIP file or the folder of another version")
    release, old = read_release(given.where), _old(folder)
    plan = plan_upgrade(folder, release)
    print(f"From version {old.version or 'before 1.0.0'} to {release.version or 'one before 1.0.0'}:")
    if plan.is_empty:
        print("  nothing to do, the product is the same", *render_plan(plan), sep="\n")
        return 0
    print(*render_plan(plan), "  the course: nothing", sep="\n")
    if (why := refusal(plan)) and not given.replace:
        print(f"run.py upgrade: {why}", file=sys.stderr)
        return 1
    if given.dry_run:
        return 0
    if not (given.yes or _agreed()):
        print("Nothing was changed.")
        return 1
    replace_product(folder, release, plan, old)
    print(f"The product is replaced; the old one is in {BEFORE.as_posix()}. CHANGELOG.md says what is new.")
    return 0 if given.no_check else _check(folder)


def _old(folder: Path) -> Release:
    """The product in `folder`, without what the course put beside it; empty where it is none."""
    try:
        release = read_release(folder)
    except NotThereError:
        return Release("", {}, frozenset())
    came = read_list(folder)
    files = {
        path: content for path, content in release.files.items() if came is None or not is_own(path, came)
    }
    return Release(release.version, files, release.programs)


def _agreed() -> bool:
    """Whether who sits at the terminal wants it; nobody there has asked for it by the command."""
    if not sys.stdin.isatty():
        return True
    return input("Go on? / 계속할까요? [Y/n] ").strip().lower() in ("", "y", "yes", "예", "네")


def _check(folder: Path) -> int:
    """Exit status of ``run.py check`` by the new product, in a process of its own."""
    print("== run.py check", flush=True)
    done = subprocess.run([sys.executable, str(folder / "run.py"), "check"], cwd=folder, check=False)
    if done.returncode:
        print(
            "The new version finds what is told above. Mend it, or go back: "
            f"run.py upgrade {BEFORE.as_posix()}",
            file=sys.stderr,
        )
    return done.returncode


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="run.py upgrade",
        description="Replace the product by another version of it, and touch nothing of the course.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("where", type=Path, metavar="ZIP|FOLDER", help="the other version, as downloaded or cloned")
    add("--dry-run", action="store_true", help="show what would change, and change nothing")
    add("--replace", action="store_true", help="replace what was changed here, too")
    add("--no-check", action="store_true", help="do not check the sources with the new version")
    add("-y", "--yes", action="store_true", help="do not ask")
    return parser
