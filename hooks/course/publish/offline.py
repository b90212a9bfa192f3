"""The site as a zip file that works unpacked, opened from a disk: pages, search, both languages, handouts.

Pages are built twice: for ``file://``, where addresses name files, and as they are online, for the handouts,
whose QR codes and footnotes lead there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from course.model.editions import read_editions, read_other_course
from course.publish.archive import read_tree, write_zip
from course.publish.exported import Exported
from course.publish.site import (
    build_pages,
    check_site,
    check_words,
    make_handouts,
    source_date,
    write_root_pages,
)

#: Set to ``true`` for the site that works from ``file://``: mkdocs.yml reads it.
VARIABLE = "COURSE_OFFLINE"
NAME = "course-offline"
#: What only a web server or a search engine has a use for.
_SERVER_ONLY = ("404.html", "sitemap.xml", "sitemap.xml.gz", "search_index.json")


def export_offline(
    project_dir: Path, output_dir: Path, arguments: Sequence[str], docs_dir: Path | None
) -> list[Exported]:
    """Build, check and pack the site; what was made.

    `arguments` go to every ``mkdocs build``. Raises CourseError or PlaceError, with what was there as it was.
    """
    editions = read_editions(project_dir) if docs_dir is None else read_other_course(project_dir, docs_dir)
    own, strict = docs_dir is None, "--no-strict" not in arguments
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        offline, online = Path(folder, "offline"), Path(folder, "online")
        with _built_for_files():
            build_pages(editions, offline, arguments, own=own)
        write_root_pages(offline, [edition.language for edition in editions])
        check_site(check_words(editions, offline, own=own), project_dir, strict=strict)
        build_pages(editions, online, arguments, own=own)
        make_handouts(online, project_dir, docs_dir, strict=strict, twin_dir=offline)
        check_site(check_words(editions, online, own=own), project_dir, strict=strict)
        files = {
            f"{NAME}/{name}": content
            for name, content in read_tree(offline).items()
            if name.rpartition("/")[2] not in _SERVER_ONLY
        }
    path = output_dir / f"{NAME}.zip"
    size = write_zip(path, files, source_date(project_dir))
    return [Exported(path, size, f"unpack it and open {NAME}/index.html")]


@contextmanager
def _built_for_files() -> Iterator[None]:
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = "true"
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
