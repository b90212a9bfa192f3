"""The tree of a handout as a PDF: the one place that knows Typst. It knows nothing of HTML or editions."""
