"""The SQLite that Django uses: the one of the pysqlite3 wheel where there is one.

Debian 12 carries 3.40.1, in which two connections writing in WAL mode may corrupt a database (fixed in 3.51.3).
Settings import this module, which is before Django opens a database.
"""

import sys

try:
    import pysqlite3
except ImportError:  # another system: `notoneless doctor` says whether its own SQLite is good enough
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
