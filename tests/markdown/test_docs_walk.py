# ruff: noqa: E501 - tables of cases
"""What of a docs folder is opened at all, and what is told instead; strangers write these folders."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from course.checks.accepted import accept
from course.checks.course_sources import SourceFolder, check_folders
from course.checks.docs_folder import check_docs
from course.markdown.files.docs_files import check_files, check_paths, list_files, usual_addresses
from course.markdown.files.reserved import is_reserved, theme_folders
from course.markdown.files.running import why_running
from course.markdown.files.walking import DEEPEST_FOLDER, walk_docs
from course.publish.source_date import source_date
from course.settings.course_settings import Settings
from support.courses import ROOT, write_files

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes as Unix has them")

GOOD = {"index.md": "# 첫\n", "w/s.md": "# 세션\n", "w/a.png": b"png"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def made(folder: Path, git: str = "") -> Path:
    """A docs folder in `folder`; `git` is what the ``.git`` above it is: a ``file``, a ``folder`` or none."""
    write_files(folder / "docs", GOOD)
    if git == "folder":
        write_files(folder, {".git/config": "[remote]\n"})
    if git == "file":
        write_files(folder, {".git": "gitdir: ../.git/modules/course\n"})
    return folder / "docs"


def told(docs_dir: Path) -> dict[str, str]:
    """What is told of `docs_dir`: its path there, and the code."""
    return {each.path.removeprefix("docs/"): each.code for each in check_files(docs_dir, docs_dir.parent)}


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def write(content: str) -> Callable[[Path], None]:
    return lambda path: path.write_text(content, encoding="utf-8") and None  # type: ignore[func-returns-value]


OUTSIDE = [
    "/etc/passwd",
    "/dev/zero",
    "/proc/self/environ",
    "../../elsewhere.txt",
    "../.git/config",
    "/etc",
    "/",
    "../.git",
]
CASES = [
    *((f"l{n}.md", link(target), "file-outside") for n, target in enumerate(OUTSIDE)),
    ("two.md", link("../way"), "file-outside"),
    *((name, pipe, "file-special") for name in ("p.md", "a.png", "corrections.yml", "w/x.svg", "w/README.md", "LICENSE")),
    *((name, link("gone"), "file-unreadable") for name in ("a.png", "b.md", "c.svg", "w/corrections.yml", "d")),
    *((name, link(name), "file-unreadable") for name in ("a.md", "a.png", "LICENSE")),
    ("up", link("."), "file-unreadable"),
    ("tree", link(".."), "file-unreadable"),
    *((name, write("글"), "file-unpublished") for name in ("e.html", "E.HTM", "x.js", "x.MJS", "p.xhtml", "z.svgz", "t.xsl")),
    *((name, write("<a><b></a>"), "file-unpublished") for name in ("u.svg", "U.xml", "w/u.rss")),
    *((name, write("<?xml-stylesheet href='a.xsl'?><a/>"), "file-unpublished") for name in ("s.xml", "s.gpx")),
    ("s.svg", write("<?xml-stylesheet href='a.xsl'?><svg/>"), "file-runs"),
    *((name, write(SVG % "<script>1</script>"), "file-runs") for name in ("x.svg", "X.SVG", "x.xml")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "code"), CASES, ids=[f"{code}-{name}" for name, _, code in CASES])
def test_what_is_not_opened_is_told(
    tmp_path: Path, name: str, make: Callable[[Path], None], code: str
) -> None:
    """Under its own name and code; all other files are listed, and nothing is read or waited for."""
    docs_dir = made(tmp_path / "course", "folder")
    write_files(tmp_path, {"elsewhere.txt": "geheim"})
    (tmp_path / "course" / "way").symlink_to("/etc/hosts")
    make(docs_dir / name)
    assert told(docs_dir) == {name: code}
    listed = set(list_files(docs_dir))
    assert listed - {name} == set(GOOD)
    assert name not in listed or code.startswith("file-")


@pytest.mark.parametrize("git", ["folder", "file"])
def test_links_inside_the_work_tree_are_followed(tmp_path: Path, git: str) -> None:
    """Git puts a folder, or in a submodule a file, into the top of a work tree."""
    docs_dir = made(tmp_path / "course", git)
    write_files(tmp_path / "course", {"shared/img/b.png": b"png", "shared/t.md": "# 나눔\n"})
    (docs_dir / "img").symlink_to("../shared/img")
    (docs_dir / "t.md").symlink_to(tmp_path / "course/shared/t.md")
    assert told(docs_dir) == {}
    assert list_files(docs_dir) == sorted([*GOOD, "img/b.png", "t.md"])


def test_without_git_links_stay_in_the_docs_folder(tmp_path: Path) -> None:
    """A link to a sister folder leads outside then; one within the docs folder does not."""
    docs_dir = made(tmp_path / "course")
    write_files(tmp_path / "course", {"shared/t.md": "# 나눔\n"})
    (docs_dir / "t.md").symlink_to("../shared/t.md")
    (docs_dir / "u.md").symlink_to("w/s.md")
    assert told(docs_dir) == {"t.md": "file-outside"}
    assert "u.md" in list_files(docs_dir)


@pytest.mark.parametrize("git", ["", "folder"])
def test_the_docs_folder_may_be_a_link(tmp_path: Path, git: str) -> None:
    """What counts is the work tree that it leads into."""
    docs_dir = made(tmp_path / "course", git)
    (docs_dir / "u.md").symlink_to("w/s.md")
    (tmp_path / "docs").symlink_to(docs_dir)
    assert told(tmp_path / "docs") == {}
    assert list_files(tmp_path / "docs") == sorted([*GOOD, "u.md"])


def test_folders_without_end_are_told(tmp_path: Path) -> None:
    """400 folders deep, and links to folders of links, which double at each step."""
    docs_dir = made(tmp_path / "course")
    (docs_dir / ("d/" * 400)).mkdir(parents=True)
    assert told(docs_dir) == {("d/" * (DEEPEST_FOLDER + 1)).rstrip("/"): "folder-unreadable"}
    other = made(tmp_path / "other")
    for n in range(30):
        (other / f"x{n}").mkdir()
        for name in "ab":
            (other / f"x{n}/{name}").symlink_to(f"../x{n + 1}")
    (other / "x30").mkdir()
    assert set(told(other).values()) == {"folder-unreadable"}
    assert len(check_paths(other, tmp_path)) == 1


def test_what_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without the right to look into it, and a file without the right to read it."""
    docs_dir = made(tmp_path / "course")
    write_files(docs_dir, {"shut/a.md": "# 가\n", "b.png": b"png"})
    scandir, access = os.scandir, os.access

    def shut(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", shut)
    monkeypatch.setattr(
        os, "access", lambda path, mode: not str(path).endswith("b.png") and access(path, mode)
    )
    assert told(docs_dir) == {"shut": "folder-unreadable", "b.png": "file-unreadable"}
    assert check_paths(docs_dir, tmp_path) == []
    monkeypatch.setattr(os, "scandir", lambda path: shut("shut"))
    (problem,) = check_paths(docs_dir, docs_dir.parent)
    assert (problem.path, problem.code) == ("docs", "folder-unreadable")


def test_hidden_and_excluded_files_are_not_told(tmp_path: Path) -> None:
    """They are not published; but what MkDocs, which looks into hidden folders too, would follow is."""
    docs_dir = made(tmp_path / "course")
    write_files(docs_dir, {".venv/x.js": "1", "old/e.html": "x"})
    (docs_dir / ".venv/python").symlink_to("/bin/sh")
    assert check_files(docs_dir, tmp_path, "old/\n") == []
    (docs_dir / ".venv/lib").symlink_to("/usr/lib")
    assert [each.code for each in check_files(docs_dir, tmp_path, "old/\n")] == ["file-outside"]


def test_a_link_to_the_lecturers_file_is_for_the_lecturer(tmp_path: Path) -> None:
    """No other name publishes the solutions."""
    docs_dir = made(tmp_path / "course")
    write_files(docs_dir, {"w/solutions.md": "# 답\n"})
    (docs_dir / "w/open.md").symlink_to("solutions.md")
    assert list_files(docs_dir) == sorted(GOOD)
    assert "w/open.md" in list_files(docs_dir, instructor=True)


RUNNING_SVG = [
    SVG % "<script>1</script>", SVG % "<SCRIPT>1</SCRIPT>", SVG % '<g onload="x()"/>', SVG % '<g OnClick="x()"/>',
    SVG % '<a xlink:href="javascript:x()"/>', SVG % '<a href=" java&#10;script:x()"/>', SVG % '<a href="data:text/html,x"/>',
    SVG % '<animate attributeName="href" values="a;javascript:x()"/>', SVG % '<set attributeName="onclick" to="x()"/>',
    SVG % '<set attributeName="xlink:href" to="b"/>', SVG % '<use href="data:image/svg+xml,x"/>',
    SVG % '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="b"/></foreignObject>',
    SVG % '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="b" onerror="x()"/></foreignObject>',
    SVG % '<x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script>', SVG % '<handler type="x"/>',
    '<?xml-stylesheet href="a.xsl" type="text/xsl"?>' + SVG % "", SVG % "" + '<?xml-stylesheet href="a"?>',
    '<!DOCTYPE svg [<!ENTITY x "<script>1</script>">]>' + SVG % "&x;", '<!DOCTYPE svg [<!ENTITY x "&#60;script>">]>' + SVG % "",
    '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>' + SVG % "", '<!DOCTYPE svg [<!ENTITY j "javascript:x()">]>' + SVG % '<a href="&j;"/>',
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG % "&x;", '<!DOCTYPE svg [<!ENTITY % p "<!ENTITY q \'1\'>"> %p;]>' + SVG % "",
    SVG % "<g>", "", "<html><script>1</script></html>", SVG % "&nbsp;", "<svg onload='x()'>",
]  # fmt: skip
SOUND_SVG = [
    SVG % "<title>그림</title><g style='fill:red'><a href='https://example.org'><text>a</text></a></g>",
    SVG % "<style>text { fill: red }</style><animate attributeName='x' values='0;1'/>",
    SVG % "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>글</div></foreignObject>",
    SVG
    % "<image href='data:image/svg+xml,x'/><image xlink:href='data:image/png;base64,AAAA'/><use href='#a'/>",
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    + SVG % "",
    '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;"/>',
]


@pytest.mark.parametrize("content", RUNNING_SVG)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_svg_that_runs_is_not_published(tmp_path: Path, content: str, encoding: str) -> None:
    """Scripts, handlers, addresses, also those that a DOCTYPE brings; and what is no XML."""
    (tmp_path / "a.svg").write_bytes(content.encode(encoding))
    assert why_running(tmp_path / "a.svg", "a.svg")
    assert list_files(tmp_path) == []


@pytest.mark.parametrize("content", SOUND_SVG)
def test_sound_svg_is_published(tmp_path: Path, content: str) -> None:
    """Drawings as programs save them."""
    write_files(tmp_path, {"a.svg": content})
    assert why_running(tmp_path / "a.svg", "a.svg") == ""
    assert list_files(tmp_path) == ["a.svg"]


def test_xml_without_html_is_published(tmp_path: Path) -> None:
    """Elements of its own may have any name; an entity that doubles itself is not followed."""
    write_files(
        tmp_path, {"pom.xml": "<a><script onload='x'/></a>", "n.xml": "<a xmlns='urn:x'><object/></a>"}
    )
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    write_files(tmp_path, {"bomb.svg": f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a b="&l19;">&l19;</a>'})
    assert list_files(tmp_path) == ["n.xml", "pom.xml"]


RESERVED = [
    "assets/javascripts/progress.js", "assets/stylesheets/course.css", "assets/images/favicon.svg", "sitemap.xml", "course.json",
    "ASSETS/Stylesheets/COURSE.css", "search/search_index.json", "llms.txt", "assets/stylesheets/fonts.css", "assets/course.schema.json",
    "course.json/index.html", "sitemap.xml/a.png", "a/index.html/b.png", "assets/stylesheets/course.css/x/index.html",
]  # fmt: skip


@pytest.mark.parametrize("site_path", RESERVED)
def test_addresses_of_the_product_are_taken(site_path: str) -> None:
    """Those that a build writes, those of the theme, and what would lie below them."""
    assert is_reserved(site_path, theme_folders(ROOT))


def test_files_of_material_are_found_without_loading_it() -> None:
    """Their names have a hash in them; the check knows them all the same."""
    (folder,) = [each for each in theme_folders(ROOT) if "material" in each.parts]
    for path in [
        *folder.glob("assets/javascripts/bundle.*.js"),
        *folder.glob("assets/stylesheets/main.*.css"),
    ]:
        assert is_reserved(path.relative_to(folder).as_posix(), theme_folders(ROOT))


@pytest.mark.parametrize(
    "site_path", ["assets/a.png", "index.html", "README/index.html", "main.html", "assets/fonts/my.woff2"]
)
def test_other_addresses_are_free(site_path: str) -> None:
    """A course's own pictures, fonts and pages, and names of templates that a build does not copy."""
    assert not is_reserved(site_path, theme_folders(ROOT))


def test_a_file_where_pages_have_their_folder_is_told(tmp_path: Path) -> None:
    """``LICENSE`` beside ``LICENSE.md``; but not a file of a type that is not published."""
    write_files(
        tmp_path, {**GOOD, "LICENSE": "x", "LICENSE.md": "# 라이선스\n", "NOTES": "x", "NOTES.md": "# 쪽지\n"}
    )
    found = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    assert [each.path.rpartition("/")[2] for each in found.problems if each.code == "same-address"] == [
        "LICENSE"
    ]


def test_the_check_of_one_file_tells_that_file(tmp_path: Path) -> None:
    """An editor asks for the file that is open."""
    docs_dir = made(tmp_path / "course")
    pipe(docs_dir / "p.md")
    pipe(docs_dir / "q.md")
    (problem,) = [
        each
        for each in check_folders([SourceFolder(docs_dir, frozenset(["p.md"]))], Settings())[0]
        if each.code == "file-special"
    ]
    assert problem.path.endswith("docs/p.md")


def test_what_may_not_be_published_is_never_accepted(tmp_path: Path) -> None:
    """The list of accepted Problems holds none of these, and opens none of these files."""
    docs_dir = made(tmp_path / "course")
    pipe(docs_dir / "p.md")
    (docs_dir / "l.md").symlink_to("/etc/passwd")
    write_files(docs_dir, {"e.html": "x"})
    problems = check_files(docs_dir, tmp_path)
    assert len(problems) == 3
    assert accept(problems, tmp_path, lambda _: True)[:3] == (0, 0, [])


def test_the_date_of_a_course_is_that_of_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor of what a link leads to: without a history it is not known. A link to nothing ends no command."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", "")
    docs_dir = made(tmp_path)
    (docs_dir / "gone.md").symlink_to("nothing")
    os.utime(docs_dir / "w/s.md", (4_000_000_000, 4_000_000_000))
    assert source_date(tmp_path) == 0


def test_a_walk_of_a_large_folder_is_short(tmp_path: Path) -> None:
    """Every file is listed once, in order."""
    write_files(tmp_path, {f"w{n % 50}/s{n}.md": "" for n in range(2000)})
    files = walk_docs(tmp_path).files
    assert len(files) == 2000
    assert list(files) == sorted(files)
