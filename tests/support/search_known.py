"""What students type, thought of for the given session and a generated course of 100 sessions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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


def build_known(folder: Path) -> Path:
    """The given session and the generated course, built below `folder`: their Korean site."""
    given = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8")
    write_files(folder / "docs", {**course_files(), f"{SESSION.rstrip('/')}.md": given})
    build(folder / "docs", folder / "site")
    return folder / "site"
