"""HTML as HTML5 reads it: tags in a string (`scan`), articles that steps change (`article`), trees (`tree`).

In: HTML as a string. Out: positions of tags, the changed string, plain elements. It knows nothing of courses,
nor of what is added to a page.
"""
