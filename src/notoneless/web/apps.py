"""The application as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """首页与导航."""

    name = "notoneless.web"
    verbose_name = "首页与导航"
    default_auto_field = "django.db.models.BigAutoField"
