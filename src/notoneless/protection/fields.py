"""A field of text that is sealed in the database and plain on the instance."""

import logging
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.functions import NullIf, Substr

from notoneless.protection.ciphers import is_sealed
from notoneless.protection.indexes import LENGTH, NOTHING, blind_index, normal
from notoneless.protection.refusals import BrokenSealError, PlainTextError, UnknownKeyError
from notoneless.protection.sealing import place, seal_text, unseal_text

if TYPE_CHECKING:
    _TextField = models.Field[str, str]
    _KeyField = models.BinaryField[bytes, bytes]
else:
    _TextField, _KeyField = models.Field, models.BinaryField


log = logging.getLogger(__name__)


class SealedText:
    """Reads and writes the plain text of a field; the instance itself holds only sealed bytes."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else self.field.opened(instance)

    def __set__(self, instance: Any, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f"{self.field} takes str, not {type(text).__name__}")
        instance.__dict__.update(self.field.sealed(instance, text))


class SealedTextField(_TextField):
    """Plain `str` on the instance, sealed bytes in the database, bound to table, column and row; "" when empty.

    `child.phone` is the text and `child.phone_sealed` what is stored. Only a model that is Sealed or SealedUnder can
    have one. With `index`, the database computes a column `<name>_index` from the stored bytes: it cannot go stale.
    `purpose` names what the index is about, when fields of several names are compared (default: the field's name).
    Cannot be filtered by, dumped, or set by `update()`: each of these would need the plain text.
    """

    description = "加密的文字"
    empty_values = (None, "")
    _pyi_private_set_type: str
    _pyi_private_get_type: str
    _pyi_lookup_exact_type: bytes

    def __init__(self, verbose_name: str | None = None, *, index: bool = False, purpose: str = "", **options: Any):
        super().__init__(verbose_name, **{"default": b""} | options)
        self.index = index
        self.purpose = purpose

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, options = super().deconstruct()
        options.pop("default", None)
        given = {"index": self.index, "purpose": self.purpose}
        return name, path, args, options | {key: value for key, value in given.items() if value}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Adds the field, its plain face, and the index; a migration names the index itself."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, SealedText(self))
        if self.index and not cls._meta.abstract and cls.__module__ != "__fake__":
            index = _index_of(name, f"{self.verbose_name}的索引")
            index.contribute_to_class(cls, f"{name}_index")

    def get_attname(self) -> str:
        """Where Django keeps what is stored: not where people read, as with a foreign key and its id."""
        return f"{self.name}_sealed"

    def get_attname_column(self) -> tuple[str, str]:
        """The column has the field's name."""
        return self.get_attname(), self.db_column or self.name

    def get_internal_type(self) -> str:
        """Which type the column has."""
        return "BinaryField"

    def get_default(self) -> bytes:
        """Nothing was given yet."""
        return b""

    def sealed(self, instance: Any, text: str) -> dict[str, bytes | None]:
        """What the instance holds for `text`: the stored bytes, and the index that the database will compute."""
        key = instance.row_key()
        if not self.index:
            return {self.attname: seal_text(key, text, self._place(instance))}
        purpose = self.purpose or self.name
        index = blind_index(purpose, text) if normal(purpose, text) else NOTHING
        stored = index + seal_text(key, text, self._place(instance, index))
        return {self.attname: stored, f"{self.name}_index": None if index == NOTHING else index}

    def opened(self, instance: Any) -> str:
        """The plain text. Raises ErasedError, UnknownKeyError, BrokenSealError, KeyringError; never a wrong text."""
        stored = self._stored(instance)
        if not stored and instance._state.adding:
            return ""
        try:
            return self._unsealed(instance, stored)
        except (BrokenSealError, UnknownKeyError) as error:
            log.error("%s of row %s does not open: %s", self, instance.pk, type(error).__name__)
            raise

    def _unsealed(self, instance: Any, stored: bytes) -> str:
        key = instance.row_key()
        if not stored:
            return ""
        cut = LENGTH if self.index else 0
        index, envelope = stored[:cut], stored[cut:]
        return unseal_text(key, envelope, self._place(instance, index))

    def _stored(self, instance: Any) -> bytes:
        """The bytes, fetched with the row's key in one query where they were deferred."""
        if self.attname not in instance.__dict__:
            wanted = {self.attname, *({"data_key"} & instance.get_deferred_fields())}
            instance.refresh_from_db(fields=sorted(wanted))
        return bytes(instance.__dict__[self.attname])

    def _place(self, instance: Any, index: bytes = b"") -> bytes:
        return place(self.model._meta.db_table, self.get_attname_column()[1], instance.pk, index)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """An empty field of a new row is sealed like a full one: nobody sees which children have a disability.

        Raises ErasedError, and UnknownKeyError or BrokenSealError for a row that was copied or got another owner.
        """
        if add and not getattr(model_instance, self.attname):
            setattr(model_instance, self.name, "")
        elif not hasattr(type(model_instance), "data_key"):
            self.opened(model_instance)  # sealed with the key of an owner who was exchanged meanwhile, it would be lost
        return super().pre_save(model_instance, add)

    def get_prep_value(self, value: Any) -> Any:
        """Lets sealed bytes pass, and nothing else. Raises PlainTextError."""
        if hasattr(value, "resolve_expression"):
            return value
        given = bytes(value) if isinstance(value, bytes | memoryview) else None
        if given is None or (given and not is_sealed(given[LENGTH if self.index else 0 :])):
            raise PlainTextError(f"{self}: set the attribute of an instance, it seals; nothing else can be stored")
        return given

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """As the driver wants bytes."""
        value = super().get_db_prep_value(value, connection, prepared)
        return connection.Database.Binary(value) if isinstance(value, bytes) else value

    def from_db_value(self, value: Any, *_args: Any) -> bytes | None:
        """Bytes, whatever the driver gives."""
        return None if value is None else bytes(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """No comparison: equal texts are not equal bytes."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self} is sealed: filter by the column {self.name}_index with blind_index()")

    def get_transform(self, lookup_name: str) -> Any:
        """No part of it either."""
        return self.get_lookup(lookup_name)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Validate the plain text; the stored bytes stay as they are."""
        text = "" if model_instance is None else getattr(model_instance, self.name)
        self.validate(text, model_instance)
        self.run_validators(text)
        if self.max_length is not None and len(text) > self.max_length:
            raise ValidationError(f"最多 {self.max_length} 个字，现在有 {len(text)} 个")
        return value

    def value_from_object(self, obj: models.Model) -> Any:
        """What a form shows at first."""
        return getattr(obj, self.name)

    def value_to_string(self, obj: models.Model) -> str:
        """No dump holds it. Raises PlainTextError."""
        raise PlainTextError(f"{self} is never dumped: make a backup instead")

    def formfield(self, **options: Any) -> Any:
        """An ordinary field of text."""
        given: dict[str, Any] = {
            "required": not self.blank,
            "label": self.verbose_name,
            "help_text": self.help_text,
            "max_length": self.max_length,
        }
        return forms.CharField(**given | {k: v for k, v in options.items() if k not in {"form_class"}})

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """That the model can seal."""
        found = super().check(**options)
        if not hasattr(self.model, "row_key"):
            found.append(checks.Error(f"{self}: the model is neither Sealed nor SealedUnder", id="protection.E001"))
        if self.null or self.unique or getattr(self, "db_index", False):
            found.append(checks.Error(f"{self}: a sealed field is never null, unique or indexed", id="protection.E002"))
        return found


def _index_of(name: str, words: str) -> "models.GeneratedField":
    """The first bytes of the stored value; none beside an empty text or in an erased row."""
    index: Any = Substr(name, 1, LENGTH, output_field=models.BinaryField())
    for nothing in (NOTHING, b""):
        index = NullIf(index, models.Value(nothing, output_field=models.BinaryField()))
    return models.GeneratedField(
        expression=index,
        output_field=models.BinaryField(max_length=LENGTH),
        db_persist=True,
        db_index=True,
        null=True,
        verbose_name=words,
    )


class RowKeyField(_KeyField):
    """The wrapped key of a row. Made when the row is, empty once it was erased."""

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """A new row gets its key; one that was copied from another row is refused. Raises BrokenSealError."""
        if add:
            model_instance.row_key()
        return super().pre_save(model_instance, add)

    def from_db_value(self, value: Any, *_args: Any) -> bytes | None:
        """Bytes, whatever the driver gives."""
        return None if value is None else bytes(value)
