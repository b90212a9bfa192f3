"""The settings below ``extra.course`` in mkdocs.yml: their names, types and usual values."""

from __future__ import annotations

import dataclasses
import datetime
import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course.problems.codes import SOURCE_CODES
from course.problems.problem import Problem
from course.settings.colours import colour_faults
from course.settings.course_languages import language_faults, stated_languages
from course.settings.download_types import DOWNLOAD_TYPES
from course.settings.frames import frame_faults
from course.settings.term_settings import date_faults, minute_faults, switch_faults, text_faults, zone_faults
from course.settings.words.heading_words import words_in

#: Kinds of timing Problems; a course may silence each.
TIMING_CODES = ("timing-heading", "timing-session", "timing-clock", "timing-overlap")


#: Finds faults of one setting: what is wrong with it, after its name, and how to mend it.
_Faults = Callable[[str, object], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings under ``extra.course``; each may be left out.

    A setting of headings matches a heading that contains one of its words; case, emoji and spaces do not
    count. A setting of labels matches the bold words before a colon only if they are one of its words.
    """

    info_headings: tuple[str, ...] = (
        "세션 정보",
        "Session 정보",
        "실습 정보",
        "Lab 정보",
        "Session Info",
        "Lab Info",
    )
    """Headings of the section that states time, goal and method."""
    objective_headings: tuple[str, ...] = (
        "세션 목표",
        "Session 목표",
        "학습 목표",
        "실습 목표",
        "Objectives",
        "Learning Goals",
    )
    """Headings whose lists hold objectives."""
    concept_headings: tuple[str, ...] = ("핵심 개념", "Key Concepts", "Core Concepts")
    """Headings of the section that explains the concepts."""
    discussion_headings: tuple[str, ...] = ("함께 생각해보기", "Discuss", "Think Together", "Let's Think")
    """Headings of the section for discussion; questions in its lists are discussion questions."""
    question_labels: tuple[str, ...] = ("토론 주제", "토론 질문", "Discussion topics", "Discussion questions")
    """Labels of lists in the discussion section of which every item is a discussion question."""
    check_headings: tuple[str, ...] = (
        "이해도 체크",
        "이해도 점검",
        "Understanding Check",
        "Check Your Understanding",
        "Comprehension Check",
    )
    """Headings or labels whose lists hold understanding checks."""
    check_phrases: tuple[str, ...] = ("설명할 수 있나요", "설명할 수 있습니까", "can you explain")
    """An item of any list that contains one of these is an understanding check."""
    quiz_headings: tuple[str, ...] = ("퀴즈", "확인 문제", "Quiz")
    """Headings of quizzes: task lists below them are answers to choose from, and no tasks."""
    keyword_headings: tuple[str, ...] = ("핵심 키워드", "Keywords", "Key Terms")
    """Headings whose lists hold keywords."""
    closing_headings: tuple[str, ...] = ("세션 마무리", "실습 마무리", "Wrap-up", "Wrapping Up")
    """Headings of the section that ends the session."""
    next_headings: tuple[str, ...] = ("다음 세션", "다음 시간", "Next Session")
    """Headings or labels whose lists announce the contents of the next session."""
    session_headings: tuple[str, ...] = (
        "세션 목표",
        "핵심 개념",
        "핵심 키워드",
        "Objectives",
        "Key Concepts",
        "Keywords",
    )
    """Headings of which a session is expected to have at least one."""
    time_labels: tuple[str, ...] = ("시간", "소요 시간", "소요시간", "Time", "Duration")
    """Labels of a session's clock times and minutes."""
    goal_labels: tuple[str, ...] = ("목표", "목적", "Goal", "Aim")
    """Labels of a session's goal."""
    method_labels: tuple[str, ...] = ("방식", "방법", "Method", "Format")
    """Labels of a session's teaching method."""
    week_words: tuple[str, ...] = ("week", "주차")
    """Words before or after a week's number, in headings and in the names of folders and files."""
    day_words: tuple[str, ...] = ("day", "일차")
    """The same for a day's number."""
    session_words: tuple[str, ...] = ("session", "세션", "차시", "교시")
    """The same for a session's number."""
    lab_words: tuple[str, ...] = ("lab", "실습", "hands_on", "hands-on", "handson", "challenge", "챌린지")
    """The same for a lab's."""
    minute_words: tuple[str, ...] = ("분", "minutes", "minute", "mins", "min", "m")
    """Units of minutes in headings: (35분)."""
    hour_words: tuple[str, ...] = ("시간", "hours", "hour", "hrs", "hr", "h")
    """Units of hours in headings: (2시간)."""
    duration_words: tuple[str, ...] = (
        "약",
        "총",
        "이론",
        "강의",
        "설명",
        "실습",
        "토론",
        "발표",
        "데모",
        "휴식",
        "about",
        "approx.",
        "total",
        "ca.",
    )
    """Words that may stand before a duration in a heading: (약 35분). After any other word it is none."""
    morning_words: tuple[str, ...] = ("오전", "am", "a.m.")
    """Words for a.m. in clock times."""
    afternoon_words: tuple[str, ...] = ("오후", "pm", "p.m.")
    """Words for p.m. in clock times."""
    download_types: tuple[str, ...] = DOWNLOAD_TYPES
    """Endings, or whole names, of the files beside the pages that readers may download."""
    frames: tuple[str, ...] = ()
    """Hosts whose pages may be shown in a frame (``<iframe>``), such as ``www.youtube-nocookie.com``."""
    trusted_links: tuple[str, ...] = ()
    """Addresses that ``run.py links`` does not ask for; one that ends with ``/`` stands for all below it."""
    guide_url: str = ""
    """Address of the guide as it is published, in one of its languages: messages then lead to their codes."""
    silenced: tuple[str, ...] = ()
    """Codes of Problems that are not reported: any of `TIMING_CODES`."""
    errors: tuple[str, ...] = ()
    """Codes of warnings and hints that this course counts as errors, such as ``image-no-alt``."""
    search_spellings: tuple[str, ...] = (
        "Kubernetes, 쿠버네티스, K8s",
        "Pod, 파드",
        "Node, 노드",
        "Cluster, 클러스터",
        "Container, 컨테이너",
        "Service, 서비스",
        "Ingress, 인그레스",
        "Gateway, 게이트웨이",
        "Deployment, 디플로이먼트",
        "ReplicaSet, 레플리카셋",
        "StatefulSet, 스테이트풀셋",
        "DaemonSet, 데몬셋",
        "ConfigMap, 컨피그맵",
        "Secret, 시크릿",
        "Volume, 볼륨",
        "Namespace, 네임스페이스",
        "Docker, 도커",
        "Helm, 헬름",
        "kubelet, 큐블릿",
        "Flannel, 플란넬",
        "Calico, 칼리코",
        "Cilium, 실리움",
        "Weave, 위브",
        "Istio, 이스티오",
        "Linux, 리눅스",
        "Terraform, 테라폼",
        "Prometheus, 프로메테우스",
        "Grafana, 그라파나",
        "Jenkins, 젠킨스",
        "Git, 깃",
    )
    """Spellings of one word that a search for any of them finds, each group as one text with commas."""
    start_date: datetime.date | None = None
    """Date of the first day of week 1; there is a calendar when it is set."""
    time_zone: str = "Asia/Seoul"
    """Time zone of the clock times, by its IANA name."""
    location: str = ""
    """Where the sessions are held, as the calendar says it."""
    alarm_minutes: int | None = None
    """How many minutes before a session the calendar sounds an alarm; None for no alarm."""
    slides: bool = True
    """Whether a session's page shows itself as slides."""
    take_along: bool = True
    """Whether readers may keep pages, or the whole course, on their devices."""


def parse_settings(mapping: object) -> Settings:
    """The settings in ``extra.course``; the usual ones where it is None.

    Call it only where `check_settings` finds no fault. Raises TypeError if it is no mapping.
    """
    if mapping is not None and not isinstance(mapping, Mapping):
        raise TypeError(f"no settings: {type(mapping).__name__}")
    given: Mapping[str, Any] = mapping or {}
    names = {field.name for field in dataclasses.fields(Settings)}
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in given.items()
    }
    languages = stated_languages({"extra": {"course": given}})
    values = {**words_in(languages, dataclasses.asdict(Settings())), **values}
    return Settings(**{key: value for key, value in values.items() if key in names})


def check_settings(mapping: object, path: str, lines: Mapping[str, int]) -> list[Problem]:
    """Every fault of ``extra.course``, all at once; `lines` gives the line of each of its keys in `path`.

    An absent ``extra.course`` (None) has no fault.
    """
    if mapping is None:
        return []
    if not isinstance(mapping, Mapping):
        return [_fault(path, 1, "extra.course is not a mapping", "write keys and values below it")]
    return [
        _fault(path, lines.get(str(key), 1), f"extra.course.{key}{what}", mend)
        for key, value in mapping.items()
        for what, mend in _faults(str(key), value)
    ]


def _faults(key: str, value: object) -> list[tuple[str, str]]:
    known = ["languages", "colours", *(field.name for field in dataclasses.fields(Settings))]
    if key not in known:
        near = difflib.get_close_matches(key, known, 1)
        mend = f"use {near[0]}, or keep" if near else "keep"
        return [(" is not a setting", f"{mend} to the list in the guide, Look and name")]
    return _FAULTS.get(key, _word_faults)(key, value)


def _word_faults(key: str, value: object) -> list[tuple[str, str]]:
    if _is_words(value) and value:
        return []
    headings = key.endswith("_headings")
    kind, example = ("headings", '"핵심 키워드", "Keywords"') if headings else ("words", '"시간", "Time"')
    return [(f" is not a list of {kind}", f"write it as {key}: [{example}]")]


def _code_faults(known: Sequence[str], example: str, refused: tuple[str, str]) -> _Faults:
    """Finds what is wrong with a list of codes; `refused` says of one not `known` what and how to mend it."""

    def faults(key: str, value: object) -> list[tuple[str, str]]:
        if not isinstance(value, list) or not _is_words(value):
            return [(" is not a list of codes", f"write it as {key}: [{example}]")]
        return [(f" names {code}, which {refused[0]}", refused[1]) for code in value if code not in known]

    return faults


def _address_faults(key: str, value: object) -> list[tuple[str, str]]:
    if _is_words(value) and all(str(each).startswith(("http://", "https://")) for each in value):  # type: ignore[attr-defined]
        return []
    return [(" is not a list of addresses", f"write it as {key}: [https://intranet.example/]")]


def _guide_faults(key: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return []
    return [(" is not an address", f"write it as {key}: https://guide.example/en/")]


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


_FAULTS: dict[str, _Faults] = {
    "alarm_minutes": minute_faults,
    "colours": colour_faults,
    "errors": _code_faults(
        [code.name for code in SOURCE_CODES],
        "image-no-alt",
        ("is no code of a source", "use one that run.py check tells"),
    ),
    "frames": frame_faults,
    "guide_url": _guide_faults,
    "languages": language_faults,  # course.settings.course_languages reads them
    "location": text_faults,
    "silenced": _code_faults(
        TIMING_CODES, TIMING_CODES[0], ("cannot be silenced", f"use one of {', '.join(TIMING_CODES)}")
    ),
    "slides": switch_faults,
    "start_date": date_faults,
    "take_along": switch_faults,
    "time_zone": zone_faults,
    "trusted_links": _address_faults,
}


def _fault(path: str, line: int, what: str, mend: str) -> Problem:
    return Problem(path, line, what, "the course cannot be read as meant", mend, "setting")
