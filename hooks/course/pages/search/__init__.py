"""The search index: what is written into it so that Korean is found as it is typed."""
