"""Random pages of pictures and links: every way to write one, in every place where one can stand."""

from __future__ import annotations

import base64
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image

#: How a picture's file is written: ending → mode of its colours, settings of the writer.
RASTERS: Sequence[tuple[str, str, dict[str, object]]] = (
    ("png", "RGB", {}),
    ("png", "RGBA", {}),
    ("png", "P", {}),
    ("png", "L", {}),
    ("png", "1", {}),
    ("jpg", "RGB", {"quality": 85}),
    ("jpg", "L", {"progressive": True}),
    ("gif", "P", {}),
    ("webp", "RGB", {"lossless": True}),
)
_FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}
_TYPES = {"png": "png", "jpg": "jpeg", "gif": "gif", "webp": "webp", "svg": "svg+xml"}

#: Where a line with pictures can stand; ``{0}`` and ``{1}`` are such lines.
PLACES: Sequence[str] = (
    "{0}",
    "글 {0} 글",
    "{0} {1}",
    "{0}\n*그림. 설명*",
    "**굵게 {0}** _{1}_",
    "- 항목 {0}\n- {1}",
    "- 성긴 항목\n\n    {0}\n\n- 둘째 {1}",
    "1. 하나\n    - 둘 {0}\n        - 셋 {1}\n2. 넷",
    "1. 하나\n\n    ```bash\n    ls\n    ```\n\n    {0}\n\n2. 둘 {1}",
    "- [ ] 할 일 {0}\n- [x] 한 일 {1}",
    "> 인용 {0}\n>\n> {1}",
    "> - 인용 안 {0}\n> - {1}",
    "> > 겹친 인용 {0}",
    "> [!NOTE]\n> 알림 {0}",
    "> [!TIP]\n> - {0}\n> - 글 {1}",
    "| 칸 | 다른 칸 |\n|---|---|\n| {0} | 글 |\n| 글 {1} 글 | 끝 |",
    "| {0} |\n|:---:|\n| {1} |",
    "| 가 | 나 | 다 | 라 | 마 |\n|---|---|---|---|---|\n| 긴 글이 있는 칸 | `code` | {0} | {1} | 끝 |",
    "<details><summary>답</summary>\n\n{0}\n\n- {1}\n\n</details>",
    "<details open>\n<summary>펼친 답 {html0}</summary>\n\n글 {1}\n\n</details>",
    "- 항목\n\n    <details><summary>답</summary>\n\n    {0}\n\n    </details>\n\n- 끝",
    "글[^{note}] 글.\n\n[^{note}]: 각주 {0}",
    "글[^{note}] 글.\n\n[^{note}]: 각주\n\n    {0}\n\n    - {1}",
    "## {0} 제목 {note}\n\n글",
    "## 제목 {note} {0}\n\n{1}",
    '<div align="center">\n\n{0}\n\n{1}\n\n</div>',
    '<p align="center">\n{html0}\n{html1}\n</p>',
    '<div align="center">\n  {html0}\n  <br>\n  {html1}\n</div>',
    "<figure>\n{html0}\n<figcaption>설명 {html1}</figcaption>\n</figure>",
    "<center>{html0}</center>",
    "<table><tr><td>{html0}</td><td>글</td></tr><tr><td colspan=2>{html1}</td></tr></table>",
    "<table>\n<tr><td>\n\n{0}\n\n</td><td>\n\n- {1}\n\n</td></tr>\n</table>",
    "<ul><li>{html0}</li><li>글 {html1}</li></ul>",
    "<blockquote>{html0}</blockquote>",
    "<dl><dt>말 {html0}</dt><dd>뜻 {html1}</dd></dl>",
    "글 <sub>{html0}</sub> <kbd>{html1}</kbd> 글",
    "- {0}\n\n  > {1}\n- 끝",
    "{0}<br>{1}",
    "글 {0}  \n{1}",
    "~~지운 {0}~~ <ins>{html1}</ins>",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or a link that a page shows."""

    name: str
    """The words of the picture, that only it has; or the link's address."""
    size_px: tuple[int, int] | None = None
    """Width and height of its file, that only it has; None for a drawing (SVG), and for a link."""

    @property
    def is_link(self) -> bool:
        """Whether it is a link."""
        return self.name.startswith("https:")


@dataclass(slots=True)
class PicturePage:
    """One page: its source, what it shows, and the files it needs."""

    chance: random.Random
    first: int
    """Number of its first picture: sizes and names go up from there."""
    source: str = ""
    shown: list[Shown] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def line(self, *, in_html: bool) -> str:
        """One to three pictures, with links, and words between them."""
        count = self.chance.choice((1, 1, 1, 2, 3))
        return self.chance.choice((" ", " 와 ", " ")).join(self._picture(in_html) for _ in range(count))

    def _picture(self, in_html: bool) -> str:
        """A picture as it can be written, perhaps with a link."""
        number = self.first + len(self.shown)
        name = f"그림{number}"
        address, size = self._file(number)
        self.shown.append(Shown(name, size))
        written = self.chance.choice(_IN_HTML if in_html else _WAYS)(name, address)
        is_linked = self.chance.random() < 0.4
        return self._linked(written, number, in_html) if is_linked else written

    def _linked(self, written: str, number: int, in_html: bool) -> str:
        url = f"https://example.org/v/{number}?a=b"
        self.shown.append(Shown(url))
        words = self.chance.choice(("", "", " 보기"))
        if in_html or written.startswith("<picture"):
            return f'<a href="{url}">{written}{words}</a>'
        return f"[{written}{words}]({url})"

    def _file(self, number: int) -> tuple[str, tuple[int, int] | None]:
        """The address of a new file, beside the page or in the address itself, and its size."""
        kind = self.chance.random()
        if kind < 0.2:
            content, ending, size = _svg(number, self.chance).encode(), "svg", None
        else:
            ending, mode, settings = self.chance.choice(RASTERS)
            size = self._size(number)
            content = _raster(size, ending, mode, settings, number)
        if size and len(content) < 2500 and self.chance.random() < 0.25:
            return f"data:image/{_TYPES[ending]};base64,{base64.b64encode(content).decode()}", size
        self.files[f"p{number}.{ending}"] = content
        return f"p{number}.{ending}", size

    def _size(self, number: int) -> tuple[int, int]:
        """A size in pixels that no other picture has: wide, flat, high, or as high as a letter."""
        wide, high = self.chance.choice(((600, 400), (1200, 160), (240, 700), (90, 20), (300, 200)))
        return wide + number, high


def _svg(number: int, chance: random.Random) -> str:
    """A drawing with its size stated, or with its view alone."""
    size = f"{60 + number} {chance.choice((30, 90))}"
    stated = chance.choice(("", 'width="{}" height="{}" '.format(*size.split())))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {stated}viewBox="0 0 {size}">'
        f'<rect width="100%" height="100%" fill="orange"/><text x="4" y="20">n{number}</text></svg>'
    )


def _raster(size: tuple[int, int], ending: str, mode: str, settings: dict[str, object], number: int) -> bytes:
    colour = tuple(number * step % 200 + 20 for step in (37, 59, 83))
    picture = Image.new("RGB", size, colour)
    picture.paste("black", (0, 0, size[0], max(1, size[1] // 8)))
    written = io.BytesIO()
    picture.convert(mode).save(written, _FORMATS[ending], **settings)
    return written.getvalue()


def _html(name: str, address: str, more: str = "") -> str:
    return f'<img src="{address}" alt="{name}"{more}>'


def _in_picture(name: str, address: str) -> str:
    dark = '<source media="(prefers-color-scheme: dark)" srcset="dark.png">'
    return f"<picture>{dark}{_html(name, address)}</picture>"


_IN_HTML: Sequence[Callable[[str, str], str]] = (
    _html,
    _in_picture,
    lambda name, address: _html(name, address, ' width="120"'),
    lambda name, address: _html(name, address, ' width="60%"'),
    lambda name, address: _html(name, address, ' height="40"'),
    lambda name, address: _html(name, address, ' style="max-width: 200px"'),
)
_WAYS: Sequence[Callable[[str, str], str]] = (
    lambda name, address: f"![{name}]({address})",
    lambda name, address: f'![{name}]({address} "제목")',
    lambda name, address: f"![{name}](<{address}>)",
    *_IN_HTML,
)


def picture_page(seed: int, count: int) -> PicturePage:
    """A page of `count` blocks with pictures and links, drawn by lot; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    page = PicturePage(chance, 1)
    page.files["dark.png"] = _raster((77, 33), "png", "RGB", {}, 0)
    blocks = [f"# 그림 {seed}"]
    places = [*PLACES]
    chance.shuffle(places)
    for number in range(count):
        place = places[number % len(places)]
        lines = {
            name: page.line(in_html="html" in name)
            for name in ("0", "1", "html0", "html1")
            if f"{{{name}}}" in place
        }
        for name, line in {**lines, "note": f"n{number}"}.items():
            place = place.replace(f"{{{name}}}", line)
        blocks.append(place)
    page.source = "\n\n".join(blocks) + "\n"
    return page
