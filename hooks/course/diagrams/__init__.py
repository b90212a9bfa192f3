"""Diagrams: Mermaid text in the sources, drawn while the site is built.

In: the text of a diagram, the colours, how wide characters are. Out: SVG with the words in it, or a Problem.
It alone knows what draws; the rest of the project knows `DiagramEngine`.
"""
