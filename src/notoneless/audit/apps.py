"""The application as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """审计."""

    name = "notoneless.audit"
    verbose_name = "审计"
    default_auto_field = "django.db.models.BigAutoField"
