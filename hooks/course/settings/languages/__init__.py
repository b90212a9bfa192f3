"""Tags of languages, and what settings mean that name one language or none.

In: what a settings file states. Out: which language it is, and its places. It knows Problems alone.
"""
