"""The finished site put in its place, and its editions to take away: files that need no web server.

In: a built site, and the sources it was built from. Out: the site's folder, zip files, folders of pages. It
knows no command line and no hook.
"""
