"""Models whose fields can be sealed, and which keys the database was sealed with."""

import uuid
from typing import Any, ClassVar

from django.db import models

from notoneless.protection.ciphers import Key
from notoneless.protection.fields import RowKeyField
from notoneless.protection.keys import keyring
from notoneless.protection.querysets import SealedQuerySet, sealed_names
from notoneless.protection.refusals import ErasedError
from notoneless.protection.sealing import new_row_key, row_place, unwrapped

SealedManager = models.Manager.from_queryset(SealedQuerySet)


class Sealed(models.Model):
    """A row with a key of its own, wrapped by the master. To destroy the key is to erase its sealed fields."""

    id = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    data_key = RowKeyField("行密钥", default=b"")

    objects = SealedManager()

    class Meta:
        abstract = True

    @property
    def is_erased(self) -> bool:
        """Whether the key was destroyed."""
        return not self.data_key and not self._state.adding

    def row_key(self) -> Key:
        """The key that seals this row; a new row gets one. Raises ErasedError, UnknownKeyError, BrokenSealError."""
        at = row_place(self._meta.db_table, self.pk)
        if not self.data_key:
            if not self._state.adding:
                raise erased(self)
            self.data_key = new_row_key(at)
        return unwrapped(keyring(), bytes(self.data_key), at)

    def _do_update(self, base_qs: models.QuerySet[Any], using: Any, pk_val: Any, values: Any, *rest: Any) -> Any:
        """An update never writes the key, which may have been wrapped anew or destroyed, nor fills an erased row."""
        kept = [value for value in values if self._state.adding or value[0].name != "data_key"]
        done = super()._do_update(base_qs.exclude(data_key=b""), using, pk_val, kept, *rest)
        if not done and base_qs.filter(pk=pk_val, data_key=b"").exists():
            raise erased(self)
        return done


class SealedUnder(models.Model):
    """A row sealed with the key of another one, at the end of the foreign key `key_owner`: erased together with it.

    Load it with `select_related` of that foreign key, or each row costs a query.
    """

    key_owner: ClassVar[str]

    id = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)

    objects = SealedManager()

    class Meta:
        abstract = True

    def row_key(self) -> Key:
        """The owner's key."""
        owner: Sealed | SealedUnder = getattr(self, self.key_owner)
        return owner.row_key()

    def hand_to(self, owner: "Sealed | SealedUnder") -> None:
        """Give the row to another owner (two files of one child become one): sealed anew, not yet saved."""
        texts = {name: getattr(self, name) for name in sealed_names(type(self))}
        setattr(self, self.key_owner, owner)
        for name, text in texts.items():
            setattr(self, name, text)


class KeyMark(models.Model):
    """A key that this database was sealed with: its id, never the key. Tells the wrong keyring before it is used."""

    purpose = models.CharField("用途", max_length=10)
    key_id = models.CharField("密钥编号", max_length=8)
    made_at = models.DateTimeField("启用时间")
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "密钥登记"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["purpose", "key_id"], name="protection_key_marked_once"),
        ]

    def __str__(self) -> str:
        """Purpose and id."""
        return f"{self.purpose} {self.key_id}"


def erased(row: models.Model) -> ErasedError:
    """That nobody can read this row any more."""
    return ErasedError(f"{row._meta.verbose_name}（编号 {row.pk}）的个人信息已按规定删除，无法再查看")
