"""The rules by which GitHub reads Markdown, for Python-Markdown and as a renderer of their own."""
