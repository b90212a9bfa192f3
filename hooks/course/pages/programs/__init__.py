"""The course for other programs: course.json, clean Markdown, llms.txt, and what pages say of themselves."""
