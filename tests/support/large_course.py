"""A course of 400 Markdown files of every kind, written for GitHub over a year, and what is wrong in it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from support.large_faults import plant
from support.large_pages import Spot, challenge, guide, hint, lab, readme, session
from support.pictures import png

WEEKS, DAYS = range(1, 9), range(1, 6)
Files = dict[str, str | bytes]
#: A fault: the file's place, the line, the code.
Fault = tuple[str, int, str]


def clean_course() -> Files:
    """The course with nothing wrong in it, by the files' places."""
    files: Files = {"README.md": _front()}
    for week in WEEKS:
        files |= _week(week)
    for number in range(10):
        files[f"과정 안내/{number + 1}. 설치 방법.md"] = guide(Spot(900 + number, "../"))
    return {place: _saved(place, text, n) for n, (place, text) in enumerate(files.items())} | _beside()


def faulty_course() -> tuple[Files, list[Fault]]:
    """The same course with faults in it, and where they are."""
    return plant(clean_course())


def _front() -> str:
    weeks = [(f"{week}주차", f"week_{week:02}/" if week % 2 else f"./week_{week:02}") for week in WEEKS]
    more = [
        ("설치", "과정%20안내/1.%20설치%20방법.md"),
        ("설치 둘", "<./과정 안내/2. 설치 방법.md>"),
        ("첫 세션", "/week_01/day1/session_1.md#-세션-목표"),
        ("챌린지", "week_01/day1/challenge_1.md?plain=1"),
        ("파일", "files/deploy.yaml"),
    ]
    return readme("🚀 DevOps 과정 (8주)", weeks + more, Spot(999, ""))


def _week(week: int) -> Files:
    """The files of a week; some have a README, one an index, one none, one an ending in capitals."""
    folder = f"week_{week:02}"
    days = [(f"{day}일차", f"day{day}/" if (week + day) % 2 else f"./day{day}/session_1.md") for day in DAYS]
    own = {3: "index.md", 4: "README.MD", 5: "Readme.md"}.get(week, "README.md")
    files: Files = (
        {} if week == 6 else {f"{folder}/{own}": readme(f"{week}주차", days, Spot(800 + week, "../"))}
    )
    for day in DAYS:
        files |= _day(week, day)
    return files


def _day(week: int, day: int) -> Files:
    folder, first = f"week_{week:02}/day{day}", ((week - 1) * len(DAYS) + day - 1) * 4
    spots = [Spot(first + turn - 1, "../../", week, day, turn) for turn in (1, 2, 3, 4)]
    files: Files = {f"{folder}/session_{spot.turn}.md": session(spot) for spot in spots}
    files |= {f"{folder}/lab_{spot.turn}.md": lab(spot) for spot in spots[:2]}
    files[f"{folder}/challenge_1.md"] = challenge(spots[0])
    deep = Spot(first + 1, "../../../", week, day)
    files |= {f"{folder}/hints/hint_{n}.md": hint(replace(deep, number=first + n, turn=n)) for n in (1, 2)}
    if day % 2:
        links = [(f"세션 {turn}", f"session_{turn}.md") for turn in (1, 2, 3, 4)]
        others = [("실습", "./lab_1.md"), ("주", "../"), ("처음", "../../README.md"), ("힌트", "hints/")]
        files[f"{folder}/README.md"] = readme(f"Day {day}", links + others, spots[3])
        files[f"{folder}/solutions.md"] = "# 정답\n\n```bash\necho 정답\n"  # never read for students
    return files


def _saved(place: str, text: str | bytes, number: int) -> str | bytes:
    """`text` as somebody's editor saved it: with CRLF, a byte order mark, tabs, or no line end at the end."""
    if isinstance(text, bytes):
        return text
    if number % 7 == 3:
        text = text.replace("\n   - ", "\n\t- ")
    if number % 5 == 2:
        text = text.rstrip("\n")
    if number % 4 == 1:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if number % 6 == 5 else "utf-8")


def _beside() -> Files:
    """What lies beside the text: pictures, files to download, and what nobody should get."""
    return {
        "images/diagram.png": _picture(),
        "images/wide.png": png(1500, 8, "red"),
        "files/deploy.yaml": "kind: Pod\n",
        "files/lab.zip": b"PK\x05\x06" + bytes(18),
        "data/course.db": b"SQLite format 3\0" + bytes(84),
        "data/학생 명단.xlsm": b"\0\1\2",
        "week_01/day1/Dockerfile": "FROM nginx\n",
        ".github/workflows/ci.yml": "on: push\n",
        ".github/ISSUE_TEMPLATE.md": "# 없어야 할 쪽\n",
        ".env": "SECRET=1\n",
    }


def _picture() -> bytes:
    """A PNG of one grey pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\x80")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
