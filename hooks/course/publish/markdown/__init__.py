"""The course as plain GitHub Markdown, its diagrams as SVG files, for systems that draw none."""
