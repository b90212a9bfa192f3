"""`run.py move` and `run.py remove` change all that names a page, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course.model.editions import Language
from course.publish.hosting.addresses import check_addresses, note_addresses
from course.publish.hosting.redirects import write_redirects
from course.verbs.check import check
from course.verbs.moving.changes import Changes
from course.verbs.moving.move import main as move
from course.verbs.moving.remove import main as remove
from support.courses import copy_settings, tree, write_files

PAGE = """---
title: "[머리](../day1/no.md)"
---

# 둘째

![그림](img/a.png) ![같이](img/shared.png) [하나](session_1.md#목표 "제목") [위](../../index.md) [나](#둘째)

> 인용 [공백](<../day2/빈 칸.md>) <a href="session_1.md">하나</a>

- [참조][r]

```text
[코드](session_1.md)
```

[r]: ../day2/README.md
"""
INDEX = """# 과정

[둘째](week_1/day1/session_2.md#x), [둘](<week_1/day1/session_2.md>), [셋](/docs/ko/week_1/day1/session_2.md)
[폴더](week_1/day1/), `[코드](week_1/day1/session_2.md)`, [주소](week_1/day1/session_2/)

<a href='week_1/day1/session_2.md'>넷</a>

| 가 | 나 |
|---|---|
| [다섯](week_1/day1/session_2.md) | [다섯](week_1/day1/session_2.md) |

[ref]: week_1/day1/session_2.md
"""
QUOTED = "session_1.md: []\nsession_2.md:\n  - quote: 둘째\n    verdict: wrong\n    # 주석\n"
FIRST = "# 하나\r\n\r\n[다음](session_2.md)\r\n\r\n![같이](img/shared.png)\r\n"
FILES = {
    "docs/ko/index.md": INDEX,
    "docs/ko/week_1/day1/session_1.md": FIRST,
    "docs/ko/week_1/day1/session_2.md": PAGE,
    "docs/ko/week_1/day1/img/a.png": b"a",
    "docs/ko/week_1/day1/img/shared.png": b"s",
    "docs/ko/week_1/day1/corrections.yml": QUOTED,
    "docs/ko/week_1/day2/README.md": "# 이틀\n",
    "docs/ko/week_1/day2/빈 칸.md": "# 빈 칸\n",
    "docs/en/index.md": "# Course\n\n[two](week_1/day1/session_2.md)\n",
    "docs/en/week_1/day1/session_2.md": "# Two\n\n![picture](img/a.png)\n",
    "translations.json": json.dumps({"docs/en/week_1/day1/session_2.md": ["a"], "docs/en/index.md": ["b"]}),
    "accepted-problems.txt": "# 머리\ndocs/ko/week_1/day1/session_2.md [title-twice] # 둘\n",
    "addresses.txt": "/ko/\n/ko/old/ -> /ko/week_1/day1/session_2/\n/ko/week_1/day1/session_2/\n",
}
OLD, NEW = "docs/ko/week_1/day1/session_2.md", "docs/ko/week_2/day1/a b.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_settings(tmp_path)
    write_files(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(folder: Path, place: str) -> str:
    return (folder / place).read_bytes().decode("utf-8")


def test_a_page_moves_with_all_that_names_it(folder: Path) -> None:
    """Both languages; links to it and from it; what stays as it is stays to the byte."""
    assert move([OLD, NEW]) == 0
    assert read(folder, NEW) == (
        PAGE.replace("(session_1.md#", "(../../week_1/day1/session_1.md#")
        .replace("img/shared.png", "../../week_1/day1/img/shared.png")
        .replace('href="session_1.md"', 'href="../../week_1/day1/session_1.md"')
        .replace("<../day2/빈", "<../../week_1/day2/빈")
        .replace(": ../day2/README", ": ../../week_1/day2/README")
    )
    assert read(folder, "docs/ko/index.md") == (
        INDEX.replace("[둘째](week_1/day1/session_2.md", "[둘째](week_2/day1/a%20b.md")
        .replace("<week_1/day1/session_2.md>", "<week_2/day1/a b.md>")
        .replace("/docs/ko/week_1/day1/session_2.md", "/docs/ko/week_2/day1/a%20b.md")
        .replace("(week_1/day1/session_2/)", "(week_2/day1/a%20b/)")
        .replace("href='week_1/day1/session_2.md'", "href='week_2/day1/a b.md'")
        .replace("[다섯](week_1/day1/session_2.md)", "[다섯](week_2/day1/a%20b.md)")
        .replace("[ref]: week_1/day1/session_2.md", "[ref]: week_2/day1/a%20b.md")
    )
    first = read(folder, "docs/ko/week_1/day1/session_1.md")
    assert first == FIRST.replace("session_2.md", "../../week_2/day1/a%20b.md")
    assert read(folder, "docs/en/week_2/day1/a b.md") == FILES["docs/en/week_1/day1/session_2.md"]
    assert "[two](week_2/day1/a%20b.md)" in read(folder, "docs/en/index.md")
    assert (folder / "docs/ko/week_2/day1/img/a.png").exists()
    assert not (folder / "docs/ko/week_1/day1/img/a.png").exists()
    assert not (folder / "docs/en/week_1").exists()


def test_lists_follow_a_page(folder: Path) -> None:
    """Corrections with their comments, the ledger, accepted Problems, and addresses that led to it."""
    assert move([OLD, NEW]) == 0
    assert read(folder, "docs/ko/week_1/day1/corrections.yml") == "session_1.md: []\n"
    moved = QUOTED.removeprefix("session_1.md: []\n").replace("session_2.md", "a b.md")
    assert read(folder, "docs/ko/week_2/day1/corrections.yml") == moved
    ledger = json.loads(read(folder, "translations.json"))
    assert ledger == {"docs/en/week_2/day1/a b.md": ["a"], "docs/en/index.md": ["b"]}
    assert "docs/ko/week_2/day1/a b.md [title-twice] # 둘\n" in read(folder, "accepted-problems.txt")
    lines = read(folder, "addresses.txt").splitlines()
    assert "/ko/old/ -> /ko/week_2/day1/a b/" in lines
    assert "/ko/week_1/day1/session_2/ -> /ko/week_2/day1/a b/" in lines


def test_it_moves_back_again(folder: Path) -> None:
    """To the byte, but for how addresses are written; none leads to itself."""
    before = {path: hashed for path, hashed in tree(folder / "docs").items() if "index" not in path}
    assert move([OLD, "week_1/day3/"]) == 0
    assert move(["week_1/day3/session_2", "week_1/day1"]) == 0
    after = tree(folder / "docs")
    assert {path: after.get(path) for path in before} == before
    assert "/ko/week_1/day1/session_2/" in read(folder, "addresses.txt").splitlines()


def test_a_folder_moves_whole(folder: Path) -> None:
    """Links inside of it stay as they are."""
    assert move(["week_1/day1", "week_1/day9"]) == 0
    assert read(folder, "docs/ko/week_1/day9/session_2.md") == PAGE
    index = read(folder, "docs/ko/index.md")
    assert "[폴더](week_1/day9/)" in index
    assert "[둘째](week_1/day9/session_2.md#x)" in index
    assert read(folder, "docs/ko/week_1/day9/corrections.yml") == QUOTED
    assert (folder / "docs/en/week_1/day9/session_2.md").exists()
    assert not (folder / "docs/ko/week_1/day1").exists()


def test_a_page_goes_with_all_that_names_it(folder: Path) -> None:
    """Links to it become their text; its address leads to what is left of its folder."""
    assert remove([OLD]) == 0
    index = read(folder, "docs/ko/index.md")
    assert "둘째, 둘, 셋\n[폴더]" in index
    assert "| 다섯 | 다섯 |" in index
    assert "`[코드](week_1/day1/session_2.md)`" in index
    assert "[two]" not in read(folder, "docs/en/index.md")
    assert not (folder / "docs/en/week_1").exists()
    assert json.loads(read(folder, "translations.json")) == {"docs/en/index.md": ["b"]}
    assert "title-twice" not in read(folder, "accepted-problems.txt")
    assert "/ko/week_1/day1/session_2/ -> /ko/week_1/day1/" in read(folder, "addresses.txt").splitlines()
    assert read(folder, "docs/ko/week_1/day1/corrections.yml") == "session_1.md: []\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["no.md", "a.md"], "no page or folder"),
        ([OLD, "docs/ko/week_1/day1/session_1.md"], "is there already"),
        ([OLD, "../x.md"], "no place in the course"),
        ([OLD, "/etc/x.md"], "no place in the course"),
        ([OLD, ".x/a.md"], "hidden folders"),
        (["week_1", "week_1/day1/x"], "into itself"),
        (["week_1/day1", "week_1/day2"], "is there already"),
        (["week_1/day1/img/a.png", "x.md"], "no page or folder"),
    ],
)
def test_what_cannot_be_moved_is_refused(
    folder: Path, words: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(folder)
    assert move(words) == 1
    assert why in capsys.readouterr().err
    assert tree(folder) == before


def test_nothing_is_half_moved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one file cannot be put in its place, all are as they were; a trial run changes nothing."""
    before = tree(folder)
    replaced, replace = [], Path.replace

    def full(path: Path, target: Path) -> Path:
        replaced.append(target)
        if len(replaced) == 5:
            raise OSError(28, "No space left on device", str(target))
        return replace(path, target)

    assert move([OLD, NEW, "--dry-run"]) == 0
    assert tree(folder) == before
    monkeypatch.setattr(Path, "replace", full)
    assert move([OLD, NEW]) == 1
    assert tree(folder) == before
    assert not (folder / "docs/ko/week_2").exists()


def test_old_addresses_lead_on(folder: Path) -> None:
    """A small page, with the place on the page; none where another page is now, nor to what is gone."""
    assert move([OLD, NEW]) == 0
    site = folder / "site"
    write_files(site, {"ko/index.html": "x", "ko/week_2/day1/a b/index.html": "x"})
    write_redirects(folder, site, Language("ko", "ko", "과정"))
    page = (site / "ko/week_1/day1/session_2/index.html").read_text("utf-8")
    assert '<a href="../../../week_2/day1/a%20b/">' in page
    assert "'sha256-" in page
    assert check_addresses(folder, site, strict=False) == []
    note_addresses(folder, site)
    assert "/ko/week_1/day1/session_2/ -> /ko/week_2/day1/a b/" in read(folder, "addresses.txt")
    (site / "ko/week_2/day1/a b/index.html").unlink()
    (site / "ko/week_1/day1/session_2/index.html").write_text("own", encoding="utf-8")
    write_redirects(folder, site, Language("ko", "ko", "과정"))
    assert (site / "ko/week_1/day1/session_2/index.html").read_text("utf-8") == "own"


def test_the_menu_of_the_settings_follows(folder: Path) -> None:
    """Comments and all else stay to the byte."""
    path = folder / "mkdocs.yml"
    before = path.read_text("utf-8") + '\nnav:\n  - index.md  # 첫\n  - 둘: "week_1/day1/session_2.md"\n'
    path.write_text(before, encoding="utf-8")
    assert move([OLD, "week_1/day1/session_5.md"]) == 0
    assert path.read_text("utf-8") == before.replace("session_2", "session_5")


def test_links_still_lead_somewhere(folder: Path) -> None:
    """The check of the sources finds none dead after a move."""
    dead = {each.code for each in check([], None).problems} & {"link-dead", "image-dead"}
    assert not dead
    assert move(["week_1/day1", "week_7/x"]) == 0
    assert not {each.code for each in check([], None).problems} & {"link-dead", "image-dead"}


def test_changes_leave_folders_that_were_empty(tmp_path: Path) -> None:
    """A folder goes when the last file in it does."""
    write_files(tmp_path, {"a/b/c.md": "x", "a/d.md": "x"})
    changes = Changes()
    changes.remove(tmp_path / "a/b/c.md")
    changes.carry_out()
    assert not (tmp_path / "a/b").exists()
    assert (tmp_path / "a/d.md").exists()
