"""The site as a zip file that works unpacked, opened from a disk: pages, search, both languages, handouts.

Pages are built twice: for ``file://``, where addresses name files, and as they are online, for the handouts,
whose QR codes and footnotes lead there.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from course.model.editions import chosen_editions
from course.publish.archive import read_tree, write_zip
from course.publish.exported import Exported
from course.publish.handouts import put_handouts
from course.publish.request import Building
from course.publish.site import build_pages, check_site, tell_course, write_root_pages
from course.publish.source_date import source_date

NAME = "course-offline"
#: What only a web server or a search engine has a use for.
_SERVER_ONLY = ("404.html", "sitemap.xml", "sitemap.xml.gz", "search_index.json", "feed.xml")


def export_offline(project_dir: Path, output_dir: Path, building: Building) -> list[Exported]:
    """Build and check the site, and pack it as a zip file.

    Raises CourseError or PlaceError; an older zip file is then left as it was.
    """
    docs_dir = building.docs_dir
    editions = chosen_editions(project_dir, docs_dir, building.language)
    tell_course(editions, building)
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        offline, online = Path(folder, "offline"), Path(folder, "online")
        build_pages(editions, offline, replace(building, offline=True), note=", for disks")
        write_root_pages(offline, [edition.language for edition in editions])
        check_site(editions, offline, building)
        build_pages(editions, online, building)
        put_handouts(
            online,
            docs_dir,
            building.teller,
            strict=building.options.strict,
            twin_dir=offline,
            language=building.language,
        )
        check_site(editions, online, building)
        building.teller.end()
        files = {
            f"{NAME}/{name}": content
            for name, content in read_tree(offline).items()
            if name.rpartition("/")[2] not in _SERVER_ONLY
        }
    path = output_dir / f"{NAME}.zip"
    size = write_zip(path, files, source_date(project_dir))
    return [Exported(path, size, f"unpack it and open {NAME}/index.html")]
