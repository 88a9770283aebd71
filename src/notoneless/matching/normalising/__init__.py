"""From the text of cells to comparable values, a column at a time.

`standards` decides what a value means, one value at a time. Here the clean bulk of a column is recognised by an
expression, and only what is left goes to the function in `standards`, once per distinct text: the answer is the same
(tests/unit/matching/test_normalising_agrees.py), the time is that of a column engine.
"""
