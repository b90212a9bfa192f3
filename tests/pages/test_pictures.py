"""Pictures for light and for dark pages: they follow the page's switch, whatever the system wants."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from course.checks.seen.looks import ALL_LOOKS
from course.checks.seen.seen_check import check_in, read_pages
from course.markdown.html.article import Article
from course.pages.pictures import follow_page_colours
from support.courses import BuiltDocs
from support.pages import opened, served
from support.pictures import png

DARK, LIGHT = "(prefers-color-scheme: dark)", "(prefers-color-scheme: light)"


def two(light: str, dark: str) -> str:
    """A picture for light pages with what is in it, and one for dark pages."""
    return (
        f'<picture class="picture--light">{light}</picture>'
        f'<picture class="picture--dark" hidden="" data-added="picture">{dark}</picture>'
    )


@pytest.mark.parametrize(
    ("sources", "light", "dark"),
    [
        (f'<source media="{DARK}" srcset="d.png">', "", '<source srcset="d.png">'),
        (
            f'<source media="{DARK}" srcset="d.png"><source media="{LIGHT}" srcset="l.png">',
            '<source srcset="l.png">',
            '<source srcset="d.png">',
        ),
        (
            '<source media="(Prefers-Color-Scheme:dark) and (min-width: 600px)" srcset="d.png">',
            '<source media="(max-width: 0) and (min-width: 600px)" srcset="d.png">',
            '<source media="(min-width: 0) and (min-width: 600px)" srcset="d.png">',
        ),
        (
            f'<source media="print, {DARK}" srcset="d.png">',
            '<source media="print, (max-width: 0)" srcset="d.png">',
            '<source media="print, (min-width: 0)" srcset="d.png">',
        ),
        (
            f'<source media="not {DARK}" srcset="l.png"><source type="image/webp" srcset="x.webp">',
            '<source media="not (max-width: 0)" srcset="l.png"><source type="image/webp" srcset="x.webp">',
            '<source media="not (min-width: 0)" srcset="l.png"><source type="image/webp" srcset="x.webp">',
        ),
    ],
)
def test_two_pictures_are_made(sources: str, light: str, dark: str) -> None:
    """Each has the files that a system in its scheme would choose from, in the same order."""
    article = Article(f'<p><picture>{sources}<img src="a.png" alt="가" id="x"></picture></p>')
    follow_page_colours(article)
    shown = two(
        f'{light}<img src="a.png" alt="가" id="x">', f'{dark}<img src="a.png" alt="가" loading="lazy">'
    )
    assert str(article) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<picture><source media="(min-width: 600px)" srcset="w.png"><img src="a.png"></picture>',
        '<picture><img src="a.png"></picture>',
        f'<video><source media="{DARK}" src="a.mp4"></video>',
    ],
)
def test_other_pictures_stay(html: str) -> None:
    """Byte for byte."""
    article = Article(html)
    follow_page_colours(article)
    assert str(article) == html


PAGE = f"""# 그림

<p align="center"><a href="https://example.org/"><picture class="logo">
<source media="{DARK}" srcset="dark.png"><img src="light.png" alt="로고" width="200"></picture></a></p>

<picture><source media="{LIGHT}" srcset="light.png"><img src="dark.png" alt="둘째" width="200"></picture>
"""
COLOURS = {"light": (255, 0, 0), "dark": (0, 0, 255)}


def shown(page: Page) -> list[str]:
    """The files of the pictures that the page shows."""
    files: list[str] = page.eval_on_selector_all(
        "article img",
        """all => all.filter(each => each.getClientRects().length)
          .map(each => each.currentSrc.split("/").at(-1))""",
    )
    return files


def test_pictures_follow_the_switch(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Whatever the system wants, and on the next page too; paper is light, and the check sees all of it."""
    files = {f"{name}.png": png(300, 200, "red" if name == "light" else "blue") for name in COLOURS}
    built = build_docs({"a.md": PAGE, "index.md": "# 첫 쪽\n", **files}, strict=True)
    assert (built.messages, built.failure) == ((), None)
    pages = {"a/": read_pages(built.site_dir, built.site_dir.parent / "docs")["a/"]}
    assert check_in(browser, built.site_dir, pages, ALL_LOOKS[:3]).problems == ()
    with served(built.site_dir) as home:
        for system, other in (("light", "dark"), ("dark", "light")):
            with opened(browser, scheme=system) as (page, _):
                page.goto(f"{home}a/", wait_until="load")
                assert shown(page) == [f"{system}.png"] * 2
                page.evaluate(
                    "name => document.querySelector(`[data-md-color-media*=${name}]`).click()", other
                )
                page.wait_for_function(f"() => document.body.dataset.mdColorMedia?.includes('{other}')")
                page.reload(wait_until="load")
                assert shown(page) == [f"{other}.png"] * 2
                assert colours_of(page.pdf()) == {COLOURS["light"]}


def colours_of(pdf: bytes) -> set[tuple[int, ...]]:
    """The colours of the pictures of a PDF, at their middle."""
    document = pypdfium2.PdfDocument(pdf)
    objects = [each for page in document for each in page.get_objects() if each.type == 3]
    pictures = [each.get_bitmap().to_pil().convert("RGB") for each in objects]
    return {picture.getpixel((picture.width // 2, picture.height // 2)) for picture in pictures}
