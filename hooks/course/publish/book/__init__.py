"""The course as a book: EPUB 3.3, and one page for printing, of the same chapters.

In: a built, checked site, and which of its pages are wanted. Out: one file a language. Chapters are the
articles that pages for a learning management system are made of (`course.publish.lms`).
"""
