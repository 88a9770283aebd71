"""The tables of people and posts."""

from notoneless.accounts.models.user import User

__all__ = ["User"]
