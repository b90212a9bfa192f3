"""``addresses.txt``: every address that the site has had, so that none is lost without a word.

A build adds what is new and takes nothing out: a line goes when somebody deletes it, who knows that it may.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from course.kept import put_file
from course.markdown.files.source import decode_source
from course.problems.codes import raised
from course.problems.own_file import is_readable
from course.problems.problem import CourseError, Problem
from course.publish.places import ADDRESSES
from course.reads import pages_below
from course.settings.address import EXAMPLES, known_address
from course.settings.config import line_finder, read_config

GONE, UNKNOWN = "address-gone", "address-unknown"
_HEAD = (
    "# The addresses of the site's pages and calendars. `run.py site` adds new ones; commit them.\n"
    "# It tells those that are gone. Delete the line of one that nobody needs any more.\n"
    "# `/old/ -> /new/`: a page at the old address leads to the new one; `run.py move` writes this.\n"
)
CALENDAR = "course.ics"
#: Between the address that a page had and the one that it has.
ARROW = " -> "
_INDEX, _NOT_FOUND = "index.html", "404.html"


def addresses_of(site_dir: Path) -> set[str]:
    """The addresses of pages and calendars in `site_dir`, from its root on, as their readers write them."""
    pages = (path for path in pages_below(site_dir) if path.name != _NOT_FOUND)
    paths = [path.relative_to(site_dir).as_posix() for path in (*pages, *_calendars(site_dir))]
    return {f"/{path.removesuffix(_INDEX) if _is_index(path) else path}" for path in paths}


def _calendars(site_dir: Path) -> list[Path]:
    """That of a course in one language, and that of each of several."""
    return [*site_dir.glob(CALENDAR), *site_dir.glob(f"*/{CALENDAR}")]


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2] == _INDEX


def check_addresses(project_dir: Path, site_dir: Path, *, strict: bool) -> list[Problem]:
    """A hint for each known address that the site in `site_dir` lacks; where `strict`, raised as errors.

    A page that only leads elsewhere is there, too.
    """
    now = addresses_of(site_dir)
    gone = [
        Problem(
            ADDRESSES,
            line,
            f"the address {address} is gone from the site",
            "links to it and bookmarks of it lead nowhere",
            "give the page its old place, or a short one there that links to the new place (by run.py move, "
            "or an arrow here: /ko/old/ -> /ko/new/); delete this line if nobody needs it",
            GONE,
        )
        for line, address in read_addresses(project_dir)
        if address not in now
    ]
    if strict and gone:
        raise CourseError(raised(gone, [GONE]))
    return gone


def unreadable_addresses(project_dir: Path) -> list[Problem]:
    """The one Problem of a list that cannot be read; none where it can, or where there is none yet."""
    try:
        read_addresses(project_dir)
    except CourseError as error:
        return [*error.problems]
    return []


def unknown_address(project_dir: Path) -> list[Problem]:
    """A hint where the settings say that the site is published at an example of an address."""
    path = project_dir / "mkdocs.yml"
    address = read_config(path).get("site_url")
    if not address or known_address(address):
        return []
    what = f"site_url is still {EXAMPLES[0]}" if EXAMPLES[0] in str(address) else f"site_url is {address}"
    why = "links for search engines, previews and calendars, and the QR codes of handouts are left out"
    mend = "write the address where the site will be, or set SITE_URL when it is built"
    return [Problem(path.name, line_finder(path)("site_url"), what, why, mend, UNKNOWN)]


def note_addresses(project_dir: Path, site_dir: Path) -> None:
    """Add the new addresses of the site in `site_dir` to the list; it is made where there is none."""
    known = known_addresses(project_dir)
    noted = known | addresses_of(site_dir)
    if noted != known:
        _write(project_dir / ADDRESSES, render_list(project_dir, noted, moved_addresses(project_dir)))


def moved_addresses(project_dir: Path) -> dict[str, str]:
    """The addresses that the list says have moved, and where each leads now."""
    parted = (line.partition(ARROW) for _, line in _of_addresses(project_dir))
    return {old.strip(): new.strip() for old, arrow, new in parted if arrow and new.strip().startswith("/")}


def known_addresses(project_dir: Path) -> set[str]:
    """All addresses of the list."""
    return {address for _, address in read_addresses(project_dir)}


def render_list(project_dir: Path, addresses: Iterable[str], moved: Mapping[str, str]) -> str:
    """The list of `addresses`; those of `moved` with where they lead.

    What somebody has written between the lines of the one that is there stays above its address; where that
    is gone, at the end.
    """
    remarks = _remarks(project_dir)
    lines: list[str] = []
    for each in sorted({*addresses, *moved}):
        lines += remarks.pop(each, [])
        lines.append(f"{each}{ARROW}{moved[each]}" if each in moved else each)
    lines += chain.from_iterable(remarks.values())
    return _HEAD + "".join(f"{line}\n" for line in lines)


def _remarks(project_dir: Path) -> dict[str, list[str]]:
    """The lines that are of no address and not ours, by the address below them; by nothing at the end."""
    ours = {*_HEAD.splitlines(), ""}
    remarks: dict[str, list[str]] = {}
    waiting: list[str] = []
    for _, line in _lines(project_dir):
        if line.startswith("/"):
            remarks.setdefault(_address_of(line), []).extend(waiting)
            waiting = []
        elif line not in ours:
            waiting.append(line)
    remarks.setdefault("", []).extend(waiting)
    return remarks


def read_addresses(project_dir: Path) -> Sequence[tuple[int, str]]:
    """The known addresses, each with its line. Raises CourseError [file-unreadable] or [not-utf-8]."""
    return [(number, _address_of(line)) for number, line in _of_addresses(project_dir)]


def _address_of(line: str) -> str:
    return line.partition(ARROW)[0].strip()


def _of_addresses(project_dir: Path) -> list[tuple[int, str]]:
    """The lines of the list that are of an address, each with its number."""
    return [(number, line) for number, line in _lines(project_dir) if line.startswith("/")]


def _lines(project_dir: Path) -> Sequence[tuple[int, str]]:
    """The lines of the list, each with its number."""
    path = project_dir / ADDRESSES
    if not is_readable(path, project_dir, "an address that is lost could not be told"):
        return ()
    lines = decode_source(path.read_bytes(), ADDRESSES).split("\n")
    return [(number, line.strip()) for number, line in enumerate(lines, 1)]


def _write(path: Path, text: str) -> None:
    """Write the list whole, whoever else is building; where it cannot be written, it stays as it was."""
    try:
        put_file(path, text.encode())
    except OSError as error:
        print(f"{path.name} was not written: {error.strerror or error}; new addresses are not noted")
