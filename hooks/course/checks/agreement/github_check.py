"""``run.py check --against github``: a Problem for every block that the site shows otherwise than GitHub."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from course.checks.agreement.compare import compare_readings
from course.markdown.files.source import Source
from course.problems.problem import NotThereError, Problem


@dataclass(frozen=True, slots=True)
class GithubReport:
    """How much of the sources was compared, and where the two differ."""

    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    source_count: int
    block_count: int
    """Blocks that GitHub shows."""
    different: int
    """How many of these the site shows otherwise."""

    def __str__(self) -> str:
        sources = f"{self.source_count} source{'' if self.source_count == 1 else 's'}"
        agree = self.block_count - self.different
        share = 100_000 * agree // max(self.block_count, 1) / 1000  # never rounded up: 100 % means all
        agreeing = (
            f"{agree} of {self.block_count} blocks agree ({share:g} %)" if self.block_count else "no blocks"
        )
        return f"{sources} compared with GitHub's reading: {agreeing}"


def check_against_github(sources: Sequence[Source], config: Mapping[str, Any]) -> GithubReport:
    """How far the site agrees with cmark-gfm, GitHub's parser, on `sources`; `config` is mkdocs.yml.

    Raises NotThereError where cmark-gfm is not installed.
    """
    if find_spec("cmarkgfm") is None:
        raise NotThereError(
            "GitHub's parser is not installed; run.py check --against github brings it, "
            "as does pip install -r requirements-github.txt"
        )
    from course.checks.agreement.readings import SiteReader, github_html
    from course.checks.agreement.shown_blocks import shown_blocks

    reader = SiteReader(config)
    agreements = [
        compare_readings(
            source.path,
            shown_blocks(github_html(source.text, with_lines=True)),
            shown_blocks(reader.html(source.text)),
        )
        for source in sources
    ]
    problems = sorted(problem for agreement in agreements for problem in agreement.problems)
    count = sum(agreement.count for agreement in agreements)
    if not count:
        problems.append(_nothing(len(sources)))
    different = sum(agreement.different for agreement in agreements)
    return GithubReport(tuple(problems), len(sources), count, different)


def _nothing(sources: int) -> Problem:
    what = f"{sources} sources and 0 blocks were compared"
    why, mend = "a check of nothing proves nothing", "name sources that have text"
    return Problem("mkdocs.yml", 1, what, why, mend, "nothing-checked")
