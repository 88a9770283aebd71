"""How two records agree, field by field, in a few named levels.

Each module gives one field an expression over a pair of records (columns `<field>_l` and `<field>_r`) whose value is
the name of a level in tables/levels.csv. "missing" is the level where one side says nothing: it weighs nothing.
"""
