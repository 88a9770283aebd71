"""The application as Django knows it."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """导出."""

    name = "notoneless.exports"
    verbose_name = "导出"
    default_auto_field = "django.db.models.BigAutoField"
