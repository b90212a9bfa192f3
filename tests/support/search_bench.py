"""The search bench: what students type, against the given session and a generated course of 100 sessions.

``python tests/search_bench.py`` builds them, asks the theme's own search worker, in a browser, and prints how
many queries find their page among the first five.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from build import build_pages
from course.publish.request import BuildOptions, BuildRequest
from support.courses import ROOT, SAMPLE, write_files
from support.pages import launched, opened, served
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
#: Forty more, written after the index was last changed: what it does with queries it was not made for.
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

#: JavaScript: what a worker that has read an index finds for each query, with the milliseconds it took.
_ASK = """async ([worker, index, queries]) => {
  // As search.js and the theme do, in a page whose scripts have run.
  const search = new Worker(worker)
  const answer = message => new Promise(resolve => {
    search.onmessage = event => resolve(event.data)
    search.postMessage(message)
  })
  await answer({ type: 0, data: { ...index, options: { suggest: true } } })
  const found = []
  for (const query of queries) {
    const start = performance.now()
    const { data } = await answer({ type: 2, data: query })
    const pages = data.items.map(item => item.find(({ location }) => !location.includes("#"))?.location)
    found.push([pages.slice(0, 5), performance.now() - start])
  }
  search.terminate()
  return found
}"""


@dataclass(frozen=True)
class Result:
    """What a set of queries found."""

    missed: tuple[Query, ...]
    """Those whose page was not among the first five."""
    count: int
    milliseconds: tuple[float, ...]
    """How long each took."""

    @property
    def recall(self) -> float:
        """Share of queries whose page was among the first five."""
        return 1 - len(self.missed) / self.count

    def __str__(self) -> str:
        missed = f"; missed: {', '.join(query.text for query in self.missed)}" if self.missed else ""
        took = f"{median(self.milliseconds):.0f} ms, at most {max(self.milliseconds):.0f}"
        return f"recall@5 {self.recall:.3f} of {self.count} queries, {took}{missed}"


def ask(page: Page, index: dict[str, Any], queries: Sequence[Query]) -> Result:
    """What the theme's worker finds in `index`; `page` is one of the site's, open."""
    config = json.loads(page.locator("#__config").text_content() or "")
    worker = page.evaluate("path => new URL(path, location.href).href", config["search"])
    found = page.evaluate(_ASK, [worker, index, [query.text for query in queries]])
    missed = [query for query, (pages, _) in zip(queries, found, strict=True) if query.page not in pages]
    return Result(tuple(missed), len(queries), tuple(milliseconds for _, milliseconds in found))


def read_index(site_dir: Path) -> dict[str, Any]:
    """The search index of one language's site."""
    index: dict[str, Any] = json.loads((site_dir / "search/search_index.json").read_bytes())
    return index


def plain_index(index: dict[str, Any]) -> dict[str, Any]:
    """The same index without hidden fields."""
    docs = [{key: value for key, value in entry.items() if key not in ("k", "kt")} for entry in index["docs"]]
    return {**index, "docs": docs}


def size(index: dict[str, Any]) -> int:
    """Bytes of an index as it is written."""
    return len(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())


def build_bench(folder: Path) -> Path:
    """The given session and the generated course, built below `folder`: their Korean site."""
    given = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8")
    write_files(folder / "docs", {**course_files(), f"{SESSION.rstrip('/')}.md": given})
    docs_dir, site_dir, lenient = folder / "docs", folder / "site", BuildOptions(strict=False)
    assert build_pages(BuildRequest(ROOT / "mkdocs.yml", site_dir, docs_dir=docs_dir, options=lenient))
    return folder / "site"


def main() -> int:
    """Print recall and size with the hidden fields and without; 1 below 0.95."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(build_bench(Path(folder)))


def measure(site_dir: Path) -> int:
    """The same for a site that `build_bench` has built."""
    index = read_index(site_dir)
    sets = {"bench": QUERIES, "held out": HELD_OUT}
    with served(site_dir) as home, sync_playwright() as driver, opened(launched(driver)) as (page, _):
        page.goto(home)
        results = {name: ask(page, index, queries) for name, queries in sets.items()}
        print(f"without hidden fields: {ask(page, plain_index(index), QUERIES)}")
    for name, result in results.items():
        print(f"{name}: {result}")
    print(f"index: {size(index)} bytes, {size(index) / size(plain_index(index)):.2f} times the plain one")
    return int(results["bench"].recall < 0.95)


if __name__ == "__main__":
    raise SystemExit(main())
