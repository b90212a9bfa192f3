"""The words of the interface: what site, handouts and editions say in a language, one file a language.

In: ``hooks/words/LANGUAGE.yml`` and ``extra: interface:`` of the settings files. Out: `Words`, complete
whatever the files say, and a Problem for every word that is missing, unknown, of another type, or has lost a
placeholder. The fields of the classes in `words`, `page_words` and `file_words` are the words there are: the
check, and the schema for editors, follow from them.
"""
