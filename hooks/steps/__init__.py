"""The steps of a build, by duty: plain functions that `events.py` lists in running order.

A step takes what its event hands over, MkDocs' settings and the state of the build (`steps.state`); it takes
plain values from them, calls the core (`course`) and puts back what comes out. No step calls another, and
none knows when it runs: the tables of `events.py` say that.
"""
