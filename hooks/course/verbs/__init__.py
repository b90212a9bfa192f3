"""One module a word of ``run.py``: its arguments, what it prints, its exit status.

In: the words of a command line. Out: an exit status. The work is done in the rooms below.
"""
