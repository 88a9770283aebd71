"""The application as Django knows it."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """字段保护."""

    name = "notoneless.protection"
    verbose_name = "字段保护"
    default_auto_field = "django.db.models.BigAutoField"
