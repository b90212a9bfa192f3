"""Draws the diagrams of a course while its site is built.

Mermaid text comes in; out go figures for pages, SVG files, what a diagram says in words, and Problems. Which
program draws is known in `engine` alone; nothing here knows what a page says around its diagrams.
"""
