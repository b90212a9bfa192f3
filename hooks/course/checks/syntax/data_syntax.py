"""Whether YAML and JSON blocks parse: by their own parsers, allowing for what lecturers leave out."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

import yaml

from course.markdown.reading.placeholders import without_placeholders
from course.problems.nesting import too_deep_line

#: Line, from 1, and what is wrong there; None where nothing is.
Fault = tuple[int, str] | None
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOO_DEEP = "it is nested too deep"
_TEMPLATE = re.compile(r"\{\{|\{%")
_ELISION = re.compile(r"^[ \t]*(?:[-#(\[~]+[ \t]*)?(?:\.{3}|…|⋮|중략|생략|이하 생략)[^\n:]*$", re.MULTILINE)
_COMMAND = re.compile(r"^(?:\$ |# |cat |kubectl |docker |helm |EOF\b|[\"']?EOF|>\s)")


def check_yaml(code: str) -> Fault:
    """The fault in `code`, a block of YAML; None where it parses, whole or in its pieces.

    Templates are left alone; placeholders are words; lines of three dots stand for what is left out.
    """
    if line := too_deep_line(code):
        return line, _TOO_DEEP
    if _TEMPLATE.search(code):
        return None
    text = _ELISION.sub("", without_placeholders(code))
    fault = _yaml_fault(text)
    if fault is None or re.search(r"^[+<>@] ?|^-(?![ -]|$)", text, re.MULTILINE):  # a patch
        return None
    generous = re.sub(r"<[^<>\n]{1,60}>", "x", text)
    return None if all(_yaml_fault(piece) is None for piece in _pieces(generous)) else fault


def _yaml_fault(text: str) -> Fault:
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            del event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return (mark.line + 1 if mark else 1), str(error.problem or error.context)
    except (yaml.YAMLError, ValueError) as error:
        return 1, str(error).split("\n")[0]
    return None


def _pieces(text: str) -> Iterator[str]:
    """The stretches of `text` between empty lines, comments and commands, without common indentation."""
    lines = text.split("\n")
    for parted, piece in groupby(lines, lambda line: not line.strip() or bool(_COMMAND.match(line.lstrip()))):
        if not parted:
            yield textwrap.dedent("\n".join(piece))


def check_json(code: str) -> Fault:
    """The fault in `code`, a block of JSON; None where it parses.

    It may be one value, several, or only what stands inside an object or a list. Comments and three dots are
    allowed, commands and headers above the first value too.
    """
    if line := too_deep_line(code):
        return line, _TOO_DEEP
    if _TEMPLATE.search(code):
        return None
    text = without_placeholders(code)
    fault = _json_fault(text)
    return None if fault is None or any(_json_fault(each) is None for each in _json_readings(text)) else fault


def _json_fault(text: str) -> Fault:
    """The fault in a text of JSON values, one after the other."""
    at, decoder = 0, json.JSONDecoder(strict=False)
    while match := re.compile(r"[\s,]*(?=\S)").match(text, at):
        at = match.end()
        if at == len(text):
            break
        try:
            _, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            return error.lineno, error.msg
        except RecursionError:
            return 1, _TOO_DEEP
    return None


def _json_readings(text: str) -> Iterator[str]:
    bare = "\n".join(line for line in text.split("\n") if not re.match(r"\s*(?:\$ |#|//)", line))
    strings = r'("(?:[^"\\\n]|\\.)*")'
    bare = re.sub(
        rf"{strings}|//[^\n]*|/\*.*?\*/|(?<=[\s,])#[^\n]*", lambda m: m[1] or "", bare, flags=re.DOTALL
    )
    elided = bool(re.search(r"\.{3}|…|<", re.sub(strings, "", bare)))
    bare = re.sub(rf"{strings}|<[^<>\n]{{1,60}}>|\bx{{3,}}\b|\$\{{?\w+\}}?", lambda m: m[1] or "0", bare)
    bare = re.sub(rf"{strings}|\.{{3,}}[^\n,\]}}]*|…[^\n,\]}}]*", lambda m: m[1] or "", bare)
    if elided or bare.strip() != text.strip():
        bare = re.sub(rf"{strings}|,(?=\s*[,\]}}])|(?<=[\[{{])\s*,", lambda m: m[1] or "", bare)
    start = re.search(r"^\s*[\[{\"]", bare, re.MULTILINE)
    for reading in (bare, bare[start.start() :] if start else bare):
        yield reading
        yield f"{{{reading.strip().rstrip(',')}}}"
        yield f"[{reading.strip().rstrip(',')}]"
