"""Pictures and links drawn by lot, wherever one can stand: all are on paper, and the proof knows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from course.handout.make import make_handout
from course.handout.order import Order
from course.handout.orders import open_workshop
from course.handout.paper import PAPERS
from course.handout.proving.pdf_facts import read_pdf
from course.model.built_language import read_language
from course.model.editions import read_editions
from course.settings.handout_settings import HandoutSettings
from support.courses import Course
from support.handouts import needs_fonts
from support.picture_pages import PLACES, Shown, picture_page

pytestmark = needs_fonts
SOME, MANY = (1,), tuple(range(2, 22))
#: How many pictures, and how many links, are taken away from a page, one at a time: each makes it anew.
TAKEN = 1


@pytest.fixture(scope="module")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that publishes a course of pages of these numbers, strictly, and gives its folder."""

    def published(*seeds: int) -> Path:
        course = Course(tmp_path_factory.mktemp("pictures") / "course")
        for seed in seeds:
            page = picture_page(seed, len(PLACES))
            course.write({f"docs/ko/s{seed}/{name}": content for name, content in page.files.items()})
            course.write({f"docs/ko/s{seed}/page.md": page.source})
        ran = course.publish()
        assert ran.status == 0, ran.output
        assert f"{len(seeds) + 1} handouts: nothing is missing" in ran.output
        return course.folder

    return published


@pytest.fixture(scope="module")
def some(publish: Callable[..., Path]) -> Path:
    """A course of the pages that are tried every day."""
    return publish(*SOME)


def test_every_picture_and_link_is_on_paper(some: Path) -> None:
    """As an image in the PDF, a drawing as a figure, a link as a frame around it: counted one by one."""
    for seed in SOME:
        assert Counter(on_paper(some, seed)) == Counter(picture_page(seed, len(PLACES)).shown)


@pytest.mark.parametrize("seed", SOME)
def test_what_is_taken_away_is_told(some: Path, seed: int) -> None:
    """The proof names what the PDF was made without, and nothing that is there."""
    check_taken(some, seed)


@pytest.mark.long
def test_many_pictures_and_links_are_on_paper(publish: Callable[..., Path]) -> None:
    """The same with other lots."""
    folder = publish(*MANY)
    for seed in MANY:
        assert Counter(on_paper(folder, seed)) == Counter(picture_page(seed, len(PLACES)).shown)
        check_taken(folder, seed)


def on_paper(folder: Path, seed: int) -> Iterator[Shown]:
    """What the handout of a page shows."""
    pdf = (folder / f"site/ko/handouts/s{seed}-page.pdf").read_bytes()
    objects = read_pdf(pdf, PAPERS["a4"]).objects
    sizes = {each.size_px: each for each in picture_page(seed, len(PLACES)).shown if each.size_px}
    drawings = {each.name for each in picture_page(seed, len(PLACES)).shown if not each.size_px}
    for picture in objects.pictures:
        assert picture.box[2] - picture.box[0] > 8, picture
        yield sizes[picture.size_px]
    yield from (Shown(each.spoken) for each in objects.figures if each.spoken in drawings and each.is_filled)
    for address in dict.fromkeys(link.address for link in objects.links):  # one has a frame for each line
        if address.startswith("https://example.org/v/"):
            yield Shown(address)


def check_taken(folder: Path, seed: int) -> None:
    """Take pictures and links away from what the handout is made of, one at a time."""
    page, order = picture_page(seed, len(PLACES)), order_of_page(folder, seed)
    chance = random.Random(seed)  # noqa: S311 - no secret
    links = [each for each in page.shown if each.is_link]
    pictures = [each for each in page.shown if not each.is_link]
    for taken in (*chance.sample(pictures, TAKEN), *chance.sample(links, TAKEN)):
        harmed = replace(order.pages[0], article=without(order.pages[0].article, taken))
        told = make_handout(replace(order, pages=(harmed,))).problems
        if taken.is_link:
            assert "handout-link" in {problem.code for problem in told}, taken
        else:
            assert f"image “{taken.name}” is missing" in "".join(problem.what for problem in told)


def order_of_page(folder: Path, seed: int) -> Order:
    """The order for the handout of a page of the course in `folder`."""
    language = read_language(read_editions(folder)[0], folder / "site")
    kept = folder / ".cache/harmed"
    shop = open_workshop(language, HandoutSettings(), folder, folder / "node_modules", kept)
    return replace(shop.page_order(f"s{seed}/page.md"), is_proved=True)


def without(article: bytes, taken: Shown) -> bytes:
    """A page without one of its pictures, or without a link around what it holds."""
    root: Any = html.fromstring(article.decode())
    if taken.is_link:
        (link,) = [each for each in root.iter("a") if each.get("href") == taken.name]
        link.drop_tag()
    else:
        for picture in [each for each in root.iter("img") if each.get("alt") == taken.name]:
            picture.drop_tree()  # for light pages, and for dark ones
    return html.tostring(root, encoding="utf-8")
