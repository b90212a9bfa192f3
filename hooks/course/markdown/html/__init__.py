"""HTML as HTML5 reads it: tags in a string (`scan`), articles that steps change (`article`), trees (`tree`);
and what of an author's HTML a page may have (`allowed`, `clean`).

In: HTML as a string. Out: positions of tags, the changed or cleaned string, plain elements. It knows
nothing of courses, nor of what is added to a page.
"""
