"""Asks for all links of a course, remembers what was well, and tells what was not."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from course.checks.online.asking import Answer, Asker
from course.checks.online.found import Place, is_trusted
from course.kept import CACHE, Store, key_of
from course.problems.problem import NotThereError, Problem

#: Hosts that are asked at the same time; so few may all be gone.
_AT_ONCE, _FEW = 8, 2
#: What was well is not asked for again so soon.
_WEEK_S = 7 * 24 * 60 * 60
_SOUND = ("good", "moved")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class CheckedLinks:
    """What became of the links."""

    problems: tuple[Problem, ...]
    asked: int
    remembered: int
    not_asked: int

    def __str__(self) -> str:
        """One line for the end of the command."""
        links = f"{self.asked} link{'' if self.asked == 1 else 's'} asked for"
        return f"{links}, {self.remembered} within the last week, {self.not_asked} not public or trusted"


def check_links(
    links: Mapping[str, Sequence[Place]],
    asker: Asker,
    project_dir: Path,
    *,
    trusted: Sequence[str] = (),
    anew: bool = False,
) -> CheckedLinks:
    """Ask for the addresses that `links` hold; all of them, where `anew`.

    Raises NotThereError where not one host can be reached: it is the network that is not there.
    """
    wanted = [each for each in links if asker.may_ask(each) and not is_trusted(each, trusted)]
    kept = Store(project_dir / CACHE)
    answers = {} if anew else {each: known for each in wanted if (known := _remembered(kept, each))}
    remembered = len(answers)
    fresh = _ask([each for each in wanted if each not in answers], asker)
    if len({urlsplit(each).netloc for each in fresh}) > _FEW and not _is_any_there(fresh):
        raise NotThereError("no host can be reached; connect to the network")
    for address, answer in fresh.items():
        if answer.kind in _SOUND:
            content = json.dumps({"asked": time.time(), **asdict(answer)})
            kept.put(_key(address), content.encode())
    answers |= fresh
    problems = [
        _problem(place, address, answer)
        for address, answer in answers.items()
        for place in links[address]
        if answer.kind != "good"
    ]
    return CheckedLinks(tuple(sorted(problems)), len(fresh), remembered, len(links) - len(wanted))


def _is_any_there(answers: Mapping[str, Answer]) -> bool:
    return any(each.is_host_there for each in answers.values())


def _ask(addresses: Sequence[str], asker: Asker) -> dict[str, Answer]:
    """The answers for `addresses`: hosts side by side, the addresses of one in turn."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).netloc].append(address)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        parts = threads.map(lambda host: {each: asker.ask(each) for each in by_host[host]}, by_host)
        return {address: answer for part in parts for address, answer in part.items()}


def _key(address: str) -> str:
    return key_of("a link that was asked for", address)


def _remembered(kept: Store, address: str) -> Answer | None:
    """What was answered within a week, if that was well."""
    content = kept.get(_key(address))
    known = json.loads(content) if content else {}
    if not known or time.time() - known.pop("asked") > _WEEK_S:
        return None
    return Answer(**known)


def _problem(place: Place, address: str, answer: Answer) -> Problem:
    shown, host = _short(address), urlsplit(address).hostname
    what, why, mend, code = {
        "gone": (
            f"the link to {shown} leads nowhere: {answer.said}",
            "its readers find nothing",
            "link to where it is now, or take the link out",
            "link-gone",
        ),
        "moved": (
            f"the link to {shown} has moved for good",
            "its old address may end one day",
            f"write {answer.leads_to}",
            "link-moved",
        ),
        "refused": (
            f"the link to {shown} is not shown to programs: {answer.said}",
            f"whether it is alive, only a person can see: {host} refuses to say",
            "open it in a browser, then add it to trusted_links in mkdocs.yml",
            "link-refused",
        ),
        "unreachable": (
            f"the link to {shown} could not be followed: {answer.said}",
            "its readers may find nothing",
            "try again later; if it stays so, link elsewhere",
            "link-unreachable",
        ),
    }[answer.kind]
    return Problem(place.path, place.line, what, why, mend, code)


def _short(address: str) -> str:
    shown = unquote(address)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
