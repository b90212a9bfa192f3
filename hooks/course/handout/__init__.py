"""Handouts: pages of a built site and their sources come in, PDFs and Problems go out.

`orders` says what is to be made and `editions` what an edition is; `reading` makes a tree of blocks (`tree`)
of a page, `contents` puts a handout together, `typst` prints it, and `proving` holds it against its sources.
"""
