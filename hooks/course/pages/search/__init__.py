"""The search index: hidden fields in it, by which Korean is found as students type it."""
