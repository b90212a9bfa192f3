"""The course as its sources state it: Course, Week, Day, Session, Section, and how they are read.

In: sources and settings. Out: the model (`course.model.model`) and Problems. It knows no page and no PDF.
"""
