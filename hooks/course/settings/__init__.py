"""What ``mkdocs.yml`` may say to the course, read and checked without MkDocs.

In: the settings files. Out: typed settings, and a Problem for every fault with its line. It knows
Problems alone.
"""
