"""The folder that a course lives in: what of it is the product's and what the course's, begun and upgraded.

In: a course's folder, the answers of its lecturer, another version of the product. Out: files there. It must
not know how pages are built.
"""
