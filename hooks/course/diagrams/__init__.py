"""Diagrams: Mermaid text in the sources, drawn while the site is built."""
