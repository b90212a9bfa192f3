"""Several languages: what each has of a page, how they lead to one another, whether they are in step.

In: the sources of each language, and the ledger of accepted translations. Out: which page stands for which,
and Problems where a translation lags. It knows neither site nor PDF.
"""
