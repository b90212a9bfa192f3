"""Which files a course has, what each is called in menu and site, and the text of its sources."""
