"""Shows a course while it is written: the page that was saved at once, all else after it.

A server answers browsers (`server`) and follows the files (`following`). Each language has a process of its
own that has built all its pages and stays, with all it knows of them (`worker`): it makes the one page that
was saved again (`resident`). Then a new process builds everything, into a folder of its own; when it is done,
its folder is shown and it stays in place of the first. Browsers are told which files are others (`changes`).
"""
