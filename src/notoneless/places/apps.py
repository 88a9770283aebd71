"""The application as Django knows it."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """区域与学校."""

    name = "notoneless.places"
    verbose_name = "区域与学校"
    default_auto_field = "django.db.models.BigAutoField"
