"""Whether links to other hosts still lead somewhere: the one check that asks the network.

In: sources. Out: Problems of addresses that are gone, have moved, or do not answer. No build calls it.
"""
