"""What students type, thought of for the given session and a generated course of 100 sessions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markdown import markdown

from course.markdown.html.article import Article
from course.pages.search.diagram_words import hide_diagrams
from course.pages.search.index import read_sections, search_files
from course.pages.search.page_text import read_page
from course.pages.search.spellings import spelling_groups
from course.settings.course_settings import Settings
from support.courses import SAMPLE, write_files
from support.search_bench import build
from support.search_course import course_files, place

SESSION = "week_11/day1/session_1/"


@dataclass(frozen=True)
class Query:
    """What is typed, and the page it is typed for."""

    text: str
    page: str


def _session(*texts: str) -> list[Query]:
    return [Query(text, SESSION) for text in texts]


#: Forty queries: with particles, inside compounds, spaced or not, transliterated, mixed, addresses and flags.
QUERIES: tuple[Query, ...] = (
    *_session(
        "네트워킹을", "CNI는", "Pause 컨테이너가", "칼리코", "실리움의", "10.244", "10.244.1.10", "-it"
    ),
    *_session(
        "eBPF 기반으로", "오버레이네트워크", "hostname -i", "블랙박스", "페어토론", "VXLAN이", "NAT없이"
    ),
    *_session("kubectl exec -it", "172.17.0.1", "플란넬", "네트워크네임스페이스", "127.0.0.1"),
    Query("네트워크정책을", place(0)),
    Query("네트워크 정책", place(0)),
    Query("기본 거부 규칙", place(0)),
    Query("컨트롤러로 인그레스", place(1)),
    Query("보안컨텍스트는", place(2)),
    Query("오토스케일러가 수평", place(3)),
    Query("영구볼륨에", place(5)),
    Query("스냅샷클래스의", place(6)),
    Query("스토리지 클래스", place(7)),
    Query("어카운트", place(8)),
    Query("쿼터를", place(10)),
    Query("중단예산", place(12)),
    Query("Taint를", place(13)),
    Query("사이드카컨테이너", place(16)),
    Query("롤링 업데이트로", place(20)),
    Query("헬름 차트", place(23)),
    Query("동기화 웨이브", place(26)),
    Query("서비스 메시와", place(31)),
    Query("조정 루프", place(38)),
    Query("lab-41", place(41, "lab")),
)
#: Forty more, kept apart from the first.
HELD_OUT: tuple[Query, ...] = (
    *_session(
        "멀티 CNI", "CNCF졸업", "오버헤드가", "Weave는", "kubectl exec", "--", "/proc/net/route", "eth0은"
    ),
    *_session(
        "가상네트워크",
        "원칙 4대",
        "아파트단지",
        "디버깅전략을",
        "NAT 없는 통신",
        "런타임",
        "네임스페이스유지",
    ),
    *_session("65,536개", "호환성고려", "Linkerd와", "페어활동", "트래픽 분리로"),
    Query("허용목록", place(0)),
    Query("호스트 이름과 경로", place(1)),
    Query("루트사용자", place(2)),
    Query("추천값", place(4)),
    Query("투영볼륨", place(8)),
    Query("ResourceQuota를", place(10)),
    Query("용인이 없으면", place(13)),
    Query("최대 편차", place(15)),
    Query("서지", place(20)),
    Query("kustomize로", place(24)),
    Query("아르고를", place(26)),
    Query("경보 규칙", place(28)),
    Query("분산 추적은", place(30)),
    Query("외부 시크릿", place(33)),
    Query("서명이미지", place(34)),
    Query("취약점 스캔을", place(35)),
    Query("컨트롤 플레인", place(39)),
    Query("etcd백업", place(40)),
    Query("ndots", place(45)),
    Query("듀얼 스택에서", place(48)),
)


_DRAWN = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def known_files() -> dict[str, str]:
    """The given session and the generated course, by the sources' places."""
    given = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8")
    return {**course_files(), f"{SESSION.rstrip('/')}.md": given}


def build_known(folder: Path) -> Path:
    """They, built below `folder`: their Korean site."""
    write_files(folder / "docs", known_files())
    build(folder / "docs", folder / "site")
    return folder / "site"


def index_known(site_dir: Path) -> None:
    """Give a built site their index in place of its own."""
    sessions = {source.removesuffix(".md") + "/" for source in known_files() if "/session_" in source}
    write_index(site_dir, known_files(), sessions)


def write_index(site_dir: Path, sources: Mapping[str, str], sessions: Collection[str]) -> None:
    """Give a built site the index of other sources in place of its own, without building them."""
    pages, labels = {}, {}
    for source, text in sources.items():
        figures = _DRAWN.sub(lambda match: f"<figure class=diagram>{escape(match[1])}</figure>", text)
        article = Article(markdown(figures, extensions=["fenced_code", "tables", "toc"]))
        address = source.removesuffix(".md") + "/"
        labels |= {f"{address}#{anchor}": words for anchor, words in hide_diagrams(article).items()}
        pages[address] = read_page(article, source)
    for old in (site_dir / "search").glob("*.js"):
        old.unlink()
    groups = spelling_groups(Settings().search_spellings)
    write_files(site_dir / "search", search_files(read_sections(pages, labels, groups), sessions))
