"""Diagrams: Mermaid text in the sources, drawn while the site is built.

In: the text of a diagram, the colours, how wide characters are. Out: figures for pages, SVG files, what a
diagram says in words, and Problems. Which program draws is known in `engine` alone.
"""
