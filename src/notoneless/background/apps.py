"""The application as Django knows it."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """后台任务."""

    name = "notoneless.background"
    verbose_name = "后台任务"
    default_auto_field = "django.db.models.BigAutoField"
