"""What was made of texts and is asked for again, packed in memory: a course has thousands of them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

T = TypeVar("T")

#: As many as large courses need; beyond them what was put in first goes.
_MOST = 16_384


class Packed(Generic[T]):
    """A dictionary from texts to what was made of each: a tenth of its size, for a tenth of a millisecond."""

    def __init__(self) -> None:
        self._packed: dict[bytes, bytes] = {}

    def __contains__(self, text: str) -> bool:
        return _key(text) in self._packed

    def get(self, text: str) -> T | None:
        """What was made of `text`; None where nothing was."""
        packed = self._packed.get(_key(text))
        made: T | None = pickle.loads(zlib.decompress(packed)) if packed else None  # noqa: S301 - packed below
        return made

    def __setitem__(self, text: str, made: T) -> None:
        self._packed[_key(text)] = zlib.compress(pickle.dumps(made, pickle.HIGHEST_PROTOCOL), 1)
        if len(self._packed) > _MOST:
            del self._packed[next(iter(self._packed))]


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Remembered(Generic[T]):
    """A function of texts that is asked once for each; of very many, all but the last answers are packed."""

    def __init__(self, make: Callable[[str], T], most: int, few: int) -> None:
        """Of up to `most` texts all are at hand; of more only the last `few`: all are asked for in turn."""
        self.make, self._most, self._few = make, most, few
        self._recent: dict[str, T] = {}
        self._others: Packed[T] = Packed()

    def once(self, text: str) -> T:
        """What is made of `text`; what is not at hand is not remembered, as for who asks last."""
        made = self._recent.get(text)
        if made is None:
            made = self._others.get(text)
        return self.make(text) if made is None else made

    def __call__(self, text: str) -> T:
        """What is made of `text`."""
        made = self.once(text)
        self._recent.pop(text, None)
        self._recent[text] = made
        if len(self._recent) > self._most:
            self._most = self._few
            self._pack()
        return made

    def _pack(self) -> None:
        for text in [*self._recent][: -self._few]:
            made = self._recent.pop(text)
            if text not in self._others:
                self._others[text] = made
