"""The course for other programs: course.json, calendar, clean Markdown, llms.txt, schema.org data."""
