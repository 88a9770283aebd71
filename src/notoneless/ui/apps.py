"""The application as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """界面."""

    name = "notoneless.ui"
    verbose_name = "界面"
    default_auto_field = "django.db.models.BigAutoField"
