"""Data in the head of a page: schema.org JSON-LD, and the description that previews show."""

from __future__ import annotations

from typing import Any

from course.model.model import Course, Session
from course.pages.programs.course_json import CourseSite

_CONTEXT = "https://schema.org"
Json = dict[str, Any]


def course_data(course: Course, site: CourseSite) -> Json:
    """JSON-LD of the front page: a schema.org ``Course`` with its sessions."""
    return {
        "@context": _CONTEXT,
        **_course(site),
        "hasPart": [_part(session, site) for session in course.sessions],
    }


def session_data(session: Session, site: CourseSite) -> Json:
    """JSON-LD of a session's page: a schema.org ``LearningResource``, with its time and what it teaches."""
    taught = [keyword.term for keyword in session.keywords] or [item.text for item in session.objectives]
    minutes = session.stated_minutes
    return {
        "@context": _CONTEXT,
        **_part(session, site),
        "inLanguage": site.language,
        "learningResourceType": session.kind,
        **({"description": session.goal.text} if session.goal else {}),
        **({"timeRequired": f"PT{minutes}M"} if minutes else {}),
        **({"teaches": list(dict.fromkeys(taught))} if taught else {}),
        **({"assesses": [item.text for item in session.checks]} if session.checks else {}),
        "isPartOf": _course(site),
    }


def description_of(session: Session | None, site: CourseSite) -> str:
    """The description for previews of a page: the session's goal, else the course's description."""
    return session.goal.text if session and session.goal else site.description


def _course(site: CourseSite) -> Json:
    where = {"url": site.url} if site.url else {}
    return {
        "@type": "Course",
        "name": site.title,
        "inLanguage": site.language,
        "description": site.description or site.title,
        "provider": {"@type": "Organization", "name": site.title, **where},
        **where,
    }


def _part(session: Session, site: CourseSite) -> Json:
    page = {"url": site.url + site.pages[session.uri]} if site.url and session.uri in site.pages else {}
    return {"@type": "LearningResource", "name": session.title, **page}
