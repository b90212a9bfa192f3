"""Links and images: whether what they lead to is there."""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import unquote

from markdown_it.token import Token

from course.checks.surroundings import Surroundings
from course.markdown.files.running import runs_by_name
from course.markdown.github.heading_ids import heading_id
from course.markdown.html.schemes import RUNNING, scheme_of
from course.markdown.links.addresses import Kind, addresses_of
from course.markdown.links.anchors import find_anchor
from course.markdown.links.file_types import type_of
from course.markdown.links.targets import CourseFiles, Target
from course.markdown.reading.parsed import Parsed, line_of
from course.markdown.reading.publication import DRAFT
from course.problems.problem import Problem

#: What is said of each kind that leads nowhere, and its code.
_DEAD: dict[Kind, tuple[str, str]] = {
    "link": ("the link to “{}” leads nowhere", "link-dead"),
    "image": ("the image “{}” is not there", "image-dead"),
    "media": ("the film or sound “{}” is not there", "image-dead"),
    "frame": ("the frame shows nothing: “{}” is not there", "link-dead"),
}
_COME_IN = "link to its address on the web, give the folder above with --docs, or move the file into yours"


def check_links(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A Problem for every link, image, film, sound and frame that leads nowhere, at its line."""
    if around.course is None:
        return
    reported: set[tuple[int, str]] = set()
    for token in parsed.tokens:
        for kind, address in addresses_of(token):
            target = around.course.resolve(parsed.source.uri, address)
            fault = _fault(parsed.source.uri, address, target, around, kind)
            if kind in ("media", "frame") and (target.kind not in ("dead", "outside") or not address.strip()):
                continue  # what else may be wrong with them, the rule of refused HTML tells
            line = line_of_address(parsed, token, address) if fault else 0
            if fault and (line, address) not in reported:
                reported.add((line, address))
                cause = _cause(target, around.course, kind)
                yield replace(parsed.problem(line, *fault), cause=cause)


def _fault(
    uri: str, address: str, target: Target, around: Surroundings, kind: Kind
) -> tuple[str, str, str, str] | None:
    """What is wrong with a link, why, how to mend it, and its code; None where nothing is."""
    shown = unquote(address)
    what, code = _DEAD[kind][0].format(shown), _DEAD[kind][1]
    if not address.strip():
        return "a link without an address", "it leads its readers nowhere", "write the address into ( )", code
    if target.kind == "unsafe":
        what = f"the {kind} “{shown[:60]}” has no address on its page"
        scheme, mend = scheme_of(address), "write the address of a page or file"
        if scheme in RUNNING:
            return what, "such an address runs something, or is none", mend, "html-unsafe"
        return what, f"no page is reached by {scheme}:", mend, code
    if target.kind == "dead" and (unpublished := _unpublished(shown, target, around, kind)):
        return *unpublished, "download-type" if kind == "link" else code
    if target.kind == "dead":
        why = f"there is no file or folder {target.uri}" if target.uri != "." else "there is no front page"
        return what, why, _suggestion(uri, target.uri, around), code
    if target.kind == "outside":
        why = "it leads out of the course's folder, which is all that is published"
        return what, why, _COME_IN, code
    if target.kind == "refused":
        return *_refused(shown, target.uri), "download-type"
    if early := _early(uri, shown, target, around):
        return *early, "link-waiting"
    if target.kind == "page" and target.anchor:
        return _anchor_fault(shown, target, around)
    return None


def _early(uri: str, shown: str, target: Target, around: Surroundings) -> tuple[str, str, str] | None:
    """What to know of a link to a page that comes out later than the page `uri`; None for any other."""
    day = around.waiting.get(target.uri, "")
    if target.kind != "waiting" and day <= around.waiting.get(uri, ""):
        return None
    what = f"the link to “{shown}” leads to a page that is not out yet"
    until = f"before {day}" if day and day != DRAFT else "while it is a draft"
    return what, f"{until} it is shown as text", "nothing is to be mended if that is meant"


def _unpublished(shown: str, target: Target, around: Surroundings, kind: Kind) -> tuple[str, str, str] | None:
    """What is wrong with a link to what is there but not published; None where nothing is there."""
    if _is_folder(target.uri, around):
        what = f"the {kind} “{shown}” leads to a folder that has no page"
        why = f"{target.uri} holds neither Markdown nor files to download"
        return what, why, "link to a file in it, or write a README.md there"
    if around.course is None or not around.course.is_kept_back(target.uri):
        return None
    what = f"the {'target of the link' if kind == 'link' else kind} “{shown}” is not published"
    why = "it is hidden, left out by the settings, or a browser would run it"
    return what, why, "give it another place or form, or link to its address on the web"


def _refused(shown: str, uri: str) -> tuple[str, str, str]:
    """What is wrong with a link to the file `uri`, which is of a type that is not published."""
    what = f"the link to “{shown}” leads to a file that is not published"
    if not runs_by_name(uri):
        why = f"files of the type {type_of(uri)} are not offered as downloads"
        return what, why, f"add {type_of(uri)} to download_types in mkdocs.yml, or take the link out"
    name = posixpath.basename(uri)
    if posixpath.basename(shown.partition("#")[0]).casefold() == name.casefold():
        return what, "a browser would run it", "offer it in a .zip, or take the link out"
    what = f"the link to “{shown}” leads to a folder that has no page"
    return what, f"its {name} is not published: a browser would run it", "write a README.md there"


def _is_folder(uri: str, around: Surroundings) -> bool:
    return any(each.startswith(f"{uri}/") for each in (around.course.site_paths if around.course else {}))


def _cause(target: Target, course: CourseFiles, kind: Kind) -> str:
    """What a dead link shares with others: a folder outside of the course, or one that is not there."""
    links = f"{'films and sounds' if kind == 'media' else f'{kind}s'} lead"
    parts = target.uri.split("/")
    if target.kind == "outside":
        top = "/".join(parts[: parts.count("..") + 1])
        mend = "give the folder above, or copy what is shown into yours"
        return f"{links} to {top}, outside of the folder you gave; {mend}"
    if target.kind != "dead":
        return ""
    folders = ("/".join(parts[:count]) for count in range(1, len(parts)))
    missing = next((each for each in folders if not course.has_folder(each)), "")
    return f"{links} into {missing}, where there is no folder; mend the paths, or bring it" if missing else ""


def _anchor_fault(shown: str, target: Target, around: Surroundings) -> tuple[str, str, str, str] | None:
    anchors = around.anchors_of(target.uri)
    if anchors is None or target.anchor in ("", "top") or find_anchor(target.anchor, anchors):
        return None
    wanted = unquote(target.anchor)
    near = _near_anchor(wanted, anchors)
    what, why = f"the link to “{shown}” leads to no heading", "its readers stay at the top of the page"
    if near:
        return what, why, f"write #{near}", "anchor-dead"
    if heading_id(wanted) != wanted:
        return what, why, "write the heading in lower case, with - for each space", "anchor-dead"
    mend = f"no heading there is like it: name one that is there, or take #{wanted} out"
    return what, why, mend, "anchor-dead"


def _near_anchor(wanted: str, anchors: Collection[str]) -> str:
    """The one of `anchors` that `wanted` may be mistyped for, or be a part of; empty where none is."""
    name, words = _letters(wanted), _words(wanted)
    plain = {_letters(each): each for each in sorted(anchors)}
    holding = [each for each in anchors if words and words <= _words(each)]
    if name in plain or len(holding) == 1:
        return plain.get(name) or holding[0]
    numbers = re.findall(r"\d+", name)
    near = get_close_matches(name, [own for own in plain if re.findall(r"\d+", own) == numbers], 1, 0.8)
    return plain[near[0]] if near else ""


def _letters(anchor: str) -> str:
    """The letters and digits of an anchor; Hangul by its parts, of which a slip of the pen changes one."""
    return unicodedata.normalize("NFD", "".join(re.findall(r"[^\W_]+", anchor.casefold())))


def _words(anchor: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", anchor.casefold()))


def _suggestion(uri: str, wanted: str, around: Surroundings) -> str:
    """How to mend a dead link: the path of the one file that is called so or much alike, if there is one."""
    uris = [each for each in (around.course.site_paths if around.course else {}) if each != uri]
    name = posixpath.basename(wanted).casefold()
    named = [each for each in uris if posixpath.basename(each).casefold() == name]
    near = named if len(named) == 1 else [each for each in uris if _is_slip(each, wanted)]
    if not near:
        return "mend the path, or take the link out"
    path = posixpath.relpath(near[0], posixpath.dirname(uri) or ".")
    return f"perhaps {path}" if " " not in path else f"perhaps <{path}>"


def _is_slip(uri: str, wanted: str) -> bool:
    """Whether `wanted` may be `uri` mistyped: much the same, in name and as a whole, its numbers equal."""
    stems = [posixpath.splitext(posixpath.basename(each))[0].casefold() for each in (uri, wanted)]
    alike = len(posixpath.commonprefix(stems)) + len(posixpath.commonprefix([each[::-1] for each in stems]))
    if max(map(len, stems)) - alike > min(4, len(stems[1]) // 2):
        return False  # not a slip of the pen, but another name
    if abs(len(uri) - len(wanted)) > 3 or re.findall(r"\d+", uri) != re.findall(r"\d+", wanted):
        return False
    names = [posixpath.basename(each).casefold() for each in (uri, wanted)]
    return bool(get_close_matches(names[0], names[1:], cutoff=0.75)) and bool(
        get_close_matches(uri, [wanted], cutoff=0.8)
    )


def line_of_address(parsed: Parsed, token: Token, address: str) -> int:
    """The line that `address` stands on, looked for in the block that `token` is."""
    first = line_of(token) or 1
    last = first + (token.map[1] - token.map[0] if token.map else 1)
    forms = [address, unquote(address), html.escape(address, quote=False)]
    forms = [form for form in forms if form] or ["]()", "](<>)", '""', "''"]
    for number in range(first, min(last, len(parsed.lines) + 1)):
        if any(form in parsed.lines[number - 1] for form in forms):
            return number
    return first
