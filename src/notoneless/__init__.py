"""一个不少 · Not One Less: every child of compulsory school age is at school, or somebody knows why not."""

__version__ = "0.1.0"
