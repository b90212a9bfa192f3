"""Where the sources of a course are online: where a page is edited, its history seen, a mistake reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

#: Owner and name, at GitLab perhaps with groups between them.
_PLACE = re.compile(r"/[\w.-]+(?P<more>(?:/[\w.-]+)+?)(?:\.git)?/?")
#: GitLab on a host of one's own is called so; its pages (gitlab.io) are none.
_OWN_GITLAB = re.compile(r"gitlab\.[\w-]+\.[\w.-]+")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on a host whose addresses we know."""

    address: str
    """Its address, without a slash at the end."""
    is_github: bool
    """Whether the host is GitHub; else it is GitLab."""

    def edit(self, path: str) -> str:
        """Where the file at `path` in the repository is edited, on the branch that the host shows first."""
        return self._of_file("edit", path)

    def history(self, path: str) -> str:
        """Where the changes of that file are listed."""
        return self._of_file("commits", path)

    def report(self, title: str, text: str) -> str:
        """Where a mistake is reported, with `title` and `text` filled in; the text is the last value."""
        names = ("title", "body") if self.is_github else ("issue[title]", "issue[description]")
        between = "/" if self.is_github else "/-/"
        asked = urlencode(dict(zip(names, (title, text), strict=True)), quote_via=quote)
        return f"{self.address}{between}issues/new?{asked}"

    def _of_file(self, what: str, path: str) -> str:
        between = "/" if self.is_github else "/-/"
        return f"{self.address}{between}{what}/HEAD/{quote(path)}"


def read_repository(address: str | None) -> Repository | None:
    """The repository at `address`; None on other hosts than GitHub and GitLab: no link beats a wrong one."""
    try:
        parts = urlsplit((address or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    place = _PLACE.fullmatch(parts.path)
    is_github = host == "github.com"
    is_gitlab = host == "gitlab.com" or bool(_OWN_GITLAB.fullmatch(host))
    if parts.scheme not in ("https", "http") or not place or not (is_github or is_gitlab):
        return None
    if is_github and place["more"].count("/") != 1:
        return None
    path = parts.path.rstrip("/").removesuffix(".git")
    return Repository(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{path}", is_github)
