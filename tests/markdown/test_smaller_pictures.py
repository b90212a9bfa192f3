"""Smaller pictures: which are made, what they keep of the originals, and how pages ask for them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from course.checks.pictures import PictureFiles, UsedPicture
from course.kept import Store
from course.markdown.files.source import Source
from course.markdown.pictures.facts import Wanted, read_facts
from course.markdown.pictures.pages import suit_pictures
from course.markdown.pictures.smaller import made_smaller, render_smaller
from support.courses import BuiltDocs

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def saved(path: Path, picture: Image.Image, **how: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, **how)
    return path


def noise(mode: str = "RGB", size: tuple[int, int] = (800, 600)) -> Image.Image:
    return Image.effect_noise(size, 60).convert(mode)


def smaller(path: Path, width: int = 200) -> Image.Image:
    return Image.open(io.BytesIO(render_smaller(Wanted(path, width))))


def test_a_photo_is_turned_and_tells_no_place(tmp_path: Path) -> None:
    """Its top is where the camera had it; where it was taken is in the original alone."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    picture = noise()
    picture.paste("red", (0, 0, 400, 600))  # lies left in the file: at the top when it is turned
    path = saved(tmp_path / "a.jpg", picture, exif=exif, icc_profile=PROFILE)
    facts = read_facts(path)
    assert facts is not None
    assert (facts.width_px, facts.height_px) == (600, 800)
    made = smaller(path)
    assert made.size == (200, 267)
    red, other = made.convert("RGB").getpixel((100, 30)), made.convert("RGB").getpixel((100, 230))
    assert isinstance(red, tuple)
    assert isinstance(other, tuple)
    assert red[0] > 200 > 60 > red[1]
    assert other[1] > 60
    assert made.info["icc_profile"] == PROFILE
    assert not made.getexif()
    assert b"EXIF" not in render_smaller(Wanted(path, 200))


def test_what_shines_through_still_does(tmp_path: Path) -> None:
    """In a PNG with clear points, and in one whose palette has a clear colour."""
    clear = noise("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 400, 600))
    made = smaller(saved(tmp_path / "a.png", clear))
    assert (made.mode, made.getpixel((10, 10))[3], made.getpixel((190, 10))[3]) == ("RGBA", 0, 255)  # type: ignore[index]
    listed = noise("L").quantize(200)
    made = smaller(saved(tmp_path / "b.png", listed, transparency=0))
    assert made.mode == "RGBA"


@pytest.mark.parametrize(
    "name", ["cmyk.jpg", "moving.webp", "moving.png", "moving.gif", "turned.png", "none.png"]
)
def test_what_webp_may_show_otherwise_is_left_alone(tmp_path: Path, name: str) -> None:
    """Other colours, what moves, what browsers turn or do not turn, and what is no picture."""
    path = tmp_path / name
    exif = Image.Exif()
    exif[0x0112] = 3
    match name:
        case "cmyk.jpg":
            saved(path, noise("CMYK"))
        case "turned.png":
            saved(path, noise(), exif=exif)
        case "none.png":
            path.write_bytes(b"\x89PNG\r\n\x1a\n cut")
        case _:
            saved(path, noise(), save_all=True, append_images=[noise("RGB", (800, 600)).rotate(180)])
    assert render_smaller(Wanted(path, 200)) == b""


def test_a_cut_file_stops_nothing(tmp_path: Path) -> None:
    """A photograph whose end is missing is shown as it is."""
    path = saved(tmp_path / "a.jpg", noise())
    path.write_bytes(path.read_bytes()[:20_000])
    assert render_smaller(Wanted(path, 200)) == b""


def test_it_is_made_once(tmp_path: Path) -> None:
    """By content: under another name it is known; where one point is another, it is made anew."""
    kept = Store(tmp_path / "kept")
    path = saved(tmp_path / "a.jpg", noise())
    ((_, made),) = made_smaller([Wanted(path, 200)], kept)
    twin = tmp_path / "b.jpg"
    path.rename(twin)
    found = list(kept.folder.rglob("*"))
    assert [content for _, content in made_smaller([Wanted(twin, 200)], kept)] == [made]
    assert list(kept.folder.rglob("*")) == found
    assert made == render_smaller(Wanted(twin, 200))


def page_with(tmp_path: Path, images: str) -> str:
    page = tmp_path / "site/week/index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<header>{images}</header><article>{images}</article>", encoding="utf-8")
    suit_pictures(tmp_path / "site", Store(tmp_path / "kept"))
    text = page.read_text(encoding="utf-8")
    assert f"<header>{images}</header>" in text
    return text.partition("<article>")[2].removesuffix("</article>")


def test_pages_ask_for_smaller_ones(tmp_path: Path) -> None:
    """The original stays the picture's address; the copies are files of the site, named by their content."""
    saved(tmp_path / "site/img/a b.jpg", noise("RGB", (1600, 400)))
    shown = page_with(tmp_path, '<a href="x"><img alt="가" src="../img/a%20b.jpg#only-light" /></a>')
    names = sorted(path.name for path in (tmp_path / "site/assets/pictures").iterdir())
    narrow, wide = names[1], names[0]
    assert (narrow[:12], wide[:13]) == ("picture-700.", "picture-1400.")
    assert shown == (
        '<a href="x"><img alt="가" src="../img/a%20b.jpg#only-light" '
        f'srcset="../assets/pictures/{narrow} 700w, ../assets/pictures/{wide} 1400w" '
        'sizes="(min-width: 125em) 830px, (min-width: 76.25em) 690px, 100vw" width="1600" height="400"/></a>'
    )


@pytest.mark.parametrize(
    "image",
    [
        '<img src="../img/a.jpg" srcset="b.jpg 2x">',
        '<picture><source srcset="b.jpg"><img src="../img/a.jpg"></picture>',
        '<img src="../img/a.jpg" height="40">',
        '<img src="https://example.org/img/a.jpg">',
        '<img src="../../../outside.jpg">',
        '<img src="../img/none.jpg">',
        '<img src="../img/icon.png">',
        "<img>",
    ],
)
def test_what_its_author_says_stays(tmp_path: Path, image: str) -> None:
    """Files that he names himself, a height of his own, what is no file of the site, and icons."""
    saved(tmp_path / "outside.jpg", noise())
    saved(tmp_path / "site/img/a.jpg", noise("RGB", (1600, 40)))
    saved(tmp_path / "site/img/icon.png", noise("RGB", (24, 24)))
    assert page_with(tmp_path, image) == image


def test_a_stated_width_is_its_place(tmp_path: Path) -> None:
    """Its height follows; a width in hundredths is left to the page, a height in a style too."""
    saved(tmp_path / "site/img/a.jpg", noise("RGB", (500, 250)))
    shown = page_with(tmp_path, '<img src="../img/a.jpg" width="100">')
    assert " 100w, " in shown
    assert shown.endswith(' 200w" sizes="(max-width: 100px) 100vw, 100px" height="50">')
    for image in (
        '<img src="../img/a.jpg" width="50%">',
        '<img src="../img/a.jpg" class="s1" data-style="height: 2em">',
    ):
        assert page_with(tmp_path, image) == image
    assert (
        page_with(tmp_path, '<img src="../img/a.jpg">') == '<img src="../img/a.jpg" width="500" height="250">'
    )


def test_a_build_has_them(build_docs: Callable[..., BuiltDocs]) -> None:
    """With the page as its check wants it; what is told is a hint, which no strict build fails for."""
    photo = io.BytesIO()
    noise("RGB", (1600, 400)).save(photo, "JPEG")
    text = "# 첫 쪽\n\n![사진](img/a.jpg)\n\n![사진](img/a.jpg){width=300}\n"
    built = build_docs({"index.md": text, "img/a.jpg": photo.getvalue()}, strict=True)
    assert (built.messages, built.failure) == ((), None)
    page = (built.site_dir / "index.html").read_text(encoding="utf-8")
    assert page.count("srcset=") == 2
    assert len([*built.site_dir.glob("assets/pictures/picture-*.webp")]) == 4


def test_large_pictures_are_told(tmp_path: Path) -> None:
    """By their bytes or their width, each once in a source, at its widest place."""
    saved(tmp_path / "wide.png", Image.new("RGB", (1500, 10)))
    (tmp_path / "heavy.svg").write_text("<svg>" + " " * 600_000 + "</svg>")
    saved(tmp_path / "fine.png", Image.new("RGB", (1400, 10)))
    used = (
        UsedPicture(3, "wide.png", 300),
        UsedPicture(5, "wide.png", 700),
        UsedPicture(7, "heavy.svg", 700),
        UsedPicture(8, "fine.png", 700),
        UsedPicture(9, "fine.png", 100),
        UsedPicture(10, "none.png", 700),
    )
    told = [*PictureFiles(tmp_path).problems(Source("a.md", "a.md", ""), used)]
    assert [(each.line, each.what) for each in sorted(told)] == [
        (5, "the picture wide.png is 1500 px wide"),
        (7, "the picture heavy.svg is 600 KB"),
    ]
    assert {each.code for each in told} == {"picture-large"}
