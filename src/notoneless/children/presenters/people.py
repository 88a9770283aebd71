"""People as rows of this package keep them, with the names that their accounts have now."""

from collections.abc import Iterable
from uuid import UUID

from notoneless.accounts.models import User


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """The names of accounts by their ids, by one query; what is no account has none."""
    known = [each for each in set(ids) if _is_id(each)]
    return (
        {str(key): name for key, name in User.objects.filter(pk__in=known).values_list("pk", "name")} if known else {}
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
