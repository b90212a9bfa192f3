"""The published site as a whole: its root, its links, its languages, and how it takes the old one's place."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from course.handout.source_dates import UNKNOWN, day, source_time
from course.model.editions import Language
from course.pages.root_page import render_root_page
from course.problems.problem import CourseError
from course.publish import places, source_date
from course.publish import site as publish
from course.reads import DATE_MADE
from support.courses import PAGE, SAMPLE, Course, run_module, tree

ENGLISH_PAGE = "# Front page\n\n- one\n\n```bash\necho 하나\n```\n\n## Keywords\n\n- **Pod**: smallest unit\n"
SESSION_HASH = "cc94954a3955fa5a99d0e3a4b211d21d95b7b6f5ce6200aca86bb8543d95bd11"


def test_session_is_as_its_lecturer_wrote_it() -> None:
    """The given session's file has not changed by a byte."""
    content = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SESSION_HASH


def test_root_page_leads_to_korean_without_script(built_site: Path) -> None:
    """`/` is Korean, goes to /ko/ with no script, and its link leads to a page that is there."""
    page = html.fromstring((built_site / "index.html").read_bytes())
    assert page.get("lang") == "ko"
    (refresh,) = page.xpath("//noscript/meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=ko/index.html"
    assert [(link.get("href"), link.text) for link in page.xpath("//a")] == [
        ("ko/index.html", "Kubernetes 네트워킹 과정"),
        ("en/index.html", "Kubernetes Networking Course"),
    ]
    assert (built_site / "ko/index.html").is_file()


def test_root_page_offers_every_language() -> None:
    """With more languages there is a link to each, in its own language; text of settings is never markup."""
    languages = [Language("ko", "ko", "과정 <b>"), Language("en", "en", '"Course" </script>')]
    page = html.fromstring(render_root_page(languages))
    assert [(a.get("hreflang"), a.get("lang"), a.get("href"), a.text) for a in page.xpath("//a")] == [
        ("ko", "ko", "ko/index.html", "과정 <b>"),
        ("en", "en", "en/index.html", '"Course" </script>'),
    ]
    assert page.xpath("//title/text()") == ["과정 <b>"]


def test_missing_pages_are_told_in_the_course_s_words(built_site: Path) -> None:
    """Hosts look for /404.html: it is the Korean one, whose addresses begin at the host's root."""
    assert (built_site / "404.html").read_bytes() == (built_site / "ko/404.html").read_bytes()
    styles = html.fromstring((built_site / "404.html").read_bytes()).xpath("//link[@rel='stylesheet']/@href")
    assert styles
    assert all(style.startswith("/ko/") for style in styles)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_says_its_language(built_site: Path, language: str) -> None:
    """Every page below /ko/ says that it is Korean, every page below /en/ that it is English."""
    pages = list((built_site / language).rglob("*.html"))
    assert len(pages) > 2
    for page in pages:
        assert html.fromstring(page.read_bytes()).get("lang") == language, page


def test_every_link_leads_somewhere(built_site: Path) -> None:
    """Each address within the site is a file of it, and each fragment an element's id."""
    lost = []
    for page in built_site.rglob("*.html"):
        if page.name == "404.html":
            continue
        for address in html.fromstring(page.read_bytes()).xpath("//a/@href | //link/@href | //*[@src]/@src"):
            parts = urlsplit(address)
            ours = not parts.scheme and not parts.netloc
            if ours and not leads_somewhere(page, unquote(parts.path), parts.fragment):
                lost.append((page.relative_to(built_site).as_posix(), address))
    assert lost == []


def leads_somewhere(page: Path, path: str, fragment: str) -> bool:
    """Whether `path`, as `page` says it, is a file that has the element `fragment` names."""
    target = (page.parent / path).resolve() if path else page
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file() or not fragment:
        return target.is_file()
    ids = html.fromstring(target.read_bytes()).xpath("//@id")
    return unquote(fragment) in ids


def test_building_twice_gives_the_same_bytes(course: Course) -> None:
    """The same sources give the same site, sitemap and its compressed twin included, with nothing kept."""
    kept = course.folder / ".cache/kept"
    part = kept / "aa/left-by-a-killed-build.part-1"
    part.parent.mkdir(parents=True)
    part.write_text("half", encoding="utf-8")
    os.utime(part, (1, 1))
    assert course.publish().status == 0
    assert not part.exists()
    first = course.site()
    shutil.rmtree(kept)
    assert course.publish().status == 0
    assert course.site() == first


def test_handouts_that_stay_are_linked(course: Course) -> None:
    """One page edited: its own handout is another file, the other's is the one that was there."""
    pages = {f"docs/ko/week_01/session_{n}.md": f"# 세션 {n}\n\n글 {n}\n" for n in (1, 2)}
    course.write(pages)
    assert course.publish().status == 0
    handouts = course.folder / "site/ko/handouts"
    before = {path.name: path.stat().st_ino for path in handouts.iterdir()}
    course.write({"docs/ko/week_01/session_1.md": "# 세션 1\n\n글 2\n"})
    assert course.publish().status == 0
    same = {path.name for path in handouts.iterdir() if before[path.name] == path.stat().st_ino}
    assert len(before) > 2
    assert before.keys() - same == {"week_01-session_1.pdf", "week_01.pdf"}


def test_a_second_language_is_a_file_of_settings(course: Course) -> None:
    """A mkdocs.en.yml that inherits mkdocs.yml, with docs/en, is built into /en/; without docs/en not."""
    settings = "INHERIT: mkdocs.yml\nsite_name: The course\ndocs_dir: docs/en\nsite_dir: site/en\n"
    course.write({"mkdocs.en.yml": settings + "theme: {language: en}\n"})
    assert course.publish().status == 0
    assert not (course.folder / "site/en").exists()
    course.write({"docs/en/index.md": ENGLISH_PAGE})
    ran = course.publish()
    assert ran.status == 0, ran.output
    assert html.fromstring((course.folder / "site/en/index.html").read_bytes()).get("lang") == "en"
    links = html.fromstring((course.folder / "site/index.html").read_bytes()).xpath("//a/@href")
    assert links == ["ko/index.html", "en/index.html"]


def test_words_after_site_go_to_mkdocs(course: Course) -> None:
    """`--no-strict` publishes in spite of a warning."""
    course.write({"docs/ko/week_01/session_1.md": "# 하나\n\n[없음](none.md)\n"})
    assert course.publish().status == 1
    assert course.publish("--no-strict").status == 0


def test_date_is_that_of_the_last_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH wins; without it and without git no date is known: files have that of their copy."""
    monkeypatch.setattr(source_date.shutil, "which", lambda name: None)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("a", encoding="utf-8")
    assert source_date.source_date(tmp_path) == 0
    for odd in ("yesterday", "-1", "9" * 20):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", odd)
        assert source_date.source_date(tmp_path) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert source_date.source_date(tmp_path) == 1700000000


def test_without_history_a_source_has_no_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its file says; a date that was asked for holds for all."""
    monkeypatch.setattr(source_date.shutil, "which", lambda name: None)
    for name in ("SOURCE_DATE_EPOCH", UNKNOWN, DATE_MADE):
        monkeypatch.setenv(name, "")  # put back as it was, whatever is set below
    page = tmp_path / "docs/a.md"
    page.parent.mkdir()
    page.write_text("a", encoding="utf-8")
    source_date.set_source_date(tmp_path)
    assert (source_time(page, {}), day(source_time(page, {}))) == (0, "")
    assert source_time(page, {page: 5}) == 5
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.delenv(UNKNOWN)
    source_date.set_source_date(tmp_path)
    assert (source_time(page, {}), day(source_time(page, {}))) == (1_700_000_000, "2023-11-14")


@pytest.mark.long
def test_without_git_a_copy_gives_the_same_bytes(course: Course, tmp_path: Path) -> None:
    """In another folder, at another time: neither pages nor handouts have a date."""
    text = PAGE + "\n## 세션 목표\n\n1. 하나\n"
    course.write({"docs/ko/week_01/day1/session_1.md": text, "docs/en/week_01/day1/session_1.md": "# One\n"})
    sites = []
    for name, time_s in (("one", 1_000_000_000), ("two", 1_500_000_000)):
        folder = tmp_path / name
        shutil.copytree(course.folder, folder, symlinks=True)
        for path in (folder / "docs").rglob("*"):
            os.utime(path, (time_s, time_s))
        environment = {"GIT_DIR": str(tmp_path / "none"), "SOURCE_DATE_EPOCH": ""}
        ran = run_module("hooks", "site", "--no-strict", cwd=folder, environment=environment)
        assert ran.status == 0, ran.output
        sites.append(tree(folder / "site"))
    assert sites[0] == sites[1]
    assert b"lastmod" not in (tmp_path / "one/site/ko/sitemap.xml").read_bytes()
    assert [*(tmp_path / "one/site").rglob("*.pdf")]


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A staged site, the site in place, and where the old one goes."""
    for name in ("holder/new", "site"):
        (tmp_path / name / "ko").mkdir(parents=True)
        (tmp_path / name / "ko/index.html").write_text(name, encoding="utf-8")
    return tmp_path / "holder/new", tmp_path / "site", tmp_path / "holder/old"


@pytest.mark.parametrize("can_exchange", [True, False])
def test_new_site_takes_the_old_one_s_place(
    sites: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    """After the swap the new site is in place, whole, and the old one aside, by either way."""
    staged, site_dir, aside = sites
    if not can_exchange:
        monkeypatch.setattr(places, "exchange", lambda *_: False)
    old, new = tree(site_dir), tree(staged)
    publish.swap_site(staged, site_dir, aside)
    assert (tree(site_dir), tree(staged if staged.exists() else aside)) == (new, old)


@pytest.mark.parametrize("refused", ["site", "new"])
def test_site_that_is_in_use_stays(
    sites: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    """When the system refuses to move the old site or the new one, the old one is in its place again."""
    staged, site_dir, aside = sites
    old, rename = tree(site_dir), Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == refused:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(places, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CourseError) as caught:
        publish.swap_site(staged, site_dir, aside)
    assert str(caught.value) == (
        "site/:1: the new site cannot take its place: Permission denied; it was left as it was; "
        "close the programs that have it open, then build again [site-in-use]"
    )
    assert tree(site_dir) == old


def test_a_folder_that_another_build_takes_away_meanwhile_is_none(tmp_path: Path) -> None:
    """What was listed and is gone when it is looked at, as a link to nowhere is, stops no build."""
    (tmp_path / ".site-gone").symlink_to(tmp_path / "nowhere")
    assert places.clear_left(tmp_path / "site", places.HOLDER) == []
    assert not (tmp_path / "site").exists()
