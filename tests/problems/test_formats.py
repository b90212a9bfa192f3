"""The forms for programs: SARIF by its schema, GitHub's commands by their grammar, JSON as in README.md."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.npm import install_npm_packages
from course.problems.codes import CODES, LEVELS
from course.problems.formats import render_github, render_gitlab, render_json, render_sarif
from course.problems.problem import Problem
from support.courses import ROOT

#: Brought by npm (tests/package.json); nothing of it is in this repository.
SCHEMA = ROOT / "tests/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PATHS = st.sampled_from(
    ["docs/ko/가 나.md", "mkdocs.yml", "C:/강의/a.md", "/home/a/b%20c.md", "a#b?c.md", "."]
)
PROBLEMS = st.lists(
    st.builds(Problem, PATHS, st.integers(0, 9999), TEXTS, TEXTS, TEXTS, st.sampled_from(sorted(CODES))),
    max_size=6,
)


@pytest.fixture(scope="module")
def sarif() -> jsonschema.Draft4Validator:
    """What says whether something is SARIF 2.1.0."""
    problems = install_npm_packages(ROOT / "tests")
    assert problems == [], problems
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert schema["$schema"].startswith("http://json-schema.org/draft-04/")
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def test_sarif_follows_its_schema(sarif: jsonschema.Draft4Validator) -> None:
    """Whatever is told, of any code, at any path: the log is SARIF 2.1.0, and nothing of it is lost."""

    @settings(max_examples=60, deadline=None)
    @given(PROBLEMS, st.sampled_from(["", "file:///courses/linux/"]))
    def holds(problems: list[Problem], course: str) -> None:
        log = json.loads(render_sarif(problems, course=course))
        assert list(sarif.iter_errors(log)) == []
        (run,) = log["runs"]
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert [rules[result["ruleIndex"]] for result in run["results"]] == [p.code for p in problems]
        for problem, result in zip(problems, run["results"], strict=True):
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            assert unquote(uri) == re.sub("^C:", "", problem.path)
            assert result["message"]["text"] == f"{problem.what}; {problem.why}; {problem.mend}"

    holds()


@pytest.mark.parametrize(
    ("place", "value"), [("version", "2.0"), ("runs", [{"results": []}]), ("problems", [])]
)
def test_the_schema_refuses_what_is_no_sarif(
    sarif: jsonschema.Draft4Validator, place: str, value: object
) -> None:
    """Another version, a run without its tool, a field of our own: the schema would tell."""
    log = json.loads(render_sarif([Problem("a.md", 1, "a", "b", "c", "link-dead")]))
    assert list(sarif.iter_errors({**log, place: value}))


@given(PROBLEMS)
def test_github_gets_one_command_a_line(problems: list[Problem]) -> None:
    """Each Problem is one line, whatever its texts hold, and comes back by unescaping."""
    lines = [line for line in render_github(problems).split("\n") if line]
    assert len(lines) == len(problems)
    for problem, line in zip(problems, lines, strict=True):
        match = re.fullmatch(
            r"::(error|warning|notice) file=([^,:]*),line=(\d+),title=([\w-]+)::([^\r\n]*)", line
        )
        assert match, line
        assert unquote(match[2]) == problem.path
        assert unquote(match[5]) == f"{problem.what}; {problem.why}; {problem.mend}"


@given(PROBLEMS)
def test_gitlab_gets_a_report_of_code_quality(problems: list[Problem]) -> None:
    """Each Problem is one entry, whatever its texts hold, and no two have one fingerprint, on any line."""
    entries = json.loads(render_gitlab(problems))
    assert [(each["check_name"], each["location"]["path"]) for each in entries] == [
        (problem.code, problem.path) for problem in problems
    ]
    assert all(each["severity"] in ("info", "minor", "major", "critical", "blocker") for each in entries)
    assert all(each["location"]["lines"]["begin"] >= 1 and each["description"] for each in entries)
    assert len({each["fingerprint"] for each in entries}) == len(entries)
    moved = [replace(problem, line=problem.line + 7) for problem in problems]
    assert [each["fingerprint"] for each in json.loads(render_gitlab(moved))] == [
        each["fingerprint"] for each in entries
    ]


@given(PROBLEMS)
def test_json_is_as_documented(problems: list[Problem]) -> None:
    """The guide names every field, and there are no others."""
    told = json.loads(render_json(problems))
    guide = (ROOT / "guide/docs/en/develop.md").read_text(encoding="utf-8")
    match = re.search(r"`json` gives `problems`, each with (.+?), and `counts`", guide, re.DOTALL)
    assert match
    fields = re.findall(r"`(\w+)`", match[1])
    assert set(told) == {"problems", "counts"}
    assert all(list(each) == fields for each in told["problems"])
    assert all(each["level"] in LEVELS for each in told["problems"])
    assert sum(told["counts"].values()) == len(problems)
    assert [
        Problem(**{key: each[key] for key in each if key != "level"}) for each in told["problems"]
    ] == problems


def test_a_published_guide_is_led_to() -> None:
    """Where the settings say its address, every format leads to the entry of the code."""
    problem = Problem("a.md", 1, "a", "b", "c", "link-dead")
    url, address = "https://guide.example/en", "https://guide.example/en/problems/#link-dead"
    assert json.loads(render_json([problem], url))["problems"][0]["guide"] == address
    assert render_github([problem], url).endswith(f"a; b; c; see {address}")
    assert json.loads(render_gitlab([problem], url))[0]["description"] == f"a; b; c; see {address}"
    rules = json.loads(render_sarif([problem], url))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["helpUri"] for rule in rules] == [address]
