"""Handouts: the built pages set as PDF by Typst, and the proof that nothing was lost on the way.

In: the pages of a built site, their sources, an order. Out: PDF files, and Problems where one lacks
something. It knows neither MkDocs nor what the pages' scripts do.
"""
