"""Handouts: the built pages set as PDF by Typst, and the proof that nothing was lost on the way.

In: pages of a built site, their sources, an order. Out: PDFs, and Problems where one lacks something. It
knows neither MkDocs nor scripts. `orders` says what is made, `editions` what an edition is; `reading` makes a
tree of blocks (`tree`) of a page, `contents` puts a handout together, `typst` prints it, and `proving` holds
it against its sources.
"""
