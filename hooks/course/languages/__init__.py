"""Several languages: what each has of a page, how they lead to one another, whether they are in step."""
