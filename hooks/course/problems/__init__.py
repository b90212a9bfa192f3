"""Problems: what is wrong, where, why it matters and how to mend it; and the forms to report them in.

In: findings of every other room. Out: `Problem`, its registered codes, text, JSON and SARIF. It knows
no other room.
"""
