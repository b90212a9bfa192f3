"""``run.py move``, ``remove`` and ``term``: how files of a course move, go or get other dates.

In come the words of a command; out goes a list of files to be written and taken away, which is carried out
whole or not at all.
"""
