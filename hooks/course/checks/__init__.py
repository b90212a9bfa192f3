"""Everything that can be found wrong: in sources before a build, and in a built site against its sources.

In: sources, settings, built pages. Out: Problems and counts. It changes nothing, but for sources that
``check --fix`` is asked to mend.
"""
