"""What a lecturer says of a new course: eight answers, each checked before anything is written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from course.settings.course_languages import language_faults
from course.settings.course_settings import check_settings

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class AnswerError(Exception):
    """An answer that cannot be; the text says why, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What `run.py init` goes by."""

    name: str
    """Of the course, in any characters."""
    author: str = ""
    licence: str = ""
    """Such as ``CC BY 4.0``; empty where nothing is said of it."""
    languages: tuple[str, ...] = ("ko", "en")
    """Tags; the first is that of the front page."""
    address: str = ""
    """Where the site is to be published, ended by a slash; empty where that is not known yet."""
    start_date: str = ""
    """The first day of week 1, as ``2027-03-02``; empty for a course without dates."""
    time_zone: str = "Asia/Seoul"
    keeps_sample: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One of the eight, as a terminal asks it."""

    key: str
    """The field of `Answers`, and the option of the command."""
    english: str
    korean: str
    usual: str
    """What counts where nothing is typed."""
    read: Callable[[str], object]
    """Reads an answer. Raises AnswerError."""


def _line(answer: str) -> str:
    if _CONTROLS.search(answer):
        raise AnswerError("it must be on one line, without control characters; write it on one line")
    return answer.strip()


def _name(answer: str) -> str:
    if not _line(answer):
        raise AnswerError("a course needs a name; write one")
    return _line(answer)


def _languages(answer: str) -> tuple[str, ...]:
    tags = re.findall(r"[^\s,;]+", answer)
    if faults := language_faults("languages", tags):
        raise AnswerError(f"{answer or 'nothing'}: it{faults[0][0]}; write tags such as ko,en")
    return tuple(tags)


def _address(answer: str) -> str:
    address = _line(answer)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        is_whole = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        )
    except ValueError:
        is_whole = False
    if not is_whole or re.search(r"\s", address):
        raise AnswerError(
            f"{address} is no address of a site; write one such as https://school.example/course/"
        )
    return address.rstrip("/") + "/"


def _date(answer: str) -> str:
    date = _line(answer)
    try:
        return datetime.date.fromisoformat(date).isoformat() if date else ""
    except ValueError:
        raise AnswerError(f"{date} is no date; write one such as 2027-03-02") from None


def _zone(answer: str) -> str:
    if check_settings({"time_zone": _line(answer)}, "", {}):
        raise AnswerError(f"{answer} is no time zone; write one such as Asia/Seoul or Europe/Berlin")
    return _line(answer)


def _sample(answer: str) -> bool:
    words = {"keep": True, "k": True, "남기기": True, "drop": False, "d": False, "빼기": False}
    try:
        return words[answer.strip().lower()]
    except KeyError:
        raise AnswerError(f"{answer} is neither; write keep or drop") from None


#: In the order they are asked.
QUESTIONS = (
    Question("name", "Name of the course", "과정 이름", "", _name),
    Question("author", "Author", "지은이", "", _line),
    Question("licence", "Licence, such as CC BY 4.0", "이용 허락", "", _line),
    Question("languages", "Languages, the front page's first", "언어", "ko,en", _languages),
    Question("address", "Address of the site, if you know it", "사이트 주소", "", _address),
    Question("start_date", "First day of week 1, such as 2027-03-02", "1주차 첫날", "", _date),
    Question("time_zone", "Time zone", "시간대", "Asia/Seoul", _zone),
    Question(
        "sample", "The sample course: keep or drop", "예제 과정: keep(남기기), drop(빼기)", "drop", _sample
    ),
)


def read_answers(given: Mapping[str, str]) -> Answers:
    """The answers in `given`, by key; usual ones in place of those that it lacks.

    Raises AnswerError, with the option that it is about, for the first that cannot be.
    """
    values: dict[str, object] = {}
    for question in QUESTIONS:
        try:
            value = question.read(given.get(question.key, question.usual))
        except AnswerError as error:
            raise AnswerError(f"--{question.key.replace('_', '-')}: {error}") from None
        values["keeps_sample" if question.key == "sample" else question.key] = value
    return Answers(**values)  # type: ignore[arg-type]  # each question reads what its field holds
