"""What is added to the pages of the site: agenda, timetable, glossary, corrections, progress, search.

In: the model, and the HTML of a page. Out: HTML, and files beside the pages for search and other programs. It
knows no source file and no MkDocs.
"""
