"""What is wrong, where, why it matters and how to mend it, and the forms in which that is told.

In: findings of every other room. Out: `Problem`, its registered codes, text, JSON and SARIF. It knows
no other room.
"""
