"""Tells a lecturer what is wrong: each Problem once in a command, in short, with the whole list in a file."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from course.problems.causes import Cause, by_code, causes_of
from course.problems.codes import CODES, fails_strict, gravity
from course.problems.entries import address_of
from course.problems.formats import EXPLAINED, paint_line, render_counts
from course.problems.problem import Problem, display_path
from course.problems.progress import Progress, Step, columns, counted

#: Lines that are told on a terminal, those of the end included.
SCREEN = 25
#: The whole list of what was told last.
LIST = Path(".cache/problems.txt")


@dataclass(slots=True)
class Teller:
    """Tells the Problems of one command."""

    shown: Callable[[Problem], Problem] = lambda problem: problem
    """A Problem as it is shown: by the path that its reader knows."""
    everything: bool = False
    """Whether every Problem has a line of its own, however many there are."""
    is_check: bool = True
    """Whether the command is run.py check, whose options can be named alone."""
    explains: bool = True
    """Whether it is yet to be said where the codes are explained."""
    guide_url: str = ""
    """Where the guide is published: each line then ends with the address of its code's entry."""
    told: set[Problem] = field(default_factory=set)
    """What was told already, and is not told again."""
    listed: list[Problem] = field(default_factory=list)
    """The same as shown, for the list in the file."""
    progress: Progress | None = None
    """Tells the steps of the command, where it has any: hints are then counted when all is done."""
    hint_count: int = 0
    """Hints that are yet to be counted."""

    def tell(
        self, problems: Sequence[Problem], summary: str = "", *, hints: bool = False, now: bool = False
    ) -> None:
        """Print those of `problems` that are not told yet, the gravest first, then `summary`.

        Of hints only the number is told unless `hints`. Where not every Problem is printed, all are in LIST.
        Where steps are told, they say what was done, and hints are left for `end` unless `now`.
        """
        if self.progress and not self.progress.is_verbose and not now:
            problems, summary = self._without_hints(problems), ""
        new = [problem for problem in dict.fromkeys(problems) if problem not in self.told]
        self.told.update(new)
        shown = sorted(map(self.shown, new), key=gravity)
        wanted = [problem for problem in shown if hints or fails_strict(problem)]
        hidden = len(shown) - len(wanted)
        lister = "--hints" if self.is_check else "run.py check --hints"
        more = f"{hidden} hint{'' if hidden == 1 else 's'}, which {lister} lists" if hidden else ""
        end = ["; ".join(filter(None, [summary, more]))] if summary or more else []
        end += [EXPLAINED] if shown and self.explains else []
        self.explains = self.explains and not shown
        lines, is_whole = self._lines(shown, wanted, end)
        if not is_whole:
            self.listed += shown
            place = self._write()
            ways = [place, "--all"] if self.is_check else [place or "run.py check --all"]
            end.insert(0, f"A line for each: {', or '.join(filter(None, ways))}")
        for part in (lines, end):
            if part:
                print(*part, sep="\n", end="\n\n" if part is lines else "\n", flush=True)

    def _without_hints(self, problems: Sequence[Problem]) -> list[Problem]:
        """Those of `problems` that are no hints; the hints are listed and counted."""
        new = [each for each in dict.fromkeys(problems) if each not in self.told]
        hints = [each for each in new if not fails_strict(each)]
        self.told.update(hints)
        self.listed += map(self.shown, hints)
        self.hint_count += len(hints)
        return [each for each in new if fails_strict(each)]

    def step(self, label: str) -> AbstractContextManager[Step]:
        """A step of the command, told where steps are."""
        return self.progress.step(label) if self.progress else nullcontext(Step(label))

    def end(self) -> None:
        """Tell how many hints there are and where they are listed, and what else was left for the end."""
        if self.hint_count:
            hints = counted(self.hint_count, "hint")
            keep = "keeps" if self.hint_count == 1 else "keep"
            places = " or ".join(filter(None, ["run.py check --hints", self._write()]))
            print(f"{hints}, which {keep} nothing back: see {places}", flush=True)
            self.hint_count = 0
        if self.progress:
            self.progress.end()

    def _lines(
        self, shown: Sequence[Problem], wanted: Sequence[Problem], end: Sequence[str]
    ) -> tuple[list[str], bool]:
        """What is printed of the Problems `wanted`, and the counts of all; whether each has its own line."""
        colour = in_colour()
        counts = render_counts(shown, colour=colour).split("\n") if shown else []
        causes = [Cause((each,)) for each in wanted] if self.everything else causes_of(wanted)
        whole = [(line, self._address(cause.code)) for cause in causes for line in cause.lines()]
        is_whole = len(whole) == len(wanted)
        told = [f"{paint_line(line) if colour else line}{address}" for line, address in whole]
        everything = [*told, *([""] if told else []), *counts]
        width = _columns() if _is_terminal() else 0
        if not width or self.everything or _height([*everything, *end, ""], width) <= SCREEN:
            return everything, is_whole
        room = SCREEN - 2 - _height(end, width)  # the empty line and the place of the list
        return _screen(causes, shown, room, width), False

    def _address(self, code: str) -> str:
        """What stands behind a line of `code`."""
        return f" {address_of(code, self.guide_url)}" if self.guide_url else ""

    def _write(self) -> str:
        """The path of the list, with a line for each Problem; empty where it cannot be written."""
        lines = [f"{problem}{self._address(problem.code)}\n" for problem in self.listed]
        try:
            LIST.parent.mkdir(parents=True, exist_ok=True)
            LIST.write_text("".join(lines), encoding="utf-8", newline="\n")
        except OSError:
            return ""
        return LIST.as_posix()


def _screen(causes: Sequence[Cause], shown: Sequence[Problem], room: int, width: int) -> list[str]:
    """The number of each code; below it as many of its causes as there is room for, the gravest first."""
    codes = list(by_code(causes_of(shown)))
    heads = dict(zip(codes, render_counts(shown).split("\n"), strict=True))
    rest: list[str] = []  # hints, and what there are not lines enough for
    while heads and (
        _is_hint(codes[len(heads) - 1]) or len(heads) + _height([_in_a_row(rest)], width) > room
    ):
        number, _, code = heads.pop(codes[len(heads) - 1]).split()[:3]
        rest.insert(0, f"{number} {code}")
    room -= len(heads) + (_height([_in_a_row(rest)], width) if rest else 0)
    told: dict[str, list[str]] = {code: [] for code in heads}
    left = {code: waiting for code, waiting in by_code(causes).items() if code in heads}
    while room > 0 and any(left.values()):
        for code, waiting in left.items():
            lines = [
                f"        {line.removesuffix(f' [{code}]')}"
                for each in waiting[:1]
                for line in each.lines()[:1]
            ]
            del waiting[:1]
            if lines and _height(lines, width) <= room:
                told[code] += lines
                room -= _height(lines, width)
            else:
                waiting.clear()
    lines = []
    for code, head in heads.items():
        lines += [_cut(head, width), *told[code]]
    return [*lines, _in_a_row(rest)] if rest else lines


def _is_hint(code: str) -> bool:
    return code in CODES and CODES[code].level == "hint"


def _in_a_row(counts: Sequence[str]) -> str:
    return f"        and {', '.join(counts)}"


def teller_of(
    docs_dir: Path | None, *, is_check: bool = True, guide_url: str = "", progress: Progress | None = None
) -> Teller:
    """What tells the Problems of a command; with another course's `docs_dir` by paths relative to it."""
    teller = Teller(is_check=is_check, guide_url=guide_url, progress=progress)
    if docs_dir is not None:
        teller.shown = seen_from(display_path(docs_dir, Path.cwd()))
    return teller


def seen_from(prefix: str) -> Callable[[Problem], Problem]:
    """Shows Problems by paths relative to a course's folder, which they call `prefix`."""
    start = f"{prefix.rstrip('/')}/"

    def shown(problem: Problem) -> Problem:
        if prefix == ".":
            return replace(problem, path=problem.path.removeprefix(start))
        texts = {name: getattr(problem, name).replace(start, "") for name in ("what", "why", "mend", "cause")}
        return replace(problem, path=problem.path.removeprefix(start), **texts)

    return shown


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _columns() -> int:
    return max(shutil.get_terminal_size().columns, 40)


def _height(lines: Sequence[str], width: int) -> int:
    """Lines of the terminal that `lines` take."""
    return sum(max(1, -(-columns(_plain(line)) // width)) for line in lines)


def _plain(line: str) -> str:
    return line.replace("\x1b[0m", "").replace("\x1b[", "")  # a few columns too many do no harm


def _cut(line: str, width: int) -> str:
    while columns(line) > width:
        line = line[:-2] + "…"
    return line


def in_colour() -> bool:
    """Whether the output is a terminal that knows colours. Source: no-color.org."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    knows = os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))
    return sys.stdout.isatty() and knows
