"""Commands on the languages of a course: what the site says in one of them."""
