"""What is kept is what was made, of the same things; or it is made anew."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from course.kept import Store, digest, key_of, noted, put_file, put_linked, recording

KEY = key_of("text", 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with nothing in it."""
    return Store(tmp_path / "kept")


def _file(store: Store) -> Path:
    return next(path for path in store.folder.rglob("*") if path.is_file())


def test_what_was_made_comes_back(store: Store) -> None:
    """Its bytes, whatever they are; under another key there is nothing."""
    for content in (b"", b"\n", bytes(range(256)) * 9):
        store.put(KEY, content)
        assert store.get(KEY) == content
    assert store.get(key_of("text", 2)) is None


def test_what_an_older_version_has_kept_is_made_anew(store: Store) -> None:
    """It kept things as they are, with a hash that holds."""
    store.put(KEY, b"made with care")
    rest = b"{}\nmade with care"
    _file(store).write_bytes(
        digest(rest)[: len(_file(store).read_bytes().partition(b"{")[0])].encode() + rest
    )
    assert store.get(KEY) is None


def test_a_spoilt_file_is_as_good_as_none(store: Store) -> None:
    """Emptied, cut, or with one byte changed anywhere: never used, and made good by the next making."""
    chance = random.Random(14)  # noqa: S311 - no secret
    store.put(KEY, b"made with care")
    whole = _file(store).read_bytes()
    for _ in range(60):
        at = chance.randrange(len(whole))
        changed = whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :]
        for spoilt in (whole[:at], changed):
            _file(store).write_bytes(spoilt)
            assert store.get(KEY) is None
            assert not store.holds(KEY)
    store.put(KEY, b"made anew")
    assert store.holds(KEY)
    assert store.get(KEY) == b"made anew"


def test_a_file_that_was_read_is_looked_at_again(store: Store, tmp_path: Path) -> None:
    """One that is another, gone, or there since then, wherever the course lies now."""
    here, there = tmp_path / "a", tmp_path / "b"
    for folder in (here, there):
        folder.mkdir()
        (folder / "x.png").write_bytes(b"red")
    with recording(here) as reads:
        noted(here / "x.png").read_bytes()
        noted(here / "none.png").exists()
    store.put(KEY, b"made", reads)
    assert store.get(KEY, here) == store.get(KEY, there) == b"made"
    (there / "none.png").write_bytes(b"")
    assert store.get(KEY, there) is None
    (here / "x.png").write_bytes(b"blue")
    assert store.get(KEY, here) is None
    (here / "x.png").unlink()
    assert store.get(KEY, here) is None


def test_too_much_goes_oldest_first(store: Store) -> None:
    """And what a build that was killed left behind; what was used lately stays."""
    keys = [key_of(number) for number in range(8)]
    for number, key in enumerate(keys):
        store.put(key, os.urandom(1024 * 1024))
        os.utime(store.folder / key[:2] / key[2:], (number, number))
    part = store.folder / "aa" / "x.part-1"
    part.parent.mkdir(exist_ok=True)
    part.write_bytes(b"half")
    os.utime(part, (9, 9))
    assert store.get(keys[0]) is not None
    store.trim(limit_mb=3.5)
    assert [key for key in keys if store.get(key) is not None] == [keys[0], keys[6], keys[7]]
    assert not part.exists()


def test_a_build_looks_once_an_hour_for_too_much(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was deleted with the folder, or never there, is no reason to fail."""
    looked: list[Store] = []
    monkeypatch.setattr(Store, "trim", lambda asked: looked.append(asked))
    store.trim_hourly()
    store.put(KEY, b"made")
    for _ in range(2):
        store.trim_hourly()
    os.utime(store.folder / "trimmed", (0, 0))
    store.trim_hourly()
    assert looked == [store] * 3


def test_a_file_that_is_the_same_is_linked(tmp_path: Path) -> None:
    """Not another one, nor what a link leads to; to put another in its place leaves the first be."""
    last, new = tmp_path / "last.html", tmp_path / "new.html"
    put_linked(new, b"page", last)
    last.write_bytes(b"older")
    put_linked(tmp_path / "other.html", b"page", last)
    assert new.read_bytes() == (tmp_path / "other.html").read_bytes() == b"page"
    last.write_bytes(b"page")
    (tmp_path / "link.html").symlink_to(last)
    for number, each in enumerate((last, tmp_path / "link.html", None)):
        made = tmp_path / f"{number}.html"
        put_linked(made, b"page", each)
        assert made.read_bytes() == b"page"
        assert made.samefile(last) == (each is last)
    put_file(tmp_path / "0.html", b"changed")
    assert last.read_bytes() == b"page"


def test_where_nothing_can_be_linked_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on disks that have no links."""

    def link(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    (tmp_path / "last.html").write_bytes(b"page")
    put_linked(tmp_path / "new.html", b"page", tmp_path / "last.html")
    assert (tmp_path / "new.html").read_bytes() == b"page"


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing half written beside it."""
    put_file(tmp_path / "a.pdf", b"old")
    whole = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        whole(path, content[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        put_file(tmp_path / "a.pdf", b"new and longer")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"old"}


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    """A file in its place, as a full disk, keeps nothing."""
    (tmp_path / "kept").write_text("", "utf-8")
    store = Store(tmp_path / "kept")
    store.put(KEY, b"made")
    store.trim()
    assert store.get(KEY) is None
