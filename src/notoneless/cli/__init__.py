"""The command `notoneless`: the core without a server or a database. It says what happens, in Chinese, and computes nothing."""
