"""Rule for commands and manifests: the blocks that students paste must parse."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.rules.code_blocks import is_closed
from course.checks.surroundings import Surroundings
from course.checks.syntax.data_syntax import check_json, check_yaml
from course.checks.syntax.shell_syntax import check_shell, find_bash
from course.markdown.github.info_string import language_of
from course.markdown.reading.parsed import Parsed, fences_of, line_of
from course.markdown.reading.placeholders import YAML_LANGUAGES
from course.problems.problem import Problem

#: zsh has a grammar of its own.
_SHELLS = ("bash", "sh", "shell", "console", "shell-session", "terminal")


def check_syntax(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every block of shell, YAML or JSON that does not parse, at its line.

    Shell is read by bash; on a machine without bash, shell blocks are not checked.
    """
    for fence in fences_of(parsed):
        if fence.markup in fence.content or not is_closed(
            parsed, line_of(fence), fence.content, fence.markup
        ):
            continue  # its end is wrong, which `check_fences` reports
        language, fault, name = language_of(fence.info), None, ""
        if language in _SHELLS and (bash := find_bash()):
            fault, name = check_shell(fence.content, bash), "shell"
        elif language in YAML_LANGUAGES:
            fault, name = check_yaml(fence.content), "yaml"
        elif language == "json":
            fault, name = check_json(fence.content), "json"
        if fault:
            line = line_of(fence) + min(fault[0], max(1, fence.content.count("\n")))
            shown = {"shell": "a shell", "yaml": "a YAML parser", "json": "a JSON parser"}[name]
            what = f"{shown} cannot read this block: {' '.join(fault[1].split())}"
            why = "whoever pastes it gets an error"
            mend = f"mend it, or open it with {fence.markup}text if it is no {name}"
            yield parsed.problem(line, what, why, mend, f"{name}-syntax")
