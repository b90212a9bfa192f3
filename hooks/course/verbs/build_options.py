"""The options shared by all commands that build pages: those of ``mkdocs build``."""

from __future__ import annotations

import argparse

from course.problems.progress import Progress
from course.publish.request import BuildOptions


def add_build_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``mkdocs build`` to `parser`."""
    add = parser.add_argument_group("how pages are built, as mkdocs build has it").add_argument
    add("-s", "--strict", dest="strict", action="store_true", default=True, help="end at a warning (usual)")
    add("--no-strict", dest="strict", action="store_false", help="publish in spite of warnings")
    add("-q", "--quiet", dest="loudness", action="store_const", const="quiet", default="", help="tell errors")
    add("-v", "--verbose", dest="loudness", action="store_const", const="verbose", help="tell everything")
    add("-c", "--clean", dest="clean", action="store_true", default=True, help="build all anew (usual)")
    add("--dirty", dest="clean", action="store_false", help="leave what is in the site")
    add("-t", "--theme", help="another theme than the settings'")
    urls = "whether addresses end with a slash (as the settings have it)"
    add("--use-directory-urls", dest="directory_urls", action="store_true", default=None, help=urls)
    add("--no-directory-urls", dest="directory_urls", action="store_false", help=argparse.SUPPRESS)


def build_options(given: argparse.Namespace) -> BuildOptions:
    """The build options in the parsed arguments `given`."""
    return BuildOptions(given.strict, given.loudness, given.clean, given.theme, given.directory_urls)


def progress_of(word: str, given: argparse.Namespace) -> Progress | None:
    """What tells the steps of the command `word`; None where the arguments `given` ask for quiet."""
    is_verbose = given.loudness == "verbose"
    return None if given.loudness == "quiet" else Progress(word, is_verbose=is_verbose)
