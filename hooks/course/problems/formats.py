"""Renders Problems as text for people, and in formats for programs: JSON, SARIF, GitHub's, GitLab's."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from course.problems.codes import CODES, gravity, level_of
from course.problems.entries import address_of
from course.problems.problem import Problem

#: What is told where something is to be mended: how to read more.
EXPLAINED = "`run.py guide CODE` explains a code."
_COLOURS = {"error": "31", "warning": "33", "hint": "36", "path": "1", "faint": "2"}
#: A line that tells a Problem: its place, what is wrong, all else, and its code.
_LINE = re.compile(r"(?P<where>.+?:\d+:)?(?P<what>[^;]*)(?P<rest>.*?)\[(?P<code>[\w-]+)\]", re.DOTALL)
#: SARIF's and GitHub's own names for our levels.
_SARIF_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}
_GITLAB_LEVELS = {"error": "critical", "warning": "major", "hint": "info"}


def render_text(problems: Sequence[Problem], *, colour: bool = False) -> str:
    """One line for each Problem, the gravest first, coloured for a terminal if so asked."""
    lines = [str(problem) for problem in sorted(problems, key=gravity)]
    return "\n".join(paint_line(line) if colour else line for line in lines)


def render_counts(problems: Sequence[Problem], *, colour: bool = False) -> str:
    """One line for each code with the number of its Problems, the gravest first."""
    counts = Counter(problem.code for problem in problems)
    levels = {problem.code: level_of(problem) for problem in problems}
    lines = []
    for code in dict.fromkeys(problem.code for problem in sorted(problems, key=gravity)):
        title = CODES[code].title if code in CODES else ""
        level = _paint(f"{levels[code]:<7}", levels[code], colour)
        lines.append(f"{counts[code]:6}  {level}  {code:<24}  {title}".rstrip())
    return "\n".join(lines)


def render_count_line(problems: Sequence[Problem], accepted: int) -> str:
    """One line with the number of Problems of each code, and of those accepted."""
    counts = Counter(problem.code for problem in problems)
    by_code = ", ".join(f"{count} {code}" for code, count in sorted(counts.items())) or "none"
    return f"Problems by code: {by_code}" + (f"; {accepted} accepted" if accepted else "")


def paint_line(line: str) -> str:
    """The line of a Problem, or of several of one code, coloured for a terminal."""
    match = _LINE.fullmatch(line)
    if match is None:
        return line
    code = match["code"]
    what = _paint(match["what"], CODES[code].level if code in CODES else "warning", True)
    where = _paint(match["where"], "path", True) if match["where"] else ""
    return f"{where}{what}{match['rest']}{_paint(f'[{code}]', 'faint', True)}"


def _paint(text: str, kind: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour else text


def render_json(problems: Sequence[Problem], guide_url: str = "") -> str:
    """JSON: ``problems``, each a mapping with path, line, level, code and texts, and ``counts`` by code.

    With a `guide_url`, where the guide is published, ``guide`` is the address of a code's entry.
    """
    entries = [
        {
            "path": problem.path,
            "line": problem.line,
            "level": level_of(problem),
            "code": problem.code,
            "what": problem.what,
            "why": problem.why,
            "mend": problem.mend,
            **({"guide": address_of(problem.code, guide_url)} if guide_url else {}),
        }
        for problem in problems
    ]
    counts = dict(sorted(Counter(problem.code for problem in problems).items()))
    return json.dumps({"problems": entries, "counts": counts}, ensure_ascii=False, indent=2)


def render_github(problems: Sequence[Problem], guide_url: str = "") -> str:
    """Workflow commands by which GitHub marks the lines in its pages. Source: GitHub, "Workflow commands"."""
    return "\n".join(
        f"::{_GITHUB_LEVELS[level_of(problem)]} file={_property(problem.path)},line={problem.line},"
        f"title={_property(problem.code)}::{_message(_sentence(problem, guide_url))}"
        for problem in problems
    )


def render_gitlab(problems: Sequence[Problem], guide_url: str = "") -> str:
    """A code quality report, by which GitLab marks the lines of a merge request.

    A fingerprint tells one entry from another, whatever line it has moved to: equal ones are numbered.
    Source: GitLab documentation, "Code Quality report format".
    """
    seen = Counter[str]()
    entries = []
    for problem in problems:
        text = "\n".join((problem.path, problem.code, _sentence(problem)))
        seen[text] += 1
        entries.append(
            {
                "description": _sentence(problem, guide_url),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{text}\n{seen[text]}".encode(errors="replace")).hexdigest(),
                "severity": _GITLAB_LEVELS[level_of(problem)],
                "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _sentence(problem: Problem, guide_url: str = "") -> str:
    address = f"; see {address_of(problem.code, guide_url)}" if guide_url else ""
    return f"{problem.what}; {problem.why}; {problem.mend}{address}"


def render_sarif(problems: Sequence[Problem], guide_url: str = "", course: str = "") -> str:
    """A SARIF log for code scanners and editors; paths are below the address `course`, if any is given.

    Source: OASIS SARIF 2.1.0.
    """
    codes = sorted({problem.code for problem in problems})
    rules = [
        {"id": code, "shortDescription": {"text": CODES[code].title if code in CODES else code}}
        | ({"helpUri": address_of(code, guide_url)} if guide_url else {})
        for code in codes
    ]
    driver = {"name": "course check", "rules": rules}
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes, "COURSE" if course else "") for problem in problems],
    }
    if course:
        run["originalUriBaseIds"] = {"COURSE": {"uri": course}}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(problem: Problem, codes: Sequence[str], base: str) -> dict[str, object]:
    place = {"uri": quote(re.sub(r"^[A-Za-z]:", "", problem.path))}
    location = {
        "artifactLocation": place | ({"uriBaseId": base} if base else {}),
        "region": {"startLine": max(problem.line, 1)},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _SARIF_LEVELS[level_of(problem)],
        "message": {"text": _sentence(problem)},
        "locations": [{"physicalLocation": location}],
    }


#: Renderers for programs, by the name that ``--format`` takes.
FORMATS: Mapping[str, Callable[[Sequence[Problem], str], str]] = {
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
}
