"""The command `notoneless`: the core without a server or a database. It speaks Chinese, and computes nothing."""
