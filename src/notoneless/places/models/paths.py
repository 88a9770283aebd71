"""A column for paths, ordered by code points on every database."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from notoneless.places.rules.paths import DivisionLevel, path_length

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


class PathField(_Text):
    """The path of a division.

    PostgreSQL would order it by the rules of a language, which pass over "/": a range of paths would then hold other
    divisions. The column is therefore ordered as "C", which is what SQLite does by itself.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", path_length(DivisionLevel.VILLAGE))
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """The column of this database, with its order."""
        order = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": order}
