"""The application as Django knows it."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """账号与岗位."""

    name = "notoneless.accounts"
    verbose_name = "账号与岗位"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to who comes and goes; let connections carry the scope; put policies up after migrations."""
        from notoneless.accounts import receivers, row_security  # noqa: F401, PLC0415 - models must be loaded first

        connection_created.connect(row_security.watch, dispatch_uid="accounts.watch")
        post_migrate.connect(row_security.prepare, dispatch_uid="accounts.row_security")
