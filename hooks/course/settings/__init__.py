"""The settings of a course in ``mkdocs.yml``, read and checked without MkDocs.

In: the settings files. Out: typed settings, and a Problem for every fault with its line. It knows
Problems alone.
"""
