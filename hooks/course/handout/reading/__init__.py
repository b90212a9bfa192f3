"""The article of a built page as blocks: HTML in, `handout.tree` out. It knows nothing of Typst."""
