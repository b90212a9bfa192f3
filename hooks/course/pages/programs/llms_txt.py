"""``llms.txt``: the course in one page of links for programs that read text. Source: llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from course.model.model import Course, Session
from course.pages.programs.course_json import CourseSite


def render_llms_txt(course: Course, site: CourseSite, forms: Mapping[str, str], data: str) -> str:
    """Links to every session's clean Markdown, with its goal, under a heading for each week and day.

    `forms` are names of weeks and days, such as ``week: "{}주차"``; `data` is the text beside course.json.
    """
    return "\n".join(_lines(course, site, forms, data)) + "\n"


def _lines(course: Course, site: CourseSite, forms: Mapping[str, str], data: str) -> Iterator[str]:
    yield f"# {site.title}"
    if site.description:
        yield from ("", f"> {site.description}")
    for week in course.weeks:
        for day in week.days:
            numbers = (("week", week.number), ("day", day.number))
            title = " ".join(forms[word].format(number) for word, number in numbers if number is not None)
            yield from ("", f"## {title or site.title}", "")
            yield from (_entry(session, site) for session in day.sessions)
    yield from ("", "## Optional", "", f"- [course.json]({site.url}course.json): {data}")


def _entry(session: Session, site: CourseSite) -> str:
    title = session.title.replace("[", "(").replace("]", ")")
    goal = f": {session.goal.text}" if session.goal else ""
    address = (site.url + session.uri).replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"- [{title}]({address}){goal}"
