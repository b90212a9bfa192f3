"""Quizzes for other programs, with what is right: Moodle, learning management systems, Anki.

In: the questions of the sources. Out: files for whoever teaches. It knows nothing of the site's pages.
"""
