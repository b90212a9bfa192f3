"""Asks hosts for addresses: one after the other, with a pause, again where an answer may change.

Source: RFC 9110 (HEAD, redirections, Retry-After), RFC 6585 (429).
"""

from __future__ import annotations

import email.utils
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, SSLError, TimeoutError

from course.checks.online.found import is_of_the_web, is_public

Kind = Literal["good", "moved", "gone", "refused", "unreachable"]
_TRIES, _REDIRECTS = 3, 8
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2.0, 60.0
_FOR_GOOD, _FOR_NOW = (301, 308), (302, 303, 307)
_GONE = (404, 410)
_TOO_MANY, _SERVER_FAULTS = 429, 500
#: Some hosts answer nobody who has no such name; this one says what asks, too.
_NAME = "Mozilla/5.0 (compatible; course-links/1.0; checks the links of a course, now and then)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of asking for an address."""

    kind: Kind
    said: str = ""
    """Its status in words, or what kept it from being reached; empty where it is good."""
    leads_to: str = ""
    """Where one that has moved for good is now."""
    is_host_there: bool = True
    """Whether a host has answered at all."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """One reply of a host: its status, 0 for none; else why there is none."""

    status: int
    why_none: str = ""
    location: str = ""
    wait_s: float | None = None
    """How long the host asks to be left alone."""

    @property
    def may_change(self) -> bool:
        return self.status in (0, _TOO_MANY) or self.status >= _SERVER_FAULTS

    @property
    def said(self) -> str:
        if not self.status:
            return self.why_none
        known = self.status in HTTPStatus._value2member_map_
        return f"{self.status} ({HTTPStatus(self.status).phrase.lower()})" if known else str(self.status)


class Asker:
    """Asks for addresses, from several threads at once: each host is asked by one of them at a time."""

    def __init__(
        self,
        pause_s: float = 1.0,
        timeout_s: float = 15.0,
        *,
        sleep: Callable[[float], None] = time.sleep,
        may_ask: Callable[[str], bool] = is_public,
    ) -> None:
        """`pause_s` lies between two questions to a host; `may_ask` says which addresses may be followed."""
        self.pause_s, self.sleep, self.may_ask = pause_s, sleep, may_ask
        self.turns: dict[str, Lock] = defaultdict(Lock)
        self.asked_at: dict[str, float] = {}
        timeout = urllib3.Timeout(connect=timeout_s, read=timeout_s)
        headers = {"User-Agent": _NAME, "Accept": "text/html,*/*;q=0.8"}
        self.pool = urllib3.PoolManager(timeout=timeout, retries=False, headers=headers)

    def ask(self, address: str) -> Answer:
        """What becomes of asking for `address`, followed to where it leads."""
        here, moved_to = address, ""
        for _ in range(_REDIRECTS):
            reply = self._reply(here)
            if reply.status not in (*_FOR_GOOD, *_FOR_NOW) or not reply.location:
                return _answer(reply, moved_to)
            there = urldefrag(urljoin(here, reply.location)).url
            if not (is_of_the_web(there) and self.may_ask(there)):
                return Answer("unreachable", f"it leads on to {there}")
            if reply.status in _FOR_GOOD and here in (address, moved_to):
                moved_to = there
            here = there
        return Answer("unreachable", "it leads on and on")

    def _reply(self, address: str) -> _Reply:
        """The reply to HEAD, or to GET where HEAD does not do; after some tries the last one."""
        wait_s = _FIRST_WAIT_S
        for tries_left in reversed(range(_TRIES)):
            reply = self._once("HEAD", address)
            if reply.status >= HTTPStatus.BAD_REQUEST and reply.status != _TOO_MANY:
                reply = self._once("GET", address)
            asked_s = wait_s if reply.wait_s is None else reply.wait_s
            if not reply.may_change or not tries_left or asked_s > _LONGEST_WAIT_S:
                break
            self.sleep(asked_s)
            wait_s *= 2
        return reply

    def _once(self, method: str, address: str) -> _Reply:
        host = urlsplit(address).netloc
        with self.turns[host]:
            since_s = time.monotonic() - self.asked_at.get(host, float("-inf"))
            if since_s < self.pause_s:
                self.sleep(self.pause_s - since_s)
            try:
                reply = self.pool.request(method, address, preload_content=False)
                reply.close()  # what it holds is nobody's concern
            except (HTTPError, ValueError) as error:
                return _Reply(0, _reason(error))
            finally:
                self.asked_at[host] = time.monotonic()
        location, wait = (reply.headers.get(name, "") for name in ("Location", "Retry-After"))
        return _Reply(reply.status, location=location, wait_s=_seconds(wait))


def _answer(reply: _Reply, moved_to: str) -> Answer:
    """What the last reply says of an address, which has perhaps moved."""
    if HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer("moved", leads_to=moved_to) if moved_to else Answer("good")
    if reply.status in _GONE:
        return Answer("gone", reply.said)
    is_refused = HTTPStatus.BAD_REQUEST <= reply.status < _SERVER_FAULTS
    return Answer("refused" if is_refused else "unreachable", reply.said, is_host_there=reply.status > 0)


def _seconds(stated: str) -> float | None:
    """What ``Retry-After`` states, in seconds from now; None where it states nothing that can be read."""
    if stated.isdecimal():
        return float(stated)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(stated).timestamp() - time.time())
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    """Why a host could not be asked, in a few words."""
    reasons: tuple[tuple[type[Exception], str], ...] = (
        (NameResolutionError, "there is no such host"),
        (NewConnectionError, "no connection"),  # for urllib3 it is a kind of TimeoutError
        (SSLError, "its certificate does not hold"),
        (TimeoutError, "it does not answer in time"),
        (ValueError, "it is no address"),
    )
    return next((said for kind, said in reasons if isinstance(error, kind)), "no connection")
