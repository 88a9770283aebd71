"""The application as Django knows it."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules


class BackgroundConfig(AppConfig):
    """后台任务."""

    name = "notoneless.background"
    verbose_name = "后台任务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every package's `jobs` is read, so that a worker knows all kinds of work and all that recurs."""
        autodiscover_modules("jobs")
        for module in getattr(settings, "BACKGROUND_JOBS", ()):
            import_module(module)
