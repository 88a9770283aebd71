"""The application as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """审计."""

    name = "notoneless.audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Triggers are put up after every migration."""
        from notoneless.audit.append_only import prepare  # noqa: PLC0415 - models are there only now

        post_migrate.connect(prepare, sender=self, dispatch_uid="audit.prepare")
