"""What a page says of itself in its head: schema.org data (JSON-LD) and the words of its preview."""

from __future__ import annotations

from typing import Any

from course.model.model import Course, Session
from course.pages.programs.course_json import CourseSite

_CONTEXT = "https://schema.org"
Json = dict[str, Any]


def course_data(course: Course, site: CourseSite) -> Json:
    """The front page: a ``Course`` and its sessions."""
    return {
        "@context": _CONTEXT,
        **_course(site),
        "hasPart": [_part(session, site) for session in course.sessions],
    }


def session_data(session: Session, site: CourseSite) -> Json:
    """A session's page: a ``LearningResource`` of the course, with its time and what it teaches."""
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
    """One sentence on the page for previews: the session's goal, else what the course is."""
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
