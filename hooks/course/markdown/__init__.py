"""Markdown as GitHub reads it: files, blocks, links, and the dialect that Python-Markdown is fed.

In: source files. Out: `Source`, blocks with their lines, addresses, the normalised text. It knows neither
sessions nor pages of a site.
"""
